"""Whether files are as they were: one key of all that lies in some folders.

In: files and folders. Out: a key of their names and bytes, the same wherever they lie; or None where it cannot be told:
a link, a pipe, what cannot be read. A file that is larger than any text may be, such as a film, is told by its size and
the moment it was written. It keeps nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from patternloom.problems import limits

# Where texts were told by their moment, one that is unpacked or copied with its old one would be taken for unchanged.
_LARGE = limits.FILE_BYTES


def fingerprint(places: Iterable[Path]) -> str | None:
    """The key; a place that is not there counts as such."""
    digest = hashlib.sha256()
    try:
        for number, place in enumerate(places):
            for name, told in _told(place):
                digest.update(b"%d %s %d " % (number, name, len(told)) + told)
    except OSError:
        return None
    return digest.hexdigest()


def _told(place: Path) -> Iterator[tuple[bytes, bytes]]:
    """Each file and folder of a place, by its name from there, with what tells its content.

    Raises:
        OSError: one of them is not what can be told.
    """
    if not os.path.lexists(place):
        yield b"", b"nothing"
    elif place.is_file():
        yield b"", _content(os.fspath(place))
    else:
        start = len(os.fspath(place)) + 1
        for folder, folders, files in os.walk(place, onerror=_raised):
            folders.sort()
            for name in sorted((*folders, *files)):
                path = os.path.join(folder, name)
                yield os.fsencode(path[start:]), b"folder" if name in folders and _is_folder(path) else _content(path)


def _content(path: str) -> bytes:
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{path}: neither a file nor a folder")
    if status.st_size > _LARGE:
        return b"%d bytes of %d" % (status.st_size, status.st_mtime_ns)
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).digest()


def _is_folder(path: str) -> bool:
    return stat.S_ISDIR(os.lstat(path).st_mode)


def _raised(error: OSError) -> None:
    raise error
