"""A key is written into a file as a line or a few letters, and no other byte of the file changes."""

from __future__ import annotations

import codecs
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.lock.insert import NotInsertedError, insert_keys
from patternloom.reading.source import Source
from patternloom.reading.strict_yaml import read_yaml

BLOCK = "patterns:\n  - id: rye\n    benefits:\n      - text: {en: a}  # why\n        opinion: true\n      # more\n      - text: b\n"


def source_of(data: bytes) -> Source:
    """As the catalog's folder is read."""
    source = read_yaml(data.decode("utf-8-sig").replace("\r\n", "\n"), "a.yaml")
    assert source
    return source


def at(number: int, field: str = "benefits", entry: int = 0) -> tuple[str | int, ...]:
    """The way to a statement."""
    return ("patterns", entry, field, number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("patterns: [{benefits: [{text: a}]}]", "patterns: [{benefits: [{key: b1, text: a}]}]"),
        ("patterns: [{benefits: [{ text: a }]}]", "patterns: [{benefits: [{ key: b1, text: a }]}]"),
        (
            "patterns:\n- benefits:\n  - {\n      text: a}\n",
            "patterns:\n- benefits:\n  - { key: b1,\n      text: a}\n",
        ),
        ("patterns:\n- benefits:\n  - text: a", "patterns:\n- benefits:\n  - key: b1\n    text: a"),
        (
            "patterns:\r\n- benefits:\r\n  -\r\n    text: a\r\n",
            "patterns:\r\n- benefits:\r\n  -\r\n    key: b1\r\n    text: a\r\n",
        ),
        ("patterns:\n- benefits:\n  - ? text\n    : a\n", "patterns:\n- benefits:\n  - key: b1\n    ? text\n    : a\n"),
    ],
)
def test_a_key_stands_first_in_its_statement(text: str, expected: str) -> None:
    assert insert_keys(text.encode(), source_of(text.encode()), {at(0): "b1"}).decode() == expected


def test_comments_stay_where_they_are() -> None:
    made = insert_keys(BLOCK.encode(), source_of(BLOCK.encode()), {at(0): "b1", at(1): "b2"}).decode()
    assert made == BLOCK.replace("- text: {en: a}", "- key: b1\n        text: {en: a}").replace(
        "- text: b", "- key: b2\n        text: b"
    )


def test_a_statement_by_itself_takes_one_too() -> None:
    text = "styles:\n  - release:\n      text: a\n"
    made = insert_keys(text.encode(), source_of(text.encode()), {("styles", 0, "release"): "r1"})
    assert made.decode() == "styles:\n  - release:\n      key: r1\n      text: a\n"


def test_a_byte_order_mark_stays() -> None:
    data = codecs.BOM_UTF8 + "patterns: [{benefits: [{text: あ}]}]".encode()
    assert insert_keys(data, source_of(data), {at(0): "b1"}) == data.replace(b"{text", b"{key: b1, text")


def test_a_file_that_changed_meanwhile_is_left_alone() -> None:
    with pytest.raises(NotInsertedError, match="changed since"):
        insert_keys(
            b"patterns: [{benefits: [{text: other}]}]", source_of(b"patterns: [{benefits: [{text: a}]}]"), {at(0): "b1"}
        )


def test_what_is_no_statement_gets_no_key() -> None:
    data = b"patterns: [{benefits: [a]}]"
    with pytest.raises(NotInsertedError, match=r"no statement at patterns\.0\.benefits\.0"):
        insert_keys(data, source_of(data), {at(0): "b1"})


WORDS = st.sampled_from(
    ["a", "'it''s: b'", '"c # d, \\" e"', "あ", "x y", "|-\n{i}  long\n{i}  lines", ">-\n{i}  folded\n{i}  text"]
)
FLAT = st.sampled_from(["a", "'it''s: b'", '"c # d, } e"', "あ", "x y"])


@st.composite
def block_statement(draw: Any) -> str:
    """A statement with a line for each key, as the item of a list."""
    indent = "        "
    word = draw(WORDS).replace("{i}", indent)
    lines = [f"text: {word}"]
    if draw(st.booleans()):
        lines.insert(draw(st.integers(0, 1)), "opinion: true")
    if draw(st.booleans()):
        lines.append("references: [x, {id: y, at: z}]")
    dash = draw(st.sampled_from(["- ", "-   ", "-\n{i}"]))
    if dash == "-   ":
        indent = "          "
        lines[:] = [line.replace("        ", indent) for line in lines]
    comment = draw(st.sampled_from(["", f"{' ' * 6}# a note\n", "\n"]))
    return comment + "      " + dash.replace("{i}", indent) + f"\n{indent}".join(lines) + "\n"


@st.composite
def flow_statement(draw: Any) -> str:
    """A statement in braces."""
    before, after = draw(st.sampled_from(["", " ", "\n          "])), draw(st.sampled_from(["", " "]))
    return f"      - {{{before}text: {draw(FLAT)}{', opinion: true' * draw(st.booleans())}{after}}}\n"


@given(
    st.lists(st.one_of(block_statement(), flow_statement()), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.data(),
)
def test_no_other_byte_changes(statements: list[str], line_end: str, marked: bool, data: Any) -> None:
    text = "# head\npatterns:\n  - id: rye\n    benefits:\n" + "".join(statements) + "    status: x # tail\n"
    text = text.replace(" # tail", "")
    raw = codecs.BOM_UTF8 * marked + text.replace("\n", line_end).encode()
    numbers = data.draw(st.sets(st.integers(0, len(statements) - 1), min_size=1))
    keys = {at(number): f"b{number + 1}" for number in numbers}
    made = insert_keys(raw, source_of(raw), keys)
    assert source_of(made).value["patterns"][0]["benefits"] == [
        {**({"key": keys[at(n)]} if n in numbers else {}), **one}
        for n, one in enumerate(source_of(raw).value["patterns"][0]["benefits"])
    ]
    # What was written before is there still, in its order: the keys were put between.
    rest = iter(made)
    assert all(byte in rest for byte in raw)
    added = sum(len(key) + len("key: ") for key in keys.values())
    assert len(made) - len(raw) >= added
    assert made.count(b"\r") - raw.count(b"\r") == (made.count(b"\n") - raw.count(b"\n")) * (line_end == "\r\n")
