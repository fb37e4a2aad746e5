"""Names come first, entries before pages; texts follow in the same order, after what is seldom meant; both are scripts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from patternloom.search.documents import Document
from patternloom.search.shards import NAMES, TEXTS, scripts

RYE = Document("bread/#rye", "Rye", "Pattern", "Dough", "recommended", ("Roggen",), ("dark bread",), "A grain.", 1.3)
SECTIONS = [
    {"location": "bread/", "title": "Bread &amp; more", "text": "<p>All <b>bread</b>.</p>"},
    {"location": "bread/#rye", "title": "Rye", "text": "<p>Rye needs </script> time.</p>"},
    {"location": "bread/#long", "title": "Long", "text": "word " * 100},
]


def taken(script: str, part: str) -> list[list[object]]:
    """What a script hands over, in one of its lines."""
    before, after = f'patternloomSearch.take("{part}", ', ");"
    assert all(line.startswith("patternloomSearch.take(") and line.endswith(after) for line in script.splitlines())
    (line,) = (line for line in script.splitlines() if line.startswith(before))
    found: list[list[object]] = json.loads(line.removeprefix(before).removesuffix(after))
    return found


def test_entries_come_first_and_a_section_that_is_one_is_not_told_again() -> None:
    columns = taken(scripts([RYE], SECTIONS)[NAMES], "names")
    names = list(zip(*columns, strict=True))
    told = ("bread/#rye", "Rye", "Pattern", "Dough", "recommended", ["Roggen"], ["dark bread"], "A grain.", 1.3)
    assert names[0] == told
    assert [name[:4] for name in names[1:]] == [("bread/", "Bread & more", "", "")]


def test_a_section_comes_with_its_text_by_which_alone_it_is_found() -> None:
    (section,) = zip(*taken(scripts([RYE], SECTIONS)[TEXTS], "names"), strict=True)
    assert section[:4] == ("bread/#long", "Long", "", "Bread & more")


def test_a_long_summary_is_told_to_the_end_of_two_lines_and_a_section_has_none() -> None:
    """What a section says comes with its text."""
    long = replace(RYE, summary="word " * 100)
    summary, *others = taken(scripts([long], SECTIONS)[NAMES], "names")[7]
    assert isinstance(summary, str)
    assert summary.startswith("word word")
    assert (len(summary) <= 105, summary[-1]) == (True, "…")
    assert others == [""]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (
            "A client receives, in turn, what the broker has kept for it since the last time that it was there. And receipts",
            "And…",
        ),
        ("x" * 101 + " client", "xx…"),
        ("x" * 104 + " client", "xx…"),
        ("x" * 200, "xx…"),
        ("あ" * 51 + "。次の文", "ああ…"),
        ("あ" * 50 + "Redisに書く", "ああ…"),
    ],
)
def test_it_ends_with_a_whole_word_and_no_other_sign(begin: str, end: str) -> None:
    (summary,) = taken(scripts([replace(RYE, summary=begin)], [])[NAMES], "names")[7]
    assert str(summary).endswith(end)


def test_what_is_seldom_meant_is_told_in_one_line() -> None:
    """A first search waits for every summary."""
    long = "word " * 100
    told = scripts([replace(RYE, summary=long), replace(RYE, url="errata/#rye", summary=long, weight=0.4)], [])
    (common,), (seldom,) = (taken(told[path], "names")[7] for path in (NAMES, TEXTS))
    assert isinstance(common, str)
    assert isinstance(seldom, str)
    assert len(common) > len(seldom) > 50


def test_what_is_seldom_meant_comes_with_the_texts_which_keep_its_order() -> None:
    work = replace(RYE, url="bread/", title="A book", weight=0.4)
    told = scripts([work, RYE], SECTIONS)
    assert taken(told[NAMES], "names")[1] == ["Rye"]
    assert taken(told[TEXTS], "names")[1] == ["A book", "Long"]
    assert taken(told[TEXTS], "texts")[:2] == ["Rye needs time.", "All bread ."]


def test_words_that_mean_the_same_come_before_the_names_that_hold_them() -> None:
    told = scripts([RYE], [], "dark black; loaf bread_roll;\n")[NAMES]
    assert taken(told, "same") == [["dark", "black"], ["loaf", "bread_roll"]]
    assert told.startswith('patternloomSearch.take("same", ')


def test_words_beside_a_name_come_before_the_names() -> None:
    told = scripts([RYE], [], beside="Miller Old_Mill bread\n")[NAMES]
    assert taken(told, "beside") == ["Miller", "Old Mill", "bread"]
    assert told.index('take("beside"') < told.index('take("names"')


def test_without_an_entry_and_a_section_there_is_no_column() -> None:
    assert taken(scripts([], [])[NAMES], "names") == []


def test_texts_stand_in_the_order_of_the_names_without_markup() -> None:
    texts = taken(scripts([RYE], SECTIONS)[TEXTS], "texts")
    assert texts[:2] == ["Rye needs time.", "All bread ."]
    assert len(texts) == 3
