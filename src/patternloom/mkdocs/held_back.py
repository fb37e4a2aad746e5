"""What nothing between a macro and the reader has to read: pictures, listings and tables, held back from a page.

In: a page's Markdown on its way through a site engine. Out: the same with a comment for each of them;
and at the end the whole page. Markdown, search and every plugin would else read thousands of tags that
mean nothing to them; and a listing, the same in all languages, is coloured once.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

# As the macros write them: a drawing, a table of HTML that search leaves out, and a fence in a tab.
_PART = re.compile(
    r'<svg class="pl-picture".*?</svg>'
    r'|<div class="pl-table" data-search-exclude>.*?</div>'
    r"|^(?P<indent> *)(?P<fence>`{3,}) \{[^}\n]* \.pl-code[ }].*?^(?P=indent)(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)
_PLACE = re.compile(r"<p><!--pl-held-(\d+)--></p>|<!--pl-held-(\d+)-->")


class Listings:
    """Listings as HTML. The default language's build shares what it makes; the others take what is there."""

    def __init__(self, convert: Callable[[str], str], shared: str | Path | None, *, shares: bool) -> None:
        """`convert` makes HTML of Markdown; `shared` is the folder of all languages' builds."""
        self._convert = convert
        self._shared = Path(shared) if shared else None
        self._shares = shares
        self._made: dict[str, str] = {}

    def html(self, fence: str) -> str:
        """A fence of Markdown as HTML, coloured."""
        if fence not in self._made:
            self._made[fence] = self._html(fence)
        return self._made[fence]

    def _html(self, fence: str) -> str:
        if self._shared is None:
            return self._convert(fence)
        file = self._shared / f"{hashlib.sha256(fence.encode()).hexdigest()}.html"
        if file.is_file():
            return file.read_text("utf-8")
        html = self._convert(fence)
        if self._shares:
            part = file.with_suffix(".part")
            part.write_text(html, "utf-8")
            part.replace(file)  # nobody reads half a file
        return html


@dataclass
class HeldBack:
    """What is held back from one page, by its number there."""

    html: dict[int, str] = field(default_factory=dict)
    fences: dict[int, str] = field(default_factory=dict)
    """As Markdown, not indented."""

    def hold(self, markdown: str) -> str:
        """Markdown with a place for each of them."""
        return _PART.sub(self._hold, markdown)

    def put_back(self, html: str, listings: Listings) -> str:
        """The page with everything in its place; a comment that only looks like one stays."""

        def part(place: re.Match[str]) -> str:
            number = int(place[1] or place[2])
            if number in self.fences:
                return listings.html(self.fences[number])
            return self.html.get(number, place[0])

        return _PLACE.sub(part, html) if self.html or self.fences else html

    def _hold(self, part: re.Match[str]) -> str:
        number = len(self.html) + len(self.fences)
        indent = part["indent"] or ""
        if part["fence"]:
            self.fences[number] = textwrap.dedent(part[0])
        else:
            self.html[number] = part[0]
        return f"{indent}<!--pl-held-{number}-->"
