"""Pins: `p/<id>/r<N>/`, a page for each revision of an entry, so that a citation says for ever what it relied on.

In: graph, plan and the lock's records. Out: HTML files of the tree: what the entry said then, what it says today, and
field by field what has changed since, with days and reasons. Without a lock there is none. A page that grew too heavy
goes on in `2/` below it. It records nothing, and leads nowhere by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from patternloom.catalog.graph import Graph
from patternloom.publish.lasting.bare_pages import bare_page
from patternloom.publish.lasting.entry_heads import Head
from patternloom.publish.lasting.past import PastLinks
from patternloom.publish.lasting.pin_parts import Block, PinParts
from patternloom.site.files import File
from patternloom.site.links import Links, of_site
from patternloom.site.pages import Plan, permalink_url, pin_path, url_of
from patternloom.text.escape import Written, html

HEAVIEST = 15_000
"""Bytes that no page of one is heavier than, where its single parts are not."""
# What the head takes, and a heading that is said once more on a further page.
_AROUND = 2_400
# What Markdown reads in the line that a record takes, as in `citing.js`.
_MEANT = re.compile(r"[\\`*_\[\]<>~|$@{}]|(?<=\{)[%#]|:(?=//)|(?<=www)\.|&(?=#?\w+;)", re.IGNORECASE)


def pin_pages(graph: Graph, plan: Plan, language: str) -> Iterator[File]:
    """The pages of each revision of each entry that the lock remembers."""
    for id, record in sorted(plan.past.records.items()):
        for revision in record.revisions:
            path = pin_path(id, revision.number)
            links = PastLinks(Links(graph, plan, path, language))
            yield from _pages(PinParts(record, revision, links, url_of(path)))


def cited_in_markdown(name: str, url: str, told: str) -> str:
    """The line that a record takes: `[Saga](https://…/p/saga/r3/) (Patternloom, r3, 2026-11-29)`."""
    label, said = (_MEANT.sub(r"\\\g<0>", text) for text in (name, told))
    return f"[{label}]({url}) ({said})"


def _pages(parts: PinParts) -> Iterator[File]:
    links, t = parts.links, parts.links.t
    title = t.revision_of.format(name=parts.name, n=parts.revision.number)
    head = Head(title, parts.sentence() or title, parts.path, lasting=permalink_url(parts.record.id))
    told = ", ".join(filter(None, (links.plan.site_name, f"r{parts.revision.number}", str(parts.revision.date))))
    line = cited_in_markdown(parts.name, of_site(links, parts.path), told)
    end = parts.revisions() + f"<h2>{html(t.cite)}</h2>\n<pre><code>{html(line)}</code></pre>"
    pages = _dealt(parts.blocks(), HEAVIEST - _AROUND - len(f"{parts.verdict({})}{end}".encode()))
    further = {block.anchor: number for number, page in enumerate(pages, 1) for block in page if number > 1}
    begin = 0
    for number, page in enumerate(pages, 1):
        last, more = number == len(pages), f"{'../' if number > 1 else ''}{number + 1}/"
        onward = "" if last else f'<p class="way"><a href="{more}">{html(t.pin_more)}</a></p>\n'
        if number == 1:
            body = f"{parts.top()}{parts.verdict(further)}{_said(page)}{onward}{end}"
            yield bare_page(head, Written(body), links, None)
        else:
            below = _below(links, parts.path, number)
            own = replace(parts, links=below)  # whose links lead from a folder further down
            said = _said(own.blocks()[begin : begin + len(page)])
            body = f'{own.top()}<p class="way"><a href="../">{html(title)}</a></p>\n{said}{onward}'
            yield bare_page(replace(head, path=f"{parts.path}{number}/"), Written(body), below, None)
        begin += len(page)


def _below(links: PastLinks, path: str, number: int) -> PastLinks:
    return PastLinks(Links(links.graph, links.plan, f"{path}{number}/index.md", links.language))


def _dealt(blocks: Sequence[Block], room: int) -> list[list[Block]]:
    """The blocks by pages: the first has that much room, the others what the head leaves."""
    pages: list[list[Block]] = [[]]
    for block in blocks:
        size = len(block.html.encode()) + len(block.title.encode()) + 30
        if size > room and pages[-1]:
            pages.append([])
            room = HEAVIEST - _AROUND
        pages[-1].append(block)
        room -= size
    return pages


def _said(blocks: Sequence[Block]) -> str:
    """The blocks below the headings of what they belong to."""
    said, title = [], ""
    for block in blocks:
        if block.title != title:
            said.append(f"<h2>{html(block.title)}</h2>\n")
            title = block.title
        said.append(block.html)
    return "".join(said)
