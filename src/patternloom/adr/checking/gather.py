"""Paths of a project to its records: each file found, read and understood.

In: the project's folder, paths, words, languages. Out: records, and findings about files that could not be read. The
rest is read all the same. Which records are judged, the caller says.
"""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from patternloom.adr.checking.at_once import Reader
from patternloom.adr.checking.findings import Finding
from patternloom.adr.formats import files
from patternloom.adr.formats.files import FORMATS, TextFile
from patternloom.adr.language.words import Words
from patternloom.adr.record.record import Record
from patternloom.adr.record.understand import COUNTED


@dataclass
class Gathered:
    """What was found below some paths."""

    root: Path
    """The folder that scopes and shown paths begin at."""
    words: Words
    languages: Sequence[str]
    records: dict[str, Record] = field(default_factory=dict)
    """By the path that reports show."""
    unreadable: list[Finding] = field(default_factory=list)
    _tops: set[str] = field(default_factory=set)
    """The folders that were named, as shown."""

    def add(self, paths: Iterable[Path]) -> list[str]:
        """Read what lies below the paths; the paths, as shown, of all files there."""
        paths = [*paths]
        self._tops.update(self.shown(path) for path in paths if path.is_dir())
        found: list[tuple[Path, str, str]] = []
        for one in files.find(paths):
            path, why = one if isinstance(one, tuple) else (one, "")
            if not why and path.suffix.lower() not in FORMATS:
                why = f"expected a file whose name ends in {', '.join(sorted(FORMATS))}"
            found.append((path, self.shown(path), why))
        new = {shown: path for path, shown, why in found if not why and shown not in self.records}
        read = dict(zip(new, self._reader.all_of([(path, shown) for shown, path in new.items()]), strict=True))
        for path, shown, why in found:
            record = read.get(shown, why)
            if isinstance(record, Record):
                self.records[shown] = record
            elif record:
                self._cannot(path, shown, record)
        self._out_of_own_folders()
        return [shown for _, shown, _ in found]

    @property
    def _reader(self) -> Reader:
        return Reader(self.words, self.languages)

    def _out_of_own_folders(self) -> None:
        """Where each record has a folder, a record's scope is the folder of them all."""
        held = Counter(posixpath.dirname(shown) for shown, record in self.records.items() if not record.index)
        for shown, record in self.records.items():
            folder, name = posixpath.split(shown)
            if record.index or record.scope != folder or not self.words.indexes.search(name.lower()):
                continue
            above = posixpath.dirname(folder) or "."
            counted = COUNTED.match(posixpath.basename(folder).lower())
            if counted or (above in self._tops and held[folder] == 1):
                record.scope = above

    def shown(self, path: Path) -> str:
        """A path from the project's folder on, as far as it lies in it."""
        whole = os.path.abspath(path)
        relative = os.path.relpath(whole, self.root)
        return PurePosixPath(whole if relative.startswith("..") else relative).as_posix().replace(os.sep, "/")

    def further(self, shown: str) -> Record | None:
        """A record that another one links, read for what it says of itself; nothing is told of it."""
        path = self.root / shown
        if path.suffix.lower() not in FORMATS or shown.startswith("..") or not path.is_file():
            return None
        record = self._reader.understood((path, shown))
        return record if isinstance(record, Record) else None

    def _cannot(self, path: Path, shown: str, why: str) -> None:
        if all(finding.file.shown != shown for finding in self.unreadable):
            self.unreadable.append(Finding(TextFile(path, shown, ""), 0, "adr-unreadable", why))
