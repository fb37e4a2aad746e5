"""A site filled in place, where its folder cannot be moved: a mount, or what lies where nothing may be written.

In: a finished site, and the folder that is to hold it. Out: the folder with that and nothing else, but for names at
its top that begin with a dot, which MkDocs leaves alone too. On the way each file is whole, no page is missing, and
none names a file that is not there yet. While it lasts, files of two builds stand side by side; if it fails, or dies,
what was there before comes back.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path, PurePosixPath

# What the site was, in the build's own folder, for as long as it may have to come back: its files, and their list.
_BEFORE = "filled"
_FILES = "files"
_LIST = "list.json"
_PART = ".patternloom.part"
_AT_ONCE = 8
"""Folders that are taken away at the same time."""


def is_hidden(name: str) -> bool:
    """Whether MkDocs leaves what has that name at the top of a site alone."""
    return name.startswith(".")


def fill(built: Path, site: Path, folder: Path) -> None:
    """Put what was built into the site; `folder` is the build's own.

    Raises:
        OSError: what the site was is there again, or, where not even that could be done, in `folder` still.
    """
    unfinished = folder / f"{_BEFORE}.part"
    files = unfinished / _FILES
    files.mkdir(parents=True)
    for name in os.listdir(site):
        if not is_hidden(name):
            link_or_copy(site / name, files / name, mounts=True)
    # Listed, as whoever brings them back may die on the way, and the next one has to know what was there.
    (unfinished / _LIST).write_text(json.dumps(sorted(map(str, _files(files)))), "utf-8")
    unfinished.rename(folder / _BEFORE)
    try:
        _put(built, site, _files(built))
        (folder / _BEFORE).rename(unfinished)
    except BaseException:
        bring_back(folder, site)
        raise


def bring_back(folder: Path, site: Path) -> None:
    """Make the site again what it was before a filling that failed, if that is what a build left in its folder."""
    before = folder / _BEFORE
    if before.is_dir() and site.is_dir():
        (site / _PART).unlink(missing_ok=True)
        _put(before / _FILES, site, set(map(PurePosixPath, json.loads((before / _LIST).read_text("utf-8")))))
        before.rename(folder / f"{_BEFORE}.part")


def is_filling(folder: Path) -> bool:
    """Whether a build's folder holds what a site has to become again."""
    return (folder / _BEFORE).is_dir()


def link_or_copy(source: Path, target: Path, *, mounts: bool = False) -> None:
    """Put a file or folder at a second place: by a second name, or copied where there can be none; what is there stays.

    Raises:
        OSError: it cannot be read, it is a mount where none is expected, or no file that can be copied.
    """
    status = source.lstat()
    if stat.S_ISDIR(status.st_mode):
        if not mounts and status.st_dev != source.parent.lstat().st_dev:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(source))
        target.mkdir(exist_ok=True)
        for name in os.listdir(source):
            link_or_copy(source / name, target / name, mounts=mounts)
        copy_attributes(source, target)
    elif not os.path.lexists(target):
        try:
            os.link(source, target, follow_symlinks=False)
        except (OSError, NotImplementedError):  # the latter on Windows
            if not (stat.S_ISREG(status.st_mode) or stat.S_ISLNK(status.st_mode)):
                raise
            shutil.copy2(source, target, follow_symlinks=False)


def copy_attributes(source: Path, target: Path) -> None:
    """Give a folder the mode, the owner and the attributes of another, as far as we may."""
    status, own = source.stat(), target.stat()
    if (status.st_uid, status.st_gid) != (own.st_uid, own.st_gid):
        with suppress(OSError):
            os.chown(target, status.st_uid, status.st_gid)
    with suppress(OSError):
        shutil.copystat(source, target)


def _put(source: Path, site: Path, wanted: set[PurePosixPath]) -> None:
    """Move every file of `source` into the site, and take away what is not `wanted` there."""
    moved, there = _files(source), _files(site, hidden=False)
    # What nobody can name yet comes first, what a page names before the page; what nobody names any more goes last.
    for path in sorted(moved, key=lambda path: (path in there, _is_page(path), path)):
        _replace(source / path, site, path)
    for path in sorted(there - wanted, key=lambda path: (not _is_page(path), path)):
        if os.path.lexists(site / path) and not _is_folder(site / path):  # else it went with what stood in the way
            (site / path).unlink()
    for folder in sorted({folder for path in there for folder in path.parents} - {PurePosixPath()}, reverse=True):
        with suppress(OSError):  # it is not empty, or it is gone
            (site / folder).rmdir()


def _files(folder: Path, *, hidden: bool = True) -> set[PurePosixPath]:
    """The way to everything below a folder that is no folder itself; what is hidden at its top only where asked for.

    Raises:
        OSError: not everything can be seen.
    """

    def unseen(error: OSError) -> None:
        raise error

    found = set()
    for below, folders, files in os.walk(folder, onerror=unseen):
        if not hidden and below == os.fspath(folder):
            # Not even looked into: other builds' own folders come and go there.
            folders[:] = [name for name in folders if not is_hidden(name)]
            files = [name for name in files if not is_hidden(name)]
        links = [name for name in folders if Path(below, name).is_symlink()]
        found |= {PurePosixPath(Path(below, name).relative_to(folder).as_posix()) for name in [*files, *links]}
    return found


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_page(path: PurePosixPath) -> bool:
    return path.suffix in (".html", ".htm")


def _replace(source: Path, site: Path, path: PurePosixPath) -> None:
    """Let a file take its place in one step."""
    target = site / path
    for above in reversed(path.parents):
        if os.path.lexists(site / above) and not (site / above).is_dir():
            (site / above).unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    if _is_folder(target):
        shutil.rmtree(target)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        part = target.with_name(_PART)
        try:
            shutil.copy2(source, part, follow_symlinks=False)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Take a folder away with all that is in it, as far as we may."""
    heights: dict[str, int] = {}
    for below, _, _ in os.walk(folder):
        heights[below] = 0
        if not os.access(below, os.W_OK):
            with suppress(OSError):
                os.chmod(below, stat.S_IRWXU)
    for below in reversed(heights):
        if (above := os.path.dirname(below)) in heights:
            heights[above] = max(heights[above], heights[below] + 1)
    # A site has thousands, and some disks take milliseconds for each, but for as many as are in different folders.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for height in range(max(heights.values(), default=-1) + 1):
            level = [below for below in heights if heights[below] == height]
            step = -(-len(level) // _AT_ONCE)
            list(pool.map(_remove_each, (level[at : at + step] for at in range(0, len(level), step))))


def _remove_each(folders: Sequence[str]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
