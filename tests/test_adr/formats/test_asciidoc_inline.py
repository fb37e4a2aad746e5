"""AsciiDoc's inline signs: what is a link, where its address stands, what is code."""

from __future__ import annotations

import pytest

from patternloom.adr.formats.asciidoc_inline import block_of
from patternloom.adr.formats.document import Block

CODE = "\N{OBJECT REPLACEMENT CHARACTER}"


def block(text: str, **attributes: str) -> Block:
    return block_of(text, 0, len(text), attributes, Block("", 0))


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://x/a[the A], https://x/b. (https://x/c)", ["https://x/a", "https://x/b", "https://x/c"]),
        ("<https://x/a> link:https://x/b[b^] link:b.adoc[b]", ["https://x/a", "https://x/b", "b.adoc"]),
        (
            "xref:2-b.adoc[B] <<3-c.adoc#,C>> <<own,here>> xref:d[D] xref:e#f[E]",
            ["2-b.adoc", "3-c.adoc#", "#own", "#d", "e.adoc#f"],
        ),
        (r"\https://x/a[a] `https://x/b` +https://x/c+ ++https://x/d++ pass:[https://x/e] `` https://x/f ``", []),
        ("詳細はhttps://x/a[a]を、link:https://x/b[b]を", ["https://x/b"]),
        ("a https://x/[unclosed", ["https://x/"]),
    ],
)
def test_links_are_found_and_code_is_none(text: str, addresses: list[str]) -> None:
    found = block(text)
    assert [link.address for link in found.links] == addresses
    for link in found.links:
        assert link.written is None or text[slice(*link.written)] == link.address
        assert link.at == (link.written or (link.at, 0))[0]


def test_attributes_stand_for_addresses_and_for_words() -> None:
    text = "{ref}/p/saga/[Saga] of {who} and link:{ref}/q/[Q], {gone}"
    found = block(text, ref="https://x", who="us")
    assert [(link.address, link.at, link.written) for link in found.links] == [
        ("https://x/p/saga/", 0, None),
        ("https://x/q/", text.index("{ref}/q"), None),
    ]
    assert found.text == "Saga of us and Q, {gone}"


def test_struck_words_are_left_out_and_bold_lines_are_known() -> None:
    assert block("[.line-through]#Proposed# Accepted `x`").text == f" Accepted {CODE}"
    assert [block(text).strong for text in ("*Decision*", "*Decision:*", "*A* b")] == [True, True, False]


def test_a_link_s_text_has_its_place_in_what_is_said() -> None:
    found = block("We use https://x/a[the A] or https://x/b.")
    assert [found.text[link.start : link.end] for link in found.links] == ["the A", CODE]
