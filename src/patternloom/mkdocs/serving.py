"""A preview that outlives a mistake: the browser keeps the last good pages while the terminal tells what is wrong.

In: MkDocs' function that builds. Out: one that says what failed and comes to its end nevertheless. MkDocs' own server
lets every request wait until a build succeeds: the browser then hangs, though the server lives. Nothing is built here.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

log = logging.getLogger("mkdocs.plugins.patternloom")

# What a process says that a signal has ended, less the signal.
_SIGNALED = 128


def lasting(build: Callable[[], None]) -> Callable[[], None]:
    """The same, but for a failure: that is told, and the pages stay as they are."""

    def built() -> None:
        try:
            build()
        except (Exception, SystemExit) as error:  # whatever fails, a plugin's mistake too, is mended next
            if isinstance(error, SystemExit) and isinstance(error.code, int) and error.code > _SIGNALED:
                raise  # somebody ends the preview while it builds
            if not isinstance(error, SystemExit):  # which MkDocs raises where all has been told
                traceback.print_exc()
            log.error("The pages stay as they were until that is mended; saving a file builds them again")

    return built
