"""Each kind of value takes what it should and says all that is wrong with the rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from patternloom import fields
from patternloom.fields import MAX_TEXT, Context, Issue
from patternloom.prose import Citation, EntryLink, Words

KINDS = {"rye": "pattern", "leavening": "group", "primer": "reference", "mixer": "technology", "baking": "area"}
CONTEXT = Context(("en", "ja"), KINDS)


def read(field: Any, value: Any) -> Any:
    """The typed value."""
    return TypeAdapter(field).validate_python(value, context=CONTEXT)


def issues(field: Any, value: Any) -> list[Issue]:
    """All that is wrong with the value."""
    with pytest.raises(ValidationError) as caught:
        read(field, value)
    (detail,) = caught.value.errors()
    return list(detail["ctx"]["issues"])


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (fields.Plain, " a  b ", "a  b"),
        (fields.Id, "cncf-2", "cncf-2"),
        (fields.SourceKey, "F7/BFF", "F7/BFF"),
        (fields.SourceKey, "T13/プル型/SOPS", "T13/プル型/SOPS"),
        (fields.SourceKey, "S7.5", "S7.5"),
        (fields.SourceKey, "N42", "N42"),
        (fields.Url, "https://example.org/a?b#c", "https://example.org/a?b#c"),
        (fields.EditUrl, "https://example.org/?file={path}#x", "https://example.org/?file={path}#x"),
        (fields.Bool, "true", True),
        (fields.Bool, "false", False),
        (fields.Year, "1990", 1990),
        (fields.Date, "2026-01-31", dt.date(2026, 1, 31)),
        (fields.Text, "Istio", {"en": "Istio", "ja": "Istio"}),
        (fields.Text, {"en": " a\n b", "ja": "い"}, {"en": "a b", "ja": "い"}),
        (fields.EntryRef, "rye", "rye"),
        (fields.EntryRef, "leavening", "leavening"),
        (fields.Target, "none", "none"),
    ],
)
def test_a_right_value_becomes_its_type(field: Any, value: Any, expected: Any) -> None:
    assert read(field, value) == expected


@pytest.mark.parametrize(
    ("field", "value", "message", "hint"),
    [
        (fields.Plain, "", "empty text, expected text", ""),
        (fields.Plain, " \n", "empty text, expected text", ""),
        (fields.Plain, ["a"], "found a list, expected text", ""),
        (fields.Plain, {"a": "b"}, "found a mapping, expected text", ""),
        (fields.Plain, "a\x1fb", "control character U+001F in 'a\x1fb', expected text", ""),
        (fields.Plain, "a\u2028b", "control character U+2028 in 'a\u2028b', expected text", ""),
        (fields.Plain, "a\x85b", "control character U+0085 in 'a\x85b', expected text", ""),
        (fields.Plain, "x" * (MAX_TEXT + 1), "text of 100,001 characters, expected at most 100,000", ""),
        (
            fields.Id,
            "Rye Bread",
            "id 'Rye Bread' is not kebab-case, expected lower-case words joined by '-'",
            "did you mean 'rye-bread'?",
        ),
        (fields.Id, "-", "id '-' is not kebab-case, expected lower-case words joined by '-'", ""),
        (
            fields.Id,
            "rye\n",
            "id 'rye\n' is not kebab-case, expected lower-case words joined by '-'",
            "did you mean 'rye'?",
        ),
        (fields.SourceKey, "X1", "source 'X1', expected a key such as F7/BFF, T6/BFF, S7.5 or N42", ""),
        (fields.SourceKey, "F７", "source 'F７', expected a key such as F7/BFF, T6/BFF, S7.5 or N42", ""),
        (fields.SourceKey, "F7/", "source 'F7/', expected a key such as F7/BFF, T6/BFF, S7.5 or N42", ""),
        *(
            (fields.Language, tag, f"language '{tag}', expected a tag such as en or pt-BR", "")
            for tag in ("english", "any", "en_US", "en-abcdefgh-abcdefgh-abcdefgh-abcdefgh")
        ),
        (fields.Url, "example.org", "address 'example.org', expected an absolute http(s) address", ""),
        *(
            (
                fields.EditUrl,
                url,
                f"address '{url}', expected an absolute http(s) address with {{path}} for the file",
                hint,
            )
            for url, hint in [
                ("javascript:alert(1)//{path}", ""),
                ("https://example.org/edit", ""),
                ("https://example.org/{file}", "did you mean '{path}' instead of '{file}'?"),
                ("https://example.org/{path}/{ref}", "did you mean '{path}' instead of '{ref}'?"),
                ("{path}", ""),
            ]
        ),
        (fields.Bool, "yes", "found 'yes', expected true or false", ""),
        (fields.Bool, [], "found a list, expected true or false", ""),
        (fields.Year, "20", "year '20', expected four digits such as 2018", ""),
        (fields.Year, "2٠٢٠", "year '2٠٢٠', expected four digits such as 2018", ""),
        (fields.Date, "2026-02-30", "date '2026-02-30', expected one such as 2026-11-24", ""),
        (fields.Date, "2026-1-1", "date '2026-1-1', expected one such as 2026-11-24", ""),
        (
            fields.EntryRef,
            "rie",
            "unknown group or pattern 'rie', expected the id of a group or pattern",
            "did you mean 'rye'?",
        ),
        (
            fields.AreaRef,
            "rye",
            "'rye' is a pattern, expected the id of an area",
            "expected one of baking",
        ),
        (
            fields.Target,
            "nome",
            "unknown category or none 'nome', expected the id of a category or none",
            "did you mean 'none'?",
        ),
        (
            fields.Text,
            ["a"],
            "found a list, expected a text for each of en, ja",
            "",
        ),
        (fields.Text, "", "empty text, expected text", ""),
        (fields.Prose, "a", "found 'a', expected a text for each of en, ja", ""),
        (
            fields.Text,
            {"en": "a"},
            "missing translation 'ja', expected a text for each of en, ja",
            "",
        ),
    ],
)
def test_a_wrong_value_says_what_was_found_and_expected(field: Any, value: Any, message: str, hint: str) -> None:
    assert [(issue.message, issue.hint) for issue in issues(field, value)] == [(message, hint)]


def test_a_localized_value_says_everything_that_is_wrong_with_it() -> None:
    found = issues(fields.Text, {"en": " ", "jp": "a"})
    assert [(issue.message, issue.at, issue.on_key) for issue in found] == [
        ("empty text, expected text", ("en",), False),
        ("unknown language 'jp'", ("jp",), True),
        ("missing translation 'ja', expected a text for each of en, ja", (), False),
    ]


def test_prose_becomes_paragraphs_in_every_language() -> None:
    prose = read(fields.Prose, {"en": "a [[rye]]\n\nb", "ja": "い[@primer]"})
    assert prose["en"] == ((Words("a "), EntryLink("rye")), (Words("b"),))
    assert list(prose.nodes()) == [Words("a "), EntryLink("rye"), Words("b"), Words("い"), Citation("primer")]


def test_prose_names_every_reference_that_leads_nowhere_with_its_place() -> None:
    found = issues(fields.Prose, {"en": "[[rie]] [[rie|x]] [[rie]] [@primr]", "ja": "[[primer]]"})
    assert [(issue.message, issue.at, issue.piece, issue.nth) for issue in found] == [
        ("unknown entry 'rie' in prose, expected the id of an entry", ("en",), "[[rie]]", 0),
        ("unknown entry 'rie' in prose, expected the id of an entry", ("en",), "[[rie|x]]", 0),
        ("unknown entry 'rie' in prose, expected the id of an entry", ("en",), "[[rie]]", 1),
        ("unknown reference 'primr' in prose, expected the id of a reference", ("en",), "[@primr]", 0),
        ("unknown entry 'primer' in prose, expected the id of an entry", ("ja",), "[[primer]]", 0),
    ]


def test_hints_end_where_looking_for_them_would_take_too_long() -> None:
    many = Context(("en",), {f"pattern-{number}": "pattern" for number in range(20_000)})
    adapter = TypeAdapter(fields.EntryRef)
    hints = []
    for wrong in ("patern-1", "patern-2", "patern-3"):
        with pytest.raises(ValidationError) as caught:
            adapter.validate_python(wrong, context=many)
        hints.append(caught.value.errors()[0]["ctx"]["issues"][0].hint)
    assert hints == ["did you mean 'pattern-1'?", "did you mean 'pattern-2'?", ""]


@given(
    st.sampled_from([fields.Id, fields.SourceKey, fields.Url, fields.Year, fields.Date, fields.EntryRef, fields.Prose]),
    st.recursive(
        st.text(max_size=20), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
    ),
)
def test_any_value_is_taken_or_refused_with_a_message(field: Any, value: Any) -> None:
    messages = ["taken"]
    try:
        read(field, value)
    except ValidationError as error:
        messages = [issue.message for detail in error.errors() for issue in detail["ctx"]["issues"]]
    assert all(messages)
