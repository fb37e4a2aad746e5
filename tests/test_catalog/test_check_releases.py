"""Rules of releases, on the bakery's design example."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from projects import OVEN, TODAY, Project

from patternloom.catalog.check_releases import past_support
from patternloom.catalog.load import load

RELEASE: dict[str, Any] = {
    "id": "release-rye-1-10",
    "product": "Rye",
    "version": "1.10",
    "released": "2025-01-31",
    "supported_until": "2026-01-31",
    "reviewed": "2026-01-31",
}


@pytest.fixture
def bakery(project: Project) -> Project:
    """The small catalog with its example, which names rye 1.10."""
    project.overlay(OVEN)
    file = "examples/oven/example.yaml"
    project.write(file, project.read(file) + '    versions:\n      - {name: Rye, version: "1.10"}\n')
    return project


def releases(project: Project, *changes: dict[str, Any]) -> str:
    """The report where these are told."""
    project.write("releases.yaml", {"releases": [RELEASE | change for change in changes]})
    return project.report()


def test_a_right_release_is_nothing_to_say_of(bakery: Project) -> None:
    assert "release" not in releases(bakery, {})


def test_a_version_without_any_release_of_its_product_is_right(bakery: Project) -> None:
    assert "release" not in bakery.report()


def test_a_version_is_one_of_its_products_releases(bakery: Project) -> None:
    found = releases(bakery, {"version": "1.11"})
    assert (
        "catalog/examples/oven/example.yaml:54:30: no release '1.10' of Rye, expected one of 'releases:';"
        " did you mean '1.11'?"
    ) in found


def test_a_version_is_told_once(bakery: Project) -> None:
    found = releases(bakery, {}, {"id": "release-rye-again"})
    message = "second release 'Rye 1.10', expected one a version; first at catalog/releases.yaml:4:12"
    assert f"catalog/releases.yaml:10:12: {message}" in found


def test_support_does_not_end_before_it_begins(bakery: Project) -> None:
    found = releases(bakery, {"supported_until": "2025-01-30"})
    assert "catalog/releases.yaml:6:20: supported until 2025-01-30, expected 2025-01-31 or a later day" in found
    assert "release" not in releases(bakery, {"supported_until": "2025-01-31"})


def test_where_no_day_is_named_a_note_says_why(bakery: Project) -> None:
    found = releases(bakery, {"released": "none", "supported_until": "none"}).splitlines()
    message = "'none' without a 'note', expected it to say what is known instead"
    assert [line for line in found if "releases.yaml" in line] == [
        f"catalog/releases.yaml:5:13: {message}",
        f"catalog/releases.yaml:6:20: {message}",
    ]
    assert "release" not in releases(bakery, {"supported_until": "none", "note": {"en": "Rolling.", "ja": "順次。"}})


def test_who_names_a_release_that_is_no_longer_supported_is_told(bakery: Project) -> None:
    oven = bakery.read("examples/oven/example.yaml")
    bakery.write("examples/grill/example.yaml", oven[oven.index("examples:") :].replace("id: oven\n", "id: grill\n", 1))
    bakery.write("examples/grill/files/oven.conf", bakery.read("examples/oven/files/oven.conf"))
    bakery.write("releases.yaml", {"releases": [RELEASE, RELEASE | {"id": "release-rye-1-9", "version": "1.9"}]})
    catalog, _ = load(bakery.catalog, "catalog", TODAY)
    placed = [(entry, catalog.places[id]) for id, entry in catalog.entries.items()]
    found = list(past_support(placed, TODAY))
    assert [problem.message.partition("supported (")[2] for problem in found] == [
        "named by grill, oven)",
        "named by no example)",
    ]
    assert {(problem.severity, problem.rule) for problem in found} == {("warning", "support")}


@pytest.mark.parametrize(("day", "told"), [("2026-01-31", False), ("2026-02-01", True)])
def test_support_ends_with_its_last_day_and_only_the_day_given_tells(bakery: Project, day: str, told: bool) -> None:
    bakery.write("releases.yaml", {"releases": [RELEASE]})
    catalog, warnings = load(bakery.catalog, "catalog", TODAY)
    assert not [one for one in warnings if one.rule == "support"]
    placed = [(entry, catalog.places[id]) for id, entry in catalog.entries.items()]
    found = [str(problem) for problem in past_support(placed, dt.date.fromisoformat(day))]
    message = (
        "catalog/releases.yaml:6:20: warning: Rye 1.10 is supported until 2026-01-31, and it is 2026-02-01, "
        "expected a release that is supported (named by oven)"
    )
    assert found == ([message] if told else [])
