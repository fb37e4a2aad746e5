"""The same where verbs come last."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.appraisal_after import weighed_after
from patternloom.adr.language.words import words


def told(text: str) -> str:
    """Of the capitals, which stand for links, what is told: `-` for nothing, `?` for supposed, `w` for weighed."""
    links = [Link(match[0], 0, match.start(), match.end()) for match in re.finditer("[ABC](?![A-Za-z])", text)]
    found = weighed_after(text, len(text) + 1, links, words().sentences["ja"])
    return "".join({"": "-", "supposed": "?", "weighed": "w"}[one] for one in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Aを採用する。", "-"),
        ("何人かはAを推したが、外には出せない。", "w"),
        ("Aは高価だが、採用する。", "-"),
        ("Aと費用がかかり、誰も喜ばない。", "w"),
        ("Aと新しい系統が要り、これも導入する。", "-"),
        ("Aは要るか。", "?"),
        ("A？", "-"),
        ("Aはこれ以上追求しない。", "?"),
        ("Aは捨てない。", "w"),
        ("仮にAを選んでいたら、全員が困っていた。", "?"),
        ("ADR-12ではAを選んだ。", "?"),
        ("Aは学習コストが高い。", "w"),
        ("AもBも負担が重い。", "ww"),
        ("Aは必須である。", "-"),
        ("Aは指数バックオフで3回まで。", "-"),
        ("Aが重複を取り除く。", "-"),
        ("Aがよい。", "w"),
        ("Aの場合、改修が増える。", "w"),
        ("Aの場合は遅延がないため、これを使う。", "-"),
        ("Aに頼っていた。", "w"),
        ("Aを試した。", "w"),
        ("Aの工数は規模に見合わない。", "w"),
        ("Aの導入を決めた。", "-"),
        ("Aの考え方を採用する。", "-"),
        ("端末からはAのストリームで送る。", "-"),
        ("前日の値で代用する（Aのフォールバック）。", "-"),
        ("Aの工数で予算が尽きる見込み。", "w"),
        ("Aを使っているチームは移行すること。", "w"),
        ("Aを使う方針とする。", "-"),
        ("Aへの布石とする。", "w"),
        ("Aは変えない。", "-"),
        ("Aの閾値は失敗率30%とする。", "-"),
        ("Aの追加は任意とする。", "w"),
        ("Aの費用は月3万円である。", "w"),
        ("Aは最大3回。", "-"),
        ("整合性はAによって守ることになった。", "-"),
        ("Aに載せ替えたほうが早いと判断した。", "-"),
        ("更改の際はAによる取得に改める。", "w"),
        ("Aに合わせるのが自然に見えますが、契約が切れます。", "w"),
        ("Aは省略できない。", "-"),
        ("Aに替えれば楽になると思われがちだが、同じことが起きる。", "w"),
        ("Aで失敗すればBに回す。", "--"),
        ("Aを使えばよい。", "-"),
        ("刷新の際にAに戻すことを条件とする。", "w"),
        ("Aに戻す。", "-"),
        ("Aの仕組みにも手を加えない。", "-"),
        ("各サービスがAを持つ点は現状から変わらない。", "-"),
        ("Aについては現状のまま変更しない。", "-"),
        ("Aは遅延が変わらない。", "w"),
        ("Aは技術的には優れているが、担当者が困る。", "w"),
        ("Aは残すが、集約はさせない。", "-"),
        ("Aを挟むものとする。", "-"),
        ("Aに流している実績を使う。", "-"),
        ("Aには変えない。", "?"),
        ("Aへの移行を行う。", "-"),
        ("Aとは別物である。", "w"),
        ("A", "-"),
        ("Aは。", "-"),
    ],
)
def test_a_sentence_supposes_weighs_or_chooses(text: str, found: str) -> None:
    assert told(text) == found
