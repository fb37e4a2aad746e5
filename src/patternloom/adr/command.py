"""The verbs of `patternloom adr` and their options.

In: the parser of `adr`, once it is asked for. Out: the same, filled. What a verb does stands in a module of its own,
which is imported when it is run.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from patternloom.problems.streams import FORMATS


def fill(parser: argparse.ArgumentParser) -> None:
    """Add every verb."""
    verbs = parser.add_subparsers(dest="adr_verb", required=True, metavar="verb")
    _check(verbs.add_parser("check", help="report what is wrong with records", description=_CHECK))
    _accept(verbs.add_parser("accept", help="pin a record's citations anew", description=_ACCEPT))
    _new(verbs.add_parser("new", help="begin a record", description=_NEW))
    _index(verbs.add_parser("index", help="list which record decides on what", description=_INDEX))


_CHECK = "Report citations that lead nowhere, or to what has changed its meaning, and decisions that do not fit."
_ACCEPT = "Pin a record's citations to today's revisions, after you have looked at what changed; the record says when."

_NEW = "Begin a decision record: options, drivers, pros and cons from the catalog, with pinned links."
_INDEX = "Write which record decides on which pattern, as JSON: for a site that tells of it."


def of_a_catalog(verb: argparse.ArgumentParser) -> None:
    """Options that say which catalog is meant."""
    told = "a catalog.json, or the address of a site; as the settings say unless given"
    verb.add_argument("--catalog", dest="wire", metavar="FILE-OR-ADDRESS", help=told)
    told = "a prefix of addresses that are the catalog's, beside those that it and the settings name; may be repeated"
    verb.add_argument("--site", dest="sites", action="append", metavar="PREFIX", help=told)


def _check(verb: argparse.ArgumentParser) -> None:
    told = "folders and files of records; as the settings say, or the usual folders, unless given"
    verb.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=told)
    of_a_catalog(verb)
    verb.add_argument("--fix", action="store_true", help="rewrite what is certain, and report the rest")
    verb.add_argument("--format", choices=FORMATS, default="text", help="how to print the report")
    verb.add_argument(
        "--since", metavar="REV", help="report on what this branch changed since it left a revision of git"
    )
    verb.add_argument("--strict", action="store_true", help="end with 1 where there are warnings alone, too")
    verb.add_argument(
        "--explain", nargs="?", const="", metavar="RULE", help="say what a rule means, or list all of them"
    )
    verb.set_defaults(run="adr.verbs.run_check:check")


def _accept(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", type=Path, help="the record")
    verb.add_argument(
        "entries", nargs="*", metavar="ID@rN", help="entries that were looked at; all that are pinned unless given"
    )
    of_a_catalog(verb)
    verb.set_defaults(run="adr.verbs.run_accept:accept")


def _new(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("title", help="what is decided, in a few words")
    verb.add_argument("--about", required=True, metavar="ID", help="the group or pattern that it is about")
    told = "as the records there have it, or madr, unless given"
    verb.add_argument("--template", choices=("madr", "nygard"), help=told)
    told = "the language to write in; that of the records there, or the catalog's first, unless given"
    verb.add_argument("--lang", metavar="LANGUAGE", help=told)
    verb.add_argument("--folder", type=Path, help="where records lie; the usual folder unless given")
    of_a_catalog(verb)
    verb.set_defaults(run="adr.verbs.run_new:new")


def _index(verb: argparse.ArgumentParser) -> None:
    told = "folders and files of records; as the settings say, or the usual folders, unless given"
    verb.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=told)
    verb.add_argument("--out", type=Path, metavar="FILE", help="where to write it; printed unless given")
    told = "what the addresses of the records begin with: https://git.example.com/shop/blob/main/"
    verb.add_argument("--url", metavar="PREFIX", help=told)
    of_a_catalog(verb)
    verb.set_defaults(run="adr.verbs.run_index:index")
