"""Templates are strict: a mistake in one is told with its file and line, the page, and the entry it was about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from projects import REPOSITORY
from site_fixture import Bakery

from patternloom.pictures.draw import Drawing
from patternloom.site.render import environment

LOAF = "{% macro loaf(page, entry) %}\n{{ crumb(page, entry) }}\n{% endmacro %}\n{% macro crumb(page, entry) %}\n\n"
"""A macro file whose line 6 is the test's, called from line 2."""

PAGE = '---\ntitle: x\n---\n{% from "loaf.jinja" import loaf %}\n\n{{ loaf(page, entry) }}\n'

OURS = sorted(path.name for path in (REPOSITORY / "macros").glob("*.jinja"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{{ flour }}", "'flour' is undefined"),
        ("{{ page.flour }}", "'patternloom.site.view.View object' has no attribute 'flour'"),
        ("{{ page.t.flour }}", "unknown word 'flour', expected a key of the strings files; did you mean 'failures'?"),
        ("{{ entry.flour.grain }}", "'patternloom.model.patterns.Pattern object' has no attribute 'flour'"),
        ("{{ 1 // 0 }}", "ZeroDivisionError: integer division or modulo by zero"),
        ("{{ page.say(1, 2, 3) }}", "TypeError: Links.say() takes 2 positional arguments but 4 were given"),
        (
            '{% include "crust.jinja" %}',
            f"no macro file 'crust.jinja', expected one of {', '.join(sorted([*OURS, 'loaf.jinja']))}",
        ),
        ("{{ crumb(page, entry) }}", "RecursionError: maximum recursion depth exceeded"),
    ],
)
def test_a_mistake_in_a_macro_names_macro_page_and_entry(bakery: Bakery, line: str, expected: str) -> None:
    """Once, for the first page that shows it: with the way of calls to the macro, in the language rendered."""
    bakery.write("macros/loaf.jinja", f"{LOAF}{line}\n{{% endmacro %}}\n")
    bakery.write("content/x/[pattern].any.md", PAGE)
    bakery.replace(
        "content/areas/[area].any.md", "shows: [area, group, pattern, figure]", "shows: [area, group, figure]"
    )
    report = bakery.mistakes("fr").splitlines()
    way = "macros/loaf.jinja:2 ← content/x/[pattern].any.md:6"
    if "Recursion" in expected:
        way = f"macros/loaf.jinja:6 ← {way}"
        report = [entry.replace(" in comparison", "").replace(" while calling a Python object", "") for entry in report]
    assert report[-1] == "1 error", "the same mistake in the same place is told once, not for each page"
    assert report[0] == (
        f"macros/loaf.jinja:6:1: {expected}; in page 'x/sourdough.md' (fr), about 'sourdough', called from {way}"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: x\n---\n\n{{ flour }}", "content/x.any.md:5:1: 'flour' is undefined; in page 'x.md' (de)"),
        (
            '---\ntitle: x\ndescription: "{{ flour }}"\n---\n',
            "content/x.any.md:3:1: 'flour' is undefined; in page 'x.md' (de)",
        ),
        (
            "---\ntitle: x\n---\n\n{% if %}",
            "content/x.any.md:5:1: template syntax: Expected an expression, got 'end of statement block'; needed by page 'x.md' (de)",
        ),
        (
            "---\ntitle: x\n---\n{{ title | flour }}",
            "content/x.any.md:4:1: template syntax: No filter named 'flour'.; needed by page 'x.md' (de)",
        ),
        (
            '---\ntitle: x\n---\n{% from "area.jinja" import loaf %}\n\n{{ loaf() }}',
            "content/x.any.md:6:1: the template 'area.jinja' (imported on line 4 in 'content/x.any.md') does not export the requested name 'loaf'; in page 'x.md' (de)",
        ),
        (
            '---\ntitle: x\n---\n{% from "areas.jinja" import loaf %}',
            f"content/x.any.md:4:1: no macro file 'areas.jinja', expected one of {', '.join(OURS)}; in page 'x.md' (de)",
        ),
    ],
)
def test_a_mistake_in_a_page_names_its_line(bakery: Bakery, text: str, expected: str) -> None:
    """In the body and in front matter, each at the line of the file."""
    bakery.write("content/x.any.md", text)
    assert bakery.mistakes() == f"{expected}\n1 error"


def test_a_broken_macro_file_is_told_once(bakery: Bakery) -> None:
    """Its syntax error has its own file and line, and the first page that needs it."""
    bakery.write("macros/technology.jinja", "{% macro technologies(page) %}\n{% for %}\n")
    assert bakery.mistakes() == (
        "macros/technology.jinja:2:1: template syntax: Expected an expression, got 'end of statement block'; needed by page 'categories.md' (de)\n"
        "1 error"
    )


def test_texts_are_escaped_unless_made_safe(tmp_path: Path) -> None:
    """What a template prints is safe for HTML; the filters make it safe for Markdown, mermaid and addresses."""
    env = environment(tmp_path)
    made = env.from_string("{{ x }}|{{ x | markdown }}|{{ x | mermaid }}|{{ x | url_part }}").render(x='<a_b "c">')
    assert made == "&lt;a_b &#34;c&#34;&gt;|&lt;a&#95;b &#34;c&#34;&gt;|#60;a#95;b #34;c#34;#62;|%3Ca_b%20%22c%22%3E"


def test_comments_leave_markdown_s_heading_ids_alone(tmp_path: Path) -> None:
    """`{#id}` is text; a comment is `{## … ##}`."""
    assert environment(tmp_path).from_string("## A {#a}{## gone ##}").render() == "## A {#a}"


def test_front_matter_values_are_templates_and_stay_one_line(bakery: Bakery) -> None:
    """Quotes, colons and line ends in them do no harm to the tree's own front matter."""
    bakery.write("content/x.any.md", "---\ntitle: >-\n  a: {{ t.home }}\n  \"b\"\nextra: 'c'\n---\nd\n")
    files = {file.path: file.text for file in bakery.export("fr").files}
    assert files["x.md"] == '---\ntitle: "a: Accueil \\"b\\""\nextra: "c"\n---\n\nd\n'


def test_front_matter_may_hold_a_mapping_for_a_plugin(bakery: Bakery) -> None:
    """`search: {boost: …}` is the search plugin's; its numbers and truth values are such there, those of titles are text."""
    bakery.write(
        "content/x.any.md",
        '---\ntitle: "2024"\nsearch:\n  boost: "0.2"\n  exclude: false\n  note: "{{ t.home }}"\n---\nd\n',
    )
    files = {file.path: file.text for file in bakery.export("fr").files}
    assert (
        files["x.md"] == '---\ntitle: "2024"\nsearch: {"boost": 0.2, "exclude": false, "note": "Accueil"}\n---\n\nd\n'
    )


def test_the_address_where_an_entry_is_edited_is_one_whatever_its_file_is_called(bakery: Bakery) -> None:
    bakery.write("catalog/my notes #1?.yaml", bakery.path("catalog/oven.yaml").read_text("utf-8"))
    bakery.path("catalog/oven.yaml").unlink()
    (text,) = (file.text for file in bakery.export("fr").files if file.path == "areas/oven-work.md")
    addresses = set(re.findall(r'href="(https://git\.bakery\.example[^"]*)"', text))
    assert addresses == {"https://git.bakery.example/edit/main/catalog/my%20notes%20%231%3F.yaml"}


def test_each_file_knows_where_it_is_edited(bakery: Bakery) -> None:
    """The YAML of an entry's page and permalink, the Markdown of other pages."""
    origins = {file.path: file.origin for file in bakery.export("fr").files}
    assert {path: origin for path, origin in origins.items() if not path.startswith("p/")} == {
        "areas/dough.md": "catalog/dough.yaml",
        "areas/end.md": "catalog/end.yaml",
        "areas/index.md": "content/areas/index.any.md",
        "areas/oven-work.md": "catalog/oven.yaml",
        "categories.md": "content/categories.any.md",
        "errata.md": "content/errata.any.md",
        "examples/index.md": "content/examples/index.any.md",
        "examples/script-kiddie.md": "catalog/examples/script-kiddie/example.yaml",
        "examples/stone-oven-at-home.md": "catalog/examples/stone-oven-at-home/example.yaml",
        "index.md": "content/index.any.md",
        "references.md": "content/references.any.md",
        "start.md": "content/start.fr.md",
        "technologies.md": "content/technologies.any.md",
    }
    assert origins["p/stone-oven/index.html"] == "catalog/tools.yaml"


def test_a_picture_that_cannot_be_drawn_is_told_at_its_example(bakery: Bakery, monkeypatch: pytest.MonkeyPatch) -> None:
    """D2 accepts all that we write; should it ever not, the message is no traceback."""
    drawings = (Drawing("stone-oven-at-home", "x", "a -> {\n"),)
    monkeypatch.setattr("patternloom.site.render.drawings_of", lambda graph, language: drawings)
    first, *_ = bakery.mistakes().splitlines()
    assert first.startswith(
        "catalog/examples/stone-oven-at-home/example.yaml:12:5: d2 refused the picture of 'stone-oven-at-home': err: "
    )
