"""Of several findings at one place the gravest is told, with the words that are meant."""

from __future__ import annotations

from typing import get_args

from record_files import file

from patternloom.adr.checking.findings import GRAVITY, Finding, gravest
from patternloom.problems.rules import RuleId

FILE = file("ab\ncd\n")


def test_the_gravest_of_a_place_is_told_and_all_stand_in_order() -> None:
    found = [
        Finding(FILE, 4, "adr-language", "language"),
        Finding(FILE, 1, "adr-requires", "requires"),
        Finding(FILE, 1, "adr-retired", "retired"),
        Finding(FILE, 1, "adr-competing", "competing"),
    ]
    assert [finding.message for finding in gravest(found)] == ["retired", "language"]


def test_every_rule_about_records_has_its_rank() -> None:
    assert sorted(GRAVITY) == [rule for rule in get_args(RuleId) if rule.startswith("adr-")]


def test_a_problem_names_the_link_and_cuts_one_without_end() -> None:
    one = Finding(FILE, 4, "adr-requires", "it is not there", "write it", address="https://x/\x1b")
    assert str(one.problem()) == "docs/adr/0001-bread.md:2:2: warning: https://x/\\x1b: it is not there; write it"
    long = Finding(FILE, 0, "adr-retired", "gone", address="x" * 999).problem()
    assert str(long) == f"docs/adr/0001-bread.md:1:1: {'x' * 300}…: gone"
    assert Finding(FILE, 0, "adr-retired", "gone").problem().message == "gone"
