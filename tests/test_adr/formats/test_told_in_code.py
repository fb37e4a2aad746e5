"""What stands in the place of code."""

import pytest

from patternloom.adr.formats.told_in_code import CODE, told_in_code


@pytest.mark.parametrize("before", [[], [" \n"], ["*Status:* "], ["Status: ", ""], ["状態："], ["**"]])
def test_a_word_that_a_block_begins_with_or_behind_a_colon_is_read(before: list[str]) -> None:
    assert told_in_code("In force", before) == "In force"


@pytest.mark.parametrize(
    ("code", "before"), [("accepted", ["We set it to "]), ("a_b", []), ("a word that is far too long", []), ("", [])]
)
def test_any_other_code_is_a_sign(code: str, before: list[str]) -> None:
    assert told_in_code(code, before) == CODE
