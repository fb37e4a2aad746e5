"""The published form, `v1`: what `/api/v1/catalog.json` and `/api/v1/entries/<id>.json` hold.

Nothing comes in. Out: frozen types whose fields are the keys of the JSON, each with what it means; the schema shows the
same words. Within `v1` a field is never taken away and never means something else; new ones may come. Nothing is
computed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal

VERSION: Final = "v1"
Status = Literal["recommended", "situational", "discouraged"]
RecordStatus = Literal["accepted", "proposed", "rejected", "deprecated", "superseded"]
Localized = Mapping[str, str]
"""A plain text in each language, by its tag."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a text has to be like: what is read is written into records, addresses and logs."""

    pattern: str
    """A regular expression for the whole, the same in Python and in JSON Schema."""
    wanted: str


Id = Annotated[str, Shape("[a-z0-9]+(?:-[a-z0-9]+)*", "an id such as 'saga'")]
Tag = Annotated[str, Shape("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language's tag such as 'en'")]
_ADDRESS = r"(?:https?://[^\s\x00-\x1f\x7f-\x9f]+)?"
Site = Annotated[str, Shape(_ADDRESS, "an address of http or https, or nothing")]

JSON_NAMES = {"within": "in"}
"""Fields whose key in JSON is a word that Python keeps for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """A change of wording that left the meaning as it was."""

    date: str
    """The day, as `2026-11-29`."""
    field: str
    """The field whose wording changed."""
    reason: Localized | None = None
    """Why, in each language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What an entry meant from one day on."""

    number: int
    """From 1 on; `/p/<id>/r<number>/` shows it."""
    date: str | None = None
    """The day, as `2026-11-29`; null where nothing records it."""
    release: str | None = None
    """The first release of the catalog that had it; null until there is one."""
    changed: tuple[str, ...] = ()
    """The fields whose meaning is another than in the revision before; empty for the first."""
    reason: Localized | None = None
    """Why, in each language; null for the first."""
    keys: tuple[str, ...] = ()
    """The keys of the statements that it had."""
    editorial: tuple[Editorial, ...] = ()
    """Changes of its wording alone, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of an entry that can be cited by itself."""

    key: str
    """Unique within the entry for ever; `/p/<id>/r<number>/#<key>` leads to it."""
    field: str
    """The field that it stands in."""
    text: Localized
    """What it says today, in each language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """That an entry is gone."""

    date: str
    """The day on which it went, as `2026-11-29`."""
    reason: Localized
    """What it was, and why it went, in each language."""
    successor: Id | None = None
    """The id of the entry to read instead; null where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """An entry that has become part of another one."""

    id: Id
    """The id that it had; `/p/<id>/r<number>/` still shows what it said."""
    revisions: tuple[Revision, ...] = ()
    """What it meant under that id, oldest first; the numbers are its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the catalog: as it is today, and what it was."""

    id: Id
    """Unique over all kinds, and for ever."""
    kind: str
    """`pattern`, `group`, `technology` …; for what is gone, the kind that it had."""
    name: Localized
    """What readers call it, in each language."""
    summary: Localized | None = None
    """What it is, in a sentence or two; null where the entry has none."""
    status: Status | None = None
    """What this reference advises; null where it gives no advice."""
    status_reason: Localized | None = None
    """Why it is discouraged; null unless it is."""
    permalinks: Localized = field(default_factory=dict)
    """The addresses that stay, by language, from the site's root."""
    address: Localized = field(default_factory=dict)
    """Where it stands today, by language, from the site's root; empty for what is gone."""
    addresses: tuple[str, ...] = ()
    """Every page address, with its anchor, that was ever published for it, today's too, from the site's root."""
    anchors: tuple[str, ...] = ()
    """Every anchor that ever stood for it."""
    introduced: str | None = None
    """The release of the catalog that had it first; null until there is one."""
    revision: int
    """The number of the revision that holds today."""
    revisions: tuple[Revision, ...] = ()
    """All of them, oldest first."""
    statements: tuple[Statement, ...] = ()
    """Today's sentences that can be cited by themselves."""
    meaning: Mapping[str, Any] = field(default_factory=dict)
    """The fields whose change a citing reader must hear of, with what they say today: texts by language, in the
    catalog's markup."""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other names that readers use, by language."""
    children: tuple[Id, ...] = ()
    """The ids of its members and variants, in order."""
    requires: tuple[Id, ...] = ()
    """The ids of what it does not work without."""
    technologies: tuple[Id, ...] = ()
    """The ids of the technologies that can take it over."""
    categories: tuple[Id, ...] = ()
    """The ids of the technology categories that it is listed in, or that can take it over."""
    formerly: tuple[Id, ...] = ()
    """The ids that it had before, those of `merged` too."""
    merged: tuple[Merged, ...] = ()
    """The entries that have become part of it: pins of their ids cite their revisions, and not its own."""
    retired: Retired | None = None
    """Null for what is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Competing:
    """Entries of which one is chosen instead of the others."""

    within: Id
    """The id of the entry that says so."""
    options: tuple[tuple[Id, ...], ...]
    """What can be chosen: the id of an entry, or the ids of several that are one choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """A whole catalog."""

    version: Literal["v1"]
    """The version of this form."""
    site: Site = ""
    """The public address of the site's root; empty where it has none."""
    release: str | None = None
    """The release of the catalog; null until there is one."""
    languages: tuple[Tag, ...]
    """The languages, as BCP 47 tags; the first stands at the site's root, each other one in a folder of its name."""
    name: Localized = field(default_factory=dict)
    """What the catalog is about, in each language."""
    entries: tuple[Entry, ...]
    """All that a page shows, and all that is gone, by id."""
    competing: tuple[Competing, ...] = ()
    """What competes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Single(Entry):
    """One entry by itself, as its own file holds it."""

    version: Literal["v1"]
    """The version of this form."""
    site: Site = ""
    """The public address of the site's root; empty where it has none."""
    languages: tuple[Tag, ...]
    """The languages, as BCP 47 tags; the first stands at the site's root, each other one in a folder of its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a record chooses."""

    id: Id
    """Of the entry, as the catalog has it today."""
    revision: int | None = None
    """The revision that the record cites; null where it cites none."""
    key: str | None = None
    """The key of the statement that it cites; null where it cites none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A decision record of a team."""

    path: str
    """Its file, from where the index was made."""
    url: str | None = None
    """Where it can be read; null where nothing says."""
    title: str
    """Its title, without its number."""
    status: RecordStatus | None = None
    """What has become of the decision; null where the record does not say."""
    date: str | None = None
    """The day that it names, as `2026-11-29`; null where it names none."""
    language: str | None = None
    """The language that it is written in, as a BCP 47 tag; null where nothing tells."""
    decides: tuple[Decision, ...]
    """What it chooses, in its order, each entry once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIndex:
    """Which record decides on what: what `patternloom adr index` writes."""

    version: Literal["v1"]
    """The version of this form."""
    records: tuple[Record, ...]
    """The records that choose something, by path."""
