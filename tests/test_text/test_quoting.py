"""A text in quotes is one that YAML reads as it was meant."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from patternloom.text.quoting import in_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A job: it asks", '"A job: it asks"'),
        ('"A" job', "'\"A\" job'"),
        ("C:\\dir", "'C:\\dir'"),
        ('the team\'s "job"', "'the team''s \"job\"'"),
        ("a\n  b", '"a b"'),
        ("x" * 61, '"' + "x" * 59 + '…"'),
    ],
)
def test_a_text_is_put_in_the_quotes_that_it_does_not_hold(text: str, expected: str) -> None:
    assert in_quotes(text) == f"put the text in quotes: {expected}"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"]), min_size=1, max_size=60))
def test_what_is_in_quotes_is_read_back_the_same(text: str) -> None:
    written = in_quotes(text).removeprefix("put the text in quotes: ")
    assert yaml.load(written, yaml.BaseLoader) == " ".join(text.split())
