"""Whose the files beside an entry are: `files/` and evidence belong to the example in the same folder.

In: places of entries, and what `read` found in such folders. Out: each entry's own files, and problems
where nobody's or two examples'. What the files say is not looked at here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from patternloom.catalog.parse import Place
from patternloom.problems.findings import Mark, Problem, shown
from patternloom.reading.folder import ATTACHED


def folder_of(place: Place) -> str:
    """The folder that an entry lies in, below the catalog's; empty for the catalog's own."""
    return "/".join(place.source.path.parent.parts)


def attachments_by_folder(attachments: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """Attachments by path below the folder that holds `files/` and the evidence, for each such folder."""
    found: dict[str, dict[str, bytes]] = {}
    for path, data in attachments.items():
        parts = path.split("/")
        at = parts.index(ATTACHED) if ATTACHED in parts else -1
        found.setdefault("/".join(parts[:at]), {})["/".join(parts[at:])] = data
    return found


def files_of(place: Place, attachments: Mapping[str, bytes]) -> dict[str, bytes]:
    """What belongs to the entry at `place`, by path below its folder: its YAML, `files/…` and its evidence."""
    source = place.source
    own = attachments_by_folder(attachments).get(folder_of(place), {})
    return {source.path.name: source.text.encode(), **own}


def folders_are_not_shared(by_folder: Container[str], examples: Mapping[str, Sequence[Place]]) -> Iterator[Problem]:
    """Two examples stand in one folder only where it has no files, which could be either's."""
    for folder, (first, *others) in examples.items():
        if folder in by_folder:
            for place in others:
                message = f"second example in folder {shown(folder or '.')}, expected one, as it has files"
                yield Problem(place.mark("id"), message, f"first at {first.mark('id')}", rule="file")


def folders_have_an_example(
    by_folder: Mapping[str, Iterable[str]], examples: Container[str], root: str
) -> Iterator[Problem]:
    """A warning for files in none of the folders of examples, named below `root`: YAML among them is not read."""
    for below, paths in by_folder.items():
        folder = f"{root}/{below}" if below else root
        if folder not in examples:
            path = min(paths)
            if path.startswith(f"{ATTACHED}/"):
                message = f"file below '{ATTACHED}/' of no example, expected an example beside that folder"
                hint = "catalog YAML is not read there"
            else:
                message, hint = "evidence of no example, expected an example beside it", ""
            yield Problem(Mark(f"{folder}/{path}"), message, hint, severity="warning", rule="unused")
