"""What prose names is held against the ids; what only looks like a name is told with the way to write it."""

from __future__ import annotations

import pytest
from validating import CONTEXT, issues, read

from patternloom.model import texts
from patternloom.model.named_in_prose import in_single_brackets


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a [rye] b", [("'[rye]' is text, expected '[[rye]]' for what 'rye' is", 1)]),
        ("as [primer] says", [("'[primer]' is text, expected '[@primer]' for what 'primer' is", 2)]),
        ("[rye] [mixer]", [("'[rye]' is text, expected '[[rye]]' for what 'rye' is", 0), ("'[mixer]' is text, expected '[[mixer]]' for what 'mixer' is", 5)]),
        ("a [bread] b", []),
        ("a [kneaders] b", []),
        ("a [[rye]] b [@primer]", []),
        ("a [rye](https://x.org) b", []),
        ("a \\\\[rye] b", []),
        ("in `list[rye]` and `[rye]`", []),
        ("list[rye]", []),
    ],
)  # fmt: skip
def test_an_id_in_single_brackets_is_told(text: str, told: list[tuple[str, int]]) -> None:
    assert [(issue.message, issue.letter) for issue in in_single_brackets(text, CONTEXT)] == told


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[[@primer]]", "write '[@primer]'"),
        ("[@primer; @primer]", "write '[@primer] [@primer]'"),
        ("[[rye, leavening]]", "write '[[rye]] [[leavening]]'"),
        ("[@primer; @x]", "did you mean 'primer'?"),
        ("[[@rye]]", "write '[[rye]]'"),
        ("[[primer]]", "write '[@primer]'"),
        ("[@rye]", "write '[[rye]]'"),
        ("[[oven]]", ""),
        ("[[bread|rye]]", "the id comes first: '[[rye|bread]]'"),
    ],
)
def test_signs_around_ids_that_are_mixed_up_are_told_as_they_should_be(text: str, hint: str) -> None:
    (issue,) = issues(texts.Prose, {"en": text, "ja": "い"})
    assert issue.hint == hint


def test_what_prose_names_rightly_is_read() -> None:
    assert read(texts.Prose, {"en": "a [[rye|b]] [@primer]", "ja": "い"})
