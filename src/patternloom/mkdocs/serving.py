"""A preview that outlives a mistake: the browser keeps the last good pages while the terminal tells what is wrong.

In: MkDocs' function that builds, and its server. Out: a function that says what failed and comes to its end
nevertheless, and a server that sees a folder which is made later. MkDocs' own server lets every request wait until a
build succeeds: the browser then hangs, though the server lives. Nothing is built here.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

log = logging.getLogger("mkdocs.plugins.patternloom")

# What a process says that a signal has ended, less the signal.
_SIGNALED = 128


def lasting(build: Callable[[], None]) -> Callable[[], None]:
    """A function that builds, and outlives what fails: that is told, and the pages stay as they are."""

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


def watch(server: LiveReloadServer, paths: Iterable[object], *, once_there: Path) -> None:
    """Build again, lastingly, when something at one of the paths changes, and below a folder once it is there."""
    for path in paths:
        server.watch(str(path))
    watch_once_there(server, once_there)
    server.builder = lasting(server.builder)


class _Made(FileSystemEventHandler):
    """Waits until a folder is there, or bears its name."""

    def __init__(self, server: LiveReloadServer, folder: str) -> None:
        self.server, self.folder = server, folder

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Watch it from now on; that it is made is a change, too."""
        there = {"created": event.src_path, "moved": event.dest_path}.get(event.event_type)
        if event.is_directory and there == self.folder and self.folder not in self.server._watched_paths:
            self.server.watch(self.folder)
            with self.server._rebuild_cond:
                self.server._want_rebuild = True
                self.server._rebuild_cond.notify_all()


def watch_once_there(server: LiveReloadServer, folder: Path) -> None:
    """Watch a folder that may be made while the preview runs."""
    whole = folder.absolute()
    server.observer.schedule(_Made(server, str(whole)), str(whole.parent), recursive=False)
