"""Language tags as somebody types them."""

from __future__ import annotations

import pytest
from babel import Locale

from patternloom.problems import limits
from patternloom.starter.tags import own_name, read_tags


@pytest.mark.parametrize(
    ("text", "tags"),
    [("en", ("en",)), ("en,de", ("en", "de")), (" ja , pt-BR,zh-Hant", ("ja", "pt-BR", "zh-Hant")), ("gsw", ("gsw",))],
)
def test_tags_are_taken_in_their_order(text: str, tags: tuple[str, ...]) -> None:
    assert read_tags(text) == (tags, ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jp", "ja"),
        ("cz", "cs"),
        ("EN", "en"),
        ("en_US", "en-US"),
        ("en-us", "en-US"),
        ("english", "en"),
        ("Deutsch", "de"),
        ("日本語", "ja"),
        ("japanes", "ja"),
    ],
)
def test_a_tag_that_is_none_is_told_with_the_one_likely_meant(typed: str, meant: str) -> None:
    expected = f"unknown language '{typed}', expected a tag such as en, ja or pt-BR; did you mean '{meant}'?"
    assert read_tags(typed)[1] == (expected,)


def test_a_catalog_has_no_more_languages_than_it_may() -> None:
    tags = [tag for tag in sorted(Locale("en").languages) if len(tag) == 2][: limits.LANGUAGES + 1]
    assert read_tags(",".join(tags[:-1]))[1] == ()
    assert read_tags(",".join(tags))[1] == (f"{len(tags)} languages, expected at most {limits.LANGUAGES}",)


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert read_tags("en,,xx,en,en-QX-1")[1] == (
        "an empty language tag, expected tags with commas between them, such as en,de",
        "unknown language 'xx', expected a tag such as en, ja or pt-BR",
        "language 'en' twice, expected each once",
        "unknown language 'en-QX-1', expected a tag such as en, ja or pt-BR",
    )


@pytest.mark.parametrize(("tag", "name"), [("nl", "Nederlands"), ("de", "Deutsch"), ("qaa", "qaa"), ("x_", "x_")])
def test_a_language_says_what_it_is_called(tag: str, name: str) -> None:
    assert own_name(tag) == name
