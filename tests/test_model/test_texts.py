"""A text in every language, plain or with markup; all that is wrong with one is said at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from validating import CONTEXT, issues, read

from patternloom.model import texts
from patternloom.problems import limits
from patternloom.text.prose import Citation, EntryLink, Words
from patternloom.text.quoting import IN_QUOTES

UNLISTED = "delete it, or add it to 'languages:' in catalog.yaml"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (texts.Text, "Istio", {"en": "Istio", "ja": "Istio"}),
        (texts.Text, {"en": " a  b\n", "ja": "い　ろ\xa0は"}, {"en": "a b", "ja": "い　ろ\xa0は"}),
    ],
)
def test_a_right_text_becomes_its_type(field: Any, value: Any, expected: Any) -> None:
    assert read(field, value) == expected


@pytest.mark.parametrize(
    ("field", "value", "message", "hint"),
    [
        (
            texts.Text,
            ["a"],
            "found a list, expected a text for each of en, ja",
            "write below it: en: …, ja: …",
        ),
        (texts.Text, "", "empty text, expected text", ""),
        (texts.Text, "a\nb", "line break in 'a\nb', expected text in one line", ""),
        (texts.Text, {"en": "a\n\nb", "ja": "い"}, "line break in 'a\n\nb', expected text in one line", ""),
        (texts.Forms, {"en": ["a\nb"]}, "line break in 'a\nb', expected text in one line", ""),
        (texts.Prose, "a", "found 'a', expected a text for each of en, ja", "write below it: en: …, ja: …"),
        (
            texts.Prose,
            [{"en": "a"}, {"ja": "い"}],
            "found a list, expected a text for each of en, ja",
            "write each language without '- ' or brackets",
        ),
        (
            texts.Text,
            {"en": "a"},
            "missing translation 'ja', expected a text for each of en, ja",
            "",
        ),
    ],
)
def test_a_wrong_text_says_what_was_found_and_expected(field: Any, value: Any, message: str, hint: str) -> None:
    assert [(issue.message, issue.hint) for issue in issues(field, value)] == [(message, hint)]


def test_a_localized_value_says_everything_that_is_wrong_with_it() -> None:
    found = issues(texts.Text, {"en": " ", "note": "a"})
    assert [(issue.message, issue.at, issue.on_key) for issue in found] == [
        ("empty text, expected text", ("en",), False),
        ("unknown language 'note', expected en, ja", ("note",), True),
        ("missing translation 'ja', expected a text for each of en, ja", (), False),
    ]
    (found_one,) = issues(texts.Text, {"en": "a", "jp": "b"})
    assert found_one.hint == "did you mean 'ja'?"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"en": "a", "jp": "b"}, [("unknown language 'jp', expected en, ja", "did you mean 'ja'?")]),
        (
            {"jp": "b"},
            [
                ("unknown language 'jp', expected en, ja", UNLISTED),
                ("missing translation 'en', expected a text for each of en, ja", ""),
                ("missing translation 'ja', expected a text for each of en, ja", ""),
            ],
        ),
        ({"en": "a", "ja": "b", "jp": "c"}, [("unknown language 'jp', expected en, ja", UNLISTED)]),
    ],
)
def test_a_tag_that_stands_where_one_language_is_missing_is_taken_for_it(
    value: dict[str, str], told: list[tuple[str, str]]
) -> None:
    assert [(issue.message, issue.hint) for issue in issues(texts.Text, value)] == told


def test_prose_becomes_paragraphs_in_every_language() -> None:
    prose = read(texts.Prose, {"en": "a [[rye]]\n\nb", "ja": "い[@primer]"})
    assert prose["en"] == ((Words("a "), EntryLink("rye")), (Words("b"),))
    assert list(prose.nodes()) == [Words("a "), EntryLink("rye"), Words("b"), Words("い"), Citation("primer")]


def test_prose_names_every_reference_that_leads_nowhere_with_its_place() -> None:
    found = issues(texts.Prose, {"en": "[[rie]] [[rie|x]] [[rie]] [@primr]", "ja": "[[primer]]"})
    assert [(issue.message, issue.at, issue.letter) for issue in found] == [
        ("unknown entry 'rie' in prose, expected the id of an entry", ("en",), 0),
        ("unknown entry 'rie' in prose, expected the id of an entry", ("en",), 7),
        ("unknown entry 'rie' in prose, expected the id of an entry", ("en",), 16),
        ("unknown reference 'primr' in prose, expected the id of a reference", ("en",), 23),
        ("'primer' in prose is a reference, expected the id of an entry", ("ja",), 0),
    ]


def test_forms_are_a_list_for_each_language_that_has_some() -> None:
    assert read(texts.Forms, {"ja": ["既定 値", " 規定値"]}) == {"ja": ("既定 値", "規定値")}
    assert read(texts.Forms, {}) == {}


def test_every_mistake_in_forms_is_told_at_its_place() -> None:
    wrong = {"jp": ["x"], "en": "x", "ja": ["x", ["y"], ""]}
    assert [(issue.at, issue.message, issue.hint) for issue in issues(texts.Forms, wrong)] == [
        (("jp",), "unknown language 'jp', expected en, ja", ""),
        (("en",), "found 'x', expected a list", "write '[x]'"),
        (("ja", 1), "found a list, expected text", "write it without '- ' or brackets"),
        (("ja", 2), "empty text, expected text", ""),
    ]
    assert [issue.message for issue in issues(texts.Forms, "x")] == [
        "found 'x', expected a list of forms below a language"
    ]
    assert [issue.hint for issue in issues(texts.Forms, ["x"])] == ["write them below it: en: […]"]
    assert [(issue.message, issue.hint) for issue in issues(texts.Forms, {"en": {"a": "b"}})] == [
        ("found a mapping, expected a list", "")
    ]


def test_where_there_is_one_language_a_text_by_itself_is_in_it() -> None:
    english = replace(CONTEXT, languages=("en",))
    prose = read(texts.Prose, " a [[rye]]\n", english)
    assert (list(prose.paragraphs), prose["en"]) == (["en"], ((Words("a "), EntryLink("rye")),))
    assert read(texts.Forms, ["a", " b  c"], english) == {"en": ("a", "b c")}
    assert [issue.message for issue in issues(texts.Prose, " ", english)] == ["empty text, expected text"]
    assert [(issue.at, issue.message) for issue in issues(texts.Forms, ["a", ""], english)] == [
        ((1,), "empty text, expected text")
    ]
    assert [(issue.at, issue.letter) for issue in issues(texts.Prose, "a [[rie]]", english)] == [((), 1)]


def test_a_form_that_is_a_text_of_its_own_is_too_long() -> None:
    long = "x" * (limits.FORM_CHARACTERS + 1)
    english = replace(CONTEXT, languages=("en",))
    assert [(issue.at, issue.rule) for issue in issues(texts.Forms, ["a", long], english)] == [((1,), "too-long")]
    assert [(issue.at, issue.message) for issue in issues(texts.Forms, {"en": ["a", long], "ja": [long[1:]]})] == [
        (("en", 1), f"form of {len(long)} characters, expected at most {limits.FORM_CHARACTERS}")
    ]


def test_prose_may_name_an_entry_that_has_a_mistake_of_its_own() -> None:
    """One mistake is told once: not again wherever its entry is named."""
    broken = replace(CONTEXT, unsure=frozenset({"rie"}))
    assert list(read(texts.Prose, {"en": "[[rie]]", "ja": "い"}, broken).nodes()) == [EntryLink("rie"), Words("い")]


@dataclass(frozen=True)
class _Loaf:
    name: Mapping[str, str]
    avoid: Mapping[str, str]
    crumbs: tuple[_Loaf, ...] = ()
    id: str = "loaf"


def test_the_steps_lead_to_every_text_but_those_left_out() -> None:
    loaf = _Loaf({"en": "a"}, {"en": "b"}, (_Loaf({"en": "c"}, {"en": "d"}),))
    assert list(texts.steps_to_texts(loaf, without=())) == [
        ("name",), ("avoid",), ("crumbs", 0, "name"), ("crumbs", 0, "avoid"),
    ]  # fmt: skip
    assert list(texts.steps_to_texts(loaf, without=("avoid",))) == [("name",), ("crumbs", 0, "name")]


def test_no_text_is_held_to_languages_that_nobody_is_sure_of() -> None:
    unsure = replace(CONTEXT, languages=(), languages_sure=False)
    assert read(texts.Prose, "a", unsure).written == {}
    assert read(texts.Prose, {"en": "a"}, unsure).written == {"en": "a"}
    assert [issue.message for issue in issues(texts.Prose, "", unsure)] == ["empty text, expected text"]


@pytest.mark.parametrize(
    ("key", "way_out"),
    [("fr", "delete it, or add it to"), ("fr-CA", "delete it"), ("ger", "delete it"), ("note", IN_QUOTES)],
)
def test_a_language_that_is_not_listed_is_told_from_the_rest_of_a_text(key: str, way_out: str) -> None:
    (issue,) = issues(texts.Prose, {"en": "a", "ja": "い", key: "b"})
    assert issue.hint.startswith(way_out)
