"""`patternloom adr accept`: a record's pins set to today's revisions, with the date.

In: options. Out: the record rewritten, and what was done. It asks nobody whether the record's ground still holds: who
runs it says so.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Iterator, Sequence

from patternloom.adr.checking.accept import Accepted
from patternloom.adr.checking.accept import accept as accepted
from patternloom.adr.checking.repinned import successors
from patternloom.adr.verbs.context import Context, WrongUseError, context_of, ending_with_2
from patternloom.problems.findings import did_you_mean, printable
from patternloom.reading.whole_file import replace_bytes

_WANTED = re.compile(r"([a-z0-9-]+)(?:@r([1-9]\d{0,5}))?")


@ending_with_2
def accept(options: argparse.Namespace) -> int:
    """Pin a record's citations to what the entries mean today."""
    context = context_of(options)
    wanted = _wanted(context, options.entries)
    gathered = context.nothing_read()
    gathered.add([options.file])
    if gathered.unreadable:
        raise WrongUseError(str(gathered.unreadable[0].problem()))
    if len(gathered.records) != 1:
        raise WrongUseError(f"'{options.file}' is a folder, expected the file of one record")
    (record,) = gathered.records.values()
    done = accepted(record, context.reference, context.sites, wanted, dt.date.today().isoformat())
    for address, (_, why) in done.left.items():
        print(f"patternloom adr: {printable(f'{address}: {why}')}", file=sys.stderr)
    if done.entries:
        try:
            replace_bytes(record.file.path, record.file.encoded(done.text), follow=True)
        except OSError as error:
            raise WrongUseError(f"{record.file.shown} cannot be written: {error.strerror or error}") from None
    for line in _told(done):
        print(printable(f"{record.file.shown}: {line}"))
    touched = {*done.entries, *done.moved, *(id for id, _ in done.left.values())}
    if missed := sorted(wanted - touched):
        raise WrongUseError(f"{record.file.shown} has no pin of {', '.join(missed)} to an earlier revision")
    if not done.entries and not done.left:
        print(printable(f"{record.file.shown}: every pin is of today's revision"))
    return 1 if done.left else 0


def _told(done: Accepted) -> Iterator[str]:
    """What was done, a line for each id that the record cited or cites."""
    for id, revision in sorted(done.entries.items()):
        yield f"{id} is pinned to r{revision} now"
    for old, (id, merged) in sorted(done.moved.items()):
        why = "which it has become part of" if merged else "its new id"
        yield f"{old} is cited as {id}@r{done.entries[id]} now, {why}"


def _wanted(context: Context, entries: Sequence[str]) -> set[str]:
    """The entries that are named, each known and at its current revision."""
    reference = context.reference
    known = [*reference.entries, *reference.former, *reference.merged]
    found = set()
    for told in entries:
        match = _WANTED.fullmatch(told)
        meant = successors(reference, match[1]) if match else []
        if not match or not meant:
            hint = did_you_mean(match[1] if match else told, known) or "expected ID or ID@rN"
            raise WrongUseError(f"unknown entry '{told}'; {hint}")
        current = meant[0].revision
        if match[2] and len(meant) == 1 and int(match[2]) != current:
            now = f"'{match[1]}'" if meant[0].id == match[1] else f"'{match[1]}' is '{meant[0].id}' now, which"
            raise WrongUseError(f"{now} is at r{current}, not at r{match[2]}: look at what it says today")
        found.add(match[1])
    return found
