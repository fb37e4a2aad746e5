"""Pages without the theme: small, of one style sheet, and readable by whatever reads HTML.

In: what a page says, in its head and its body, and where it leads. Out: a file of the tree, which site engines copy as
it is. Who has scripts is led on with the query and the fragment of the address; who has none, to the place alone. It
knows no entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from patternloom.publish.lasting.entry_heads import Head, written
from patternloom.reading import defaults
from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.text.escape import Written, address, attribute

FOLDER = "p"
"""Where lasting addresses lie, and what their pages need."""
_SCRIPT, _STYLE = "onward.js", "page.css"


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a page leads by itself."""

    to: str
    """Relative to the page; empty where only fragments lead on."""
    id: str = ""
    """The entry whose statements a fragment such as `#b2` means."""
    at: Mapping[str, str] = field(default_factory=dict)
    """Where each fragment leads that leads elsewhere. Without a script, who comes with one finds it on the page."""
    statements: Mapping[str, str] = field(default_factory=dict)
    """Of what has ended, the pin of what it said last, by its fragment: no other entry has its statements."""


def bare_page(
    head: Head, body: Written, links: Links, origin: str | None, onward: Onward | None = None, at: str = ""
) -> File:
    """The page at the head's path, or in the file `at`; `origin` is what it is made from."""
    file = at or f"{head.path}index.html"
    beside = f"{'../' * file.count('/')}{FOLDER}/"
    # Put together by hand, as in `entry_heads`: every piece is written already.
    page = f"""\
<!doctype html>
<html lang="{attribute(links.language)}">
<head>
<meta charset="utf-8">
{_led(onward, beside) if onward else ""}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{written(head, links)}<link rel="icon" href="data:,">
<link rel="stylesheet" href="{beside}{_STYLE}">
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
    return File(file, page.encode(), origin, links.language)


def _led(onward: Onward, beside: str) -> str:
    more = len(onward.at) > 1 or (onward.at and not onward.to)
    to = address(onward.to)
    at = f' data-at="{attribute(json.dumps(onward.at))}"' if more else ""
    if onward.statements:
        at += f' data-statements="{attribute(json.dumps(onward.statements))}"'
    script = f'<script src="{beside}{_SCRIPT}" data-to="{to}" data-id="{attribute(onward.id)}"{at}></script>\n'
    if more or not onward.to:
        return script
    return f'{script}<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>\n'


def files_beside(language: str) -> Iterator[File]:
    """What such pages need."""
    for name in (_SCRIPT, _STYLE):
        yield File(f"{FOLDER}/{name}", defaults.beside_permalinks(name), language=language)
