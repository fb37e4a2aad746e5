"""What differs between two meanings, and in which languages."""

from __future__ import annotations

from typing import Any

import pytest
from recording import Remembering

from patternloom.lock.compare import Difference, changed_fields, confirmed_today, differences

GROUP, STEAM = "fermentation/leavening.yaml", "baking/steam.yaml"
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


def test_each_thing_that_is_not_recorded_yet_is_told_as_what_it_is(remembering: Remembering) -> None:
    project, languages = remembering.project, ("en", "ja")
    project.replace(STEAM, "  - id: steam\n", "  - id: moist-air\n    formerly: [steam]\n")
    project.replace(STEAM, "children: [steam, autolyse]", "children: [moist-air, autolyse]")
    project.replace("retired.yaml", "successor: steam", "successor: moist-air")
    project.replace(
        GROUP,
        "    liabilities:\n      - key: l1\n        text: {en: the starter wants care",
        "    liabilities:\n      - text: {en: it is sour, ja: 酸味がある}\n"
        "      - key: l1\n        text: {en: the starter wants care",
    )
    assert differences(remembering.standing("moist-air"), languages) == (Difference("renamed"), Difference("address"))
    assert differences(remembering.standing("sourdough"), languages) == (
        *(Difference("meaning", "liabilities"), Difference("keys"), Difference("texts")),
    )


def test_an_entry_without_a_record_and_one_that_is_gone_differ_as_a_whole(remembering: Remembering) -> None:
    project, languages = remembering.project, ("en", "ja")
    text = project.read("fermentation/area.yaml")
    project.write("fermentation/area.yaml", text[: text.index("patterns:\n")] + text[text.index("figures:\n") :])
    project.replace(STEAM, "children: [steam, autolyse]", "children: [steam]")
    gone = "  - {id: autolyse, kind: pattern, name: x, date: 2026-01-31, reason: {en: x, ja: y}, successor: steam}\n"
    project.write("retired.yaml", project.read("retired.yaml") + gone)
    assert differences(remembering.standing("autolyse"), languages) == (Difference("retired"),)
    record = project.catalog / "lock/pattern/soda.yaml"
    record.unlink()
    assert differences(remembering.standing("soda"), languages) == (Difference("new"),)


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
