"""Pages and macros are checked together, each file once, and none for another's mistake."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes

from patternloom.problems.findings import Findings, Problem
from patternloom.problems.reports import render_text
from patternloom.site import check_templates as module
from patternloom.site.check_templates import check_templates
from patternloom.site.content import read_content
from patternloom.site.known import Known
from patternloom.site.templates import Macros, read_macros


def report(tmp_path: Path, pages: dict[str, str], macros: dict[str, str] | None = None) -> str:
    """What is wrong with pages and macros."""
    for name, text in pages.items():
        (tmp_path / name).write_text(text, "utf-8")
    problems = Findings()
    templates = read_content(tmp_path, "content", ("en",), problems).templates
    assert list(problems) == []
    found = check_templates(templates, Macros("macros", macros or {}, complete=True), Known(frozenset({"needs"})))
    return render_text(sorted(found))


def test_every_text_of_a_page_is_checked_at_its_line(tmp_path: Path) -> None:
    text = '---\ntitle: "{{ flour }}"\ntags: [a, "{{ salt }}"]\n---\n{{ t.needs }}\n{{ water }}\n'
    assert report(tmp_path, {"x.any.md": text}) == (
        "content/x.any.md:2:12: unknown name 'flour', expected one that the template has\n"
        "content/x.any.md:3:15: unknown name 'salt', expected one that the template has\n"
        "content/x.any.md:6:4: unknown name 'water', expected one that the template has\n"
        "3 errors"
    )


def test_an_entry_is_known_by_the_kind_that_the_file_names(tmp_path: Path) -> None:
    assert report(tmp_path, {"[area].any.md": "{{ entry.nam }}", "x.any.md": "{{ entry.anything }}"}) == (
        "content/[area].any.md:1:10: unknown attribute 'nam', expected one that the entry has; did you mean 'name'?\n"
        "content/x.any.md:1:10: 'anything' of an entry on a page of none, expected it on pages of one entry; "
        "as [area].any.md makes them\n"
        "2 errors"
    )


def test_a_mistake_in_a_macro_is_told_once_for_all_pages_that_use_it(tmp_path: Path) -> None:
    page = '{% from "a.jinja" import a %}{{ a(page) }}'
    macro = "{% macro a(page) %}{{ page.flour }}{{ page.flour }}{% endmacro %}"
    assert report(tmp_path, {"x.any.md": page, "y.any.md": page}, {"a.jinja": macro}) == (
        "macros/a.jinja:1:28: unknown attribute 'flour', expected one that the page has\n1 error"
    )


def test_a_file_that_cannot_be_read_offers_anything(tmp_path: Path) -> None:
    assert report(tmp_path, {"x.any.md": '{% from "a.jinja" import b %}{{ b(1) }}'}, {"a.jinja": "{% macro %}"}) == (
        "macros/a.jinja:1:1: the tag ends at '%}', expected a name before it\n1 error"
    )
    assert report(tmp_path, {"x.any.md": "{% if %}"}) == (
        "content/x.any.md:1:1: no value before '%}', expected one\n1 error"
    )


def test_what_is_taken_in_with_the_names_of_another_may_use_them(tmp_path: Path) -> None:
    macros = {"a.jinja": "{{ salt }}{{ t.needs }}", "b.jinja": "{{ salt }}", "c.svg": "{{ salt }}"}
    page = '{% set salt = 1 %}{% include "a.jinja" %}{% include "c.svg" %}{% include page.path %}'
    assert report(tmp_path, {"x.any.md": page}, macros | {"d.jinja": '{% include "a.jinja" %}'}) == (
        "macros/b.jinja:1:4: unknown name 'salt', expected one that the template has\n1 error"
    )


def test_macro_files_may_take_in_one_another(tmp_path: Path) -> None:
    macros = {
        "a.jinja": '{% from "b.jinja" import b %}{% macro a() %}{{ b() }}{% endmacro %}',
        "b.jinja": '{% from "a.jinja" import a %}{% macro b() %}{{ a() }}{% endmacro %}',
    }
    assert report(tmp_path, {}, macros) == "no problems"


def test_a_template_that_inherits_may_have_any_name(tmp_path: Path) -> None:
    macros = {"base.jinja": "{% block x %}{% endblock %}", "a.jinja": '{% extends "base.jinja" %}{{ salt }}'}
    assert report(tmp_path, {"x.any.md": '{% from "a.jinja" import b %}{{ b() }}'}, macros) == "no problems"


def test_an_entry_that_a_page_asks_for_need_not_be_there(tmp_path: Path) -> None:
    (tmp_path / "x.any.md").write_text('{% if page.placed("a") %}{{ page.link("a") }}{% endif %}{{ page.link("b") }}')
    templates = read_content(tmp_path, "content", ("en",), Findings()).templates
    found = check_templates(templates, Macros("macros", {}, complete=True), Known(ids=frozenset({"c"})))
    assert [problem.message for problem in found] == ["unknown entry 'b', expected an id of the catalog"]


@pytest.mark.parametrize("opening", ["(", "["])
def test_what_is_nested_too_deeply_is_refused(tmp_path: Path, opening: str) -> None:
    text = "{{ " + opening * 9000 + " }}"
    assert report(tmp_path, {"x.any.md": text}) == "content/x.any.md:1:1: nested too deeply, expected less\n1 error"


def test_macros_that_no_page_uses_need_no_words(tmp_path: Path) -> None:
    """Those of a kind that a catalog does not show; through whatever they are used, they do."""
    files = {
        "macros/far.jinja": "{% macro far(page) %}{{ page.t.flour }}{% endmacro %}",
        "macros/near.jinja": '{% from "far.jinja" import far %}{% macro near(page) %}{{ far(page) }}{% endmacro %}',
    }
    for file, text in files.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    (tmp_path / "content").mkdir()
    macros = read_macros(tmp_path / "macros", "macros", Findings())
    told = {}
    for name, body in {"no": "x", "yes": '{% from "near.jinja" import near %}', "any": "{% include t.a %}"}.items():
        (tmp_path / "content" / "a.md").write_text(body, "utf-8")
        templates = read_content(tmp_path / "content", "content", ("en",), Findings()).templates
        told[name] = [str(problem) for problem in check_templates(templates, macros, Known(words=frozenset("a")))]
    word = "macros/far.jinja:1:32: unknown word 'flour', expected a key of the strings files"
    assert told == {"no": [], "yes": [word], "any": []}


def test_a_place_that_nothing_can_be_printed_in_is_told_with_all_others(tmp_path: Path) -> None:
    page = "---\ntitle: x\n---\n`{{ t.needs }}`\n<p {{ t.needs }}>\n{{ flour }}\n"
    macro = "{% macro a(x) %}\n<!-- {{ x }} -->\n{{ x | safe }}{% endmacro %}"
    assert report(tmp_path, {"x.any.md": page}, {"a.jinja": macro}) == (
        "content/x.any.md:4:2: a value in a code span, expected it between <code> and </code>\n"
        "content/x.any.md:5:4: a value inside a tag, expected it in a quoted attribute\n"
        "content/x.any.md:6:4: unknown name 'flour', expected one that the template has\n"
        "macros/a.jinja:2:6: a value in a comment of HTML, expected it elsewhere\n"
        "macros/a.jinja:3:8: unknown filter 'safe', expected one of Jinja's or ours\n"
        "5 errors"
    )


def test_the_same_files_are_looked_at_once_and_changed_ones_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []

    def noting(*of: Any) -> Iterator[Problem]:
        looked.append(of)
        yield from mistakes(*of)

    mistakes = module.mistakes_of
    monkeypatch.setattr(module, "mistakes_of", noting)
    monkeypatch.setattr(module, "_told", {})
    page, macros = '{% from "a.jinja" import a %}{{ a(1) }}\n', {"a.jinja": "{% macro a() %}{% endmacro %}"}
    first = report(tmp_path, {"x.any.md": page}, macros)
    assert "'a' takes nothing" in first
    assert report(tmp_path, {"x.any.md": page}, macros) == first
    assert len(looked) == 1
    assert report(tmp_path, {"x.any.md": page}, {"a.jinja": macros["a.jinja"].replace("a()", "a(b)")}) == "no problems"
    assert report(tmp_path, {"x.any.md": page.replace("a(1)", "a()")}, macros) == "no problems"
    for number in range(10):
        report(tmp_path, {"x.any.md": f"{number}{page}"}, macros)
    assert len(looked) == 13
    assert len(module._told) == module._REMEMBERED


def test_a_preview_that_checks_again_and_again_does_not_grow(tmp_path: Path) -> None:
    """Else each saved edit would leave all syntax trees behind."""

    def there() -> int:
        gc.collect()
        return sum(isinstance(one, nodes.Macro) for one in gc.get_objects())

    for number in range(80):
        macros = "".join(f"{{% macro m{n}() %}}{number}{{% endmacro %}}" for n in range(20))
        report(tmp_path, {"x.any.md": "x\n"}, {"a.jinja": macros})
    assert there() < 1_000
