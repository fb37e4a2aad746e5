"""What an earlier build has read and found right, where none of the files that it read has changed.

In: a project, and what is kept. Out: the lock's records, and the warnings of a project in which no mistake was found:
the same that reading and checking give; and that pages and macros are right. Where there is a mistake, nothing is kept,
and all is read and told again. The language that is built first reads, and the others take it from there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from patternloom.lock.as_json import as_json, from_json
from patternloom.lock.read import read_lock
from patternloom.lock.record import Record
from patternloom.problems.findings import Findings, Mark, Problem
from patternloom.publish.fingerprint import fingerprint
from patternloom.publish.kept import FOLDER, Kept, key_of, tools
from patternloom.publish.project import Project
from patternloom.reading import defaults
from patternloom.reading.folder import LOCK
from patternloom.site.check_templates import check_templates
from patternloom.site.content import Template
from patternloom.site.navigation import unmarked
from patternloom.site.template_walk import Known
from patternloom.site.templates import Macros

# What inherits from a file that is not looked at: one in another folder, or of another ending.
_FROM_ELSEWHERE = re.compile(r"\bINHERIT[\"']?\s*+:\s*+(?![\"']?[\w.-]+\.ya?ml[\"']?[ \t]*(?:#.*)?$)", re.MULTILINE)


def reading_of(root: Path) -> Kept:
    """What is kept of reading a project."""
    return Kept(root / FOLDER / "reading.json")


def kept_lock(catalog: Path, shown_as: str, problems: Findings, kept: Kept) -> Mapping[str, Record] | None:
    """The records of a catalog's folder, by id; None where it keeps no lock. They have a file beside what is `kept`."""
    folder, before = catalog / LOCK, len(problems)
    files = fingerprint([folder]) if folder.exists() else None
    key = key_of("lock", tools(), files)
    # Else all records would be written again with each edit.
    own = Kept(kept.file and kept.file.with_name("lock.json"))
    if files is not None and (found := own.get(key)) is not None:
        own.save()
        return from_json(found)
    records = read_lock(catalog, shown_as, problems)
    # Else a file that is saved meanwhile would be taken for what it was before.
    same = files is not None and fingerprint([folder]) == files
    if records is not None and same and len(problems) == before:
        own.put(key, as_json(records))
        own.save()
    return records


def project_key(project: Project, *, navigation: bool) -> str | None:
    """The key of all that a project's checks see; None where they may see more than can be told."""
    settings = {*project.root.glob("*.yml"), *project.root.glob("*.yaml"), *_named(project)}
    if project.decisions or any(_FROM_ELSEWHERE.search(file.read_text("utf-8", "replace")) for file in settings):
        return None
    ours = defaults.MACROS, defaults.CONTENT, defaults.STRINGS.parent
    files = fingerprint([project.catalog, project.content, *filter(None, [project.macros]), *ours, *sorted(settings)])
    if files is None:
        return None
    found = (path.relative_to(project.content).as_posix() for path in project.content.rglob("*"))
    left_out = sorted(filter(project.left_out, found))
    return key_of("project", tools(), files, left_out, navigation, list(_told(project)))


def _named(project: Project) -> Iterator[Path]:
    if project.configuration:
        yield project.configuration.path.resolve()


def _told(project: Project) -> Iterator[str]:
    yield from map(project.shown, (project.catalog, project.content, *_named(project)))
    yield from (project.shown_macros, project.site_url, project.site_name, repr(project.folders))
    yield from sorted(project.plugins)
    # A hook may have changed what stands in the file.
    yield repr(unmarked(project.configuration.nav or ()) if project.configuration else None)


def template_problems(templates: Iterable[Template], macros: Macros, known: Known, kept: Kept) -> tuple[Problem, ...]:
    """What is wrong with pages and macros; nothing is looked at where nothing was wrong with the same ones."""
    pages = [(template.file, template.text, template.body, template.kind, template.plain) for template in templates]
    texts = [(macros.file(name), text) for name, text in macros.texts.items()]
    there = [None if names is None else sorted(names) for names in (known.words, known.ids, known.pages)]
    key = key_of("templates", tools(), pages, texts, macros.complete, there)
    if kept.get(key):
        return ()
    found = check_templates(templates, macros, known)
    if not found:
        kept.put(key, True)
    return found


def kept_warnings(key: str | None, kept: Kept) -> tuple[Problem, ...] | None:
    """What was told of the project of that key; None where it has to be checked."""
    found = None if key is None else kept.get(key)
    if found is None:
        return None
    return tuple(
        Problem(Mark(*mark), message, hint, severity, rule=rule) for mark, message, hint, severity, rule in found
    )


def keep_warnings(key: str, warnings: Collection[Problem], kept: Kept) -> None:
    """Keep them for the next build."""
    told = [
        [[one.mark.file, one.mark.line, one.mark.column], one.message, one.hint, one.severity, one.rule]
        for one in warnings
    ]
    kept.put(key, told)
