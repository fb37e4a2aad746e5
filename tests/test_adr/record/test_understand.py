"""A file is understood as a record: status, language, scope, relations, choices, rules that are off."""

from __future__ import annotations

import pytest
from record_files import file, record

from patternloom.adr.record.understand import document_of

TEXT = """---
status: proposed
scope: /payments/
patterns: [sourdough@r2#b1, Bad]
---
# Use it

## Status

Accepted. Supersedes [3](0003-old.md)

Superseded by ADR-0009

## Decision

We use [a](https://x/a), not [b](https://x/b).

<!-- patternloom-ignore adr-language, adr-requires: it is meant -->
"""


def test_front_matter_comes_before_the_text() -> None:
    found = record(TEXT)
    assert (found.status, found.scope, found.language, found.index) == ("proposed", "payments", "en", False)
    assert [(named.id, named.revision, named.key) for named in found.named] == [("sourdough", 2, "b1")]
    assert [getattr(one, "address", "") or getattr(one, "id", "") for one in found.chosen] == [
        "sourdough",
        "https://x/a",
    ]
    assert found.ignored == {"adr-language", "adr-requires"}
    assert [(rule, text) for rule, _, _, text in found.mistakes] == [("adr-front-matter", "Bad")]
    assert (found.replaces.addresses, found.replaced.numbers) == ({"0003-old.md"}, {9})


@pytest.mark.parametrize(
    ("text", "languages", "language"),
    [
        ("The bread.", ("en", "ja"), "en"),
        ("パンを焼く。", ("en", "ja"), "ja"),
        ("[RabbitMQ and Kafka](https://x/)を使う。", ("en", "ja"), "ja"),
        ("The word パン is Japanese, and all the others are not.", ("en", "ja"), "en"),
        ("パンを焼く。", ("en",), None),
        ("Das Brot.", ("en", "de"), None),
        ("---\nlang: de\n---\nDas Brot.", ("en", "de"), "de"),
        ("# パン\n\nThe bread.", ("en", "ja"), "en"),
    ],
)
def test_the_language_is_that_of_the_prose(text: str, languages: tuple[str, ...], language: str | None) -> None:
    assert record(text, languages=languages).language == language


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        (
            "patternloom-ignore adr-language",
            "no reason beside 'adr-language', expected 'patternloom-ignore adr-language: reason'",
        ),
        ("patternloom-ignore adr-langage: x", "unknown rule 'adr-langage' in a comment, did you mean 'adr-language'?"),
        ("patternloom-ignore: x", "a comment that turns off no rule, expected 'patternloom-ignore RULE: reason'"),
        ("patternloom-ignore zzz: x", "unknown rule 'zzz' in a comment, expected one of ours"),
    ],
)
def test_a_comment_without_reason_or_rule_turns_off_nothing(comment: str, told: str) -> None:
    found = record(f"# A\n\n<!-- {comment} -->\n")
    assert found.ignored == set()
    assert [(rule, message) for rule, _, message, _ in found.mistakes] == [("adr-comment", told)]


def test_templates_choose_nothing() -> None:
    for name in ("docs/adr-template.md", "docs/0000-template.md", "docs/ひな形.md"):
        found = record(TEXT, name)
        assert (found.index, found.chosen, found.named) == (True, [], [])
    assert not record(TEXT, "docs/0007-template-engine.md").index


@pytest.mark.parametrize("name", ["docs/README.md", "docs/0003-a/index.md", "docs/search-index.md"])
@pytest.mark.parametrize(
    "text",
    [
        "---\nstatus: accepted\n---\n# A\n",
        "# A\n\n## Status\n\nAccepted\n",
        "# A\n\nStatus: accepted\n",
        "# A\n\n## Decision\n\nWe use [it](https://x/a).\n",
    ],
)
def test_a_readme_with_a_status_or_an_outcome_of_its_own_is_a_record(name: str, text: str) -> None:
    assert not record(text, name).index


@pytest.mark.parametrize(
    "text",
    [
        "# Records\n\n- [1](0001-a.md)\n",
        "# Records\n\n| ADR | Status |\n| --- | --- |\n| [1](0001-a.md) | accepted |\n",
        "# Records\n\n## Decisions\n\n- [1](0001-a.md)\n- [2](0002-b.md#x)\n",
        "# Records\n\n## Status\n\nWhat has become of each.\n",
    ],
)
def test_a_readme_that_lists_records_is_none(text: str) -> None:
    found = record(text, "docs/README.md")
    assert (found.index, found.status, found.chosen) == (True, None, [])


def test_a_y_statement_may_be_a_list_of_its_clauses() -> None:
    text = (
        "# A\n\n- In the context of [a](https://x/a),\n- facing b,\n- we decided for [c](https://x/c)\n"
        "- and neglected [d](https://x/d).\n"
    )
    assert [getattr(one, "address", "") for one in record(text).chosen] == ["https://x/c"]
    assert record(text + "\n" + "x" * 4_000).chosen == []


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("## Status\n\nAccepted. Supersedes ADR-1, ADR 2 and #3", {1, 2, 3}, set()),
        ("## Status\n\nSupersedes 0004-use-it.md, see 7", {4}, set()),
        ("## Status\n\nSuperseded on 2025-01-01 by DEC-12", set(), {12}),
        ("| Status | Superseded |\n| --- | --- |\n| Superseded by | ADR 6 |", set(), {6}),
        ("## Superseded by\n\nADR 8", set(), {8}),
        ("## ステータス\n\n承認済み（ADR-003の後継）", {3}, set()),
        ("## ステータス\n\n廃止。後継：ADR-9", set(), {9}),
    ],
)
def test_a_record_names_its_predecessors_and_successors(text: str, after: set[int], before: set[int]) -> None:
    found = record(f"# A\n\n{text}\n")
    assert (found.replaces.numbers, found.replaced.numbers) == (after, before)


def test_front_matter_names_them_by_file() -> None:
    found = record("---\nsuperseded_by: 20250701-reports\nstatus: superseded by [it](../0004-b.md)\n---\n# A\n")
    assert {"20250701-reports.md", "../0004-b.md"} <= found.replaced.addresses


def test_of_a_list_with_boxes_the_ticked_are_chosen() -> None:
    text = "# A\n\n## Decision\n\n- [x] [a](https://x/a)\n- [ ] [b](https://x/b)\n"
    assert [getattr(one, "address", "") for one in record(text).chosen] == ["https://x/a"]
    assert len(record(text.replace("[x]", "[ ]")).chosen) == 2


def test_every_format_is_read_by_its_ending() -> None:
    for name, text in (("a.md", "[a](https://x/)"), ("a.adoc", "https://x/[a]"), ("a.rst", "`a <https://x/>`_")):
        (block,) = document_of(file(text, name)).blocks
        assert [link.address for link in block.links] == ["https://x/"]


def test_without_an_outcome_a_y_statement_chooses() -> None:
    text = (
        "In the context of [a](https://x/a), facing b, we decided for [c](https://x/c) and neglected [d](https://x/d)."
    )
    assert [getattr(one, "address", "") for one in record(text).chosen] == ["https://x/c"]
    assert record("We use [a](https://x/a).").chosen == []


def test_what_a_format_s_reader_refuses_is_told() -> None:
    found = record("a\n\n" + "*b " * 4_000, "docs/a.rst")
    assert [rule for rule, *_ in found.mistakes] == ["adr-unreadable"]


def test_a_readme_with_what_is_likely_an_outcome_is_a_record_unless_it_lists_records() -> None:
    assert record("# A\n\n## Determinations\n\nWe use [it](https://x/A).\n", "rfd/1/README.md").chosen
    assert record("# A\n\n## Proposal\n\nSee [it](0002-b.md).\n", "rfd/README.md").index
    assert record("# A\n\n## Proposal\n\nWrite one.\n", "rfd/README.md").index


def test_a_field_called_by_another_word_for_status_is_one() -> None:
    assert record("---\nstate: accepted\n---\n# A\n").status == "accepted"
    assert record("---\ndecision-status: accepted\n---\n# A\n").status == "accepted"
    assert record("---\nstate: accepted\nstatus: rejected\n---\n# A\n").status == "rejected"


def test_a_title_tells_the_status_where_nothing_else_does() -> None:
    assert record("# Gates (ACCEPTED, 2025-06-11)\n\n## Decision\n\nSo be it.\n").status == "accepted"
    assert record("# The old API (deprecated)\n\nStatus: accepted\n").status == "accepted"


def test_an_index_below_a_heading_of_decisions_lists_records_in_a_table() -> None:
    text = "# Decisions\n\n| # | Title |\n| --- | --- |\n| 1 | [One](0001-one.md) |\n\nWe like them.\n"
    assert record(text, "docs/index.md").index


def test_a_label_may_be_the_status_of_its_day() -> None:
    assert (
        record("= A\n\n== Status\n\nProposed:: 2025-05-01\nAccepted:: 2025-05-20\n", "docs/a.adoc").status == "accepted"
    )
