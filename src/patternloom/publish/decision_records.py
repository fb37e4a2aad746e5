"""Teams' decision records as a site tells of them: read from indexes and folders, held against the catalog.

In: what the option `records` names, and the catalog. Out: which records decide on which entries; and what is wrong with
them, or speaks of entries that there are none of. It judges no record: `patternloom adr check` does.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from patternloom.adr.inputs.addresses import leads_somewhere, site_of
from patternloom.adr.inputs.reference import Reference
from patternloom.adr.inputs.settings import find_settings
from patternloom.adr.language.words import words
from patternloom.adr.verbs.context import Context
from patternloom.adr.verbs.index import index_of
from patternloom.catalog.graph import Graph
from patternloom.lock.gone import Past
from patternloom.model.values import is_language
from patternloom.problems.findings import Findings, Mark, PatternloomError, Problem, did_you_mean, shown
from patternloom.publish.machine_files.api import Api
from patternloom.reading.folder import file_text
from patternloom.site.decisions import Decided, Decisions, decisions
from patternloom.site.links import Links
from patternloom.site.pages import Plan
from patternloom.wire.read import read_index
from patternloom.wire.types import Catalog as Published
from patternloom.wire.types import Record

UNKNOWN = "unknown"


def read_decisions(
    paths: Iterable[Path], named: Callable[[Path], str], graph: Graph, plan: Plan, problems: Findings
) -> Decisions:
    """All records of the paths; `named` is how messages call one."""
    links = Links(graph, plan, "index.md", graph.catalog.settings.languages[0])
    published = cache(lambda: Api(links, plan.past.records).catalog())
    found = []
    for path in paths:
        name = named(path)
        records = (
            _in_folder(path, name, published(), problems) if os.path.isdir(path) else _in_index(path, name, problems)
        )
        found += [_decided(record, name, plan.past, problems) for record in records]
    return decisions(record for record in found if record.about)


def _in_folder(path: Path, name: str, published: Published, problems: Findings) -> tuple[Record, ...]:
    """Its records, read as the settings of their own project say; messages name files below `name`."""
    try:
        settings = find_settings(path)
    except PatternloomError as error:
        problems.extend(error.problems)
        return ()
    sites = dict.fromkeys(filter(None, map(site_of, (published.site, *settings.sites))))
    context = Context(settings, Reference(published), [*sites], words(settings.statuses, settings.sections))
    index, unreadable = index_of(context, [path])
    for problem in (finding.problem() for finding in unreadable):
        below = Path(os.path.relpath(settings.folder / problem.mark.file, path)).as_posix()
        problems.append(replace(problem, mark=replace(problem.mark, file=f"{name}/{below}"), severity="warning"))
    return index.records


def _in_index(path: Path, name: str, problems: Findings) -> tuple[Record, ...]:
    text = file_text(path, name, problems, "an index of records, as 'patternloom adr index' writes it")
    if text is None:
        return ()
    try:
        return read_index(text, name).records
    except PatternloomError as error:
        problems.extend(error.problems)
        return ()


def _decided(record: Record, name: str, past: Past, problems: Findings) -> Decided:
    """A record with what of it a page can show."""
    problems.extend(_wrong(record, name, past))
    return Decided(
        title=record.title,
        status=record.status or UNKNOWN,
        date=record.date if record.date and _is_day(record.date) else "",
        language=record.language if record.language and is_language(record.language) else "",
        address=record.url if record.url and leads_somewhere(record.url) else "",
        path=record.path,
        about=tuple(dict.fromkeys(filter(None, (past.now(one.id) for one in record.decides)))),
    )


def _wrong(record: Record, name: str, past: Past) -> Iterator[Problem]:
    mark = Mark(name)
    of = f"of record {shown(record.path)}"
    if record.url and not leads_somewhere(record.url):
        yield Problem(mark, f"address {shown(record.url)} {of}, expected one of http or https", rule="url")
    if record.date and not _is_day(record.date):
        yield Problem(mark, f"date {shown(record.date)} {of}, expected a day such as '2026-11-29'", rule="wrong-type")
    if record.language and not is_language(record.language):
        message = f"language {shown(record.language)} {of}, expected a tag such as 'en'"
        yield Problem(mark, message, rule="language")
    for one in record.decides:
        if past.now(one.id) is None:
            message = f"unknown id {shown(one.id)} {of}, expected an id of the catalog"
            hint = did_you_mean(one.id, past.entries, list_up_to=0)
            yield Problem(mark, message, hint, severity="warning", rule="dangling-reference")


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
