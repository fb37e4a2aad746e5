"""Files that are written whole or not at all.

In: a path and bytes. Out: the file, its permissions as before. It is written beside, under a hidden name, and put in
place in one step, so that neither a full disk nor a reader meets half of it; only a file that has several names is
written where it is, as it could not keep them otherwise. What is written, others decide; no folder is made here.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from io import FileIO
from pathlib import Path

_SHOWN = 40  # characters of a file's name in that of its successor


def replace_bytes(path: Path, data: bytes, *, follow: bool = False, ending: str = ".new", synced: bool = True) -> None:
    """Put the bytes in place of what the file held; what is left where a machine dies meanwhile has the ending.

    With `follow`, as for what a team wrote itself, a link stays one, symbolic or hard, and a file that is protected
    from being written is left alone. Without `synced` the disk may write it later, so that a file can be broken where
    power fails.

    Raises:
        OSError: they could not be written; the file is what it was.
    """
    import tempfile  # only here: most runs write nothing

    real = Path(os.path.realpath(path)) if follow else path
    if follow and real.exists():
        # Putting another file in place asks for no right to write this one.
        if not (_mode(real) & 0o222 and os.access(real, os.W_OK)):
            raise PermissionError(errno.EACCES, "it is protected from being written", str(path))
        if real.stat().st_nlink > 1:
            _write_there(real, data)
            return
    beside = ""
    try:
        number, beside = tempfile.mkstemp(prefix=f".{real.name[:_SHOWN]}.", suffix=ending, dir=real.parent)
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
            stream.flush()
            if synced:
                os.fsync(stream.fileno())
        os.chmod(beside, _mode(real))
        os.replace(beside, real)
    except BaseException as error:
        if isinstance(error, OSError):
            error.filename = str(path)  # nobody knows the file beside it
        with suppress(OSError):
            os.unlink(beside)
        raise


def _write_there(path: Path, data: bytes) -> None:
    """Into the file itself; what cannot be written is undone.

    Raises:
        OSError: they could not be written.
    """
    before = path.read_bytes()
    with path.open("r+b", buffering=0) as stream:
        try:
            _fill(stream, data)
        except BaseException:
            with suppress(OSError):
                _fill(stream, before)
            raise


def _fill(stream: FileIO, data: bytes) -> None:
    stream.seek(0)
    at = 0
    while at < len(data):
        at += stream.write(data[at:])
    stream.truncate(len(data))
    os.fsync(stream.fileno())


def _mode(path: Path) -> int:
    """The permissions of a file; of a new one, those that it would have been made with."""
    with suppress(OSError):
        return path.stat().st_mode & 0o7777
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask
