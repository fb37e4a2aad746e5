"""`nav:` is held against the pages that there are, and becomes what a site engine takes."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

import pytest

from patternloom.problems.findings import Mark
from patternloom.problems.reports import render_text
from patternloom.reading.configuration import NavItem
from patternloom.site.content import Content, Template
from patternloom.site.navigation import (
    Places,
    check_navigation,
    nav_items,
    navigation,
    omitted,
    places,
    tell_doubled,
    tell_omitted,
)
from patternloom.site.pages import Page

HERE = Mark("mkdocs.yml", 3, 1)
WORDS = {"home": "Home <1>", "areas": "Areas"}
PAGES = {path: f"content/{path}" for path in ("areas/b.md", "areas/a.md", "areas/index.md", "index.md", "start.md")}
THERE = Places(PAGES, frozenset({".", "areas"}), frozenset(), frozenset({"data.csv"}))


def template(path: str, kind: str | None = None) -> Template:
    """A content file that makes a page, or a page for each entry of a kind."""
    return Template(f"content/{path}", PurePosixPath(path), PurePosixPath(path), "any", kind, "", (), "", False, "")


def test_words_are_titles_and_a_folder_is_its_pages_in_their_order() -> None:
    nav = [{"{home}": "index.md"}, {"{areas}": ["areas/index.md", "areas/*"]}, "start.md", {"More": "https://x/"}]
    assert navigation(nav_items(nav, HERE), PAGES, WORDS) == [
        {"Home &lt;1&gt;": "index.md"},
        {"Areas": ["areas/index.md", "areas/b.md", "areas/a.md"]},
        "start.md",
        {"More": "https://x/"},
    ]


def test_a_folder_with_a_title_is_a_section() -> None:
    assert navigation(nav_items([{"{areas}": "areas/*"}], HERE), PAGES, WORDS) == [
        {"Areas": ["areas/b.md", "areas/a.md"]}
    ]


def test_a_folder_s_pages_are_those_right_in_it_but_for_its_own() -> None:
    pages = ["areas/index.md", "areas/deep/c.md", "areas/b.md", "areas2/d.md"]
    assert navigation(nav_items(["areas/*"], HERE), pages, {}) == ["areas/b.md"]


def test_words_are_titles_in_a_section_too() -> None:
    nav = nav_items([{"{areas}": [{"{home}": "index.md"}, {"Plain": "start.md"}]}], HERE)
    assert navigation(nav, PAGES, WORDS) == [{"Areas": [{"Home &lt;1&gt;": "index.md"}, {"Plain": "start.md"}]}]


@pytest.mark.parametrize(
    ("nav", "expected"),
    [
        (
            ["index.md", "./start.md", "data.csv", "areas/*", {"X": "https://x/"}, "mailto:a@x.example", "//x/", "/x/"],
            "",
        ),
        ([{"{aeras}": "start.md"}], "unknown word 'aeras', expected a key of the strings files; did you mean 'areas'?"),
        (["strat.md"], "no page 'strat.md', expected the path of one below the content; did you mean 'start.md'?"),
        ([{"S": ["ares/*"]}], "no page in 'ares', expected a folder of the content; did you mean 'areas'?"),
        (
            [{"S": [{"{aeras}": "start.md"}]}],
            "unknown word 'aeras', expected a key of the strings files; did you mean 'areas'?",
        ),
        (["zzz/*"], "no page in 'zzz', expected a folder of the content; there is areas"),
    ],
)
def test_a_target_or_word_that_is_not_there_is_told(nav: list[Any], expected: str) -> None:
    found = list(check_navigation(nav_items(nav, HERE), THERE, WORDS, makes_all_pages=True))
    assert render_text(found) == (f"{HERE}: {expected}\n1 error" if expected else "no problems")
    assert {problem.rule for problem in found} == ({"nav"} if expected else set())


@pytest.mark.parametrize(("number", "hint"), [(4, "there are f1, f2, f3, f4"), (5, "")])
def test_folders_are_listed_while_they_are_few(number: int, hint: str) -> None:
    there = Places({}, frozenset({".", *(f"f{n}" for n in range(1, number + 1))}), frozenset(), frozenset())
    (found,) = check_navigation(nav_items(["zzz/*"], HERE), there, WORDS, makes_all_pages=True)
    assert found.hint == hint


def test_of_a_target_or_word_like_no_other_nothing_is_said_to_be_meant() -> None:
    there = Places({"x.md": "content/x.md"}, frozenset(), frozenset(), frozenset())
    found = check_navigation(nav_items([{"{zwieback}": "rye/bread.md"}], HERE), there, {"a"}, makes_all_pages=True)
    assert render_text(list(found)) == (
        "mkdocs.yml:3:1: unknown word 'zwieback', expected a key of the strings files\n"
        "mkdocs.yml:3:1: no page 'rye/bread.md', expected the path of one below the content\n"
        "2 errors"
    )


def test_a_target_that_another_plugin_may_make_is_a_warning() -> None:
    (found,) = check_navigation(nav_items(["made.md"], HERE), THERE, WORDS, makes_all_pages=False)
    assert (found.severity, found.rule) == ("warning", "nav")


def test_what_is_not_known_is_not_judged() -> None:
    nav = nav_items([{"{x}": "x.md"}, "areas/x.md"], HERE)
    assert list(check_navigation(nav, None, None, makes_all_pages=True)) == []
    unsure = Places({}, frozenset({"areas"}), frozenset({"areas"}), frozenset())
    (found,) = check_navigation(nav, unsure, None, makes_all_pages=True)
    assert found.message.startswith("no page 'x.md'")


def test_a_page_that_no_entry_leads_to_is_told_with_its_file() -> None:
    nav = nav_items(["./index.md", {"A": ["areas/*"]}], HERE)
    assert list(omitted(nav, THERE)) == ["areas/index.md", "start.md"]
    (left_out,) = tell_omitted(nav_items(["areas/*", "areas/index.md", "index.md"], HERE), THERE, HERE)
    assert left_out.rule == "omitted-page"
    assert render_text([left_out]) == (
        "mkdocs.yml:3:1: warning: nav: leaves out the page 'start.md', which content/start.md makes; "
        "add it, or name it in not_in_nav:\n1 warning"
    )


def test_places_are_the_pages_or_the_contents_own_while_others_are_not_known() -> None:
    made = (template("areas/[area].md", "area"), template("start.md"))
    content = Content(made, (PurePosixPath("a/data.csv"),), complete=True)
    folders, others = frozenset({".", "areas"}), frozenset({"a/data.csv"})
    assert places(content, None) == Places({"start.md": "content/start.md"}, folders, frozenset({"areas"}), others)
    pages = (Page("areas/x.md", made[0], "x"), Page("start.md", made[1], None))
    known = {"areas/x.md": "content/areas/[area].md", "start.md": "content/start.md"}
    assert places(content, pages) == Places(known, folders, frozenset(), others)


def test_what_is_listed_a_second_time_is_told_with_the_first() -> None:
    def item(target: str | tuple[NavItem, ...], line: int) -> NavItem:
        return NavItem(None, target, Mark("mkdocs.yml", line, 5), Mark("mkdocs.yml", line, 3))

    nav = [
        item("a.md", 2),
        item((item("b.md", 4), item("a.md", 5)), 3),
        item("https://a.example/", 6),
        item("https://a.example/", 7),
    ]
    assert [str(problem) for problem in tell_doubled(nav)] == [
        "mkdocs.yml:5:5: warning: 'a.md' listed twice in nav:, expected once; first on line 2"
    ]
