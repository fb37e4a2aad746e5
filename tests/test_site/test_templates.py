"""Macro files are read once, and the Jinja that they are written in is strict and escapes."""

from __future__ import annotations

import os
from pathlib import Path

import jinja2
import pytest

from patternloom.problems.findings import Findings
from patternloom.problems.reports import render_text
from patternloom.site.templates import Macros, environment, read_macros
from patternloom.text.escape import Written

NO_MACROS = Macros("macros", {}, complete=True)


def test_files_are_read_by_name_with_what_else_may_be_included(tmp_path: Path) -> None:
    (tmp_path / "b.jinja").write_text("b")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jinja").write_bytes(b"a\r\n")
    (tmp_path / "logo.svg").write_text("<svg/>")
    (tmp_path / "logo.png").write_bytes(b"\xff")
    problems = Findings()
    macros = read_macros(tmp_path, "macros", problems)
    assert macros == Macros("macros", {"b.jinja": "b", "in/a.jinja": "a\n", "logo.svg": "<svg/>"}, complete=True)
    assert list(problems) == []
    env = environment(macros)
    assert env.from_string('{% include "in/a.jinja" %}').render() == "a\n"
    with pytest.raises(jinja2.TemplateNotFound):
        env.get_template("c.jinja")


def test_a_macro_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jinja").write_bytes(b"\xff")
    os.mkfifo(tmp_path / "b.jinja")
    problems = Findings()
    assert read_macros(tmp_path, "macros", problems) == Macros("macros", {}, complete=False)
    assert render_text(problems) == (
        "macros/a.jinja:1:1: byte 0xff is not UTF-8, expected UTF-8 text; save the file as UTF-8\n"
        "macros/b.jinja:1:1: not a regular file, expected UTF-8 text\n"
        "2 errors"
    )


def test_a_folder_that_is_not_there_and_a_link_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.jinja").symlink_to(tmp_path)
    problems = Findings()
    assert read_macros(tmp_path, "looks", problems) == Macros("looks", {}, complete=False)
    assert read_macros(tmp_path / "none", "none", problems) == Macros("none", {}, complete=False)
    assert render_text(problems) == (
        "looks/a.jinja:1:1: symbolic link, expected a file or folder of the site itself\n"
        "none:1:1: no such folder, expected the site's macros in it\n"
        "2 errors"
    )


def test_the_code_of_a_macro_file_is_named_as_messages_name_it() -> None:
    env = environment(Macros("looks", {"a.jinja": "x"}, complete=True))
    assert env.get_template("a.jinja").filename == "looks/a.jinja"


def test_texts_are_written_for_their_place() -> None:
    made = environment(NO_MACROS).from_string('{{ x }} <p title="{{ x }}">').render(x='<a_b "c">')
    assert made == '&lt;a&#95;b &#34;c&#34;&gt; <p title="&lt;a_b &#34;c&#34;&gt;">'


def test_code_is_shown_as_it_is_written_and_what_an_engine_need_not_read_is_held() -> None:
    held = environment(NO_MACROS, lambda text: Written(f"<held>{text}</held>"))
    assert held.from_string('{{ "a" | held }}').render() == "<held>a</held>"
    listing = environment(NO_MACROS).from_string('{{ "`<a>`" | listing("text") }}').render()
    assert listing == "``` { .text }\n`<a>`\n```"
    assert environment(NO_MACROS).from_string('{{ "C#" | heading(2, "c") }}').render() == "## C&#35; {: #c }"


def test_tags_leave_no_blank_lines_and_what_there_is_not_is_a_mistake() -> None:
    """A tag alone on its line is no line of the page, and a name that nothing has is not printed as nothing."""
    env = environment(NO_MACROS)
    assert env.from_string("a\n  {% if true %}\nb\n  {% endif %}\nc\n").render() == "a\nb\nc\n"
    with pytest.raises(jinja2.UndefinedError, match=r"^'flour' is undefined$"):
        env.from_string("{% if flour %}{% endif %}").render()


def test_comments_leave_markdown_s_heading_ids_alone() -> None:
    """`{#id}` is text; a comment is `{## … ##}`."""
    assert environment(NO_MACROS).from_string("## A {#a}{## gone ##}").render() == "## A {#a}"
    assert environment(NO_MACROS).from_string("a{## not {#} ##}b").render() == "ab"


def test_a_test_of_ours_tells_the_first_letter() -> None:
    template = '{{ keys | select("match_letter", "F") | join }}'
    assert environment(NO_MACROS).from_string(template).render(keys=["F1", "T1", "F2"]) == "F1F2"


def test_of_a_file_asked_for_in_vain_the_nearest_is_told() -> None:
    macros = Macros("macros", {"loaf.jinja": "", "crumb.jinja": "", "logo.svg": ""}, complete=True)
    assert macros.missing("laof.jinja") == (
        "no macro file 'laof.jinja', expected one that is there",
        "did you mean 'loaf.jinja'?",
    )


def test_of_a_name_like_none_of_the_files_all_are_told_however_many_there_are() -> None:
    names = [f"a{n:02}.jinja" for n in range(30)]
    macros = Macros("macros", dict.fromkeys(["logo.svg", *names], ""), complete=True)
    message = "no macro file 'zwieback', expected one that is there"
    assert macros.missing("zwieback") == (message, f"expected one of {', '.join(names)}")
