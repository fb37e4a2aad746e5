"""The verb `verify`: what the checks say of a catalog's design examples.

In: a project, the examples' ids, a folder of schemas. Out: a report, and a status: 0 where every check ran
and found nothing, 1 where something is wrong, 2 for wrong use, 3 where a check did not run. It writes no evidence.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from patternloom.catalog.load import load
from patternloom.problems.findings import did_you_mean, shown
from patternloom.problems.reports import RENDERINGS
from patternloom.publish.project import Project
from patternloom.verify.examine import Report, examine
from patternloom.verify.example.crds import read_schemas
from patternloom.verify.example.reading import cases_of, examples_of
from patternloom.verify.kubernetes.releases import RELEASES, newest
from patternloom.verify.tools.programs import SetupError
from patternloom.verify.tools.setup import get_tools

RIGHT, WRONG, MISUSED, NOT_RUN = 0, 1, 2, 3


def verify(project: Project, ids: Sequence[str], schemas: Path, format: str) -> int:
    """Check these examples, or all; the status.

    Raises:
        PatternloomError: the catalog or a schema is invalid.
    """
    catalog, _ = load(project.catalog, project.shown(project.catalog))
    known = examples_of(catalog)
    if unknown := [id for id in ids if id not in known]:
        for id in unknown:
            hint = did_you_mean(id, known)
            print(f"patternloom verify: unknown example {shown(id)}{f'; {hint}' if hint else ''}", file=sys.stderr)
        return MISUSED
    report = examine(cases_of(catalog, ids or None, read_schemas(schemas, project.shown(schemas))))
    if format == "text":
        _print_ran(report, ids or known)
        _print_newest(report)
    print(RENDERINGS[format](sorted([*report.problems, *report.not_run])))
    return WRONG if report.problems else NOT_RUN if report.not_run else RIGHT


def _print_ran(report: Report, ids: Sequence[str]) -> None:
    """Which checks ran on which example: no problems are good news of those alone."""
    for id in ids:
        names = [check for example, check in report.ran if example == id]
        print(f"{id}: {', '.join(names) or 'no check ran'}")


def _print_newest(report: Report) -> None:
    """How far the schemas reach: whoever raises a version sees which one can still be checked."""
    ran = {check for _, check in report.ran}
    found: dict[str, str] = {}
    if "kubernetes" in ran:
        from kubernetes_validate import utils

        found["Kubernetes"] = ".".join(str(utils.latest_version()).split(".")[:2])
    if "custom-resources" in ran and RELEASES.is_here():
        found |= newest()
    if found:
        print("newest that the schemas know:", ", ".join(" ".join(one) for one in sorted(found.items())))


def setup() -> int:
    """Get the tools; the status."""
    try:
        get_tools()
    except SetupError as error:
        print(f"patternloom verify: {error}", file=sys.stderr)
        return MISUSED
    return RIGHT
