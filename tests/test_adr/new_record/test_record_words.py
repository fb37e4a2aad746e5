"""The words of new records: the same ones in each language."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from patternloom.adr.new_record.record_words import LANGUAGES, Words, language_of, words_in


def test_every_language_has_every_word_with_the_same_places_in_it() -> None:
    assert LANGUAGES == ("en", "ja")
    for field in fields(Words):
        words = [getattr(words_in(language), field.name) for language in LANGUAGES]
        assert all(words) or field.name == "letters"
        assert len({tuple(sorted(re.findall(r"\{\w+\}", word))) for word in words}) == 1, field.name


@pytest.mark.parametrize(("text", "language"), [("# 決める", "ja"), ("# Decide", "en"), (" \n", None)])
def test_a_record_s_language_shows_in_its_letters(text: str, language: str | None) -> None:
    assert language_of(text) == language
