"""What nothing between a macro and the reader has to read, held back from a page: pictures, listings and tables.

In: a page's Markdown on its way through a site engine, with the parts that macros have marked. Out: the same with
an empty element for each; and at the end the whole page. Markdown, search and every plugin would else read thousands
of tags that mean nothing to them, some engines would change their links, and a listing, the same in all languages,
is coloured once. A part that does not come back is an error.
"""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from patternloom.mkdocs.time_limit import TooSlowError, time_limit
from patternloom.problems import limits
from patternloom.processes import Meanwhile
from patternloom.publish.build_cache import BuildCache, key_of
from patternloom.text import held, minify
from patternloom.text.noncharacters import BRACE

# No comment, as comments are what minifiers take away; they take quotes away too.
_PLACE = re.compile(
    r"<(?P<open>p><)?(?P<name>[a-z][a-z0-9]*) data-pl-held=[\"']?(?P<number>\d+)[\"']?></(?P=name)>(?P<close></p>)?"
)
_NAME = re.compile(r"<([a-z][a-z0-9]*)\b")
# As `anchor_linenums` and `line_spans` make them: a prefix, the listing's number and the line's.
_FIRST_LINE = '-0-1"'
_LINE_ANCHOR = re.compile(r'-0(?=-\d+")')
_ANCHORED = re.compile(r"<(?:a|span) [^>]*>")


def shielded(markdown: str) -> str:
    """Markdown in which nobody finds the start of a template: `{{`, `{%` and `{#`."""
    return re.sub(r"\{(?=[{%#])", BRACE, markdown)


def unshielded(markdown: str) -> str:
    """Markdown that was shielded, with its braces again."""
    return markdown.replace(BRACE, "{")


class Listings:
    """Listings as HTML. The builds of all languages share what they make: who comes first, makes it."""

    def __init__(
        self,
        convert: Callable[[str], str],
        shared: str | Path | None,
        kept: BuildCache | None = None,
        extensions: str | None = None,
        reading: str = "",
    ) -> None:
        """`convert` makes HTML of Markdown; `shared` is the folder of all languages' builds.

        `extensions` is the key of how Markdown is read; where it is not known, no listing of an earlier build is taken.
        Languages share what they make where their `reading` is the same.
        """
        self._convert = convert
        self._shared = Path(shared) if shared else None
        self._kept = kept if kept and extensions else BuildCache(None)
        self._extensions, self._reading = extensions, reading
        self._made: dict[str, str] = {}
        self._meanwhile: Meanwhile[dict[str, str]] | None = None

    def begin(self, fences: Iterable[str]) -> bool:
        """Let a process beside this one make those that are missing; False where none can."""
        missing = [fence for fence in dict.fromkeys(fences) if self._kept.get(self._key(fence)) is None]
        meanwhile = Meanwhile(lambda: dict(self._in_time(missing)))
        self._meanwhile = meanwhile if meanwhile.started else None
        return meanwhile.started

    def html(self, fence: str) -> str:
        """A fence of Markdown as HTML, coloured."""
        if self._meanwhile:
            for one, html in self._meanwhile.value().items():
                self._kept.put(self._key(one), html)
            self._meanwhile = None
        if fence not in self._made:
            self._made[fence] = self._html(fence)
        return self._made[fence]

    def _key(self, fence: str) -> str:
        return key_of("listing", self._extensions, fence)

    def _in_time(self, fences: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Those that do not take too long: of these, whoever asks for one is told."""
        for fence in fences:
            with suppress(TooSlowError):
                yield fence, self._html(fence)

    def _html(self, fence: str) -> str:
        if (html := self._kept.get(key := self._key(fence))) is None:
            first = " ".join(fence.split(maxsplit=12)[:12])[:60]
            with time_limit(limits.LISTING_SECONDS, f"coloring the listing of {len(fence):,} characters ({first} …)"):
                self._kept.put(key, html := self._coloured(fence))
        return str(html)

    def _coloured(self, fence: str) -> str:
        if self._shared is None:
            return minify.listing(self._convert(fence))
        file = self._shared / f"{key_of(self._reading, fence)}.html"
        if file.is_file():
            return file.read_text("utf-8")
        html = minify.listing(self._convert(fence))
        part = file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # then each makes its own
            part.write_text(html, "utf-8")
            part.replace(file)  # nobody reads half a file
        return html


class LostError(RuntimeError):
    """Parts did not come back."""


@dataclass
class HeldBack:
    """What is held back from one page, by its number there."""

    html: dict[int, str] = field(default_factory=dict)
    fences: dict[int, str] = field(default_factory=dict)
    """As Markdown, not indented."""

    def hold(self, markdown: str) -> str:
        """Markdown with an empty element for each part."""
        return held.MARKED.sub(self._hold, markdown)

    def put_back(self, html: str, listings: Listings) -> str:
        """The page with everything in its place; an element that only looks like a place stays.

        Raises:
            LostError: a place is not in the page.
        """
        lost = dict.fromkeys((*self.html, *self.fences))

        def part(place: re.Match[str]) -> str:
            number = int(place["number"])
            lost.pop(number, None)
            before, after = "<p>" if place["open"] else "", place["close"] or ""
            if number in self.fences:
                listing = _with_lines_of(number, listings.html(self.fences[number]))
                # Where a fence stood alone, Markdown makes a paragraph of its place.
                return listing if before and after else f"{before}{listing}{after}"
            return f"{before}{self.html[number]}{after}" if number in self.html else place[0]

        whole = _PLACE.sub(part, html) if lost else html
        if lost:
            raise LostError(
                f"{len(lost)} of {len(self.html) + len(self.fences)} parts held back from Markdown did not come back, "
                f'expected an element with data-pl-held="{min(lost)}" in the finished page; a Markdown extension or '
                "plugin took it away: let it leave data attributes alone, or, if it packs finished pages up, give its "
                "on_post_page a priority below -100, so that it comes after patternloom"
            )
        return whole

    def _hold(self, part: re.Match[str]) -> str:
        number = len(self.html) + len(self.fences)
        name = "span"
        if part["listing"] is not None:
            self.fences[number] = _fence(part)
        else:
            self.html[number] = part["html"]
            # Of the part's own name, so that Markdown does with the place what it would do with the part.
            if found := _NAME.match(part["html"]):
                name = found[1]
        return f'<{name} data-pl-held="{number}"></{name}>'


def fences_in(markdown: str) -> Iterator[str]:
    """The fences that would be held back of a page, not indented."""
    for part in held.MARKED.finditer(markdown):
        if part["listing"] is not None:
            yield _fence(part)


def _fence(part: re.Match[str]) -> str:
    return textwrap.dedent(held.indent(part) + part["listing"])


def _with_lines_of(number: int, listing: str) -> str:
    """The listing with anchors of its own where its lines have some: each is colored as if it were its page's first."""
    if _FIRST_LINE not in listing:
        return listing
    return _ANCHORED.sub(lambda tag: _LINE_ANCHOR.sub(f"-held{number}", tag[0]), listing)


@contextmanager
def told_with_page(page: Page) -> Iterator[None]:
    """What goes wrong with the parts of a page is told with its name."""
    try:
        yield
    except (LostError, TooSlowError) as error:
        raise PluginError(f"page '{page.file.src_uri}': {error}") from None
