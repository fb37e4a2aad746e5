"""What differs between two meanings, and in which languages."""

from __future__ import annotations

from typing import Any

import pytest
from recording import Remembering

from patternloom.lock.compare import Difference, changed_fields, confirmed_today, differences

B1 = {"key": "b1", "text": {"en": "one", "ja": "一"}}


@pytest.mark.parametrize(
    ("was", "now", "alone"),
    [
        ({"en": "a", "ja": "あ"}, {"en": "b", "ja": "い"}, None),
        ({"en": "a", "ja": "あ"}, {"en": "a", "ja": "い"}, "ja"),
        ({"en": "a", "ja": "あ"}, {"en": "b", "ja": "あ"}, "en"),
        ("recommended", "discouraged", None),
        ("recommended", None, None),
        (None, {"en": "a", "ja": "あ"}, None),
        ([B1], [B1, B1], None),
        ([B1], [B1 | {"text": {"en": "one", "ja": "壱"}}], "ja"),
        ([B1], [B1 | {"opinion": "true"}], None),
        ([B1, B1], [B1 | {"text": {"en": "one", "ja": "壱"}}, B1 | {"text": {"en": "1", "ja": "一"}}], None),
        ({"de": "a"}, {"en": "a", "ja": "あ"}, None),
    ],
)
def test_a_changed_field_is_told_with_the_language_that_alone_changed(was: Any, now: Any, alone: str | None) -> None:
    before, after = ({"x": value} if value is not None else {} for value in (was, now))
    assert list(changed_fields(before, after, ("en", "ja"))) == [Difference("meaning", "x", alone)]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({"en": "a"}, {"en": "a", "ja": "あ"}),
        ({"en": "a", "de": "a"}, {"en": "a", "ja": "あ"}),
        ([B1], [B1]),
    ],
)
def test_words_of_a_language_that_is_new_or_gone_are_no_change(was: Any, now: Any) -> None:
    assert list(changed_fields({"x": was}, {"x": now}, ("en", "ja"))) == []


def test_in_a_catalog_of_one_language_no_change_is_one_of_a_language_alone() -> None:
    assert list(changed_fields({"x": {"en": "a"}}, {"x": {"en": "b"}}, ("en",))) == [Difference("meaning", "x")]


def test_what_is_recorded_differs_in_nothing(remembering: Remembering) -> None:
    for id in remembering.records:
        if id not in ("saleratus",):
            assert differences(remembering.standing(id), ("en", "ja")) == (), id


def test_a_text_outside_the_meaning_is_recorded_too(remembering: Remembering) -> None:
    project = remembering.project
    project.replace("tools.yaml", "  - id: spiral-mixer\n", "  - id: spiral-mixer\n    aliases: [{en: Hook, ja: 鉤}]\n")
    assert differences(remembering.standing("spiral-mixer"), ("en", "ja")) == (Difference("texts"),)


def test_a_confirmed_translation_is_that_of_today(remembering: Remembering) -> None:
    steam = remembering.standing("steam")
    as_it_was = confirmed_today(steam.texts, steam.before, ("en", "ja"))
    assert as_it_was == dict(steam.before.confirmed) if steam.before else {}
    for confirm in (("summary",), None):
        today = confirmed_today(steam.texts, steam.before, ("en", "ja"), confirm)
        assert today["name"] == as_it_was["name"]
        assert today["summary"]["ja"].translation == as_it_was["summary"]["ja"].translation
        assert today["summary"]["ja"].original != as_it_was["summary"]["ja"].original
