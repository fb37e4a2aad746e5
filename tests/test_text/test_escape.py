"""Catalog text is data: wherever it lands it reads the same there and means nothing else."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import markdown
import mermaidx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load
from projects import REPOSITORY

from patternloom.text import escape
from patternloom.text.escape import RefusedError, Written

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
NEVER = "".join(map(chr, range(0xFDD0, 0xFDF0)))  # no characters: written as the sign for what is none
LINE = st.text(
    st.sampled_from(list("#*_`~|[](){}<>!:;-+=.&\\/'\"$%^@? \t1a漢あ"))
    | st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff" + NEVER),
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
    assert rendered(escape.text(text)) == ([("p", ())], folded(text))


@given(LINE)
def test_any_text_is_the_same_text_as_a_paragraph(text: str) -> None:
    assert rendered(escape.text(text)) == ([("p", ())], folded(text))


@given(LINE)
@example("C#")
@example("a ## #")
def test_any_text_is_the_same_text_in_a_heading(text: str) -> None:
    tags, found = rendered(f"## {escape.text(text)} {{: #the-id }}")
    assert (tags[0], found) == (("h2", (("id", "the-id"),)), f"{folded(text)}¶")
    assert [tag for tag, _ in tags] == ["h2", "a"]


@given(LINE)
def test_any_text_is_the_same_text_in_a_link(text: str) -> None:
    assert rendered(f"see [{escape.text(text)}](<https://example.org/>)") == (
        [("p", ()), ("a", (("href", "https://example.org/"),))],
        f"see {folded(text)}",
    )


@given(LINE)
def test_any_text_is_the_same_text_in_a_list_and_a_table(text: str) -> None:
    assert rendered(f"- {escape.text(text)}\n") == ([("ul", ()), ("li", ())], folded(text))
    tags, found = rendered(f"a | b\n--- | ---\n{escape.text(text)} | c\n")
    assert ([tag for tag, _ in tags].count("td"), found) == (2, folded(f"a b {text} c"))


@given(LINE, LINE)
def test_any_text_stays_inside_a_block_of_html(text: str, other: str) -> None:
    """As in the lead of a page: Markdown inside a `div` with `markdown="1"`."""
    tags, found = rendered(f'<div markdown="1">\n\n{escape.text(text)}\n\n{escape.text(other)}\n\n</div>\n')
    assert ([tag for tag, _ in tags], found) == (["div", "p", "p"], folded(f"{text} {other}"))


COMMON = MarkdownIt("gfm-like", {"html": True, "linkify": False})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_the_same_text_to_another_engine(text: str) -> None:
    assert parsed(COMMON.render(escape.text(text))) == ([("p", ())], folded(text))


@given(LINE)
def test_any_text_is_the_same_text_to_another_engine(text: str) -> None:
    """In a paragraph, in HTML that a blank line has ended for it, and in a cell."""
    assert parsed(COMMON.render(escape.text(text))) == ([("p", ())], folded(text))
    tags, found = parsed(COMMON.render(f"<div>\n\n{escape.text(text)}\n\n</div>\n"))
    assert ([tag for tag, _ in tags], found) == (["div", "p"], folded(text))
    tags, found = parsed(COMMON.render(f"| a | b |\n| --- | --- |\n| {escape.text(text)} | c |\n"))
    assert ([tag for tag, _ in tags].count("td"), found) == (2, folded(f"a b {text} c"))


@given(LINE)
def test_any_text_is_the_same_text_in_html_and_in_an_attribute(text: str) -> None:
    html = f'<p title="{escape.attribute(text)}">{escape.text(text)}</p>'
    for made in (html, ENGINE.reset().convert(html), COMMON.render(html)):
        assert parsed(made) == ([("p", (("title", text),))], folded(text))


@given(LINE)
def test_any_text_is_the_same_text_in_an_attribute_inside_a_line(text: str) -> None:
    """As of a link in a sentence: Markdown looks for code and links before it looks for HTML."""
    line = f'See <a href="x" download="{escape.attribute(text)}">x</a> here.'
    for made in (ENGINE.reset().convert(line), COMMON.render(line)):
        assert parsed(made)[0] == [("p", ()), ("a", (("href", "x"), ("download", text)))]


@given(LINE)
def test_any_text_is_the_same_text_in_html_that_no_markdown_is_read_in(text: str) -> None:
    assert parsed(f'<p title="{escape.html(text)}">{escape.html(text)}</p>') == (
        [("p", (("title", folded(text) if folded(text) == text else escape.html(text).unescape()),))],
        folded(text),
    )


@given(LINE)
def test_raw_html_inside_markdown_keeps_any_text(text: str) -> None:
    """As in a table cell of ours: HTML on one line, which Markdown leaves alone."""
    html = f'<p class="x">{escape.text(folded(text))}</p>'
    assert rendered(html) == ([("p", (("class", "x"),))], folded(text))


def test_what_is_written_stays_as_it_is_and_writes_what_is_joined_to_it() -> None:
    made = Written("<b>{}</b>").format("*a*")
    assert (made, type(made)) == ("<b>&#42;a&#42;</b>", Written)
    for text in (made + "_", "_" + made, Written(" ").join(["_", made]), Written("%s") % "_"):
        assert (type(text), "&#95;" in text) == (Written, True)
    assert escape.text(made) is made
    assert escape.in_line(made) is made
    assert [escape.attribute(made), escape.html(made)] == ["*a*", "*a*"]


def test_markup_that_another_library_calls_safe_is_refused() -> None:
    for writer in (escape.text, escape.in_line, escape.attribute, escape.html, escape.address, escape.word):
        with pytest.raises(RefusedError) as caught:
            writer(Markup("<b>"))
        assert str(caught.value) == "markup that no writer of ours wrote, '<b>', expected a text"


def test_numbers_and_dates_are_texts_and_nothing_else_is() -> None:
    assert [escape.text(5), escape.text(1.5), escape.text(date(2026, 1, 2))] == ["5", "1.5", "2026-01-02"]
    for value in (None, [], {}, ("a",), object, Path()):
        with pytest.raises(RefusedError, match=r"expected a text$"):
            escape.text(value)


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\t", "  "])
def test_whatever_ends_a_line_is_a_blank_in_a_line(end: str) -> None:
    assert [escape.text(f"a{end}b"), escape.in_line(f"a{end}b"), escape.html(f"a{end}b")] == ["a b"] * 3
    assert escape.mermaid(f"a{end}b") == "a b"
    assert escape.d2(f"a{end}b") == '"a b"'


@pytest.mark.parametrize("sign", ["\x00", "\x02", "\x7f", "\x9f", "\ud800", "\ufdd0", "\ufdd3", "\uffff"])
def test_what_no_text_is_exchanged_with_is_shown_as_unknown(sign: str) -> None:
    for writer in (escape.text, escape.in_line, escape.attribute, escape.html, escape.mermaid):
        assert writer(f"a{sign}b") == "a\ufffdb"
    assert escape.d2(f"a{sign}b") == '"a\ufffdb"'
    assert escape.url_part("\ud800") == "%3F"


def test_an_attribute_keeps_its_lines() -> None:
    assert escape.attribute("a\r\n  b\tc\rd\u2028") == "a&#10;  b&#9;c&#10;d&#10;"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/x_y?a=1&b='2'#c", "https://a.example/x_y?a=1&amp;b=&#39;2&#39;#c"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("../x/#y", "../x/#y"),
        ("", ""),
        ("蒸気.html", "蒸気.html"),
        (":alert(1)", "%3Aalert(1)"),
        ("a/b:c#d:e", "a/b:c#d:e"),
        ('a b`c`[d]\\e"<f>\n{g}|h^', "a%20b%60c%60%5Bd%5D%5Ce%22%3Cf%3E%0A%7Bg%7D%7Ch%5E"),
        ("java\tscript:alert(1)", "java%09script%3Aalert(1)"),
        (" javascript:alert(1)", "%20javascript%3Aalert(1)"),
        (Written("a&amp;b"), "a&amp;b"),
    ],
)
def test_an_address_leads_where_it_did(text: str, expected: str) -> None:
    assert escape.address(text) == expected


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "file:///x", "//a.example", "x:y"]
)
def test_an_address_that_runs_or_leads_astray_is_refused(text: str) -> None:
    with pytest.raises(RefusedError) as caught:
        escape.address(text)
    assert str(caught.value) == f"address '{text}', expected one of http, https or mailto, or a relative one"


def test_a_word_is_a_word() -> None:
    assert [escape.word(text) for text in ("a-b_c", "pt-BR", 5, "")] == ["a-b_c", "pt-BR", "5", ""]
    for text in ("a b", "a:b", '"', "a\n", "#a", "a=b"):
        with pytest.raises(RefusedError) as caught:
            escape.word(text)
        said = f"'{text}' where a word is meant, expected letters, digits, '-', '_', '.' and '+'"
        assert str(caught.value) == said


def test_a_heading_has_a_level_and_an_anchor() -> None:
    assert escape.heading("C#", 2, "c-sharp") == "## C&#35; {: #c-sharp }"
    assert [escape.heading("a", level) for level in (0, 7)] == ["# a", "###### a"]


def test_a_listing_keeps_each_line_inside_whatever_ends_it() -> None:
    """Blank lines have a sign of their own, so that tidying leaves them alone."""
    made = escape.listing("a ```` b\n  \n~~~\rc\u2028d\x00\ufdd3", "yaml", "look", (1, 3))
    assert made == ('````` { .yaml .look hl_lines="1 3" }\na ```` b\n\ufdd3\n~~~\nc\nd\ufffd\ufffd\n`````')
    assert escape.listing("a", "text") == "``` { .text }\na\n```"
    with pytest.raises(RefusedError):
        escape.listing("a", "text onclick=x")


def test_an_element_is_written_with_all_in_it() -> None:
    element = ElementTree.fromstring('<g class="a" d="-1,2"><t>`x`&lt;</t>tail*<e/></g>')
    assert escape.element(element) == ('<g class="a" d="-1,2"><t>&#96;x&#96;&lt;</t>tail&#42;<e/></g>')


def test_texts_put_together_are_written_where_one_of_them_is() -> None:
    assert (escape.concatenated("a", "*", 1), type(escape.concatenated("a"))) == ("a*1", str)
    assert escape.concatenated(Written("<b>"), "*") == "<b>&#42;"
    assert [escape.joined(["a", "b"], "*"), escape.joined([]), escape.joined(["a", Written("<b>")], "*")] == [
        "a*b",
        "",
        "a&#42;<b>",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b <i>", "a&#95;b &lt;i&gt;"),
        ("plain words, 1.5 and 蒸気 (x/y); a-b: c? 5%", "plain words, 1.5 and 蒸気 (x/y); a-b: c? 5%"),
        ("1. x", "1&#46; x"),
        ("12) x", "12&#41; x"),
        ("# x", "&#35; x"),
        ("- x", "&#45; x"),
        (" - x", " &#45; x"),
        (": x", "&#58; x"),
        ("(x)", "&#40;x)"),
        ("a\nb", "a b"),
        ("a\u3000b", "a\u3000b"),
    ],
)
def test_a_page_is_left_readable_where_it_may_be(text: str, expected: str) -> None:
    assert escape.text(text) == expected


def test_behind_other_words_of_its_line_nothing_begins() -> None:
    assert [escape.in_line(text) for text in ("- x", "1. x", ": x", "(x)", "*x")] == [
        "- x",
        "1. x",
        ": x",
        "&#40;x)",
        "&#42;x",
    ]


def test_what_mermaid_makes_of_pairs_of_signs_is_kept_apart_where_a_label_has_two_lines() -> None:
    assert escape.mermaid("$$x$$ fa:fa-car a\\nb") == "#36;#36;x#36;#36; fa#58;fa-car a#92;nb"
    apart = escape.mermaid("$$x$$ fa:fa-car a\\nb", lines=2)
    assert apart == "#36;\u2060#36;x#36;\u2060#36; fa#58;\u2060fa-car a#92;\u2060nb"


def mermaid_decoded(text: str) -> str:
    """What mermaid shows for a label: `#35;` is a character by its code, and a joiner is not seen."""
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), text).replace("\u2060", "")


@given(LINE)
def test_any_text_is_the_same_text_in_a_mermaid_label(text: str) -> None:
    escaped = str(escape.mermaid(text))
    assert folded(mermaid_decoded(escaped)) == folded(text.replace("\u2060", ""))
    assert set(re.sub(r"#\d+;", "", escaped)).isdisjoint("\"#;`<>&{}[]()|\\'@:$%=~^*!?+_\n")
    assert not re.match(r"[0-9]+\.|-", escaped)


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
    shown = "".join(found.replace("\u2060", "").split())
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
    embedded = str(escape.attribute(json.dumps(text)))
    assert parsed(f'<p data-x="{embedded}"></p>') == ([("p", (("data-x", json.dumps(text)),))], "")


def test_the_extensions_that_are_tried_are_the_site_s() -> None:
    assert Path(REPOSITORY / "mkdocs.yml").is_file()
    assert {type(extension).__name__ for extension in ENGINE.registeredExtensions} >= {
        "AttrListExtension",
        "AdmonitionExtension",
        "TocExtension",
        "SuperFencesCodeExtension",
    }
