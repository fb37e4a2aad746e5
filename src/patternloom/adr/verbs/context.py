"""What every verb of `patternloom adr` needs: the settings, the catalog, what is its own, the words.

In: options and the folder that the command runs in. Out: all of it in one value, or what is wrong with it. No record is
read here.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

from patternloom.adr.checking.gather import Gathered
from patternloom.adr.inputs.addresses import Site, site_of
from patternloom.adr.inputs.reference import Reference
from patternloom.adr.inputs.settings import Settings, find_settings, require_records
from patternloom.adr.inputs.sources import load
from patternloom.adr.language.words import Words, words
from patternloom.problems.findings import PatternloomError, printable, render_text

USUAL = (
    "docs/adr", "docs/adrs", "doc/adr", "doc/adrs", "docs/decisions", "docs/architecture/decisions",
    "doc/architecture/decisions", "docs/architecture/adr", "docs/arch/adr", "architecture/decisions", "adr", "adrs",
    "decisions",
)  # fmt: skip
"""Where projects keep records, from their top on; as far as a project does not say."""


class WrongUseError(Exception):
    """Why a command cannot be run as it was given."""


@dataclass(frozen=True)
class Context:
    """All of it."""

    settings: Settings
    reference: Reference
    sites: Sequence[Site]
    words: Words

    @property
    def root(self) -> Path:
        """The folder that scopes and shown paths begin at."""
        return self.settings.folder

    def nothing_read(self) -> Gathered:
        """A place for records."""
        return Gathered(self.root, self.words, self.reference.catalog.languages)

    def usual(self) -> list[Path]:
        """The folders and files of the project's records.

        Raises:
            PatternloomError: the settings name one that is not there.
        """
        if self.settings.records:
            require_records(self.settings)
            return [self.root / path for path in self.settings.records]
        told = self.root / ".adr-dir"  # as adr-tools keeps it
        if told.is_file() and (named := told.read_text("utf-8", "replace").strip()):
            return [self.root / named]
        return [self.root / path for path in USUAL if (self.root / path).is_dir()]


def require_paths(paths: Sequence[Path]) -> None:
    """See that what somebody names is there; a link that leads nowhere is, and cannot be read.

    Raises:
        WrongUseError: it is not.
    """
    if gone := [path for path in paths if not os.path.lexists(path)]:
        raise WrongUseError(f"there is no file or folder '{gone[0]}'")


def context_of(options: argparse.Namespace) -> Context:
    """The context that options and settings give.

    Raises:
        PatternloomError: the settings or the catalog are wrong.
    """
    settings = find_settings(Path())
    named, folder = (options.wire, Path()) if options.wire else (settings.catalog, settings.folder)
    loaded = load(named, folder, settings.seconds)
    if loaded.note:
        print(f"patternloom: {printable(loaded.note)}", file=sys.stderr)
    prefixes = [loaded.catalog.site, *settings.sites, *(options.sites or ())]
    found = [(prefix, site_of(prefix)) for prefix in prefixes if prefix]
    if wrong := [prefix for prefix, site in found if site is None]:
        raise WrongUseError(
            f"'{wrong[0]}' is no address, expected the beginning of some: https://docs.example.com/ref/"
        )
    sites = list(dict.fromkeys(site for _, site in found if site is not None))
    if not sites:
        told = 'no address is known to be the catalog\'s own, so that no link is judged; set sites = ["https://…/"]'
        print(f"patternloom: {told}", file=sys.stderr)
    return Context(settings, Reference(loaded.catalog), sites, words(settings.statuses, settings.sections))


def ending_with_2(verb: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Wrong use, settings and catalogs end a verb with 2: what they say is no finding about a record."""

    @wraps(verb)
    def run(options: argparse.Namespace) -> int:
        try:
            return verb(options)
        except WrongUseError as error:
            print(f"patternloom adr: {printable(str(error))}", file=sys.stderr)
        except PatternloomError as error:
            print(render_text(error.problems), file=sys.stderr)
        return 2

    return run
