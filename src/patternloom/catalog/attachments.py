"""Whose the files beside an entry are: `files/` and evidence belong to the example in the same folder.

In: places of entries, and what `folder` found in such folders. Out: each example's own files, as one
value that is made once; and problems where files are nobody's or two examples'. What they say is not
looked at here.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from patternloom.catalog.parse import Place
from patternloom.problems.findings import Mark, Problem, shown
from patternloom.reading.folder import EVIDENCE
from patternloom.reading.own_files import ATTACHED


@dataclass(frozen=True, slots=True)
class Attached:
    """What lies in one folder beside the catalog's YAML."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """By path below `files/`, in order."""
    evidence: bytes | None = None
    """The record of checks; None where there is none."""

    def first(self) -> str:
        """The path of one of them, below the folder: the first in order."""
        return EVIDENCE if self.evidence is not None else f"{ATTACHED}/{min(self.files)}"


@dataclass(frozen=True, slots=True)
class ExampleFiles:
    """A design example's own files."""

    folder: str
    """As messages name it."""
    name: str
    """Of the YAML file that describes the example."""
    yaml: bytes
    files: Mapping[str, bytes]
    """By path below `files/`, in order."""
    evidence: bytes | None
    """The record of checks; None where there is none."""

    def checked(self) -> dict[str, bytes]:
        """What a record of checks vouches for, by path below the folder: everything but the record."""
        return {self.name: self.yaml, **{f"{ATTACHED}/{path}": data for path, data in self.files.items()}}

    def mark(self, path: str, line: int = 1, column: int = 1) -> Mark:
        """A place in one of `files`."""
        return Mark(f"{self.folder}/{ATTACHED}/{path}", line, column)

    def evidence_mark(self) -> Mark:
        """Where the record stands, or is to stand."""
        return Mark(f"{self.folder}/{EVIDENCE}")


def folder_of(place: Place) -> str:
    """The folder that an entry lies in, below the catalog's; empty for the catalog's own."""
    return "/".join(place.source.path.parent.parts)


def attached_by_folder(attachments: Mapping[str, bytes]) -> dict[str, Attached]:
    """Attachments of the whole catalog, for each folder that holds `files/` or evidence."""
    files: dict[str, dict[str, bytes]] = {}
    evidence: dict[str, bytes] = {}
    for path, data in attachments.items():
        *parts, name = path.split("/")
        if ATTACHED in parts:
            at = parts.index(ATTACHED)
            files.setdefault("/".join(parts[:at]), {})["/".join([*parts[at + 1 :], name])] = data
        else:
            evidence["/".join(parts)] = data
    return {
        folder: Attached(files.get(folder, {}), evidence.get(folder)) for folder in dict.fromkeys([*files, *evidence])
    }


def example_files(place: Place, attached: Mapping[str, Attached]) -> ExampleFiles:
    """The files of the example at `place`."""
    own, source = attached.get(folder_of(place), Attached()), place.source
    return ExampleFiles(source.file.rpartition("/")[0], source.path.name, source.text.encode(), own.files, own.evidence)


def folder_is_lost(place: Place, listed: int, own: ExampleFiles) -> list[Problem]:
    """Several files that are listed, and none of them there: that has one cause, and is told once."""
    if own.files or listed < 2:
        return []
    message = f"no folder {shown(ATTACHED)} beside this file, expected it with the {listed} files listed here"
    return [Problem(place.mark("files"), message, "they lie together: move both, or name the folder so", rule="file")]


def folders_are_not_shared(attached: Container[str], examples: Mapping[str, Sequence[Place]]) -> Iterator[Problem]:
    """Two examples stand in one folder only where it has no files, which could be either's."""
    for folder, (first, *others) in examples.items():
        if folder in attached:
            for place in others:
                message = f"second example in folder {shown(folder or '.')}, expected one, as it has files"
                yield Problem(place.mark("id"), message, f"first at {first.mark('id')}", rule="file")


def folders_have_an_example(attached: Mapping[str, Attached], examples: Container[str], root: str) -> Iterator[Problem]:
    """A warning for files in none of the folders of examples, named below `root`: YAML among them is not read."""
    for below, own in attached.items():
        folder = f"{root}/{below}" if below else root
        if folder not in examples:
            if own.files and own.evidence is None:
                message = f"file below '{ATTACHED}/' of no example, expected an example beside that folder"
                hint = "catalog YAML is not read there"
            else:
                message, hint = "evidence of no example, expected an example beside it", ""
            yield Problem(Mark(f"{folder}/{own.first()}"), message, hint, severity="warning", rule="unused")
