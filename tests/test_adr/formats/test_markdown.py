"""Markdown's links are those that the library finds, each with its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from record_files import file

from patternloom.adr.formats.document import Document
from patternloom.adr.formats.markdown import read_markdown
from patternloom.adr.formats.told_in_code import CODE


def read(text: str) -> Document:
    document = Document()
    read_markdown(text, 0, document)
    return document


def places(text: str) -> list[str]:
    """Place, and what is written there."""
    found = []
    for block in read(text).blocks:
        for link in block.links:
            mark = file(text).place(link.at)
            written = text[slice(*link.written)] if link.written else "-"
            found.append(f"{mark.line}:{mark.column} {written} {link.address}")
    return found


def test_inline_links_autolinks_references_and_html_have_the_place_of_their_address() -> None:
    text = (
        "# A [b](https://x/h) #\n\n"
        "> - [c](<https://x/a> 'title') and <https://x/b>\n"
        ">   [d][r], [r] and [r][]\n\n"
        "Line\n   [e](\n https://x/c)\n\n"
        "<p><a href='https://x/d'>e</a>\n</p>\n\nIn <a href=\"https://x/e\">line</a>\n\n[r]: https://x/f 'title'\n"
    )
    assert places(text) == [
        "1:9 https://x/h https://x/h",
        "3:10 https://x/a https://x/a",
        "3:37 https://x/b https://x/b",
        "4:5 https://x/f https://x/f",
        "4:13 https://x/f https://x/f",
        "4:21 https://x/f https://x/f",
        "8:2 https://x/c https://x/c",
        "10:13 https://x/d https://x/d",
        "13:13 https://x/e https://x/e",
    ]


def test_cells_have_their_own_places() -> None:
    text = "| a | b |\n| --- | --- |\n| x \\| [c](https://x/a) | [c](https://x/b) |\n| [c](https://x/b) | [c](https://x/b) |\n"
    assert [line.split()[0] for line in places(text)] == ["3:12", "3:31", "4:7", "4:26"]
    cells = [(block.text, block.row, block.column) for block in read(text).blocks]
    assert cells == [("a", 1, 0), ("b", 1, 1), ("x | c", 2, 0), ("c", 2, 1), ("c", 3, 0), ("c", 3, 1)]


def test_code_images_escapes_and_comments_are_no_links() -> None:
    text = "`[a](https://x/)` ![b](https://x/) \\[c](https://x/)\n\n```\n[d](https://x/)\n```\n\n    [e](https://x/)\n\nhttps://x/\n\n<!-- [f](https://x/) -->\n"
    document = read(text)
    assert [link for block in document.blocks for link in block.links] == []
    assert [(comment.text, comment.at) for comment in document.comments] == [(" [f](https://x/) ", text.index("<!--"))]


def test_what_is_said_leaves_out_code_and_struck_words_and_knows_bold_lines() -> None:
    (block,) = read("**Status**: ~~Proposed~~ [Accepted](x.md) `code`<br>now <!-- note -->\n").blocks
    assert block.text == "Status:  Accepted \N{OBJECT REPLACEMENT CHARACTER}\nnow "
    assert [read(text).blocks[0].strong for text in ("**Decision**\n", "**Decision**:\n", "**A** b\n", "a\n")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_link_in_struck_words_is_none() -> None:
    assert places("~~[a](https://x/a)~~ [b](https://x/b)\n") == ["1:26 https://x/b https://x/b"]


def test_an_unclosed_comment_and_lone_carriage_returns_shift_nothing() -> None:
    assert read("<!-- a\n\n[b](https://x/)\n").comments == []
    assert places("a\r\rb [c](https://x/)\r\n")[0].startswith("3:7 ")


_WORDS = st.sampled_from(["[a](https://x/1)", "[b][r]", "<https://x/2>", "[c]( <https://x/(3)> )", "`x`", "*", "**", "|", "\\", "\n", "\n\n", "> ", "- ", "![", "]", "(", "a&amp;b", "[d](https://x/a\\)b)", " ", "\t", "# ", "日本", "<a href='https://x/4'>"])  # fmt: skip


@given(st.lists(_WORDS, max_size=30).map("".join))
def test_links_are_those_of_the_library_and_stand_where_they_are_said_to(text: str) -> None:
    text += "\n\n[r]: https://x/5\n"
    plain = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    theirs = [
        str(child.attrs["href"])
        for token in plain.parse(text)
        for child in token.children or ()
        if child.type == "link_open"
    ]
    ours = [link for block in read(text).blocks for link in block.links]
    assert sorted(link.address for link in ours if "/4" not in link.address) == sorted(theirs)
    for link in ours:
        if link.written and "\\" not in text[slice(*link.written)]:
            assert text[slice(*link.written)] == link.address


def test_badges_say_what_they_are_labelled_with_and_other_pictures_nothing() -> None:
    text = "![Status: accepted](https://x/a.svg)\n[![s](https://x/badge/Status-In%20Force-green)](https://x/b)\n![photo](c.png)\n"
    (block,) = read(text).blocks
    assert block.text == "Status: accepted\nStatus: In Force\n"
    assert [link.address for link in block.links] == ["https://x/b"]


def test_footnotes_are_known() -> None:
    blocks = read(
        "A[^1] and [b](https://x/b)[c](https://x/c)[^n].\n\n[^1]: See [it](https://x/d).\n[^n]: https://x/n\n"
    ).blocks
    assert [(block.note, [link.address for link in block.links]) for block in blocks] == [
        (False, ["https://x/b", "https://x/c"]),
        (True, ["https://x/d"]),
    ]


def test_a_word_in_code_is_one_behind_a_colon_or_alone() -> None:
    texts = [block.text for block in read("Status: `Accepted`\n\n`in force`\n\nWe call `it`, `a.b`: `c-d`\n").blocks]
    assert texts == ["Status: Accepted", "in force", f"We call {CODE}, {CODE}: {CODE}"]


def test_words_in_italics_may_be_labels_as_those_in_bold() -> None:
    (block,) = read("*Decision.* We use **it**, and *that*\n").blocks
    assert [block.text[start:end] for start, end in block.bold] == ["Decision.", "it", "that"]
