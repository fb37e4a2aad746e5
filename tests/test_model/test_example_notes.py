"""What an example says beside its picture: nothing of it may be left out."""

from __future__ import annotations

from typing import Any

import pytest
from validating import left_out

from patternloom.model.example_notes import Decision, Failure, Supporting, Version, Waiver

TEXT = {"en": "Bread.", "ja": "パン。"}
FAILURE = {"component": "jar", "happens": TEXT, "user_sees": TEXT, "recovery": TEXT}


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
    ],
)
def test_a_note_is_told_whole(cls: Any, whole: dict[str, Any]) -> None:
    assert left_out(cls, whole) == {}


def test_a_failure_may_have_no_signal() -> None:
    assert left_out(Failure, FAILURE) == {"signals": ()}
