"""Design examples: what has to be written, and what is meant where something is not."""

from __future__ import annotations

from typing import Any

import pytest
from validating import left_out

from patternloom.model.examples import (
    Boundary,
    BoundaryKind,
    CheckKind,
    Component,
    ComponentKind,
    DesignExample,
    ExampleFile,
    Flow,
    Realises,
    Step,
    Switch,
)

TEXT = {"en": "Bread.", "ja": "パン。"}
NAMED = {"id": "a", "name": "A"}
COMPONENT = {"id": "jar", "kind": "oven", "name": "Jar", "inside": "shelf", "provided_by": "files", "does": "It holds."}
LISTS = (
    *("decisions", "failures", "before_production", "cost", "varieties", "files", "placeholders", "supporting"),
    *("waivers", "versions", "source"),
    *("decisions", "failures", "before_production", "files", "supporting", "waivers", "versions", "source"),
    *("speaks_of", "takes", "secrets"),
)


@pytest.mark.parametrize(
    ("cls", "least", "expected"),
    [
        (ComponentKind, NAMED, {"shape": "rectangle", "managed": False, "kubernetes": None, "stands_in": ()}),
        (BoundaryKind, NAMED, {"tinted": False, "kubernetes": None, "stands_in": ()}),
        (CheckKind, NAMED, {}),
        (Boundary, {"id": "shelf", "kind": "room"}, {"name": None, "inside": None}),
        (Switch, {"file": "oven.conf", "text": "on"}, {}),
        (Realises, {"entry": "rye", "part": "the crust"}, {}),
        (
            Component,
            COMPONENT,
            {
                **dict.fromkeys(("provider", "switch", "technology", "authenticates")),
                **dict.fromkeys(("objects", "realises"), ()),
            },
        ),
        (
            Flow,
            {"start": "jar", "end": "bowl"},
            {"protocol": None, "both_ways": False, "response": False, "calls": ()},
        ),
        (Step, {"text": TEXT}, {"flows": (), "at": None, "case": "normal", "speaks_of": ()}),
        (ExampleFile, {"path": "oven.conf", "role": "settings"}, {"language": None}),
        (
            DesignExample,
            {
                **NAMED,
                "about": ["rye"],
                "summary": TEXT,
                "boundaries": [],
                "components": [],
                "steps": [],
                "reviewed": "2026-01-31",
            },
            {"label": None, "not_run": None, "commands": None, **dict.fromkeys((*LISTS, "references"), ())},
        ),
    ],
)
def test_what_is_left_out_of_an_example_is_nothing_and_the_plain_case(
    cls: Any, least: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert left_out(cls, least) == expected
