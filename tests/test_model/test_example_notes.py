"""What an example says beside its picture: what has to be told, and what is meant where something is not."""

from __future__ import annotations

from typing import Any

import pytest
from validating import left_out

from patternloom.model.example_notes import Decision, Failure, SecretRead, Spoken, Supporting, Taken, Version, Waiver

TEXT = {"en": "Bread.", "ja": "パン。"}


@pytest.mark.parametrize(
    ("cls", "whole"),
    [
        (
            Decision,
            {
                "question": "Rye?",
                "options": ["yes", "no"],
                "choice": "no",
                "why": TEXT,
                "cost": TEXT,
                "otherwise": TEXT,
            },
        ),
        (Supporting, {"object": "Tin/kitchen/round", "why": "to hold it"}),
        (Waiver, {"rule": "no-tins", "object": "Tin/kitchen/round", "reason": TEXT}),
        (Version, {"name": "Rye", "version": "1.10"}),
        (Taken, {"example": "stove", "names": ["schema crusts"]}),
    ],
)
def test_a_note_is_told_whole(cls: Any, whole: dict[str, Any]) -> None:
    assert left_out(cls, whole) == {}


@pytest.mark.parametrize(
    ("cls", "least", "expected"),
    [
        (
            Failure,
            {"component": "jar", "happens": TEXT, "user_sees": TEXT, "recovery": TEXT},
            {"signals": (), "speaks_of": ()},
        ),
        (Spoken, {"start": "jar", "end": "bowl"}, {"port": None, "refused": False, "calls": ()}),
        (
            SecretRead,
            {"secret": "recipe", "reader": "jar", "when": "start"},
            {"keys": (), "container": None, "renewed_by": None},
        ),
    ],
)
def test_what_is_left_out_of_a_note_is_nothing_and_the_plain_case(
    cls: Any, least: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert left_out(cls, least) == expected
