"""What the example of pod addresses says is what comes out of its plan, and each wrong number in a text is found."""

from __future__ import annotations

import pytest
from checked import case_of, changed, told
from evidence_records import Judge

from ours import told_numbers
from ours.told_numbers import told_findings
from patternloom.verify.aws.addresses import PLAN
from patternloom.verify.example.case import Case

CASE = case_of("vpc-cni-on-eks")
JUDGE = Judge("check-addresses", ("addresses/*",), frozenset({CASE.id}))


def test_every_number_is_told() -> None:
    """In both languages."""
    assert told(told_findings(CASE)) == []


def test_another_plan_is_found() -> None:
    """Plan and templates may agree where the texts do not."""
    assert told(told_findings(changed(CASE, PLAN, '"hostNetworkPods": 3', '"hostNetworkPods": 2'))) != []


WRONG_TEXTS = (
    ("en", "= 30 pods", "= 31 pods"),
    ("en", "= 432 addresses", "= 423 addresses"),
    ("en", "9 × 16 = 144", "9 × 16 = 154"),
    ("en", "needs 7 prefixes for 107", "needs 7 prefixes for 110"),
    ("en", "7 × 16 = 112", "7 × 16 = 128"),
    ("en", "plan counts 8", "plan counts 9"),
    ("en", "alone has 16", "alone has 9"),
    ("en", "instead of 30", "instead of 16"),
    ("en", "hold 128 prefixes", "hold 127 prefixes"),
    ("en", "128 / 8 = 16", "128 / 7 = 16"),
    ("en", "48 in all", "49 in all"),
    ("en", "= 2,043", "= 2,044"),
    ("en", "already holds 32", "already holds 33"),
    ("en", "Two reserved /22", "Two reserved /23"),
    ("ja", "＝30個", "＝28個"),
    ("ja", "3×9×16＝432", "3×9×16＝423"),
    ("ja", "107アドレス", "109アドレス"),
    ("ja", "2,043個", "2,034個"),
    ("ja", "48台", "84台"),
    ("ja", "計画では8つ", "計画では9つ"),
)


@pytest.mark.parametrize(("language", "old", "new"), WRONG_TEXTS, ids=[f"{one[0]}: {one[2]}" for one in WRONG_TEXTS])
def test_a_wrong_number_in_a_text_is_found(monkeypatch: pytest.MonkeyPatch, language: str, old: str, new: str) -> None:
    """In both languages."""
    texts = told_numbers.spoken(CASE)
    assert old in texts[language]

    def spoken(_: Case) -> dict[str, str]:
        return {**texts, language: texts[language].replace(old, new)}

    monkeypatch.setattr(told_numbers, "spoken", spoken)
    assert told(told_findings(CASE)) != []
