"""What an earlier build has read and found right, where none of the files that it read has changed.

In: a project, and what is kept. Out: the lock's records, the same that reading gives, and that pages and macros are
right. Where there is a mistake, nothing is kept, and all is read and told again. The language that is built first
reads, and the others take it from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from patternloom.lock.as_json import as_json, from_json
from patternloom.lock.read import read_lock
from patternloom.lock.record import Record
from patternloom.problems.findings import Findings, Problem
from patternloom.publish.build_cache import FOLDER, BuildCache, key_of, tools
from patternloom.publish.fingerprint import fingerprint
from patternloom.reading.folder import LOCK
from patternloom.site.check_templates import check_templates
from patternloom.site.content import Template
from patternloom.site.known import Known
from patternloom.site.templates import Macros


def reading_of(root: Path) -> BuildCache:
    """What is kept of reading a project."""
    return BuildCache(root / FOLDER / "reading.json")


def cached_lock(
    catalog: Path, shown_as: str, kept: BuildCache
) -> tuple[Mapping[str, Record] | None, tuple[Problem, ...]]:
    """The records of a catalog's folder, by id; None where it keeps no lock. They have a file beside what is `kept`."""
    folder = catalog / LOCK
    files = fingerprint([folder]) if folder.exists() else None
    key = key_of("lock", tools(), files)
    # Else all records would be written again with each edit.
    own = BuildCache(kept.file and kept.file.with_name("lock.json"))
    if files is not None and (found := own.get(key)) is not None:
        own.save()
        return from_json(found), ()
    records = read_lock(catalog, shown_as, problems := Findings())
    # Else a file that is saved meanwhile would be taken for what it was before.
    same = files is not None and fingerprint([folder]) == files
    if records is not None and same and not len(problems):
        own.put(key, as_json(records))
        own.save()
    return records, tuple(problems)


def template_problems(
    templates: Iterable[Template], macros: Macros, known: Known, kept: BuildCache
) -> tuple[Problem, ...]:
    """What is wrong with pages and macros; nothing is looked at where nothing was wrong with the same ones."""
    pages = [(template.file, template.text, template.body, template.kind, template.plain) for template in templates]
    texts = [(macros.file(name), text) for name, text in macros.texts.items()]
    there = [None if names is None else sorted(names) for names in (known.words, known.ids, known.pages)]
    more = sorted(known.filled), sorted(known.former)
    key = key_of("templates", tools(), pages, texts, macros.complete, there, more)
    if kept.get(key):
        return ()
    found = check_templates(templates, macros, known)
    if not found:
        kept.put(key, True)
    return found
