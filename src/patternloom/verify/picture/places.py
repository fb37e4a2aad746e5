"""Where the parts of a picture stand: each kind of thing in the kinds of box in which it really is.

In: a case; the kinds of the catalog say which boxes may be around which. Out: findings. A kind that says nothing may
stand anywhere. Which namespace's box a workload stands in is the part of `objects`.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.model.examples import Boundary, Component
from patternloom.verify.example.case import Case, Finding

NOTHING = "none"
"""What stands around a box that stands in no other."""


def place_findings(case: Case) -> Iterator[Finding]:
    """Parts that stand where their kind does not."""
    kinds = {box.id: box.kind for box in case.design.boundaries}
    parts: tuple[Boundary | Component, ...] = (*case.design.boundaries, *case.design.components)
    for part in parts:
        allowed = case.known.stands_in.get(part.kind, ())
        around = kinds.get(part.inside or "", NOTHING)
        if allowed and around not in allowed:
            where = "no other boundary" if around == NOTHING else f"{around} ({part.inside})"
            wanted = " or ".join("no other boundary" if one == NOTHING else one for one in allowed)
            yield Finding(part.id, "place", f"{part.kind} stands in {where}, expected {wanted}")
