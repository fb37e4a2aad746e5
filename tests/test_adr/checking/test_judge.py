"""A citation is judged by itself: each rule by its example, and what to write instead."""

from __future__ import annotations

import pytest
from record_files import SITE, SITES, reference

from patternloom.adr.checking.judge import Judge, in_language
from patternloom.adr.inputs.addresses import cited

JUDGE = Judge(reference())


def told(rest: str, language: str | None = "en") -> tuple[list[str], str, str]:
    """Rules, what to write instead, the entry that is meant."""
    found = cited(f"{SITE}{rest}", SITES, ("en", "ja"))
    assert found is not None
    judged = JUDGE.link(found, language)
    return (
        [verdict.rule for verdict in judged.verdicts],
        judged.instead.removeprefix(SITE),
        judged.entry.id if judged.entry else "",
    )


@pytest.mark.parametrize(
    ("rest", "rules", "instead", "entry"),
    [
        ("p/yeast/", [], "p/yeast/", "yeast"),
        ("adr/", [], "", ""),
        ("ja/start/install/", [], "", ""),
        ("start/#install", ["adr-page-address"], "", ""),
        ("areas/bread/more/", ["adr-page-address"], "", ""),
        ("p/yeast/#b1", [], "p/yeast/#b1", "yeast"),
        ("p/yeast/#yeast", [], "p/yeast/#yeast", "yeast"),
        ("p/yeast/#yeast.b1", [], "p/yeast/#b1", "yeast"),
        ("p/yast/", ["adr-unknown-id"], "", ""),
        ("p/zzzzzz/", ["adr-unknown-id"], "", ""),
        ("p/levain/r3/", ["adr-renamed"], "p/sourdough/r3/", "sourdough"),
        ("p/long-rest/", ["adr-renamed"], "", ""),
        ("p/proofing/", ["adr-renamed"], "p/retarding/", "retarding"),
        ("p/proofing/r1/", ["adr-meaning-changed"], "p/proofing/r1/", "retarding"),
        ("p/proofing/r3/#b2", ["adr-meaning-changed"], "p/proofing/r3/#b2", "retarding"),
        ("p/proofing/r2/#proofing.b1", ["adr-meaning-changed"], "p/proofing/r2/#proofing.b1", "retarding"),
        ("p/proofing/r3/#b1", ["adr-unknown-anchor"], "p/proofing/r3/#b1", "retarding"),
        ("p/proofing/#b2", ["adr-unknown-anchor"], "p/proofing/#b2", "retarding"),
        ("p/proofing/r4/", ["adr-unknown-anchor"], "p/proofing/r4/", "retarding"),
        ("p/proofing/x/", ["adr-unknown-anchor"], "p/proofing/", "retarding"),
        ("ja/p/proofing/r2/", ["adr-meaning-changed", "adr-language"], "p/proofing/r2/", "retarding"),
        ("p/ash/", ["adr-retired"], "", ""),
        ("p/salt/", ["adr-retired"], "", ""),
        ("p/yeast/r7/", ["adr-unknown-anchor"], "p/yeast/r7/", "yeast"),
        ("p/yeast/x/", ["adr-unknown-anchor"], "p/yeast/", "yeast"),
        ("p/yeast/#b9", ["adr-unknown-anchor"], "p/yeast/#b9", "yeast"),
        ("p/sourdough/r1/#b2", ["adr-unknown-anchor", "adr-meaning-changed"], "p/sourdough/r1/#b2", "sourdough"),
        ("p/sourdough/r9/#b2", ["adr-unknown-anchor"], "p/sourdough/r9/#b2", "sourdough"),
        ("ja/p/yeast/", ["adr-language"], "p/yeast/", "yeast"),
        ("ja/p/levain/r2/", ["adr-renamed", "adr-language", "adr-meaning-changed"], "p/sourdough/r2/", "sourdough"),
        ("p/sourdough/r3/", [], "p/sourdough/r3/", "sourdough"),
        ("areas/bread/#yeast", ["adr-page-address"], "p/yeast/", "yeast"),
        ("ja/areas/bread/#yeast.b1", ["adr-page-address"], "p/yeast/#b1", "yeast"),
        ("areas/bread/#yeast.b9", ["adr-unknown-anchor", "adr-page-address"], "p/yeast/#b9", "yeast"),
        ("areas/bread/#salt", ["adr-retired"], "", ""),
        ("areas/bread/#nothing", ["adr-unknown-anchor"], "", ""),
        ("areas/bread/#yeats", ["adr-unknown-anchor"], "", ""),
        ("areas/bread/", ["adr-page-address"], "", ""),
        ("areas/cake/#x", ["adr-page-address"], "", ""),
        ("", [], "", ""),
        ("api/v1/catalog.json", [], "", ""),
    ],
)
def test_an_address_is_judged(rest: str, rules: list[str], instead: str, entry: str) -> None:
    assert told(rest) == (rules, instead, entry)


def test_a_record_of_no_language_or_of_another_one_may_link_any() -> None:
    assert told("ja/p/yeast/", None) == ([], "ja/p/yeast/", "yeast")
    assert told("ja/p/yeast/", "de")[0] == []


@pytest.mark.parametrize(
    ("named", "rules", "instead"),
    [
        (("yeast", None, ""), [], "yeast"),
        (("levain", 1, "b1"), ["adr-renamed", "adr-meaning-changed"], "sourdough@r1#b1"),
        (("rest", None, ""), ["adr-renamed"], "autolyse"),
        (("proofing", None, ""), ["adr-renamed"], "retarding"),
        (("proofing", 2, "b2"), ["adr-meaning-changed"], ""),
        (("nothing", None, ""), ["adr-unknown-id"], ""),
        (("yeast", 2, ""), ["adr-unknown-anchor"], "yeast@r2"),
    ],
)
def test_what_front_matter_names_is_judged(named: tuple[str, int | None, str], rules: list[str], instead: str) -> None:
    judged = JUDGE.named(*named)
    assert ([verdict.rule for verdict in judged.verdicts], judged.instead) == (rules, instead)


def test_messages_say_what_happened_and_what_to_write() -> None:
    found = cited(f"{SITE}p/sourdough/r1/", SITES, ("en", "ja"))
    assert found is not None
    (verdict,) = JUDGE.link(found, "en").verdicts
    assert (
        verdict.message
        == "the meaning of 'sourdough' is another: benefits, liabilities, status changed since r1; it is r3 now"
    )
    assert verdict.hint == "look at it again, then 'patternloom adr accept FILE sourdough@r3'"
    (verdict,) = JUDGE.named("ash", None, "").verdicts
    assert (verdict.message, verdict.hint) == (
        "'ash' was retired on 2026-01-31: Nobody bakes it",
        "read 'soda' instead",
    )


def test_an_id_whose_heirs_are_all_retired_is_retired() -> None:
    from record_files import retired

    gone = Judge(reference((retired("b", formerly=("a",)),)))
    assert [verdict.rule for verdict in gone.named("a", None, "").verdicts] == ["adr-retired"]


def test_a_sentence_is_told_in_the_language_or_the_first() -> None:
    assert [
        in_language(texts, language)
        for texts, language in (({"en": "A.", "ja": "い。"}, "ja"), ({"en": "A."}, "ja"), (None, "en"))
    ] == ["い", "A", ""]
