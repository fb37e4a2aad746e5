"""A folder to a project: what `patternloom init` does.

In: a folder that is new or empty, and languages. Out: the files below it, or the reasons why not, before anything is
written. Nothing that is there is ever replaced.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from patternloom.catalog.load import outline_at
from patternloom.model.schema import write_schemas
from patternloom.problems.findings import printable, shown
from patternloom.starter.localized import starter_files
from patternloom.starter.tags import read_tags

_SHOWN = 5


class NotCreatedError(Exception):
    """Why no project is made, a line a reason."""


def create(folder: Path, languages: str) -> tuple[str, ...]:
    """Write the project; the paths written.

    Raises:
        NotCreatedError: the folder holds something, or a language tag is none.
    """
    tags, mistakes = read_tags(languages)
    if mistakes := (*_occupied(folder), *mistakes):
        raise NotCreatedError("\n".join(mistakes))
    made = starter_files(tags, dt.date.today().isoformat())
    for path, text in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    catalog = folder / "catalog"
    outline = outline_at(catalog)
    schemas = write_schemas(catalog, outline.languages, outline.words, outline.kinds)
    return tuple(sorted([*made, *(path.relative_to(folder).as_posix() for path in schemas)]))


def _occupied(folder: Path) -> tuple[str, ...]:
    """What stands in the way; version control that was set up first does not."""
    if not folder.exists():
        return ()
    if not folder.is_dir():
        return (f"'{printable(str(folder))}' is a file, expected a new or empty folder",)
    there = sorted(f"{path.name}/" if path.is_dir() else path.name for path in folder.iterdir() if path.name != ".git")
    if not there:
        return ()
    more = f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
    listed = f"{', '.join(map(shown, there[:_SHOWN]))}{more}"
    return (f"'{printable(str(folder))}' is not empty, expected a new or empty folder; it holds {listed}",)
