"""The evidence of the design examples: which kinds of checks ran on which, with which tools; `make evidence` writes it.

In: the ids of the tests that passed, all of them in one run that left nothing out; and what `patternloom verify` says.
Out: an `evidence.json` beside each example. Nothing is written where a check finds something or did not run, or where a
test module that has something to judge in an example runs other examples only.
"""

from __future__ import annotations

import datetime as dt
import fnmatch
import functools
import importlib
import platform
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from checked import CATALOG, catalog_cases

from patternloom.catalog.evidence import record
from patternloom.catalog.load import load
from patternloom.reading.folder import EVIDENCE
from patternloom.verify.checks import CHECKS
from patternloom.verify.examine import examine
from patternloom.verify.example.case import Case
from patternloom.verify.tools.programs import HELM, KUBECTL, Tool

TESTS = Path(__file__).parent
FOLDERS = ("ours", "live")
"""Whose tests may judge the examples."""
RENDERERS = {"kustomization.yaml": KUBECTL, "Chart.yaml": HELM}


@dataclass(frozen=True)
class Judge:
    """What a test module judges: in its `JUDGE`."""

    kind: str
    """The kind of check that the evidence names."""
    files: tuple[str, ...]
    """Patterns of the files that it runs."""
    examples: frozenset[str]
    """The examples whose files it runs, and of no other."""
    tools: tuple[Tool, ...] = ()

    def applies(self, case: Case) -> bool:
        """Whether an example has such files."""
        return any(fnmatch.fnmatchcase(path, pattern) for path in case.files for pattern in self.files)


@functools.cache
def judging() -> tuple[Path, ...]:
    """The test modules that judge examples. All others judge what checks, or what is written."""
    found = (path for folder in FOLDERS for path in sorted((TESTS / folder).glob("test_*.py")))
    return tuple(path for path in found if re.search(r"^JUDGE\b", path.read_text("utf-8"), re.MULTILINE))


@functools.cache
def judges() -> Mapping[str, Judge]:
    """By the start of the ids of their tests."""
    paths = {path: f"{path.parent.name}.{path.stem}" for path in judging()}
    return {f"tests/{path.parent.name}/{path.name}::": importlib.import_module(paths[path]).JUDGE for path in paths}


def kinds_of(case: Case) -> list[str]:
    """The kinds of checks that have something to judge in an example."""
    kinds = [f"check-{check.name}" for check in CHECKS if check.applies(case)]
    return list(dict.fromkeys([*kinds, *(judge.kind for judge in judges().values() if judge.applies(case))]))


def tools_of(case: Case) -> list[Tool]:
    """What they judge it with."""
    tools = [tool for check in CHECKS if check.applies(case) for tool in check.tools]
    tools += [tool for judge in judges().values() if judge.applies(case) for tool in judge.tools]
    names = {PurePosixPath(path).name for path in case.files}
    return [*tools, *(tool for name, tool in RENDERERS.items() if name in names)]


def system() -> str:
    """The platform, as `Debian GNU/Linux 12 on x86_64`."""
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"].partition(" (")[0]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name} on {platform.machine()}"


def narrowed(options: Mapping[str, object], arguments: Iterable[Path]) -> list[str]:
    """By which options, or by its paths, a run leaves tests of the examples out; also where they are none of ours."""
    names = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "stepwise", "collectonly")
    found = [name for name in names if options.get(name)]
    places = [one.resolve() for one in arguments]
    whole = all(any(path.is_relative_to(one) for one in places) for path in judging())
    return found if whole else [*found, "paths"]


def write(passed: Collection[str]) -> list[Path]:
    """Write the record of every example of the catalog, or none.

    Raises:
        RuntimeError: a check found something or did not run, or a test module that an example needs is not among the
            tests that passed, or runs other examples.
    """
    report = examine(catalog_cases())
    if wrong := [*report.problems, *report.not_run]:
        raise RuntimeError(f"{wrong[0]}: so nothing is written")
    catalog, _ = load(CATALOG, "catalog")
    texts: dict[Path, str] = {}
    for case in catalog_cases():
        for start, judge in judges().items():
            if judge.applies(case) and case.id not in judge.examples:
                raise RuntimeError(f"{case.id}: {start} runs nothing of it, so nothing is written")
            if judge.applies(case) and not any(id.startswith(start) for id in passed):
                raise RuntimeError(f"{case.id}: no test of {start} ran, so nothing is written")
        tools = {"Python": platform.python_version(), "platform": system()}
        tools |= {tool.name: tool.version() for tool in tools_of(case)}
        place = catalog.places[case.id]
        entry: Any = place.source.value
        for step in place.steps:
            entry = entry[step]
        text = record(catalog.files[case.id], dt.date.today().isoformat(), kinds_of(case), tools, entry["not_run"])
        texts[(CATALOG / place.source.path).with_name(EVIDENCE)] = text
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    return [*texts]
