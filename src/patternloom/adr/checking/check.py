"""Records held against a catalog, and against one another: every finding.

In: records, the catalog, the prefixes that are its own, rules that are off. Out: findings, the gravest of each place.
No file is read or written here but a record that another one links and that is not among them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from urllib.parse import unquote

from patternloom.adr.checking.findings import Change, Edit, Finding, gravest
from patternloom.adr.checking.judge import Judge, Judged, in_language
from patternloom.adr.checking.scope import Choice, judge_together
from patternloom.adr.formats.document import Link
from patternloom.adr.inputs.addresses import Site, cited
from patternloom.adr.inputs.reference import Reference
from patternloom.adr.record.record import Named, Record
from patternloom.problems.findings import hints_bounded, shown
from patternloom.problems.rules import RuleId

_DEAD: frozenset[RuleId] = frozenset(("adr-unknown-id", "adr-retired", "adr-unknown-anchor"))
_LINKS: frozenset[RuleId] = _DEAD | {"adr-renamed", "adr-page-address", "adr-language"}
_OPEN: frozenset[RuleId] = _LINKS | {"adr-meaning-changed", "adr-discouraged"}
_NUMBERED = re.compile(r"(?:adr|rfc)?[-_]?0*(\d{1,5})(?!\d)", re.IGNORECASE)


@dataclass
class Check:
    """What records are held against."""

    reference: Reference
    sites: Sequence[Site]
    off: frozenset[str] = frozenset()
    further: Callable[[str], Record | None] = lambda _: None
    """The record at a path that is not among those at hand."""
    _known: dict[tuple[str, str | None], tuple[Judged, bool]] = field(default_factory=dict)

    @cached_property
    def judge(self) -> Judge:
        """For citations by themselves."""
        return Judge(self.reference)

    def findings(self, records: Sequence[Record]) -> list[Finding]:
        """All of them."""
        with hints_bounded():
            return gravest(
                finding
                for record, finding in self._all(records)
                if finding.rule not in self.off and finding.rule not in record.ignored
            )

    def _all(self, records: Sequence[Record]) -> Iterator[tuple[Record, Finding]]:
        by_path = {record.file.shown: record for record in records}
        by_file = {record.file.shown: record for record in records}
        choices: list[Choice] = []
        for record in records:
            for rule, at, message, address in record.mistakes:
                yield record, Finding(record.file, at, rule, message, address=address)
            told = _told_of(record)
            for finding in self._citations(record):
                if finding.rule in told:
                    yield record, finding
            chosen = self.choices(record)
            if record.in_force:
                choices += chosen
                for finding in self._superseded(record, by_path):
                    yield record, finding
            if "adr-discouraged" in told:
                for choice in chosen:
                    if (against := self._discouraged(choice)) is not None:
                        yield record, against
        for finding in judge_together(choices, self.reference):
            yield by_file[finding.file.shown], finding

    def _citations(self, record: Record) -> Iterator[Finding]:
        for named in record.named:
            judged = self.judge.named(named.id, named.revision, named.key)
            place = (named.at, named.at + len(named.value.text.strip())) if named.value.plain else None
            yield from _as_findings(record, named.at, place, judged, named.value.text.strip())
        for link in record.links:
            judged, _ = self._judged(link, record)
            yield from _as_findings(record, link.at, link.written, judged, _written(record, link))

    def _judged(self, link: Link, record: Record) -> tuple[Judged, bool]:
        """A link, and whether it is one of ours."""
        key = link.address, record.language
        if key not in self._known:
            ours = cited(link.address, self.sites, self.reference.catalog.languages) if "//" in link.address else None
            self._known[key] = (self.judge.link(ours, record.language), True) if ours else (Judged(), False)
        return self._known[key]

    def choices(self, record: Record) -> list[Choice]:
        """The entries of today that a record chooses, each at its first place."""
        found: dict[str, Choice] = {}
        for one in record.chosen:
            if isinstance(one, Named):
                judged, address = self.judge.named(one.id, one.revision, one.key), one.value.text.strip()
            else:
                judged, address = self._judged(one, record)[0], _written(record, one)
            if judged.entry is not None:
                found.setdefault(judged.entry.id, Choice(record, judged.entry.id, one.at, address))
        return [*found.values()]

    def _discouraged(self, choice: Choice) -> Finding | None:
        entry = self.reference.entries[choice.id]
        if entry.status != "discouraged":
            return None
        reason = in_language(entry.status_reason, choice.record.language)
        message = f"{shown(choice.id)} is discouraged now{f': {reason}' if reason else ''}"
        hint = "decide anew, or say in the record why it is right here, and turn this rule off in a comment"
        change = Change(choice.id, "discouraged", reason)
        return Finding(choice.record.file, choice.at, "adr-discouraged", message, hint, change, address=choice.address)

    def _superseded(self, record: Record, by_path: dict[str, Record]) -> Iterator[Finding]:
        """Links to records that others stand in for."""
        for link in record.links:
            path = _path(link.address, record.file.shown)
            if path is None or path == record.file.shown:
                continue
            if path not in by_path and (found := self.further(path)) is not None:
                by_path[path] = found
            other = by_path.get(path)
            if other is None or other.status != "superseded" or _follows(record, other):
                continue
            message = f"{shown(other.file.shown)} is superseded, and this record is in force"
            hint = "link the record that stands in for it"
            yield Finding(record.file, link.at, "adr-superseded-link", message, hint, address=_written(record, link))


def _written(record: Record, link: Link) -> str:
    """A link's address as the file has it; as a browser takes it, where the file has it in parts."""
    return record.file.text[slice(*link.written)] if link.written else link.address


def _told_of(record: Record) -> frozenset[RuleId]:
    """Which findings about citations a record of its status gets."""
    if record.index:
        return _LINKS
    return _OPEN if record.open else _DEAD


def _as_findings(
    record: Record, at: int, place: tuple[int, int] | None, judged: Judged, address: str
) -> Iterator[Finding]:
    for verdict in judged.verdicts:
        edit = Edit(*place, judged.instead) if verdict.certain and judged.instead and place else None
        yield Finding(record.file, at, verdict.rule, verdict.message, verdict.hint, verdict.change, edit, address)


def _path(address: str, shown: str) -> str | None:
    """The file that a relative address leads to, by its path as reports show it."""
    if "://" in address or address.startswith(("#", "/", "mailto:")):
        return None
    target = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(shown), target)) if target else None


def _follows(record: Record, other: Record) -> bool:
    """Whether a record is the other's successor, as either of them says."""
    return _names(record, record.replaces.addresses, record.replaces.numbers, other) or _names(
        other, other.replaced.addresses, other.replaced.numbers, record
    )


def _names(record: Record, addresses: frozenset[str], numbers: frozenset[int], other: Record) -> bool:
    if any(_path(address, record.file.shown) == other.file.shown for address in addresses):
        return True
    path = PurePath(other.file.shown)
    # Where each record has a folder, that has the number.
    number = _NUMBERED.match(path.name) or (_NUMBERED.match(path.parent.name) if not record.index else None)
    return number is not None and int(number[1]) in numbers
