"""Pictures whose parts stand in boxes in which such things are not.

In: nothing. Out: the list. Which boxes are wrong for a part, the kinds of the catalog say.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from patternloom.model.examples import Boundary, Component
from patternloom.verify.example.case import Case
from patternloom.verify.picture.places import NOTHING
from patternloom.verify.wrong.making import Make, altered, listed

Part = Boundary | Component
Wanted = Callable[[Case, Part], bool]
Boxes = Callable[[Case, Part], Iterable[str | None]]


def _is_wrong(case: Case, kind: str, inside: str | None) -> bool:
    """Whether a thing of this kind can't stand in this box."""
    allowed = case.known.stands_in.get(kind, ())
    kinds = {box.id: box.kind for box in case.design.boundaries}
    return bool(allowed) and kinds.get(inside or "", NOTHING) not in allowed


def _changed(case: Case, field: str, number: int, **values: Any) -> Case:
    parts = list(getattr(case.design, field))
    parts[number] = altered(parts[number], **values)
    return dataclasses.replace(case, design=altered(case.design, **{field: tuple(parts)}))


def _moved(field: str, wanted: Wanted, boxes: Boxes) -> Make:
    """The first such part that has a wrong box to go to."""

    def make(case: Case) -> Case | None:
        for number, part in enumerate(getattr(case.design, field)):
            for box in boxes(case, part) if wanted(case, part) else ():
                if box not in (part.id, part.inside) and _is_wrong(case, part.kind, box):
                    return _changed(case, field, number, inside=box)
        return None

    return make


def _of_another_kind(field: str) -> Make:
    """The first part that another's kind does not let stand where it is."""

    def make(case: Case) -> Case | None:
        parts = getattr(case.design, field)
        for number, part in enumerate(parts):
            for other in reversed(parts):
                if other.kind != part.kind and _is_wrong(case, other.kind, part.inside):
                    return _changed(case, field, number, kind=other.kind)
        return None

    return make


def _any(case: Case, part: Part) -> bool:
    return True


def _around(case: Case, part: Part) -> Iterator[str | None]:
    """The box around its own."""
    yield next((box.inside for box in case.design.boundaries if box.id == part.inside), None)


def _level(case: Case, box: Boundary) -> int:
    outer, level = {one.id: one.inside for one in case.design.boundaries}, 0
    inside = box.inside
    while inside in outer and level < len(outer):
        inside, level = outer[inside], level + 1
    return level


def _deepest(case: Case, part: Part) -> list[str]:
    return [box.id for box in sorted(case.design.boundaries, key=lambda one: -_level(case, one))]


def _outermost(case: Case, part: Part) -> list[str]:
    return [*reversed(_deepest(case, part))]


def _siblings(case: Case, part: Part) -> list[str]:
    return [box.id for box in case.design.boundaries if box.inside == part.inside]


def _of_the_cluster(case: Case, part: Part) -> list[str]:
    return [box.id for box in case.design.boundaries if case.in_kubernetes(box) is not None]


def _nowhere(case: Case, part: Part) -> list[None]:
    return [None]


def _provided(*by: str) -> Wanted:
    return lambda case, part: isinstance(part, Component) and part.provided_by in by


PLACES = listed(
    ("a component in the box around its own", _moved("components", _any, _around)),
    ("a component in the innermost box", _moved("components", _any, _deepest)),
    ("a component in the outermost box", _moved("components", _provided("files", "addon", "injected"), _outermost)),
    ("a managed part inside the cluster", _moved("components", _provided("managed"), _of_the_cluster)),
    ("somebody outside inside the cluster", _moved("components", _provided("outside"), _of_the_cluster)),
    ("a workload out of the cluster", _moved("components", lambda c, p: c.in_kubernetes(p) == "workload", _outermost)),
    ("a component beside its box", _moved("components", _provided("files"), _siblings)),
    ("a boundary at the top", _moved("boundaries", lambda _, part: part.inside is not None, _nowhere)),
    ("a boundary of the top in another", _moved("boundaries", lambda _, part: part.inside is None, _outermost)),
    ("a boundary in its neighbor", _moved("boundaries", lambda _, part: part.inside is not None, _siblings)),
    ("a boundary in the innermost box", _moved("boundaries", _any, _deepest)),
    ("a component of another kind", _of_another_kind("components")),
    ("a boundary of another kind", _of_another_kind("boundaries")),
)
