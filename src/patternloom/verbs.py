"""What each verb of the `patternloom` command does: thin calls of the functions that the plugin uses too.

In: options. Out: text, and an exit status. Which verbs and options there are, and what a failure ends with, `cli` says;
nothing here knows how a page is made.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

from patternloom.problems.findings import Mark, PatternloomError, Problem, shown
from patternloom.problems.reports import RENDERINGS
from patternloom.publish.cached_checks import cached_check
from patternloom.publish.project import Project
from patternloom.reading import defaults
from patternloom.reading.configuration import PLUGIN, Configuration, read_configuration
from patternloom.reading.wrong_settings import missing


def _project(options: argparse.Namespace, *, pages: bool = True) -> Project:
    """Folders as the options name them, else as `mkdocs.yml` does, else those of the usual names here.

    Those of pages need not be there for what reads the catalog alone.
    """
    if configuration := _configuration(options.config_file):
        project = Project.configured(configuration.folder.resolve(), configuration)
        instead = {"docs_dir": options.content, "catalog": options.catalog, "macros": options.macros}
        named = [path for path in configuration.paths if not instead.get(path.option)]
        needed = [path for path in named if pages or path.option == "catalog"]
        if lost := list(missing(needed, configuration.folder)):
            raise PatternloomError(lost)
    else:
        here = Path()
        project = Project(here.resolve(), here / "catalog", defaults.own_macros(here), here / "content")
    return replace(
        project,
        catalog=options.catalog or project.catalog,
        macros=options.macros or project.macros,
        content=options.content or project.content,
    )


def _configuration(named: Path | None) -> Configuration | None:
    """The file that is named, or one of the usual name here that lists our plugin."""
    if named is not None:
        found = read_configuration(named)
        if found is None:
            message = f"no plugin '{PLUGIN}' below plugins:, expected the configuration of a site of ours"
            raise PatternloomError([Problem(Mark(str(named)), message, rule="file")])
        return found
    there = (path for path in (Path("mkdocs.yml"), Path("mkdocs.yaml")) if path.is_file())
    return next(filter(None, map(read_configuration, there)), None)


def check(options: argparse.Namespace) -> int:
    """Report every mistake and warning in catalog, content, macros and navigation that rendering is not needed for."""
    try:
        project = _project(options)
    except PatternloomError as error:
        raise PatternloomError([*error.problems, *_in_the_catalog(options)]) from None
    pages = not _without_pages(options, project)
    if project.configuration is None and not options.catalog and Path("mkdocs.yml").is_file():
        checked = (
            "the catalog and content/ are checked, and no navigation"
            if pages
            else "the catalog is checked, and no page"
        )
        print(f"mkdocs.yml lists no plugin '{PLUGIN}': {checked}", file=sys.stderr)
    plain = pages and not options.locked and not options.render
    told = cached_check(project, dt.date.today()) if plain else None
    if told is None:
        from patternloom import upkeep  # only here: what nobody has changed since the last check is not read again

        told = upkeep.check(project, pages=pages, locked=options.locked, render=options.render)
    age, warnings = told
    if age and options.format == "text":
        print(age)
    print(RENDERINGS[options.format](warnings))
    return 0


def _in_the_catalog(options: argparse.Namespace) -> tuple[Problem, ...]:
    """What is wrong in the catalog of the usual name, where the configuration cannot tell another."""
    from patternloom.catalog.load import examine

    folder = options.config_file.parent if options.config_file else Path()
    root = options.catalog or folder / "catalog"
    name = options.catalog.as_posix() if options.catalog else "catalog"
    return examine(root, name).problems if root.is_dir() else ()


def lock(options: argparse.Namespace) -> int:
    """Record in the catalog's lock what entries mean and where they stand, and give new statements their keys."""
    from patternloom import upkeep

    project = _project(options)
    return upkeep.lock(project, options, pages=not _without_pages(options, project))


def stats(options: argparse.Namespace) -> int:
    """Print how much the catalog holds, on what its claims rest, and how many translations may be out of date."""
    from patternloom import upkeep

    return upkeep.stats(_project(options))


def _without_pages(options: argparse.Namespace, project: Project) -> bool:
    """Whether a catalog is meant that nobody makes pages of yet, or another than that of the pages here."""
    if options.content or options.config_file:
        return False
    return options.catalog is not None or (project.configuration is None and not project.content.is_dir())


def export_tree(options: argparse.Namespace) -> int:
    """Write the Markdown tree of one language to a folder, for any site engine."""
    if options.folder.exists() and (not options.folder.is_dir() or any(options.folder.iterdir())):
        print(f"patternloom export: '{options.folder}' exists and is not an empty folder", file=sys.stderr)
        return 2
    project = _project(options)
    inputs = (project.content, project.catalog, *filter(None, [project.macros]))
    if within := next((one for one in inputs if options.folder.resolve().is_relative_to(one.resolve())), None):
        print(
            f"patternloom export: '{options.folder}' lies in '{within}', which is read, expected another folder",
            file=sys.stderr,
        )
        return 2
    if options.project and project.configuration is None:
        print("patternloom export: --project needs a configuration, and there is no mkdocs.yml here", file=sys.stderr)
        return 2
    from patternloom.publish.placing.scratch import replacing
    from patternloom.publish.portable import write_project  # only here: a check makes no page
    from patternloom.publish.tree import export, write

    project = replace(project, folders=project.folders and not options.project)
    # The tree alone has none.
    exported = export(project, options.language, options.diagrams, navigation=options.project)
    with replacing(options.folder) as folder:
        (write_project if options.project else write)(exported, project, folder)
    print(f"{len(exported.files)} files in '{exported.language}' written to {options.folder}")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Write the JSON Schemas that editors use to the catalog's schema folder, also while it has mistakes."""
    from patternloom.catalog.load import outline_at  # only here: no other verb waits for what makes schemas
    from patternloom.model.schema import write_schemas

    folder = _project(options, pages=False).catalog
    outline = outline_at(folder)
    for path in write_schemas(folder, outline.languages, outline.words, outline.kinds):
        print(path)
    return 0


def init(options: argparse.Namespace) -> int:
    """Write a small project to start from: a catalog with its pages, which builds as it is."""
    from patternloom.starter.create import (  # only here: no other verb waits for names of languages
        NotCreatedError,
        create,
    )

    try:
        written = create(options.folder, options.languages)
    except NotCreatedError as error:
        print("\n".join(f"patternloom init: {line}" for line in str(error).splitlines()), file=sys.stderr)
        return 2
    print(*written, sep="\n")
    print(f"{len(written)} files in {options.folder}; README.md there says how to go on, `mkdocs serve` shows the site")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Check the files of the design examples: real schemas, servers and engines, and rules between files."""
    from patternloom.verify import command  # only here: no other verb waits for what the checks load

    if options.setup:
        return command.setup()
    project = _project(options, pages=False)
    schemas = options.schemas or project.catalog.parent / "schemas"
    if options.schemas and not schemas.is_dir():
        wanted = "expected a folder of CustomResourceDefinitions"
        print(f"patternloom verify: no folder {shown(schemas.as_posix())} for --schemas, {wanted}", file=sys.stderr)
        return 2
    return command.verify(project, options.ids, schemas, options.format)
