"""The `patternloom` command: a verb a function, each a thin call of the functions the plugin uses.

In: arguments. Out: text and an exit status: 0 for success, 1 for a mistake in catalog, content or
macros, 2 for wrong use. Nothing here knows how a page is made.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from patternloom.catalog.evidence import evidence_of
from patternloom.catalog.load import Catalog, load, outline_at
from patternloom.model.examples import DesignExample
from patternloom.model.schema import write_schemas
from patternloom.problems.findings import PatternloomError
from patternloom.problems.reports import RENDERINGS
from patternloom.publish.tree import Project, export, write


def _project(options: argparse.Namespace) -> Project:
    return Project(Path.cwd(), options.catalog, options.macros, options.content)


def check(options: argparse.Namespace) -> int:
    """Load the catalog and report every mistake and warning."""
    project = _project(options)
    catalog, warnings = load(project.catalog, project.shown(project.catalog))
    if options.format == "text":
        _print_age(catalog)
    print(RENDERINGS[options.format](warnings))
    return 0


def _print_age(catalog: Catalog) -> None:
    """How long ago the design examples were checked. Only here: what pages say depends on files, never on the day."""
    examples = [id for id, entry in catalog.entries.items() if isinstance(entry, DesignExample)]
    dates = sorted((date, id) for id in examples if (date := evidence_of(catalog.files[id]).date))
    if dates:
        (date, id), days = dates[0], (dt.date.today() - dt.date.fromisoformat(dates[0][0])).days
        print(f"design examples with evidence: {len(dates)}; the oldest is of {date}, {days} days ago ({id})")


def export_tree(options: argparse.Namespace) -> int:
    """Write the Markdown tree of one language to a folder, for any site engine."""
    if options.folder.exists() and (not options.folder.is_dir() or any(options.folder.iterdir())):
        print(f"patternloom export: '{options.folder}' exists and is not an empty folder", file=sys.stderr)
        return 2
    project = _project(options)
    exported = export(project, options.language)
    write(exported, project, options.folder)
    print(f"{len(exported.files)} files in '{exported.language}' written to {options.folder}")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Write the JSON Schemas that editors use to the catalog's schema folder, also while it has mistakes."""
    outline = outline_at(options.catalog)
    for path in write_schemas(options.catalog, outline.languages, outline.words, outline.kinds):
        print(path)
    return 0


def parser() -> argparse.ArgumentParser:
    """All verbs and options."""
    top = argparse.ArgumentParser(
        prog="patternloom", description="A typed catalog of design patterns, woven into a documentation site."
    )
    top.add_argument("--catalog", type=Path, default=Path("catalog"), help="folder of the YAML files")
    top.add_argument("--macros", type=Path, default=Path("macros"), help="folder of the Jinja macros")
    top.add_argument("--content", type=Path, default=Path("content"), help="folder of the pages")
    top.add_argument("--version", action="version", version=f"patternloom {version('patternloom')}")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="verb")

    verb = verbs.add_parser("check", help="report every mistake in the catalog", description=check.__doc__)
    verb.add_argument("--format", choices=sorted(RENDERINGS), default="text", help="how to print the report")
    verb.set_defaults(run=check)

    verb = verbs.add_parser("export", help="write the Markdown tree", description=export_tree.__doc__)
    verb.add_argument("folder", type=Path, help="a new or empty folder")
    verb.add_argument("--language", help="a language of the catalog; its first unless given")
    verb.set_defaults(run=export_tree)

    verb = verbs.add_parser("schema", help="write the JSON Schemas for editors", description=schema.__doc__)
    verb.set_defaults(run=schema)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; its exit status."""
    options = parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that has no such letter still gets the report
    try:
        try:
            status = options.run(options)
        except PatternloomError as error:
            print(RENDERINGS[getattr(options, "format", "text")](error.problems))
            status = 1
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. What Python still wants to write at its end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"patternloom: {error.filename or ''}: {error.strerror}", file=sys.stderr)
        return 2
    assert isinstance(status, int)
    return status
