"""Policies' own tests, asked of a real engine."""

from __future__ import annotations

import pytest
from checked import case_of, told

from patternloom.verify.code.rego import ask, own_tests, rego_findings

SHOP = case_of("shop")
POLICY = "package shop\n\ndefault allow := false\n\nallow if input.user == data.owner\n"
TESTS = 'package shop_test\n\ntest_owner if data.shop.allow with input as {"user": "ada"}\n\ntest_no if not data.shop.allow\n'
FILES = {"rego/policy.rego": POLICY, "rego/policy_test.rego": TESTS, "rego/data.json": '{"owner": "ada"}'}


def said(**changes: str) -> list[str]:
    """The findings about these files, some of them written otherwise."""
    case = SHOP
    for path, text in FILES.items():
        case = case.with_file(path, changes.get(path.rpartition("/")[2].partition(".")[0], text))
    return told(rego_findings(case))


def test_right_policies_have_tests_that_are_true() -> None:
    """Both are asked; an example without policies has none."""
    assert told(rego_findings(SHOP)) == []
    assert (said(), [*own_tests(FILES)]) == ([], ["data.shop_test.test_owner", "data.shop_test.test_no"])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"data": '{"owner": "bob"}'}, ["rego/policy_test.rego: data.shop_test.test_owner is not true [rego]"]),
        (
            {"policy_test": "package shop_test\n"},
            ["rego: no tests, expected some in files that end with _test.rego [rego]"],
        ),
        ({"policy": POLICY.replace("if input", "if {")}, ["rego: the engine refuses the files: status 1: "]),
    ],
)
def test_a_wrong_version_is_found(changes: dict[str, str], expected: list[str]) -> None:
    """In data, tests or policy."""
    found = said(**changes)
    assert [one[: len(start)] for one, start in zip(found, expected, strict=True)] == expected


def test_an_answer_may_be_undefined() -> None:
    """It is no false."""
    assert ask(FILES, [("data.shop.allow", {"user": "eve"}), ("data.shop.nothing", None)]) == [False, None]
