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


@pytest.mark.parametrize(
    ("names", "number"),
    [
        (["0001-a.md", "2024-notes.md"], 2),
        (["2024-notes.md", "1999-12-x.md"], 1),
        (["2024-13-45-a.md"], 1),
        (["0998-a.md", "2024-notes.md"], 999),
        (["1998-a.md", "1502-b.md", "2001-c.md"], 2002),
        (["ADR-2001-a.md"], 2002),
        (["0001-a/README.md", "0002-b/README.md"], 3),
    ],
)
def test_a_year_is_a_number_where_records_have_come_so_far(names: list[str], number: int) -> None:
    assert next_number(names, dated=False) == number


def test_a_day_is_written_as_the_others_are() -> None:
    assert Naming(dated=True).day("2026-11-29") == Naming("", 8, dated=True).day("2026-11-29") == "20261129"
    assert Naming("", 10, dated=True).day("2026-11-29") == "2026-11-29"


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
        ("2026-11-29-a.md", Naming("", 10, dated=True)),
        ("0007-10-20-a.md", Naming()),
        ("0007-a/README.md", Naming(inside="README")),
        ("ADR-007-v1.2/index.adoc", Naming("ADR-", 3, ending="adoc", inside="index")),
    ],
)
def test_a_naming_is_what_a_folder_s_names_have_in_common(name: str, naming: Naming) -> None:
    assert [one.naming for one in numbered([name])] == [naming]
    number = naming.day("2026-11-29") if naming.dated else "1".zfill(naming.width)
    assert [one.naming for one in numbered([naming.file(number, "words")])] == [naming]


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
