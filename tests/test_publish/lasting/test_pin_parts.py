"""A pin says in one line whether its ground still holds, and field by field what has changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from remembered_site import links_at, plan_with, remembered

from patternloom.lock.record import Editorial, Record, Revision
from patternloom.publish.lasting.pin_parts import PinParts
from patternloom.site.pages import Plan, pin_path, url_of


def parts_of(id: str, number: int, language: str = "en", plan: Plan | None = None) -> PinParts:
    """A revision's parts."""
    plan = plan or remembered().plan
    record = plan.past.records[id]
    revision = record.revision(number)
    assert revision
    path = pin_path(id, number)
    return PinParts(record, revision, links_at(path, language, plan), url_of(path))


def text_of(html: str) -> str:
    """What a reader sees, words apart by a blank."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


@pytest.mark.parametrize(
    ("id", "number", "said"),
    [
        ("sourdough", 3, "Nothing has changed since: what was cited still stands. The entry today"),
        ("sourdough", 2, "Changed since: Name The entry today"),
        ("sourdough", 1, "Changed since: Liabilities , Name The entry today"),
        ("saleratus", 1, "“Saleratus” has become part of: Baking soda"),
        (
            "egg-wash",
            1,
            "Retired on 2026-01-20. Egg on a crust is no way of baking; moist air does what was told of it. "
            "Read instead: Steam",
        ),
    ],
)
def test_the_verdict_is_one_line(id: str, number: int, said: str) -> None:
    assert text_of(parts_of(id, number).verdict({})) == said


def test_the_verdict_leads_to_what_changed_on_whatever_page_that_stands() -> None:
    verdict = parts_of("sourdough", 1).verdict({"since-name": 2})
    assert [link["href"] for link in BeautifulSoup(verdict, "html.parser").select("a")] == [
        "#since-liabilities", "2/#since-name", "../",
    ]  # fmt: skip


def test_a_retired_entry_without_a_successor_says_so_alone() -> None:
    plan = remembered().plan
    # Whose successor there is none of.
    entries = {id: entry for id, entry in plan.past.entries.items() if id != "steam"}
    parts = parts_of("egg-wash", 1, plan=replace(plan, past=replace(plan.past, entries=entries)))
    assert "Read instead" not in text_of(parts.verdict({}))


def test_what_changed_stands_with_day_reason_and_both_sides_of_what_differs_alone() -> None:
    liabilities, name, *said = parts_of("sourdough", 1).blocks()
    assert (liabilities.title, liabilities.anchor) == ("What has changed since", "since-liabilities")
    assert text_of(liabilities.html) == (
        "Liabilities r2, 2026-01-14, release 0.2.0: Bakers who run one told us so. "
        "Then the starter wants care "
        "Today the starter wants care every day nobody can say when it is ready · opinion"
    )
    assert text_of(name.html) == (
        "Name r3, 2026-01-20, release 0.3.0: The names that bakers use today, and what they take first. "
        "Then Levain Today Sourdough"
    )
    assert {block.title for block in said} == {"What it said"}


def test_what_was_said_stands_in_the_order_of_the_entry_with_anchors_and_marks_on_what_is_no_more() -> None:
    said = [block for block in parts_of("sourdough", 1).blocks() if block.title == "What it said"]
    soup = BeautifulSoup("".join(block.html for block in said), "html.parser")
    assert [heading.get_text() for heading in soup.select("h3")] == [
        "Summary", "Status", "Use when", "Avoid when", "Benefits", "Liabilities", "What tools take over", "Related",
    ]  # fmt: skip
    assert [item["id"] for item in soup.select("li[id]")] == ["u1", "a1", "b1", "l1"]
    assert [text_of(str(item)) for item in soup.select("li:has(.mark)")] == ["the starter wants care changed since"]


def test_another_wording_is_told_in_the_revision_that_it_was_made_in_and_in_earlier_ones() -> None:
    def worded(number: int) -> list[str]:
        blocks = parts_of("yeast", number).blocks()
        return [text_of(block.html) for block in blocks if block.title == "Wording only, the meaning is the same"]

    assert worded(1) == ["Summary, 2026-01-10: Clearer wording. Then Bought yeast raises the dough in two hours."]
    assert worded(2) == []


def test_a_wording_of_what_was_not_there_before_has_no_text_of_then() -> None:
    record = remembered().plan.past.records["yeast"]
    added = Editorial(1, dt.date(2026, 2, 10), "notes", {})
    plan = plan_with(replace(record, editorial=(added,)))
    assert text_of(parts_of("yeast", 1, plan=plan).blocks()[-1].html) == "Good to know, 2026-02-10"


def test_a_field_that_comes_or_goes_is_nothing_on_the_other_side() -> None:
    meaning = {"name": {"en": "X", "ja": "X"}, "reason": {"en": "Why.", "ja": "なぜ。"}, "flavor": "sour"}
    record = Record(
        "yeast", "pattern", Revision(2, dt.date(2026, 2, 2), changed=("reason", "flavor", "status")), meaning,
        earlier=(Revision(1, dt.date(2026, 2, 1), was={"status": "recommended"}),),
    )  # fmt: skip
    blocks = parts_of("yeast", 1, plan=plan_with(record)).blocks()
    assert [text_of(block.html) for block in blocks[:3]] == [
        "Why r2, 2026-02-02 Then nothing Today Why.",
        "flavor r2, 2026-02-02 Then nothing Today sour",
        "Status r2, 2026-02-02 Then recommended Today nothing",
    ]
    now = parts_of("yeast", 2, plan=plan_with(record)).blocks()
    assert [text_of(block.html) for block in now] == ["Why Why.", "flavor sour"]


def test_the_history_lists_every_revision_the_newest_first_and_marks_this_one() -> None:
    soup = BeautifulSoup(parts_of("sourdough", 2).revisions(), "html.parser")
    assert [text_of(str(item)) for item in soup.select("li")] == [
        "r3 2026-01-20, release 0.3.0: The names that bakers use today, and what they take first. (Name)",
        "r2 2026-01-14, release 0.2.0: Bakers who run one told us so. (Liabilities)",
        "r1 2026-01-05, release 0.1.0",
    ]
    assert [text_of(str(item))[:2] for item in soup.select("[aria-current=page]")] == ["r2"]
    assert [link["href"] for link in soup.select("a")] == ["../r3/", "../r2/", "../r1/"]


@pytest.mark.parametrize(
    ("language", "links"),
    [("en", ["../../../", "../../../ja/p/sourdough/r1/"]), ("ja", ["../../../", "../../../../p/sourdough/r1/"])],
)
def test_the_top_says_what_it_is_and_leads_home_and_to_the_other_language(language: str, links: list[str]) -> None:
    parts = parts_of("sourdough", 1, language)
    soup = BeautifulSoup(parts.top(), "html.parser")
    assert [link["href"] for link in soup.select("a")] == links
    assert soup.select("h1")[0].get_text() == (
        "Levain r1, 2026-01-05, release 0.1.0" if language == "en" else "ルヴァン r1、2026-01-05、リリース0.1.0"
    )


def test_a_site_without_a_name_has_a_home_nevertheless() -> None:
    assert ">Home</a>" in parts_of("sourdough", 1, plan=plan_with(site_name="")).top()


def test_what_it_was_is_told_in_a_sentence_where_a_field_says_so() -> None:
    assert parts_of("sourdough", 1).sentence() == "A fed starter of flour and water raises the dough."
    record = Record("yeast", "pattern", Revision(1, dt.date(2026, 2, 2)), {"status": "recommended"})
    parts = parts_of("yeast", 1, plan=plan_with(record))
    assert (parts.sentence(), parts.name) == ("", "Baker's yeast")
