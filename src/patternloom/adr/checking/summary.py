"""Who must look again, and why: findings by the change that they come from.

In: findings. Out: lines below a report. What changed, the findings say; a finding without a change is a slip of the
pen, and not told here.
"""

from __future__ import annotations

from collections.abc import Iterable

from patternloom.adr.checking.findings import Change, Finding
from patternloom.problems.findings import printable

_MANY = 20  # records that are named of one change


def summary(findings: Iterable[Finding]) -> str:
    """A paragraph for each change; nothing where there is none."""
    changes: dict[Change, list[str]] = {}
    for finding in findings:
        if finding.change is not None:
            files = changes.setdefault(finding.change, [])
            if finding.file.shown not in files:
                files.append(finding.file.shown)
    if not changes:
        return ""
    lines = ["to look at again:"]
    for change in sorted(changes, key=lambda change: (change.id, change.what)):
        files = changes[change]
        lines.append(printable(f"  {change.id}: {change.what}{f' ({change.why})' if change.why else ''}"))
        lines += (printable(f"    {file}") for file in files[:_MANY])
        if len(files) > _MANY:
            lines.append(f"    and {len(files) - _MANY} more")
    return "\n".join(lines)
