"""The ids of parts mean something inside their entry alone: each is there once, known, and nested without a circle."""

from __future__ import annotations

import pytest
from validating import read

from patternloom.catalog.local_ids import doubled, ids_are_unique, nesting_ends, unknown_id
from patternloom.catalog.parse import Place
from patternloom.model.figures import Box
from patternloom.problems import limits
from patternloom.reading.strict_yaml import read_yaml


def place(*boxes: str) -> Place:
    """A figure with a box on each line, written `box` or `box<the one around it>`."""
    lines = (f"  - {{id: {id}, inside: {outer or '-'}}}\n" for id, _, outer in (box.partition("<") for box in boxes))
    source = read_yaml(f"figures:\n- id: a\n  boxes:\n{''.join(lines)}", "a.yaml")
    assert source
    return Place(source, ("figures", 0))


def nesting(*boxes: str) -> list[str]:
    """What is wrong with their nesting."""
    parts = [
        read(Box, {"id": id, "label": "x", **({"inside": outer} if outer else {})})
        for id, _, outer in (box.partition("<") for box in boxes)
    ]
    return [str(problem) for problem in nesting_ends("box", parts, place(*boxes), "boxes")]


def test_each_id_after_the_first_of_its_name_is_a_double() -> None:
    assert list(doubled(["a", "b", "a", "c", "b", "a"])) == [(2, "a"), (4, "b"), (5, "a")]
    assert list(doubled([])) == []


def test_a_double_is_told_at_its_id_with_the_kind_of_its_entry() -> None:
    (problem,) = ids_are_unique(["a", "b", "a"], place("a", "b", "a"), "boxes")
    assert str(problem) == "a.yaml:6:10: duplicate id 'a', expected ids to be unique in the figure"
    assert problem.rule == "duplicate-id"


def test_an_unknown_id_is_told_where_it_is_named_with_the_nearest_there_is() -> None:
    problem = unknown_id("box", "jarr", ["jar", "bowl"], place("jar", "x<jarr"), "boxes", 1, "inside")
    assert str(problem) == "a.yaml:5:21: unknown box 'jarr', expected one of this figure; did you mean 'jar'?"
    assert problem.rule == "dangling-reference"


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        (["a", "b<a", "c<b", "d<a"], []),
        (["c<b", "b<a", "a"], []),
        (["a<a"], ["a.yaml:4:21: box 'a' is inside itself, expected nesting without a cycle"]),
        (["x", "a<b", "b<a"], ["a.yaml:5:21: box 'a' is inside itself, expected nesting without a cycle"]),
        (["a<b", "b<a", "x", "in<a"], ["a.yaml:4:21: box 'a' is inside itself, expected nesting without a cycle"]),
        (["in<a", "a<b", "b<a"], ["a.yaml:5:21: box 'a' is inside itself, expected nesting without a cycle"]),
        (
            ["a<a", "b<b"],
            [
                "a.yaml:4:21: box 'a' is inside itself, expected nesting without a cycle",
                "a.yaml:5:21: box 'b' is inside itself, expected nesting without a cycle",
            ],
        ),
        (
            ["jar", "a<jra", "b<a"],
            ["a.yaml:5:21: unknown box 'jra', expected one of this figure; did you mean 'jar'?"],
        ),
    ],
)
def test_nesting_ends_and_a_circle_is_told_once(boxes: list[str], expected: list[str]) -> None:
    assert nesting(*boxes) == expected


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        (["a", "b<a", "c<b"], ""),
        (["a", "b<a", "c<b", "d<c", "e<d"], "a.yaml:7:21: box 'd'"),
        (["e<d", "d<c", "c<b", "b<a", "a"], "a.yaml:5:21: box 'd'"),
        (["d<c", "b<a", "c<b", "a"], "a.yaml:4:21: box 'd'"),
        (["x<y", "y<x", "a", "b<a", "c<b"], ""),
        (["a<nowhere", "b<a", "c<b"], ""),
    ],
)
def test_what_is_nested_too_deep_to_be_drawn_is_told_once_in_any_order(
    monkeypatch: pytest.MonkeyPatch, boxes: list[str], told: str
) -> None:
    monkeypatch.setattr(limits, "BOX_LEVELS", 3)
    expected = f"{told} makes more than 3 levels, expected flatter nesting"
    assert [one for one in nesting(*boxes) if "unknown" not in one and "cycle" not in one] == (
        [expected] if told else []
    )
