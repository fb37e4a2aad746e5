"""Links in HTML that stands in Markdown.

In: HTML as it is written. Out: the address of each `<a href>` with its place. Comments, scripts and styles hold no
links. One walk from left to right, whatever the text: no search goes back.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from html import unescape

_TAG = re.compile(r"<(?:(!--)|(script|style|textarea)(?=[\s>/])|(a)(?=[\s/]))", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[\s/]*([^\s=>/\"'<]+)(\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")


def html_links(html: str) -> Iterator[tuple[str, int, int]]:
    """Each address, where it begins in the text and where it ends."""
    at, lower = 0, html.lower()
    while match := _TAG.search(html, at):
        at = match.end()
        if match[1]:
            end = html.find("-->", at)
        elif match[2]:
            end = lower.find(f"</{match[2].lower()}", at)
        else:
            at = yield from _attributes(html, at)
            continue
        if end < 0:
            return
        at = end


def _attributes(html: str, at: int) -> Generator[tuple[str, int, int], None, int]:
    """The address of one tag; returns where the attributes end."""
    while match := _ATTRIBUTE.match(html, at):
        at = match.end()
        if match[1].lower() == "href" and match[2]:
            group = next(number for number in (3, 4, 5) if match[number] is not None)
            yield unescape(match[group]).strip(), match.start(group), match.end(group)
    return at
