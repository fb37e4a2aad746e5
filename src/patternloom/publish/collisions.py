"""Files that would share an address, on whatever system: told before anything is made.

In: all that is published of one language: pages, lasting addresses, the examples' files and archives, and what
`content/` holds besides. Out: a problem for each second file at an address, also where the two differ in case or in
the form of their letters alone, as some systems then take them for one. What only making it names (pins, moved pages,
feeds) is compared once it is made. What a theme adds, a project may replace.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from patternloom.catalog.graph import Graph
from patternloom.model.examples import DesignExample
from patternloom.problems.findings import Mark, Problem, shown
from patternloom.site.content import Content
from patternloom.site.example_files import published
from patternloom.site.files import File
from patternloom.site.pages import Plan, file_of, lasting_ids, permalink_url, url_of
from patternloom.site.picture_texts import NAME as PICTURES

_GENERATED = "a generated file"


@dataclass(frozen=True, slots=True)
class _Published:
    """A file of the site."""

    address: str
    """From the root of its language."""
    mark: Mark
    """What it is made from."""

    @property
    def key(self) -> str:
        """What it is to a system that minds neither case nor the form of letters."""
        if self.address.isascii():  # most are
            return self.address.lower()
        return unicodedata.normalize("NFC", unicodedata.normalize("NFC", self.address).casefold())


def check_addresses(graph: Graph, plan: Plan, content: Content, content_folder: str) -> Iterator[Problem]:
    """Every file that another one shares its address with; messages name content below `content_folder`."""
    languages = graph.catalog.settings.languages
    told: dict[Mark, Problem] = {}  # of a page, its picture texts have another address, and the same mistake
    for file in _published(graph, plan, content, content_folder, languages[0]):
        first, _, rest = file.address.partition("/")
        if rest and first in languages[1:]:
            message = f"published at {shown(file.address)}, expected another folder, as language '{first}' has that one"
            told.setdefault(file.mark, Problem(file.mark, message, rule="file"))
    for language in languages:
        for problem in _shared(list(_published(graph, plan, content, content_folder, language))):
            told.setdefault(problem.mark, problem)
    yield from told.values()


def check_made(files: Iterable[File], content: Content, content_folder: str) -> Iterator[Problem]:
    """Every file whose address another one of a made tree needs, for itself or for a folder, what content holds too."""
    made: dict[str, _Published] = {}
    for one in files:
        file = _Published(one.path, Mark(one.origin or _GENERATED))
        other = made.setdefault(file.key, file)
        if other is not file:
            yield _problem(file, f"as {other.mark.file} is")
    folders = {folder: file for key, file in made.items() for folder in _folders(key)}
    for path in content.others:
        file = _Published(str(path), Mark(f"{content_folder}/{path}"))
        at = [made[key] for key in (file.key, *_folders(file.key)) if key in made]
        if at:
            yield _problem(file, f"as {at[0].mark.file} is")
        elif file.key in folders:
            yield _problem(file, f"where {folders[file.key].mark.file} needs a folder")


def _published(graph: Graph, plan: Plan, content: Content, folder: str, language: str) -> Iterator[_Published]:
    for page in {page.path: page for page in plan.pages[language]}.values():  # a second one of a path is told already
        itself = f"{url_of(page.path)}index.html" if plan.folders else str(file_of(page.path))
        for name in (itself, f"{url_of(page.path)}{PICTURES}"):
            yield _Published(name, Mark(page.template.file))
    for other in map(str, content.others):
        yield _Published(other, Mark(f"{folder}/{other}"))
    for id in lasting_ids(graph, plan):
        yield _Published(f"{permalink_url(id)}index.html", graph.catalog.places[id].mark("id"))
    for example in graph.of(DesignExample):
        address = plan.addresses.get(example.id)
        if address and example.files:
            own, below = graph.catalog.files[example.id], url_of(address.path)
            yield _Published(f"{below}{example.id}.zip", graph.catalog.places[example.id].mark("id"))
            for path in own.files:
                yield _Published(f"{below}{published(path)}", own.mark(path))


def _shared(files: list[_Published]) -> Iterator[Problem]:
    """The second of two files, and a file where another one has a folder."""
    first: dict[str, _Published] = {}
    for file in files:
        other = first.setdefault(file.key, file)
        if other is not file:
            alike = "" if other.address == file.address else ", but for case or the form of its letters"
            yield _problem(file, f"as {other.mark.file} is{alike}")
    for file in files:
        for folder in _folders(file.key):
            if stands := first.pop(folder, None):
                yield _problem(stands, f"where {file.mark.file} needs a folder")


def _folders(key: str) -> Iterator[str]:
    """Every folder that a file of that key lies in, the outermost first."""
    parts = key.split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts)))


def _problem(file: _Published, how: str) -> Problem:
    message = f"published at {shown(file.address)}, {how}, expected an address of its own; rename one of them"
    return Problem(file.mark, message, rule="file")
