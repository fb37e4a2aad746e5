"""Tables of HTML as Markdown has them."""

from __future__ import annotations

from patternloom.text.markdown_tables import Table, cell


def test_a_cell_is_one_line_without_a_column_s_sign() -> None:
    assert cell(" a\n | b \\| c ") == "a \\| b \\| c"
    assert cell(r"a \\| b \\\| c") == r"a \\\| b \\\| c", "a backslash that means itself escapes no bar"


def row(table: Table, *cells: str | tuple[str, dict[str, str]]) -> None:
    """A row of it."""
    table.begin("tr", {})
    for one in cells:
        text, said = (one, {}) if isinstance(one, str) else one
        table.begin("td", said)
        table.end("td", text)


def test_every_row_has_as_many_cells() -> None:
    table = Table()
    row(table, "a", "b", "c")
    row(table, ("d", {"rowspan": "3"}), ("e", {"colspan": "2"}))
    row(table, "f")
    row(table, "g", "h")
    row(table, ("i", {"rowspan": "x", "colspan": "99999"}))
    lines = table.markdown().splitlines()
    assert lines[:2] != []
    table.rows.pop()
    assert table.markdown().splitlines() == [
        "| a | b | c |",
        "| --- | --- | --- |",
        "| d | e |  |",
        "|  | f |  |",
        "|  | g | h |",
    ]


def test_no_more_is_filled_in_than_a_page_can_show() -> None:
    """A cell over a thousand columns, or the widest of thousands of rows, would write more than a memory holds."""
    table = Table()
    row(table, *(("a", {"colspan": "9" * 5000, "rowspan": "9"}) for _ in range(3)))
    for _ in range(3):
        row(table, "b")
    head, _, *rows = table.markdown().splitlines()
    assert head.count("|") == 301
    assert [line.count("|") for line in rows] == [101] * 3


def test_the_caption_stands_above_and_a_table_of_nothing_is_nothing() -> None:
    table = Table()
    table.end("td", "lost")
    table.begin("td", {"rowspan": "2"})
    table.end("caption", "Doughs")
    assert table.markdown() == "**Doughs**\n"
    assert Table().markdown() == ""
