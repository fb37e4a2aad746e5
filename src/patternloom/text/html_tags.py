"""The tags of HTML by what a reader of plain text makes of each, and what they say.

In: a tag's name, or its attributes as they are written. Out: sets of names, a mapping of attributes. It reads no page.
"""

from __future__ import annotations

import html
import re

_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
SKIPPED = frozenset({
    "svg", "script", "style", "button", "select", "form", "template", "noscript", "dialog", "textarea", "output",
    "label",
})  # fmt: skip
"""What only a browser shows, or only a hand can use."""
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""What has no end."""
READ = frozenset({"a", "img", "td", "th"})
"""What says something by its attributes."""
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
INLINE = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "dfn": "*", "del": "~~"}
"""Stress, with Markdown's sign for it."""
CELLS = frozenset({"td", "th", "caption"})
ITEMS = CELLS | {"li", "dt", "dd"}
"""What begins its own line or cell, and holds no paragraph."""
LISTS = frozenset({"ul", "ol", "dl"})
BLOCKS = frozenset({
    "p", "div", "figure", "figcaption", "section", "article", "aside", "header", "footer", "nav", "details", "summary",
    "blockquote", "pre", "main", "table", "thead", "tbody", "tfoot", "tr",
})  # fmt: skip
"""What other text stands apart from."""

SORTS = {
    **dict.fromkeys((*BLOCKS, *LISTS, *ITEMS), "block"),
    **dict.fromkeys(SKIPPED, "skipped"),
    **dict.fromkeys(INLINE, "stress"),
    **dict.fromkeys(HEADINGS, "heading"),
    **{"code": "code", "a": "link", "br": "break", "img": "image"},
}
"""What a tag is; one that is none of these says nothing by itself."""


def attributes_of(attributes: str) -> dict[str, str]:
    """Each attribute's value; empty where it has none."""
    return {
        name.lower(): html.unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(attributes)
    }
