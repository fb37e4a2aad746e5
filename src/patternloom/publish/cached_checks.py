"""What was told of a project in which no mistake was found: told again where nothing has changed since.

In: a project, and what is kept. Out: the key of all that its checks see, and what was told of the project of that key.
A project with a mistake is looked at each time. Nothing of a catalog is read here, so that a check of what nobody has
changed takes no longer than to see that.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from patternloom.problems.findings import Mark, Problem
from patternloom.publish.build_cache import FOLDER, BuildCache, key_of, tools
from patternloom.publish.fingerprint import fingerprint
from patternloom.publish.project import Project
from patternloom.reading import defaults
from patternloom.reading.configuration import unmarked

Told = tuple[str, tuple[Problem, ...]]
"""How old the design examples' evidence is, and the warnings."""

# What inherits from a file that is not looked at: one in another folder, or of another ending.
_FROM_ELSEWHERE = re.compile(r"\bINHERIT[\"']?\s*+:\s*+(?![\"']?[\w.-]+\.ya?ml[\"']?[ \t]*(?:#.*)?$)", re.MULTILINE)


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


def cached_warnings(key: str | None, kept: BuildCache) -> tuple[Problem, ...] | None:
    """What was told of the project of that key; None where it has to be checked."""
    found = None if key is None else kept.get(key)
    return None if found is None else _problems(found)


def keep_warnings(key: str, warnings: Collection[Problem], kept: BuildCache) -> None:
    """Keep them for the next build."""
    kept.put(key, _as_json(warnings))


def cached_check(project: Project, day: dt.date) -> Told | None:
    """What `patternloom check` told of the project on that day; None where it has to be checked."""
    key = project_key(project, navigation=True) if project.configuration else None
    kept = _checks_of(project)
    found = None if key is None else kept.get(_check_key(key, day))
    if found is None:
        return None
    kept.save()
    return found[0], _problems(found[1])


def keep_check(project: Project, key: str, day: dt.date, told: Told) -> None:
    """Keep what was told on that day of the project of that key."""
    kept = _checks_of(project)
    kept.put(_check_key(key, day), [told[0], _as_json(told[1])])
    kept.save()


def _checks_of(project: Project) -> BuildCache:
    return BuildCache(project.root / FOLDER / "check.json")


def _check_key(key: str, day: dt.date) -> str:
    """The day as well, as releases fall out of support on one."""
    return key_of("check", key, day.isoformat())


def _as_json(problems: Collection[Problem]) -> list[Any]:
    return [
        [[one.mark.file, one.mark.line, one.mark.column], one.message, one.hint, one.severity, one.rule]
        for one in problems
    ]


def _problems(told: list[Any]) -> tuple[Problem, ...]:
    return tuple(
        Problem(Mark(*mark), message, hint, severity, rule=rule) for mark, message, hint, severity, rule in told
    )
