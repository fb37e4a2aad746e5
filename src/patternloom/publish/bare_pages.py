"""Pages without the theme: small, of one style sheet, and readable by whatever reads HTML.

In: what a page says, in its head and its body, and where it leads. Out: a file of the tree, which site engines copy as
it is. Who has scripts is led on with the query and the fragment of the address; who has none, to the place alone. It
knows no entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from patternloom.publish.entry_heads import Head, written
from patternloom.reading import defaults
from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.text.escape import Written, address, attribute

FOLDER = "p"
"""Where lasting addresses lie, and what their pages need."""
_SCRIPT, _STYLE = "onward.js", "page.css"

_PAGE = Written("""\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
{onward}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{head}<link rel="icon" href="data:,">
<link rel="stylesheet" href="{beside}{style}">
</head>
<body>
<main>
{body}
</main>
</body>
</html>
""")
_ONWARD = Written("""\
<script src="{beside}{script}" data-to="{to}" data-id="{id}"></script>
<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>
""")


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a page leads by itself."""

    to: str
    """Relative to the page."""
    id: str = ""
    """The entry whose statements a fragment such as `#b2` means."""


def bare_page(head: Head, body: Written, links: Links, origin: str | None, onward: Onward | None = None) -> File:
    """The page at the head's path; `origin` is what it is made from."""
    beside = Written("../" * head.path.count("/") + f"{FOLDER}/")
    led = Written("")
    if onward:
        led = _ONWARD.format(beside=beside, script=_SCRIPT, to=address(onward.to), id=attribute(onward.id))
    page = _PAGE.format(
        language=links.language, onward=led, head=written(head, links), beside=beside, style=_STYLE, body=body
    )
    return File(f"{head.path}index.html", page.encode(), origin, links.language)


def files_beside(language: str) -> Iterator[File]:
    """What such pages need."""
    for name in (_SCRIPT, _STYLE):
        yield File(f"{FOLDER}/{name}", defaults.beside_permalinks(name), language=language)
