"""Changes of meaning as feeds, Atom and JSON Feed: of the whole catalog, of an area, of an entry that has changed.

In: the records of the lock, where entries stand, and the site's public address. Out: files of a language's tree, the
same bytes for the same records. A site without an address has none, as a feed is read elsewhere.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

from patternloom.lock.record import Record
from patternloom.publish.machine_files.changes import Change, changes_of, followed
from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.site.pages import permalink_url

FOLDER = "feeds"
WHOLE = f"{FOLDER}/changes"
_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
# What XML cannot hold, in whatever writing.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEWEST = 500
"""So many changes a feed tells; all of them stand in the catalog's own data."""


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed in one language, before it is written."""

    path: str
    """From the language's root, without its ending."""
    title: str
    home: str
    """From the language's root, the page that it is about."""
    root: str
    """The public address of the language's root."""
    author: str
    language: str
    updated: dt.date
    changes: Sequence[Change]


def feeds(records: Mapping[str, Record], links: Links, root: str) -> Iterator[File]:
    """All feeds of a language, whose root has that public address."""
    for feed in _feeds(list(followed(records.values())), links, root):
        yield File(f"{feed.path}.atom", _atom(feed), language=links.language)
        yield File(f"{feed.path}.json", _json_feed(feed), language=links.language)


def _feeds(records: Sequence[Record], links: Links, root: str) -> Iterator[_Feed]:
    if not records:
        return
    told = {record.id: tuple(changes_of(record, links)) for record in records}
    catalog = links.say(links.graph.catalog.settings.name)

    def feed(path: str, name: str, home: str, of: Sequence[Record]) -> _Feed:
        changes = sorted((one for record in of for one in told[record.id]), key=_newest_first)[:_NEWEST]
        # Where nothing changed yet, it is as old as what was recorded last.
        days = [one.date for one in changes] or [record.current.date for record in of or records]
        title, author = links.t.changes_of.format(name=name), links.plan.site_name or catalog
        return _Feed(path, title, home, root, author, links.language, max(days), changes)

    yield feed(WHOLE, catalog, "", records)
    for area in links.graph.areas:
        if area.id in links.plan.addresses:
            page = links.page_href(links.plan.addresses[area.id].path)
            here = [record for record in records if _home(record, links) == area.id]
            yield feed(f"{FOLDER}/area/{area.id}", links.name(area.id), page, here)
    for record in records:
        if told[record.id]:
            name = links.name(record.id) if record.id in links.graph.catalog.entries else record.id
            yield feed(f"{FOLDER}/entry/{record.id}", name, permalink_url(record.id), [record])


def _home(record: Record, links: Links) -> str | None:
    """The area that an entry belongs to; of what is gone, the one on whose page it stood last."""
    if record.id in links.graph.home:
        return links.graph.home[record.id]
    stood = {record.id, *(address.partition("#")[0] for address in record.addresses[-1:])}
    pages = {area.id: links.page_href(links.plan.addresses[area.id].path) for area in links.graph.areas}
    return next((id for id, page in pages.items() if id in stood or page in stood), None)


def _newest_first(change: Change) -> tuple[int, str, str]:
    return -change.date.toordinal(), change.id, change.path


def _time(date: dt.date) -> str:
    """A day as both forms want it: its first moment."""
    return f"{date.isoformat()}T00:00:00Z"


def _atom(feed: _Feed) -> bytes:
    top = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _put(top, "id", f"{feed.root}{feed.path}.atom")
    _put(top, "title", feed.title)
    _put(top, "updated", _time(feed.updated))
    _put(top, "link", rel="self", type="application/atom+xml", href=f"{feed.root}{feed.path}.atom")
    _put(top, "link", rel="alternate", type="text/html", href=f"{feed.root}{feed.home}")
    _put(_put(top, "author"), "name", feed.author)
    for change in feed.changes:
        entry = _put(top, "entry")
        _put(entry, "id", f"{feed.root}{change.path}")
        _put(entry, "title", change.title)
        _put(entry, "updated", _time(change.date))
        _put(entry, "link", rel="alternate", type="text/html", href=f"{feed.root}{change.path}")
        _put(entry, "content", change.reason or change.title, type="text")
        for tag in _tags(change):
            _put(entry, "category", term=tag)
    Xml.indent(top)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(top, "unicode")}\n'.encode()


def _put(above: Xml.Element, tag: str, text: str | None = None, /, **said: str) -> Xml.Element:
    element = Xml.SubElement(above, tag, {key: _in_xml(value) for key, value in said.items()})
    if text is not None:
        element.text = _in_xml(text)
    return element


def _in_xml(text: str) -> str:
    """The text without what XML cannot hold: signs that end a line in some systems are blanks."""
    return _NO_XML.sub("\ufffd", re.sub("[\x0b\x0c\x1c-\x1f]", " ", text))


def _json_feed(feed: _Feed) -> bytes:
    told: dict[str, Any] = {
        "version": _JSON_FEED,
        "title": feed.title,
        "home_page_url": f"{feed.root}{feed.home}",
        "feed_url": f"{feed.root}{feed.path}.json",
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": f"{feed.root}{change.path}",
                "url": f"{feed.root}{change.path}",
                "title": change.title,
                "content_text": change.reason or change.title,
                "date_published": _time(change.date),
                "tags": list(_tags(change)),
            }
            for change in feed.changes
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _tags(change: Change) -> tuple[str, ...]:
    """What a reader of feeds can filter by: the kind of entry, and the fields that changed."""
    return (change.kind, *(change.fields or ("retired",)))
