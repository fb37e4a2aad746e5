"""A record's title and day, as its layout has them.

In: a record's document and the name of its file. Out: plain texts; nothing where it says none. What it decides, and
whether that holds, nothing here knows.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath

from patternloom.adr.formats.document import Document

_NUMBER = re.compile(
    r"^(?:(?:adr|rfc)[-_ #]*)?\d+(?:\s*[.:：、)\]]\s*|\s+[-–—|]\s+)|^(?:adr|rfc)[-_ #]*\d+\s+", re.IGNORECASE
)
_DAY = re.compile(r"(?<!\d)(\d{4})(?:-|/|\.|年\s*)(\d{1,2})(?:-|/|\.|月\s*)(\d{1,2})(?!\d)")
_LABEL = re.compile(
    r"\s*\W{0,2}(?:(?:decision |decided |last )?(?:date|updated|decided)|日付|決定日|日時|更新日)", re.IGNORECASE
)
_IN_NAME = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)[-_]")
# Where a record says its day, it does so at its top.
_BLOCKS = 12


def title_of(document: Document, file: str) -> str:
    """The title without its number; else the words of the file's name."""
    told = _field(document, "title")
    headings = [block for block in document.blocks if block.kind == "heading"]
    first = headings[0] if headings else None
    # Where a section is the first heading, there is no title.
    if first and first.level > 1 and sum(one.level == first.level for one in headings) > 1:
        first = None
    title = " ".join((told or ((first.seen or first.text) if first else "")).split())
    bare = _NUMBER.sub("", title).strip() or title
    return bare or PurePosixPath(file).stem


def day_of(document: Document, file: str) -> str | None:
    """The day that it names, as `2026-11-29`; that of the file's name where it names none."""
    if day := _day(_field(document, "date")):
        return day
    for block in document.blocks[:_BLOCKS]:
        for line in f"{block.label}: {block.text}".splitlines() if block.label else block.text.splitlines():
            if _LABEL.match(line) and (day := _day(line)):
                return day
    match = _IN_NAME.match(PurePosixPath(file).name)
    return _day("-".join(match.groups())) if match else None


def _field(document: Document, name: str) -> str:
    field = document.fields.get(name)
    return field.values[0].text.strip() if field and field.readable and field.values else ""


def _day(text: str) -> str | None:
    match = _DAY.search(text)
    if not match:
        return None
    try:
        return dt.date(*map(int, match.groups())).isoformat()
    except ValueError:  # no calendar has it
        return None
