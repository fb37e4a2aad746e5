"""The catalog folder to sources: every file that should be read, and none that should not.

In: a folder. Out: a `Source` a file, and everything that could not be read. Refused, each with its
place: links, pipes, folders named like files, large, unreadable and badly encoded files. Other folders
of a project are walked, and their files read, by the same two functions.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from patternloom.problems import limits
from patternloom.problems.findings import Findings, Mark, Problem, did_you_mean, shown
from patternloom.reading.leftovers import conflict_in
from patternloom.reading.own_files import ATTACHED, is_text, own_folder
from patternloom.reading.source import Source, line_starts, mark_at
from patternloom.reading.strict_yaml import read_yaml

LOCK = "lock"
"""The folder of the catalog that remembers what entries meant: it holds no entries, and is read by itself."""
EVIDENCE = "evidence.json"
# What editors and file managers leave among attached files; another name with a dot may be an example's own.
_LEFT_BEHIND = re.compile(r".*~|#.*#|\.#.*|\..*\.sw[a-p]|\.DS_Store")
# What systems and editors make of the ending.
_NEARLY_YAML = (".yml", ".yaml", ".yaml.txt", ".yml.txt", ".yaml.yaml")
_Chooser = Callable[[str, Sequence[str], Sequence[str]], str | None]
_UNSEEN = "name with a character that cannot be shown, expected a plain name"


def read_catalog(root: Path, shown_as: str) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Every `.yaml` file below `root` in the order of its path; messages name files below `shown_as`."""
    problems = Findings()
    sources = []
    size = values = 0
    for path in sorted(_yaml_files(root, shown_as, problems), key=lambda path: path.parts):
        name = f"{shown_as}/{path.as_posix()}"
        text = file_text(root / path, name, problems)
        if text is not None and (source := _source(text, name, path, problems, values)):
            size += len(text)
            values += source.values
            if size > limits.CATALOG_CHARACTERS:
                most = f"expected at most {limits.CATALOG_CHARACTERS:,} characters"
                message = f"the catalog up to here is too large, {most}"
                _refuse(problems, name, message)
                break
            sources.append(source)
    return tuple(sources), tuple(problems)


def _source(text: str, name: str, path: Path, problems: Findings, values_before: int) -> Source | None:
    """What the text says; where it cannot exceed what the whole catalog may hold, what it said before."""
    if values_before + len(text) > limits.VALUES_IN_CATALOG:
        return read_yaml(text, name, path, problems, values_before=values_before)
    source, found = _read(text, name, path, limits.VALUES_IN_FILE)
    problems.extend(found)
    return source


# In a preview, an edit changes one file of many.
@lru_cache(maxsize=500)
def _read(text: str, name: str, path: Path, most: int) -> tuple[Source | None, tuple[Problem, ...]]:
    found = Findings()
    return read_yaml(text, name, path, found), tuple(found)


def read_attachments(root: Path, shown_as: str) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The bytes of every file below a folder `files/`, and of evidence, by path below `root`, in order."""
    problems = Findings()
    found: dict[str, bytes] = {}
    left = limits.ATTACHED_BYTES_IN_ALL
    for path, meant in _attached_files(root, shown_as, problems) if os.path.isdir(root) else ():
        data = _attachment(root / path, f"{shown_as}/{path.as_posix()}", problems)
        if data is None:
            continue
        left -= len(data)
        if left < 0 or len(found) == limits.ATTACHED_FILES:
            most = f"at most {limits.ATTACHED_FILES:,} with {limits.ATTACHED_BYTES_IN_ALL:,} bytes in all"
            _refuse(problems, f"{shown_as}/{path.as_posix()}", f"too many attached files up to here, expected {most}")
            break
        found[meant.as_posix()] = data
        problems.extend(conflict_in(data, f"{shown_as}/{path.as_posix()}"))
    return dict(sorted(found.items())), tuple(problems)


def _attached_files(root: Path, shown_as: str, problems: Findings) -> Iterator[tuple[Path, Path]]:
    """Paths below `root` of what is no folder, and as what each is meant, in an order that is the same everywhere."""
    misnamed: Path | None = None
    for folder, folders, files in os.walk(root, onerror=_unreadable(root, shown_as, problems, "files of the example")):
        folders.sort()
        # Texts, as paths take ten times as long, and examples have thousands of files.
        below = Path(folder).relative_to(root)
        attached = ATTACHED in below.parts
        if not attached and (own := own_folder(folder, folders, files)) and own != ATTACHED:
            misnamed = below / own
            message = f"folder {shown(own)} beside an example, expected {shown(ATTACHED)} for its files; rename it"
            _refuse(problems, f"{shown_as}/{misnamed.as_posix()}", message)
        meant = below
        if misnamed is not None and below.is_relative_to(misnamed):
            attached, meant = True, misnamed.parent / ATTACHED / below.relative_to(misnamed)
        for name in sorted([*folders, *files]):
            if (not attached and name != EVIDENCE) or _LEFT_BEHIND.fullmatch(name):
                continue
            if not name.isprintable() and is_text(name):  # read nevertheless, as it is listed under that name
                _refuse(problems, f"{shown_as}/{(below / name).as_posix()}", _UNSEEN)
            if _form(os.path.join(folder, name)) not in (None, stat.S_IFDIR):
                yield below / name, meant / name


def _form(path: str) -> int | None:
    """What stands there: a file, a folder, a link …; None where it has just gone, as what editors leave does."""
    try:
        return stat.S_IFMT(os.lstat(path).st_mode)
    except FileNotFoundError:
        return None


def _attachment(path: Path, where: str, problems: Findings) -> bytes | None:
    """The file's bytes, or None where it is a problem."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            _refuse(problems, where, "not a regular file, expected a file of the example itself")
        elif not is_text(path.name):
            _refuse(problems, where, "a name that is not UTF-8, expected one")
        elif status.st_size > limits.ATTACHED_BYTES:
            _refuse(problems, where, f"file of {status.st_size:,} bytes, expected at most {limits.ATTACHED_BYTES:,}")
        else:
            return path.read_bytes()
    except OSError as error:
        _refuse(problems, where, f"unreadable file ({error.strerror}), expected a readable one")
    return None


def _refuse(problems: Findings, file: str, message: str) -> None:
    problems.append(Problem(Mark(file), message, rule="file"))


def _yaml_files(root: Path, shown_as: str, problems: Findings) -> Iterator[Path]:
    """Paths below `root` of the files to read; what should not be there is a problem."""
    for path, is_folder in walk(root, shown_as, problems, "catalog", "YAML files", skip=own_folder):
        if path.parts[0] == LOCK:
            continue
        if is_folder:
            if path.suffix == ".yaml":
                message = "a folder, expected a file, as its name ends in .yaml"
                _refuse(problems, f"{shown_as}/{path.as_posix()}", message)
        elif path.suffix == ".yaml":
            yield path
        elif path.name.lower().endswith(_NEARLY_YAML):
            message = f"file name {shown(path.name)}, expected the ending .yaml"
            _refuse(problems, f"{shown_as}/{path.as_posix()}", message)


def walk(
    root: Path, shown_as: str, problems: Findings, owner: str, holds: str, *, skip: _Chooser | None = None
) -> Iterator[tuple[Path, bool]]:
    """Every path below `root`, and whether it is a folder; links and names that cannot be shown are problems.

    `owner` and `holds` say whose folder it is and what belongs there; what the folder holds that `skip` chooses is left
    out.
    """
    if not os.path.isdir(root):  # unlike `is_dir`, it takes any name
        problems.append(_no_folder(root, shown_as, f"the {owner}'s {holds} in it"))
        return

    for folder, folders, files in os.walk(root, onerror=_unreadable(root, shown_as, problems, holds)):
        if skip and (own := skip(folder, folders, files)) and not Path(folder, own).is_symlink():
            folders.remove(own)
        # A site engine skips names with a dot alone: what else is left out here, it would follow and publish.
        for name in (name for name in [*folders, *files] if _hidden(name) and not name.startswith(".")):
            if _form(os.path.join(folder, name)) not in (None, stat.S_IFREG, stat.S_IFDIR):
                where = f"{shown_as}/{Path(folder, name).relative_to(root).as_posix()}"
                _refuse(problems, where, f"neither a file nor a folder, expected one of the {owner} itself")
        folders[:] = [name for name in folders if not _hidden(name)]
        for name in [*folders, *(name for name in files if not _hidden(name))]:
            path = Path(folder, name).relative_to(root)
            where = f"{shown_as}/{path.as_posix()}"
            if (root / path).is_symlink():
                _refuse(problems, where, f"symbolic link, expected a file or folder of the {owner} itself")
            elif not where.isprintable():
                _refuse(problems, where, _UNSEEN)
            else:
                yield path, name in folders


def _no_folder(root: Path, shown_as: str, wanted: str) -> Problem:
    """What to say of a folder that is none; one beside it that is named alike may be the one meant."""
    if os.path.exists(root):
        return Problem(Mark(shown_as), f"a file, expected a folder with {wanted}", rule="file")
    try:
        beside = [entry.name for entry in os.scandir(root.parent) if entry.is_dir()]
    except (OSError, ValueError):
        beside = []
    near = did_you_mean(root.name, beside, list_up_to=0)
    if not near and os.path.isdir(root.absolute().parent.parent / root.name):
        near = "there is one in the folder above: run it there"
    return Problem(Mark(shown_as), f"no such folder, expected {wanted}", near, rule="file")


def _unreadable(root: Path, shown_as: str, problems: Findings, holds: str) -> Callable[[OSError], None]:
    """What to do with a folder that cannot be looked into: it is a problem."""

    def refuse(error: OSError) -> None:
        where = Path(error.filename).relative_to(root).as_posix()
        _refuse(problems, f"{shown_as}/{where}", f"unreadable folder ({error.strerror}), expected {holds} in it")

    return refuse


def _hidden(name: str) -> bool:
    """Whether it is what editors and version control leave behind."""
    return name.startswith((".", "#")) or name.endswith("~")


def file_text(path: Path, name: str, problems: Findings, what: str = "YAML text") -> str | None:
    """The file's text, or None where it is a problem."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe would wait for ever.
            _refuse(problems, name, f"not a regular file, expected {what}")
            return None
        if status.st_size > limits.FILE_BYTES:
            size = f"file of {status.st_size:,} bytes, expected at most {limits.FILE_BYTES:,}; split it"
            _refuse(problems, name, size)
            return None
        raw = path.read_bytes()
    except OSError as error:
        _refuse(problems, name, f"unreadable file ({error.strerror}), expected {what}")
        return None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        # The error counts from after a byte order mark.
        before = error.object[: error.start].decode("utf-8").replace("\r\n", "\n")
        mark = mark_at(name, line_starts(before), len(before))
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8, expected UTF-8 text"
        utf_16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        hint = "it is UTF-16: save it as UTF-8" if utf_16 else "save the file as UTF-8"
        problems.append(Problem(mark, message, hint, rule="file"))
        return None
