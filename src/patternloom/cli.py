"""The `patternloom` command: a verb a function, each a thin call of the functions the plugin uses.

In: arguments. Out: text and an exit status: 0 for success, 1 for a mistake in catalog, content or
macros, 2 for wrong use, 3 where a check did not run. Nothing here knows how a page is made.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import get_args

from patternloom import upkeep
from patternloom.catalog.load import outline_at
from patternloom.lock.command import add_options
from patternloom.model.schema import write_schemas
from patternloom.problems.findings import Mark, PatternloomError, Problem
from patternloom.problems.reports import RENDERINGS
from patternloom.problems.streams import escape_unwritable, to_nowhere, whole_streams
from patternloom.publish.portable import write_project
from patternloom.publish.project import Project
from patternloom.publish.scratch import replacing
from patternloom.publish.tree import export, write
from patternloom.reading import defaults
from patternloom.reading.configuration import PLUGIN, Configuration, no_pages, read_configuration
from patternloom.reading.raw_settings import raw_settings
from patternloom.site.view import DiagramForm


def _project(options: argparse.Namespace) -> Project:
    """Folders as the options name them, else as `mkdocs.yml` does, else those of the usual names here."""
    configuration = _configuration(options.config_file)
    folder = configuration.folder if configuration else Path()
    return Project(
        root=folder.resolve(),
        catalog=options.catalog or (configuration.catalog if configuration else folder / "catalog"),
        macros=options.macros or (configuration.macros if configuration else defaults.own_macros(folder)),
        content=options.content or (configuration.content if configuration else folder / "content"),
        site_url=configuration.site_url if configuration else "",
        site_name=str(raw_settings(configuration.path).get("site_name") or "") if configuration else "",
        configuration=configuration,
        left_out=no_pages(configuration.left_out if configuration else ()),
        plugins=configuration.plugins if configuration else frozenset(),
        folders=configuration.folders if configuration else True,
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
    return upkeep.check(_input(options), options)


def lock(options: argparse.Namespace) -> int:
    """Record in the catalog's lock what entries mean and where they stand, and give new statements their keys."""
    return upkeep.lock(_input(options), options)


def stats(options: argparse.Namespace) -> int:
    """Print how much the catalog holds, on what its claims rest, and how many translations may be out of date."""
    return upkeep.stats(_input(options))


def _input(options: argparse.Namespace) -> upkeep.Input:
    project = _project(options)
    return upkeep.Input(project, pages=not _without_pages(options, project))


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
    if options.project and project.configuration is None:
        print("patternloom export: --project needs a configuration, and there is no mkdocs.yml here", file=sys.stderr)
        return 2
    project = replace(project, folders=project.folders and not options.project)
    exported = export(project, options.language, options.diagrams, navigation=False)  # the tree has none
    with replacing(options.folder) as folder:
        (write_project if options.project else write)(exported, project, folder)
    print(f"{len(exported.files)} files in '{exported.language}' written to {options.folder}")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Write the JSON Schemas that editors use to the catalog's schema folder, also while it has mistakes."""
    folder = _project(options).catalog
    outline = outline_at(folder)
    for path in write_schemas(folder, outline.languages, outline.words, outline.kinds):
        print(path)
    return 0


def init(options: argparse.Namespace) -> int:
    """Write a small project to start from: a catalog with its pages, which builds as it is."""
    from patternloom.starter.create import RefusedError, create  # only here: no other verb waits for names of languages

    try:
        written = create(options.folder, options.languages)
    except RefusedError as error:
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
    project = _project(options)
    schemas = options.schemas or project.catalog.parent / "schemas"
    return command.verify(project, options.ids, schemas, options.format)


def parser() -> argparse.ArgumentParser:
    """All verbs and options."""
    top = argparse.ArgumentParser(
        prog="patternloom", description="A typed catalog of design patterns, woven into a documentation site."
    )
    top.add_argument("-f", "--config-file", type=Path, help="MkDocs' configuration; mkdocs.yml here unless given")
    told = "; as the configuration says unless given"
    top.add_argument("--catalog", type=Path, help=f"folder of the YAML files{told}")
    top.add_argument("--macros", type=Path, help=f"folder of the Jinja macros{told}")
    top.add_argument("--content", type=Path, help=f"folder of the pages{told}")
    top.add_argument("--version", action="version", version=f"patternloom {version('patternloom')}")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="verb")

    verb = verbs.add_parser("check", help="report every mistake", description=check.__doc__)
    verb.add_argument("--render", action="store_true", help="render every language too, and report what that finds")
    told = "make errors of what the lock does not say: for what must pass before each change lands"
    verb.add_argument("--locked", action="store_true", help=told)
    verb.add_argument("--format", choices=sorted(RENDERINGS), default="text", help="how to print the report")
    verb.set_defaults(run=check)

    verb = verbs.add_parser("export", help="write the Markdown tree", description=export_tree.__doc__)
    verb.add_argument("folder", type=Path, help="a new or empty folder")
    verb.add_argument("--language", help="a language of the catalog; its first unless given")
    verb.add_argument(
        "--diagrams", choices=get_args(DiagramForm), default="svg", help="how trees and figures stand in it"
    )
    told = "write a whole project around the tree: mkdocs.yml, docs and overrides, which need no plugin of ours"
    verb.add_argument("--project", action="store_true", help=told)
    verb.set_defaults(run=export_tree)

    verb = verbs.add_parser("schema", help="write the JSON Schemas for editors", description=schema.__doc__)
    verb.set_defaults(run=schema)

    verb = verbs.add_parser("stats", help="print how much there is", description=stats.__doc__)
    verb.set_defaults(run=stats)

    _verbs_of_their_own_folders(verbs)
    return top


def _verbs_of_their_own_folders(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Verbs that take more than what is read and published."""
    verb = verbs.add_parser("init", help="write a project to start from", description=init.__doc__)
    verb.add_argument("folder", type=Path, help="a new or empty folder")
    told = "tags, such as en,de; the first is the default; %(default)s unless given"
    verb.add_argument("--languages", default=defaults.COMPLETE, help=told)
    verb.set_defaults(run=init)

    verb = verbs.add_parser("lock", help="record what entries mean now", description=lock.__doc__)
    add_options(verb)
    verb.set_defaults(run=lock)

    verb = verbs.add_parser("verify", help="check the files of the design examples", description=verify.__doc__)
    verb.add_argument("ids", nargs="*", metavar="ID", help="a design example; all unless given")
    verb.add_argument("--format", choices=sorted(RENDERINGS), default="text", help="how to print the report")
    verb.add_argument(
        "--schemas", type=Path, help="folder of definitions of further custom resources; schemas, beside the catalog"
    )
    verb.add_argument("--setup", action="store_true", help="get Node.js, its packages, kubectl and helm; check nothing")
    verb.set_defaults(run=verify)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; its exit status."""
    whole_streams()
    try:
        try:
            status = _run(argv)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        to_nowhere(sys.stdout)  # the reader has seen enough
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        to_nowhere(sys.stdout)
        with suppress(OSError):
            print(f"patternloom: {error.filename or ''}: {error.strerror}", file=sys.stderr, flush=True)
        return 2
    return status


def _run(argv: Sequence[str] | None) -> int:
    options = parser().parse_args(argv)
    format = getattr(options, "format", "text")
    escape_unwritable(sys.stdout, as_json=format in ("json", "sarif"))
    try:
        status = options.run(options)
    except PatternloomError as error:
        print(RENDERINGS[format](error.problems))
        return 1
    assert isinstance(status, int)
    return status
