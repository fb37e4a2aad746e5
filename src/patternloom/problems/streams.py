"""Where reports go: standard streams that may be closed, full, or of an encoding that has not every letter.

In: the streams of this process. Out: the same, so that a report is whole in them or goes nowhere. What is written, and
what a failure means, others decide.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from contextlib import suppress
from typing import TextIO

FORMATS = ("github", "json", "junit", "sarif", "text")
"""Of reports, as `reports` writes them: here a command can name them without what makes them."""

_JSON = "patternloom.json"
_ESCAPES = {"json": _JSON, "sarif": _JSON, "junit": "xmlcharrefreplace"}


def whole_streams() -> None:
    """Let what was started without a stream (`>&-`) have one that leads nowhere: else the next file takes its place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w"))  # noqa: SIM115  # until the end


def to_nowhere(stream: TextIO) -> None:
    """Give up what is still to be written, as Python would try once more at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def escape_unwritable(stream: TextIO, format: str) -> None:
    """Have a letter that the stream's encoding lacks written as an escape of the report's format.

    What programs read is UTF-8 wherever it lands: in another encoding, all but ASCII is escaped.
    """
    if isinstance(stream, io.TextIOWrapper):
        if format in _ESCAPES and codecs.lookup(stream.encoding).name != "utf-8":
            stream.reconfigure(encoding="ascii")
        stream.reconfigure(errors=_ESCAPES.get(format, "backslashreplace"))


def _as_json(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), error.end


codecs.register_error(_JSON, _as_json)
