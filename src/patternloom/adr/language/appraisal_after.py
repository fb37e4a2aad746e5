"""Whether a sentence only tells of an entry, in a language whose verbs come last: *Aは学習コストが高い*.

In: a text, where a sentence of it ends, the links in it, the words of the language. Out: of each link `supposed` where
the sentence asks or denies in one go, `weighed` where it says what the entry is like, was, or would bring, and nothing
that is done with it.
"""

from __future__ import annotations

import re

from patternloom.adr.formats.document import Link
from patternloom.adr.language.verb_endings import CLOSERS, choosing, doing
from patternloom.adr.language.words import Sentences

_REACH = 600  # characters in which a sentence has its verb
_NOUN = "[\u3400-\u9fff\u30a1-\u30fcA-Za-z]{1,16}"
_TOPIC = re.compile(
    CLOSERS
    + f"(?:(?:へ)?の{_NOUN})?(?:について|に関して)?(?:の(?:ほう|方)が|[はもが]|[へにを][^、。]{{1,10}}こと[はもが])"
)
_OF = re.compile(CLOSERS + f"の(?P<noun>{_NOUN}(?:[えりきみ]方)?)(?!{_NOUN})")
_AT = re.compile("[をにへと]|で(?!あ)")
_FROM = re.compile(
    "[^、。]{0,8}?(?:から|を通じて|を通して|を介して|経由で|越しに)(?!の)[^、。]{0,12}[うくすつぶむるぐぬいりしっ]"
)
"""*Aの読み取り側から行い、…*."""
_BY_MEANS = re.compile("[）)]|で(?!は|も|あ|、)[^、。]{0,20}[うくすつぶむるぐぬ](?:こととする)?[」』）)\\s。]*$")
"""*AのストリームでデータをBへ送る*, *別の値で代用する（Aのフォールバック）*: a part of it is the means."""
_SET = re.compile(
    "[はをも](?!任意|自由)[^。]{0,40}(?:[とに](?:する|します|した)|に設定する|に固定する)[」』）)\\s。]*$"
)
"""*Aの閾値は30%とする*: what is set of an entry that is taken."""
_TO = re.compile(CLOSERS + f"への{_NOUN}")
_OF_OTHERS = re.compile(
    CLOSERS
    + "(?:[をへと]|で(?![^、。]{0,10}れる)|に(?!よ))[^、。]{0,12}"
    + "(?:[てで](?:い|き)た|した|(?:られた|された)(?=既存|旧|現行|従来|今の)|中の|(?<!ず)[うるくすつむぶぐ])"
    + "(?P<noun>[\u3400-\u9fff\u30a1-\u30fc]+|もの(?!で|と[すし]))"
)
_PUT_TO_USE = re.compile("を(?:使|利用|活用|流用)")
"""*Aに溜めているデータを使う*."""
_IF = re.compile(CLOSERS + "[をにで][^、。]{0,12}(?:ていたら|でいたら|ったら|したら|ていれば|でいれば)")
_IF_NEEDED = re.compile(CLOSERS + "が(?:必要|不可欠)にな(?:ったら|れば|った(?:時点|段階|場合|とき))")
_UNDER = re.compile(CLOSERS + "[をにで][^、。]{0,10}[うるくすつむ]と(?![いすしな考判決のも見])")
_BY_DOING = re.compile(
    CLOSERS
    + "[をにへでと][^、。]{0,24}?(?:使え|用いれ|替えれ|換えれ|変えれ|させれ|移せ|載せれ|乗せれ|入れれ|採れ|選べ|置け"
    "|(?<!失敗)(?<!成功)(?<!不足)(?<!停止)(?<!発生)(?<!到達)すれ)ば(?![よい良済足十])"
)
"""*Aに替えれば楽になると思われがちだが、…*: what would come of it."""
_BACK_TO = re.compile(CLOSERS + "(?:による[^、。]{1,6})?[にへ](?:戻[すしる]|改め)")
_ONCE = re.compile("(?:際|とき|後|次第|場合|時点|段階)[にで]?は?[、「『（(]?")
"""*刷新の際にAに戻す*: what comes once something is there."""
_ONLY = re.compile(CLOSERS + "(?:だけ|のみ)では(?!足|十分|不十分|不足)")
"""*Aだけでは速くならない*; what does not suffice alone may be taken with another."""
_ASKS = re.compile(
    CLOSERS
    + "(?:は[^、。]{0,10}(?:教育|学習|研修|改修|作り直し|書き直し|契約|費用|予算|時間|人手|工数|専門)[^、。]{0,6}必要"
    "|の(?:利用|使用|採用|導入)に?[はも][^、。]{0,15}(?:申請|承認|許可|例外))"
)
"""*Aは教育が必要になる*, *Aの利用には申請が必要*."""
_BUT = re.compile(
    CLOSERS
    + "(?:[をはもが]|[にでへ][^、。]{1,12}の[がはも])[^。]{1,40}?(?:[ただるいすつくぐむぶぬう]が|ものの|けれど|けど)、"
)
_KEPT = re.compile(
    CLOSERS
    + "(?:[をでが][^、。]{0,6}(?:点|こと|の))?(?:について|に関して)?(?:は|も|から)(?:引き続き|現在から|現状から)?"
)
"""*Aは今のまま*, *Aを持つ点は変わらない*, *Aから変更しない*."""
_THEN = re.compile(
    CLOSERS
    + "と(?![いすしな考判決のも見])[^、。]{1,30}"
    + "(?:要り、|要る。|かかり、|かかる。|増え、|増える。|なり、|なる。|必要で、|必要だ。)"
)
_OTHER_RECORD = re.compile("(?:ADR|adr|RFC|rfc|記録)[-_ #]*[0-9]+で(?:は)?")
_STATE = re.compile(
    "(?:[いただ]|である|です|ました|あります|なります|なる|ある|[\u3400-\u9fff\u30a1-\u30fc])[」』）)\\s。]*$"
)
"""What a sentence ends in that says what something is like, or was; not what it does."""
_OF_IT = re.compile(CLOSERS + r"は、?[\s「『（(\"“]*")
_MADE_WITH = re.compile(
    "で(?![^、。]{0,4}(?:代用|代替|代わ|置換|比較|でき))[\u3400-\u9fff\u30a1-\u30fc]{2,6}(?:する|し、|した|します)"
)
"""*認証サービス（A）はBで構築する*, its second link behind: an entry made with another one is taken, as that is."""
_JOINED = re.compile(CLOSERS + r"(?:と|や|も|、|・|および|及び)[\s「『（(\"“]*")
_ENDING = re.compile("(?:まで|から|のみ|だけ|[0-9０-９一二三四五]回|[0-9０-９一二三四五]台)[」』）)\\s。]*$")
_WAS = re.compile("[てで](?:いた|きた|いました|きました)(?:[」』）)\\s。]*$|が、|ものの|けれど)")
_NOT = re.compile(
    CLOSERS
    + "(?:(?:は|を|も|に|にも|には)[^、。をがは]{0,30}(?:しない|しません|しなかった|ことはない|ことはありません)"
    + "|[にへ][はも]?[^、。をがはも]{1,12}(?:ない|ません))"
    + "[」』）)\\s。]*"
)
"""*Aはこれ以上追求しない*: one clause that denies."""
_PAST = re.compile("(?:た|ました|でした|だった)[」』）)\\s。]*$")
_DECIDED = re.compile("(?:こと[にと](?:なり|なっ|し|決め|決まっ)|たほうが[^。]{1,15}と判断し)(?:た|ました)")
"""*Aで守ることになった*, *Aにしたほうが早いと判断した*: a past that decides."""
_IN_QUESTION = re.compile("か[（(]")
_ASKING = re.compile("[^、。（(]{0,8}[）)]?[、はをがも]")
_AT_PRESENT = re.compile(
    CLOSERS + "(?:という|ような)?(?:現行|従来|これまで|今まで|旧来|今|いま)の[^、。]{1,8}[はをが]"
    "(?![^。]{0,30}(?:続け|維持|残|保))"
)
_STAYING = re.compile(CLOSERS + "のまま(?:で|と|に|。|、)")
_UNTIL = re.compile("まで(?:は|の間は?)?、?[^。、]{0,12}$")
_ASKED = re.compile("か[」』）)\\s]*[。？?]?$|[？?]$")


def weighed_after(text: str, end: int, links: list[Link], rules: Sentences) -> list[str]:
    """Of each link, in their order."""
    end = min(end, len(text))
    if _ASKED.search(text[links[-1].end : end].rstrip()) and text[links[-1].end : end].strip(" \n。?？"):
        return ["supposed"] * len(links)
    found: list[str] = []
    for number in range(len(links) - 1, -1, -1):
        stop, begins = min(end, links[number].end + _REACH), max(links[number].start - _REACH, 0)
        link, after = links[number], links[number + 1] if number + 1 < len(links) else None
        begins = max(text.rfind("。", begins, link.start), text.rfind("\n", begins, link.start), begins - 1) + 1
        if after and _JOINED.fullmatch(text, link.end, after.start):
            found.append(found[-1])
        elif _IN_QUESTION.search(text, max(link.start - 2, 0), link.start + 1) and _ASKING.match(text, link.end, end):
            found.append("supposed")  # *置くか（A）、置かないか（B）は試作してから決める*
        elif (now := _AT_PRESENT.match(text, link.end, end)) and not rules["staying"].search(text, now.end(), end):
            found.append("weighed")  # *A現行のやり方は今回で終える*
        elif _STAYING.match(text, link.end, end) and _UNTIL.search(text, begins, link.start):
            found.append("weighed")  # *次の更改まではAのままでよい*
        elif _BACK_TO.match(text, link.end, stop) and _ONCE.search(text, begins, link.start):
            found.append("weighed")
        elif (
            _IF.match(text, link.end, end)
            or _IF_NEEDED.match(text, link.end, end)
            or _OTHER_RECORD.search(text, begins, link.start)
        ):
            found.append("supposed")
        else:
            near = min(after.start, stop) if after else stop
            if after and _OF_IT.fullmatch(text, link.end, after.start) and _MADE_WITH.match(text, after.end, end):
                found.append("")
                continue
            found.append("weighed" if _brings(text, near, link, rules) else _weighed(text, stop, link, rules))
    return found[::-1]


def _brings(text: str, end: int, link: Link, rules: Sentences) -> bool:
    """*Aを分けると費用がかかり、…*, its verb a part of the link: whether it says what would come of the entry."""
    if _THEN.match(text, link.end, end) is None:
        return False
    return not any(one.search(text, link.end, end) for one in (choosing(rules), doing(rules), rules["back"]))


def _weighed(text: str, end: int, link: Link, rules: Sentences) -> str:
    said = text[link.end : end].rstrip()
    if _NOT.fullmatch(said) and not any(rules[kind].search(said) for kind in ("harmless", "denying")):
        return "supposed"
    if (kept := _KEPT.match(text, link.end, end)) and rules["staying"].match(text, kept.end(), end):
        return ""
    if _only_named(text, end, link, rules) or _conceded(text, end, link, rules) or _WAS.search(said):
        return "weighed"
    if _ONLY.match(text, link.end, end) or _ASKS.match(text, link.end, end):
        return "weighed"
    supposed = (
        _UNDER.match(text, link.end, end)
        or _BY_DOING.match(text, link.end, end)
        or rules["would"].match(text, _skipped(text, link.end, end), end)
    )
    topic = _TOPIC.match(text, link.end, end)
    opening = supposed or topic
    behind = opening.end() if opening else link.end
    further = rules["back"] if supposed else doing(rules)
    if choosing(rules).search(text, behind, end) or further.search(text, behind, end):
        return ""
    if topic and not supposed and _ENDING.search(said):
        return ""
    stated = topic is not None and topic[0].endswith("は")
    told = supposed or stated or ((_STATE if topic else _PAST).search(said) and not _DECIDED.search(said))
    return "weighed" if told and behind < end and text[behind:end].strip(" \n。") else ""


def _conceded(text: str, end: int, link: Link, rules: Sentences) -> bool:
    """*何人かはAを推したが、Bはできない*: whether its clause gives way to one that does nothing with it."""
    if (but := _BUT.match(text, link.end, end)) is None:
        return False
    if any(one.search(text, link.end, end) for one in (choosing(rules), rules["back"])):
        return False
    done = doing(rules).finditer(text, link.end, end)
    return all(one.end() <= but.end() and rules["praising"].match(one[0]) for one in done)


def _only_named(text: str, end: int, link: Link, rules: Sentences) -> bool:
    """*Aの工数は…*, *Aを使っているチームは…*, *Aに近い*: whether it only says of what another thing is."""
    if (of := _OF.match(text, link.end, end)) and not _used(of["noun"], rules):
        if _BY_MEANS.match(text, of.end(), end) or _SET.match(text, of.end(), end):
            return False
        done = choosing(rules), rules["swapping"]  # *AからBのストリームに変更する*
        used = _AT.match(text, of.end()) or _FROM.match(text, of.end(), end)
        return not (used and any(one.search(text, of.end(), end) for one in done))
    if (others := _OF_OTHERS.match(text, link.end, end)) and rules["plans"].match(others["noun"]) is None:
        return _PUT_TO_USE.match(text, others.end(), end) is None
    if to := _TO.match(text, link.end, end):
        return choosing(rules).search(text, link.end, to.end()) is None
    return rules["mentioning"].match(text, _skipped(text, link.end, end), end) is not None


def _used(noun: str, rules: Sentences) -> bool:
    """*Aの導入*, *Aの導入後*; not *Aの導入実績*, which is another thing."""
    used = rules["used_nouns"].match(noun)
    return used is not None and noun[used.end() :] not in ("実績", "事例", "件数", "率", "例", "経験")


def _skipped(text: str, at: int, end: int) -> int:
    return at + len(text[at:end]) - len(text[at:end].lstrip(' \n\t」』）)"”'))
