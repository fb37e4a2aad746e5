"""Front matter keeps the types of its values: our texts are templates, what others read is handed on as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
import yaml

from patternloom.problems.findings import Findings
from patternloom.problems.reports import render_text
from patternloom.site.front_matter import FrontMatter, JinjaText, front_matter_lines, read_front_matter, texts

KINDS = ("area", "pattern")


def read(front: str, problems: Findings | None = None) -> tuple[FrontMatter | str, tuple[str, ...], str]:
    """A file with that front matter."""
    found = Findings() if problems is None else problems
    read_matter = read_front_matter(f"---\n{front}---\nBody.\n", "x.md", KINDS, found)
    assert problems is not None or list(found) == []
    return read_matter


def lines(front: str) -> str:
    """The front matter of the page that it makes."""
    return front_matter_lines(read(front)[0], lambda text: text.jinja)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: 2024\n", 'title: "2024"\n'),
        ("description: no\n", 'description: "no"\n'),
        ("hide: [toc, navigation]\n", 'hide: ["toc", "navigation"]\n'),
        ("hide:\n  - toc\n  - 'no'\n", 'hide: ["toc", "no"]\n'),
        ("glightbox: false\n", "glightbox: false\n"),
        ('glightbox: "false"\n', 'glightbox: "false"\n'),
        ("search:\n  boost: 0.5\n  exclude: yes\n", 'search: {"boost": 0.5, "exclude": yes}\n'),
        ("date: 2026-01-31\n", "date: 2026-01-31\n"),
        ("extra: {a: [1, {b: c}]}\n", 'extra: {"a": [1, {"b": "c"}]}\n'),
        ('note: >-\n  a: b\n  "c"\n', 'note: "a: b \\"c\\""\n'),
        ("icon: パン\n", 'icon: "パン"\n'),
        ("extra: {パン: 1}\nhide: toc\n", 'extra: {"パン": 1}\nhide: "toc"\n'),
        ("lines: |\n  1\n  2\n", 'lines: "1\\n2"\n'),
    ],
)
def test_a_value_beside_a_template_keeps_what_it_is_to_yaml(front: str, expected: str) -> None:
    template = 'x: "{{ y }}"\n'
    made = lines(front + template)
    assert made == f"---\n{expected}{template}---\n\n"
    if not front.startswith(("title", "description", "lines")):
        assert yaml.safe_load(made.strip("-\n")) == yaml.safe_load(front + template)


@pytest.mark.parametrize(
    "front",
    [
        "title: 2024\nshows: area\n",
        "hide: [toc]\ntags:\n  - A b\n  -\nglightbox: false\n",
        "empty:\nnull: ~\nversion: 1.10\nwhen: 2026-01-31T10:00:00Z\n",
        "base: &base {a: 1}\nmore:\n  <<: *base\n",
        "# a comment\ntext: |\n  one\n\n  two # no comment\n",
        "",
    ],
)
def test_front_matter_without_a_template_is_handed_on_letter_by_letter(front: str) -> None:
    assert read(front)[0] == f"---\n{front}---\n"
    assert lines(front) == f"---\n{front}---\n\n"


@pytest.mark.parametrize(("opening", "closing"), [("--- ", "---"), ("---\t", "--- "), ("---", "..."), ("---", "---  ")])
def test_front_matter_may_open_and_close_as_mkdocs_takes_it(opening: str, closing: str) -> None:
    text = f"{opening}\ntitle: A\n{closing}\nBody.\n"
    assert read_front_matter(text, "x.md", KINDS, Findings()) == (text.removesuffix("Body.\n"), (), "\n\n\nBody.\n")


def test_a_key_that_only_quotes_keep_whole_has_them_beside_a_template_too() -> None:
    front = {"a: b": "c", "#d": "e", "f g": ["h"], "i-j.k": {"l: m": "n"}}
    written = "".join(f"{json.dumps(key)}: {json.dumps(value)}\n" for key, value in front.items())
    made = lines('title: "{{ x }}"\n' + written)
    assert yaml.safe_load(made.split("---")[1]) == {"title": "{{ x }}", **front}
    assert "\ni-j.k: " in made


def test_what_the_page_shows_and_where_its_body_starts_are_told_apart() -> None:
    front, shows, body = read("title: A\nshows: [area, pattern]\n")
    whole = "---\ntitle: A\nshows: [area, pattern]\n---\n"
    assert (front, shows, body) == (whole, ("area", "pattern"), "\n\n\n\nBody.\n")
    front, shows, body = read('title: "{{ a }}"\nshows: [area, pattern]\n')
    assert (front, shows, body) == ({"title": JinjaText("\n{{ a }}")}, ("area", "pattern"), "\n\n\n\nBody.\n")
    assert read("shows: area\n")[1] == ("area",)


def test_a_file_without_front_matter_is_all_body() -> None:
    problems = Findings()
    assert read_front_matter("Body.\n", "x.md", KINDS, problems) == ("", (), "Body.\n")
    assert list(problems) == []


def test_every_text_is_found_in_order_with_its_line() -> None:
    front, _, _ = read('title: "{{ A }}"\nlist: [b, 1, {c: d}]\n')
    assert list(texts(front)) == [JinjaText("\n{{ A }}"), JinjaText("\n\nb"), JinjaText("\n\nd")]
    assert list(texts(read("title: A\n")[0])) == []


@pytest.mark.parametrize(
    ("front", "rule", "expected"),
    [
        (
            "titel: A\n",
            "unknown-key",
            "2:1: unknown key 'titel', expected a key of front matter; did you mean 'title'?",
        ),
        (
            "Title: A\n",
            "unknown-key",
            "2:1: unknown key 'Title', expected a key of front matter; did you mean 'title'?",
        ),
        (
            "show: area\n",
            "unknown-key",
            "2:1: unknown key 'show', expected a key of front matter; did you mean 'shows'?",
        ),
        (
            "a: b\nshow: area\n",
            "unknown-key",
            "3:1: unknown key 'show', expected a key of front matter; did you mean 'shows'?",
        ),
        ("title: [A]\n", "wrong-type", "2:8: found a list for 'title', expected a text"),
        ("- A\n", "wrong-type", "2:1: front matter is not a mapping, expected lines such as 'title: …'"),
        (
            "shows: {a: b}\n",
            "enum",
            "2:8: found a mapping, expected a kind of entry; there are area, pattern",
        ),
        ("shows: patern\n", "enum", "2:8: unknown kind 'patern', expected a kind of entry; did you mean 'pattern'?"),
        (
            "a: b: c\n",
            "yaml",
            "2:4: 'b: c' holds ': ', expected one key and one text; put the text in quotes: \"b: c\"",
        ),
        (
            "title: {{ t.a }}\n",
            "yaml",
            "2:8: '{{ t.a }}' without quotes, expected a text; put the whole value in quotes: \"{{ t.a }}\"",
        ),
        (
            'tags:\n  - {{ t["a"] }} x\n',
            "yaml",
            "3:5: '{{ t[\"a\"] }} x' without quotes, expected a text; put the whole value in quotes: '{{ t[\"a\"] }} x'",
        ),
        (
            "tags: [a, {{ t.a }}, b]\n",
            "yaml",
            "2:11: '{{ t.a }}' without quotes, expected a text; put the whole value in quotes: \"{{ t.a }}\"",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(front: str, rule: str, expected: str) -> None:
    problems = Findings()
    read(front, problems)
    assert render_text(list(problems)) == f"x.md:{expected}\n1 error"
    assert [problem.rule for problem in problems] == [rule]


@pytest.mark.parametrize("number", [2, 21, 40])
def test_kinds_are_listed_however_many_there_are(number: int) -> None:
    kinds = [f"k{n:02}" for n in range(number)]
    problems = Findings()
    read_front_matter("---\nshows: zwieback\n---\n", "x.md", kinds, problems)
    assert [problem.hint for problem in problems] == ["there are " + ", ".join(kinds)]


@pytest.mark.parametrize(
    "front", ["subtitle: A\n", "tags: [a]\n", "hide: toc\n", "status: new\n", "a: '{{ x }}'\n", "a: |\n  b: {{ x }}\n"]
)
def test_a_key_of_others_is_none_of_ours(front: str) -> None:
    assert isinstance(read(front)[0], Mapping if "{{" in front else str)


def test_front_matter_that_never_ends_is_a_mistake() -> None:
    problems = Findings()
    text = "---\ntitle: x\n\nText.\n"
    assert read_front_matter(text, "x.md", KINDS, problems) == ("", (), text)
    assert render_text(list(problems)) == "x.md:1:1: front matter without its closing '---', expected one\n1 error"
    assert [problem.rule for problem in problems] == ["yaml"]
