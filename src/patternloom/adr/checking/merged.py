"""A citation of an entry that has become part of another one: what became of what it cites.

In: the entry of today, the one that it took in, what is cited of that. Out: what to say, and where to look. Nothing is
rewritten here: of two meanings that became one, nobody but the record's team can say which it relies on.
"""

from __future__ import annotations

from typing import NamedTuple

from patternloom.adr.checking.findings import Change
from patternloom.problems.findings import shown
from patternloom.problems.rules import RuleId
from patternloom.wire.types import Entry, Merged


class Told(NamedTuple):
    """What is said of one citation."""

    rule: RuleId
    message: str
    hint: str
    change: Change | None = None


def what_became(entry: Entry, part: Merged, revision: str | None, key: str) -> Told | None:
    """Of a pin or a statement; nothing is lost where the entry as a whole is meant."""
    if revision is None and not key:
        return None
    became = f"{shown(part.id)} has become part of {shown(entry.id)}"
    keys = {one.number: one.keys for one in part.revisions}
    cite = f"cite {entry.id}@r{entry.revision}"
    if revision is None:
        had = [number for number, known in keys.items() if key in known]
        hint = f"look at /p/{part.id}/r{had[-1]}/ for what it said, then {cite}" if had else cite
        return Told("adr-unknown-anchor", f"{became}, whose statements have keys of their own: no {shown(key)}", hint)
    if revision not in map(str, keys):
        return Told("adr-unknown-anchor", f"{became}, and never had a revision {shown(revision)}", cite)
    number = int(revision)
    if key and key not in keys[number]:
        message = f"no statement or anchor {shown(key)} in revision {number} of {shown(part.id)}"
        return Told("adr-unknown-anchor", message, f"{became}: {cite}")
    later = dict.fromkeys(name for one in part.revisions if one.number > number for name in one.changed)
    before = f"; before that, {', '.join(later)} changed" if later else ""
    then = cite if key else f"'patternloom adr accept FILE {part.id}'"
    hint = f"hold /p/{part.id}/r{number}/ against /p/{entry.id}/, then {then}"
    change = Change(entry.id, f"'{part.id}' has become part of it")
    return Told("adr-meaning-changed", f"{became} since r{number}{before}", hint, change)
