"""What a record decides about, as the catalog has it: the options, and what speaks for and against each.

In: a catalog as machines read it, the id of a group or pattern, and a language. Out: plain texts and pinned links of
one language, or what is wrong with the id. It decides nothing for the team, and writes no record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from patternloom.problems.findings import did_you_mean, either, one, shown
from patternloom.wire.types import Catalog, Entry

KINDS = frozenset(("group", "pattern"))
"""What a record can be about."""


class UnknownSubjectError(ValueError):
    """An id, language or catalog that no record can be made from; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as a record names it."""

    name: str
    address: str
    """Pinned to today's revision."""
    pin: str
    """The same for front matter: `saga@r3`."""


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: an entry, or several that go together."""

    links: tuple[Link, ...]
    summaries: tuple[str, ...]
    takes: tuple[str, ...]
    """Conditions under which to take it."""
    leaves: tuple[str, ...]
    """Conditions under which to leave it."""
    benefits: tuple[str, ...]
    liabilities: tuple[str, ...]
    technologies: tuple[Link, ...]
    """What can take it over."""
    requires: tuple[Link, ...]
    """What it does not work without."""
    discouraged: bool
    why_discouraged: str
    """Empty unless it is."""

    @property
    def name(self) -> str:
        """All of its parts."""
        return " + ".join(link.name for link in self.links)


@dataclass(frozen=True, slots=True)
class Subject:
    """What the record is about."""

    link: Link
    problem: str
    """What it is about, in a sentence or two; empty where the catalog says nothing."""
    options: tuple[Option, ...]
    chosen: Option | None
    """The option that the record proposes: where it is about a pattern."""


def subject_of(catalog: Catalog, id: str, language: str, site: str) -> Subject:
    """Options, drivers and links; `site` is the address that links begin with.

    Raises:
        UnknownSubjectError: there is no group or pattern of that id, or no text in that language.
    """
    if language not in catalog.languages:
        expected = ", ".join(catalog.languages)
        raise UnknownSubjectError(f"no texts in {shown(language)}, expected a language of the catalog: {expected}")
    entries = {entry.id: entry for entry in catalog.entries}
    entry = _found(entries, id)
    root = f"{site.rstrip('/')}/" + ("" if language == catalog.languages[0] else f"{language}/")
    words = _Words(entries, language, root)
    about = _options_of_pattern(catalog, entries, entry.id) if entry.kind == "pattern" else None
    ids = about or _options_of_group(catalog, entry)
    options = {one: words.option(one) for one in ids}
    chosen = next((option for one, option in options.items() if entry.id in one), None)
    return Subject(
        link=words.link(entry),
        problem=words.text(_problem(entries, entry)),
        options=tuple(options.values()),
        chosen=chosen if entry.kind == "pattern" else None,
    )


def _found(entries: Mapping[str, Entry], id: str) -> Entry:
    """The entry of that id, by an id that it had before too."""
    entry = entries.get(id) or next((entry for entry in entries.values() if id in entry.formerly), None)
    expected = f"the id of a {either(KINDS)}"
    if entry is None:
        valid = [entry.id for entry in entries.values() if entry.kind in KINDS and not entry.retired]
        hint = did_you_mean(id, valid, list_up_to=0)
        raise UnknownSubjectError(f"unknown id {shown(id)}, expected {expected}" + (f"; {hint}" if hint else ""))
    if entry.retired:
        hint = f"; read {shown(entry.retired.successor)} instead" if entry.retired.successor else ""
        raise UnknownSubjectError(f"{shown(id)} is gone since {entry.retired.date}, expected {expected}{hint}")
    if entry.kind not in KINDS:
        raise UnknownSubjectError(f"{shown(id)} is {one(entry.kind)}, expected {expected}")
    return entry


def _problem(entries: Mapping[str, Entry], entry: Entry) -> Mapping[str, str] | None:
    """What a group says it is about; of a pattern, the nearest group that it stands in."""
    above = (entries[id] for id in _upwards(entries, entry.id) if entry.kind == "pattern")
    return next((one for one in above if one.kind == "group" and one.summary), entry).summary


def _options_of_group(catalog: Catalog, entry: Entry) -> tuple[tuple[str, ...], ...]:
    """What competes in it; where it says nothing of that, its members."""
    competing = [option for found in catalog.competing if found.within == entry.id for option in found.options]
    return tuple(dict.fromkeys(competing)) or tuple((child,) for child in entry.children) or ((entry.id,),)


def _options_of_pattern(catalog: Catalog, entries: Mapping[str, Entry], id: str) -> tuple[tuple[str, ...], ...]:
    """The pattern and what competes with it, or with what it stands above or below: in whose place it stands."""
    around = [{id}, *({above} for above in _upwards(entries, id)), _below(entries, id)]
    for likes in around:
        found: dict[tuple[str, ...], None] = {}
        for competing in catalog.competing:
            if any(likes.intersection(option) for option in competing.options):
                found |= dict.fromkeys(_with(id, likes, option) for option in competing.options)
        if len(found) > 1:
            return tuple(found)
    # Where nothing else competes with it, its own variants may.
    variants = (option for one in catalog.competing for option in one.options if around[-1].intersection(option))
    return tuple(dict.fromkeys(variants)) or ((id,),)


def _with(id: str, likes: Collection[str], option: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id if one in likes else one for one in option))


def _upwards(entries: Mapping[str, Entry], id: str) -> Iterator[str]:
    """Whatever it stands below."""
    parents: dict[str, list[str]] = {}
    for entry in entries.values():
        for child in entry.children:
            parents.setdefault(child, []).append(entry.id)
    yield from _levels(id, lambda below: parents.get(below, ()))


def _below(entries: Mapping[str, Entry], id: str) -> set[str]:
    """All that stands below it."""
    return set(_levels(id, lambda above: entries[above].children if above in entries else ()))


def _levels(id: str, following: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """What follows an id, and what follows that; nearest first, each once."""
    level, seen = [id], {id}
    while level:
        level = list(dict.fromkeys(next for one in level for next in following(one) if next not in seen))
        seen.update(level)
        yield from level


@dataclass(frozen=True, slots=True)
class _Words:
    """The catalog in one language."""

    entries: Mapping[str, Entry]
    language: str
    root: str
    """The address of that language's pages."""

    def text(self, texts: Mapping[str, str] | None) -> str:
        """One text, on one line."""
        return " ".join((texts or {}).get(self.language, "").split())

    def link(self, entry: Entry) -> Link:
        """Pinned."""
        pin = f"r{entry.revision}"
        return Link(self.text(entry.name) or entry.id, f"{self.root}p/{entry.id}/{pin}/", f"{entry.id}@{pin}")

    def option(self, ids: tuple[str, ...]) -> Option:
        """All that is said of the entries together."""
        parts = [self.entries[id] for id in ids if id in self.entries]
        discouraged = [entry for entry in parts if entry.status == "discouraged"]
        return Option(
            links=tuple(map(self.link, parts)),
            summaries=tuple(filter(None, (self.text(entry.summary) for entry in parts))),
            takes=self._statements(parts, "when_to_use"),
            leaves=self._statements(parts, "when_not_to_use"),
            benefits=self._statements(parts, "benefits"),
            liabilities=self._statements(parts, "liabilities"),
            technologies=self._links(id for entry in parts for id in entry.technologies),
            requires=self._links(id for entry in parts for id in entry.requires if id not in ids),
            discouraged=bool(discouraged),
            why_discouraged=" ".join(filter(None, (self.text(entry.status_reason) for entry in discouraged))),
        )

    def _statements(self, parts: Iterable[Entry], field: str) -> tuple[str, ...]:
        found = (self.text(said.text) for entry in parts for said in entry.statements if said.field == field)
        return tuple(dict.fromkeys(filter(None, found)))

    def _links(self, ids: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.link(self.entries[id]) for id in dict.fromkeys(ids) if id in self.entries)
