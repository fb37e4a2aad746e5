"""What an entry is used against is not the entry itself."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.language.purpose_after import asked_for, awaited, of_another_thing, once_grown, where_next


@pytest.mark.parametrize(
    ("text", "word", "kind", "told"),
    [
        ("Aで二重登録を避ける", "を避け", "contrast", True),
        ("Aを避ける", "を避け", "contrast", False),
        ("Aより速い", "より", "contrast", False),
        ("Aに流しっぱなしにする", "なしに", "contrast", True),
        ("Aで障害の波及を止める", "止め", "denying", True),
        ("「A」により二重登録を避ける", "避け", "denying", True),
        ("Aで止める", "止め", "denying", True),
        ("Aで見送る", "見送", "denying", False),
        ("Aで導入を見送る", "見送", "denying", False),
        ("Aで行うのをやめる", "やめ", "denying", False),
        ("Aでの運用を止める", "止め", "denying", False),
        ("Aで不要な通信を省く", "不要", "denying", True),
        ("Aは不要", "不要", "denying", False),
        ("Aで分け、ほかに及ばないようにする", "及ばな", "denying", True),
        ("Aに及ばないようにする", "及ばな", "denying", False),
        ("Aで始め、足りなければBとする", "足りな", "denying", True),
        ("Aは避けなければならない", "避け", "denying", False),
        ("Aで検証し、後ろは検証済みとみなす", "検証済み", "considering", True),
        ("Aを検討する", "検討", "considering", False),
        ("Aを第一候補とする", "候補", "considering", True),
        ("Aを候補とする", "候補", "considering", False),
        ("Aを採用する", "採用", "choosing", False),
    ],
)
def test_a_word_is_said_of_another_thing(text: str, word: str, kind: str, told: bool) -> None:
    begins = text.index(word)
    link = re.search("A", text)
    assert link
    places = link.end(), begins, begins + len(word), len(text)
    assert of_another_thing(text, places, kind, topic=text.startswith("Aは")) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Aより高機能なものは必要ない", True),
        ("A以上のものは要らない", True),
        ("A以外の経路は塞ぐ", True),
        ("Aを使わずに公開することは認めない", True),
        ("Aを使わないことは認められている", False),
        ("Aで足りるため、自作しない", True),
        ("Aで足りる", False),
        ("Aより速い", False),
    ],
)
def test_a_denial_may_ask_for_an_entry(text: str, told: bool) -> None:
    assert asked_for(text, 1, len(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("予算を持つようになったらAを分ける", True),
        ("数が増えたらAを作る", True),
        ("数が増えたらAで捌く", False),
        ("落ちたらAを作る", False),
    ],
)
def test_what_is_set_up_once_something_has_grown_is_not_now(text: str, told: bool) -> None:
    at = text.index("A")
    assert once_grown(text, at, at + 1, len(text)) == told


def test_another_one_may_be_taken_until_an_entry_is_there() -> None:
    assert awaited("Aが使えるようになるまではBとする", 1, 17)
    assert not awaited("AからBまで", 1, 6)


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Aを使うが、性能が足りない箇所だけBにする", "足りな", True),
        ("Aは性能が足りない箇所だけBにする", "足りな", False),
        ("Aを使うが、性能が足りないためBにする", "足りな", False),
    ],
)
def test_a_word_may_only_say_where_the_next_entry_is_taken(text: str, word: str, told: bool) -> None:
    begins = text.index(word)
    assert where_next(text, (1, begins, begins + len(word), text.index("B"))) is told
