"""What the checker says of one place of a record, with what would mend it.

In: a rule and words. Out: a finding that becomes a problem of a report. Which of several is told, `gravest` says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from patternloom.adr.formats.files import TextFile
from patternloom.problems.findings import Problem
from patternloom.problems.rules import RULES, RuleId

_LONG = 300  # characters of an address that a report shows
GRAVITY: tuple[RuleId, ...] = (
    "adr-unreadable",
    "adr-unwritten",
    "adr-front-matter",
    "adr-comment",
    "adr-unknown-id",
    "adr-retired",
    "adr-renamed",
    "adr-unknown-anchor",
    "adr-page-address",
    "adr-language",
    "adr-meaning-changed",
    "adr-discouraged",
    "adr-superseded-link",
    "adr-competing",
    "adr-requires",
)
"""The rules, the gravest first: of several findings at one place, that one is told."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to an entry, for whoever relied on it: findings of the same change are told together."""

    id: str
    what: str
    """`revision 4 (liabilities)`, `retired`."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What would stand in place of a part of a file's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One."""

    file: TextFile
    at: int
    rule: RuleId
    message: str
    hint: str = ""
    change: Change | None = None
    edit: Edit | None = None
    """What mends it for certain."""
    address: str = ""
    """The link, or what front matter names, as it is written."""

    def problem(self) -> Problem:
        """As reports have it."""
        named = self.address if len(self.address) <= _LONG else f"{self.address[:_LONG]}…"
        message = f"{named}: {self.message}" if named else self.message
        return Problem(self.file.place(self.at), message, self.hint, severity=RULES[self.rule].severity, rule=self.rule)


def gravest(findings: Iterable[Finding]) -> list[Finding]:
    """Of each place the one that matters most, by file and place."""
    rank = {rule: number for number, rule in enumerate(GRAVITY)}
    told: dict[tuple[str, int], Finding] = {}
    for finding in findings:
        place = finding.file.shown, finding.at
        if place not in told or rank[finding.rule] < rank[told[place].rule]:
            told[place] = finding
    return [told[place] for place in sorted(told)]
