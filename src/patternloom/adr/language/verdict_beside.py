"""What stands beside a link and tells how it is meant, in a language whose denials come last: *却下：A*.

In: a text, the links in it, the words of the language. Out: whether two links are of one list, and whether a label, an
opening or what takes its place denies one. What the verbs of the sentence say, nothing here knows.
"""

from __future__ import annotations

import re

from patternloom.adr.formats.document import Link
from patternloom.adr.language.verb_endings import CLOSERS, choosing, denial, undone
from patternloom.adr.language.words import Sentences

_JOINED = re.compile(
    r"[\s」』）)\"”]*(?:と|や|も|、|・|および|及び|ならびに|並びに|または|又は|か|＋|\+|/|&|に加え)?[\s「『（(\"“]*(?:の?(?:両方|組み合わせ))?"
)
_JOINED_NAMED = re.compile(
    CLOSERS + r"(?:および|及び|または|又は|ならびに|並びに|や)[^\s、。をはがにでもへ（()）]{0,12}"
    r"(?:の|(?<=[\u3400-\u9fff\u30a1-\u30fc])[（(])"
)
_TO = re.compile(CLOSERS + "[にへでと]は?")
_ONLY_OBJECT = re.compile(CLOSERS + r"[をは][\s「『（(\"“]*")
_LABEL = re.compile(r"[ \t>*_\-•・]*[^:：\n]{1,40}[:：]")
_OPENED = re.compile("[（(]")
_ENDED = re.compile(r"[\s」』\"”]*[）)]")
_REACH = 600  # characters in which a sentence has its verb
_LINE = 2_000  # characters in which a line has its label


def joined(text: str, link: Link, after: Link) -> bool:
    """Whether two links are of one list; *A（Bは不可）* says something else of the second."""
    if _JOINED_NAMED.fullmatch(text, link.end, after.start):
        return True  # *Aおよびテーブルの共有（B）*
    if not _JOINED.fullmatch(text, link.end, after.start):
        return False
    return not _OPENED.search(text, link.end, after.start) or _ENDED.match(text, after.end) is not None


def displaced(text: str, at: int, end: int, rules: Sentences) -> bool:
    """*BがAを置き換える*: whether what follows at once takes the link's place, and is not denied itself."""
    match = rules["displaced"].match(text, at, end)
    return match is not None and undone(text, match.end(), end, rules)[0]


def labelled(text: str, at: int, rules: Sentences) -> bool:
    """Whether the line begins with words that deny all of it: *却下：A*."""
    first = max(at - _LINE, 0)
    begins = max(text.rfind("\n", first, at), text.rfind("。", first, at), first - 1) + 1
    label = _LABEL.match(text, begins, at)
    said = rules["agreeing"].sub("", label[0]) if label else ""
    if not said or rules["denying"].search(said):
        return said != ""
    return any(denial(said, verb.end(), len(said), "choosing", rules)[0] for verb in choosing(rules).finditer(said))


def elsewhere(text: str, at: int, rules: Sentences) -> bool:
    """Whether the clause is about others: *他社ではAを使う*."""
    first = max(at - _REACH, 0)
    begins = max(text.rfind(sign, first, at) for sign in "、。\n") + 1
    return rules["elsewhere"].search(text, max(begins, first), at) is not None


def swapped(text: str, at: int, after: Link, rules: Sentences) -> bool:
    """*AをBに置き換える*: whether the next link takes this one's place."""
    if not _ONLY_OBJECT.fullmatch(text, at, after.start) or not (to := _TO.match(text, after.end)):
        return False
    return rules["swapping"].match(text, to.end()) is not None
