"""Addresses that were published once and are none any more: each keeps a page that leads to what answers for it today.

In: graph, plan and the past. Out: HTML files of the tree: of ids that entries had before, of their pins, and of pages
that there are no more. Who comes with an anchor is led by a script, or finds it on the page. What stood on a page that
there still is, `site.moved` says there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from patternloom.catalog.graph import Graph
from patternloom.lock.record import Record, of_language
from patternloom.publish.lasting.bare_pages import Onward, bare_page
from patternloom.publish.lasting.entry_heads import Head
from patternloom.publish.lasting.past import PastLinks
from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.site.moved import statements_of
from patternloom.site.pages import Plan, permalink_path, permalink_url, pin_path, url_of
from patternloom.text.escape import Written, address, html, word

_LEADS = Written('<p>{said} <a href="{to}">{name}</a></p>')
_MOVED = Written("<h1>{said}</h1>\n<ul>\n{items}</ul>")
_ITEM = Written('<li id="{anchor}"><a href="{to}">{name}</a>{statements}</li>\n')


def gone_pages(graph: Graph, plan: Plan, language: str) -> Iterator[File]:
    """A page at each of them."""
    yield from _old_ids(graph, plan, language)
    yield from _old_pins(graph, plan, language)
    there = {url_of(page.path) for page in plan.pages[language]}
    for page, anchors in plan.past.old_places.items():
        if page not in there:
            yield _old_page(graph, plan, language, page, anchors)


def _old_ids(graph: Graph, plan: Plan, language: str) -> Iterator[File]:
    for old, now in plan.past.old_ids():
        links = Links(graph, plan, permalink_path(old), language)
        record = plan.past.records.get(old)
        word_for = links.t.merged_leads_to if record and record.into else links.t.renamed_leads_to
        said = word_for.format(old=_old_name(old, links))
        part = plan.past.part(old)
        statements = {"": _last_pin(part, links)} if part else {}
        yield _leads(links, said, links.name(now), now, Onward(to_entry(now, links), now, statements=statements))


def _old_name(old: str, links: Links) -> str:
    """What the entry was called under that id; the id, where nobody remembers."""
    past = links.plan.past
    for record in past.records.values():
        revision = record.current.number if record.id == old else 0
        revision = next((one.revision for one in record.formerly if one.id == old), revision)
        if revision:
            return str(of_language(record.meaning_in(revision).get("name", old), links.language))
    return old


def _old_pins(graph: Graph, plan: Plan, language: str) -> Iterator[File]:
    """The pins of an id that an entry had before lead to the same revisions under the id of today."""
    for record in plan.past.records.values():
        for former in record.formerly:
            for number in range(1, former.revision + 1):
                links = PastLinks(Links(graph, plan, pin_path(former.id, number), language))
                told = links.t.revision_of.format(name=links.name(record.id), n=number)
                said = links.t.renamed_leads_to.format(old=_old_name(former.id, links))
                yield _leads(links, said, told, record.id, Onward(links.pin(record.id, number)))


def _leads(links: Links, said: str, name: str, id: str, onward: Onward) -> File:
    path = url_of(links.path)
    body = _LEADS.format(said=html(said), to=address(onward.to), name=html(name))
    head = Head(name, f"{said} {name}", path, lasting=permalink_url(id))
    return bare_page(head, body, links, None, onward)


def to_entry(id: str, links: Links) -> str:
    """Where an entry stands; of one that is retired, the page that says so."""
    return links.href(id) if links.placed(id) else links.permalink(id)


def _last_pin(record: Record, links: Links) -> str:
    return links.pin(record.id, record.current.number)


def _old_page(graph: Graph, plan: Plan, language: str, page: str, anchors: Mapping[str, str]) -> File:
    path = f"{page}index.html" if plan.folders else f"{page.rstrip('/')}.html"
    links = Links(graph, plan, str(PurePosixPath(path).with_suffix(".md")), language)
    led = {anchor: to_entry(id, links) for anchor, id in anchors.items()}
    stood = {anchor: plan.past.stood(page, anchor) for anchor in anchors}
    pins = {anchor: _last_pin(record, links) for anchor, record in stood.items() if record.ended}
    items = Written("").join(
        _ITEM.format(
            anchor=word(anchor or "_page"),
            to=address(led[anchor]),
            name=html(links.name(id)),
            statements=statements_of(anchor, stood[anchor].keys) if anchor else "",
        )
        for anchor, id in anchors.items()
    )
    body = _MOVED.format(said=html(links.t.page_moved), items=items)
    names = links.t.list_separator.join(links.name(id) for id in dict.fromkeys(anchors.values()))
    head = Head(names, f"{links.t.page_moved} {names}", page, lasting=permalink_url(next(iter(anchors.values()))))
    return bare_page(head, body, links, None, Onward(led.get("", ""), anchors.get("", ""), led, pins), at=path)
