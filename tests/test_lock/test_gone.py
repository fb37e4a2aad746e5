"""Every address ever published answers with the right entry, whatever became of it since.

The main test invents a hundred and fifty releases, in the matrix a thousand, and keeps a ledger of its own: who is heir to which id, and what each pin said
on the day that it was published. Nothing of the ledger is asked of the code that is tested.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from recording import Remembering

from patternloom.catalog.load import Catalog
from patternloom.catalog.parse import Place
from patternloom.lock.advance import advance
from patternloom.lock.check import broken
from patternloom.lock.gone import Past
from patternloom.lock.orders import Orders
from patternloom.lock.record import Record
from patternloom.lock.standing import standings
from patternloom.model.entry import Entry
from patternloom.model.kinds import LINKABLE, Settings
from patternloom.model.patterns import Pattern
from patternloom.model.refs import Context
from patternloom.model.retired import Retired
from patternloom.reading.strict_yaml import read_yaml

LANGUAGES = ("en", "ja")
REASON = {"en": "It was time.", "ja": "時期が来ました。"}
DAY = dt.date(2026, 1, 1)


def typed(cls: type, value: Mapping[str, Any], kinds: Mapping[str, str] = {}) -> Any:
    """An entry of plain values."""
    return TypeAdapter(cls).validate_python(dict(value), context=Context(LANGUAGES, kinds, LINKABLE))


def both(text: str) -> dict[str, str]:
    """A text in both languages."""
    return {"en": text, "ja": f"{text}です"}


def pattern(id: str, formerly: tuple[str, ...] = (), benefit: str = "good") -> Pattern:
    """A pattern of that id."""
    told = {"summary": both(f"about {benefit}"), "status": "situational", "reviewed": "2026-01-01"}
    benefits = [{"key": "b1", "text": both(benefit)}]
    entry = {"id": id, "formerly": list(formerly), "name": both(f"named {benefit}"), "benefits": benefits, **told}
    found: Pattern = typed(Pattern, entry)
    return found


def retired(id: str, successor: str | None, formerly: tuple[str, ...] = ()) -> Retired:
    """What is left of it."""
    told = {"id": id, "kind": "pattern", "name": both(id), "date": "2026-01-01", "reason": both("gone")}
    told |= {"formerly": list(formerly)}
    kinds = {successor: "pattern"} if successor else {}
    found: Retired = typed(Retired, told | ({"successor": successor} if successor else {}), kinds)
    return found


SOURCE = read_yaml("patterns: []\n", "catalog/a.yaml")
assert SOURCE
SETTINGS = typed(Settings, {"languages": list(LANGUAGES), "name": both("x"), "summary": both("x"), "areas": []})


def catalog_of(entries: Mapping[str, Entry]) -> Catalog:
    """A catalog of these entries."""
    assert SOURCE
    places = {
        id: Place(SOURCE, ("retired" if isinstance(one, Retired) else "patterns", 0)) for id, one in entries.items()
    }
    return Catalog(SETTINGS, entries, places, {}, {})


@dataclass
class Ledger:
    """What was published, and who answers for it."""

    heir: dict[str, str] = field(default_factory=dict)
    """Every id ever → the id in the catalog that stands for it."""
    successor: dict[str, str | None] = field(default_factory=dict)
    """Of retired ids."""
    stood: dict[str, str] = field(default_factory=dict)
    """Every address ever → the id that it was published for."""
    pins: dict[tuple[str, int], Mapping[str, Any]] = field(default_factory=dict)
    """Id and revision → the summary that the pin told."""
    chains: dict[str, int] = field(default_factory=dict)
    """How often an entry was renamed in a row."""

    def renamed(self, old: str, new: str) -> None:
        """One id takes the other's place."""
        for id, heir in self.heir.items():
            if heir == old:
                self.heir[id] = new
        self.heir[new] = new

    def instead(self, id: str) -> str | None:
        """What to read instead of a retired entry."""
        if id not in self.successor:
            return None
        following = self.successor[id]
        while following is not None:
            following = self.heir[following]
            if following not in self.successor:
                return following
            following = self.successor[following]
        return None


@dataclass
class World:
    """A catalog that goes on for many releases."""

    random: Random
    entries: dict[str, Entry] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    count: int = 0

    def new_id(self) -> str:
        """One that nothing ever had."""
        self.count += 1
        return f"e{self.count}"

    def live(self) -> list[str]:
        """Ids of what is not retired."""
        return [id for id, one in self.entries.items() if not isinstance(one, Retired)]

    def add(self, formerly: tuple[str, ...] = ()) -> str:
        """A new entry on some page."""
        id = self.new_id()
        self.entries[id] = pattern(id, formerly, f"word {self.count}")
        self.pages[id] = f"areas/a{self.random.randrange(9)}/"
        self.ledger.heir[id] = id
        return id

    def gone(self, id: str) -> Entry:
        """Take an entry out."""
        self.pages.pop(id, None)
        return self.entries.pop(id)

    def rename(self, id: str, more: tuple[str, ...] = ()) -> str:
        """Give an entry another id; with `more`, these become part of it too."""
        old = self.gone(id)
        new = self.new_id()
        assert isinstance(old, Pattern)
        # Now and then an author keeps the last id alone: the lock remembers the others.
        whole = not self.remembered(id, *old.formerly) or self.random.random() < 0.7
        before = (*old.formerly, id) if whole else (id,)
        self.entries[new] = replaced(old, new, (*before, *more))
        self.pages[new] = f"areas/a{self.random.randrange(9)}/"
        for one in (id, *more[-1:]):
            self.ledger.renamed(one, new)
        self.follow(id, new)
        self.ledger.chains[new] = self.ledger.chains.pop(id, 0) + 1
        return new

    def remembered(self, id: str, *formerly: str) -> bool:
        """Whether the lock knows what became of the former ids of an entry, so that it need not say so itself."""
        open = [self.records[one] for one in formerly if one in self.records and not self.records[one].ended]
        return id in self.records and not open

    def follow(self, old: str, new: str) -> None:
        """What named the old id names the new one, as `check` demands."""
        for id, successor in self.ledger.successor.items():
            if successor == old:
                self.ledger.successor[id] = new
                self.entries[id] = retired(id, new, self.entries[id].formerly)

    def merge(self, into: str, other: str) -> None:
        """One entry becomes part of another."""
        absorbed, entry = self.gone(other), self.entries[into]
        assert isinstance(absorbed, Pattern)
        assert isinstance(entry, Pattern)
        self.entries[into] = replaced(entry, into, (*entry.formerly, *absorbed.formerly, other))
        self.ledger.renamed(other, into)
        self.follow(other, into)

    def split(self, id: str) -> None:
        """The part that kept most goes on; the other one is new."""
        self.rename(id)
        self.add()

    def retire(self, id: str, successor: str | None) -> None:
        """Take an entry out, and say what to read instead."""
        entry = self.gone(id)
        whole = not self.remembered(id, *entry.formerly)
        self.entries[id] = retired(id, successor, entry.formerly if whole else ())
        self.ledger.successor[id] = successor

    def change(self, id: str) -> None:
        """Another meaning."""
        entry = self.entries[id]
        assert isinstance(entry, Pattern)
        self.count += 1
        self.entries[id] = pattern(id, entry.formerly, f"other word {self.count}")

    def step(self) -> None:
        """Something that authors do."""
        live = self.live()
        one, other = self.random.sample(live, 2)
        match self.random.choice([3, 5, 6]) if len(live) > 25 else self.random.randrange(9):
            case 0:
                self.add()
            case 1 | 2:
                # The same entry again and again makes chains.
                longest = max(live, key=lambda id: self.ledger.chains.get(id, 0))
                self.rename(longest if self.random.random() < 0.6 else one)
            case 3:
                self.merge(one, other)
                if self.random.random() < 0.5:
                    self.release_lock()
                    self.split(one)
            case 4:
                self.pages[one] = f"areas/a{self.random.randrange(9)}/"
            case 5 if len(live) > 10:
                self.retire(one, self.random.choice([None, other, other]))
            case 6 if len(live) > 10:
                absorbed = self.gone(other)
                assert isinstance(absorbed, Pattern)
                self.follow(other, self.rename(one, (*absorbed.formerly, other)))
            case _:
                self.change(one)
        if len(live) < 12:
            self.add()

    def release_lock(self) -> None:
        """Record, and note in the ledger what is published now."""
        addresses = {id: f"{page}#{id}" for id, page in self.pages.items()}
        catalog = catalog_of(self.entries)
        orders = Orders(DAY, reason=REASON, release=None)
        found = standings(catalog, self.records, addresses)
        assert list(broken(catalog, self.records, found, "catalog")) == []
        made = advance(self.records, found, orders, LANGUAGES)
        assert made.asked == []
        earlier, self.records = self.records, made.records
        # A record never moves backwards, and none goes but under another id.
        past = Past(self.entries, self.records)
        for id, record in earlier.items():
            now = past.pinned(id, record.current.number)
            assert now is not None
            assert holds(now, record), id
        for id in self.live():
            self.ledger.stood[addresses[id]] = id
            record = self.records[id]
            self.ledger.pins[id, record.current.number] = record.meaning["summary"]

    def try_everything(self) -> int:
        """Ask for every address ever published; how many there were."""
        past, ledger, tried = Past(self.entries, self.records), self.ledger, 0
        published = {id for id, _ in ledger.pins}
        for id in published:
            answer = past.answer(f"p/{id}/")
            assert answer is not None, id
            assert (answer.id, answer.instead) == (ledger.heir[id], ledger.instead(ledger.heir[id]))
            tried += 1
        for address, id in ledger.stood.items():
            for form in (address, f"{address}.b1"):
                answer = past.answer(form)
                assert answer is not None, form
                assert (answer.id, answer.instead) == (ledger.heir[id], ledger.instead(ledger.heir[id]))
                tried += 1
        for (id, revision), summary in ledger.pins.items():
            for form in (f"p/{id}/r{revision}/", f"p/{id}/r{revision}/#b1"):
                answer = past.answer(form)
                assert answer is not None, form
                assert answer.record is not None
                assert answer.record.meaning_in(revision)["summary"] == summary
                assert answer.id == ledger.heir[id]
                if id not in self.entries:
                    assert past.part(id) is (None if answer.record.id == answer.id else answer.record)
                tried += 1
        return tried


def replaced(entry: Pattern, id: str, formerly: tuple[str, ...]) -> Pattern:
    """The same entry under another id."""
    said = entry.benefits[0].text.written["en"]
    return pattern(id, tuple(dict.fromkeys(formerly)), said)


def holds(now: Record, before: Record) -> bool:
    """Whether every fact of the earlier record is in the one of now."""
    number = before.current.number
    return (
        now.meaning_in(number) == before.meaning
        and all(now.meaning_in(one.number) == before.meaning_in(one.number) for one in before.earlier)
        and [replace(one, was={}) for one in now.revisions[:number]]
        == [replace(one, was={}) for one in before.revisions]
        and now.addresses[: len(before.addresses)] == before.addresses
        and now.keys[: len(before.keys)] == before.keys
        and now.formerly[: len(before.formerly)] == before.formerly
        and (before.retired, before.into) in ((None, None), (now.retired, now.into))
    )


@given(st.integers(0, 2**32))
@settings(max_examples=1, phases=[Phase.explicit, Phase.generate])
def test_every_address_of_a_hundred_and_fifty_releases_answers_with_the_right_entry(seed: int) -> None:
    assert_every_address_answers(World(Random(seed)), 150, least=3_000)


@pytest.mark.matrix
@given(st.integers(0, 2**32))
@settings(max_examples=1, phases=[Phase.explicit, Phase.generate])
def test_every_address_of_a_thousand_releases_answers_with_the_right_entry(seed: int) -> None:
    assert_every_address_answers(World(Random(seed)), 1_000, least=100_000)


def assert_every_address_answers(world: World, releases: int, least: int) -> None:
    """After so many releases, every 25th and the last of which all is asked for; at least so often."""
    for _ in range(12):
        world.add()
    world.release_lock()
    tried = longest = 0
    for release in range(1, releases + 1):
        for _ in range(world.random.randrange(1, 3)):
            world.step()
        world.release_lock()
        world.records = {id: released(one, f"0.{release}.0") for id, one in world.records.items()}
        longest = max(longest, *world.ledger.chains.values(), 0)
        if release % 25 == 0:
            tried += world.try_everything()
    assert tried >= least
    assert longest >= 5
    assert any(world.ledger.successor.get(s or "") for s in world.ledger.successor.values())


def released(record: Record, release: str) -> Record:
    """The record, stamped."""
    return replace(record, introduced=record.introduced or release)


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("p/levain/", ("sourdough", None, None)),
        ("p/levain/r2/#l1", ("sourdough", None, "sourdough")),
        ("p/levain/r3/", None),  # came with the new id
        ("p/sourdough/r4/", None),  # not yet
        ("p/saleratus/r1/", ("soda", None, "saleratus")),
        ("p/egg-wash/", ("egg-wash", "steam", None)),
        ("areas/baking/#egg-wash.b1", ("egg-wash", "steam", None)),
        ("areas/fermentation/#levain", ("sourdough", None, None)),
        ("p/nobody/", None),
        ("p/nobody/r1/", None),
        ("areas/baking/#nobody", None),
    ],
)
def test_an_old_address_answers_with_what_became_of_its_entry(
    remembering: Remembering, address: str, answer: tuple[str, str | None, str | None] | None
) -> None:
    found = Past(remembering.project.load().entries, remembering.records).answer(address)
    assert (found and (found.id, found.instead, found.record and found.record.id)) == answer


def test_old_ids_and_places_are_those_that_are_none_any_more(remembering: Remembering) -> None:
    past = Past(remembering.project.load().entries, remembering.records)
    assert list(past.old_ids()) == [("levain", "sourdough"), ("saleratus", "soda")]
    assert past.old_places == {
        "areas/baking/": {"egg-wash": "egg-wash", "saleratus": "soda"},
        "areas/fermentation/": {"autolyse": "autolyse", "levain": "sourdough"},
    }
    assert [id for id in ("saleratus", "levain", "soda") if past.part(id)] == ["saleratus"]


def test_a_circle_of_ids_or_of_retired_entries_leads_nowhere() -> None:
    """No check lets one pass; a page that asks must not wait for ever."""
    entries = {id: retired(id, other) for id, other in (("a", "b"), ("b", "a"), ("c", "gone"), ("d", None))}
    past = Past(entries, {})
    past.became.update(x="y", y="x")
    assert [past.instead(id) for id in "abcd"] == [None] * 4
    assert (past.now("x"), past.now("gone")) == (None, None)
