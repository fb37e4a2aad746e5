"""Files that are written whole or not at all.

In: a path and bytes. Out: the file, its permissions as before. It is written beside and put in place in one step, so
that neither a full disk nor a reader meets half of it. A symbolic link stays one. What is written, others decide.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def replace_bytes(path: Path, data: bytes) -> None:
    """Put the bytes in place of what the file held.

    Raises:
        OSError: they could not be written; the file is what it was.
    """
    real = Path(os.path.realpath(path))
    number, beside = tempfile.mkstemp(prefix=f".{real.name[:40]}.", suffix=".new", dir=real.parent)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mode = real.stat().st_mode & 0o7777 if real.exists() else 0o666 & ~_umask()
        os.chmod(beside, mode)
        os.replace(beside, real)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
