"""Every way into the cluster, as one check.

In: a case. Out: findings about each load balancer that its files ask for; none where they ask for none. A waiver of the
rule `open-entry` leaves a way in open to everybody, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.verify.entry.callers import caller_findings
from patternloom.verify.entry.draining import drain_findings, hop_findings
from patternloom.verify.entry.health import health_findings
from patternloom.verify.entry.ways_in import ways_in
from patternloom.verify.example.case import Case, Finding


def entry_findings(case: Case) -> Iterator[Finding]:
    """What is wrong with the ways in."""
    for way in ways_in(case):
        yield from drain_findings(case, way)
        yield from hop_findings(case, way)
        yield from health_findings(case, way)
        yield from caller_findings(case, way)
