"""Rules of one entry by itself; most are told by the mistakes of `cases/invalid/`."""

from __future__ import annotations

import pytest
from projects import Project

from patternloom.model.kinds import KIND_OF_NAME


def test_nested_sets_are_checked_too(project: Project) -> None:
    project.replace("fermentation/leavening.yaml", "members: [yeast, soda]", "members: [yeast]")
    assert project.report() == (
        "catalog/fermentation/leavening.yaml:12:13: a set of fewer than two members, expected two or more\n1 error"
    )


def test_boxes_in_a_circle_are_one_mistake_and_those_inside_it_none(project: Project) -> None:
    project.replace(
        "fermentation/area.yaml",
        "      - {id: jar, label: {en: Jar, ja: 瓶}}\n",
        "      - {id: a, label: A, inside: b}\n"
        "      - {id: b, label: B, inside: c}\n"
        "      - {id: c, label: C, inside: a}\n"
        "      - {id: jar, label: Jar, inside: a}\n",
    )
    assert project.report() == (
        "catalog/fermentation/area.yaml:32:35: box 'a' is inside itself, expected nesting without a cycle\n1 error"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("start: starter, end", "start: poolish, end", "36:17: unknown box 'poolish'"),
        ("end: s", "end: r", "37:27: unknown box 'rtarter'"),
    ],
)
def test_each_end_of_an_arrow_is_a_box(project: Project, old: str, new: str, told: str) -> None:
    project.replace("fermentation/area.yaml", old, new)
    assert [str(problem).partition(",")[0] for problem in project.problems()] == [
        f"catalog/fermentation/area.yaml:{told}"
    ]


def test_an_event_without_a_year_stands_before_those_that_have_one(project: Project) -> None:
    text = {"en": "X", "ja": "出来事"}
    events = [{"name": text, "text": text, **year} for year in ({}, {}, {"year": 1900}, {"year": 1900}, {})]
    line = {"id": "ovens", "name": text, "summary": text, "events": events, "reviewed": "2026-01-31"}
    project.write("history.yaml", {"timelines": [line]})
    assert project.report() == (
        "catalog/history.yaml:36:5: an event without a year after 1900, expected events in the order of their years;"
        " move it up\n1 error"
    )


def test_what_is_gone_was_of_a_kind_that_there_is(project: Project) -> None:
    gone = "  - {id: barm, kind: KIND, name: Barm, date: 2026-01-30, reason: {en: Old., ja: 古いためです。}}\n"
    project.write(
        "gone.yaml",
        "retired:\n" + gone.replace("KIND", "pattern") + gone.replace("KIND", "retired").replace("barm", "alum"),
    )
    assert project.report() == (
        "catalog/gone.yaml:3:22: found 'retired', expected a kind of entry; there are "
        + ", ".join(sorted(kind for kind in KIND_OF_NAME if kind != "retired"))
        + "\n1 error"
    )


@pytest.mark.parametrize(
    "mistake",
    [
        "discouraged-without-reason",
        "reason-without-discouraged",
        "group-reason-without-status",
        "target-none-without-reason",
        "target-none-with-technologies",
        "target-with-reason",
        "target-without-replaces",
        "target-twice",
        "no-provenance",
        "arrow-to-nowhere",
        "box-inside-itself",
        "box-twice",
        "box-unknown",
        "set-of-one",
        "child-listed-twice",
        "event-before-an-earlier-one",
        "event-that-ends-before-it-begins",
        "id-without-its-kind-s-beginning",
        "key-of-another-statement",
        "member-listed-twice",
        "reference-listed-twice",
        "related-to-itself",
        "related-twice",
        "retired-entry-that-is-of-no-kind",
    ],
)
def test_a_mistake_in_an_entry_gives_its_whole_report(project: Project, mistake: str) -> None:
    actual, expected = project.reports(mistake)
    assert actual == expected
