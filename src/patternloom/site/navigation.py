"""The site's navigation: `nav:` with `{words}` as titles, and `areas/*` as the pages there in the catalog's order.

In: the entries of `nav:` with their places, the words, and the pages there are. Out: what is wrong with an
entry, the pages that it leaves out, and the same entries as a site engine takes them. No file is read here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from patternloom.problems.findings import Mark, Problem, did_you_mean, shown
from patternloom.reading.configuration import NavItem
from patternloom.site.content import Content
from patternloom.site.pages import Page, url_of
from patternloom.text import escape

ALL_IN = "/*"
Nav = str | dict[str, "str | list[Nav]"]
"""An entry as MkDocs writes it."""


@dataclass(frozen=True, slots=True)
class Places:
    """What an entry may name."""

    pages: Mapping[str, str]
    """The paths of the pages, in order, with the content file of each."""
    folders: frozenset[str]
    """Folders that hold pages, but for the root."""
    unsure: frozenset[str]
    """Folders whose pages are not all known, as the catalog has mistakes."""
    others: frozenset[str]
    """Files that are copied as they are, and pages that are not made in this language."""


def places(content: Content, pages: Iterable[Page] | None) -> Places:
    """What `nav:` may name; without `pages`, which mistakes may hide, the content's own alone."""
    made = content.templates
    by_hand = {str(template.path): template.file for template in made if template.kind is None}
    known = by_hand if pages is None else {page.path: page.template.file for page in pages}
    return Places(
        pages=known,
        folders=frozenset(str(template.path.parent) for template in made),
        unsure=frozenset(str(template.path.parent) for template in made if template.kind and pages is None),
        # A page may lack its version in this language, as was told.
        others=frozenset((*map(str, content.others), *(by_hand.keys() - known.keys()))),
    )


def check_navigation(
    items: Iterable[NavItem], there: Places | None, words: Collection[str] | None, *, makes_all_pages: bool
) -> Iterator[Problem]:
    """Unknown words, and targets that are nowhere, which are warnings where another plugin may make them.

    Where words or places are not known (None), nothing is said of them.
    """
    for item in items:
        if words is not None and (key := word_of(item.title)) is not None and key not in words:
            message = f"unknown word {shown(key)}, expected a key of the strings files"
            yield Problem(item.title_mark, message, did_you_mean(key, words, list_up_to=0), rule="nav")
        if not isinstance(item.target, str):
            yield from check_navigation(item.target, there, words, makes_all_pages=makes_all_pages)
        elif there is not None and (found := _missing(item.target, there)):
            yield Problem(item.mark, *found, severity="error" if makes_all_pages else "warning", rule="nav")


def word_of(title: str | None) -> str | None:
    """The word that a title in braces names: `{areas}` → areas."""
    return title.removeprefix("{").removesuffix("}") if title and title.startswith("{") else None


def _missing(target: str, there: Places) -> tuple[str, str] | None:
    """Message and hint for a target that is nowhere."""
    if target.endswith(ALL_IN):
        folder = target.removesuffix(ALL_IN)
        if folder in there.folders:
            return None
        near = did_you_mean(folder, there.folders - {"."}, list_up_to=4)
        return f"no page in {shown(folder)}, expected a folder of the content", near
    parts = urlsplit(target)
    if target.startswith("/") and target.strip("/") in there.pages:
        return f"page {shown(target)}, expected no '/' before its path", f"write {shown(target.strip('/'))}"
    if parts.scheme or parts.netloc or target.startswith("/"):
        return None
    path = PurePosixPath(target)
    if str(path) in there.pages or str(path) in there.others or str(path.parent) in there.unsure:
        return None
    if "\\" in target and (meant := target.replace("\\", "/")) in there.pages:
        return f"no page {shown(target)}, expected '/' between folders", f"did you mean {shown(meant)}?"
    if "*" in target and (folder := target.partition("*")[0].strip("/")) in there.folders:
        return f"no page {shown(target)}, expected the pages of a folder", f"did you mean '{folder}{ALL_IN}'?"
    near = did_you_mean(target, (*there.pages, *there.others), list_up_to=0)
    if " - " in target:
        near = "write each page on a line after '- ', all at one column"  # YAML has made one text of them
    return f"no page {shown(target)}, expected the path of one below the content", near


def omitted(items: Iterable[NavItem], there: Places) -> Iterator[str]:
    """Paths of the pages that no entry leads to."""
    named = set(_targets(items))
    folders = sorted(target.removesuffix("*") for target in named if target.endswith(ALL_IN))
    for path in there.pages:
        if path not in named and not any(_stands_in(path, folder) for folder in folders):
            yield path


def tell_omitted(items: Iterable[NavItem], there: Places, mark: Mark) -> Iterator[Problem]:
    """A warning for each of them."""
    for path in omitted(items, there):
        message = f"nav: leaves out the page {shown(path)}, which {there.pages[path]} makes"
        yield Problem(mark, message, "add it, or name it in not_in_nav:", severity="warning", rule="omitted-page")


def tell_doubled(items: Iterable[NavItem]) -> Iterator[Problem]:
    """A warning for each page that is listed a second time: readers would not know where in the site they are."""
    first: dict[str, Mark] = {}
    for target, mark in _marked_targets(items):
        if urlsplit(target).scheme or mark == first.setdefault(target, mark):
            continue
        message, hint = f"{shown(target)} listed twice in nav:, expected once", f"first on line {first[target].line}"
        yield Problem(mark, message, hint, severity="warning", rule="duplicate-id")


def _marked_targets(items: Iterable[NavItem]) -> Iterator[tuple[str, Mark]]:
    for item in items:
        if isinstance(item.target, str):
            yield item.target, item.mark
        else:
            yield from _marked_targets(item.target)


def _targets(items: Iterable[NavItem]) -> Iterator[str]:
    return (str(PurePosixPath(target)) for target, _ in _marked_targets(items))


def navigation(items: Iterable[NavItem], pages: Iterable[str], words: Mapping[str, str]) -> list[Nav]:
    """The entries with words and pages in their places; entries without a mistake."""
    paths = tuple(pages)
    made: list[Nav] = []
    for item in items:
        key = word_of(item.title)
        title = item.title if key is None else escape.html(words[key])
        below: str | list[Nav]
        if not isinstance(item.target, str):
            below = navigation(item.target, paths, words)
        elif item.target.endswith(ALL_IN):
            below = [path for path in paths if _stands_in(path, item.target.removesuffix("*"))]
        else:
            below = item.target
        if title is not None:
            made.append({title: below})
        else:
            made += [below] if isinstance(below, str) else below
    return made


def _stands_in(path: str, folder: str) -> bool:
    """Whether it is a page of the folder, and not the folder's own."""
    return path.startswith(folder) and "/" not in path[len(folder) :] and url_of(path) != folder


def nav_items(nav: Iterable[Any], mark: Mark) -> tuple[NavItem, ...]:
    """Entries as MkDocs holds them, all at one place."""
    found: list[NavItem] = []
    for item in nav:
        for title, target in item.items() if isinstance(item, dict) else [(None, item)]:
            below = target if isinstance(target, str) else nav_items(target or (), mark)
            found.append(NavItem(title, below, mark, mark))
    return tuple(found)
