"""Prose as a page needs it: HTML for any place, Markdown for a paragraph of its own, text alone.

In: prose of one language as a tree, and how the page links entries. Out: markup made safe, or plain text,
not escaped yet. It reads no text: what a mark-up means, `text.prose` has decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from patternloom.site.links import Links
from patternloom.text import escape
from patternloom.text.prose import Citation, Code, Emphasis, EntryLink, Inline, Link, Paragraph, Words


def html(paragraphs: Iterable[Paragraph], links: Links) -> Markup:
    """Paragraphs stand apart by an empty line, as no `<p>` may stand in another."""
    return Markup("<br><br>").join(_html(paragraph, links) for paragraph in paragraphs)


def markdown(paragraphs: Iterable[Paragraph], links: Links) -> Markup:
    """Markdown paragraphs, with links that a site engine checks."""
    return Markup("\n\n").join(_markdown(paragraph, links) for paragraph in paragraphs)


def plain(paragraphs: Iterable[Paragraph], links: Links) -> str:
    """Text alone, on one line; citations are left out."""
    text = " ".join("".join(_plain(paragraph, links)) for paragraph in paragraphs)
    return re.sub(r"\s+(?=[.,;:!?)])", "", text)  # where a citation stood


def _html(nodes: Paragraph, links: Links) -> Markup:
    return Markup("").join(_html_node(node, links) for node in nodes)


def _html_node(node: Inline, links: Links) -> Markup:
    match node:
        case Words(text):
            return escape.html(text)
        case Code(text):
            return Markup("<code>{}</code>").format(text)
        case Emphasis(children, strong):
            tag = Markup("strong" if strong else "em")
            return Markup("<{0}>{1}</{0}>").format(tag, _html(children, links))
        case Link(url, text):
            return Markup('<a href="{}">{}</a>').format(url, text)
        case EntryLink(id, label):
            return links.link(id, label)
        case Citation(id):
            return Markup('<span class="pl-cite">[{}]</span>').format(links.link(id))


def _markdown(nodes: Paragraph, links: Links) -> Markup:
    return Markup("").join(_markdown_node(node, links, first=number == 0) for number, node in enumerate(nodes))


def _markdown_node(node: Inline, links: Links, *, first: bool) -> Markup:
    match node:
        case Words(text):
            # Only the start of the paragraph can start a block; outer spaces are the sentence's.
            lead = "" if first else text[: len(text) - len(text.lstrip())]
            tail = text[len(text.rstrip()) :] if text.strip() else ""
            return Markup(lead) + escape.markdown(text) + Markup(tail)
        case Link(url, text):
            return Markup("[{}](<{}>)").format(escape.markdown(text), Markup(url.replace("&", "&amp;")))
        case EntryLink(id, label):
            text = escape.markdown(label or links.name(id))
            return Markup("[{}]({})").format(text, Markup(links.markdown_target(id))) if links.placed(id) else text
        case Emphasis(children, strong):
            tag = Markup("strong" if strong else "em")
            return Markup("<{0}>{1}</{0}>").format(tag, _markdown(children, links))
        case _:
            return _html_node(node, links)


def _plain(nodes: Iterable[Inline], links: Links) -> Iterator[str]:
    for node in nodes:
        match node:
            case Words(text) | Code(text) | Link(_, text):
                yield text
            case EntryLink(id, label):
                yield label or links.name(id)
            case Emphasis(children):
                yield from _plain(children, links)
