"""Files that are written whole or not at all.

In: a path and bytes. Out: the file, its permissions as before. It is written beside, under a hidden name, and put in
place in one step, so that neither a full disk nor a reader meets half of it. What is written, others decide; no folder
is made here.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_SHOWN = 40  # characters of a file's name in that of its successor


def replace_bytes(path: Path, data: bytes, *, follow: bool = False, ending: str = ".new", synced: bool = True) -> None:
    """Put the bytes in place of what the file held; what is left where a machine dies meanwhile has the ending.

    With `follow` a symbolic link stays one, and the file that it leads to is written; without `synced` the disk may
    write it later, so that a file can be broken where power fails.

    Raises:
        OSError: they could not be written; the file is what it was.
    """
    import tempfile  # only here: most runs write nothing

    real = Path(os.path.realpath(path)) if follow else path
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


def _mode(path: Path) -> int:
    """The permissions of a file; of a new one, those that it would have been made with."""
    with suppress(OSError):
        return path.stat().st_mode & 0o7777
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask
