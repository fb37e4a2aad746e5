"""Where the next word of a template lands."""

from __future__ import annotations

import pytest

from patternloom.site.escape_context import TEXT, Place, after


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", TEXT),
        ("a\n  ", TEXT),
        ("a", Place(begins=False)),
        ("a < b, 1 > 2", Place(begins=False)),
        ("\\<b \\`", Place(begins=False)),
        ("<p>", Place(begins=False)),
        ("<p>a</p>\n", TEXT),
        ("<p ", Place("tag", tag="p")),
        ("</p ", Place("tag")),
        ("<p hidden id=", Place("bare", tag="p", attribute="id")),
        ("<p id=x", Place("bare", tag="p", attribute="id")),
        ("<p id=x ", Place("tag", tag="p")),
        ("<p id=x>", Place(begins=False)),
        ('<P a="1" onClick = "', Place("value", tag="p", attribute="onclick", until='"')),
        ("<p a='\"", Place("value", tag="p", attribute="a", until="'")),
        ("<p a='b'>", Place(begins=False)),
        ("<!-- a --", Place("comment")),
        ("<!-- a -->", Place(begins=False)),
        ("<script>", Place("raw", until="script")),
        ('<style a="b">p { } </p>', Place("raw", until="style")),
        ("<script></script", Place("tag")),
        ("<script></SCRIPT>a", Place(begins=False)),
        ("<https://", Place("tag", tag="https:")),
        ("a `b", Place("code", until="`")),
        ("a `b`", Place(begins=False)),
        ("a ``b`", Place("code", until="``")),
        ("a `b\n \n", TEXT),
        ("```", Place("fence", until="```")),
        ("``` yaml\na\n", Place("fence", until="```")),
        ("``` yaml\na\n```\n", TEXT),
        ("  > ~~~~\n~~~\n", Place("fence", until="~~~~")),
        ("~~~\n~~~~~\na", Place(begins=False)),
        ("```a``` b", Place(begins=False)),
        ("# a {: ", Place("list")),
        ("# a {: #b }", Place(begins=False)),
        ("# a { .b", Place("list")),
        ("# a {: \n", TEXT),
        ("# a {", Place("list")),
        ("a <", Place("tag")),
        ("a </", Place("tag")),
        ("a { b", Place(begins=False)),
        ("[a](", Place("target")),
        ("[a](<b", Place("target")),
        ("[a](b) ", Place(begins=False)),
        ("[a]: ", Place("target")),
        ("[a]: b\n", TEXT),
        ("a [b]: ", Place(begins=False)),
    ],
)
def test_the_place_after_a_text_is_told(text: str, expected: Place) -> None:
    assert after(TEXT, text) == expected


def test_a_text_in_pieces_is_the_same_text() -> None:
    """But between the signs that mean something together."""
    text = '<p class="a b" hidden>x `y` <!-- z --> [a](b "c") {: .d }\n```\ne\n```\n'
    for cut in (3, 10, 15, 22, 26, 34, 45, 50, len(text) - 4):
        assert after(after(TEXT, text[:cut]), text[cut:]) == after(TEXT, text)
