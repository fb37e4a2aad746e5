"""Changes of meaning as feeds, read by a program that is not ours."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator
from projects import CASES
from published_links import links_of

from patternloom.publish.machine_files.feeds import feeds
from patternloom.publish.sources import Sources

ROOT = "https://bread.example/docs/"
CHANGED = ("fermentation", "soda", "sourdough", "steam", "yeast")


@pytest.fixture(scope="module")
def made(past: Sources) -> dict[str, bytes]:
    """Path → bytes, in English."""
    assert past.records
    files = list(feeds(past.records, links_of(past), ROOT))
    assert {file.language for file in files} == {"en"}
    return {file.path: file.data for file in files}


def parsed(data: bytes) -> Any:
    """What feedparser finds, which it may not complain of."""
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_there_is_one_for_the_whole_each_area_and_each_entry_that_changed(made: dict[str, bytes]) -> None:
    names = ["changes", "area/baking", "area/fermentation", *(f"entry/{id}" for id in ("egg-wash", *CHANGED))]
    assert sorted(made) == sorted(f"feeds/{name}.{form}" for name in names for form in ("atom", "json"))


def test_a_reader_of_feeds_finds_who_what_when_and_where(made: dict[str, bytes]) -> None:
    found = parsed(made["feeds/changes.atom"])
    assert (found.feed.title, found.feed.author, found.feed.language) == (
        "Bread baking: changes of meaning",
        "Bread",
        "en",
    )
    assert (found.feed.id, found.feed.link) == (f"{ROOT}feeds/changes.atom", ROOT)
    assert found.feed.updated == "2026-01-27T00:00:00Z"
    assert [(one.updated[:10], one.title, one.link) for one in found.entries] == [
        ("2026-01-27", "Baking soda: Why changed", f"{ROOT}p/soda/r2/"),
        ("2026-01-26", "Steam: Summary changed", f"{ROOT}p/steam/r2/"),
        ("2026-01-20", "Egg wash: retired", f"{ROOT}p/egg-wash/#retired"),
        ("2026-01-20", "Fermentation: Choices and combinations changed", f"{ROOT}p/fermentation/r2/"),
        ("2026-01-20", "Sourdough: Name changed", f"{ROOT}p/sourdough/r3/"),
        ("2026-01-20", "Baker's yeast: status changed to recommended", f"{ROOT}p/yeast/r2/"),
        ("2026-01-14", "Levain: Liabilities changed", f"{ROOT}p/sourdough/r2/"),
    ]
    first = found.entries[0]
    assert (first.content[0].value, [tag.term for tag in first.tags]) == ("A tasting.", ["pattern", "reason"])
    assert len({one.id for one in found.entries}) == len(found.entries)


def test_an_area_has_what_stands_there_and_what_stood_there_last(made: dict[str, bytes]) -> None:
    baking = parsed(made["feeds/area/baking.atom"])
    assert [one.title for one in baking.entries] == ["Steam: Summary changed", "Egg wash: retired"]
    assert (baking.feed.title, baking.feed.link) == ("Baking: changes of meaning", f"{ROOT}areas/baking/")
    titles = {one.title for one in parsed(made["feeds/area/fermentation.atom"]).entries}
    assert {"Fermentation: Choices and combinations changed", "Sourdough: Name changed"} <= titles


def test_an_entry_s_own_feed_has_its_changes(made: dict[str, bytes]) -> None:
    found = parsed(made["feeds/entry/sourdough.atom"])
    assert [one.id for one in found.entries] == [f"{ROOT}p/sourdough/r3/", f"{ROOT}p/sourdough/r2/"]
    assert found.feed.link == f"{ROOT}p/sourdough/"


def test_the_json_feeds_say_the_same_in_their_form(made: dict[str, bytes]) -> None:
    schema = json.loads((CASES / "wire" / "json-feed.schema.json").read_text("utf-8"))
    judge = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for path, data in made.items():
        if path.endswith(".json"):
            told = json.loads(data)
            assert [error.message for error in judge.iter_errors(told)] == []
            atom = parsed(made[path.replace(".json", ".atom")])
            assert told["title"] == atom.feed.title
            assert [(one["id"], one["title"], one["content_text"]) for one in told["items"]] == [
                (one.id, one.title, one.content[0].value) for one in atom.entries
            ]
            assert told["feed_url"] == f"{ROOT}{path}"


def test_dates_are_those_of_the_lock_and_so_the_bytes_are_the_same(past: Sources, made: dict[str, bytes]) -> None:
    assert past.records
    again = {file.path: file.data for file in feeds(dict(reversed(past.records.items())), links_of(past), ROOT)}
    assert again == made


def test_a_feed_without_changes_is_as_old_as_what_it_is_about(past: Sources) -> None:
    assert past.records
    first = {id: record for id, record in past.records.items() if id in ("autolyse", "spiral-mixer", "baking")}
    files = {file.path: file.data for file in feeds(first, links_of(past), ROOT)}
    assert not any("/entry/" in path for path in files)
    whole = parsed(files["feeds/changes.atom"])
    assert (whole.entries, whole.feed.updated) == ([], "2026-01-05T00:00:00Z")
    assert list(feeds({}, links_of(past), ROOT)) == []


def test_texts_of_any_letters_are_data(past: Sources) -> None:
    assert past.records
    record = past.records["soda"]
    reason = {"en": "<b>&amp; ]]> \x0b \ud800 “quoted”</b>"}
    odd = replace(record, current=replace(record.current, reason=reason))
    files = {file.path: file.data for file in feeds({"soda": odd}, links_of(past), ROOT)}
    (entry,) = feedparser.parse(files["feeds/entry/soda.atom"]).entries
    assert entry.content[0].value == "<b>&amp; ]]>   \ufffd “quoted”</b>"
    assert json.loads(files["feeds/entry/soda.json"])["items"][0]["content_text"].startswith("<b>&amp;")


def test_in_another_language_all_of_it_is(past: Sources) -> None:
    assert past.records
    files = {file.path: file.data for file in feeds(past.records, links_of(past, "ja"), f"{ROOT}ja/")}
    found = parsed(files["feeds/changes.atom"])
    assert (found.feed.title, found.feed.language) == ("パン作り：意味の変更", "ja")
    assert found.entries[2].title == "卵液：廃止"
    assert found.entries[0].link == f"{ROOT}ja/p/soda/r2/"
