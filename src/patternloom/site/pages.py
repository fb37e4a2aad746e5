"""Which pages exist, and at which address each entry stands: decided from `content/` and the graph.

In: the graph and the content folder. Out: a `Plan`. The names of content files say it all:

    name.md            a page in the default language, with name.<language>.md beside it for each other one
    name.any.md        one template for the page in every language; its words come from catalog/strings/
    [area].any.md      a page for each entry of that kind, named by its id

Front matter `shows:` names the kinds whose entries stand on the page, at an anchor that is their id;
on a page of one entry, those whose home it is. Moving a kind to another page is moving that word.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from patternloom.catalog.graph import Graph
from patternloom.model.kinds import KIND_OF_NAME
from patternloom.problems.findings import Mark, PatternloomError, Problem, did_you_mean, shown
from patternloom.reading.strict_yaml import read_yaml

ANY = "any"
_NAME = re.compile(r"(?P<stem>\[(?P<kind>[a-z-]+)\]|[^.\[\]]+)(?:\.(?P<language>[A-Za-z-]+))?\.md")


@dataclass(frozen=True, slots=True)
class Template:
    """One content file."""

    file: str
    """As messages and edit links name it."""
    path: PurePosixPath
    """Of the page in the site's Markdown tree, `[kind]` still in it."""
    language: str
    """A language's tag, or `any`."""
    kind: str | None
    """The kind it makes a page for each entry of, or None."""
    front: Mapping[str, str]
    """Front matter but for `shows`, as Jinja text, blank lines first as in `body`; in a mapping: `outer.inner`."""
    shows: tuple[str, ...]
    body: str
    """Jinja text, blank lines first so that its line numbers are the file's."""


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


def url_of(path: str) -> str:
    """A page's address from the language's root: `areas/storage.md` → `areas/storage/`."""
    page = PurePosixPath(path)
    folder = page.parent if page.stem == "index" else page.with_suffix("")
    return "" if str(folder) == "." else f"{folder}/"


@cache  # a page links the same few pages hundreds of times
def relative_url(start: str, target: str) -> str:
    """The link from the page at one path to the page at another, both in the Markdown tree."""
    here = url_of(start)
    return os.path.relpath(f"/{url_of(target)}", f"/{here}").replace(os.sep, "/") + "/"


def plan_pages(graph: Graph, content: Path, shown_as: str | None = None) -> Plan:
    """Every page and address.

    Raises:
        PatternloomError: content files with wrong names, front matter or missing languages.
    """
    languages = graph.catalog.settings.languages
    problems: list[Problem] = []
    if not content.is_dir():
        raise PatternloomError(
            [Problem(Mark(shown_as or str(content)), "no such folder, expected the pages in it", rule="file")]
        )
    templates = tuple(_templates(content, shown_as or os.path.relpath(content), languages, problems))
    _every_language(templates, languages, problems)
    if problems:
        raise PatternloomError(problems)
    pages = {language: tuple(_pages(templates, language, graph)) for language in languages}
    _one_template_a_page(pages[languages[0]], problems)
    if problems:
        raise PatternloomError(problems)
    return Plan(pages, _addresses(pages[languages[0]], graph))


def _templates(content: Path, shown_as: str, languages: tuple[str, ...], problems: list[Problem]) -> Iterable[Template]:
    for path in sorted(content.rglob("*.md")):
        name = path.relative_to(content)
        file = f"{shown_as}/{name.as_posix()}"
        if path.name.startswith((".", "#")):
            continue  # what editors leave behind
        match = _NAME.fullmatch(path.name)
        if not match:
            message = f"file name {shown(path.name)}, expected name.md, name.<language>.md or [kind].any.md"
            problems.append(Problem(Mark(file), message, rule="file"))
            continue
        if match["stem"] == "README":
            message = f"file name {shown(path.name)}, expected {path.name.replace('README', 'index')}"
            problems.append(Problem(Mark(file), message, rule="file"))
            continue
        kind, language = match["kind"], match["language"] or languages[0]
        if kind and kind not in KIND_OF_NAME:
            hint = did_you_mean(kind, KIND_OF_NAME, list_up_to=20)
            problems.append(Problem(Mark(file), f"file name for unknown kind {shown(kind)}", hint, rule="file"))
        elif language not in (*languages, ANY):
            hint = did_you_mean(language, (*languages, ANY))
            problems.append(
                Problem(Mark(file), f"file name with unknown language {shown(language)}", hint, rule="file")
            )
        else:
            try:
                text = path.read_text("utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                why = error.strerror if isinstance(error, OSError) else error.reason
                problems.append(Problem(Mark(file), f"unreadable file ({why}), expected UTF-8 text", rule="file"))
                continue
            front, shows, body = _front_matter(text, file, problems)
            place = PurePosixPath(name.parent.as_posix(), f"{match['stem']}.md")
            yield Template(file, place, language, kind, front, shows, body)


def _front_matter(text: str, file: str, problems: list[Problem]) -> tuple[dict[str, str], tuple[str, ...], str]:
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    if not match:
        if text.startswith("---\n"):
            problems.append(Problem(Mark(file), "front matter without its closing '---', expected one", rule="yaml"))
        return {}, (), text
    body = "\n" * match[0].count("\n") + text[match.end() :]
    source = read_yaml("\n" + match[1], file, problems=problems)
    if source is None:
        return {}, (), body
    if not isinstance(source.value, dict):
        problems.append(
            Problem(
                source.mark(), "front matter is not a mapping, expected lines such as 'title: …'", rule="wrong-type"
            )
        )
        return {}, (), body
    front = {}
    shows: tuple[str, ...] = ()
    for key, value in source.value.items():
        if key == "shows":
            shows = tuple(value if isinstance(value, list) else [value])
            for number, kind in enumerate(shows):
                if not isinstance(kind, str) or kind not in KIND_OF_NAME:
                    mark = source.mark(["shows", number])
                    hint = did_you_mean(str(kind), KIND_OF_NAME, list_up_to=20)
                    problems.append(
                        Problem(mark, f"unknown kind {shown(kind)}, expected a kind of entry", hint, rule="enum")
                    )
            continue
        for name, steps, text in (
            [(f"{key}.{inner}", [key, inner], text) for inner, text in value.items()]
            if isinstance(value, dict)
            else [(key, [key], value)]
        ):
            mark = source.mark(steps)
            if isinstance(text, str):
                front[name] = "\n" * (mark.line - 1) + text
            else:
                problems.append(Problem(mark, f"{shown(name)} is not a text, expected one", rule="wrong-type"))
    return front, shows, body


def _every_language(templates: Iterable[Template], languages: tuple[str, ...], problems: list[Problem]) -> None:
    found: dict[PurePosixPath, dict[str, Template]] = {}
    for template in templates:
        found.setdefault(template.path, {})[template.language] = template
    for path, by_language in found.items():
        if ANY in by_language:
            for language in set(by_language) - {ANY}:
                file = by_language[language].file
                problems.append(
                    Problem(
                        Mark(file),
                        f"a second template for '{path}', expected either .any.md or one a language",
                        rule="file",
                    )
                )
            continue
        first = next(iter(by_language.values()))
        for language in languages:
            if language not in by_language:
                suffix = "" if language == languages[0] else f".{language}"
                wanted = str(PurePosixPath(first.file).with_name(f"{path.stem}{suffix}.md"))
                problems.append(
                    Problem(
                        Mark(first.file),
                        f"no version in '{language}'",
                        f"expected {wanted} beside it",
                        rule="missing-translation",
                    )
                )


def _pages(templates: Iterable[Template], language: str, graph: Graph) -> Iterable[Page]:
    for template in templates:
        if template.language not in (language, ANY):
            continue
        if template.kind is None:
            yield Page(str(template.path), template, None)
        else:
            yield from (_entry_page(template, entry.id) for entry in graph.of_kind(template.kind, language))


def _one_template_a_page(pages: Iterable[Page], problems: list[Problem]) -> None:
    first: dict[str, Page] = {}
    for page in pages:
        other = first.setdefault(url_of(page.path), page)
        if other is not page:
            message = f"a second page at '/{url_of(page.path)}', expected one"
            hint = f"{other.template.file} makes that page too"
            problems.append(Problem(Mark(page.template.file), message, hint, rule="file"))


def _entry_page(template: Template, id: str) -> Page:
    return Page(str(template.path.with_name(f"{id}.md")), template, id)


def _addresses(pages: Iterable[Page], graph: Graph) -> dict[str, Address]:
    addresses: dict[str, Address] = {}
    for page in pages:
        if page.entry:
            addresses[page.entry] = Address(page.path, None)
        for id in graph.catalog.entries:
            here = page.entry is None or graph.home.get(id) == page.entry
            if here and graph.kind(id) in page.template.shows and id not in addresses:
                addresses[id] = Address(page.path, id)
    return addresses
