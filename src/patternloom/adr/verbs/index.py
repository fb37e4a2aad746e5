"""Which record decides on what: an index of records, for a site that tells of them.

In: records and the catalog that they cite. Out: the published form of an index, and the records that could not be read.
It judges nothing: a record that is superseded, or cites what is gone, stands there as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from patternloom.adr.checking.findings import Finding
from patternloom.adr.checking.judge import Judge
from patternloom.adr.inputs.addresses import cited
from patternloom.adr.record.record import Named
from patternloom.adr.record.record import Record as Understood
from patternloom.adr.record.understand import document_of
from patternloom.adr.verbs.context import Context
from patternloom.adr.verbs.particulars import day_of, title_of
from patternloom.wire.types import VERSION, Decision, Record, RecordIndex

_REVISION = re.compile(r"r([1-9]\d{0,5})")


def index_of(context: Context, paths: Iterable[Path], url: str = "") -> tuple[RecordIndex, list[Finding]]:
    """The records below the paths that choose something; `url` is what their addresses begin with."""
    gathered = context.nothing_read()
    gathered.add(paths)
    judge = Judge(context.reference)
    made = (_entry(context, judge, record, url) for _, record in sorted(gathered.records.items()))
    return RecordIndex(version=VERSION, records=tuple(one for one in made if one.decides)), gathered.unreadable


def _entry(context: Context, judge: Judge, record: Understood, url: str) -> Record:
    path = record.file.shown
    first: dict[str, Decision] = {}
    for one in _decisions(context, judge, record):
        first.setdefault(one.id, one)
    decides = tuple(first.values())
    # Read once more only for what chooses something: most of a folder's files do not.
    document = document_of(record.file) if decides else None
    return Record(
        path=path,
        url=f"{url.rstrip('/')}/{quote(path, errors='surrogateescape')}" if url else None,
        title=title_of(document, path) if document else "",
        status=record.status,
        date=day_of(document, path) if document else None,
        language=record.language,
        decides=decides,
    )


def _decisions(context: Context, judge: Judge, record: Understood) -> Iterator[Decision]:
    """What it chooses, in its order, by the ids of today."""
    for one in record.chosen:
        if isinstance(one, Named):
            revision, key = one.revision, one.key
            entry = judge.named(one.id, revision, key).entry
        else:
            ours = cited(one.address, context.sites, judge.languages) if "//" in one.address else None
            entry = judge.link(ours, record.language).entry if ours else None
            match = _REVISION.fullmatch(ours.revision) if ours else None
            revision, key = int(match[1]) if match else None, ours.anchor.rpartition(".")[2] if ours else ""
        if entry is not None:
            keys = {key for revision in entry.revisions for key in revision.keys}
            yield Decision(id=entry.id, revision=revision, key=key if key in keys else None)
