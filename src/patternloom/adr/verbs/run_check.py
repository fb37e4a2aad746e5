"""`patternloom adr check`: records found, judged, mended where that is asked for, and reported.

In: options. Out: a report, and an exit status. What is wrong with a record, `check` finds; a file is only written with
`--fix`, and only where what to write is certain.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from patternloom.adr.checking.check import Check
from patternloom.adr.checking.findings import Finding
from patternloom.adr.checking.fix import edited
from patternloom.adr.checking.gather import Gathered
from patternloom.adr.checking.summary import summary
from patternloom.adr.formats.files import TextFile
from patternloom.adr.verbs.context import Context, WrongUseError, context_of, ending_with_2, require_paths
from patternloom.problems import limits
from patternloom.problems.findings import Problem
from patternloom.problems.reports import RENDERINGS
from patternloom.reading.whole_file import replace_bytes


@ending_with_2
def check(options: argparse.Namespace) -> int:
    """Hold records against the catalog."""
    if options.explain is not None:
        from patternloom.adr.checking.explain import explain

        return explain(options.explain)
    # Records leave few cycles behind: looking for them as often as usual would take a twelfth of a run.
    gc.set_threshold(100_000)
    context = context_of(options)
    gathered, told = _gather(context, options)
    findings = _findings(context, gathered, told)
    if options.fix:
        mended, unwritten = _mend(gathered, findings)
        if mended:
            print(f"patternloom: {mended}", file=sys.stderr)
            gathered, told = _gather(context, options)
            findings = _findings(context, gathered, told)
        findings += [] if "adr-unwritten" in context.settings.off else unwritten
    return _report(context, findings, options)


def _gather(context: Context, options: argparse.Namespace) -> tuple[Gathered, Collection[str]]:
    """The records, and the shown paths of those that are reported on; the others are what these stand among."""
    gathered = context.nothing_read()
    if options.paths:
        require_paths(options.paths)
        told = gathered.add(options.paths)
        around = [path.parent for path in options.paths if path.is_file()]
        gathered.add(file for folder in dict.fromkeys(around) for file in sorted(folder.iterdir()) if _may_be(file))
        gathered.add(path for path in context.usual() if path.exists())
    else:
        paths = context.usual()
        if not paths:
            raise WrongUseError('no folder of records is known here: name some, or set records = ["docs/adr"]')
        told = gathered.add(paths)
    if not told:
        raise WrongUseError(f"no record below {', '.join(map(str, options.paths))}: expected .md, .adoc or .rst")
    if options.since is not None:
        from patternloom.adr.inputs.since import SinceError, changed_since

        try:
            changed = changed_since(context.root, options.since)
        except SinceError as error:
            raise WrongUseError(f"--since: {error}") from None
        told = [shown for shown in told if (context.root / shown).resolve() in changed]
    return gathered, frozenset(told)


def _may_be(path: Path) -> bool:
    from patternloom.adr.formats.files import FORMATS

    return path.suffix.lower() in FORMATS and not path.name.startswith(".") and path.is_file()


def _findings(context: Context, gathered: Gathered, told: Collection[str]) -> list[Finding]:
    held = Check(context.reference, context.sites, context.settings.off, gathered.further)
    findings = held.findings([*gathered.records.values()])
    unreadable = [] if "adr-unreadable" in context.settings.off else gathered.unreadable
    return [finding for finding in (*findings, *unreadable) if finding.file.shown in told]


def _mend(gathered: Gathered, findings: list[Finding]) -> tuple[str, list[Finding]]:
    """Write what is certain; how much it was, and which files could not be written."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.edit is not None:
            by_file.setdefault(finding.file.shown, []).append(finding)
    files = places = 0
    unwritten: list[Finding] = []
    for shown, own in by_file.items():
        file = gathered.records[shown].file
        text, made = edited(file, [finding.edit for finding in own if finding.edit])
        if why := _why_not_written(file, text):
            unwritten.append(Finding(file, 0, "adr-unwritten", why, f"{_counted(made)} left as before"))
        else:
            files, places = files + 1, places + made
    told = f"{_counted(places)} rewritten in {files} {'file' if files == 1 else 'files'}" if places else ""
    return told, unwritten


def _counted(places: int) -> str:
    return "1 place" if places == 1 else f"{places} places"


def _why_not_written(file: TextFile, text: str) -> str:
    """Write another text; why it could not be, or nothing."""
    try:
        if file.path.read_bytes() != file.encoded(file.text):
            return "changed by somebody else while it was read, so that nothing of it was written"
        replace_bytes(file.path, file.encoded(text), follow=True)
    except OSError as error:
        return f"cannot be written: {error.strerror or error}"
    return ""


def _report(context: Context, findings: list[Finding], options: argparse.Namespace) -> int:
    problems = sorted(_from_here(context, finding.problem()) for finding in findings)[: limits.PROBLEMS]
    print(RENDERINGS[options.format](problems))
    if options.format == "text" and (told := summary(findings)):
        print(f"\n{told}")
    worst = {problem.severity for problem in problems}
    strict = options.strict or context.settings.strict
    return 1 if "error" in worst or (strict and worst) else 0


def _from_here(context: Context, problem: Problem) -> Problem:
    """The problem with its file as somebody names it who stands in the current folder."""
    here = os.path.relpath(context.root / problem.mark.file).replace(os.sep, "/")
    return problem if here == problem.mark.file else replace(problem, mark=replace(problem.mark, file=here))
