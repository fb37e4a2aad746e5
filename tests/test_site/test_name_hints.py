"""A name that a template does not have is told with what it was likely meant for."""

from __future__ import annotations

import pytest
from jinja2 import nodes

from patternloom.model.patterns import Pattern
from patternloom.site.bindings import Module, Signature
from patternloom.site.name_hints import NO_ENTRY, attributes, file_of_macro, name_hint, owner_word, unquoted_file
from patternloom.site.templates import Macros
from patternloom.site.view import View


@pytest.mark.parametrize(
    ("name", "file", "hint"),
    [
        ("entry", None, "a macro takes all it needs as arguments"),
        ("rye", None, 'an id is a text: "rye"'),
        ("loaf", "bread.jinja", 'take it in: {% from "bread.jinja" import loaf %}'),
        ("link", None, "did you mean 'page.link'?"),
        ("needs", None, "did you mean 't.needs'?"),
        ("flower", None, "did you mean 'flour'?"),
        ("zzz", None, ""),
    ],
)
def test_a_name_is_told_where_it_is_to_be_had(name: str, file: str | None, hint: str) -> None:
    assert name_hint(name, ("flour",), {"rye"}, {"needs"}, file) == hint


def test_a_macro_is_found_in_a_file_of_the_project_before_one_of_ours() -> None:
    loaf = Signature("loaf", (), frozenset())
    exports = {"a.jinja": {"loaf": loaf}, "b.jinja": {"loaf": loaf, "other": None}}

    def named(template: nodes.Expr) -> Module:
        assert isinstance(template, nodes.Const)
        return Module(exports.get(template.value))

    texts = {"a.jinja": "", "b.jinja": "", "c.svg": "", "d.jinja": ""}
    macros = Macros("macros", texts, complete=True, came=frozenset({"a.jinja"}))
    assert file_of_macro("loaf", macros, named) == "b.jinja"
    assert file_of_macro("other", macros, named) is None


def test_a_file_without_quotes_is_told_from_what_an_expression_says() -> None:
    about = nodes.Name("about", "load")
    assert unquoted_file(nodes.Getattr(about, "md", "load")) == "about.md"
    assert unquoted_file(nodes.Getattr(about, "path", "load")) == ""
    assert unquoted_file(about) == ""


def test_the_page_and_an_entry_have_their_attributes() -> None:
    assert "link" in attributes(View)
    assert "status" in attributes(Pattern)
    assert not attributes(NO_ENTRY)
    assert (owner_word(View), owner_word(Pattern)) == ("page", "entry")
