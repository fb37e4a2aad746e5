"""What is certain put right in a file's text, and nothing else touched.

In: a file and edits. Out: its new bytes. Where two edits meet, the first is taken. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable

from patternloom.adr.checking.findings import Edit
from patternloom.adr.formats.files import TextFile


def edited(file: TextFile, edits: Iterable[Edit]) -> tuple[str, int]:
    """The text with the edits made, and how many were."""
    parts: list[str] = []
    at = made = 0
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end, edit.text)):
        if edit.start < at:
            continue
        parts += (file.text[at : edit.start], edit.text)
        at, made = edit.end, made + 1
    return "".join([*parts, file.text[at:]]), made
