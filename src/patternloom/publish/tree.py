"""A project to the tree of one language: the whole way, for the plugin and the command line.

In: where a project's input lies. Out: every file of the tree in memory, and what a site engine needs to
know beside it. `write` puts the tree on disk, for any engine. What a page says was decided before.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from patternloom.catalog.graph import Graph
from patternloom.model.addresses import proposing
from patternloom.model.examples import DesignExample
from patternloom.model.kinds import Settings
from patternloom.problems.findings import PatternloomError, Problem, hints_bounded
from patternloom.processes import Meanwhile
from patternloom.publish.build_cache import BuildCache, key_of
from patternloom.publish.collisions import check_made
from patternloom.publish.drawn import Drawn
from patternloom.publish.lasting.former import gone_pages
from patternloom.publish.lasting.permalinks import permalink_pages
from patternloom.publish.lasting.pins import pin_pages
from patternloom.publish.lasting.redirects import redirect_files
from patternloom.publish.machines import machine_files
from patternloom.publish.project import Project
from patternloom.publish.rendered import common_key, once_made, rendered
from patternloom.publish.sources import Sources, language_of, read_sources
from patternloom.site.content import Content
from patternloom.site.example_files import archive, published
from patternloom.site.files import File
from patternloom.site.pages import Plan, language_folder, url_of
from patternloom.site.render import render
from patternloom.site.view import DiagramForm
from patternloom.text import held
from patternloom.text.escape import html


@dataclass(frozen=True, slots=True)
class Export:
    """One language's tree."""

    language: str
    languages: tuple[str, ...]
    files: tuple[File, ...]
    """Pages, permalinks, and the examples' files and archives; with the default language, those of the whole site."""
    words: Mapping[str, Mapping[str, str]]
    """The interface's words, by language."""
    edit_url: str | None
    warnings: tuple[Problem, ...]
    graph: Graph
    content: Content
    plan: Plan


@hints_bounded()
def render_tree(
    sources: Sources,
    language: str,
    hold: held.Hold = held.plain,
    diagrams: DiagramForm = "svg",
    kept: BuildCache | None = None,
) -> Export:
    """Every file of a language's tree; with `held.marked`, pages say what an engine need not read.

    Pages that an earlier build has kept are taken as they are.

    Raises:
        PatternloomError: a mistake in content or macros, a picture that cannot be drawn, or an address wanted twice.
    """
    graph, plan, settings = sources.graph, sources.plan, sources.catalog.settings
    kept, common = kept or BuildCache(None), common_key(sources, language)
    pins = key_of("pins", common)
    meanwhile = Meanwhile(partial(_beside_pages, sources, language, pins=kept.get(pins) is None))
    pages = rendered(sources, language, hold, diagrams, kept, common=common)
    made, pinned = meanwhile.value()
    files = (*pages, *made, *once_made(kept, pins, lambda: pinned))
    project = sources.project
    if problems := tuple(check_made(files, sources.content, project.shown(project.content))):
        raise PatternloomError(problems)
    return Export(
        language=language,
        languages=settings.languages,
        files=tuple(file for file in files if file.comes_with(language, settings.languages[0])),
        words=sources.catalog.strings,
        edit_url=settings.edit_url,
        warnings=sources.warnings,
        graph=graph,
        content=sources.content,
        plan=plan,
    )


def one_page(sources: Sources, language: str, path: str, diagrams: DiagramForm, kept: BuildCache) -> tuple[File, ...]:
    """A page of that path with what lies beside it, marked; nothing where there is no such page.

    Raises:
        PatternloomError: as for the whole tree.
    """
    return rendered(sources, language, held.marked, diagrams, kept, {path})


def export(
    project: Project, language: str | None = None, diagrams: DiagramForm = "svg", *, navigation: bool = True
) -> Export:
    """The whole way; the language is the catalog's first unless named."""
    sources = read_sources(project, navigation=navigation)
    return render_tree(sources, language_of(sources, language), diagrams=diagrams)


def rendering_problems(sources: Sources) -> tuple[Problem, ...]:
    """What only rendering every language finds; a mistake that several show, once."""
    found: dict[tuple[object, str], Problem] = {}
    for language in sources.catalog.settings.languages:
        try:
            render_tree(sources, language)
        except PatternloomError as error:
            for problem in error.problems:
                found.setdefault((problem.mark, problem.message), problem)
    return tuple(found.values())


def pages_by_hand(sources: Sources, paths: Collection[str]) -> Mapping[str, str]:
    """Pages of the default language that are written for it alone, of those paths; their translations follow them."""
    default = sources.catalog.settings.languages[0]
    pages = (page for page in sources.plan.pages[default] if page.template.language == default)
    wanted = tuple(page for page in pages if page.template.kind is None and page.path in paths)
    plan = replace(sources.plan, pages={**sources.plan.pages, default: wanted})
    pictures = Drawn(sources.graph, default, likely=False)  # most pages by hand have none
    made = render(sources.graph, plan, default, sources.macros, pictures)
    return {file.path: file.text for file in made}


def _beside_pages(sources: Sources, language: str, *, pins: bool) -> tuple[tuple[File, ...], tuple[File, ...]]:
    """All files of a language's tree that are no pages; and the pages of revisions, where they are asked for."""
    graph, plan = sources.graph, sources.plan
    files = (
        *permalink_pages(graph, plan, language),
        *gone_pages(graph, plan, language),
        *_files_of_examples(graph, plan, language),
        *machine_files(sources, language),
    )
    return files, tuple(pin_pages(graph, plan, language)) if pins else ()


def language_roots(export: Export, site_url: str) -> list[dict[str, str]]:
    """Every language with its root: absolute, and as the way from this language's root."""
    here = export.language
    up = "" if here == export.languages[0] else "../"
    folders = {tag: language_folder(tag, export.languages) for tag in export.languages}
    return [
        {
            "tag": tag,
            "name": html(export.words[tag]["language_name"]),
            "base": site_url + folder,
            "root": "" if tag == here else up + folder,
        }
        for tag, folder in folders.items()
    ]


def for_templates(words: Mapping[str, str], settings: Settings, language: str) -> dict[str, Any]:
    """What the theme's templates print besides, written for HTML, as they print it as it comes."""
    return {
        "words": {key: html(word) for key, word in words.items()},
        "propose": html(proposing(settings.propose_url, language)),
    }


def _files_of_examples(graph: Graph, plan: Plan, language: str) -> Iterator[File]:
    """Their files and archives, to be published as they are."""
    for example in graph.of(DesignExample):
        address = plan.addresses.get(example.id)
        if address is None or not example.files:
            continue
        folder = url_of(address.path)
        files = graph.catalog.files[example.id].files
        for path, data in files.items():
            yield File(folder + published(path), data, language=language)
        yield File(f"{folder}{example.id}.zip", archive(example.id, files), language=language)


def with_redirects(exported: Export, forms: Collection[str], *, permalinks: bool) -> Export:
    """The default language's tree with redirects in those forms, but for a file that the content brings along."""
    made = redirect_files(exported.plan, exported.languages, forms, permalinks=permalinks)
    own = {str(path) for path in exported.content.others}
    files = tuple(file for file in made if exported.language == exported.languages[0] and file.path not in own)
    return replace(exported, files=(*exported.files, *files))


def write(exported: Export, project: Project, target: Path) -> None:
    """Write the tree to a new folder, with the content's other files (pictures, styles) beside it."""
    for path in exported.content.others:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.content / path, target / path)
    for file in exported.files:
        (target / file.path).parent.mkdir(parents=True, exist_ok=True)
        (target / file.path).write_bytes(file.data)
