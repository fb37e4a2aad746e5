"""Which of several entries a tally puts first: *A got five votes, B two*; *◎ A × B*; *1位 A、2位 B*.

In: a text with the places of its links, or the items of a list. Out: the numbers of those that another one outdoes.
Votes, points, marks and ranks are signs and figures, which are read alike in every language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from patternloom.adr.formats.document import Link

_BEST, _GOOD, _POOR, _BAD = range(4)
_MARKS = {
    **dict.fromkeys("◎🥇🏆", _BEST),
    **dict.fromkeys("○◯〇✓✔✅☑👍", _GOOD),
    **dict.fromkeys("△▲⚠🥈🥉", _POOR),
    **dict.fromkeys("×✕✖✗✘❌👎", _BAD),
}
_MARK = f"[{''.join(_MARKS)}]"
_MARK_BEFORE = re.compile(rf"({_MARK})\ufe0f?[\s:：]?[「『\"“(（]?$")
_MARK_BEHIND = re.compile(rf"[」』\"”)）]?[\s:：…は]{{0,3}}[(（]?({_MARK})")
_FIGURES = {
    word: number
    for words in (
        "no one two three four five six seven eight nine ten eleven twelve",
        "nobody 一 二 三 四 五 六 七 八 九 十",
    )
    for number, word in enumerate(words.split())
}
_FIGURE = rf"(\d+(?:[.,]\d+)?|\b(?:{'|'.join(word for word in _FIGURES if word.isascii())})\b|[一二三四五六七八九十])"
_VOTES = r"(?:votes?|voices|points?|pts|of us|people|hands|票|点|名)"
_TALLIED = re.compile(
    rf"{_FIGURE}\s?{_VOTES}|\b(?:votes?|points|scores?|scored|tally|poll)\b|得票|得点|投票|採点", re.IGNORECASE
)
_AFTER = re.compile(rf"[^\d.;。]{{0,24}}?{_FIGURE}(?!\s?(?:%|ms|s\b|percent|回|台|年|月|日|件|秒|分))", re.IGNORECASE)
_BEFORE = re.compile(
    rf"{_FIGURE}(?:\s?{_VOTES})?\s(?:(?:were|was|went|voted|preferred|raised)\s)?(?:for|to|in favou?r of|preferred)"
    r"\s(?:(?:the|an?)\s)?[\"“'*_]*$",
    re.IGNORECASE,
)
_RANK_BEFORE = re.compile(r"(?:第?([1-9一二三四五])(?:位|候補)|#([1-9]))[\s:：はが…,]{0,2}[「『\"“(（]?$")
_RANK_BEHIND = re.compile(r"[」』\"”]?\s?(?:[(（はが：:]\s?)(?:第?([1-9一二三四五])(?:位|候補)|#([1-9])(?!\d))")
_REACH = 40  # characters beside a link in which its figure stands
_ITEM = re.compile(rf"(?<![\w.]){_FIGURE}\s?{_VOTES}", re.IGNORECASE)
RANKING = re.compile(
    r"\b(?:rank(?:ing|ed|s)?|order of preference|preference order|in descending order|final scores?|league table)\b"
    r"|順位|ランキング|得票順|評価順",
    re.IGNORECASE,
)
"""Words of what leads to a list whose first item is the best."""


def told_apart(text: str, start: int, end: int, links: Sequence[Link]) -> tuple[set[int], set[int]]:
    """The numbers of a sentence's links that marks put first, and of those that a tally puts behind another one."""
    if len(links) < 2:
        return set(), set()
    end = min(end, len(text))
    bounds = [start, *(link.start for link in links), end]
    before = [
        text[max(links[n - 1].end if n else start, link.start - _REACH) : link.start] for n, link in enumerate(links)
    ]
    behind = [text[link.end : min(bounds[n + 2], link.end + _REACH)] for n, link in enumerate(links)]
    if (marks := _marks(before, behind)) is not None:
        behind_best = _behind_best(marks)
        won = {n for n in range(len(links)) if n not in behind_best} if min(marks) < _POOR else set()
        return won, behind_best
    if (ranks := _ranks(before, behind)) is not None:
        return set(), _behind_best(ranks)
    if _TALLIED.search(text, start, end) and (votes := _votes(before, behind)) is not None:
        return set(), _behind_best([-number for number in votes])
    return set(), set()


def outdone_items(texts: Sequence[str]) -> set[int]:
    """The numbers of a list's items that have fewer votes or points than another one."""
    told = [_ITEM.search(text) for text in texts]
    if len(told) < 2 or not all(told):
        return set()
    return _behind_best([-_number(match[1]) for match in told if match])


def _behind_best(places: Sequence[float]) -> set[int]:
    best = min(places)
    return {number for number, place in enumerate(places) if place > best}


def _marks(before: Sequence[str], behind: Sequence[str]) -> list[float] | None:
    """*◎ A × B*, *A ○、B ×*: each link's mark, where each has one on the same side."""
    for pattern, method, sides in ((_MARK_BEFORE, "search", before), (_MARK_BEHIND, "match", behind)):
        found = [getattr(pattern, method)(side) for side in sides]
        if all(found):
            return [_MARKS[match[1]] for match in found]
    return None


def _ranks(before: Sequence[str], behind: Sequence[str]) -> list[float] | None:
    for found in ([_RANK_BEFORE.search(side) for side in before], [_RANK_BEHIND.match(side) for side in behind]):
        if all(found):
            return [_number(match[1] or match[2]) for match in found if match]
    return None


def _votes(before: Sequence[str], behind: Sequence[str]) -> list[float] | None:
    """*Five for A, two for B*, *A five, B two*."""
    for found in ([_BEFORE.search(side) for side in before], [_AFTER.match(side) for side in behind]):
        if all(found):
            return [_number(match[1]) for match in found if match]
    return None


def _number(said: str) -> float:
    word = said.lower()
    return float(_FIGURES[word]) if word in _FIGURES else float(said.replace(",", "."))
