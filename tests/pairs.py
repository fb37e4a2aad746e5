"""What two languages of a text may claim differently: numbers, negations, modal verbs, quantifiers, subjects.

In: the English and the Japanese of a pair. Out: a line for each kind in which they differ. It looks for words, so it
finds what may differ; whether it does, somebody reads.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from patternloom.catalog.load import Catalog
from patternloom.model.texts import steps_to_texts

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
NUMBERS = {
    **{word: str(number) for number, word in enumerate(_UNITS, start=2)},
    **{word: str(number * 10) for number, word in enumerate(_TENS, start=2)},
}
"""`one` is left out: it is an article and a pronoun as often."""
IMPLIED = {
    **{month: str(number) for number, month in enumerate(_MONTHS, start=1)},
    **dict.fromkeys(["two", "both", "either", "neither", "twice", "second", "pair", "halves", "doubled"], "2"),
    **{"third": "3", "fourth": "4", "fifth": "5", "half": "0.5"},
}
"""English words for which the Japanese may have a number, or none."""

SIGNS = {
    "negation": (
        r"\b(?:not|no|never|none|nothing|nobody|cannot|without|neither|nor|un\w+|in(?:dependent|valid)\w*|\w*less|lacks?|"
        r"lacking|missing|refus\w+|reject\w+|avoid\w*|instead|stop\w*|fail\w*|lose[sn]?|lost|outside|until|only|other\w*|"
        r"rather|dis\w+|away|rarely|hardly|too|else|free|but|before|different\w*|keep\w*|prevent\w*|sole\w*|alone|little|few\w*|seldom|silently|neutral|left|break\w*|forbid\w*|beside|further)\b|n't\b",
        r"ない|なく|なけ|なし|なかっ|ませ|ずに|せず|れず|えず|らず|ず、|ずつ|わず|かず|きず|ぬ|不|無|非|未|拒否|避け|防|失|外|欠|"
        r"禁|以前|まで|独立|別|ほか|以外|代わり|のみ|だけ|限|異な|抑|回避|停止|漏|止|なら|脱|除|廃|解消|省|減|手離",
    ),
    "obligation": (
        r"\b(?:must|should|ought|ha(?:s|ve|d) to|needs?|needed|requir\w+|necessary|mandatory|obliged|wants?|demand\w*|"
        r"calls? for|depends?|only|takes?|cannot|recommend\w*|is to|are to|better|essential|responsib\w+|be \w+ed|until|costs?)\b",
        r"べき|必要|なければ|必須|義務|ねば|望まし|求め|要求|不可欠|要する|推奨|欠か|たい|必ず|許|はず|られない|及ぼせない|ならない|ように|ため|ます",
    ),
    "universal": (
        r"\b(?:all|every\w*|always|any\w*|whole|each|entire\w*|whatever|whichever|whoever|both|no|never|complete\w*|full\w*|"
        r"throughout|either|wherever|none|per|total\w*|through|at once|own|together|across|overall|full|nothing|alike)\b",
        r"すべて|全|常に|必ず|どの|あらゆる|いずれも|どれ|何も|誰|ごと|各|いつでも|どこ|毎|いかなる|一括|丸ごと|一切|双方|両|それぞれ|ずつ|も|たび|よらず|限|そろ",
    ),
    "exclusive": (
        r"\b(?:only|alone|solely|just|sole|nothing but|exclusive\w*|merely|except|single|but|no other|own|one|itself|by \w+self|"
        r"until|purely|limited|nobody else|dedicated|simply|not|enough|once|more than|nothing|becomes|where it|for \w+ that|allows|merely)\b",
        r"のみ|だけ|しか|限|専|唯一|単|ばかり|除|1つ|独自|自体|自身|まで|とどま|必須|すぎ|さえ|でよい|済|前提|以外|てから|つき|同意",
    ),
    "majority": (
        r"\b(?:most\w*|main\w*|largely|majority|many|much|lot|widely|predominant\w*|prevail\w*|usual\w*|often|chief\w*|"
        r"common\w*|primar\w*|largest|almost|nearly|frequent\w*|popular|typical\w*|general\w*|heav\w+|central|core|major\w*|little more than)\b",
        r"ほとんど|大半|大部分|主流|主に|多く|大多数|ほぼ|最|中心",
    ),
    "frequency": (
        r"\b(?:usual\w*|often|typical\w*|common\w*|general\w*|normal\w*|sometimes|rarely|frequent\w*|occasional\w*|seldom|"
        r"mostly|most|in practice|by default|as a rule|regular\w*|now and then|many|ordinar\w*|widely|can|may|might|"
        r"could|tends?|likely|possibl\w*|perhaps|if|easily|public|quickly)\b",
        r"通常|一般|多く|しばしば|よく|たいてい|まれ|場合が|ことが|普通|頻繁|標準|定期|デフォルト|場合も|こともあ|がち|やすい|可能|得|しうる|傾向|恐れ|おそれ",
    ),
}
ONE_WAY = {
    "majority": (
        r"(?<!at )(?<!the )\b(?:most|mostly|majority|largely|predominantly|mainly)\b",
        r"ほとんど|大半|大部分|主流|主に|大多数",
    ),
    "frequency": (
        r"\b(?:usually|often|typically|sometimes|rarely|frequently|commonly)\b",
        r"通常|一般に|しばしば|たいてい|まれに|頻繁に",
    ),
    "exclusive": (r"\b(?:only|solely)\b", r"のみ|(?<!できる)(?<![分1回度])だけ(?!でな)|しか(?!し)"),
    "universal": (
        r"(?<!above )(?<!at )\b(?:all|every|always|everything)\b",
        r"すべて|(?<![非正])常に|必ず(?!し)|あらゆる",
    ),
    "obligation": (r"\b(?:must|should)\b", r"なければな|必須|義務"),
    "negation": (
        r"\b(?:not|no|never|none|nothing|cannot|without)\b|n't\b",
        r"(?<![少らば])ない|(?<![少れ間])なく(?!なら)|なし|(?<![りい])ません|(?<!ら)ずに|せず",
    ),
}
"""Plain signs of each kind: where one language has one, the other must have any of its signs above."""


SHORT = {
    "API": "gateway|interface|contract|request",
    "EBS": "volume",
    "ENI": "interface",
    "FaaS": "function",
    "IAM": "role|access|permission|policy",
    "RDB": "relational",
    "SPA": "browser|page",
    "URL": "address",
}
"""Names that Japanese prefers to the words that English has."""


def differences(english: str, japanese: str) -> list[str]:
    """What one of the texts claims and the other does not, as far as its words tell."""
    found = []
    ours, theirs = numbers_of(english), numbers_of(unicodedata.normalize("NFKC", japanese))
    implied = {IMPLIED[word] for word in re.findall("[a-z]+", english.lower()) if word in IMPLIED}
    if ours - theirs - implied or theirs - ours - implied:
        found.append(f"numbers: {listed(ours - theirs - implied)} / {listed(theirs - ours - implied)}")
    for kind, (plain_en, plain_ja) in ONE_WAY.items():
        any_en, any_ja = SIGNS[kind]
        sign_en, sign_ja = re.search(plain_en, english, re.I), re.search(plain_ja, japanese)
        if sign_en and not re.search(any_ja, japanese):
            found.append(f"{kind}: {sign_en[0].lower()} / –")
        elif sign_ja and not re.search(any_en, english, re.I):
            found.append(f"{kind}: – / {sign_ja[0]}")
    ours, theirs = subjects_of(english), subjects_of(japanese)
    if ours != theirs:
        found.append(f"subjects: {listed(ours - theirs)} / {listed(theirs - ours)}")
    if strange := {word for word in latin_of(japanese) if not named(word, english)}:
        found.append(f"names: – / {listed(strange)}")
    return found


def listed(words: Iterable[str]) -> str:
    """Words in order, or a dash."""
    return ", ".join(sorted(words)) or "–"


def named(word: str, english: str) -> bool:
    """Whether an English text has the word, or what it is short for: its words, or theirs by their first letters."""
    words = re.findall("[A-Za-z][a-z]*", english)
    parts = [part.lower() for part in re.findall("[A-Z]?[a-z]+", word)]
    initials = "".join(one[0] for one in words).lower()
    return (
        word.lower() in english.lower()
        or re.search(SHORT.get(word, "(?!)"), english, re.I) is not None
        or (len(parts) > 1 and all(any(one.lower().startswith(part[:5]) for one in words) for part in parts))
        or word.lower() in initials
    )


def numbers_of(text: str) -> set[str]:
    """The numbers in a text, English words as digits."""
    plain = re.sub(r"`[^`]*`|\]\([^)]*\)|\[\[[^\]|]*", " ", text)
    words = (NUMBERS.get(word) for word in re.findall(r"[a-z]+", plain.lower()))
    return {
        *re.findall(r"(?<![A-Za-z0-9.-])[0-9]+(?:[.,][0-9]+)*(?![0-9]|(?!GiB|MiB|GB|kB|s|ms)[A-Za-z])", plain),
        *filter(None, words),
    } - {"1"}


def subjects_of(text: str) -> set[str]:
    """What a text names by markup: entries, works, code without its placeholders."""
    found = re.findall(r"\[\[([^\]|]+)|\[@([^\]]+)\]|`([^`]+)`", text)
    return {re.sub("<[^>]*>", "<>", "".join(groups)) for groups in found}


def latin_of(text: str) -> set[str]:
    """The words in Latin letters of a Japanese text."""
    plain = re.sub(r"`[^`]*`|\]\([^)]*\)|\[\[[^\]|]*|\[@[^\]]*\]", " ", text)
    return set(re.findall(r"[A-Za-z][A-Za-z0-9.+-]+[A-Za-z0-9]", plain))


def pairs_of(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Every text with both languages: where it stands, English, Japanese."""
    for id, entry in catalog.entries.items():
        raw = catalog.places[id].value()
        for steps in steps_to_texts(entry, without=("avoid", "found_by")):
            value = raw
            for step in steps:
                value = value[step]
            if isinstance(value, dict):
                yield ".".join(map(str, (id, *steps))), squeezed(value["en"]), squeezed(value["ja"])
    english, japanese = catalog.strings["en"], catalog.strings["ja"]
    for key, text in english.items():
        yield f"strings.{key}", squeezed(text), squeezed(japanese[key])


def digest(english: str, japanese: str) -> str:
    """What a pair is known by once it was judged: any change of either text asks for another look."""
    return hashlib.sha256(f"{english}\n{japanese}".encode()).hexdigest()[:16]


def squeezed(text: str) -> str:
    """On one line, whatever line it is broken at in the file."""
    return " ".join(text.split())
