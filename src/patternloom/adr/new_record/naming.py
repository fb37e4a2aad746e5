"""How the files of a folder's records are named, and what the next one is called.

In: the names that are there. Out: a naming, `0007-` or `ADR-007_` or `20261129-`, and the number that follows. No file
is read or written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_NAME = re.compile(
    r"(?P<prefix>(?:adr|ADR|Adr)?[-_. ]?)(?P<number>\d{4}-\d\d-\d\d|\d{1,8})(?P<between>[-_. ]+)"
    r"[^/]*?(?P<inside>/[^/]+)?\.(?P<ending>\w+)"
)
_ENDINGS = ("md", "markdown", "adoc", "asciidoc", "asc", "rst")
_DATE = re.compile(r"(?:19|20)\d\d(-?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Records that have come as far may come to numbers that are years.
_MANY = 1000
# A file's name has room for 255 bytes, and a letter may take four.
_LETTERS = 56


@dataclass(frozen=True, slots=True)
class Naming:
    """The parts of a record's name that are the same in all of a folder."""

    prefix: str = ""
    """Before the number: `ADR-`."""
    width: int = 4
    """Of the number, in digits."""
    between: str = "-"
    """The number and the words."""
    ending: str = "md"
    """Which tells the format, too."""
    dated: bool = False
    """Whether the day stands in the number's place."""
    inside: str = ""
    """What the file is called where each record has a folder: `README`."""

    def file(self, number: str, words: str) -> str:
        """`0007-use-a-saga.md`, `0007-use-a-saga/README.md`."""
        inside = f"/{self.inside}" if self.inside else ""
        return f"{self.prefix}{number}{self.between}{words}{inside}.{self.ending}"

    def day(self, day: str) -> str:
        """A day as the names have it: `2026-11-29`, or `20261129`."""
        return day if self.width > len("20261129") else day.replace("-", "")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A file of a record, by its name."""

    name: str
    number: int
    naming: Naming


def numbered(names: Iterable[str]) -> list[Numbered]:
    """The files among them whose names begin with a number, by number; a year, as of notes, is none."""
    found = []
    for name in names:
        match = _NAME.fullmatch(name)
        if match and match["ending"].lower() in _ENDINGS:
            dated = bool(_DATE.fullmatch(match["number"]))
            inside = (match["inside"] or "").removeprefix("/")
            number = match["number"] if dated else match["number"].partition("-")[0]
            naming = Naming(match["prefix"], len(number), match["between"], match["ending"], dated, inside)
            found.append(Numbered(name, int(number.replace("-", "")), naming))
    years = [one for one in found if not one.naming.prefix and _YEAR.fullmatch(str(one.number))]
    highest = max((one.number for one in found if one not in years and not one.naming.dated), default=0)
    kept = found if highest >= _MANY else [one for one in found if one not in years]
    return sorted(kept, key=lambda one: (one.number, one.name))


def next_number(names: Iterable[str], *, dated: bool) -> int:
    """One more than the highest; days are no numbers."""
    return max((one.number for one in numbered(names) if one.naming.dated == dated), default=0) + 1


def taken(names: Iterable[str], number: int) -> bool:
    """Whether a record has the number, whatever else it is called."""
    return any(one.number == number for one in numbered(names))


def slug(title: str) -> str:
    """`Use a Saga!` → `use-a-saga`; letters of any script stay."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", title).lower())
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word
        if len(longer) > _LETTERS:
            break
        found = longer
    return found or "".join(words)[:_LETTERS] or "record"
