"""Anchors of pages by hand, the same in every language, so that the language switch stays at its place.

In: the page of the default language as Markdown. Out: the anchors of its headings, for the headings of a translation
whose structure is the same; an anchor that a translation says itself stays. Markdown's own `toc` names what is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import get_data

from patternloom.publish.sources import Sources
from patternloom.publish.tree import pages_by_hand

_HEADING = re.compile("h[1-6]")
# After what stands behind a heading in braces is its (8), before `toc` names the others (5), and after that.
_BEFORE, _AFTER = 7, 4

Named = list[tuple[str, str]]
"""Of each heading, its element and its anchor."""


class SameAnchors(Extension):
    """Gives the headings of the page that is read the anchors that `wanted` holds."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: Named | None = None
        self.found: Named = []
        """Those of the page that was read last."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Markdown asks for what the extension adds."""
        named = _Named(md, self)
        md.treeprocessors.register(named, "patternloom-anchors", _BEFORE)
        md.treeprocessors.register(_Seen(md, named), "patternloom-anchors-seen", _AFTER)


class _Named(Treeprocessor):
    def __init__(self, md: Markdown, extension: SameAnchors) -> None:
        super().__init__(md)
        self.extension = extension
        self.headings: list[tuple[str, Element]] = []

    def run(self, root: Element) -> None:
        """Where every heading has its counterpart."""
        self.headings = [(element.tag, element) for element in root.iter() if _HEADING.fullmatch(str(element.tag))]
        wanted = self.extension.wanted or []
        if [tag for tag, _ in wanted] == [tag for tag, _ in self.headings]:
            for (_, anchor), (_, element) in zip(wanted, self.headings, strict=True):
                element.attrib.setdefault("id", anchor)


class _Seen(Treeprocessor):
    def __init__(self, md: Markdown, named: _Named) -> None:
        super().__init__(md)
        self.named = named

    def run(self, root: Element) -> None:
        """What the headings are called now."""
        self.named.extension.found = [(tag, element.get("id", "")) for tag, element in self.named.headings]


def anchors_of(markdown: str, engine: Callable[[SameAnchors], Markdown]) -> Named:
    """The anchors that the headings of a page have; `engine` makes the site's Markdown with one more extension."""
    seen = SameAnchors()
    engine(seen).convert(markdown)
    return seen.found


class Anchors:
    """The anchors of a whole build's pages: each translation's are looked for when it is its turn."""

    def __init__(self, sources: Sources, language: str, config: MkDocsConfig) -> None:
        self._sources = sources
        self._translated = language != sources.catalog.settings.languages[0]
        self.extension = SameAnchors()
        """What the build's Markdown has, where it is a translation's."""
        extensions, settings = list(config.markdown_extensions), config.mdx_configs
        self._engine = lambda seen: Markdown(extensions=[*extensions, seen], extension_configs=settings)
        if self._translated:
            # Markdown takes an extension itself, too; MkDocs types them as names.
            config.markdown_extensions.append(self.extension)  # type: ignore[arg-type]

    def begin(self, path: str) -> None:
        """The page of that path is read next."""
        self.extension.wanted = None
        if self._translated:
            for text in pages_by_hand(self._sources, [path]).values():
                self.extension.wanted = anchors_of(get_data(text)[0], self._engine)
