"""Whether a word that seems to deny an entry is said of what the entry is used against: *Aで二重登録を避ける*.

In: a text, where the link ends, where the word begins and ends, of what kind it is. Out: yes or no. It is asked in a
language whose denials come last; what else the words between link and verb say, others follow.
"""

from __future__ import annotations

import re

from patternloom.adr.language.verb_endings import CLOSERS

_MEANS = re.compile(
    CLOSERS
    + "(?:で(?![はもの])|により|によって|を(?:使って|用いて|通して|通じて|介して)|経由で)"
    + "([^、。]{1,30}(?<!の)(?<!こと)を)?"
)
_AGAINST = re.compile("見送|断念|却下|諦|あきらめ|保留|見合わせ")
"""Deeds that the entry itself is the object of, by whatever means."""
_DONE_BEFORE = re.compile(CLOSERS + "[をにで](?!は)[^、。]{1,12}[しいりきえげせてけべめれねみび]、[^、。]*[はが]")
_IF_SO = re.compile("[\u3041-\u309f]{0,5}?(?:れば|たら|なら|い場合|いとき|した場合|以外)(?!な)")
_SO_THAT = re.compile("い(?:よう|ため)に")
_OF_A_NOUN = re.compile("な(?=[\u3400-\u9fff\u30a1-\u30fc])")
_NO_MORE = re.compile(
    CLOSERS
    + "(?:より|以上)[^、。をはが]{1,20}(?:[をはが]|まで)?"
    + "(?:必要(?:[がはも])?な|必要あり|不要|要らな|いらな|求めな|望まな)"
)
_ONLY_SO = re.compile(
    CLOSERS + "(?:以外|なし[でに]|抜きで|を(?:経由|介|通|使|利用)[^、。]{0,3}(?:ない|ず))"
    "[^。]{0,40}?(?:できな|できませ|塞|ふさ|閉じ|禁|不可|な(?:らな|りませ)|対象[とに]し(?:な|ませ)|検討し(?:な|ませ)|いけな|いけませ|許可し(?:な|ませ)|認め(?:な|ませ)|許さ)"
)
_SUFFICES = re.compile(
    CLOSERS + "で(?:十分|充分|足り|事足り|間に合|済む|済み|よい|良い)[^、。]{0,12}(?:ため|ので|から)"
)

_ONCE_GROWN = re.compile(
    "(?:ようにな|増え|大きくな|超え|越え|必要にな|多くな|足りなくな|遅くな)(?:っ?たら|れば|った?(?:時点|段階)で|た(?:時点|段階)で)[、「『（(\\s]*$"
)
_SET_UP = re.compile(
    CLOSERS + "(?:を(?:作|導入|設け|用意|置|立て|入れ|分け|検討|考)|[にへ](?:移|切り替え|変え|乗り換え|する|分け))"
)
_PLACED = re.compile("候補(?:[とに][しす]|[）)。]|$)")
_UNTIL = re.compile(CLOSERS + "が[^、。]{1,25}まで(?:は|の間)?")
_WHERE = re.compile(
    "[\u3041-\u309f]{0,3}[\u3400-\u9fff\u30a1-\u30fcA-Za-z]{1,8}(?:だけ|のみ|に限|には|では|については|は|に|で)"
)
_REACH = 40  # characters before an entry in which such a condition stands


def once_grown(text: str, begins: int, ends: int, end: int) -> bool:
    """*件数が増えたらAを作る*: whether an entry is set up once something has grown, and not now."""
    grown = _ONCE_GROWN.search(text, max(begins - _REACH, 0), begins)
    return grown is not None and _SET_UP.match(text, ends, end) is not None


def awaited(text: str, ends: int, end: int) -> bool:
    """*Aが使えるようになるまではBとする*: whether another one is taken until an entry is there."""
    return _UNTIL.match(text, ends, end) is not None


def where_next(text: str, places: tuple[int, int, int, int]) -> bool:
    """*Aを使うが、性能が足りない箇所だけBにする*: whether a word only says where the next entry is taken.

    `places` are the link's end, the word's two, and where the next link begins.
    """
    ends, begins, stop, following = places
    return begins < following and "、" in text[ends:begins] and _WHERE.match(text, stop, following) is not None


def asked_for(text: str, ends: int, end: int) -> bool:
    """*Aより高機能なものは必要ない*, *A以外の経路は塞ぐ*, *Aで足りるため*: whether a denial asks for the entry."""
    return any(one.match(text, ends, end) for one in (_NO_MORE, _ONLY_SO, _SUFFICES))


def of_another_thing(text: str, places: tuple[int, int, int, int], kind: str, *, topic: bool) -> bool:
    """Whether a word is not said of the link; `places` are the link's end, the word's two, and the sentence's end."""
    ends, begins, stop, end = places
    if kind == "considering" and text.endswith("第一", 0, begins) and _PLACED.match(text, begins, end):
        return True  # *Aを第一候補とする*
    if kind == "considering":  # *Aで検証し、後ろは検証済みとみなす*
        return not topic and _DONE_BEFORE.match(text, ends, begins) is not None
    if kind == "contrast" and text.startswith("っぱ", begins - 2):  # *Aに流しっぱなしにする*
        return True
    if kind == "contrast":
        return text[begins] == "を" and _by_means_of(text, ends, begins)
    if kind != "denying":
        return False
    if text.startswith(("手を加え", "手を入れ"), begins - 2):  # *Aにも手を加えない*
        return True
    if (
        not topic and _SO_THAT.match(text, stop, end) and "、" in text[ends:begins]
    ):  # *Aで分け、ほかに及ばないようにする*
        return True
    if _IF_SO.match(text, stop, end):  # *Aで始め、足りなければ…*, *Aは停止以外ではそのまま続ける*
        return True
    if not topic and _OF_A_NOUN.match(text, stop, end):  # *Aで不要な通信を省く*
        return True
    return _by_means_of(text, ends, begins)


def _by_means_of(text: str, ends: int, begins: int) -> bool:
    """*Aで二重登録を避ける*, *Aで止める*."""
    means = _MEANS.fullmatch(text, ends, begins + (text[begins] == "を"))
    if means is None:
        return False
    return _AGAINST.match(text, begins) is None if means[1] else text.startswith("止め", begins)
