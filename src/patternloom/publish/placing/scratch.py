"""The folder that a build works in, beside the site or, where nothing may be written there, inside it.

In: where the site is to be. Out: a new folder on the same file system, which goes with the build. As long as the
build's process lives, or one that it started, it holds the folder locked; what is not locked any more, a dead build
has left: the next one first brings the last good site back, if it lies there, and then clears it away.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from patternloom.publish.placing.filling import bring_back, is_filling, remove
from patternloom.publish.placing.place import BEFORE, MARK, is_mounted, one_at_a_time, place_of, put
from patternloom.publish.placing.signals import Ending

try:
    import fcntl
except ImportError:  # not on Windows, where what a dead build leaves stays
    fcntl = None  # type: ignore[assignment]  # its absence is what is asked for

# Beside the site, named after it: `.site-patternloom-…`; inside it, `.patternloom-…`.
_NAME = re.compile(rf"\.(?:(?P<site>.+)-)?{MARK}-[a-z0-9_]{{8}}")


class Scratch:
    """A build's own folder, until it is closed."""

    def __init__(self, site: Path) -> None:
        """Make one for the site, and clear away what dead builds left.

        Raises:
            OSError: nothing can be written there.
        """
        self._site = site
        # Those that go again with a build that fails; the innermost comes first.
        self._new = [folder for folder in site.parents if not folder.exists()]
        site.parent.mkdir(parents=True, exist_ok=True)
        clear_dead(site)
        self.path, lock = _made(site)
        self._locks = () if lock is None else (lock,)

    @property
    def handles(self) -> tuple[int, ...]:
        """What a process inherits that works in the folder too."""
        return self._locks

    def close(self) -> None:
        """Take the folder away, and what dead builds left, as some take a moment to end."""
        if not _to_be_brought_back(self.path, self._site):
            remove(self.path)
        for lock in self._locks:
            os.close(lock)
        self._locks = ()
        clear_dead(self._site)
        for folder in self._new:
            with suppress(OSError):  # it is not empty
                folder.rmdir()


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A folder to write to, which takes the place of `folder` when all of it is written, and else goes."""
    ending = Ending()
    ending.watch(interrupts=True)
    place = place_of(folder)
    scratch = Scratch(place)
    try:
        written = scratch.path / "written"
        written.mkdir()
        yield written
        put(written, place, scratch.path)
    finally:
        scratch.close()
        ending.forget()


def clear_dead(site: Path) -> None:
    """Clear away what builds left that are dead, beside the site and inside it."""
    for place in (site.parent, site):
        for folder, name in _folders(place):
            lock = _lock(folder)
            if lock is not None:
                with suppress(OSError):  # this build is not to fail for it; the next one tries again
                    _clear(folder, place / name if name else place)
                os.close(lock)


def _folders(place: Path) -> Iterator[tuple[Path, str | None]]:
    """Folders of builds there, each with the name of its site beside it."""
    try:
        names = sorted(os.listdir(place))
    except OSError:
        return
    for name in names:
        match = _NAME.fullmatch(name)
        if match and _is_own_folder(place / name):
            yield place / name, match["site"]


def _is_own_folder(path: Path) -> bool:
    """Others', as in /tmp, are none of our business: what they say was there is not to be brought back by us."""
    try:
        status = path.lstat()
    except OSError:  # another build took it away meanwhile
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == (os.geteuid() if hasattr(os, "geteuid") else 0)


def _clear(folder: Path, site: Path) -> None:
    with one_at_a_time(site.parent):  # the site of a build that lives is missing too, between two renames
        if (folder / BEFORE).is_dir() and not site.exists():
            (folder / BEFORE).rename(site)
        bring_back(folder, site)
    remove(folder)


def _to_be_brought_back(folder: Path, site: Path) -> bool:
    return is_filling(folder) or ((folder / BEFORE).is_dir() and not site.exists())


def _made(site: Path) -> tuple[Path, int | None]:
    """A new folder, and what holds it locked."""
    places = [(site, f".{MARK}-")] if site.is_dir() else []
    if not is_mounted(site):
        places.insert(0, (site.parent, f".{site.name}-{MARK}-"))
    failed: OSError | None = None
    for place, prefix in places:
        try:
            while True:
                folder = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
                # Another build may have taken it for what a dead one left: then wait until it is gone.
                lock = _lock(folder, wait=True)
                if folder.is_dir():
                    return folder, lock
        except OSError as error:
            failed = failed or error
    assert failed
    raise OSError(failed.errno, f"{failed.strerror}, expected a folder that can be written to", str(site)) from None


def _lock(folder: Path, *, wait: bool = False) -> int | None:
    """An open file that holds the folder; None where another process does, or where folders cannot be held."""
    if fcntl is None:
        return None
    try:
        file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(file)
        return None
    return file
