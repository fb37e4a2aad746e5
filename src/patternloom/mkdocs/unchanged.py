"""What Markdown and search make of a page, taken from the last build where it would be the same.

In: MkDocs' configuration and pages, and what is kept. Out: the same pages, whose Markdown is not read again where
nothing that it depends on has changed: its text, the extensions and their options, the files that it may link to, and
the versions of all that makes it. Every event of every plugin comes as it would. What is not known to depend on these
alone is left to MkDocs: other plugins and hooks, extensions that read files, pages of classes of their own, and
whatever is said while a page is read, as that is to be said again.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from patternloom.mkdocs.headings import SameAnchors
from patternloom.publish.build_cache import BuildCache, key_of, tools

PLUGINS = frozenset({"patternloom", "search", "material/search", "mermaid2"})
"""Those of which it is known what they see."""
# Extensions that make of a text and their options what they make, and read nothing else.
_MARKDOWN = (
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes md_in_html meta nl2br sane_lists smarty "
    "tables toc wikilinks"
)
_PYMDOWNX = (
    "arithmatex betterem caret critic details escapeall extra highlight inlinehilite keys magiclink mark pathconverter "
    "progressbar saneheaders smartsymbols striphtml superfences tabbed tasklist tilde"
)
_EXTENSIONS = frozenset(
    [
        *_MARKDOWN.split(),
        *(f"markdown.extensions.{name}" for name in _MARKDOWN.split()),
        *(f"pymdownx.{name}" for name in _PYMDOWNX.split()),
    ]
)
# Their functions are options of extensions, such as how a fence is written.
_PACKAGES = ("markdown", "material", "mermaid2", "pymdownx")
_SEARCH = "material.plugins.search.plugin"


class UnknownError(Exception):
    """Something of which nobody knows what it depends on."""


def extensions_key(config: MkDocsConfig) -> str | None:
    """The key of how Markdown is read; None where that depends on something unknown."""
    named = _named(config)
    if not all(isinstance(name, str) and name in _EXTENSIONS for name in named):
        return None
    try:
        return key_of(tools(), named, option(config.mdx_configs))
    except UnknownError:
        return None


def reading_key(config: MkDocsConfig) -> str:
    """The key by which the languages of one build tell whether they read Markdown alike; nobody may keep it longer."""
    return key_of(re.sub(r" at 0x\w+", "", repr((_named(config), config.mdx_configs))))


def _named(config: MkDocsConfig) -> list[Any]:
    return [name for name in config.markdown_extensions if not isinstance(name, SameAnchors)]


def option(value: Any) -> Any:
    """An option as JSON: a function by its name.

    Raises:
        UnknownError: something of which nobody knows what it does.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case list() | tuple():
            return [option(one) for one in value]
        case dict():
            return {str(key): option(one) for key, one in value.items()}
        case functools.partial():
            return ["partial", *map(option, (value.func, value.args, value.keywords))]
        case FunctionType() if value.__module__.partition(".")[0] in _PACKAGES and "<" not in value.__qualname__:
            return ["function", value.__module__, value.__qualname__]
        case _:
            raise UnknownError


class Unchanged:
    """The pages of one build."""

    def __init__(self, kept: BuildCache, config: MkDocsConfig, anchors: SameAnchors) -> None:
        self._kept, self._anchors = kept, anchors
        self.known = config.plugins.keys() <= PLUGINS
        """Whether no plugin or hook is configured that may change what is not seen here."""
        self._links = repr(config.validation), config.use_directory_urls
        self._files: tuple[Files, str] | None = None

    def watch(self, page: Page) -> None:
        """Let the page be read again only where it has changed; before MkDocs reads it."""
        if self.known and type(page) is Page:
            # MkDocs has no event in place of reading a page: what it calls is the page's own.
            page.render = functools.partial(self._read, page)  # type: ignore[method-assign]

    def _read(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        said = logging.getLogger("mkdocs").getEffectiveLevel()
        extensions = extensions_key(config)
        if extensions is None or said <= logging.DEBUG:
            Page.render(page, config, files)
            return
        key = key_of(
            "Markdown", extensions, self._links, said, self._addresses(files), page.file.src_uri, page.file.url,
            self._anchors.wanted, page.markdown,
        )  # fmt: skip
        if (found := self._kept.get(key)) is not None:
            _give(page, found, files)
            return
        with _listening() as listener:
            Page.render(page, config, files)
        if not listener.heard:
            self._kept.put(key, _taken(page))

    def _addresses(self, files: Files) -> str:
        """The key of all that a page may link to."""
        if self._files is None or self._files[0] is not files:
            told = [(file.src_uri, file.url, str(file.inclusion)) for file in files]
            self._files = files, key_of(told)
        return self._files[1]

    def watch_search(self, config: MkDocsConfig) -> Callable[[Page], None] | None:
        """Let Material's search read a page again only where it has changed; when all plugins are configured.

        What reads a page, or None where that is left as it is.
        """
        plugin: Any = config.plugins.get("search") or config.plugins.get("material/search")
        # A dictionary of its own is a file that it reads.
        if (
            not self.known
            or type(plugin).__module__ != _SEARCH
            or not plugin.config.enabled
            or plugin.config.jieba_dict
            or plugin.config.jieba_dict_user
        ):
            return None
        index = plugin.search_index
        read = index.add_entry_from_context

        def add(page: Page) -> None:
            meta = [repr(page.meta.get(name)) for name in ("search", "tags", "title")]  # whatever YAML holds
            key = key_of("search", tools(), page.url, page.title, meta, _outline(page.toc), page.content)
            if (found := self._kept.get(key)) is not None:
                index.entries.extend(found)
                return
            before = len(index.entries)
            read(page)
            self._kept.put(key, index.entries[before:])

        index.add_entry_from_context = add
        return add


class _Listener(logging.Handler):
    """Notes whether anything was logged."""

    heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


@contextmanager
def _listening() -> Iterator[_Listener]:
    """Whatever is logged meanwhile, by anybody, is heard."""
    handler = _Listener()
    # MkDocs' own may hand nothing on.
    loggers = [logging.getLogger(name) for name in ("", "mkdocs")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield handler
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


def _outline(toc: Any) -> list[Any]:
    return [[one.title, one.id, one.level, _outline(one.children)] for one in toc]


def _taken(page: Page) -> dict[str, Any]:
    """What reading has made of a page."""
    links = page.links_to_anchors
    return {
        "content": page.content,
        "toc": _outline(page.toc),
        "title": page._title_from_render,
        "ids": sorted(page.present_anchor_ids or ()),
        "links": None if links is None else [[file.src_uri, dict(anchors)] for file, anchors in links.items()],
    }


def _give(page: Page, found: dict[str, Any], files: Files) -> None:
    """The same to a page that is not read."""
    page.content = found["content"]
    page.toc = TableOfContents([_anchor_link(one) for one in found["toc"]])
    for first in page.toc.items[:1]:
        first.active = True  # type: ignore[attr-defined]  # as MkDocs does, for themes
    page._title_from_render = found["title"]
    page.present_anchor_ids = set(found["ids"])
    if found["links"] is not None:
        there = ((files.get_file_from_path(path), anchors) for path, anchors in found["links"])
        page.links_to_anchors = {file: dict(anchors) for file, anchors in there if file}


def _anchor_link(told: list[Any]) -> AnchorLink:
    title, id, level, children = told
    link = AnchorLink(title, id, level)
    link.children = [_anchor_link(child) for child in children]
    return link
