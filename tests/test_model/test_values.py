"""Each kind of value takes what it should and says all that is wrong with the rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from validating import issues, read

from patternloom.model import refs, texts, values
from patternloom.problems import limits
from patternloom.text.quoting import IN_QUOTES


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (values.Plain, " a  b ", "a  b"),
        (values.Id, "cncf-2", "cncf-2"),
        (values.SourceKey, "F7/BFF", "F7/BFF"),
        (values.SourceKey, "T13/プル型/SOPS", "T13/プル型/SOPS"),
        (values.SourceKey, "S7.5", "S7.5"),
        (values.SourceKey, "N42", "N42"),
        (values.Url, "https://example.org/a?b#c", "https://example.org/a?b#c"),
        (values.Bool, "true", True),
        (values.Bool, "false", False),
        (values.Year, "1990", 1990),
        (values.Year, "2027", 2027),
        (values.Date, "2026-01-31", dt.date(2026, 1, 31)),
        (values.Date, "2026-12-01", dt.date(2026, 12, 1)),
    ],
)
def test_a_right_value_becomes_its_type(field: Any, value: Any, expected: Any) -> None:
    assert read(field, value) == expected


@pytest.mark.parametrize(
    ("field", "value", "message", "hint"),
    [
        (values.Plain, "", "empty text, expected text", ""),
        (values.Plain, " \n", "empty text, expected text", ""),
        (values.Plain, ["a"], "found a list, expected text", "write it without '- ' or brackets"),
        (values.Plain, ["a", "b"], "found a list, expected text", IN_QUOTES),
        (values.Plain, [["a"]], "found a list, expected text", 'put the text in quotes: "[[a]]"'),
        (values.Plain, {"a": "b"}, "found a mapping, expected text", IN_QUOTES),
        (values.Plain, "a\x1fb", "control character U+001F in 'a\x1fb', expected text", ""),
        (values.Plain, "a\nb", "line break in 'a\nb', expected text in one line", ""),
        (values.FilePath, "a\nb", "line break in 'a\nb', expected a relative path of a file in one line", ""),
        (values.Plain, "a\u2028b", "control character U+2028 in 'a\u2028b', expected text", ""),
        (values.Plain, "a\x85b", "control character U+0085 in 'a\x85b', expected text", ""),
        (values.Plain, "x" * (limits.TEXT_CHARACTERS + 1), "text of 100,001 characters, expected at most 100,000", ""),
        (values.Id, "aux", "id 'aux' names files, expected one that Windows takes for a name", ""),
        (
            values.FilePath,
            "a/nul.yaml",
            "path 'a/nul.yaml', expected a relative path below 'files/', of at most 200 bytes, of names that Windows takes, too",
            "",
        ),
        (
            values.Id,
            "Rye Bread",
            "id 'Rye Bread' is not kebab-case, expected lower-case words joined by '-', of at most 100 characters",
            "did you mean 'rye-bread'?",
        ),
        (
            values.Id,
            "-",
            "id '-' is not kebab-case, expected lower-case words joined by '-', of at most 100 characters",
            "",
        ),
        (
            values.Id,
            "rye\n",
            "id 'rye\n' is not kebab-case, expected lower-case words joined by '-', of at most 100 characters",
            "did you mean 'rye'?",
        ),
        (
            values.SourceKey,
            "X1",
            "source 'X1', expected a key such as F7/BFF, S7.5 or N42, each number of at most 6 digits",
            "",
        ),
        (
            values.SourceKey,
            "F７",
            "source 'F７', expected a key such as F7/BFF, S7.5 or N42, each number of at most 6 digits",
            "",
        ),
        (
            values.SourceKey,
            "F7/",
            "source 'F7/', expected a key such as F7/BFF, S7.5 or N42, each number of at most 6 digits",
            "",
        ),
        *(
            (
                values.Language,
                tag,
                f"language '{tag}', expected a tag such as en or pt-BR, of at most 35 characters",
                hint,
            )
            for tag, hint in [
                ("english", ""),
                ("any", ""),
                ("en_US", "did you mean 'en-US'?"),
                ("en-abcdefgh-abcdefgh-abcdefgh-abcdefgh", ""),
                ("en_abcdefghi", ""),
            ]
        ),
        (values.Url, "example.org", "address 'example.org', expected an absolute http(s) address", ""),
        (values.Bool, "yes", "found 'yes', expected true or false", "did you mean 'true'?"),
        (values.Bool, "perhaps", "found 'perhaps', expected true or false", ""),
        (values.Bool, [], "found a list, expected true or false", ""),
        (values.Year, "20", "year '20', expected four digits such as 2018", ""),
        (values.Year, "2٠٢٠", "year '2٠٢٠', expected four digits such as 2018", ""),
        (values.Date, "2026-02-30", "date '2026-02-30', expected one such as 2026-11-24", "that month has 28 days"),
        (values.Date, "2026-12-02", "date '2026-12-02' lies in the future, expected a day that has been", ""),
        (values.Year, "2028", "year '2028' lies in the future, expected next year at the latest", ""),
        (values.Date, "2026-1-1", "date '2026-1-1', expected one such as 2026-11-24", "did you mean '2026-01-01'?"),
    ],
)
def test_a_wrong_value_says_what_was_found_and_expected(field: Any, value: Any, message: str, hint: str) -> None:
    assert [(issue.message, issue.hint) for issue in issues(field, value)] == [(message, hint)]


@given(
    st.sampled_from([values.Id, values.SourceKey, values.Url, values.Year, values.Date, refs.EntryRef, texts.Prose]),
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
