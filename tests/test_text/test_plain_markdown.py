"""A page's Markdown with HTML in it as Markdown alone, read by another program's eyes."""

from __future__ import annotations

import html
from time import process_time

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from patternloom.text import escape
from patternloom.text.plain_markdown import plain_markdown

EDIT = "https://example.org/edit/"


def made(text: str) -> str:
    """The page without its last line end; links to sources lead to pages."""
    return plain_markdown(text, lambda target: target.replace(".md", "/"), (EDIT,))[:-1]


PAIRS = {
    "a heading keeps its anchor and loses its attributes": (
        "# Doughs {: #_title }\n\n## Rye {: #rye .dark }\n\nText {: .lead }",
        "# Doughs\n\n## Rye {#rye}\n\nText",
    ),
    "boxes go, and what Markdown stands in them stays": (
        '<div class="x" markdown="1">\n\nA [link](../rye.md#top), *stress*.\n\n</div>\n<!-- no -->',
        "A [link](../rye/#top), *stress*.",
    ),
    "paragraphs, links and stress of HTML": (
        '<p class="x">A <b>bold </b>word, <a href="a/?x=(1)">a\n link</a>,<i></i> <code>a|&lt;b&gt;</code>.</p><p>B</p>',
        "A **bold** word, [a link](a/?x=%281%29), `a|<b>`.\n\nB",
    ),
    "a stress that ends in a sign stands apart": ("<p>語<b>（強調）</b>の<b>語</b>で</p>", "語 **（強調）** の**語**で"),
    "lists in lists": (
        "<ul>\n<li>A\n<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n</li>\n\n<li><p>B</p><p>C</p></li>\n</ul>\n\nAfter",
        "- A\n    1. one\n    2. two\n- B C\n\nAfter",
    ),
    "terms with what is said of them": (
        "<dl><dt>Sources</dt><dd>A</dd><dd>B</dd><dt>Tools</dt>\n<dd><ul><li>x</li></ul></dd></dl>",
        "- **Sources** A B\n- **Tools**\n    - x",
    ),
    "a table whose cells go on over rows and columns": (
        "<table><caption>Doughs</caption><thead><tr><th>Name</th><th>What</th><th>More</th></tr></thead>\n"
        '<tbody><tr><th rowspan="2">Rye</th><td>a<br>b</td><td><ul><li>x</li>\n<li>y</li></ul></td></tr>\n'
        '<tr><td colspan="2">a | <code>b|c</code></td></tr><tr></tr></tbody></table>',
        "**Doughs**\n\n| Name | What | More |\n| --- | --- | --- |\n| Rye | a<br>b | x; y |\n|  | a \\| `b\\|c` |  |",
    ),
    "what is not read goes": (
        '<figure><svg><g><svg/></svg></g><title>t</title></svg><figcaption>F</figcaption></figure><button hidden>x</button>'
        f'<span aria-hidden="true">y</span><label><input>z</label> <a href="{EDIT}x">edit</a> <p hidden>no</p>',
        "F",
    ),
    "a listing stays as it is, with its language alone": (
        '```` { .yaml .pl-x hl_lines="1 2" }\na: <b> &amp; {{ x }}\n```\n````\n\n~~~\nb\n~~~',
        "````yaml\na: <b> &amp; {{ x }}\n```\n````\n\n~~~\nb\n~~~",
    ),
    "code spans and escaped signs of Markdown stay as they are": (
        "`<b>` and ``a`<i>`` and \\<b> and \\*",
        "`<b>` and ``a`<i>`` and \\<b> and \\*",
    ),
    "a sign that means itself goes on to": (
        "<p>&#42;a&#42; b&#95;c&#95; d&#95; &#91;e&#93;(f) &amp;lt; R&amp;D &lt;i&gt; &#39;&#34;&#58;&#96;&#124;</p><p>&#35; no</p>",
        "\\*a\\* b_c\\_ d\\_ \\[e\\](f) \\&lt; R&D \\<i> '\":\\`|\n\n\\# no",
    ),
    "pictures with words, and headings of HTML": (
        '<h3>Head</h3><img src="a.png" alt="A picture"><img src="b.png" alt="">',
        "### Head\n\n![A picture](a.png)",
    ),
    "a link around nothing is none": ('<p>a <a href="x"><svg></svg></a> <a>b</a></p>', "a  b"),
    "code with ticks": ("<code>`a``b</code>", "``` `a``b ```"),
    "ends without beginnings, and beginnings without ends": (
        "</p></b></a></td></table><code>x <b>y</b>\n<li>z</li> <svg>",
        "x **y**\n- z",
    ),
    "a table in a cell is words of the cell": (
        "<table><tr><th>A</th></tr><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td></tr></table>e",
        "| A |\n| --- |\n| a; b; cd |\n\ne",
    ),
    "a table that does not end loses nothing": ("<table><tr><td>a</td></tr><tr><td>b</td><td>c", "| a |  |\n| --- | --- |\n| b | c |"),
    "a table ends with what it stands in": ("<div><table><tr><td>a</div>b", "| a |\n| --- |\n\nb"),
    "lists in lists end together": ("<ul><li>a<ol><li>b</ul><ol><li>c</li></ol>", "- a\n    1. b\n\n1. c"),
    "a sign that the program sets aside is none of a page": ("a\ufdd51\ufdd5b", "a1b"),
    "code in which less means itself": ("<code>a &lt; b << <i>c</i></code>", "`a < b << c`"),
    "lines of a paragraph in HTML are one": ("<p>a\n  b<br>c</p>", "a b\nc"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_a_page_in_markdown_alone(name: str) -> None:
    page, expected = PAIRS[name]
    assert made(page) == expected


LETTERS = st.text(st.sampled_from("ab1 .-+#*_`~[](){}<>&|!$\\:;=語（。"), max_size=14)
PLACES = ("<p>{}</p>", "<ul><li>{}</li></ul>", "<table><tr><th>x</th></tr><tr><td>{}</td></tr></table>", "{}")


@given(LETTERS, st.sampled_from(PLACES))
@example("1. a", PLACES[0])
@example("12) a", PLACES[1])
@example("- 1. a", PLACES[1])
@example("\\|", PLACES[2])
@example("a\\\\|", PLACES[2])
def test_no_text_of_the_catalog_becomes_mark_up(text: str, place: str) -> None:
    """CommonMark with tables reads the words that were meant, and no element more than the place itself."""
    page = place.format(escape.text(text.strip()))
    shown = BeautifulSoup(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(made(page)), "html.parser")
    assert "".join(shown.get_text().split()) in ("".join(text.split()), f"x{''.join(text.split())}")
    allowed = {"p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert {element.name for element in shown.find_all(True)} <= allowed


PARTS = (
    "<a ", "<b>", '<a href="x">', "<svg>", "<button><svg>", "<p hidden>", "<li>", "<ul><li>", "<dl><dt>", "<dd>", "<div></p>",
    "<table><tr><td>", "<td rowspan=99>", "<tr><td colspan=999>x", "<p>&#45;", "<code>", "`<code>", "<!--", "{#a ", "{: ",
    "&a", "](", "<p> <b></b>", "```a\nb\n",
)  # fmt: skip
SHAPES = {part: part * 4_000 for part in PARTS} | {
    "a long name": "<" + "a" * 20_000,
    "ends of another": "<p>" * 4_000 + "</div>" * 4_000,
    "tables in tables": "<table><tr><td>" * 1_000 + "x" + "</td></tr></table>" * 1_000,
    "stress in stress": "<b>x" * 4_000 + "</b>" * 4_000,
    "fences of all lengths": "".join("`" * length + "\n" for length in range(3, 300)),
    "code spans of all lengths": "".join("`" * length + " " for length in range(1, 300)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_what_never_ends_takes_no_longer_than_what_does(name: str) -> None:
    """A hundred times as long as it takes: one that looks for the same end again and again takes seconds or minutes."""
    begun = process_time()
    made(SHAPES[name])
    assert process_time() - begun < 1.5


@given(st.text(st.sampled_from("ab<>/&;\"'=` \n#*_[]()lidp|~{}:."), max_size=60))
def test_whatever_a_page_says_it_comes_to_an_end(text: str) -> None:
    assert made(text) == html.unescape(made(text)) or "&" in text
