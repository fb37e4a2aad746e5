"""How record files are named, and what the next is called."""

from __future__ import annotations

import pytest

from patternloom.adr.new_record.naming import Naming, next_number, numbered, slug, taken

NAMES = ["0001-a.md", "0010-b.md", "2-c.rst", "README.md", "template.md", "0003-d.txt", "20261129-day.md", "index.md"]


def test_files_that_begin_with_a_number_are_in_its_order() -> None:
    assert [one.name for one in numbered(NAMES)] == ["0001-a.md", "2-c.rst", "0010-b.md", "20261129-day.md"]


def test_the_next_number_follows_the_highest_that_is_no_day() -> None:
    assert next_number(NAMES, dated=False) == 11
    assert next_number([], dated=False) == 1
    assert next_number(["99999999-a.md"], dated=False) == 100000000


def test_a_number_is_taken_whatever_words_follow_it() -> None:
    assert taken(NAMES, 10)
    assert taken(["0010-b.md"], 10)
    assert not taken(NAMES, 3)


@pytest.mark.parametrize(
    ("name", "naming"),
    [
        ("0007-a.md", Naming()),
        ("ADR-007-a.md", Naming("ADR-", 3)),
        ("adr_12_a.markdown", Naming("adr_", 2, "_", "markdown")),
        ("3. Use a saga.md", Naming("", 1, ". ")),
        ("0007-a.adoc", Naming(ending="adoc")),
        ("20261129-a.md", Naming("", 8, dated=True)),
        ("20261399-a.md", Naming("", 8)),
    ],
)
def test_a_naming_is_what_a_folder_s_names_have_in_common(name: str, naming: Naming) -> None:
    assert [one.naming for one in numbered([name])] == [naming]
    assert numbered([naming.file("1".zfill(naming.width), "words")])


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Use a Saga!", "use-a-saga"),
        ("  snake_case & more  ", "snake-case-more"),
        ("../../etc/passwd\0\n", "etc-passwd"),
        ("注文の整合性を保つ", "注文の整合性を保つ"),
        ("Cafe\u0301", "café"),
        ("!?", "record"),
        ("a" * 80, "a" * 56),
        ("word " * 30, "-".join(["word"] * 11)),
    ],
)
def test_a_title_s_words_are_fit_for_a_file(title: str, words: str) -> None:
    assert slug(title) == words
