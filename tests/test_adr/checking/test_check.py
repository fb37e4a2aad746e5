"""Records are held against the catalog and one another, as their status asks."""

from __future__ import annotations

import pytest
from record_files import SITE, SITES, findings, record, reference, told

from patternloom.adr.checking.check import Check

NAME = "docs/adr/0001-bread.md"


def text(decision: str, status: str = "Accepted") -> str:
    return f"# A\n\n## Status\n\n{status}\n\n## Decision\n\n{decision}\n"


def test_an_accepted_record_is_judged_for_everything() -> None:
    decision = f"We use [a]({SITE}p/sourdough/r1/), [b]({SITE}p/soda/) and [c]({SITE}p/folding/)."
    assert [line.split()[1] for line in told(record(text(decision)))] == ["adr-meaning-changed", "adr-discouraged"]
    lone = f"We use [b]({SITE}p/yeast/). And [c]({SITE}p/sourdough/)."
    assert [line.split()[1] for line in told(record(text(lone)))] == ["adr-competing", "adr-competing"]


@pytest.mark.parametrize(
    ("status", "rules"),
    [
        ("Accepted", ["adr-unknown-id", "adr-renamed", "adr-discouraged", "adr-requires", "adr-language"]),
        ("Proposed", ["adr-unknown-id", "adr-renamed", "adr-discouraged", "adr-language"]),
        ("Superseded by ADR-9", ["adr-unknown-id"]),
        ("Deprecated", ["adr-unknown-id"]),
        ("Rejected", ["adr-unknown-id"]),
    ],
)
def test_the_status_says_what_is_judged(status: str, rules: list[str]) -> None:
    decision = " ".join(
        f"[x]({SITE}{rest})." for rest in ("p/zzzzzz/", "p/rest/", "p/soda/", "p/folding/", "ja/p/yeast/#b1")
    )
    found = told(record(text(decision.replace("p/yeast", "p/overnight"), status)))
    assert [line.split()[1] for line in found] == rules


def test_a_list_of_records_is_judged_for_links_alone() -> None:
    decision = f"[x]({SITE}p/soda/) [y]({SITE}p/sourdough/r1/) [z]({SITE}p/rest/)"
    found = told(record(f"# Records\n\n{decision}\n\n- [1](0001-a.md)\n", "docs/README.md"))
    assert [line.split()[1] for line in found] == ["adr-renamed"]


def test_what_front_matter_names_comes_first_and_a_choice_is_told_once() -> None:
    front = "---\npatterns: [soda, zzzzzz]\n---\n"
    found = told(record(front + text(f"[x]({SITE}p/soda/)")))
    assert found == [f"{NAME}:2:12 adr-discouraged soda", f"{NAME}:2:18 adr-unknown-id zzzzzz"]


def test_rules_are_off_by_a_comment_or_by_the_configuration() -> None:
    one = record(text(f"[x]({SITE}p/soda/)\n\n<!-- patternloom-ignore adr-discouraged: we like it -->"))
    assert findings(one) == []
    assert findings(record(text(f"[x]({SITE}p/soda/)")), off=frozenset(("adr-discouraged",))) == []
    assert [one.rule for one in findings(record("<!-- patternloom-ignore x: y -->\n"))] == ["adr-comment"]


def test_a_superseded_record_is_linked_by_its_successor_alone() -> None:
    old = record(text("x", "Superseded by [2](0002-new.md)"), "docs/adr/0001-old.md")
    new = record(text("See [1](0001-old.md)."), "docs/adr/0002-new.md")
    third = record(
        text("See [1](./0001-old.md#x), [self](0003-third.md), [no](gone.md), [top](#x)."), "docs/adr/0003-third.md"
    )
    fourth = record(text("See [1](0001-old.md).", "Accepted. Replaces ADR-1."), "docs/adr/0004-fourth.md")
    assert told(old, new, third, fourth) == ["docs/adr/0003-third.md:9:9 adr-superseded-link ./0001-old.md#x"]


def test_a_record_that_is_not_at_hand_is_asked_for() -> None:
    old = record(text("x", "Superseded"), "docs/adr/0001-old.md")
    new = record(text("See [1](0001-old.md)."), "docs/adr/0002-new.md")
    asked: list[str] = []
    check = Check(reference(), SITES, further=lambda path: asked.append(path) or old)
    assert [one.rule for one in check.findings([new])] == ["adr-superseded-link"]
    assert asked == ["docs/adr/0001-old.md"]


def test_only_what_is_certain_has_an_edit() -> None:
    found = findings(record(text(f"[a]({SITE}p/rest/) [b]({SITE}p/long-rest/) [c]({SITE}areas/bread/#yeast)")))
    assert [(one.rule, one.edit.text if one.edit else None) for one in found] == [
        ("adr-renamed", f"{SITE}p/autolyse/"),
        ("adr-renamed", None),
        ("adr-page-address", f"{SITE}p/yeast/"),
    ]
