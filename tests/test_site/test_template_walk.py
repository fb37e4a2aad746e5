"""A template is held against what there is to name, word by word; what depends on values is not judged."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from jinja2 import nodes

from patternloom.model.patterns import Pattern
from patternloom.problems.findings import Findings
from patternloom.problems.reports import render_text
from patternloom.site.bindings import Binding, Module, Signature
from patternloom.site.links import Strings
from patternloom.site.template_lines import lines_of
from patternloom.site.template_walk import Known, Walk
from patternloom.site.templates import Macros, environment
from patternloom.site.view import View

MACROS = Macros("macros", {"loaf.jinja": ""}, complete=True)
LOAF = Signature("loaf", ("page", "entry"), frozenset({"page", "entry"}))
KNOWN = Known(frozenset({"needs", "home"}), frozenset({"saga"}), frozenset({"start.md"}))
SCOPE: Mapping[str, Binding] = {"page": View, "t": Strings, "entry": Pattern}


def named(template: nodes.Expr) -> Module:
    """`loaf.jinja` has one macro; no other file can be read."""
    return Module({"loaf": LOAF} if isinstance(template, nodes.Const) and template.value == "loaf.jinja" else None)


def told(text: str, known: Known = KNOWN, macros: Macros = MACROS, *, judges: bool = True) -> str:
    """What is wrong with a template: column, message and hint of each finding."""
    env, problems = environment(macros), Findings()
    asked: set[str] | None = {"asked"} if judges else None
    walk = Walk(env, macros, known, problems, named, lines_of("x", text), asked, frozenset({"placed"}), {})
    walk.body(env.parse(text).body, SCOPE)
    return render_text(problems).removesuffix("\n1 error").replace("x:1:", "")


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.path }}",
        "{{ page.t.needs }}{{ t['home'] }}{{ t['x' ~ entry.id] }}{{ t.needs.upper() }}{{ page.graph.x.y }}",
        "{{ entry.name }}{{ entry['x'] }}{{ entry.id.x }}",
        "{% set a = 1 %}{{ a }}{{ asked }}{{ range(3) }}{{ b is defined }}{{ c | default(1) }}",
        "{{ page.x is defined }}{{ page['y'] is defined }}{{ 1 is odd }}{{ -1 | abs }}",
        "{% for a, b in page.graph.x if a %}{{ a }}{{ b }}{{ loop.index }}{% else %}{{ page.path }}{% endfor %}",
        "{% for a in page.languages recursive %}{{ loop(a) }}{% endfor %}",
        "{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}",
        "{% macro m(a, b=t.needs) %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{{ caller() }}{{ m(1) }}{% endmacro %}",
        "{% macro m(page) %}{{ page.t.needs }}{% endmacro %}{% call(z) m(1) %}{{ z }}{% endcall %}",
        "{% block a %}{{ self.a() }}{{ super() }}{% endblock %}",
        "{% filter upper %}{% set a = 1 %}{{ a }}{% endfilter %}{% set x %}{{ t.home }}{% endset %}{{ x }}",
        '{% from "loaf.jinja" import loaf as l %}{{ l(page, entry) }}{% import "loaf.jinja" as m %}{{ m.loaf(1, 2) }}',
        '{% include "no.jinja" ignore missing %}{% include page.path %}{% from page.path import x %}{{ x() }}',
        '{{ page.languages | map("upper") | list }}{{ page.languages | map(attribute="x") | list }}',
        '{{ page.languages | select("equalto", 1) | list }}{{ page.languages | rejectattr("id") | list }}',
        '{{ page.link("saga") }}{{ page.link(entry.id) }}{{ page.link(id="saga") }}{{ page.link("placed") }}',
        '{{ page.all("pattern") }}{{ page.page_href("start.md") }}',
        "{{ [1, {'a': page.path}][0] }}{{ page.path ~ 1 if page.path else 2 }}{{ 'a' in page.path }}",
        "{% set page = 1 %}{{ page.flour }}",
    ],
)  # fmt: skip
def test_what_there_is_may_be_named(text: str) -> None:
    assert told(text) == "no problems"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ flour }}", "4: unknown name 'flour', expected one that the template has"),
        ("{{ saga }}", "4: unknown name 'saga', expected one that the template has; an id is a text: \"saga\""),
        ("{{ entri }}", "4: unknown name 'entri', expected one that the template has; did you mean 'entry'?"),
        ("{% for a in page.languages %}{% endfor %}\n{{ a }}", "x:2:4: unknown name 'a', expected one that the template has"),
        ("{% for a in\na.b %}{% endfor %}", "x:2:1: unknown name 'a', expected one that the template has"),
        ("{% macro m() %}{{ z }}{% endmacro %}", "19: unknown name 'z', expected one that the template has"),
        ("{{ page.flour }}", "9: unknown attribute 'flour', expected one that the page has"),
        ("{{ page.flour.x is defined }}", "9: unknown attribute 'flour', expected one that the page has"),
        ("{{ entry.nam }}", "10: unknown attribute 'nam', expected one that the entry has; did you mean 'name'?"),
        ("{{ t.need }}", "6: unknown word 'need', expected a key of the strings files; did you mean 'needs'?"),
        ("{{ page.t['x'] }}", "12: unknown word 'x', expected a key of the strings files"),
        ("{{ page.path | zzz }}", "16: unknown filter 'zzz', expected one of Jinja's or ours"),
        ("{{ page.path is not zzz }}", "21: unknown test 'zzz', expected one of Jinja's or ours"),
        ("{{ page.path | select('zzz') }}", "24: unknown test 'zzz', expected one of Jinja's or ours"),
        ("{{ page.path | map('zzz') }}", "21: unknown filter 'zzz', expected one of Jinja's or ours"),
        ("{% include 'l.jinja' %}", "13: no macro file 'l.jinja', expected one that is there; did you mean 'loaf.jinja'?"),
        ("{% from 'loaf.jinja' import x %}", "29: unknown macro 'x', expected one of macros/loaf.jinja; there is loaf"),
        ("{% from 'loaf.jinja' import x as y %}", "29: unknown macro 'x', expected one of macros/loaf.jinja; there is loaf"),
        ("{% import 'loaf.jinja' as m %}{{ m.x(1) }}", "36: unknown macro 'x', expected one of the file's"),
        ("{% from 'loaf.jinja' import loaf %}{{ loaf(1) }}", "39: no 'entry' for 'loaf', expected it; 'loaf' takes page, entry"),
        ("{{ page.say(1, 2) }}", "4: 2 arguments for 'page.say', expected 1; 'page.say' takes text"),
        ("{{ page.link('sag') }}", "15: unknown entry 'sag', expected an id of the catalog; did you mean 'saga'?"),
        ("{{ page.all('patern') }}", "14: unknown kind 'patern', expected a kind of entry; did you mean 'pattern'?"),
        ("{{ page.page_href('strat.md') }}", "20: unknown page 'strat.md', expected the path of one below the content; did you mean 'start.md'?"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_told_at_the_word(text: str, expected: str) -> None:
    assert told(text) == expected


def test_a_macro_that_uses_the_page_s_names_without_a_parameter_is_told_what_to_do() -> None:
    env, problems = environment(MACROS), Findings()
    Walk(env, MACROS, KNOWN, problems, named, lines_of("x", "{{ page }}"), set(), frozenset(), {}).body(
        env.parse("{{ page }}").body, {}
    )
    assert next(iter(problems)).hint == "a macro takes all it needs as arguments"


def test_a_name_that_a_misspelt_macro_was_meant_for_is_not_told_again() -> None:
    found = told("{% from 'loaf.jinja' import laof %}{{ loaf(page, entry) }}")
    assert found == "29: unknown macro 'laof', expected one of macros/loaf.jinja; did you mean 'loaf'?"


def test_what_a_file_of_ours_lacks_in_one_of_the_project_is_noted_of_that_file() -> None:
    text = "{% from 'loaf.jinja' import crust, loaf %}"
    env, problems, lacking = environment(MACROS), Findings(), dict[str, set[str]]()
    lines = lines_of("patternloom/defaults/macros/x.jinja", text)
    Walk(env, MACROS, KNOWN, problems, named, lines, set(), frozenset(), lacking).body(env.parse(text).body, {})
    assert (list(problems), lacking) == ([], {"loaf.jinja": {"crust"}})


def test_what_is_not_known_is_not_judged() -> None:
    text = "{{ t.x }}{{ page.link('x') }}{{ page.page_href('x') }}{% import 'other.jinja' as m %}{{ m.x(1) }}"
    macros = Macros("macros", {}, complete=False)
    assert told(text, Known(), macros) == "no problems"
    assert told("{{ flour }}", judges=False) == "no problems"
