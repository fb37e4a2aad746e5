"""What turns round what a sentence says of a link, in a language whose denials come first: *nobody argued against A*.

In: a sentence in small letters, where its links are, the words of the language. Out: whether a denial undoes another
one, whether a later clause takes up what was denied, and whether one speaks for another link in spite of this one.
"""

from __future__ import annotations

import re
from itertools import islice

from patternloom.adr.formats.document import Link
from patternloom.adr.language.rejected_after import CLAUSE, undone
from patternloom.adr.language.words import Sentences

_BLANK = re.compile(r"[\s\"'“”’*_)]*")
_AND = re.compile(r".*[a-z]\W+and\b(?:\s+(?:the|a|an))?[\s\"'“*_]*", re.DOTALL)
"""Between two links, words that are more than a list's, and last what begins a clause."""
_LED = r"(with|by|through|via|for|on|to|in|from)\s(?:(?:an?|the|our)\s)?[\"“'*_]*$"
_WITH = re.compile(rf"\b{_LED}")
_AND_WITH = re.compile(rf",\s+and\s+{_LED}")
_NEAR = 30  # characters before a link in which what leads to it stands
_TAKEN = re.compile(
    r"\b(?:we|team|group|board)\s(?:(?:will|still|now|have|are|shall)\s){0,2}"
    r"(?:choose|chose|chosen|use|take|took|adopt|adopted|keep|go with|went with|going with|pick|picked|prefer)"
    r"\s(?:it|them|this)\b"
)
_LEADS = 8  # words that may lead to what takes an entry up again
_CLAUSES = 6  # of those behind the last link, how many are looked at


def undone_spans(text: str, start: int, end: int, rules: Sentences) -> list[tuple[int, int]]:
    """All such pairs of a sentence."""
    found = []
    for match in rules["negating"].finditer(text, start, end):
        if (stop := undone(text, match.end(), end, rules)) is not None:
            found.append((match.start(), stop))
    return found


def of_its_own(text: str, before: int, link: Link, end: int, rules: Sentences) -> bool:
    """*Neither A nor C made it and B did*: whether a link begins a clause with a verb of its own."""
    if not _AND.fullmatch(text, before, link.start):
        return False
    return rules["owning"].match(text, _skipped(text, link.end, end), end) is not None


def resumed(text: str, at: int, end: int, rules: Sentences) -> bool:
    """*A was rejected then, but now we use it*: whether a clause behind the last link takes it up again."""
    for _ in range(_CLAUSES):
        if not (clause := CLAUSE.search(text, at, end)):
            return False
        at = _skipped(text, clause.end(), end)
        for _ in range(_LEADS):
            if rules["resuming"].match(text, at, end):
                return True
            if not (match := rules["resuming_leads"].match(text, at, end)):
                break
            at = _skipped(text, match.end(), end)
    return False


def taken_anyway(text: str, start: int, link: Link, end: int, rules: Sentences) -> bool:
    """*Although A is more expensive we choose it*: whether a sentence concedes something and takes the entry."""
    if not rules["conceding"].search(text, start, link.start):
        return False
    return _TAKEN.search(text, link.end, end) is not None


def led_alike(text: str, before: Link, link: Link) -> bool:
    """*With A, since it is there, and with B*: whether the word that leads to a link is that of the one before."""
    if not (again := _AND_WITH.search(text, before.end, link.start)):
        return False
    first = _WITH.search(text, max(before.start - _NEAR, 0), before.start)
    return first is not None and again[1] == first[1]


def outdone(text: str, before: int, link: Link, after: Link, end: int, rules: Sentences) -> bool:
    """*A is popular, but we chose B*: whether the next link is taken in spite of this one."""
    between = text[link.end : after.start]
    decided = rules["deciding"].search(between)
    if decided is None:
        better = rules["outdoing"].match(text, _skipped(text, after.end, end), end)
        decided = re.search(r"\bbut(?:\s+the|\s+an?)?[\s\"'“*_]*$", between) if better else None
    if decided is None:
        return False
    return not rules["keeping"].search(text, before, link.end + decided.start())


def unneeded(text: str, link: Link, end: int, rules: Sentences) -> bool:
    """*A keeps one, which we do not need*: whether the rest of the sentence says so of what the link brings."""
    semicolon = text.find(";", link.end, end)
    return rules["unneeded"].search(text, link.end, semicolon if semicolon >= 0 else end) is not None


def left_open(text: str, start: int, end: int, links: list[Link], rules: Sentences) -> set[int]:
    """*Which server we run (A or B) is left open*: the numbers of links of which a sentence says that, and no more."""
    found: set[int] = set()
    for match in islice(rules["undecided"].finditer(text, start, end), _CLAUSES):
        begins = max(text.rfind(";", start, match.start()), start)
        if not any(rules[kind].search(text, begins, match.start()) for kind in ("chosen", "preferring")):
            found.update(number for number, link in enumerate(links) if begins <= link.start < match.start())
    return found


def _skipped(text: str, at: int, end: int) -> int:
    match = _BLANK.match(text, at, end)
    return match.end() if match else at
