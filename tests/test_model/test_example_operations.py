"""What somebody who runs an example needs: what has to be written, and what is meant where something is not."""

from __future__ import annotations

from typing import Any

import pytest
from validating import issues, left_out, read

from patternloom.model.example_operations import Change, Command, Commands, Cost, Placeholder, Signal, Variety

TEXT = {"en": "Bread.", "ja": "パン。"}


@pytest.mark.parametrize(
    ("cls", "least", "expected"),
    [
        (Command, {"run": "knead --long"}, {"answer": None, "note": None, "not_run": None}),
        (Commands, {"apply": [], "see": [], "remove": []}, {"before": ()}),
        (Cost, {"what": TEXT, "per": ["hour", "gb-month"]}, {}),
        (Signal, {"tells": "loaves_burnt_total", "exporter": "oven"}, {"alert": None}),
        (Change, {"part": "oven", "change": TEXT}, {}),
        (Variety, {"name": "Gas", "summary": TEXT}, {"changes": ()}),
        (Placeholder, {"value": "example.com", "means": TEXT}, {}),
    ],
)
def test_what_is_needed_is_asked_for(cls: Any, least: dict[str, Any], expected: dict[str, Any]) -> None:
    assert left_out(cls, least) == expected


def test_lines_stay_as_they_are_written_but_for_empty_ones_around_them() -> None:
    command = read(Command, {"run": "\n  knead |\n\n  bake  \n\n", "answer": "a\tb\n"})
    assert (command.run, command.answer) == ("  knead |\n\n  bake  ", "a\tb")


def test_lines_hold_no_control_characters() -> None:
    (issue,) = issues(Command, {"run": "knead\x1b[31m"})
    assert issue.message == "control character U+001B in 'knead\x1b[31m', expected text, line by line"
