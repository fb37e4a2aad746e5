"""What a name stands for is told from the template's text, and what a macro takes from its head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from jinja2 import nodes

from patternloom.site.bindings import Binding, Module, Signature, asked_for, bindings, descendants, method_signature
from patternloom.site.templates import Macros, environment

ENV = environment(Macros("macros", {}, complete=True))
LOAF = Signature("loaf", ("page", "entry", "level"), frozenset({"page", "entry"}))


def bound(text: str, exports: Mapping[str, Binding] | None = None) -> dict[str, Binding]:
    """What the template binds; every file it takes in exports the same."""
    return bindings(ENV.parse(text).body, lambda _: Module(exports))


def call(text: str) -> nodes.Call:
    """The one call of an expression."""
    (found,) = ENV.parse("{{ " + text + " }}").find_all(nodes.Call)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% macro loaf(page, entry, level=2) %}{% endmacro %}", {"loaf": LOAF}),
        ("{% set a, b = 1, 2 %}{% set c %}x{% endset %}", {"a": None, "b": None, "c": None}),
        ("{% if x %}{% set a = 1 %}{% elif y %}{% set b = 1 %}{% else %}{% set c = 1 %}{% endif %}", dict.fromkeys("abc")),
        ("{% filter upper %}{% set a = 1 %}{% endfilter %}", {"a": None}),
        ('{% import "x" as m %}', {"m": Module({"loaf": LOAF})}),
        ('{% from "x" import loaf, loaf as l, other %}', {"loaf": LOAF, "l": LOAF, "other": None}),
        ("{% macro loaf(page, entry, level=2) %}{% endmacro %}{% set loaf = 1 %}", {"loaf": None}),
        ("{% for a in b %}{% set c = 1 %}{% endfor %}", {}),
        ('{% from "x" import loaf as l %}{% set bread = l %}', {"l": LOAF, "bread": LOAF}),
        ('{% from "x" import loaf %}{% set bread = loaf %}{% set bread = 1 %}', {"loaf": LOAF, "bread": None}),
        ("{% set bread = loaf %}", {"bread": None}),
    ],
)  # fmt: skip
def test_a_name_is_bound_where_its_scope_says_so(text: str, expected: dict[str, Binding]) -> None:
    assert bound(text, {"loaf": LOAF}) == expected


def test_each_file_that_is_taken_in_offers_its_own_names_wherever_it_is_taken_in() -> None:
    files = {"a": Module({"x": LOAF}), "b": Module({"x": None, "y": LOAF})}

    def module(template: nodes.Expr) -> Module:
        return files[template.as_const()]

    text = (
        '{% import "a" as a %}{% if c %}{% from "a" import x %}{% import "b" as b %}{% endif %}'
        '{% filter upper %}{% from "b" import y as z %}{% endfilter %}'
    )
    assert bindings(ENV.parse(text).body, module) == {"a": files["a"], "x": LOAF, "b": files["b"], "z": LOAF}


def test_a_name_that_is_bound_twice_to_the_same_stands_for_it() -> None:
    twice = '{% from "x" import loaf %}{% from "x" import loaf %}'
    assert bound(twice, {"loaf": LOAF}) == {"loaf": LOAF}
    assert bound('{% from "x" import loaf %}{% import "x" as loaf %}{% set a = 1 %}', {"loaf": LOAF}) == {
        "loaf": None,
        "a": None,
    }


def test_names_of_a_file_that_cannot_be_read_may_be_anything() -> None:
    assert bound('{% from "x" import loaf %}{% import "x" as m %}') == {"loaf": None, "m": Module(None)}


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("a, b=1", "", Signature("m", ("a", "b"), frozenset({"a"}))),
        ("a, b", "{% if b is defined %}{{ b }}{% endif %}", Signature("m", ("a", "b"), frozenset({"a"}))),
        ("a", "{{ varargs }}", Signature("m", ("a",), frozenset({"a"}), more=True)),
        ("a", "{{ kwargs }}", Signature("m", ("a",), frozenset({"a"}), named=True)),
        ("a, caller", "{{ caller() }}", Signature("m", ("a", "caller"), frozenset({"a"}), named=True)),
    ],
)
def test_a_macro_s_head_and_body_say_what_it_takes(head: str, body: str, expected: Signature) -> None:
    assert bound(f"{{% macro m({head}) %}}{body}{{% endmacro %}}") == {"m": expected}


class _Page:
    title = "x"

    def link(self, id: str, label: str | None = None) -> str:
        return id

    def many(self, *ids: str, **more: str) -> str:
        return "".join(ids)


def test_a_method_s_own_head_says_what_it_takes() -> None:
    assert method_signature(_Page, "link", "page.link") == Signature("page.link", ("id", "label"), frozenset({"id"}))
    assert method_signature(_Page, "many", "page.many") == Signature(
        "page.many", (), frozenset(), more=True, named=True
    )
    assert method_signature(_Page, "title", "page.title") is None
    assert method_signature(_Page, "none", "page.none") is None


TAKES = "'loaf' takes page, entry, level"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("loaf(1, 2)", []),
        ("loaf(1, entry=2, level=3)", []),
        ("loaf(1, 2, 3)", []),
        ("loaf(*x)", []),
        ("loaf(**x)", []),
        ("loaf(1, 2, 3, 4)", [("loaf", "4 arguments for 'loaf', expected 3", TAKES)]),
        ("loaf()", [("loaf", "no 'page', 'entry' for 'loaf', expected it", TAKES)]),
        ("loaf(1, 2, page=3)", [("page", "argument 'page' of 'loaf' twice, expected it once", TAKES)]),
        ("loaf(1, 2, zzz=3)", [("zzz", "unknown argument 'zzz', expected one that 'loaf' takes", TAKES)]),
        (
            "loaf(1, entri=2)",
            [
                ("entri", "unknown argument 'entri', expected one that 'loaf' takes", "did you mean 'entry'?"),
            ],
        ),
        (
            "loaf(1, flour=2)",
            [
                ("flour", "unknown argument 'flour', expected one that 'loaf' takes", TAKES),
                ("loaf", "no 'entry' for 'loaf', expected it", TAKES),
            ],
        ),
    ],
)  # fmt: skip
def test_a_call_that_does_not_fit_is_told(text: str, expected: list[Any]) -> None:
    assert list(LOAF.mistakes(call(text))) == expected


def test_what_takes_anything_takes_anything() -> None:
    signature = Signature("m", (), frozenset(), more=True, named=True)
    assert list(signature.mistakes(call("m(1, 2, a=3)"))) == []
    (_, _, takes), *_ = Signature("m", (), frozenset()).mistakes(call("m(1)"))
    assert takes == "'m' takes nothing"
    one = Signature("m", ("page",), frozenset())
    assert list(one.mistakes(call("m(zzz=1)"))) == [
        ("zzz", "unknown argument 'zzz', expected one that 'm' takes", "'m' takes page")
    ]


def test_arguments_are_known_by_parameter() -> None:
    found = LOAF.arguments(call('loaf(1, level="2")'))
    assert {name: value.as_const() for name, value in found.items()} == {"page": 1, "level": "2"}


def test_a_name_may_be_asked_for_in_four_ways() -> None:
    text = "{{ a is defined }}{{ b is not undefined }}{{ c | default(1) }}{{ d | d(1) }}{{ e | upper }}{{ f.x is defined }}"
    assert asked_for(descendants(ENV.parse(text))) == {"a", "b", "c", "d"}
