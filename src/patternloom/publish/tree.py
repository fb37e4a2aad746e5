"""A project folder to the Markdown tree of one language: the whole way, for the plugin and the command line.

In: where catalog, macros and content lie. Out: every file of the tree in memory, and what a site
engine needs to know beside it. `write` puts the tree on disk, for any engine.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from patternloom.catalog.graph import Graph, build_graph
from patternloom.catalog.load import Catalog, load
from patternloom.catalog.strings import missing_words
from patternloom.model.examples import DesignExample
from patternloom.problems.findings import Mark, PatternloomError, Problem, did_you_mean, shown
from patternloom.publish.permalinks import permalink_pages
from patternloom.site.example_files import archive, published
from patternloom.site.pages import Plan, plan_pages, url_of
from patternloom.site.render import Rendered, render
from patternloom.text import held


@dataclass(frozen=True, slots=True)
class Project:
    """Where the input lies."""

    root: Path
    """What file names in messages and edit links are relative to."""
    catalog: Path
    macros: Path
    content: Path

    def shown(self, path: Path) -> str:
        """A path as messages name it."""
        path = path.resolve()
        root = self.root.resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project whose catalog has no mistake."""

    project: Project
    catalog: Catalog
    warnings: tuple[Problem, ...]
    language: str
    """To render."""


@dataclass(frozen=True, slots=True)
class Asset:
    """Bytes to publish at a path of the tree."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Export:
    """One language's tree."""

    language: str
    languages: tuple[str, ...]
    files: tuple[Rendered, ...]
    assets: tuple[Asset, ...]
    """Files of the examples and their archives, to be published as they are."""
    words: Mapping[str, Mapping[str, str]]
    """The interface's words, by language."""
    edit_url: str | None
    warnings: tuple[Problem, ...]
    graph: Graph
    plan: Plan


def load_project(project: Project, language: str | None = None) -> Loaded:
    """Load and check; the language is the catalog's first unless named.

    Raises:
        PatternloomError: any mistake in the catalog.
    """
    catalog, warnings = load(project.catalog, project.shown(project.catalog))
    languages = catalog.settings.languages
    chosen = language or languages[0]
    if chosen not in languages:
        settings = f"{project.shown(project.catalog)}/catalog.yaml"
        raise PatternloomError(
            [
                Problem(
                    Mark(settings),
                    f"unknown language {shown(chosen)}",
                    did_you_mean(chosen, languages),
                    rule="language",
                )
            ]
        )
    return Loaded(project, catalog, warnings, chosen)


def render_project(loaded: Loaded, hold: held.Hold = held.plain) -> Export:
    """Render the language that was chosen; with `held.marked`, pages say what an engine need not read.

    Raises:
        PatternloomError: any mistake in content or macros, and words that are missing.
    """
    project, catalog, language = loaded.project, loaded.catalog, loaded.language
    if problems := missing_words(catalog.strings, project.shown(project.catalog)):
        raise PatternloomError(problems)
    graph = build_graph(catalog)
    plan = plan_pages(graph, project.content, project.shown(project.content))
    files = (*render(graph, plan, language, project.macros, hold), *permalink_pages(graph, plan, language))
    assets = tuple(_assets(graph, plan))
    settings = catalog.settings
    return Export(
        language, settings.languages, files, assets, catalog.strings, settings.edit_url, loaded.warnings, graph, plan
    )


def export(project: Project, language: str | None = None) -> Export:
    """Both of these at once."""
    return render_project(load_project(project, language))


def _assets(graph: Graph, plan: Plan) -> Iterator[Asset]:
    for example in graph.of(DesignExample):
        address = plan.addresses.get(example.id)
        if address is None or not example.files:
            continue
        folder = url_of(address.path)
        files = graph.catalog.files[example.id].files
        yield from (Asset(folder + published(path), data) for path, data in files.items())
        yield Asset(f"{folder}{example.id}.zip", archive(example.id, files))


def write(exported: Export, project: Project, target: Path) -> None:
    """Write the tree to a new folder, with the content's other files (pictures, styles) beside it."""
    for source in sorted(project.content.rglob("*")):
        if source.is_file() and source.suffix != ".md":
            copy = target / source.relative_to(project.content)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
    for path, data in (
        *((file.path, file.text.encode()) for file in exported.files),
        *((asset.path, asset.data) for asset in exported.assets),
    ):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(data)
