"""A document's parts have the roles that headings, labels and tables give them."""

from __future__ import annotations

import pytest
from record_files import chosen_letters, record

from patternloom.adr.formats.document import Block, Document, Link
from patternloom.adr.language.words import words
from patternloom.adr.record.layouts import stretches


def roles(*blocks: Block) -> list[tuple[str | None, str]]:
    return [(part.role, part.text) for part in stretches(Document([*blocks]), words()) if not part.heading]


def heading(text: str, level: int = 2) -> Block:
    return Block(text, 0, kind="heading", level=level)


def test_sections_hold_until_one_of_their_level_and_what_is_below_may_be_another() -> None:
    assert roles(
        heading("Use it", 1),
        Block("a", 0),
        heading("Decision"),
        Block("b", 0),
        heading("How", 3),
        Block("c", 0),
        heading("Consequences", 3),
        Block("d", 0),
        heading("Anything"),
        Block("e", 0),
    ) == [(None, "a"), ("outcome", "b"), ("outcome", "c"), ("consequences", "d"), (None, "e")]


def test_labels_give_lines_a_role_and_keep_their_links() -> None:
    text = "Status: accepted\nDate: today\nDecision: we use A\nand more"
    link = Link("x", 0, text.index("A"), text.index("A") + 1)
    parts = [*stretches(Document([Block(text, 0, [link])]), words())]
    assert [(part.role, part.text) for part in parts] == [
        ("status", "accepted\n"),
        ("other", "today\n"),
        ("outcome", "we use A\nand more"),
    ]
    assert [parts[2].text[link.start : link.end] for link in parts[2].links] == ["A"]


def test_bold_paragraphs_and_headings_with_more_words_are_headings_too() -> None:
    assert roles(Block("Decision", 0, strong=True), Block("a", 0), Block("Options:", 0), Block("b", 0)) == [
        ("outcome", "a"),
        ("options", "b"),
    ]
    assert roles(heading("Decision: use it"), Block("a", 0)) == [("outcome", " use it"), ("outcome", "a")]
    assert roles(heading("Status"), Block("Decision:", 0)) == [("outcome", "")]
    assert roles(heading("Options"), Block("Decision: a", 0)) == [("options", "Decision: a")]


def test_terms_and_fields_label_their_text() -> None:
    assert roles(Block("done", 0, label="Status"), Block("a", 0, label="Whatever")) == [("status", "done"), (None, "a")]


def cells(*rows: tuple[str, ...]) -> list[Block]:
    return [
        Block(text, 0, kind="cell", table=1, row=row, column=column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]


def test_a_table_s_first_cells_tell_what_the_others_are() -> None:
    assert roles(*cells(("Issue", "a"), ("Decision", "b"), ("Else", "c"))) == [
        ("context", "a"),
        (None, "Decision"),
        ("outcome", "b"),
        (None, "Else"),
        (None, "c"),
    ]
    assert roles(*cells(("Date", "Status"), ("today", "accepted"))) == [(None, "today"), ("status", "accepted")]


def test_a_footnote_is_beside_the_section_that_it_stands_in() -> None:
    assert roles(heading("Decision"), Block("a", 0), Block("[^1]: b", 0, note=True)) == [
        ("outcome", "a"),
        ("other", "[^1]: b"),
    ]


def test_headings_and_first_cells_label_what_tells_of_other_records() -> None:
    cells = [
        Block(text, 0, kind="cell", table=1, row=row, column=column)
        for row, texts in enumerate((("Status", "Superseded"), ("Superseded by", "6")))
        for column, text in enumerate(texts)
    ]
    blocks = [heading("Supersedes"), Block("3", 0), *cells]
    told = [
        (part.label, part.text, part.row is not None)
        for part in stretches(Document(blocks), words())
        if not part.heading
    ]
    assert ("Supersedes", "3", False) in told
    assert ("Superseded by", "6", True) in told


def bold(text: str, *words: str) -> Block:
    return Block(text, 0, bold=[(text.index(word), text.index(word) + len(word)) for word in words])


def test_labels_in_bold_need_no_colon_and_several_may_share_a_line() -> None:
    assert roles(bold("Status ✅ accepted ｜ Date 2025", "Status", "Date")) == [
        ("status", " ✅ accepted ｜ "),
        ("other", " 2025"),
    ]
    assert roles(Block("Date: today | Status: accepted", 0)) == [("other", "today | "), ("status", "accepted")]


def test_words_in_bold_that_a_sentence_goes_on_from_are_no_label() -> None:
    text = "Results are consistent"
    assert roles(heading("Decision"), bold(text, "Results")) == [("outcome", text)]


def test_of_a_template_s_statuses_the_one_in_bold_counts() -> None:
    text = "proposed | accepted | rejected"
    assert roles(heading("Status"), bold(text, "accepted")) == [("status", "accepted")]
    assert roles(heading("Status"), bold(text, "proposed", "accepted")) == [("status", text)]


def test_a_heading_s_words_alone_in_a_paragraph_are_one() -> None:
    assert roles(Block("Decision", 0), Block("We use A", 0)) == [("outcome", "We use A")]
    assert roles(Block("Decision.", 0), Block("We use A", 0)) == [(None, "Decision."), (None, "We use A")]
    assert roles(heading("Status"), Block("Decided", 0)) == [("status", "Decided")]


def test_a_status_alone_may_stand_below_the_title_or_a_heading_of_the_context() -> None:
    assert roles(heading("Use it", 1), Block("Accepted", 0), Block("b", 0)) == [("status", "Accepted"), (None, "b")]
    assert roles(heading("状況"), Block("採用", 0)) == [("status", "採用")]
    assert roles(heading("Context"), Block("a", 0), Block("Final", 0)) == [("context", "a"), ("context", "Final")]
    assert roles(heading("Decision"), Block("Final", 0)) == [("outcome", "Final")]
    assert roles(heading("Use it", 1), Block("Accepted", 0, item=True)) == [(None, "Accepted")]


def test_labels_in_brackets_need_no_colon() -> None:
    assert roles(Block("【ステータス】承認\n【日付】今日\n【決定】\nAにする", 0)) == [
        ("status", "承認\n"),
        ("other", "今日\n"),
        ("outcome", "\nAにする"),
    ]


def test_of_an_outcome_s_table_links_among_its_reasons_are_no_choice() -> None:
    link = Link("x", 0, 0, 1)
    head, row = cells(("Decision", "Rationale"), ("a", "b"))[:2], cells(("", ""), ("a", "b"))[2:]
    row[1].links = [link]
    assert roles(heading("Decisions"), *head, *row) == [("outcome", "a"), ("consequences", "b")]
    row[1].links = []
    assert roles(heading("Decisions"), *head, *row) == [("outcome", "a"), ("outcome", "b")]
    assert roles(heading("Questions"), *cells(("Question", "Decision"), ("a", "b"))) == [
        (None, "Question"),
        (None, "a"),
        ("outcome", "b"),
    ]


def test_a_heading_tells_what_is_likely_the_outcome_where_none_above_tells_a_role() -> None:
    assert roles(heading("Recommendation"), Block("a", 0)) == [("likely", "a")]
    assert roles(heading("Options"), heading("Proposal", 3), Block("a", 0)) == [("options", "a")]


def test_words_in_bold_that_end_like_a_sentence_label_what_follows_in_their_line() -> None:
    text = "The decision. Option 1: take it"
    assert roles(bold(text, "The decision.")) == [("outcome", " Option 1: take it")]


def test_before_all_sections_a_line_may_tell_the_status_in_its_middle() -> None:
    assert roles(Block("Decided on Monday. Status: in force.", 0)) == [
        ("status", "in force."),
        (None, "Decided on Monday. Status: in force."),
    ]
    assert roles(Block("Decided on Monday. Mood: good.", 0)) == [(None, "Decided on Monday. Mood: good.")]


def test_a_status_below_the_title_may_have_its_day() -> None:
    text = "Accepted 2025-02-02, amended in May"
    assert roles(heading("Use it", 1), Block(text, 0)) == [("status", text)]
    assert roles(heading("Use it", 1), Block("承認 2025-02-02（改訂）", 0)) == [("status", "承認 2025-02-02（改訂）")]
    assert roles(heading("Use it", 1), Block("Version 2 of it", 0)) == [(None, "Version 2 of it")]


def test_a_status_may_stand_behind_a_dash() -> None:
    assert roles(heading("Status - Accepted")) == [("status", "Accepted")]
    assert roles(heading("Use it", 1), Block("Status — Accepted", 0)) == [("status", "Accepted")]
    assert roles(heading("Use it", 1), Block("ステータス → たたき台", 0)) == [("status", "たたき台")]
    assert roles(heading("Use it", 1), Block("Version — 2", 0)) == [(None, "Version — 2")]


def test_below_an_outcome_a_heading_s_links_are_of_it() -> None:
    option = heading("Option 1: A (chosen)", 3)
    option.links = [Link("x", 0, 10, 11)]
    assert roles(heading("Decision"), option, Block("b", 0)) == [("outcome", "Option 1: A (chosen)"), ("outcome", "b")]
    assert roles(heading("Options"), heading("A", 3)) == []


def test_below_an_outcome_a_heading_that_is_a_verdict_begins_what_is_not_chosen() -> None:
    for no in ("Deferred", "Out of scope", "Rejected", "見送り", "対象外"):
        assert roles(heading("Decision"), heading(no, 3), Block("a", 0)) == [("options", "a")]
    assert roles(heading("Decision"), heading("In scope", 3), Block("a", 0)) == [("outcome", "a")]


def item(text: str, level: int, *links: Link) -> Block:
    return Block(text, 0, [*links], item=True, level=level)


def test_a_label_in_a_list_gives_its_role_to_what_is_nested_below_it_and_no_further() -> None:
    assert roles(
        item("Status", 1),
        item("accepted", 2),
        item("People", 1),
        item("Eri", 2),
        item("Decision: we use", 1),
        item("A", 2),
        item("B", 1),
        Block("c", 0),
    ) == [
        ("status", "accepted"),
        (None, "People"),
        (None, "Eri"),
        ("outcome", "we use"),
        ("outcome", "A"),
        (None, "B"),
        (None, "c"),
    ]
    assert roles(item("Status", 1), item("accepted", 1)) == [(None, "Status"), (None, "accepted")]


def test_an_option_in_bold_that_is_marked_as_chosen_is_the_outcome_and_what_is_below_is_of_options() -> None:
    link = Link("https://x/a", 0, 9, 10)
    chosen = Block("Option 1 A (chosen)", 0, [link], strong=True)
    assert roles(heading("Ideas"), chosen, Block("cheap", 0), Block("Option 2 B", 0, [link], strong=True)) == [
        ("outcome", "Option 1 A (chosen)"),
        ("options", "cheap"),
        ("options", "Option 2 B"),
    ]
    marked = Block("Option 1 A (chosen)", 0, [link], kind="heading", level=3)
    assert roles(heading("Options"), marked, Block("cheap", 0)) == [
        ("outcome", "Option 1 A (chosen)"),
        ("options", "cheap"),
    ]


def test_a_status_may_stand_before_a_dash_in_words() -> None:
    assert roles(heading("Use it", 1), Block("Proposed — comments until Friday", 0)) == [
        ("status", "Proposed — comments until Friday")
    ]


def test_a_list_with_a_box_for_each_status_tells_it() -> None:
    assert roles(heading("Use it", 1), item("[ ] Proposed", 1), item("[x] Accepted", 1), item("[x] Other", 1)) == [
        ("status", "[ ] Proposed"),
        ("status", "[x] Accepted"),
        (None, "[x] Other"),
    ]


def test_a_document_without_blocks_has_no_parts() -> None:
    assert roles() == []


def test_what_is_a_status_is_one_though_its_label_may_be_another() -> None:
    assert roles(Block("状況：承認", 0, item=True, level=1)) == [("status", "承認")]
    assert roles(Block("状況：花屋ごとに異なる", 0, item=True, level=1)) == [("context", "花屋ごとに異なる")]
    assert roles(Block("Lifecycle: Accepted", 0)) == [("status", "Accepted")]
    assert roles(Block("2025-07-07 / 承認 / 担当：三木", 0)) == [("status", "2025-07-07 / 承認 / 担当：三木")]
    decided = Block("DECIDED", 0, kind="cell", row=2, column=1, bold=[(0, 7)])
    assert roles(Block("Status", 0, kind="cell", row=2), decided) == [("status", "DECIDED")]


def test_a_label_may_name_a_proposal_where_no_section_does() -> None:
    proposal = Block("Proposal: use it", 0)
    assert roles(proposal) == [("likely", "use it")]
    assert roles(heading("Options"), proposal) == [("options", "Proposal: use it")]
    assert roles(heading("採択した案"), Block("a", 0)) == [("outcome", "a")]


def test_words_in_bold_may_lead_into_a_sentence() -> None:
    def lead_in(text: str, bold: str, **further: int) -> list[tuple[str | None, str]]:
        return roles(Block(text, 0, bold=[(text.index(bold), text.index(bold) + len(bold))], **further))

    assert lead_in("We will use A", "We will") == [("outcome", "We will use A")]
    assert lead_in("Why not ask B?", "Why not") == [("options", "Why not ask B?")]
    assert lead_in("Results are consistent", "Results") == [(None, "Results are consistent")]
    assert lead_in("Here we will use A", "we will") == [(None, "Here we will use A")]


@pytest.mark.parametrize(
    "text",
    [
        "**Status**\n\nAccepted\n\n**Decision**\n\nWe use [A].\n\n**Alternatives**\n\n[B]",
        "Status\n\nAccepted\n\nDecision\n\nWe use [A].\n\nAlternatives\n\n[B]",
        "1. **Status** – Accepted\n2. **Decision** – we use [A]\n3. **Consequences** – [B] goes",
        "**ステータス**\n\n承認\n\n**決定**\n\n[A]を使う。\n\n**代替案**\n\n[B]",
        "ステータス：\n\n承認\n\n決定：\n\n[A]を使う。\n\n代替案：\n\n[B]",
        "１．ステータス\n\n承認\n\n２．決定\n\n[A]を使う。\n\n３．代替案\n\n[B]",
        "■ステータス\n承認\n\n■決定\n[A]を使う。\n\n■代替案\n[B]",
        "【ステータス】承認\n\n【決定】\n[A]を使う。\n\n【代替案】\n[B]",
        "・ステータス：承認\n・決定：[A]を使う\n・代替案：[B]",
    ],
)
def test_a_record_without_headings_is_read_by_its_labels(text: str) -> None:
    for letter in "AB":
        text = text.replace(f"[{letter}]", f"[it](https://x/{letter})")
    found = record(f"# Cache\n\n{text}\n")
    assert (found.status, chosen_letters(found)) == ("accepted", ["A"])


def test_a_likely_outcome_may_follow_options_that_a_label_tells_of() -> None:
    text = "# A\n\n**Considered**\n\n1. [it](https://x/B)\n\n**Result**\n[it](https://x/A), every night.\n"
    assert chosen_letters(record(text)) == ["A"]
