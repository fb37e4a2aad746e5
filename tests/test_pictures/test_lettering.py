"""Words take room by their letters, and are broken where their writing allows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from patternloom.pictures.lettering import lines, width


def test_a_letter_of_a_square_is_as_wide_as_it_is_high_and_others_are_narrower() -> None:
    assert width("漢字", 10) == 20
    assert width("ill", 10) < width("ene", 10) < width("MWM", 10) < width("漢字仮", 10)


def test_words_stay_whole_and_squares_may_part() -> None:
    assert lines("Orchestration of services", 9) == ("Orchestration of", "services")
    assert lines("境界づけられたコンテキスト", 8) == ("境界づけられたコ", "ンテキスト")


def test_no_line_begins_with_what_clings_to_the_letter_before() -> None:
    assert all(line[0] not in "ー、。ッャ" for line in lines("サーバー、サービスレジストリーとストッパー。", 5))


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=60), st.floats(3, 30))
def test_nothing_is_lost(text: str, most: float) -> None:
    assert "".join("".join(lines(text, most)).split()) == "".join(text.split())
