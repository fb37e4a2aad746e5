"""Pages that MkDocs comes to late, read ahead by a process beside this one.

In: MkDocs' files when it is about to read them, and what is kept. Out: what Markdown and search make of the last ones,
kept before MkDocs comes to them. It reads as MkDocs does, and keeps what may be kept between two builds; what a page
says of itself meanwhile is heard by nobody, as MkDocs reads that page again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import Any

from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from patternloom.mkdocs.unchanged import Unchanged
from patternloom.processes import Meanwhile
from patternloom.publish.build_cache import BuildCache


class Ahead:
    """The pages of one build that are read ahead."""

    def __init__(self, kept: BuildCache, unchanged: Unchanged) -> None:
        self._kept, self._unchanged = kept, unchanged
        self._pages: frozenset[str] = frozenset()
        self._meanwhile: Meanwhile[dict[str, Any]] | None = None

    def begin(self, config: MkDocsConfig, files: Files) -> None:
        """Begin with the last pages, which are half of all; where nobody knows what others see of a page, with none."""
        pages = [file.page for file in files.documentation_pages() if file.page]
        last = _second_half(pages)
        if self._unchanged.known and last:
            meanwhile = Meanwhile(partial(self._read, last, config, files))
            self._meanwhile = meanwhile if meanwhile.started else None
            self._pages = frozenset(page.file.src_uri for page in last)

    def arrived(self, page: Page) -> None:
        """MkDocs is about to read this page."""
        if self._meanwhile and page.file.src_uri in self._pages:
            for key, value in self._meanwhile.value().items():
                self._kept.put(key, value)
            self._meanwhile = None

    def _read(self, pages: Sequence[Page], config: MkDocsConfig, files: Files) -> dict[str, Any]:
        before = set(self._kept.used)
        search = self._unchanged.watch_search(config)
        for page in pages:
            _populate_page(page, config, files)
            if search:
                search(page)
        return {key: value for key, value in self._kept.used.items() if key not in before}


def _second_half(pages: Sequence[Page]) -> Sequence[Page]:
    """The last pages, by how much there is to read."""
    sizes = list(accumulate(len(page.file.content_bytes) for page in pages))
    return [page for page, size in zip(pages, sizes, strict=True) if 2 * size > sizes[-1]]
