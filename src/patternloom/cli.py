"""The `patternloom` command: its verbs and options, and what each run ends with.

In: arguments. Out: text and an exit status: 0 for success, 1 for a mistake in catalog, content or
macros, 2 for wrong use, 3 where a check did not run. Nothing is imported here that a verb alone needs,
so that each starts as fast as it can.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import re
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from patternloom.problems.streams import FORMATS, escape_unwritable, to_nowhere, whole_streams

if TYPE_CHECKING:
    from collections.abc import Sequence

DIAGRAMS = ("svg", "mermaid")
"""How trees and figures stand in an export, as `site.view` knows them."""


_OF_OTHERS = {
    "help": "write 'patternloom --help'",
    "serve": "'mkdocs serve' shows the site while you write",
    "build": "'mkdocs build' builds the site",
    "new": "'init' begins a catalog, 'adr new' a decision record",
    "lint": "did you mean 'check'?",
    "validate": "did you mean 'check'?",
    "test": "did you mean 'check'?",
}
"""What other programs call what ours, or MkDocs, does otherwise."""


class _Version(argparse.Action):
    """Tells the version, which only then is looked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        print(f"patternloom {version('patternloom')}")
        parser.exit()


class _Verb(argparse.ArgumentParser):
    """The parser of a verb; what a function adds to one that has verbs of its own is added once it is asked for."""

    def __init__(self, *, filled_by: str = "", **others: Any) -> None:
        super().__init__(**others)
        self._filled_by = filled_by

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What is called for each verb that was given."""
        self.fill()
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and what was likely meant."""
        hint = self._meant(message)
        super().error(f"{message}; {hint}" if hint else message)

    def _meant(self, message: str) -> str:
        from patternloom.problems.findings import did_you_mean  # only here, as most runs have no such mistake

        quoted = re.findall(r"'([^']*)'", message)
        if "invalid choice" in message and quoted:
            return _OF_OTHERS.get(quoted[0]) or did_you_mean(quoted[0], quoted[1:], list_up_to=0)
        name, _, more = message.removeprefix("unrecognized arguments: ").partition(" ")
        if not message.startswith("unrecognized arguments: "):
            return ""
        if not name.startswith("-"):
            if re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]+)*", name):
                return "join languages by commas: --languages en,de"
            return f"a folder is named before the verb: patternloom --catalog {name} …"
        own, of_verbs = self._option_string_actions, self._options_of_verbs()
        if name.partition("=")[0] in own:
            return f"it goes before the verb: patternloom {name} {more}".rstrip() + " …"
        return did_you_mean(name.partition("=")[0], {*own, *of_verbs}, list_up_to=0)

    def _options_of_verbs(self) -> set[str]:
        verbs = [action.choices or {} for action in self._actions if isinstance(action, argparse._SubParsersAction)]
        below = [verb for choices in verbs for verb in choices.values() if isinstance(verb, _Verb)]
        return {option for verb in below for option in (*verb._option_string_actions, *verb._options_of_verbs())}

    def fill(self) -> None:
        """Add what the function adds, unless it has."""
        if self._filled_by:
            _named(self._filled_by)(self)
            self._filled_by = ""


def _named(function: str) -> Any:
    """The function that `module:name` names, below our package."""
    module, _, name = function.partition(":")
    return getattr(import_module(f"patternloom.{module}"), name)


def parser() -> argparse.ArgumentParser:
    """All verbs and options."""
    top = _Verb(prog="patternloom", description="A typed catalog of design patterns, woven into a documentation site.")
    top.add_argument("-f", "--config-file", type=Path, help="MkDocs' configuration; mkdocs.yml here unless given")
    told = "; as the configuration says unless given"
    top.add_argument("--catalog", type=Path, help=f"folder of the YAML files{told}")
    top.add_argument("--macros", type=Path, help=f"folder of the Jinja macros{told}")
    top.add_argument("--content", type=Path, help=f"folder of the pages{told}")
    top.add_argument("--version", action=_Version, nargs=0, help="tell the version")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="verb", parser_class=_Verb)

    _verbs_of_a_catalog(verbs)
    _verbs_that_tell(verbs)
    _verbs_of_their_own_folders(verbs)
    return top


def _verbs_of_a_catalog(verbs: argparse._SubParsersAction[_Verb]) -> None:
    """Verbs that read a catalog, and its pages."""
    verb = verbs.add_parser(
        "check",
        help="report every mistake",
        description="Report every mistake in catalog, content, macros and navigation that needs no rendering.",
    )
    verb.add_argument("--render", action="store_true", help="render every language too, and report what that finds")
    verb.add_argument("--format", choices=FORMATS, default="text", help="how to print the report")
    told = "make errors of what the lock does not say: for what must pass before each change lands"
    verb.add_argument("--locked", action="store_true", help=told)
    verb.set_defaults(run="verbs:check")

    told = "Record in the catalog's lock what entries mean and where they stand, and give new statements their keys."
    verb = verbs.add_parser(
        "lock", help="record what entries mean now", description=told, filled_by="lock.command:add_options"
    )
    verb.set_defaults(run="verbs:lock")

    verb = verbs.add_parser(
        "export",
        help="write the Markdown tree",
        description="Write the Markdown tree of one language to a folder, for any site engine.",
    )
    verb.add_argument("folder", type=Path, help="a new or empty folder")
    verb.add_argument("--language", help="a language of the catalog; its first unless given")
    verb.add_argument("--diagrams", choices=DIAGRAMS, default="svg", help="how trees and figures stand in it")
    told = "write a whole project around the tree: mkdocs.yml, docs and overrides, which need no plugin of ours"
    verb.add_argument("--project", action="store_true", help=told)
    verb.set_defaults(run="verbs:export_tree")


def _verbs_that_tell(verbs: argparse._SubParsersAction[_Verb]) -> None:
    """Verbs that say what a catalog may hold, and what it holds."""
    verb = verbs.add_parser(
        "schema",
        help="write the JSON Schemas for editors",
        description="Write the JSON Schemas of editors to the catalog's schema folder, also while it has mistakes.",
    )
    verb.set_defaults(run="verbs:schema")

    verb = verbs.add_parser(
        "stats",
        help="print how much there is",
        description="Print how much the catalog holds, on what it rests, and how many translations may be out of date.",
    )
    verb.set_defaults(run="verbs:stats")


def _verbs_of_their_own_folders(verbs: argparse._SubParsersAction[_Verb]) -> None:
    """Verbs that take more than what is read and published."""
    verb = verbs.add_parser(
        "init",
        help="write a project to start from",
        description="Write a small project to start from: a catalog with its pages, which builds as it is.",
    )
    verb.add_argument("folder", type=Path, help="a new or empty folder")
    told = "tags, such as en,de; the first is the default; %(default)s unless given"
    verb.add_argument("--languages", default="en", help=told)
    verb.set_defaults(run="verbs:init")

    verb = verbs.add_parser(
        "verify",
        help="check the files of the design examples",
        description="Check the files of the design examples: real schemas, servers, engines, and rules between files.",
    )
    verb.add_argument("ids", nargs="*", metavar="ID", help="a design example; all unless given")
    verb.add_argument("--format", choices=FORMATS, default="text", help="how to print the report")
    verb.add_argument(
        "--schemas", type=Path, help="folder of definitions of further custom resources; schemas, beside the catalog"
    )
    verb.add_argument("--setup", action="store_true", help="get Node.js, its packages, kubectl and helm; check nothing")
    verb.set_defaults(run="verbs:verify")

    verbs.add_parser(
        "adr",
        help="check architecture decision records",
        description="Hold architecture decision records against the catalog that they cite.",
        filled_by="adr.command:fill",
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; its exit status."""
    if (
        argv is None
    ):  # of a process of our own, the collector looks at its end through a whole catalog for what ends anyway
        atexit.register(gc.freeze)
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
            print(f"patternloom: {_told(error)}", file=sys.stderr, flush=True)
        return 2
    return status


def _told(error: OSError) -> str:
    """What the system could not do, and to which file, as far as it says."""
    from patternloom.problems.findings import printable

    why = error.strerror or str(error) or type(error).__name__
    return printable(f"{error.filename}: {why}" if error.filename else why)


def _run(argv: Sequence[str] | None) -> int:
    options = parser().parse_args(argv)
    format = getattr(options, "format", "text")
    escape_unwritable(sys.stdout, format)
    from patternloom.problems.findings import PatternloomError

    try:
        status = _named(options.run)(options)
    except PatternloomError as error:
        from patternloom.problems.reports import RENDERINGS

        print(RENDERINGS[format](error.problems))
        return 1
    assert isinstance(status, int)
    return status
