"""The catalog as machines read it: the published form `v1`, made from the graph and what the lock remembers.

In: graph, plan and records. Out: a `wire.types.Catalog`, and its files for the site as a whole. Without a lock an entry
is in its first revision, of no date. It decides nothing: what an entry says, what it means and where it stood is known
before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from patternloom.catalog.mentions import statements_of
from patternloom.lock.gone import Past
from patternloom.lock.meaning import meaning_of
from patternloom.lock.record import Record
from patternloom.lock.record import Revision as Recorded
from patternloom.model.entry import Entry
from patternloom.model.kinds import kind_of
from patternloom.model.patterns import MemberSet, Parent, Pattern, PatternGroup, ProblemArea
from patternloom.model.retired import Retired
from patternloom.model.technologies import Technology
from patternloom.model.texts import ProseText
from patternloom.publish.machine_files.newest_release import newest
from patternloom.search.documents import summary_of
from patternloom.site import writing
from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.site.pages import file_of, language_folder, lasting_ids, permalink_url, url_of
from patternloom.wire import schema, types
from patternloom.wire.write import catalog_json, entry_json, single_json

FOLDER = f"api/{types.VERSION}"
CATALOG = f"{FOLDER}/catalog.json"
SCHEMA = f"{FOLDER}/{schema.CATALOG}"


def api_files(links: Links, records: Mapping[str, Record] | None) -> Iterator[File]:
    """The catalog, each entry by itself, also by the ids that it had before, and the schemas of both."""
    made = Api(links, records)
    catalog = made.catalog()
    lines = {entry.id: entry_json(entry) for entry in catalog.entries}
    yield File(CATALOG, catalog_json(catalog, lines.values()).encode())
    for id, now in sorted({**{id: id for id in lines}, **dict(made.past.old_ids())}.items()):
        if now in lines:
            yield File(f"{FOLDER}/entries/{id}.json", single_json(catalog, lines[now]).encode())
    for name, text in schema.schemas().items():
        yield File(f"{FOLDER}/{name}", text.encode())


@dataclass(frozen=True, slots=True)
class _Place:
    """A language, and where it lies."""

    links: Links
    folder: str
    """Empty for the language at the site's root."""


class Api:
    """The catalog in the published form."""

    def __init__(self, links: Links, records: Mapping[str, Record] | None) -> None:
        """Names and addresses are those that these links give, in every language."""
        self.graph, self.plan, self.records = links.graph, links.plan, records or {}
        self.languages = self.graph.catalog.settings.languages
        self.places = {
            tag: _Place(Links(self.graph, self.plan, "index.md", tag), language_folder(tag, self.languages))
            for tag in self.languages
        }
        self.past = Past(self.graph.catalog.entries, self.records)
        self.stood: dict[str, list[str]] = {}
        """Id → every address at which it was published, from a language's root."""
        for address, id in self.past.at.items():
            if now := self.past.now(id):
                self.stood.setdefault(now, []).append(address)
        self.former: dict[str, list[str]] = {}
        self.merged: dict[str, list[types.Merged]] = {}
        for old, now in self.past.old_ids():
            self.former.setdefault(now, []).append(old)
            if (record := self.past.part(old)) is not None:
                revisions = tuple(one for one in _revisions(record) if self.past.pinned(old, one.number))
                self.merged.setdefault(now, []).append(types.Merged(id=old, revisions=revisions))

    def catalog(self) -> types.Catalog:
        """The whole catalog in the published form."""
        return types.Catalog(
            version=types.VERSION,
            site=f"{self.plan.site_url.rstrip('/')}/" if self.plan.site_url else "",
            release=newest(self.records.values()),
            languages=self.languages,
            name=dict(self.graph.catalog.settings.name),
            entries=tuple(self.entry(id) for id in lasting_ids(self.graph, self.plan)),
            competing=tuple(self.competing()),
        )

    def entry(self, id: str) -> types.Entry:
        """One entry."""
        entry, record = self.graph.entry(id), self.records.get(id)
        aliases = getattr(entry, "aliases", ())
        correlations = entry.correlations if isinstance(entry, Pattern) else ()
        classes = entry.categories if isinstance(entry, Technology) else ()
        address = self.address(id)
        return types.Entry(
            id=id,
            kind=entry.kind if isinstance(entry, Retired) else kind_of(entry).name,
            name={tag: place.links.name(id) for tag, place in self.places.items()},
            summary=self.summary(entry),
            status=getattr(entry, "status", None),
            status_reason=self.said(entry.reason) if isinstance(entry, Pattern | PatternGroup) else None,
            permalinks={tag: f"{place.folder}{permalink_url(id)}" for tag, place in self.places.items()},
            address={tag: f"{place.folder}{address}" for tag, place in self.places.items()} if address else {},
            **self.all_addresses(id, address),
            introduced=record.introduced if record else None,
            revision=record.current.number if record else 1,
            revisions=tuple(_revisions(record) if record else _first_alone(entry)),
            statements=tuple(self.statements(entry)),
            meaning=record.meaning if record else meaning_of(entry, self.languages),
            aliases={tag: tuple(text[tag] for text in aliases) for tag in self.languages if aliases},
            children=entry.children if isinstance(entry, Parent) else (),
            requires=tuple(r.target for r in entry.related if r.type == "requires")
            if isinstance(entry, Pattern)
            else (),
            technologies=_once(id for one in correlations for id in one.technologies),
            categories=_once((*classes, *(one.target for one in correlations if one.reason is None))),
            formerly=tuple(self.former.get(id, ())),
            merged=tuple(self.merged.get(id, ())),
            retired=self.retired(entry) if isinstance(entry, Retired) else None,
        )

    def summary(self, entry: Entry) -> types.Localized | None:
        """What it is; nothing for what is gone."""
        found = {tag: summary_of(entry, place.links) for tag, place in self.places.items()}
        return found if any(found.values()) else None

    def said(self, prose: ProseText | None) -> types.Localized | None:
        """Prose as plain text."""
        if prose is None:
            return None
        return {tag: writing.plain(prose[tag], place.links) for tag, place in self.places.items()}

    def address(self, id: str) -> str:
        """Where it stands, from a language's root; empty for what is gone."""
        stands = self.plan.addresses.get(id)
        if stands is None:
            return ""
        page = url_of(stands.path) if self.plan.folders else str(file_of(stands.path))
        return f"{page}#{stands.anchor}" if stands.anchor else page

    def all_addresses(self, id: str, today: str) -> dict[str, tuple[str, ...]]:
        """Where it stood and stands, today's place last; and the anchors of all of them."""
        stood = [*self.stood.get(id, ()), *([today] if today else [])]
        each = list(dict.fromkeys(reversed(stood)))[::-1]
        anchors = (address.partition("#")[2] for address in each)
        return {
            "addresses": tuple(f"{place.folder}{address}" for place in self.places.values() for address in each),
            "anchors": _once(filter(None, anchors)),
        }

    def statements(self, entry: Entry) -> Iterator[types.Statement]:
        """An entry's statements of today that have a key."""
        for steps, one in statements_of(entry):
            text = self.said(one.text)
            if one.key and text is not None:
                yield types.Statement(key=one.key, field=str(steps[0]), text=text)

    def retired(self, entry: Retired) -> types.Retired:
        """What is said of an entry that is gone, and what to read instead, however often that went in turn."""
        reason = self.said(entry.reason) or {}
        return types.Retired(date=entry.date.isoformat(), reason=reason, successor=self.past.instead(entry.id))

    def competing(self) -> Iterator[types.Competing]:
        """Every set of which one is chosen, at any depth."""
        for entry in self.graph.catalog.entries.values():
            if isinstance(entry, ProblemArea | PatternGroup):
                waiting = list(reversed(entry.sets))
                while waiting:
                    one = waiting.pop()
                    waiting += reversed(one.sets)
                    if one.relation == "competing":
                        options = (*((id,) for id in one.members), *(tuple(_members(inner)) for inner in one.sets))
                        yield types.Competing(within=entry.id, options=options)


def _revisions(record: Record) -> Iterator[types.Revision]:
    """A past, oldest first."""
    for revision in record.revisions:
        yield types.Revision(
            number=revision.number,
            date=revision.date.isoformat(),
            release=revision.release,
            changed=revision.changed,
            reason=dict(revision.reason) or None,
            keys=record.keys_in(revision.number),
            editorial=tuple(_editorial(record, revision)),
        )


def _first_alone(entry: Entry) -> Iterator[types.Revision]:
    """The past of an entry that nothing is remembered of."""
    yield types.Revision(number=1, keys=tuple(one.key for _, one in statements_of(entry) if one.key))


def _editorial(record: Record, revision: Recorded) -> Iterator[types.Editorial]:
    """What was worded otherwise in a revision, oldest first."""
    for one in reversed(record.editorial):
        if one.revision == revision.number:
            yield types.Editorial(date=one.date.isoformat(), field=one.field, reason=dict(one.reason) or None)


def _members(one: MemberSet) -> Iterator[str]:
    """All members of a set, those of sets inside it too."""
    yield from one.members
    for inner in one.sets:
        yield from _members(inner)


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
