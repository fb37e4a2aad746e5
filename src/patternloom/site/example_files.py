"""A design example's files as a page shows and offers them: text, marked lines, language, one archive.

In: listed files and their bytes. Out: what the macros print, and a zip with the same bytes every time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from patternloom.catalog.check_examples import STEP_MARK
from patternloom.model.examples import ExampleFile
from patternloom.reading.folder import ATTACHED
from patternloom.text import escape

# Pygments' names where the file's ending is not one.
_LANGUAGES = {
    "yml": "yaml", "conf": "text", "py": "python", "md": "markdown", "sh": "bash", "proto": "protobuf", "tpl": "yaml",
    "rules": "text", "txt": "text",
}  # fmt: skip
# What a site generator would make a page of, or a browser run: it is offered as plain text.
_RENDERED = {
    ".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".html", ".htm", ".xhtml", ".xht", ".svg", ".xml", ".js", ".mjs",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file with what a page needs to show it."""

    file: ExampleFile
    text: str
    language: str
    marked: tuple[int, ...]
    """Lines that realise a step, from 1."""
    fence: str
    """A fence longer than any in the text."""

    @property
    def address(self) -> Markup:
        """Where the page offers it, from the page."""
        return Markup("/").join(escape.url_part(part) for part in published(self.file.path).split("/"))

    @property
    def name(self) -> str:
        """The name to save it under."""
        return PurePosixPath(self.file.path).name


def published(path: str) -> str:
    """Where a file of an example lies on the site, below the example's address: `files/README.md.txt`."""
    # What begins with a dot no site generator copies, and few servers serve: `.env` is offered as `dot.env`.
    seen = "/".join(f"dot{part}" if part.startswith(".") else part for part in path.split("/"))
    return f"{ATTACHED}/{seen}" + (".txt" if PurePosixPath(path).suffix.lower() in _RENDERED else "")


def shown_file(file: ExampleFile, data: bytes) -> ShownFile:
    """The file as text; bytes that are not UTF-8 show as replacement characters."""
    text = data.decode("utf-8", "replace").rstrip("\n")
    lines = text.split("\n")
    marked = tuple(number for number, line in enumerate(lines, start=1) if STEP_MARK.search(line))
    ending = PurePosixPath(file.path).suffix.lstrip(".") or "text"
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    language = re.sub(r"[^\w+#-]", "", file.language or _LANGUAGES.get(ending, ending)) or "text"
    return ShownFile(file, text, language, marked, "`" * (longest + 1))


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
