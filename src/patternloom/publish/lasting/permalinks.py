"""The lasting address of every entry: `p/<id>/`, a page of its own that leads to where the entry stands today.

In: graph and plan. Out: HTML files of the tree, which site engines copy as they are. Readers are led on at once, by
any host; machines find there what the entry is. An entry that is gone leads nowhere by itself: its page says why it
is gone, and what to read instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.catalog.graph import Graph
from patternloom.model.kinds import KIND_OF_NAME
from patternloom.model.retired import Retired
from patternloom.publish.lasting.bare_pages import Onward, bare_page, files_beside
from patternloom.publish.lasting.entry_heads import Head, about_entry
from patternloom.publish.lasting.past import PastLinks
from patternloom.publish.lasting.pin_parts import PinParts
from patternloom.site import writing
from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.site.pages import Plan, lasting_ids, permalink_path, permalink_url
from patternloom.text.escape import Written, address, html

_MOVED = Written('<p>{moved} <a href="{target}">{name}</a></p>\n<p>{sentence}</p>')
_RETIRED = Written("<h1>{name}</h1>\n<p>{kind}{on}</p>\n<p>{reason}</p>")
_INSTEAD = Written("\n<p>{} {}</p>")
_HOME = Written('\n<p><a href="{}">{}</a></p>')


def permalink_pages(graph: Graph, plan: Plan, language: str) -> tuple[File, ...]:
    """`p/<id>/index.html` for every entry that a page shows or that is gone, and what these pages need."""
    return tuple(_pages(graph, plan, language))


def _pages(graph: Graph, plan: Plan, language: str) -> Iterator[File]:
    for id in lasting_ids(graph, plan):
        links = Links(graph, plan, permalink_path(id), language)
        entry = graph.entry(id)
        yield _retired(entry, links) if isinstance(entry, Retired) else _leads_on(id, links)
    yield from files_beside(language)


def _leads_on(id: str, links: Links) -> File:
    head = about_entry(links.graph.entry(id), links, permalink_url(id))
    to = links.href(id)
    body = _MOVED.format(
        moved=html(links.t.permalink_leads_to),
        target=address(to),
        name=html(head.title),
        sentence=html(head.description),
    )
    return bare_page(head, body, links, links.graph.catalog.places[id].source.file, Onward(to, id))


def _retired(entry: Retired, links: Links) -> File:
    on = links.t.retired_on.format(date=entry.date)
    kind = f"{links.t[f'kind_{entry.kind}'.replace('-', '_')]} · " if entry.kind in KIND_OF_NAME else ""
    body = _RETIRED.format(
        name=links.say(entry.name),
        kind=kind,
        on=on,
        reason=writing.html(entry.reason[links.language], links),
    )
    if instead := links.plan.past.instead(entry.id):
        body += _INSTEAD.format(links.t.retired_successor, links.link(instead))
    record = links.plan.past.records.get(entry.id)
    # Of what was gone before there was a lock, nobody remembers more than that.
    if record and record.current.date <= entry.date:
        parts = PinParts(record, record.current, PastLinks(links), permalink_url(entry.id))
        body += Written(f"\n{parts.last_words().rstrip()}")
    body += _HOME.format(links.page_href("index.md"), links.t.home)
    why = writing.first_sentence(writing.plain(entry.reason[links.language], links))
    head = Head(links.say(entry.name), f"{on} {why}", permalink_url(entry.id))
    return bare_page(head, body, links, links.graph.catalog.places[entry.id].source.file)
