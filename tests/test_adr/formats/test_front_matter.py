"""Front matter gives plain texts and lists with their places; other forms are told, and the rest is read."""

from __future__ import annotations

import pytest

from patternloom.adr.formats.document import Document
from patternloom.adr.formats.front_matter import entries_named, front_matter
from patternloom.problems import limits


def fields(text: str) -> tuple[Document, int]:
    document = Document()
    return document, front_matter(text, document)


def test_each_value_has_its_place_in_the_file_whatever_the_line_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = end.join(
            ["---", "status: accepted", 'patterns: [saga@r3, "b-c"]', "technologies:", "  - 'kafka'", "---", "# x"]
        )
        document, start = fields(text)
        assert text[start:].strip() == "# x"
        values = [value for field in document.fields.values() for value in field.values]
        assert [(value.text, text[value.at : value.end]) for value in values] == [
            (word, word) for word in ("accepted", "saga@r3", "b-c", "kafka")
        ]
        assert all(value.plain for value in values)


@pytest.mark.parametrize(
    "value",
    ["42", "0x1f", "1.5", "-3", "1e3", "true", "No", "null", "~", "2025-01-01", "saga r4", "Saga", "saga@4", "a b"],
)
def test_what_yaml_takes_for_no_text_and_what_has_no_id_s_form_names_nothing(value: str) -> None:
    document, _ = fields(f"---\npatterns: [saga, {value}]\n---\n")
    named, wrong = entries_named(document, "patterns")
    assert ([found.text for found, _ in named], [text for _, _, text in wrong]) == (["saga"], [value])


def test_what_is_quoted_is_text() -> None:
    document, _ = fields("---\npatterns: ['42', 3-tier]\n---\n")
    assert [found.text for found, _ in entries_named(document, "patterns")[0]] == ["42", "3-tier"]


@pytest.mark.parametrize("text", ["# x\n", "---\nstatus: x\n", "--- \n", "----\na: b\n---\n", ""])
def test_without_both_lines_there_is_none(text: str) -> None:
    document, start = fields(text)
    assert (document.fields, start) == ({}, 0)


def test_what_is_nested_deeper_is_passed_over_and_noted() -> None:
    document, _ = fields("---\na: {b: c}\npatterns: [[x]]\nd: &e f\ng: *e\nh:\ni: ''\n---\n")
    assert [name for name, field in document.fields.items() if not field.readable] == ["a", "patterns", "g"]
    assert [value.text for value in document.fields["d"].values] == ["f"]
    assert document.fields["h"].values == []
    assert [value.text for value in document.fields["i"].values] == [""]
    assert document.mistakes == []


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (
            "---\na: b: c\n---\n",
            (
                7,
                "front matter that is no YAML: 'b: c' holds ': ', expected one key and one text; "
                'put the text in quotes: "b: c"',
            ),
        ),
        ("---\n- a\n---\n", (4, "front matter that is a list, expected keys with values")),
        (
            "---\na: [b\n---\n",
            (7, "front matter that is no YAML: the [ that opens here is not closed, expected ] at its end"),
        ),
    ],
)
def test_what_is_no_yaml_is_told_at_its_place(text: str, mistake: tuple[int, str]) -> None:
    assert fields(text)[0].mistakes == [mistake]


def test_signs_that_yaml_refuses_change_no_place_and_depth_breaks_nothing() -> None:
    document, _ = fields("---\ntitle: a\x01b\u2028c\nstatus: done\n---\n")
    assert document.fields["status"].values[0].at == 25
    assert fields("---\na: " + "[" * 20_000 + "\n---\n")[0].mistakes != []


def test_items_name_entries_and_others_are_told() -> None:
    document, _ = fields("---\npatterns: [saga, a-b@r3, c@r1#b2, Saga, a@3, 'd']\ntechnologies: {a: b}\n---\n")
    named, wrong = entries_named(document, "patterns")
    assert [(match["id"], match["revision"], match["key"]) for _, match in named] == [
        ("saga", None, None),
        ("a-b", "3", None),
        ("c", "1", "b2"),
        ("d", None, None),
    ]
    assert [(at, text) for at, _, text in wrong] == [(38, "Saga"), (44, "a@3")]
    assert entries_named(document, "technologies")[1] == [
        (69, "'technologies:' of another form, expected a list of ids: [id, other-id@r2]", "")
    ]
    assert entries_named(document, "scope") == ([], [])


def test_what_is_longer_than_any_front_matter_is_none() -> None:
    """So that a file that begins with a rule is read once, and not searched to its end for another."""
    lines = "a: b\n" * (limits.FRONT_MATTER_CHARACTERS // 5 + 1)
    document, end = fields(f"---\n{lines}---\nText\n")
    assert (document.fields, end) == (Document().fields, 0)
