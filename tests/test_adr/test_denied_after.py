"""Links are denied by what stands after them."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.denied_after import denied_after
from patternloom.adr.document import Link
from patternloom.adr.words import words


def denied(text: str) -> str:
    """Of the capitals, which stand for links, those that are denied."""
    links = [Link(match[0], 0, match.start(), match.end()) for match in re.finditer("[A-F](?![a-z])", text)]
    told = denied_after(text, len(text), links, words().sentences["ja"])
    return "".join(link.address for link, no in zip(links, told, strict=True) if no)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AとBを採用する", ""),
        ("失敗した支払いはAせず、座席を戻す", "A"),
        ("Aはしない", "A"),
        ("Aするしかない", ""),
        ("Aは、停止以外ではそのまま続ける", ""),
        ("まずはAで始め、足りなければBに移る", "B"),
        ("まずはAで始め、足りなければB", "B"),
        ("当面はAとし、性能が出なければBへ切り替える", "B"),
        ("最初はAで、足りなくなったらBにする", "B"),
        ("昼はA、夜間ならB", ""),
        ("Aは避けなければならない", "A"),
        ("Aを使う他社とは異なり、Bを採用する", "A"),
        ("Aを採用した倉庫チームと違って、Bを使う", "A"),
        ("Aと異なり、Bは行をロックしない", "A"),
        ("他社ではAを使うが、当社ではBを使う", "A"),
        ("他社が使うAを採用する", ""),
        ("Aは状態を持たない", ""),
        ("Aならサーバー側から終了できる", ""),
        ("Aが遅いことから、Bを使う", "A"),
        ("端末にAを持たせないこと", "A"),
        ("Aは期限まで残ってしまう", "A"),
        ("Aへの変更もありうる", "A"),
        ("Aはロックを必要としないため、採用する", ""),
        ("Aは状態を持たないが、採用しない", "A"),
        ("Aは持たない", "A"),
        ("Aはブローカーに依存しないため採用する", ""),
        ("Aは採用を見送るため、Bを使う", "A"),
        ("Aを共有するやり方は真似しない", "A"),
        ("AではなくBを採用する", "A"),
        ("AとBは採用しない", "AB"),
        ("Aは、遅延を伴うため、採用しません", "A"),
        ("Aが遅いため、Bを使う", "A"),
        ("Aの採用を見送る", "A"),
        ("Aはロックが不要なので採用する", ""),
        ("Aの課題に直面し、Bを選択し、Cは選択しなかった", "AC"),
        ("AはBより遅いため採用しない", "AB"),
        ("Aは見送る", "A"),
        ("A", ""),
        ("Aへの移行は、規模が決まってから改めて検討する", "A"),
        ("Aの採用は決まった", ""),
        ("Aを採らない", "A"),
        ("Aは選外とする", "A"),
        ("Aは退けた", "A"),
        ("Aを使うのはやめる", "A"),
        ("Aは検討したが、採用しなかった", "A"),
        ("Aも検討したが、Bを採用する", "A"),
        ("Aを検討した結果、Bを採用した", "A"),
        ("Aの導入を検討し、採用する", ""),
        ("Aの導入を検討する", "A"),
        ("AをBに置き換える", "A"),
        ("Aを「B」で受ける", ""),
        ("Aは遅いので、Bを採用する", "A"),
        ("Aは採用しないが、Bは採用する", "A"),
        ("Aは難しい面もあるが、採用する", ""),
        ("Aだけでなく、Bも採用する", ""),
        ("Aだけではない", ""),
        ("Aしか使わない", ""),
        ("A以外を採用する", "A"),
        ("Aを使わなければならない", ""),
        ("Aを使わない理由はない", ""),
        ("採用：A\n却下：B", "B"),
        ("Aを通して呼び、直接の呼び出しは禁止する", ""),
        ("Aで処理し、二重の処理を避ける", ""),
        ("Aにより、ロックを不要にする", ""),
        ("Aが最も適しているため、これを採用する", ""),
        ("選んだのはAであり、Bではない", "B"),
        ("ABは採用しない", "AB"),
        ("Aの採用を見送らない", ""),
        ("Aの廃止は行わない", ""),
        ("Aをやめない", ""),
        ("Aをやめるしかない", "A"),
        ("Aに反対する意見はなかった", ""),
        ("Aは有名だが、Bを選ぶ", "A"),
        ("Aは便利だが、Bと併用する", ""),
        ("Aは注文に使うが、Bは報告に使う", ""),
        ("増えればAを採用するが、現時点ではBとする", "A"),
        ("Aを採用するが、Bも採用する", ""),
        ("AはBより優れているので採用した", "B"),
        ("AはBに比べて単純なので選んだ", "B"),
        ("Aが使えないため、Bを使う", "A"),
        ("Aは費用がかかりすぎるため、Bとする", "A"),
        ("Aを除き、いずれも採用しない", ""),
        ("Aを除き、Bを採用する", "A"),
        ("Aのほか、Bも採用する", ""),
        ("BがAを置き換える", "A"),
        ("AはBに統合する", "A"),
    ],
)
def test_what_a_sentence_denies(text: str, found: str) -> None:
    assert denied(text) == found


@pytest.mark.parametrize("unit", ["Aは", "Aを検討し", "Aは採用するため", "Aだけでなく", "\nあ：A"])
def test_a_sentence_of_thousands_of_links_is_followed_once(unit: str) -> None:
    assert denied(unit * 2_000 + "Aを採用する。")[-1:] in ("", "A")
