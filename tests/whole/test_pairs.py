"""The two languages claim the same: where their words differ, somebody has read both and judged.

In: the catalog's texts in both languages, and `pairs.yaml` with a verdict for each pair that differs by its words. A
changed text asks for another look: read both, mend what differs, and write the pair with its reason.
"""

from __future__ import annotations

from typing import Any

import pytest
from pairs import differences, digest, pairs_of
from projects import REPOSITORY, quick_yaml

from patternloom.catalog.load import Catalog

JUDGED: list[dict[str, Any]] = quick_yaml((REPOSITORY / "tests" / "pairs.yaml").read_text("utf-8"))


def test_every_pair_that_differs_by_its_words_was_judged_as_it_is_now(real_catalog: Catalog) -> None:
    differing = {
        (pair, digest(english, japanese)): (found, english, japanese)
        for pair, english, japanese in pairs_of(real_catalog)
        if (found := differences(english, japanese))
    }
    judged = {(item["pair"], item["texts"]): item["differs"] for item in JUDGED}
    new = {key: value for key, value in differing.items() if judged.get(key) != value[0]}
    gone = [key for key in judged if key not in differing]
    counts = f"{len(differing)} pairs differ by their words, {len(judged)} are judged in tests/pairs.yaml"
    told = [f"to judge: pair {pair}, texts {texts}, differs {found[0]}" for (pair, texts), found in new.items()]
    told += [f"to take out: pair {pair}, texts {texts}" for pair, texts in gone]
    assert not told, "\n".join([counts, *told])


def test_what_is_judged_claims_the_same_for_a_reason() -> None:
    assert [item["pair"] for item in JUDGED if item["verdict"] != "same" or not item["reason"]] == []


@pytest.mark.parametrize(
    ("english", "japanese", "found"),
    [
        ("It waits 24 hours.", "24時間待ちます。", []),
        ("It waits 24 hours.", "12時間待ちます。", ["numbers: 24 / 12"]),
        ("It waits thirty seconds.", "30秒待ちます。", []),
        ("It waits three days.", "待ちます。", ["numbers: 3 / –"]),
        ("Since March 2026 the two are one.", "2026年3月に統合されました。", []),
        ("It uses 2 GiB.", "2GiBを使います。", []),
        ("It does not retry.", "リトライします。", ["negation: not / –"]),
        ("It retries.", "リトライしません。", ["negation: – / ません"]),
        ("It does not retry.", "リトライを避けます。", []),
        ("Rules must be the same.", "ルールは同じです。", ["obligation: must / –"]),
        ("Rules must be the same.", "ルールを同じにする必要があります。", []),
        ("Every service has one.", "サービスにあります。", ["universal: every / –"]),
        ("It has one.", "すべてにあります。", ["universal: – / すべて"]),
        ("Only the gateway knows.", "ゲートウェイが知っています。", ["exclusive: only / –"]),
        ("Most brokers can.", "ブローカーは対応しています。", ["majority: most / –"]),
        ("Many brokers can.", "主流のブローカーは対応しています。", []),
        ("It is usually small.", "小さくなります。", ["frequency: usually / –"]),
        ("See [[saga]] and `GET /a/<id>`.", "[[saga]]と`GET /a/<番号>`を参照します。", []),
        ("See [[saga]].", "[[sourcing]]を参照します。", ["subjects: saga / sourcing"]),
        ("The network policy allows it.", "NetworkPolicyが許可します。", []),
        ("A role-based access control rule.", "RBACルールです。", []),
        ("An elastic interface.", "ENIです。", []),
        ("The rule allows it.", "Istioが許可します。", ["names: – / Istio"]),
    ],
)
def test_what_differs_is_found_by_its_words(english: str, japanese: str, found: list[str]) -> None:
    assert differences(english, japanese) == found
