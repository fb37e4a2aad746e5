"""Every rule about records is explained, and a rule that does not exist is told with the nearest."""

from __future__ import annotations

import pytest

from patternloom.adr.checking.explain import explain, explanations
from patternloom.problems.rules import RULES


def test_every_rule_is_explained() -> None:
    assert sorted(explanations()) == [rule for rule in RULES if rule.startswith("adr-")]


def test_a_rule_is_told_with_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain("adr-retired") == 0
    out = capsys.readouterr().out
    assert out.startswith("adr-retired (error)\nA record cites an entry that is retired.\n\nThe entry was retired.")


def test_without_a_rule_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain("") == 0
    assert len(capsys.readouterr().out.splitlines()) == len(explanations())


def test_an_unknown_rule_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain("adr-retird") == 2
    assert "unknown rule 'adr-retird'; did you mean 'adr-retired'?" in capsys.readouterr().err
