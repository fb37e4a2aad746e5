"""What a project need not have: where it lies, and words that are whole in every language of ours."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
import yaml
from projects import REPOSITORY

from patternloom.reading import defaults


def test_in_a_checkout_macros_pages_and_overrides_are_those_at_its_top() -> None:
    assert (defaults.MACROS, defaults.CONTENT, defaults.OVERRIDES) == (
        REPOSITORY / "macros",
        REPOSITORY / "content",
        REPOSITORY / "site_overrides",
    )


def test_there_are_words_in_four_languages() -> None:
    assert defaults.languages() == ("de", "en", "fr", "ja")
    assert (defaults.words("de-AT"), defaults.words("nl")) == (defaults.words("de"), {})


@pytest.mark.parametrize("language", defaults.languages())
def test_the_words_of_a_language_are_those_of_english_with_their_placeholders(language: str) -> None:
    """In the same order, so that files can be read side by side."""

    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    english, own = defaults.words("en"), defaults.words(language)
    assert list(own) == list(english)
    assert {key: places(own[key]) for key in own} == {key: places(english[key]) for key in english}
    assert [key for key, text in own.items() if not text.strip()] == []


def test_the_real_catalog_has_no_word_that_is_the_same_as_ours() -> None:
    """So that no word has two places to be changed in."""
    files = sorted((REPOSITORY / "catalog").glob("strings/*.yaml"))
    written = {file.stem: yaml.load(file.read_text("utf-8"), yaml.BaseLoader) for file in files}
    ours = {language: defaults.words(language) for language in written}
    twice = [(one, key) for one, words in written.items() for key, text in words.items() if ours[one].get(key) == text]
    assert twice == []


@pytest.mark.parametrize("language", defaults.languages())
def test_words_speak_of_no_field(language: str) -> None:
    """They serve any catalog."""
    text = " ".join(defaults.words(language).values()).casefold()
    assert [word for word in ("microservice", "マイクロサービス", "kubernetes", "aws", "eks") if word in text] == []


def test_macros_that_are_named_have_to_be_there_and_those_of_the_usual_name_may(tmp_path: Path) -> None:
    assert defaults.own_macros(tmp_path) is None
    assert defaults.own_macros(tmp_path, "looks") == tmp_path / "looks"
    (tmp_path / "macros").touch()
    assert defaults.own_macros(tmp_path) == tmp_path / "macros"
