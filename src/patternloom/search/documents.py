"""Every entry that a page shows, as search knows it before its text: what it is called, in any language.

In: graph, plan, a language, and where pages stand on the site. Out: a `Document` for each. It looks at no page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from patternloom.catalog.graph import Graph
from patternloom.model.bibliography import Reference
from patternloom.model.entry import SAYS_WHAT_IT_IS, Entry, Named
from patternloom.model.kinds import kind_of
from patternloom.model.texts import ProseText
from patternloom.site import writing
from patternloom.site.links import Links
from patternloom.site.pages import Plan

_ALSO_TYPED = ("found_by", "avoid")
"""Fields with what readers type and no page shows as a name: a form not to use is one that somebody uses."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something that search can find."""

    url: str
    """From the root of the language."""
    title: str
    kind: str = ""
    """In a word of the reader's language; empty for a section of a page."""
    place: str = ""
    """The area or page that it belongs to."""
    status: str = ""
    names: tuple[str, ...] = ()
    """Other names, labels and the names in other languages."""
    typed: tuple[str, ...] = ()
    """What else readers of this language type, as no name of it."""
    summary: str = ""
    weight: float = 1.0
    """Against another that fits as well."""


def documents(graph: Graph, plan: Plan, language: str, url_of: Callable[[str], str]) -> tuple[Document, ...]:
    """Every entry with an address, in the order of the catalog; `url_of` gives a page's address by its path."""
    links = Links(graph, plan, "index.md", language)
    return tuple(
        _document(graph.entry(id), links, url_of(address.path) + (f"#{address.anchor}" if address.anchor else ""))
        for id, address in plan.addresses.items()
    )


def _document(entry: Entry, links: Links, url: str) -> Document:
    kind, words = kind_of(entry), links.graph.catalog.strings[links.language]
    status, home = getattr(entry, "status", None), links.graph.home.get(entry.id)
    title = links.name(entry.id)
    return Document(
        url=url,
        title=title,
        kind=words.get(f"kind_{kind.name.replace('-', '_')}", ""),
        place=links.name(home) if home else "",
        status=words.get(f"status_{status}", "") if status else "",
        names=tuple(name for name in dict.fromkeys(_other_names(entry, title)) if name != title),
        typed=tuple(_also_typed(entry, links.language)),
        summary=summary_of(entry, links),
        weight=kind.weight,
    )


def _other_names(entry: Entry, shown: str) -> Iterator[str]:
    if isinstance(entry, Reference):
        yield from (entry.title, *entry.authors)
        if entry.title != shown:  # a title that is shown begins with what it belongs to, any other with the work's name
            yield entry.title.partition(": ")[0]
    if isinstance(entry, Named):
        texts = (entry.name, getattr(entry, "label", None), *getattr(entry, "aliases", ()))
        for text in texts:
            yield from (text or {}).values()


def _also_typed(entry: Entry, language: str) -> Iterator[str]:
    for field in _ALSO_TYPED:
        yield from (getattr(entry, field, None) or {}).get(language, ())


def summary_of(entry: Entry, links: Links) -> str:
    """What the entry is, as text alone; empty where no field says so."""
    for field in SAYS_WHAT_IT_IS:
        prose = getattr(entry, field, None)
        if isinstance(prose, ProseText):
            return writing.plain(prose[links.language], links)
    return ""
