"""Wrong versions of right files: each must be found by the check that it is meant for.

In: a case. Out: for each mutation the changed case wherever it applies.
"""

from __future__ import annotations

from collections.abc import Iterator

from examples.cases import Case
from examples.cloudformation import cloudformation_findings, templates
from examples.mutations.cloudformation import CLOUDFORMATION
from examples.mutations.custom import CUSTOM
from examples.mutations.kubernetes import KUBERNETES
from examples.mutations.making import Mutation
from examples.mutations.pictures import PICTURES
from examples.mutations.policies import POLICIES
from examples.mutations.references import CROSSREFS
from examples.mutations.security import SECURITY

ALL = (*KUBERNETES, *CUSTOM, *CROSSREFS, *POLICIES, *SECURITY, *PICTURES, *CLOUDFORMATION)


def mutants(mutation: Mutation, cases: tuple[Case, ...]) -> Iterator[tuple[Case, Case]]:
    """(the right case, the wrong one) wherever the mutation applies."""
    for case in cases:
        if mutation.check is cloudformation_findings and not templates(case):
            continue
        changed = mutation.make(case)
        if changed is not None:
            yield case, changed
