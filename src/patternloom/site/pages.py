"""Which pages exist, and at which address each entry stands: decided from the templates and the graph.

In: the graph and the templates of `content/`. Out: a `Plan`, and no file is read. A template that names a
kind makes a page for each entry of it. Front matter `shows:` names the kinds whose entries stand on the
page, at an anchor that is their id; on a page of one entry, those whose home it is. Moving a kind to
another page is moving that word.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from pathlib import PurePosixPath

from patternloom.catalog.graph import Graph
from patternloom.lock.gone import Past
from patternloom.model.retired import Retired
from patternloom.problems.findings import Mark, PatternloomError, Problem, shown
from patternloom.reading import defaults
from patternloom.site.content import ANY, Template
from patternloom.site.decisions import NO_DECISIONS, Decisions

# A page of one of these names is the page of its folder.
_OF_FOLDER = ("index", "README")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language, not rendered yet."""

    path: str
    """In the Markdown tree: `areas/storage.md`."""
    template: Template
    entry: str | None
    """The id of the entry that the page is about."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an entry stands: a page of the Markdown tree, and an anchor unless it is the whole page."""

    path: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages of all languages and the addresses they share."""

    pages: Mapping[str, tuple[Page, ...]]
    """By language."""
    addresses: Mapping[str, Address]
    """By entry id; entries that no page shows have none."""
    site_url: str = ""
    """The public address of the site's root; empty where it has none."""
    folders: bool = True
    """Whether a page's address is a folder's, `areas/storage/`; else it is a file's, `areas/storage.html`."""
    site_name: str = ""
    """What the site calls itself; empty where it has no name."""
    decisions: Decisions = NO_DECISIONS
    """What pages tell of teams' decision records."""
    past: Past = field(default_factory=lambda: Past({}, {}))
    """What was published before; what the lock remembers of it is nothing where the catalog keeps none."""


def url_of(path: str) -> str:
    """A page's address from the language's root: `areas/storage.md` → `areas/storage/`."""
    # By its letters: a page has hundreds of links, and a path as an object takes ten times as long.
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    parts = (folder, "" if stem in _OF_FOLDER else stem)
    return "".join([f"{part}/" for part in parts if part])


def file_of(path: str) -> PurePosixPath:
    """A page's file where addresses are those of files: `areas/storage.md` → `areas/storage.html`."""
    page = PurePosixPath(path)
    return page.with_name("index.html") if page.stem in _OF_FOLDER else page.with_suffix(".html")


def addresses_of(plan: Plan) -> dict[str, str]:
    """Where each entry stands, from a language's root, as the lock remembers it: `areas/storage/#saga`."""
    return {id: url_of(one.path) + (f"#{one.anchor}" if one.anchor else "") for id, one in plan.addresses.items()}


def language_folder(language: str, languages: Sequence[str]) -> str:
    """Where a language lies, from the site's root: the first has that itself, any other a folder, `fr/`."""
    return "" if language == languages[0] else f"{language}/"


def permalink_url(id: str) -> str:
    """An entry's lasting address, from a language's root: `p/<id>/`."""
    return f"p/{id}/"


def pin_url(id: str, number: int) -> str:
    """The address of an entry's revision, from a language's root: `p/<id>/r<N>/`."""
    return f"{permalink_url(id)}r{number}/"


def permalink_path(id: str) -> str:
    """The path of an entry's lasting page, a file of its own in every site: `p/<id>/index.html`."""
    return f"{permalink_url(id)}index.md"


def pin_path(id: str, number: int) -> str:
    """The path of the page of an entry's revision: `p/<id>/r<N>/index.md`."""
    return f"{pin_url(id, number)}index.md"


def lasting_ids(graph: Graph, plan: Plan) -> tuple[str, ...]:
    """Every entry that has a lasting address, by id: those that a page shows, and those that are gone."""
    return tuple(sorted({*plan.addresses, *(entry.id for entry in graph.of(Retired))}))


@lru_cache(maxsize=50_000)  # a page links the same few pages hundreds of times
def relative_url(start: str, target: str, *, folders: bool = True) -> str:
    """The link from the page at one path to the page at another, both in the Markdown tree."""
    if folders:
        here, there = url_of(start).split("/")[:-1], url_of(target).split("/")[:-1]
        same = len(list(takewhile(lambda both: both[0] == both[1], zip(here, there, strict=False))))
        return "".join([*["../"] * (len(here) - same), *[f"{part}/" for part in there[same:]]]) or "./"
    return os.path.relpath(f"/{file_of(target)}", f"/{PurePosixPath(start).parent}").replace(os.sep, "/")


def plan_pages(graph: Graph, templates: tuple[Template, ...], site_url: str = "", *, folders: bool = True) -> Plan:
    """Every page and address.

    Raises:
        PatternloomError: two pages at one address.
    """
    pages = {language: tuple(_pages(templates, language, graph)) for language in graph.catalog.settings.languages}
    default = pages[graph.catalog.settings.languages[0]]
    if problems := list(_one_template_a_page(default)):
        raise PatternloomError(problems)
    past = Past(graph.catalog.entries, {})
    return Plan(pages, _addresses(default, graph), site_url, folders, past=past)


def _pages(templates: Iterable[Template], language: str, graph: Graph) -> Iterable[Page]:
    for template in templates:
        if template.language not in (language, ANY):
            continue
        if template.kind is None:
            yield Page(str(template.path), template, None)
        else:
            yield from (_entry_page(template, entry.id) for entry in graph.of_kind(template.kind, language))


def _one_template_a_page(pages: Iterable[Page]) -> Iterable[Problem]:
    first: dict[str, Page] = {}
    for page in pages:
        other = first.setdefault(url_of(page.path), page)
        # Two templates of one path are told where content is read.
        if other.template.path != page.template.path or other.entry != page.entry:
            both = [page, other]
            # What can be changed is the project's.
            both.sort(key=lambda one: one.template.file.startswith(f"{defaults.SHOWN}/"))
            files, entry = [one.template.file for one in both], page.entry or other.entry
            message = f"a second page at '/{url_of(page.path)}', expected one"
            of = f", for the entry {shown(entry)}" if entry else ""
            yield Problem(Mark(files[0]), message, f"{files[1]} makes that page too{of}", rule="file")


def _entry_page(template: Template, id: str) -> Page:
    return Page(str(template.path.with_name(f"{id}.md")), template, id)


def _addresses(pages: Iterable[Page], graph: Graph) -> dict[str, Address]:
    addresses: dict[str, Address] = {}
    at_home: dict[str | None, list[str]] = {None: list(graph.catalog.entries)}
    for id in graph.catalog.entries:
        if home := graph.home.get(id):
            at_home.setdefault(home, []).append(id)
    # What stands on the page of its area is not taken by one that shows all of a kind.
    for page in sorted(pages, key=lambda page: page.entry is None):
        if page.entry:
            addresses[page.entry] = Address(page.path, None)
        for id in at_home.get(page.entry, ()) if page.template.shows else ():
            if graph.kind(id) in page.template.shows and id not in addresses:
                addresses[id] = Address(page.path, id)
    return addresses
