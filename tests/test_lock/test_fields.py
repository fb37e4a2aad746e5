"""A lock's file that says something else than it may is told at the value, with the way out."""

from __future__ import annotations

from itertools import pairwise

import pytest

from patternloom.lock.fields import Fields, is_address, is_release, precedence
from patternloom.lock.read import record_of
from patternloom.problems.findings import Findings
from patternloom.reading.strict_yaml import read_yaml

GOOD = """\
id: rye
kind: pattern
introduced: 0.1.0
revision: 1
date: 2026-02-01
meaning:
  name: {en: Rye, ja: ライ麦}
confirmed:
  name: {ja: [0123456789ab, ba9876543210]}
addresses: [areas/a/#rye]
keys: [b1]
"""


def told(old: str, new: str) -> list[str]:
    """What is said of the file with one thing written otherwise."""
    assert old in GOOD
    source = read_yaml(GOOD.replace(old, new), "rye.yaml")
    assert source
    problems = Findings()
    record_of(source, problems)
    return [f"{one.mark.line}:{one.mark.column}: {one.message}" for one in problems]


def test_a_file_as_it_is_written_has_no_mistake() -> None:
    assert told("Rye", "Rye bread") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: rye\n", "", ["1:1: no 'id', expected a text"]),
        ("id: rye", "id: Rye", ["1:5: id 'Rye', expected an id"]),
        ("id: rye", "id: [rye]", ["1:5: id: found a list, expected a text"]),
        ("kind: pattern", "kind: patern", ["2:7: unknown kind 'patern'"]),
        ("0.1.0", "1", ["3:13: introduced '1', expected a version such as 0.1.0"]),
        ("revision: 1", "revision: 0", ["4:11: revision '0', expected a number from 1"]),
        ("revision: 1", "revision: 2", ["4:11: revisions 2, expected each from 1 down to 1"]),
        ("2026-02-01", "2026-02-31", ["5:7: date '2026-02-31', expected a date such as 2026-11-24"]),
        ("2026-02-01", "soon", ["5:7: date 'soon', expected a date such as 2026-11-24"]),
        ("meaning:\n  name: {en: Rye, ja: ライ麦}\n", "", ["1:1: no 'meaning', expected a mapping of fields"]),
        ("  name: {en: Rye, ja: ライ麦}", "  - name", ["7:3: meaning: found a list, expected a mapping of fields"]),
        ("  name: {ja: [0123456789ab, ba9876543210]}", "  name: 0123456789ab", ["9:9: found '0123456789ab', expected a mapping"]),
        ("[0123456789ab, ba9876543210]", "[0123456789ab]", ["9:14: 1 hashes, expected that of the original and of the translation"]),
        ("[b1]", "b1", ["11:7: keys: found 'b1', expected a list of texts"]),
        ("[b1]", "[b1, '<b>']", ["11:12: '<b>', expected the key of a statement, such as b2"]),
        ("areas/a/#rye", "../../a/#rye", ["10:13: '../../a/#rye', expected a place on a page, such as areas/microservice/#saga"]),
        ("areas/a/#rye", "javascript:x", ["10:13: 'javascript:x', expected a place on a page, such as areas/microservice/#saga"]),
        ("areas/a/#rye", "areas//#rye", ["10:13: 'areas//#rye', expected a place on a page, such as areas/microservice/#saga"]),
        ("areas/a/#rye", "areas/a/#r y", ["10:13: 'areas/a/#r y', expected a place on a page, such as areas/microservice/#saga"]),
        ("  name: {en", "  na me: {en", ["7:10: 'na me', expected the name of a field"]),
        ("  name: {en: Rye, ja: ライ麦}", "  benefits: [{key: <b>, text: x}]", ["7:20: key '<b>', expected the key of a statement, such as b2"]),
        ("  name: {en: Rye, ja: ライ麦}", "  benefits: [{key: [b1], text: x}]", ["7:20: key found a list, expected the key of a statement, such as b2"]),
        ("keys: [b1]", "editorial: [{revision: 1, date: 2026-02-01, field: n m, was: {key: 1, text: x}}]", ["11:52: 'n m', expected the name of a field", "11:68: key '1', expected the key of a statement, such as b2"]),
        ("keys: [b1]", "changed: [a-b]", ["11:11: 'a-b', expected the name of a field"]),
        ("keys", "kees", ["11:1: unknown key 'kees', expected one of the lock's"]),
        ("keys: [b1]", "reason: why", ["11:9: reason: found 'why', expected a text a language"]),
        ("keys: [b1]", "earlier: r1", ["11:10: earlier: found 'r1', expected a list"]),
        ("keys: [b1]", "earlier: [r1]", ["11:11: found 'r1', expected a mapping"]),
        ("keys: [b1]", "editorial: [{revision: 2, date: 2026-02-01, field: name}]", ["11:12: an editorial change in revision 2, expected one that there is"]),
        ("keys: [b1]", "retired: 2026-02-01\ninto: Wheat", ["12:7: into 'Wheat', expected an id"]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(old: str, new: str, expected: list[str]) -> None:
    assert told(old, new) == expected


def test_what_is_no_mapping_has_no_fields() -> None:
    source = read_yaml("- a\n", "rye.yaml")
    assert source
    fields = Fields(source, (), Findings())
    fields.only(("id",))
    assert not fields.is_mapping()
    assert [str(one) for one in fields.problems] == ["rye.yaml:1:1: found a list, expected a mapping"]
    assert (fields.has("id"), list(fields.names())) == (False, [])


def test_versions_have_one_form_and_an_order() -> None:
    assert [is_release(text) for text in ("0.1.0", "1.0.0-rc.1", "1.0", "01.0.0", "v1.0.0")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    before = ["0.9.0", "0.10.0-alpha", "0.10.0-alpha.1", "0.10.0-beta.2", "0.10.0-beta.11", "0.10.0"]
    ordered = [*before, "1.0.0-2", "1.0.0-alpha", "1.0.0-rc", "1.0.0-rc.9", "1.0.0-rc.10", "1.0.0"]
    assert [precedence(one) < precedence(two) for one, two in pairwise(ordered)] == [True] * 11
    assert precedence("1.0.0+x") == precedence("1.0.0")


@pytest.mark.parametrize("text", ["", "#x", "a/", "a/#x.b2", "ページ/#x", "my pages/a.b/", "..a/b../#x"])
def test_an_address_leads_to_a_place_below_the_root(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    ["/", "/a/", "a", "a/b", "../", "a/../b/", "./", "a//", "//a/", "a:/", "a\\b/", 'a"/', "a/?x/", "a/#x y", "a\n/"],
)
def test_what_leads_elsewhere_is_none(text: str) -> None:
    assert not is_address(text)
