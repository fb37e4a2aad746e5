"""HTML in Markdown has texts, as Markdown itself does."""

from __future__ import annotations

import pytest
from record_files import record

from patternloom.adr.formats.html_text import html_blocks


def blocks(html: str) -> list[tuple[str, int, bool, str]]:
    return [(block.kind, block.level, block.item, " ".join(block.text.split())) for block in html_blocks(html, 0)]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (
            "<h2>Decision</h2>\n<p>A &amp; <b>B</b></p>",
            [("heading", 2, False, "Decision"), ("text", 0, False, "A & B")],
        ),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", [("text", 1, True, "a"), ("text", 2, True, "b")]),
        ("<li>a", [("text", 1, True, "a")]),
        ("<li><p>a</p></li><hr>b", [("text", 1, True, "a"), ("text", 0, False, "b")]),
        ("<p>a<!-- no --> b<!-- <p>c", [("text", 0, False, "a b")]),
        ("<hr/>", []),
    ],
)
def test_each_paragraph_heading_and_item_is_a_block(html: str, told: list[tuple[str, int, bool, str]]) -> None:
    assert blocks(html) == told


def test_a_link_stands_where_its_words_do() -> None:
    html = '<!-- a --><p>We use <a href="https://x/1">one</a>.</p>'
    (block,) = html_blocks(html, 10)
    (link,) = block.links
    assert (link.at, block.text[link.start : link.end]) == (html.index("https://x/1") + 10, "one")


def test_a_status_and_a_choice_stand_in_such_blocks() -> None:
    found = record(
        "# A\n\n<details>\n<summary>Status: accepted</summary>\n</details>\n\n## Decision\n\n<ul>\n"
        '<li>We use <a href="https://x/1">it</a>.</li>\n<li>We will not use <a href="https://x/2">it</a>.</li>\n</ul>\n'
    )
    assert found.status == "accepted"
    assert [getattr(one, "address", "") for one in found.chosen] == ["https://x/1"]


def test_a_link_that_is_not_closed_has_its_place_at_least() -> None:
    (block,) = html_blocks('<p> a <a href="https://x/1">one <a href="https://x/2">two', 0)
    assert [(link.address, link.start) for link in block.links] == [("https://x/1", 2), ("https://x/2", 6)]
    assert block.text == "a one two"
