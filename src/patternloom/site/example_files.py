"""A design example's files as a page shows and offers them: text, marked lines, language, one archive.

In: listed files and their bytes. Out: what the macros print, and a zip with the same bytes every time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from pygments.lexers import get_all_lexers

from patternloom.catalog.check_examples import STEP_MARK
from patternloom.model.examples import ExampleFile
from patternloom.reading.own_files import ATTACHED
from patternloom.text.escape import url_part

# Pygments' names where the file's ending is not one.
_LANGUAGES = {
    "yml": "yaml", "conf": "text", "py": "python", "md": "markdown", "sh": "bash", "proto": "protobuf", "tpl": "yaml",
    "rules": "text", "txt": "text",
}  # fmt: skip
# What no site generator makes a page of, no server runs and no browser shows as anything but text. All else, files
# without an ending too, is offered as plain text, so that nobody has to guess what it is.
_AS_IT_IS = {
    ".cfg", ".conf", ".csv", ".ini", ".json", ".properties", ".proto", ".rego", ".sql", ".tf", ".toml", ".tsv", ".txt",
    ".yaml", ".yml",
}  # fmt: skip
# Fences that draw what they hold, in this site or another.
_DRAWS = {"d2", "dot", "graphviz", "math", "mermaid", "plantuml"}


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file with what a page needs to show it."""

    file: ExampleFile
    text: str
    language: str
    """One that Pygments colours, or `text`."""
    marked: tuple[int, ...]
    """Lines that realise a step, from 1."""

    @property
    def address(self) -> str:
        """Where the page offers it, from the page."""
        return "/".join(url_part(part) for part in published(self.file.path).split("/"))

    @property
    def name(self) -> str:
        """The name to save it under."""
        return PurePosixPath(self.file.path).name


def published(path: str) -> str:
    """Where a file of an example lies on the site, below the example's address: `files/README.md.txt`."""
    # What begins with a dot no site generator copies, and few servers serve: `.env` is offered as `dot.env`.
    seen = "/".join(f"dot{part}" if part.startswith(".") else part for part in path.split("/"))
    return f"{ATTACHED}/{seen}" + ("" if PurePosixPath(path).suffix.lower() in _AS_IT_IS else ".txt")


def shown_file(file: ExampleFile, data: bytes) -> ShownFile:
    """The file as text; bytes that are not UTF-8 show as replacement characters."""
    text = data.decode("utf-8", "replace").rstrip("\n")
    marked = tuple(number for number, line in enumerate(text.splitlines(), start=1) if STEP_MARK.search(line))
    ending = PurePosixPath(file.path).suffix.lstrip(".") or "text"
    return ShownFile(file, text, _coloured(file.language or _LANGUAGES.get(ending, ending)), marked)


def _coloured(language: str) -> str:
    """The language, if it is one to colour and no fence draws it."""
    return language if language.lower() in _languages() else "text"


@cache
def _languages() -> frozenset[str]:
    known = {name for _, names, _, _ in get_all_lexers(plugins=False) for name in names}
    return frozenset(name for name in known - _DRAWS if re.fullmatch(r"[\w+-]+", name))


def archive(id: str, files: Mapping[str, bytes]) -> bytes:
    """A zip of the example's files in a folder of its name; no clock, no owner, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{id}/{path}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return buffer.getvalue()
