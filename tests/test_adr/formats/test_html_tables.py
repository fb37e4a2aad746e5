"""Tables of HTML are cells with texts and links, as those of Markdown are."""

from __future__ import annotations

import pytest
from record_files import record

from patternloom.adr.formats.html_tables import html_cells


def cells(html: str) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, cell.text) for cell in html_cells(html, 0, 1, 4)]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<table><tr><td>Status</td><td>Accepted</td></tr></table>", [(5, 0, "Status"), (5, 1, "Accepted")]),
        (
            "<table>\n<tr>\n<th>A &amp; B</th>\n<td><b>c</b><br/>d</td></tr><tr><TD class='x'>e</TD></tr></table>",
            [(5, 0, "A & B"), (5, 1, "c\nd"), (6, 0, "e")],
        ),
        ("<table><tr><td>a<td>b<tr><td>c</table>", [(5, 0, "a"), (5, 1, "b"), (6, 0, "c")]),
        ("<table><tr><td><!-- no --> a</td>", [(5, 0, "a")]),
        ("<table><tr><td>a", []),
        ("<p>a</p>", []),
    ],
)
def test_each_cell_has_its_text_row_and_column(html: str, told: list[tuple[int, int, str]]) -> None:
    assert cells(html) == told


def test_a_link_stands_where_its_words_do() -> None:
    html = '<table><tr><td>We use <a href="https://x/1">one</a> and <a href="https://x/2">two</td></tr></table>'
    (cell,) = html_cells(html, 10, 1, 0)
    told = [(link.address, link.at, cell.text[link.start : link.end], link.written) for link in cell.links]
    first, second = html.index("https://x/1") + 10, html.index("https://x/2") + 10
    assert told == [
        ("https://x/1", first, "one", (first, first + 11)),
        ("https://x/2", second, "two", (second, second + 11)),
    ]


@pytest.mark.parametrize(("word", "status"), [("Accepted", "accepted"), ("Superseded by ADR-7", "superseded")])
def test_a_status_stands_in_such_a_table(word: str, status: str) -> None:
    table = f"<table>\n<tr><td>Status</td><td>{word}</td></tr>\n<tr><td>Date</td><td>2026-11-30</td></tr>\n</table>"
    assert record(f"# A\n\n{table}\n\n## Decision\n\nWe use it.\n").status == status
