"""What an outcome chooses by its lists, tables and boxes."""

from __future__ import annotations

import pytest
from record_files import chosen_letters, record


def chosen(outcome: str, name: str = "docs/0001-a.md") -> str:
    """The last letters of the addresses that a record of this outcome chooses."""
    for letter in "ABC":
        outcome = outcome.replace(f"[{letter}]", f"[it](https://x/{letter})")
    found = record(f"# A\n\n## Decision\n\n{outcome}\n", name)
    return " ".join(chosen_letters(found))


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        ('Chosen option: "Ask each minute". [A] was attractive.', ""),
        ('Chosen option: "Ask each minute", with [A]. [B] was attractive.', "A"),
        ('Chosen option: "It, twice". The rules of [A] matter.', "A"),
        ('Chosen option: "[A]". [B] was attractive.', "A"),
        ("We use [A].\n\nWe will not use:\n\n* [B]\n* [C]", "A"),
        ("Not chosen:\n\n* [B]\n\nChosen:\n\n* [A]", "A"),
        ("We use [A]. The following were not chosen:\n\n1. [B]\n2. [C]", "A"),
        ("We will not use:\n\n* [B]\n\n[A] it is.", "A"),
        ("We discussed three options:\n\n1. [B], which we decided against,\n2. [A], which we take.", "A"),
        ("We use [A]. Each has a database of its own ([B]).", "A B"),
        ("We use [A]. Scans are stored as they come and never changed ([B]).", "A B"),
        ("[B]を採用する。[A]だけでは、検索が速くならない。", "B"),
        ("受け口を[A]から[B]のストリームに変更する。[C]を使う。", "B C"),
        ("| Question | Answer |\n| --- | --- |\n| How? | By [A] |\n| A broker? | No. [B] pays off later on |", "A"),
        ("**We will** check it with [A].\n\n**Not in scope.** Calls inside, or [B].", "A"),
        ("Use [A]. They must not introduce [B] without asking.", "A"),
        ("次の二つは例外を認めない。\n\n- [A]\n- [B]", "A B"),
        ("[A]とする。ゲートウェイの役割は次のとおり。\n\n- [B]の検証", "A B"),
        ("[A]を標準とする。[B]の利用には申請が必要。", "A"),
        ("[A]とする。[B]は教育が必要になる。", "A"),
        ("第一候補：[A]、第二候補：[B]", "A"),
        ("We prefer [A]; [B] only with a waiver.", "A"),
        ("Billing is told by [A]. Services share nothing ([B]).", "A B"),
        ("It asks first ([A]) and does not open it without an answer.", "A"),
        ("We use [A].\n\nWhy:\n\n* [B] is slow\n\nHow:\n\n* three times, then a pause ([C])", "A C"),
        ("The plan (a queue, [A]) was a good one.\n\nWhat we do instead is small.", ""),
        ("The plan (a queue, [A]) was a good one.", "A"),
        ("| What | Shared? | How |\n| --- | --- | --- |\n| Pools | no | [A] |\n| Data | no | own |", "A"),
        ("| What | Shared? |\n| --- | --- |\n| [A] | no |\n| [B] | yes |", "B"),
        ("We ask ([A]). As for the alternatives, there was one: keep a copy and update it by [B].", "A"),
        ("We know how others do it: [A], or [B]. So we do nothing.", ""),
        ("All use [A]. It had been proposed that scanners get [B]; we found no need for it.", "A"),
        ("| Where | [A] | [B] |\n| --- | --- | --- |\n| North | 2 | not used |\n| South | 1 | no |", "A"),
        ("The ERP reads them by [A] until it is gone. All else goes through [B].", "A B"),
        ("v2 has [A]. v1 and its [B] are kept alive until few are left.", "A"),
        ("They read by [A]. They get no access to:\n\n* the data\n* messages ([B])", "A"),
        ("We start with [A]. All else ([B], [C]) can be added once somebody misses it.", "A"),
        ("We start with [A], since it is what hurts most to add, and with [B] for the rest.", "A B"),
        ("We use [A]. The rest says what was discussed:\n\n[B] – his idea\n[C] – hers", "A"),
        ("Most of you expected us to go with [A]. We decided for [B].", "B"),
        ("These are in use:\n\n* [A]\n* [B]", "A B"),
        ("[A]を採用する。次の案は採用しない。\n\n- [B]\n- [C]", "A"),
        ("採用する案：\n\n- [A]\n\n採用しない案：\n\n- [B]", "A"),
        ("- [A]：採用\n- [B]：不採用", "A"),
        ("* [A]: yes\n* [B]: no", "A"),
        ("* \u2705 [A]\n* \u274c [B]", "A"),
        ("- [x] [A]\n- [ ] [B]", "A"),
        ("1. **Reads** — [A]\n2. **Dropped** — the nightly [B]", "A"),
        ("- [ ] [A]\n- [ ] [B]", "A B"),
        ("| Option | Verdict |\n| --- | --- |\n| [A] | chosen |\n| [B] | rejected |", "A"),
        ("| 案 | 判定 |\n| --- | --- |\n| [A] | 採用 |\n| [B] | 却下 |", "A"),
        ("[A]\n\n### What we decided against\n\n[B]", "A"),
    ],
)
def test_lists_and_tables_say_what_is_chosen(outcome: str, found: str) -> None:
    assert chosen(outcome) == found


def test_lists_are_known_in_every_format() -> None:
    for name, link in (("a.rst", "`it <https://x/B>`__"), ("a.adoc", "https://x/B[it]")):
        head = "A\n=\n\nDecision\n--------\n\n" if name.endswith("rst") else "= A\n\n== Decision\n\n"
        assert record(f"{head}We rejected:\n\n* {link}\n", f"docs/{name}").chosen == []
        assert len(record(f"{head}We took:\n\n* {link}\n", f"docs/{name}").chosen) == 1


def test_without_an_outcome_a_y_statement_chooses_in_one_text_or_in_a_list() -> None:
    said = "In the context of a, facing b, we decided for [it](https://x/A) and neglected [it](https://x/B)."
    for text in (said, "- " + said.replace(", ", ",\n- ").replace(" and", "\n- and")):
        assert [getattr(one, "address", "") for one in record(f"# A\n\n{text}\n").chosen] == ["https://x/A"]
    assert record("# A\n\nWe saw [it](https://x/A).\n").chosen == []


def test_what_else_may_be_the_outcome_is_only_where_no_section_is_called_so() -> None:
    text = "# A\n\n## Recommendation\n\nWe use [it](https://x/A).\n"
    assert [getattr(one, "address", "") for one in record(text).chosen] == ["https://x/A"]
    assert [getattr(one, "address", "") for one in record(f"{text}\n## Decision\n\n[That](https://x/B).\n").chosen] == [
        "https://x/B"
    ]
    inside = "# A\n\n## 決定\n\n### 方針\n\n[これ](https://x/A)を使う。\n"
    assert [getattr(one, "address", "") for one in record(inside).chosen] == ["https://x/A"]


def test_an_outcome_that_links_nothing_leaves_what_is_proposed() -> None:
    text = "# A\n\n## Proposal\n\nWe use [it](https://x/A).\n\n## Decision\n\nApproved.\n"
    assert [getattr(one, "address", "") for one in record(text).chosen] == ["https://x/A"]


def test_a_motion_is_what_is_proposed() -> None:
    said = "The motion was carried. An amendment to keep [it](https://x/B) was lost."
    found = record(f"# A\n\n## Motion\n\nWe shall use [it](https://x/A).\n\n## Outcome\n\n{said}\n")
    assert chosen_letters(found) == ["A"]


def test_options_below_the_outcome_say_in_their_headings_which_is_chosen() -> None:
    assert chosen("### Option 1: [A] (chosen)\n\nGood.\n\n### Option 2: [B] (rejected)\n\nBad.") == "A"


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        ("Accepted as proposed, but [it](https://x/B) comes later.", ["A"]),
        ("Accepted as proposed, and we use [it](https://x/B).", ["A", "B"]),
        ("提案のとおりとし、[it](https://x/B)も使う。", ["A", "B"]),
        ("We use [it](https://x/B).", ["B"]),
    ],
)
def test_an_outcome_may_take_up_what_is_proposed(decision: str, told: list[str]) -> None:
    found = record(f"# A\n\n## Proposal\n\nUse [it](https://x/A).\n\n## Decision\n\n{decision}\n")
    assert chosen_letters(found) == told


def test_an_amendment_belongs_to_the_outcome() -> None:
    text = "## Decision\n\nWe use [it](https://x/A).\n\n## Consequences\n\nMore.\n\n"
    for heading in ("Amendment (2025-06)", "Addendum", "追記（2025-06）"):
        found = record(f"# A\n\n{text}## {heading}\n\nWe also use [it](https://x/B).\n")
        assert chosen_letters(found) == ["A", "B"]


@pytest.mark.parametrize(("front", "found"), [("patterns: [bread]", [""]), ("date: 2026-01-01", ["A"])])
def test_what_is_only_told_of_is_not_chosen_beside_what_the_record_names(front: str, found: list[str]) -> None:
    told = record(f"---\n{front}\n---\n\n# A\n\n## Decision\n\n[it](https://x/A) was attractive.\n")
    assert chosen_letters(told) == found
