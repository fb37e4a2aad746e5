"""What a lock remembers of a catalog full of payloads: records as full of them, so that every page about the past is tried.

Two revisions of each entry: what it says today is written as prose that says the payload, what it said before is the
payload itself, which no parser takes for prose. So both ways to a reader are tried.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from patternloom.lock.meaning import meaning_of
from patternloom.lock.record import Editorial, Record, Revision
from patternloom.model.entry import Entry
from patternloom.model.kinds import kind_of

Text = Callable[[str, Callable[[str], str]], str]
"""A place and a form → the payload with a tag that is this place's alone."""

_DAY = dt.date(2020, 1, 1)


def records_of(entries: Mapping[str, Entry], tags: re.Pattern[str], language: str, text: Text) -> dict[str, Record]:
    """A record for each entry, of the payload that `text` makes."""

    def anew(value: Any, place: str, prose: Callable[[str], str]) -> Any:
        """Plain data with another payload wherever it holds one; `prose` makes one at a place."""
        if isinstance(value, Mapping) and not value.keys() - {language}:
            # Of prose that was planted, nothing is kept as it is written.
            return {language: text(place, str) if value else prose(place)}
        if isinstance(value, Mapping):
            return {name: anew(held, f"{place}.{name}", prose) for name, held in value.items()}
        if isinstance(value, list):
            return [anew(held, place, prose) for held in value]
        return text(place, str) if tags.search(value) else value

    def record(id: str, entry: Entry) -> Record:
        kind = kind_of(entry).name
        today = meaning_of(entry, (language,))
        fields = tuple(today)

        def worded(name: str) -> Editorial:
            reason = {language: text(f"Editorial.reason of {kind}", str)}
            return Editorial(1, _DAY, name, reason, anew(today[name], f"worded: {kind}.{name}", raw))

        was = {name: anew(today[name], f"was: {kind}.{name}", raw) for name in fields}
        why = {language: text(f"Revision.reason of {kind}", str)} if fields else {}
        return Record(
            id=id,
            kind=kind,
            current=Revision(2, _DAY, "0.2.0", why, fields),
            meaning={name: anew(held, f"lock: {kind}.{name}", escaped) for name, held in today.items()},
            earlier=(Revision(1, _DAY, "0.1.0", was=was),),
            editorial=tuple(map(worded, fields[:2])),
        )

    def escaped(place: str) -> str:
        """Prose that says the payload: every sign that could be markup is plain, and no line is blank."""
        words = text(place, lambda words: re.sub(r"\n\s*\n", "\n", words))
        return re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", words)

    def raw(place: str) -> str:
        """What is no prose: its end is none."""
        return text(place, lambda words: f"{words} [x](")

    return {id: record(id, entry) for id, entry in entries.items()}
