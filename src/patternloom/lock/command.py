"""The options of `patternloom lock`, and what it prints.

In: arguments, and a catalog with what its pages show. Out: orders for `run`, lines of text, an exit status. It records
nothing itself.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from patternloom.catalog.load import Catalog
from patternloom.lock.fields import is_release
from patternloom.lock.orders import FieldsById, Orders
from patternloom.lock.record import Record
from patternloom.lock.run import lock
from patternloom.model.values import string_issue
from patternloom.problems.findings import did_you_mean, shown


class UsageError(Exception):
    """Options that make no sense together, or of a wrong form."""


@dataclass(frozen=True, slots=True)
class Where:
    """What there is to record."""

    root: Path
    """The catalog's folder."""
    shown: str
    """Its name in messages."""
    catalog: Catalog
    records: Mapping[str, Record] | None
    addresses: Mapping[str, str] | None
    """Where pages show entries; None where there are no pages."""


def record(where: Where, options: argparse.Namespace) -> int:
    """Run it; its exit status.

    Raises:
        PatternloomError: more must be said first, or something is used again or gone.
        UsageError: the options are wrong.
    """
    orders = orders_of(options, where.catalog.settings.languages)
    done = lock(where.root, where.shown, where.catalog, where.records or {}, where.addresses, orders)
    files = len(done.files)
    print(*done.told, sep="\n", end="\n" if done.told else "")
    print(f"{files} file{'' if files == 1 else 's'} written" if files else "nothing is new")
    return 0


def orders_of(options: argparse.Namespace, languages: Sequence[str], today: dt.date | None = None) -> Orders:
    """What the options order."""
    if options.release and not is_release(options.release):
        raise UsageError(f"release {shown(options.release)}, expected a version such as 0.1.0")
    if options.release and options.ids:
        raise UsageError("--release takes all entries along, expected no id beside it")
    editorial, revision = _fields(options.editorial), _fields(options.revision)
    for id, named in editorial.items():
        if both := sorted((named or set()) & (revision.get(id) or set())):
            raise UsageError(f"--editorial and --revision of {shown(f'{id}:{both[0]}')}, expected one of the two")
    return Orders(
        today=today or dt.date.today(),
        only=frozenset(options.ids),
        reason=_reason(options.reason, languages),
        editorial=editorial,
        revision=revision,
        confirm=_fields(options.confirm, whole=True),
        release=options.release,
    )


def _reason(given: Sequence[str], languages: Sequence[str]) -> dict[str, str]:
    """The reason in every language, in their order."""
    found: dict[str, str] = {}
    for text in given:
        language, equals, reason = text.partition("=")
        if not equals or language not in languages:
            near = did_you_mean(language, languages, list_up_to=0)
            expected = f"expected one of {', '.join(f'{one}=…' for one in languages)}"
            raise UsageError(f"reason {shown(text)}, {expected}" + (f"; {near}" if near else ""))
        if language in found:
            raise UsageError(f"two reasons in {shown(language)}, expected one")
        if issue := string_issue(reason, f"a reason in {shown(language)}", lines=False):
            raise UsageError(issue.message)
        found[language] = " ".join(reason.split())
    if missing := [language for language in languages if found and language not in found]:
        wanted = ", ".join(f'--reason {language}="…"' for language in missing)
        raise UsageError(f"a reason in {', '.join(found)} alone, expected {wanted} as well")
    return {language: found[language] for language in languages if found}


def _fields(given: Sequence[str], *, whole: bool = False) -> FieldsById:
    """Id → fields, of `ID:FIELD`; where `whole`, an id alone stands for all of its fields."""
    found: dict[str, frozenset[str] | None] = {}
    for text in given:
        id, colon, name = text.partition(":")
        if not id or (colon and not name) or not (colon or whole):
            raise UsageError(
                f"found {shown(text)}, expected {'an id, or ' * whole}an id and a field, such as saga:summary"
            )
        before = found.get(id, frozenset())
        found[id] = before | {name} if colon and before is not None else None
    return found


def add_options(verb: argparse.ArgumentParser) -> None:
    """The options, on the command line's parser."""
    verb.add_argument("ids", nargs="*", metavar="ID", help="an entry to record; all of them unless given")
    told = "why meanings changed, once for each language: en=…; needed from an entry's second revision on"
    verb.add_argument("--reason", action="append", default=[], metavar="LANGUAGE=TEXT", help=told)
    told = "a field whose wording alone changed: the revision stays, and the reason stands beside the old text"
    verb.add_argument("--editorial", action="append", default=[], metavar="ID:FIELD", help=told)
    told = "a field whose meaning changed, though its text did in one language alone"
    verb.add_argument("--revision", action="append", default=[], metavar="ID:FIELD", help=told)
    told = "a translation that was compared with its original, or all of an entry's"
    verb.add_argument("--confirm", action="append", default=[], metavar="ID[:FIELD]", help=told)
    verb.add_argument("--release", metavar="VERSION", help="stamp all that came out with no release yet: 0.1.0")
