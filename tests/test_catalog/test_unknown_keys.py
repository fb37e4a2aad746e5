"""A key that nothing has is told with what it was likely meant for."""

from __future__ import annotations

import pytest

from patternloom.catalog.field_types import Location
from patternloom.catalog.unknown_keys import further_out, unknown_key
from patternloom.model.kinds import Settings
from patternloom.model.patterns import Pattern


@pytest.mark.parametrize(
    ("loc", "hint"),
    [
        (("desc",), "did you mean 'summary'?"),
        (("benefit",), "did you mean 'benefits'?"),
        (("related", 0, "requires"), "it is a value: write 'type: requires'"),
        (("extent",), "it is a key of what stands below 'correlations:': indent it there"),
        (
            ("opinion",),
            "it is a key of what stands below 'when_to_use:' or 'when_not_to_use:' or 'benefits:' …: indent it there",
        ),
        (("note",), "did you mean 'notes'?"),
        (("parent",), "delete it: an entry's parent lists it below 'children:'"),
        (("benefits", 0, "parent"), "expected one of key, opinion, references, source, text"),
        (("references", 0, "saga-1987"), "write 'id: saga-1987', and the place in it as 'at: …'"),
        (("references", 0, "page"), "expected one of at, id"),
    ],
)
def test_the_way_out_is_a_spelling_a_place_or_a_value(loc: Location, hint: str) -> None:
    issue = unknown_key(Pattern, loc)
    assert (issue.message, issue.hint) == (f"unknown key '{loc[-1]}', expected a field of this entry", hint)


def test_a_list_of_entries_belongs_beside_the_settings() -> None:
    issue = unknown_key(Settings, ("patterns",))
    assert issue.message == "list 'patterns:' in the settings, expected it in a file of entries"
    assert "the settings" in unknown_key(Settings, ("colour",)).message


def test_a_key_below_a_text_belongs_beside_what_has_the_text() -> None:
    assert further_out(Pattern, ("benefits", 0, "text"), "opinion").startswith("it is a key of the same part")
    assert further_out(Pattern, ("summary",), "status") == "it is a key of the entry: indent it as 'summary'"
    assert further_out(Pattern, ("summary",), "colour") == ""
