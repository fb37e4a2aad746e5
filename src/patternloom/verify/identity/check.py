"""Permissions, secrets and who may take which role, as one check.

In: a case. Out: the findings of `calls`, `secrets` and `trust`. Where a template or a workload is wrong by itself, it
waits for the checks that say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.identity.calls import call_findings
from patternloom.verify.identity.secrets import secret_findings
from patternloom.verify.identity.trust import trust_findings


def identity_findings(case: Case) -> Iterator[Finding]:
    """Who may do or read what nobody says that they do, and the other way round."""
    yield from call_findings(case)
    yield from secret_findings(case)
    yield from trust_findings(case)
