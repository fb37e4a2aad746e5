"""What is wrong with an entry is told in words of the catalog, and nothing that only follows from another mistake."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from validating import CONTEXT

from patternloom.catalog.wording import issues_of, no_mapping
from patternloom.model.examples import Flow
from patternloom.model.kinds import Settings
from patternloom.model.patterns import Pattern, Statement
from patternloom.model.values import Issue

BOTH = {"en": "a", "ja": "い"}
RYE = {
    "id": "rye-bread",
    "name": "Rye",
    "summary": BOTH,
    "status": "situational",
    "source": ["S1"],
    "reviewed": "2026-01-31",
}
ONE_OF = "expected one of recommended, situational, discouraged"


def found_in(cls: type, value: Any) -> list[tuple[tuple[str | int, ...], Issue]]:
    """The steps to each issue, and the issue."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(cls).validate_python(value, context=CONTEXT)
    return list(issues_of(cls, caught.value, CONTEXT.languages, "catalog.yaml"))


def worded(cls: type, value: Any) -> list[tuple[tuple[str | int, ...], str, str]]:
    """The steps to each issue, its message and its hint."""
    return [((*steps, *issue.at), issue.message, issue.hint) for steps, issue in found_in(cls, value)]


def without(key: str) -> dict[str, Any]:
    """A pattern that lacks a key."""
    return {name: value for name, value in RYE.items() if name != key}


STATEMENT = "write '- text: {en: …, ja: …}'"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (without("summary"), [((), "missing key 'summary'", "expected summary: in every pattern")]),
        (RYE | {"staus": "x"}, [(("staus",), "unknown key 'staus', expected a field of this entry", "did you mean 'status'?")]),
        (without("status") | {"stauts": "x"}, [(("stauts",), "unknown key 'stauts', expected a field of this entry", "did you mean 'status'?")]),
        (without("reviewed") | {"zzz": "x"}, [((), "missing key 'reviewed'", "expected reviewed: in every pattern"), (("zzz",), "unknown key 'zzz', expected a field of this entry", "expected one of aliases, benefits, children, correlations, formerly, found_by, id, label, liabilities, name, notes, reason, references, related, reviewed, source, status, summary, when_not_to_use, when_to_use")]),
        (RYE | {"status": "recomended"}, [(("status",), f"found 'recomended', {ONE_OF}", "did you mean 'recommended'?")]),
        (RYE | {"status": ["x"]}, [(("status",), f"found a list, {ONE_OF}", "")]),
        (RYE | {"correlations": [{"target": "none", "reason": "x"}]}, [(("correlations", 0, "reason"), "found 'x', expected one of not-applicable, omitted-discouraged", "")]),
        (RYE | {"children": "rye"}, [(("children",), "found 'rye', expected a list", "write '[rye]', or each item on a line after '- '")]),
        (RYE | {"aliases": "Rye, Dark"}, [(("aliases",), "found 'Rye, Dark', expected a list", "write '[\"Rye, Dark\"]', or each item on a line after '- '")]),
        (RYE | {"source": "F1/a, S2"}, [(("source",), "found 'F1/a, S2', expected a list", "write '[F1/a, S2]', or each item on a line after '- '")]),
        (RYE | {"children": {"a": "b"}}, [(("children",), "found a mapping, expected a list", "write each item on a line after '- '")]),
        (RYE | {"status": ["recommended"]}, [(("status",), f"found a list, {ONE_OF}", "did you mean 'recommended'?")]),
        (RYE | {"benefits": "x"}, [(("benefits",), "found 'x', expected a list", STATEMENT)]),
        (RYE | {"benefits": {"text": "x"}}, [(("benefits",), "found a mapping, expected a list", "begin each item with '- '")]),
        (RYE | {"references": "primer"}, [(("references",), "found 'primer', expected a list", "write '[primer]', or each item on a line after '- '")]),
        (RYE | {"references": [{"calvel-1990": "x"}]}, [(("references", 0, "calvel-1990"), "unknown key 'calvel-1990', expected a field of this entry", "write 'id: calvel-1990', and the place in it as 'at: …'")]),
        (RYE | {"aliases": 'The "Rye", Dark'}, [(("aliases",), "found 'The \"Rye\", Dark', expected a list", "write '['The \"Rye\", Dark']', or each item on a line after '- '")]),
        (RYE | {"children": "-rye -wheat"}, [(("children",), "found '-rye -wheat', expected a list", "write a blank after each '-'")]),
        (RYE | {"children": "r" * 60}, [(("children",), f"found '{'r' * 60}', expected a list", "write each item on a line after '- '")]),
        (RYE | {"children": "r" * 59}, [(("children",), f"found '{'r' * 59}', expected a list", f"write '[{'r' * 59}]', or each item on a line after '- '")]),
        (RYE | {"benefits": ["x"]}, [(("benefits", 0), "found 'x', expected a mapping with 'text:'", STATEMENT)]),
        (RYE | {"benefits": [BOTH]}, [(("benefits", 0, "en"), "language 'en' as a key of its own, expected it below a key of a text", "write 'text: {en: …, ja: …}'")]),
        (RYE | {"benefits": [BOTH | {"text": BOTH}]}, [(("benefits", 0, "en"), "language 'en' as a key of its own, expected it below a key of a text", "indent it below that key")]),
        (RYE | {"summary": "", "en": "a", "ja": "b"}, [(("summary",), "found '', expected a text for each of en, ja", "write below it: en: …, ja: …")]),
        (without("status") | {"summary": BOTH | {"status": "x"}}, [(("summary", "status"), "unknown language 'status', expected en, ja", "it is a key of the entry: indent it as 'summary'")]),
        (RYE | {"name": {"en": "a", "jaa": "b"}}, [(("name", "jaa"), "unknown language 'jaa', expected en, ja", "did you mean 'ja'?")]),
        (RYE | {"related": [{"type": "requires"}]}, [(("related", 0), "missing key 'target'", "expected target: in every related")]),
        (RYE | {"id": "Rye"}, [(("id",), "id 'Rye' is not kebab-case, expected lower-case words joined by '-', of at most 100 characters", "did you mean 'rye'?")]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_its_cause(value: Any, expected: list[tuple[Any, str, str]]) -> None:
    assert worded(Pattern, value) == expected


@pytest.mark.parametrize(
    ("value", "rule", "on_key"),
    [
        (without("summary"), "missing-key", False),
        (RYE | {"staus": "x"}, "unknown-key", True),
        (RYE | {"status": "recomended"}, "enum", False),
        (RYE | {"children": "rye"}, "wrong-type", False),
        (RYE | {"benefits": ["x"]}, "wrong-type", False),
        (RYE | {"benefits": [BOTH]}, "unknown-key", True),
    ],
)
def test_a_mistake_has_its_rule_and_stands_at_its_key_or_value(value: Any, rule: str, on_key: bool) -> None:
    ((_, issue),) = found_in(Pattern, value)
    assert (issue.rule, issue.on_key) == (rule, on_key)


def test_several_mistakes_of_one_entry_are_told_in_their_order_and_none_hides_the_next() -> None:
    value = RYE | {"benefits": [BOTH, {"text": BOTH, "zzz": "x"}], "status": "x", "liabilities": [BOTH]}
    assert [steps for steps, _ in found_in(Pattern, value)] == [
        ("status",),
        ("benefits", 0, "en"),
        ("benefits", 1, "zzz"),
        ("liabilities", 0, "en"),
    ]


def test_the_settings_are_told_by_their_file() -> None:
    value = {"name": "x", "summary": BOTH, "areas": []}
    assert worded(Settings, value) == [((), "missing key 'languages'", "expected languages: in catalog.yaml")]


@pytest.mark.parametrize(
    ("cls", "in_list", "expected"),
    [
        (Statement, True, ("found 'x', expected a mapping with 'text:'", STATEMENT)),
        (Flow, False, ("found 'x', expected a mapping with 'start:'", "write 'start: …', with end: below it")),
    ],
)
def test_a_value_that_is_no_mapping_says_what_to_write(cls: type, in_list: bool, expected: tuple[str, str]) -> None:
    issue = no_mapping(cls, "x", CONTEXT.languages, in_list=in_list)
    assert (issue.message, issue.hint) == expected


@pytest.mark.parametrize(
    ("key", "message", "hint"),
    [
        ("langauges", "unknown key 'langauges', expected a field of the settings", "did you mean 'languages'?"),
        (
            "patterns",
            "list 'patterns:' in the settings, expected it in a file of entries",
            "move it to another file of the catalog",
        ),
    ],
)
def test_a_key_of_the_settings_is_none_of_an_entry(key: str, message: str, hint: str) -> None:
    assert ((key,), message, hint) in worded(Settings, {"languages": ["en", "ja"], key: ["x"]})


@pytest.mark.parametrize(
    ("field", "value", "way_out"),
    [
        ("references", "none", "delete the key if there is nothing to list"),
        ("benefits", {}, "delete the key if there is nothing to list"),
        ("benefits", BOTH, "write '- text: {en: …, ja: …}'"),
        ("benefits", {"text": BOTH}, "begin each item with '- '"),
        ("children", {"rye": ""}, "write '- rye' in place of a key, and so each item"),
        ("children", {"rye": "x"}, "write each item on a line after '- '"),
        ("references", "rye", "write '[rye]', or each item on a line after '- '"),
    ],
)
def test_what_stands_in_place_of_a_list_is_told_as_one(field: str, value: Any, way_out: str) -> None:
    (told,) = worded(Pattern, RYE | {field: value})
    assert told[2] == way_out


def test_of_items_that_are_all_alike_the_first_is_told() -> None:
    (told,) = worded(Pattern, RYE | {"benefits": ["quick", "cheap"]})
    assert told[0] == ("benefits", 0)


def test_a_language_beside_its_key_is_told_and_nothing_missed() -> None:
    (told,) = worded(Pattern, RYE | {"summary": {"en": "a"}, "ja": "い"})
    assert told[:2] == (("ja",), "language 'ja' as a key of its own, expected it below a key of a text")
