"""Templates are strict: a mistake in one is told with its file and line, the page, and the entry it was about."""

from __future__ import annotations

import re

import pytest
from site_fixture import Bakery

LOAF = "{% macro loaf(page, entry) %}\n{{ crumb(page, entry) }}\n{% endmacro %}\n{% macro crumb(page, entry) %}\n\n"
"""A macro file whose line 6 is the test's, called from line 2."""

PAGE = '---\ntitle: x\n---\n{% from "loaf.jinja" import loaf %}\n\n{{ loaf(page, entry) }}\n'

FLOUR = "{{ page.t['flour' ~ ''] }}"


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (FLOUR, 12, "unknown word 'flour', expected a key of the strings files"),
        ("{{ entry.flour.grain }}", 10, "unknown attribute 'flour', expected one of pattern"),
        ("{{ 1 // 0 }}", 1, "a division by zero, expected another number"),
        (
            '{% include "crust" ~ ".jinja" %}',
            1,
            "no macro file 'crust.jinja', expected one that is there",
        ),
        ("{{ crumb(page, entry) }}", 1, "a macro that calls itself without end, expected one that ends"),
    ],
)
def test_a_mistake_in_a_macro_names_macro_page_and_entry(bakery: Bakery, line: str, column: int, expected: str) -> None:
    """Once, for the first page that shows it: with the way of calls to the macro, in the language rendered."""
    bakery.write("macros/loaf.jinja", f"{LOAF}{line}\n{{% endmacro %}}\n")
    bakery.write("content/x/[pattern].any.md", PAGE)
    bakery.replace(
        "content/areas/[area].any.md", "shows: [area, group, pattern, figure]", "shows: [area, group, figure]"
    )
    report = bakery.mistakes("fr").splitlines()
    way = "macros/loaf.jinja:2 ← content/x/[pattern].any.md:6"
    if "without end" in expected:
        way = f"macros/loaf.jinja:6 ← {way}"
    assert report[-1] == "1 error", "the same mistake in the same place is told once, not for each page"
    assert report[0] == (
        f"macros/loaf.jinja:6:{column}: {expected}; in page 'x/sourdough.md' (fr), about 'sourdough', called from {way}"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\ntitle: x\n---\n\n{{ entry.id }}",
            "content/x.any.md:5:10: 'id' of an entry on a page of none, expected it on pages of one entry; "
            "as [area].any.md makes them",
        ),
        (
            '---\ntitle: x\ndescription: "{{ 1 // 0 }}"\n---\n',
            "content/x.any.md:3:1: a division by zero, expected another number; in page 'x.md' (de)",
        ),
        (
            "---\ntitle: x\n---\n{% block a %}{% endblock %}\n{% block a %}{% endblock %}",
            "content/x.any.md:5:10: template syntax: block 'a' defined twice; needed by page 'x.md' (de)",
        ),
    ],
)
def test_a_mistake_in_a_page_names_its_line(bakery: Bakery, text: str, expected: str) -> None:
    """In the body and in front matter, each at the line of the file."""
    bakery.write("content/x.any.md", text)
    assert bakery.mistakes() == f"{expected}\n1 error"


def test_front_matter_values_are_templates_and_stay_one_line(bakery: Bakery) -> None:
    """Quotes, colons and line ends in them do no harm to the tree's own front matter."""
    bakery.write("content/x.any.md", "---\ntitle: >-\n  a: {{ t.home }}\n  \"b\"\nextra: 'c'\n---\nd\n")
    files = bakery.texts("fr")
    assert files["x.md"] == '---\ntitle: "a: Accueil \\"b\\""\nextra: "c"\n---\n\nd\n'


def test_front_matter_may_hold_a_mapping_for_a_plugin(bakery: Bakery) -> None:
    """`search: {boost: …}` is the search plugin's; what is quoted is text there, and so is a title."""
    bakery.write(
        "content/x.any.md",
        '---\ntitle: "2024"\nsearch:\n  boost: 0.2\n  exclude: false\n  note: "{{ t.home }}"\n---\nd\n',
    )
    files = bakery.texts("fr")
    assert (
        files["x.md"] == '---\ntitle: "2024"\nsearch: {"boost": 0.2, "exclude": false, "note": "Accueil"}\n---\n\nd\n'
    )


def test_the_address_where_an_entry_is_edited_is_one_whatever_its_file_is_called(bakery: Bakery) -> None:
    bakery.write("catalog/my notes #1?.yaml", bakery.path("catalog/oven.yaml").read_text("utf-8"))
    bakery.path("catalog/oven.yaml").unlink()
    text = bakery.texts("fr")["areas/oven-work.md"]
    addresses = set(re.findall(r'href="(https://git\.bakery\.example[^"]*)"', text))
    assert addresses == {"https://git.bakery.example/edit/main/catalog/my%20notes%20%231%3F.yaml"}


def test_each_file_knows_where_it_is_edited(bakery: Bakery) -> None:
    """The YAML of an entry's page and permalink, the Markdown of other pages."""
    origins = {file.path: file.origin for file in bakery.export("fr").files if file.origin}
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
