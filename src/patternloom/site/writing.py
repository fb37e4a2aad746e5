"""Prose as a page needs it: HTML for any place, Markdown for a paragraph of its own, text alone.

In: prose of one language as a tree, and how the page links entries. Out: what a page takes, or plain text,
not written for any place yet. It reads no text: what a mark-up means, `text.prose` has decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from patternloom.site.links import Links
from patternloom.text.escape import Written, address, text
from patternloom.text.noncharacters import CITATION
from patternloom.text.prose import Citation, Code, Emphasis, EntryLink, Inline, Link, Paragraph, Words


def html(paragraphs: Iterable[Paragraph], links: Links) -> Written:
    """Paragraphs stand apart by an empty line, as no `<p>` may stand in another."""
    return Written("<br><br>".join([_html(paragraph, links) for paragraph in paragraphs]))


def markdown(paragraphs: Iterable[Paragraph], links: Links) -> Written:
    """Markdown paragraphs, with links that a site engine checks."""
    return Written("\n\n").join(_markdown(paragraph, links) for paragraph in paragraphs)


def plain(paragraphs: Iterable[Paragraph], links: Links) -> str:
    """Text alone, on one line; citations are left out."""
    words = " ".join("".join(_plain(paragraph, links)) for paragraph in paragraphs)
    # Where a citation stood, no blank stays before what ends a sentence.
    return re.sub(rf"\s*{CITATION}(?=\s*(?:[.,;:!?)]|$))|{CITATION}", "", words)


# An end of a sentence stands behind a word, and another one begins.
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_][.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)\s+(?=[^\W\d_])(?![a-z])|(?<=[。！？])(?=[^」』）)])"
)


def first_sentence(words: str) -> str:
    """What such a text says first, for a place that has room for one sentence."""
    return _SENTENCE_END.split(words, maxsplit=1)[0]


def _html(nodes: Paragraph, links: Links) -> Written:
    # `join` would look at each piece once more, and there are tens of thousands, written all of them.
    return Written("".join([_html_node(node, links) for node in nodes]))


def _html_node(node: Inline, links: Links) -> Written:
    match node:
        case Words(words):
            return text(words)
        case Code(words):
            return Written("<code>{}</code>").format(words)
        case Emphasis(children, strong):
            return _tagged("strong" if strong else "em", _html(children, links))
        case Link(url, words):
            return Written('<a href="{}">{}</a>').format(address(url), words)
        case EntryLink(id, label):
            return links.link(id, label)
        case Citation(id):
            return Written('<span class="pl-cite">[{}]</span>').format(links.link(id))


def _tagged(tag: str, inside: Written) -> Written:
    return Written(f"<{tag}>{inside}</{tag}>")


def _markdown(nodes: Paragraph, links: Links) -> Written:
    return Written("").join(_markdown_node(node, links) for node in nodes)


def _markdown_node(node: Inline, links: Links) -> Written:
    match node:
        case Link(url, words):
            return Written("[{}](<{}>)").format(words, address(url))
        case EntryLink(id, label) if links.placed(id):
            return Written("[{}]({})").format(label or links.name(id), address(links.markdown_target(id)))
        case Emphasis(children, strong):
            return _tagged("strong" if strong else "em", _markdown(children, links))
        case _:
            return _html_node(node, links)


def _plain(nodes: Iterable[Inline], links: Links) -> Iterator[str]:
    for node in nodes:
        match node:
            case Words(words) | Code(words) | Link(_, words):
                yield words
            case EntryLink(id, label):
                yield label or links.name(id)
            case Emphasis(children):
                yield from _plain(children, links)
            case Citation():
                yield CITATION
