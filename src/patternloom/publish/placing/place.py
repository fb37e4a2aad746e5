"""A finished site takes the place of the last one: in one step where the system can, and whole in any case.

In: the folder that was built, and where the site is to be. Out: the site there, with what MkDocs keeps (names that
begin with a dot); or an error, and the last good site as it was. The folder itself keeps its mode and its owner. Who
builds, and what, is of no matter here.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from patternloom.publish.placing.exchange import exchange
from patternloom.publish.placing.filling import copy_attributes, fill, is_hidden, link_or_copy
from patternloom.publish.placing.signals import signals_deferred

try:
    import fcntl
except ImportError:  # not on Windows, where two builds of one site have to wait for each other by themselves
    fcntl = None  # type: ignore[assignment]  # its absence is what is asked for

# In the names of builds' own folders.
MARK = "patternloom"
# Where the last site lies between the two renames that stand for an exchange.
BEFORE = "before"
# That a folder cannot be moved; anything else that goes wrong ends the build.
_STAYS = {errno.EXDEV, errno.EBUSY, errno.EACCES, errno.EPERM, errno.EROFS}


def place_of(site: Path) -> Path:
    """Where the site really lies: what a link points to.

    Raises:
        OSError: there is something else than a folder, or a link that leads nowhere else.
    """
    try:
        place = site.resolve()
    except RuntimeError:  # as Python says before 3.13
        place = site
    if place.is_symlink():
        raise OSError(errno.ELOOP, "a link that leads to itself, expected a folder", str(site))
    for there in (place, *place.parents):
        try:
            mode = there.stat().st_mode  # asked once: another build may be between its two renames
        except (FileNotFoundError, NotADirectoryError):
            continue
        if not stat.S_ISDIR(mode):
            what = "a file" if there == place else "below a file"
            message = f"{what}, expected a folder; move the file away, or name another folder"
            raise NotADirectoryError(errno.ENOTDIR, message, str(site))
        break
    return place


def holds_nothing_of(site: Path, sources: Iterable[Path]) -> None:
    """What the site is made from does not lie where the site is to be, as all that lies there goes.

    Raises:
        OSError: it does.
    """
    for source in sources:
        if source.resolve().is_relative_to(site):
            message = f"holds '{source}', expected a folder for the site alone; name another folder"
            raise OSError(errno.EEXIST, message, str(site))


def is_mounted(site: Path) -> bool:
    """Whether the folder, or one below it, is a mount, and so has to stay where it is."""
    try:
        lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return os.path.ismount(site)
    # A blank in a path stands there as \040.
    points = (re.sub(rb"\\([0-7]{3})", lambda match: bytes([int(match[1], 8)]), line.split()[4]) for line in lines)
    return any(Path(os.fsdecode(point)).is_relative_to(site) for point in points)


def put(built: Path, site: Path, folder: Path) -> None:
    """Let a finished site take the place of what is there; `folder` is the build's own, where `built` lies.

    Raises:
        OSError: the last site is there as it was.
    """
    with signals_deferred(), one_at_a_time(site.parent):
        if not site.is_dir():
            built.rename(site)
        elif not (_can_move(site, folder) and _keep_hidden(site, built) and _swap(built, site, folder)):
            fill(built, site, folder)


def _can_move(site: Path, folder: Path) -> bool:
    """Whether it is worth the try: not a mount, nor what holds the build's own folder."""
    return not folder.is_relative_to(site) and not is_mounted(site)


def _swap(built: Path, site: Path, folder: Path) -> bool:
    """In one step, or in two with the way back; False where the site's folder has to stay."""
    copy_attributes(site, built)
    os.utime(built)
    if exchange(built, site):
        return True
    before = folder / BEFORE
    try:
        site.rename(before)
    except OSError as error:
        if error.errno in _STAYS:
            return False
        raise
    try:
        built.rename(site)
    except BaseException:
        before.rename(site)
        raise
    return True


def _keep_hidden(site: Path, built: Path) -> bool:
    """Give what was built the site's hidden files too; False where they can only stay where they are."""
    kept = [name for name in os.listdir(site) if is_hidden(name) and not name.startswith(f".{MARK}-")]
    own = set(os.listdir(built))
    try:
        for name in kept:
            link_or_copy(site / name, built / name)
    except OSError:
        for name in set(kept) - own:
            if (built / name).is_dir() and not (built / name).is_symlink():
                shutil.rmtree(built / name)
            else:
                (built / name).unlink(missing_ok=True)
        return False
    return True


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let no other build swap a site in this folder, or bring one back, as far as the system can tell."""
    try:
        file = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        if fcntl is not None:
            with suppress(OSError):  # some network file systems lock no folder
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
