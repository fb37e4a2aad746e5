"""What a build does with each page on its way through MkDocs, from its Markdown to the finished page.

In: a page and its Markdown when every plugin has had its say, and later the finished HTML. Out: Markdown without what
nobody need read, with anchors as the first language has them; and the whole page. It renders no page, and reads none.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from patternloom.mkdocs.ahead import Ahead
from patternloom.mkdocs.bundles import Bundles
from patternloom.mkdocs.headings import Anchors
from patternloom.mkdocs.held_back import HeldBack, Listings, fences_in, told_with_page
from patternloom.mkdocs.unchanged import Unchanged, extensions_key, reading_key
from patternloom.publish.build_cache import BuildCache
from patternloom.publish.sources import Sources
from patternloom.site.files import File
from patternloom.text import minify
from patternloom.text.escape import Written, html

# One that is wider than its place is scrolled by keys, too. The theme's script takes this back where there is no need,
# but only of what was seen.
_REACHED = ("<pre><span></span><code>", '<pre><span></span><code tabindex="0">')


class EachPage:
    """The pages of one build."""

    def __init__(
        self, sources: Sources, language: str, config: MkDocsConfig, kept: BuildCache, shared: Path | None
    ) -> None:
        """`shared` is the folder of all languages' builds: those that read Markdown alike share listings."""
        self._anchors = Anchors(sources, language, config)
        engine = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        self._shares = shared is not None
        self._listings = Listings(
            lambda fence: engine.reset().convert(fence), shared, kept, extensions_key(config), reading_key(config)
        )
        self.unchanged = Unchanged(kept, config, self._anchors.extension)
        self._ahead = Ahead(kept, self.unchanged)
        # With `navigation.instant`, it puts pages into the window itself, and our scripts wait for its word.
        instant = "navigation.instant" in (config.theme.get("features") or ())
        self.bundles = Bundles(later=not instant)
        self._held: dict[str, HeldBack] = {}

    def begin(self, files: Iterable[File]) -> None:
        """What can be made before MkDocs comes to the pages."""
        if self._listings.begin(fence for file in files if file.path.endswith(".md") for fence in fences_in(file.text)):
            self._shares = False

    def read_ahead(self, config: MkDocsConfig, files: Files) -> None:
        """What MkDocs will read late, when it knows all pages."""
        self._ahead.begin(config, files)

    def hold(self, markdown: str, page: Page) -> str:
        """Hold pictures and listings back."""
        title = page.meta.get("title")
        if isinstance(title, str) and "<" not in title:
            # It is HTML already: where the theme escapes it once more, that does nothing to it.
            written = html(words := Written(title).unescape())
            page.meta["title"] = title if written == words else written
        self._anchors.begin(page.file.src_uri)
        self._ahead.arrived(page)
        self.unchanged.watch(page)
        back = self._held[page.file.src_uri] = HeldBack()
        markdown = back.hold(markdown)
        if self._shares:
            # Made early, so that they are there when another language, which is a little behind, comes to want them.
            for fence in back.fences.values():
                with told_with_page(page):
                    self._listings.html(fence)
        return markdown

    def put_back(self, output: str, page: Page) -> str:
        """The finished page with everything in its place, and nothing that nobody looks at."""
        back = self._held.pop(page.file.src_uri, None)
        with told_with_page(page):
            whole = back.put_back(output, self._listings) if back else output
        return self.bundles.page(minify.page(whole).replace(*_REACHED), page.url)
