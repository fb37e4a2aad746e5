"""A Markdown twin beside each page of a built site, `llms.txt` with all of them, and what templates tell machines.

In: a language's tree, and its pages as MkDocs is about to read them, when every plugin has changed what it changes.
Out: files in the built site, pages in the order of its navigation, and values for the theme's templates. What a file of
the content, or another plugin, has taken the place of is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from patternloom.processes import Meanwhile
from patternloom.publish.build_cache import BuildCache, key_of, tools
from patternloom.publish.machine_files.api import CATALOG, SCHEMA
from patternloom.publish.machine_files.feeds import WHOLE
from patternloom.publish.machine_files.inventory import INVENTORY
from patternloom.publish.machine_files.twins import OVERVIEW, Twin, beginnings, overview, text_of
from patternloom.publish.tree import Export
from patternloom.site.links import Strings
from patternloom.site.pages import lasting_ids
from patternloom.text import held
from patternloom.text.escape import Written


class Machines:
    """What one language's build has for machines."""

    def __init__(self, export: Export, config: MkDocsConfig, kept: BuildCache) -> None:
        """Templates are told which lasting addresses there are, and where changes can be followed."""
        self._export, self._kept = export, kept
        self._pages: dict[str, tuple[Page, str]] = {}
        settings = export.graph.catalog.settings
        self._dropped = beginnings(settings.edit_url, settings.report_url)
        self._addresses: Mapping[str, str] = {}
        self._common = ""
        config.extra["lasting"] = lasting_ids(export.graph, export.plan)
        config.extra["feed"] = WHOLE if self._has(f"{WHOLE}.atom") else ""

    def _has(self, path: str) -> bool:
        return any(file.path == path for file in self._export.files)

    def lead(self, addresses: Mapping[str, str]) -> None:
        """The addresses of every file, by its source, from the language's root; before any page is taken."""
        self._addresses = addresses
        self._common = key_of(tools(), addresses, self._dropped)

    def take(self, page: Page, markdown: str) -> None:
        """A page's Markdown."""
        self._pages[page.file.src_uri] = page, markdown

    def begin(self) -> None:
        """Make what the last build has not kept, while MkDocs writes the pages that were taken."""
        missing = [source for source in self._pages if self._kept.get(self._key(source)) is None]
        self._made = Meanwhile(lambda: {source: self._text(source) for source in missing})

    def _key(self, source: str) -> str:
        return key_of("twin", self._common, source, self._pages[source][1])

    def _text(self, source: str) -> str:
        return text_of(held.bare(self._pages[source][1]), source, self._addresses, self._dropped)

    def write(self, config: MkDocsConfig) -> None:
        """Write all below the built site of the language."""
        root, site = config.site_url or "", Path(config.site_dir)
        for source, text in self._made.value().items():
            self._kept.put(self._key(source), text)
        twins = [_twin(page, self._kept.get(self._key(page.file.src_uri))) for page in self._in_order()]
        for twin in twins:
            _write(site / twin.file, twin.written(root))
        t = Strings(self._export.words[self._export.language])
        data = dict(self._data(config, t, root))
        _write(site / OVERVIEW, overview(config.site_name, config.site_description or "", twins, data, t, root))

    def _in_order(self) -> Iterator[Page]:
        """Pages of the navigation one after another, then those that it leaves out."""
        rest = {source: page for source, (page, _) in self._pages.items()}
        page = next((page for page in rest.values() if page.next_page and not page.previous_page), None)
        while page and (found := rest.pop(page.file.src_uri, None)):
            yield found
            page = page.next_page
        yield from rest.values()

    def _data(self, config: MkDocsConfig, t: Strings, root: str) -> Iterator[tuple[str, str]]:
        """What else there is to read: its name, and its address."""
        default, *_ = languages = config.extra["languages"]
        whole = default["base"] if root else default["root"]
        yield from ((t.llms_catalog, f"{whole}{CATALOG}"), (t.llms_schema, f"{whole}{SCHEMA}"))
        yield t.llms_inventory, f"{root}{INVENTORY}"
        if config.extra["feed"]:
            yield t.changes_of.format(name=config.site_name), f"{root}{WHOLE}.atom"
        for language in languages:
            if language["tag"] != self._export.language:
                yield Written(language["name"]).unescape(), f"{language['base' if root else 'root']}{OVERVIEW}"


def _twin(page: Page, text: str) -> Twin:
    *_, section = ("", *(str(above.title) for above in page.ancestors))
    title, told = (Written(words or "").striptags() for words in (page.title, page.meta.get("description")))
    return Twin(page.url, title, told, Written(section).striptags(), text)


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
