"""Teams' decision records as a site tells of them: read from indexes and folders, held against the catalog.

In: what the option `records` names, and the catalog. Out: which records decide on which entries; and what is wrong with
them, or speaks of entries that there are none of. It judges no record: `patternloom adr check` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from patternloom.catalog.load import Catalog
from patternloom.model.values import is_language
from patternloom.problems.findings import Findings, Mark, PatternloomError, Problem, did_you_mean, shown
from patternloom.reading.folder import file_text
from patternloom.site.decisions import Decided, Decisions, decisions
from patternloom.wire.read import read_index
from patternloom.wire.types import Record

UNKNOWN = "unknown"


def read_decisions(
    paths: Iterable[Path], named: Callable[[Path], str], catalog: Catalog, problems: Findings
) -> Decisions:
    """All records of the paths; `named` is how messages call one."""
    found = []
    for path in paths:
        name = named(path)
        found += [_decided(record, name, catalog, problems) for record in _records(path, name, problems)]
    return decisions(record for record in found if record.about)


def _records(path: Path, name: str, problems: Findings) -> tuple[Record, ...]:
    text = file_text(path, name, problems, "an index of records, as 'patternloom adr index' writes it")
    if text is None:
        return ()
    try:
        return read_index(text, name).records
    except PatternloomError as error:
        problems.extend(error.problems)
        return ()


def _decided(record: Record, name: str, catalog: Catalog, problems: Findings) -> Decided:
    """A record with what of it a page can show."""
    problems.extend(_wrong(record, name, catalog))
    return Decided(
        title=record.title,
        status=record.status or UNKNOWN,
        date=record.date or "",
        language=record.language if record.language and is_language(record.language) else "",
        address=record.url if record.url and _leads_somewhere(record.url) else "",
        path=record.path,
        about=tuple(one.id for one in record.decides if one.id in catalog.entries),
    )


def _wrong(record: Record, name: str, catalog: Catalog) -> Iterator[Problem]:
    mark = Mark(name)
    of = f"of record {shown(record.path)}"
    if record.url and not _leads_somewhere(record.url):
        yield Problem(mark, f"address {shown(record.url)} {of}, expected one of http or https", rule="url")
    if record.language and not is_language(record.language):
        message = f"language {shown(record.language)} {of}, expected a tag such as 'en'"
        yield Problem(mark, message, rule="language")
    for one in record.decides:
        if one.id not in catalog.entries:
            message = f"unknown id {shown(one.id)} {of}, expected an id of the catalog"
            hint = did_you_mean(one.id, catalog.entries, list_up_to=0)
            yield Problem(mark, message, hint, severity="warning", rule="dangling-reference")


def _leads_somewhere(address: str) -> bool:
    """Whether a page may link it: a record says what it likes."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
