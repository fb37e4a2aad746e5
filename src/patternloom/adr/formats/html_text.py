"""The text of HTML that stands in Markdown, block by block: paragraphs, headings, the items of lists.

In: HTML as it is written, and where it stands. Out: a block for each, with its links. What a browser would make of tags
that are not closed, nothing here knows; tables are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from patternloom.adr.formats.document import Block, Link
from patternloom.adr.formats.html_links import html_links

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>p|div|li|ul|ol|dl|dt|dd|h[1-6]|summary|details|section|article|blockquote|center|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"<!--.*?-->|</?[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)
_CLOSED = re.compile(r"</a\s*>", re.IGNORECASE)


def html_blocks(html: str, start: int) -> Iterator[Block]:
    """The blocks, in order."""
    html = _without_comments(html)
    at, depth, inside = 0, 0, ""
    for tag in [*_TAG.finditer(html), None]:
        block = html_block(html[at : tag.start() if tag else len(html)], start + at)
        if block.text.strip() or block.links:
            if inside[:1] == "h" and inside != "hr":
                block.kind, block.level = "heading", int(inside[1])
            elif inside == "li":
                block.item, block.level = True, max(depth, 1)
            block.strong = inside in ("summary", "dt")
            yield block
        if tag is None:
            return
        at, name = tag.end(), tag["name"].lower()
        if name in ("ul", "ol"):
            depth += -1 if tag["close"] else 1
        inside = "" if tag["close"] else name if name not in ("p", "div") else inside


def html_block(html: str, start: int) -> Block:
    """What a piece of HTML says, in one block; one walk, however many links it has."""
    parts: list[str] = []
    links: list[Link] = []
    length, at, closes = 0, 0, True
    for address, first, last in html_links(html):
        opened = max(html.find(">", last) + 1, at)
        closed = _CLOSED.search(html, opened) if closes else None
        closes = closed is not None
        name = html[opened : closed.start()] if closed else ""
        parts += [_said(html[at:opened]), _said(name)]
        begins, length = length + len(parts[-2]), length + len(parts[-2]) + len(parts[-1])
        at = opened + len(name)
        ends = length if closed else len(html)
        links.append(Link(address, start + first, begins, ends, (start + first, start + last)))
    text = "".join([*parts, _said(html[at:])])
    blank = len(text) - len(text.lstrip())
    for link in links:
        link.start, link.end = max(link.start - blank, 0), max(min(link.end, len(text)) - blank, 0)
    return Block(text.lstrip(), start, links)


def _said(html: str) -> str:
    return unescape(_MARKUP.sub("", _BREAK.sub("\n", html)))


def _without_comments(html: str) -> str:
    """Blanks in their place, so that all else stays where it is."""
    parts, at = [], 0
    while (begins := html.find("<!--", at)) >= 0:
        end = html.find("-->", begins)
        end = end + 3 if end >= 0 else len(html)
        parts += [html[at:begins], " " * (end - begins)]
        at = end
    return "".join([*parts, html[at:]])
