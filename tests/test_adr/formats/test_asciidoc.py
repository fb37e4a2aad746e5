"""AsciiDoc's blocks: what is text, what is code or comment, and what tables and titles are."""

from __future__ import annotations

from record_files import chosen_letters, record

from patternloom.adr.formats.asciidoc import read_asciidoc
from patternloom.adr.formats.document import Document


def read(text: str) -> Document:
    document = Document()
    read_asciidoc(text, 0, document)
    return document


def addresses(text: str) -> list[str]:
    return [link.address for block in read(text).blocks for link in block.links]


def test_titles_paragraphs_and_items_are_blocks_with_their_places() -> None:
    text = "= Use it\n:status: accepted\n:patterns: saga@r3, outbox\n\n== Decision\n\nOne\ntwo.\n\n* item\n. [ ] other\nTerm:: said\nEmpty::\n  below\n"
    document = read(text)
    told = [(block.kind, block.level, block.text, block.label) for block in document.blocks]
    assert told == [
        ("heading", 1, "Use it", ""),
        ("heading", 2, "Decision", ""),
        ("text", 0, "One\ntwo.", ""),
        ("text", 1, "item", ""),
        ("text", 2, "[ ] other", ""),
        ("text", 0, "said", "Term"),
        ("text", 0, "  below", "Empty"),
    ]
    values = [value for name in ("status", "patterns") for value in document.fields[name].values]
    assert [text[value.at : value.end] for value in values] == ["accepted", "saga@r3", "outbox"]


def test_titles_may_be_underlined() -> None:
    document = read("Use it\n======\n\nDecision\n--------\n\nText\nmore\n----\ncode\n----\n")
    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("heading", 1, "Use it"),
        ("heading", 2, "Decision"),
        ("text", 0, "Text\nmore"),
    ]


def test_code_comments_and_passed_through_text_hold_no_links() -> None:
    text = (
        "----\nhttps://x/1[a]\n----\n\n....\nhttps://x/2[a]\n....\n\n++++\nhttps://x/3[a]\n++++\n\n////\nhttps://x/4[a]\n////\n\n"
        "// https://x/5[a]\n\n[source,java]\nhttps://x/6[a]\nmore\n\n literal https://x/7[a]\n\n```\nhttps://x/8[a]\n```\n\n"
        "image::https://x/9.png[]\n\n====\nIn an example https://x/a[a].\n====\n\n[quote]\nAnd https://x/b[b].\n\n----\nnever closed https://x/c[c]\n"
    )
    assert addresses(text) == ["https://x/a", "https://x/b"]
    assert [(comment.text, comment.at) for comment in read(text).comments] == [
        ("https://x/4[a]", text.index("////")),
        (" https://x/5[a]", text.index("// https")),
    ]


def test_tables_have_rows_and_columns() -> None:
    text = '[cols="1,3*"]\n|===\n|a |b |c |d\n\n2+|e\n|f\na|g https://x/1[h]\n|===\n'
    cells = [(block.text.strip(), block.row, block.column) for block in read(text).blocks]
    first = read(text).blocks[0].row
    assert [(said, row - first, column) for said, row, column in cells] == [
        ("a", 0, 0), ("b", 0, 1), ("c", 0, 2), ("d", 0, 3), ("e", 1, 0), ("f", 1, 2), ("g h", 1, 3),
    ]  # fmt: skip
    assert [(block.text, block.column) for block in read("|===\n|Status |Accepted\n|Decision\n|Go\n|===\n").blocks] == [
        ("Status", 0), ("Accepted", 1), ("Decision", 0), ("Go", 1),
    ]  # fmt: skip
    assert read("|===\n|===\n,===\na,b\n,===\n").blocks == []
    assert read("|===\nno cell\n|===\n").blocks == read("|===\n\n").blocks == []


def test_a_term_with_a_link_is_text_of_its_own() -> None:
    assert addresses("https://x/1[A]:: b\n") == ["https://x/1"]


def test_the_title_s_lines_are_authors_a_revision_and_attributes() -> None:
    found = read("= A\nEri Mori <eri@x.example>\n2026-01-12\n// c\n:base: https://x/p\n\nSee {base}/a[it].\n")
    assert [block.text for block in found.blocks] == ["A", "See it."]
    assert [link.address for block in found.blocks for link in block.links] == ["https://x/p/a"]
    assert [block.text for block in read("= A\nStatus: Accepted\n").blocks] == ["A", "Status: Accepted"]


def test_an_attribute_may_stand_in_another() -> None:
    assert addresses("= A\n:ref: https://x/p/\n:saga: {ref}saga/\n\nWe use {saga}[it].\n") == ["https://x/p/saga/"]


def test_a_picture_may_lead_somewhere() -> None:
    found = read('image::a.png[A, link=https://x/a]\n\nimage::b.png[B]\n\nSee image:c.png[link="https://x/c"].\n')
    assert [link.address for block in found.blocks for link in block.links] == ["https://x/a", "https://x/c"]


def test_items_tell_how_deep_they_stand() -> None:
    blocks = read("* a\n** b\n* c\n\nd\n\n- e\n** f\n1. g\n").blocks
    assert [(block.text, block.level) for block in blocks] == [
        ("a", 1), ("b", 2), ("c", 1), ("d", 0), ("e", 1), ("f", 2), ("g", 3),
    ]  # fmt: skip


def test_titles_of_blocks_are_headings_where_there_are_no_others() -> None:
    text = "= A\n\n.Status\nAccepted\n\n.Decision\nWe use https://x/A[it].\n\n.Alternatives\nhttps://x/B[it]\n"
    found = record(text, "a.adoc")
    assert (found.status, chosen_letters(found)) == ("accepted", ["A"])
    below = record("= A\n\n== Decision\n\n.Alternatives\n|===\n|no\n|===\n\nWe use https://x/A[it].\n", "a.adoc")
    assert chosen_letters(below) == ["A"]
