"""Catalog text is data: wherever it lands it reads the same there and means nothing else."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import markdown
import mermaidx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load
from projects import REPOSITORY

from patternloom.text import escape

HOSTILE = [
    "</script><script>alert(1)</script>",
    '"]:::x',
    "end",
    "graph TD; a-->b",
    "a | b || c",
    "`a` ``b`` ```",
    "{{ x }} {{ 7 * 7 }}",
    "{% raw %}{% endraw %}",
    "{# c #} {## d ##}",
    "[[rye]] [[rye|x]] [@rye]",
    "\u202eright to left\u202c \u200fx\u200e",
    "👩‍🍳 🥖 e\u0301",
    "x" * 300,
    "<!-- c -->",
    "<?php x ?>",
    "<![CDATA[ x ]]>",
    "1. x",
    "1) x",
    "# x",
    "## x ##",
    "- x",
    "+ x",
    "* x",
    "> x",
    "---",
    "===",
    "***",
    "~~~",
    "~~x~~ ==x== ^^x^^",
    ": x",
    "*[HTML]: x",
    "[x]: https://example.org",
    "[^1]: x [^1]",
    "!!! note",
    "??? note",
    "=== x",
    "![x](y) [x](javascript:alert(1))",
    "https://example.org <https://example.org> a@example.org",
    "{: #id .class onclick=x }",
    "x {: #id }",
    "&amp; &#35; &nbsp; &copy",
    "\\ \\* \\n",
    "_a_ __b__ snake_case *c* **d**",
    "$x$ $$y$$ \\(z\\)",
    "--8<-- x",
    ":smile:",
    "'single' \"double\"",
    "javascript:alert(1)",
    "#35; #quot; #x27;",
    "a;b %% c",
    "[x] [ ] x",
    "| a | b |",
    "--- | ---",
    "wzxhzdk:0",
    "klzzwxh:0000",
]

# What the loader lets through (it refuses controls), with what means something to somebody more often.
LINE = st.text(
    st.sampled_from(list("#*_`~|[](){}<>!:;-+=.&\\/'\"$%^@? \t1a漢あ"))
    | st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"),
    min_size=1,
    max_size=40,
).filter(str.strip)


class _Text(HTMLParser):
    """The text of HTML, and every tag and attribute in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", ()))


def parsed(html: str) -> tuple[list[tuple[str, tuple[tuple[str, str | None], ...]]], str]:
    """Tags with attributes, and the text with its spaces folded."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser.tags, " ".join(parser.text.split())


def engine() -> markdown.Markdown:
    """Python-Markdown as the site runs it."""
    settings = yaml_load((REPOSITORY / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    # MkDocs adds these three by itself.
    names = list(dict.fromkeys(["toc", "tables", "fenced_code", *settings]))
    return markdown.Markdown(
        extensions=names, extension_configs={name: values or {} for name, values in settings.items()}
    )


ENGINE = engine()


def rendered(text: str) -> tuple[list[tuple[str, tuple[tuple[str, str | None], ...]]], str]:
    """What the site makes of Markdown."""
    return parsed(ENGINE.reset().convert(text))


def folded(text: str) -> str:
    """Text with its spaces folded."""
    return " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_the_same_text_as_a_paragraph(text: str) -> None:
    assert rendered(escape.markdown(text)) == ([("p", ())], folded(text))


@given(LINE)
def test_any_text_is_the_same_text_as_a_paragraph(text: str) -> None:
    assert rendered(escape.markdown(text)) == ([("p", ())], folded(text))


@given(LINE)
@example("C#")
@example("a ## #")
def test_any_text_is_the_same_text_in_a_heading(text: str) -> None:
    tags, found = rendered(f"## {escape.markdown(text)} {{: #the-id }}")
    assert (tags[0], found) == (("h2", (("id", "the-id"),)), f"{folded(text)}¶")
    assert [tag for tag, _ in tags] == ["h2", "a"]


@given(LINE)
def test_any_text_is_the_same_text_in_a_link(text: str) -> None:
    assert rendered(f"see [{escape.markdown(text)}](<https://example.org/>)") == (
        [("p", ()), ("a", (("href", "https://example.org/"),))],
        f"see {folded(text)}",
    )


@given(LINE)
def test_any_text_is_the_same_text_in_a_list_and_a_table(text: str) -> None:
    assert rendered(f"- {escape.markdown(text)}\n") == ([("ul", ()), ("li", ())], folded(text))
    tags, found = rendered(f"a | b\n--- | ---\n{escape.markdown(text)} | c\n")
    assert ([tag for tag, _ in tags].count("td"), found) == (2, folded(f"a b {text} c"))


@given(LINE, LINE)
def test_any_text_stays_inside_a_block_of_html(text: str, other: str) -> None:
    """As in the lead of a page: Markdown inside a `div` with `markdown="1"`."""
    tags, found = rendered(f'<div markdown="1">\n\n{escape.markdown(text)}\n\n{escape.markdown(other)}\n\n</div>\n')
    assert ([tag for tag, _ in tags], found) == (["div", "p", "p"], folded(f"{text} {other}"))


@given(LINE)
def test_any_text_is_the_same_text_in_html_and_in_an_attribute(text: str) -> None:
    assert parsed(f'<p title="{escape.html(text)}">{escape.html(text)}</p>') == (
        [("p", (("title", text),))],
        folded(text),
    )


@given(LINE)
def test_raw_html_inside_markdown_keeps_any_text(text: str) -> None:
    """As in a table cell of ours: HTML on one line, which Markdown leaves alone."""
    html = f'<p class="x">{escape.html(folded(text))}</p>'
    assert rendered(html) == ([("p", (("class", "x"),))], folded(text))


def test_text_that_is_safe_already_stays_as_it_is() -> None:
    assert escape.html(Markup("<b>")) == Markup("<b>")
    assert [type(made("x")) for made in (escape.markdown, escape.mermaid, escape.url_part, escape.html)] == [Markup] * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b <i>", "a&#95;b &lt;i&gt;"),
        ("plain words, 1.5 and 蒸気", "plain words, 1.5 and 蒸気"),
        ("1. x", "1&#46; x"),
        ("12) x", "12&#41; x"),
        ("# x", "&#35; x"),
        ("a # b", "a # b"),
        ("- x", "&#45; x"),
        ("a\nb", "a b"),
    ],
)
def test_markdown_is_left_readable_where_it_may_be(text: str, expected: str) -> None:
    assert escape.markdown(text) == expected


def mermaid_decoded(text: str) -> str:
    """What mermaid shows for a label: `#35;` is a character by its code."""
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), text)


@given(LINE)
def test_any_text_is_the_same_text_in_a_mermaid_label(text: str) -> None:
    escaped = str(escape.mermaid(text))
    assert mermaid_decoded(escaped) == folded(text)
    assert set(re.sub(r"#\d+;", "", escaped)).isdisjoint("\"#;`<>&{}[]()|\\'@:$%=~^*!?+_\n")


# Mermaid shows `&nbsp;` as a space however it is written, and lays out ten nodes in seconds, fifty in minutes.
LABELS = [text.replace("&nbsp;", "&shy") for text in HOSTILE if len(text) < 100]


@pytest.mark.parametrize("labels", [LABELS[start : start + 10] for start in range(0, len(LABELS), 10)])
def test_mermaid_itself_shows_hostile_text_as_it_is(labels: list[str]) -> None:
    """The real library reads it as title, description and labels."""
    lines = ["flowchart LR", f"  accTitle: {escape.mermaid(labels[0])}", f"  accDescr: {escape.mermaid(labels[1])}"]
    lines += [f'  n{number}["{escape.mermaid(text)}"]:::pattern' for number, text in enumerate(labels)]
    lines += [f'  n0 -->|"{escape.mermaid(labels[2])}"| n1']
    svg = mermaidx.render("\n".join(lines), config={"securityLevel": "strict"}).svg()
    tags, found = parsed(svg)
    shown = "".join(found.split())
    assert [text for text in labels if "".join(text.split()) not in shown] == []
    assert {"script", "img", "iframe", "a"}.isdisjoint(tag for tag, _ in tags)
    names = {dict(attributes).get("id") or "" for _, attributes in tags}
    assert sum(1 for name in names if "flowchart-n" in name) == len(labels)


@given(LINE)
def test_any_text_comes_back_from_a_part_of_an_address(text: str) -> None:
    escaped = str(escape.url_part(text))
    assert unquote(escaped) == text
    assert re.fullmatch(r"[A-Za-z0-9._~%-]+", escaped)


@given(LINE, LINE)
def test_any_text_comes_back_from_front_matter(title: str, description: str) -> None:
    """As `render` writes it: a JSON string is a YAML string."""
    front = "".join(
        f"{key}: {json.dumps(text, ensure_ascii=False)}\n"
        for key, text in (("title", title), ("description", description))
    )
    assert get_data(f"---\n{front}---\n\nbody\n") == ("body\n", {"title": title, "description": description})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_from_json_in_a_script(text: str) -> None:
    """As templates embed data: `<` cannot close the element."""
    embedded = str(escape.html(json.dumps(text)))
    assert parsed(f'<p data-x="{embedded}"></p>') == ([("p", (("data-x", json.dumps(text)),))], "")


def test_the_extensions_that_are_tried_are_the_site_s() -> None:
    assert Path(REPOSITORY / "mkdocs.yml").is_file()
    assert {type(extension).__name__ for extension in ENGINE.registeredExtensions} >= {
        "AttrListExtension",
        "AdmonitionExtension",
        "TocExtension",
        "SuperFencesCodeExtension",
    }


def test_code_keeps_each_line_and_marks_the_blank_ones() -> None:
    """Also those of blanks alone, and whatever else Python takes for the end of a line."""
    assert str(escape.code("a\n  \n\n\tb\x0c\u2028c", 4)) == "    a\n    \ue000\n    \ue000\n    \tb\x0c\u2028c"
