"""A record's title and day, in the layouts met in the wild."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.adr.formats.files import TextFile
from patternloom.adr.record.understand import document_of
from patternloom.adr.verbs.particulars import day_of, title_of


def told(text: str, name: str = "0007-a.md") -> tuple[str, str | None]:
    document = document_of(TextFile(Path(name), name, text))
    return title_of(document, name), day_of(document, name)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 7. Use a saga\n", "Use a saga"),
        ("# ADR-0007: Use a saga\n", "Use a saga"),
        ("# ADR 7 - Use a saga\n", "Use a saga"),
        ("# adr 0007 Use a saga\n", "Use a saga"),
        ("# 7 services\n", "7 services"),
        ("# 2PC is out\n", "2PC is out"),
        ("# 7.\n", "7."),
        ("## 7. Use a saga\n\n### Status\n", "Use a saga"),
        ("Proposed\n\n## Context\n\n## Decision\n", "0007-a"),
        ("---\ntitle: Named *above*\n---\n# Other\n", "Named *above*"),
        ("---\ntitle: [a, b]\n---\n# Other\n", "a"),
        ("Use a\nsaga\n===\n", "Use a saga"),
        ("no heading\n", "0007-a"),
    ],
)
def test_a_title_is_told_without_its_number(text: str, title: str) -> None:
    assert told(text)[0] == title


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.md", "# 1. Use `Kafka` for *events*\n", "Use Kafka for events"),
        ("a.md", "# Use [`a*b`](https://x.example/) &amp; **c**\n", "Use a*b & c"),
        ("a.md", "Use `Kafka`\n===\n", "Use Kafka"),
        ("a.md", "<h1>Use <code>Kafka</code> &amp; more</h1>\n\n## Status\n", "Use Kafka & more"),
        ("a.adoc", "= 1. Use `Kafka` for *events*\n", "Use Kafka for events"),
        ("a.adoc", "Use `Kafka`\n===========\n", "Use Kafka"),
        ("a.adoc", "= a**b**c _it *bold*_ [.r]#q# O~2~ +li_t+ pass:[a*b*] &#42;x&#42; \\*no*\n", "abc it bold q O2 li_t a*b* *x* *no*"),
        ("a.adoc", "= link:https://z.example/[`Kafka`] https://x.example/a snake_case 2 * 3\n", "Kafka https://x.example/a snake_case 2 * 3"),
        ("a.adoc", "= \ufffc `A` \ufffc\n", "A"),
        ("a.rst", "Use ``Kafka`` for *events*\n==========================\n", "Use Kafka for events"),
        ("a.rst", "`A <https://x.example/>`_ :math:`a_b` :foo:`bar` \\*c\n========================================================\n", "A a_b bar *c"),
    ],
)  # fmt: skip
def test_a_title_is_told_as_a_reader_sees_it(name: str, text: str, title: str) -> None:
    assert told(text, name)[0] == title


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("---\ndate: 2026-11-29\n---\n# A\n", "2026-11-29"),
        ("# 1. A\n\nDate: 2026-11-29\n", "2026-11-29"),
        ("# A\n\n* Status: accepted\n* Date: 2026/1/2\n", "2026-01-02"),
        ("# A\n\n- **Date**: 2026-11-29\n", "2026-11-29"),
        ("# A\n\n日付：2026年1月2日\n", "2026-01-02"),
        ("# A\n\nWe met on 2026-11-29.\n", None),
        ("# A\n\nDate: soon\n", None),
        ("# A\n\nDate: 2026-13-40\n", None),
        ("# A\n\nDate: 2024-02-30\n", None),
        ("---\ndate: 0000-01-01\n---\n# A\n", None),
    ],
)
def test_the_day_is_the_one_that_the_record_calls_so(text: str, day: str | None) -> None:
    assert told(text)[1] == day


def test_a_day_in_the_file_s_name_counts_where_the_record_names_none() -> None:
    assert told("# A\n", "20261129-a.md")[1] == "2026-11-29"
    assert told("# A\n", "20269929-a.md")[1] is None


def test_a_field_of_asciidoc_is_a_day_too() -> None:
    assert told("= A\n:date: 2026-11-29\n", "0001-a.adoc")[1] == "2026-11-29"
