"""Rules of what a design example says beside its picture: each name is that of a component, each mistake at its place."""

from __future__ import annotations

import pytest
from projects import OVEN, Project

EXAMPLE = "examples/oven/example.yaml"
SPOKEN = "        speaks_of: [{start: chimney, end: oven}, {start: Kind//name, end: 10.0.0.0/8, refused: true}]\n"


@pytest.fixture
def oven(project: Project) -> Project:
    """The small catalog with one right example that says all of it."""
    project.overlay(OVEN)
    project.replace(EXAMPLE, "        at: oven\n", f"        at: oven\n{SPOKEN}")
    project.replace(EXAMPLE, "      - component: oven\n", f"      - component: oven\n{SPOKEN}")
    rest = f"{SPOKEN[4:]}    secrets: [{{secret: flue, reader: oven, when: start}}]\n"
    project.replace(EXAMPLE, "    source: [F1/x]\n", f"{rest}    source: [F1/x]\n")
    return project


def errors(project: Project) -> list[str]:
    """The report without its count, and without the warning that each change brings along."""
    return [line for line in project.report().splitlines()[:-1] if "warning: 'oven' changed since" not in line]


def test_right_notes_have_nothing_to_say(oven: Project) -> None:
    assert errors(oven) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("component: oven", "component: stove", "45:20: unknown component 'stove', @; did you mean 'oven'?"),
        (
            "cools., ja: 冷めます。}\n        at: oven\n        speaks_of: [{start: chimney",
            "cools., ja: 冷めます。}\n        at: oven\n        speaks_of: [{start: stove",
            "43:29: unknown component 'stove', @; did you mean 'oven'?",
        ),
        (
            "component: oven\n        speaks_of: [{start: chimney, end: oven",
            "component: oven\n        speaks_of: [{start: oven, end: house",
            "46:40: unknown component 'house', @; there are baker, chimney, oven",
        ),
        (
            "\n    speaks_of: [{start: chimney",
            "\n    speaks_of: [{start: chimny",
            "53:25: unknown component 'chimny', @; did you mean 'chimney'?",
        ),
        (
            "\n    speaks_of: [{start: chimney, end: oven",
            "\n    speaks_of: [{start: chimney, end: Oven",
            "53:39: unknown component 'Oven', @; did you mean 'oven'?",
        ),
        ("reader: oven", "reader: own", "54:38: unknown component 'own', @; there are baker, chimney, oven"),
    ],
)
def test_a_name_that_no_component_has_is_told_where_it_stands(oven: Project, old: str, new: str, expected: str) -> None:
    oven.replace(EXAMPLE, old, new)
    assert errors(oven) == [f"catalog/{EXAMPLE}:{expected.replace('@', 'expected one of this example')}"]


def test_an_example_is_about_something(project: Project) -> None:
    told, expected = project.reports("example-about-nothing")
    assert told == expected
