"""What a team's records look like already: where they lie, how they are named, their template and language.

In: a folder to start from. Out: the folder of the records, and their habits; where there are none yet, those of the
tool that the team has set up (`.adr-dir` of adr-tools, `.log4brains.yml`). Nothing is written, and no record is judged.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import yaml

from patternloom.adr.formats.files import FORMATS
from patternloom.adr.new_record.naming import Naming, numbered
from patternloom.adr.new_record.record_words import language_of

Template = Literal["madr", "nygard"]
Metadata = Literal["front matter", "list"]
"""Where a record of MADR says its status and day: between `---`, or in a list below its title (MADR 2, log4brains)."""

_USUAL = tuple(
    f"{above}{name}"
    for name in ("adr", "adrs", "decisions", "architecture/decisions", "architecture/adr", "architecture-decisions")
    for above in ("docs/", "doc/", "")
)
_NEW_FOLDER = "docs/adr"
# A record that is longer says what it is before that.
_READ = 20_000
# Of the records, the latest tell what is done today.
_LATEST = 3
_LIST = re.compile(r"^[*-] +(?:\*\*)?(?:status|ステータス|状態)(?:\*\*)?\s*[:：]", re.IGNORECASE | re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_FRONT_MATTER = re.compile(r"\A\ufeff?---\s*\n")


def _headed(words: str, end: str) -> re.Pattern[str]:
    """A heading of Markdown or AsciiDoc, or one with a line below it, as reStructuredText has it."""
    either = rf"^[#=]+ +(?:{words}){end}|^(?:{words}){end}.*\n[-=~^\"'*+#]{{3,}}\s*$"
    return re.compile(either, re.IGNORECASE | re.MULTILINE)


_MADR = _headed("decision outcome|considered options|決定結果|決定の結果|検討した選択肢|検討した案", r"\b")
_NYGARD = _headed("decision|決定|決定事項", r"[ \t]*(?=\n|$)")


@dataclass(frozen=True, slots=True)
class Habits:
    """What a new record follows; None where no record says."""

    naming: Naming = field(default_factory=Naming)
    template: Template | None = None
    language: str | None = None
    metadata: Metadata = "front matter"
    line_end: str = "\n"


def names_in(folder: Path) -> list[str]:
    """The files of a folder; of a folder in it that is a record's own, the record: `0001-a/README.md`."""
    if not folder.is_dir():
        return []
    found = []
    with os.scandir(folder) as listing:
        for entry in listing:
            found += [entry.name] if not _is_folder(entry) else _own_record(folder, entry.name)
    return sorted(found)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _own_record(folder: Path, name: str) -> list[str]:
    """The record in a folder of its own: what is called as a folder's first file is, or the only one that may be it."""
    if not name[:1].isalnum() or not numbered([f"{name}/README.md"]):
        return []
    try:
        names = sorted(one for one in os.listdir(folder / name) if os.path.splitext(one)[1].lower() in FORMATS)
    except OSError:
        return []
    own = [one for one in names if os.path.splitext(one)[0].lower() in ("readme", "index")] or names
    return [f"{name}/{own[0]}"] if len(own) == 1 else []


def records_folder(start: Path) -> Path:
    """Where records lie: as a tool's file names it, or in a folder of a usual name; here or above."""
    root = _root(start)
    for folder in _upwards(start):
        if found := _adr_tools(folder) or _log4brains(folder):
            return found
        # Above what is no repository, a name alone does not tell whose records lie there.
        if folder.is_relative_to(root) and (found := _usual(folder)):
            return found
    return root / _NEW_FOLDER


def habits_of(folder: Path) -> Habits:
    """As the latest records there have it; else as log4brains does, where that is set up."""
    records = numbered(names_in(folder))
    if not records:
        brains = any((above / _LOG4BRAINS).is_file() for above in _upwards(folder))
        return Habits(Naming(dated=True), "madr", None, "list") if brains else Habits()
    latest = [_beginning(folder / one.name) for one in records[: -_LATEST - 1 : -1]]
    texts = [_LINE_END.sub("\n", text) for text in latest]
    last = records[-1].naming
    # A team that has gone from days to numbers, or back, goes on as its latest records.
    width = min((one.naming.width for one in records if one.naming.dated == last.dated), default=last.width)
    return Habits(
        naming=last if last.dated else replace(last, width=width),
        template=next(filter(None, map(_template, texts)), None),
        language=language_of(texts[0]),
        metadata=next(filter(None, map(_metadata, texts)), "front matter"),
        line_end=next((match[0] for match in map(_LINE_END.search, latest) if match), "\n"),
    )


_LOG4BRAINS = ".log4brains.yml"


def _upwards(start: Path) -> Iterator[Path]:
    """From a folder to the root of its repository; without one, to the root of the disk."""
    start = start.resolve()
    for folder in (start, *start.parents):
        yield folder
        if (folder / ".git").exists():
            return


def _root(start: Path) -> Path:
    """The repository's root; without one, the folder itself."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)


def _adr_tools(folder: Path) -> Path | None:
    """As `adr init` writes it: a path, relative to the file's own folder."""
    named = _beginning(folder / ".adr-dir").strip()
    return folder / named if named and "\n" not in named and "\0" not in named else None


def _log4brains(folder: Path) -> Path | None:
    text = _beginning(folder / _LOG4BRAINS)
    if not text:
        return None
    try:
        # Nodes, as values of a few lines with `<<` may take more memory than there is.
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None  # its own program tells what is wrong with it
    for key in ("project", "adrFolder"):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for name, value in pairs if name.value == key), None)
    named = node.value if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str") else ""
    return folder / named if named and "\0" not in named else None


def _usual(folder: Path) -> Path | None:
    return next((folder / name for name in _USUAL if (folder / name).is_dir()), None)


def _beginning(path: Path) -> str:
    """What a file begins with; nothing where it cannot be read."""
    try:
        if not path.is_file():  # nor is a pipe waited for
            return ""
        with path.open("rb") as file:
            return file.read(_READ).decode("utf-8", "replace")
    except OSError:
        return ""


def _template(text: str) -> Template | None:
    return "madr" if _MADR.search(text) else "nygard" if _NYGARD.search(text) else None


def _metadata(text: str) -> Metadata | None:
    return "front matter" if _FRONT_MATTER.match(text) else "list" if _LIST.search(text) else None
