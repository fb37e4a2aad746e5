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
_OF_WHICH = re.compile(
    r"\b(?:that|which|who|whose\s[a-z]+)\s(?:(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|may|must)(?:n't|\snot)"
    r"|cannot|can't|won't|never|no\slonger)\s[^,;:.()\ufffc]{1,60}?\s"
    r"(?=(?:is|are|was|were|gets?|goes|go|stays?|must|will|shall|moves?|waits?|lands?|ends?)\b)(?!(?:is|are)\s(?:not|never)\b)"
)
"""*A receiver that does not answer is tried again*: what a relative clause denies before its sentence's own verb."""
_LED = r"(with|by|through|via|for|on|to|in|from)\s(?:(?:an?|the|our)\s)?[\"“'*_]*$"
_WITH = re.compile(rf"\b{_LED}")
_AND_WITH = re.compile(rf",\s+and\s+{_LED}")
_NEAR = 30  # characters before a link in which what leads to it stands
_TAKEN = re.compile(
    r"\b(?:we|team|group|board)\s(?:(?:will|still|now|have|are|shall)\s){0,2}"
    r"(?:choose|chose|chosen|use|take|took|adopt|adopted|keep|go with|went with|going with|pick|picked|prefer)"
    r"\s(?:it|them|this)\b"
)
_LACKING = re.compile(
    r"(?:^|[.!?,;:]\s|\b(?:but|so|and|that|because|as)\s)[\s\"“'*_(]*(?:(?:not|never)\s(?:[a-z]+ly\s)?[a-z]+ing\b|[a-z]+ing\s(?:[a-z]+\s){0,2}?without\b"
    r"|(?:skipping|dropping|omitting|avoiding|forgoing|ignoring|bypassing|removing|abandoning|leaving\s(?:out|away)|giving\sup)\b)"
)
_FINITE = re.compile(r"[;:.]|\b(?:we|is|are|was|were|will|would|can|must)\b")
_RULED_OUT = re.compile(
    r"[^;:.]{0,60}?\b(?:is|was|are|were|would be|isn't|wasn't|seems|seemed)\s(?:simply\s|clearly\s|just\s|also\s)?"
    r"(?:(?:not|no|never)(?:\slonger)?\s(?:an?\s|really\s|an\sacceptable\s)?|(?<=n't\s)(?:an?\s)?)?"
    r"(?:option|possible|acceptable|viable|feasible|allowed|permitted|alternative|choice|out\sof\sthe\squestion|unacceptable"
    r"|impossible|irresponsible|unthinkable|negligent|reckless)\b"
)
"""*… is not an option*, *… would be irresponsible*."""
_LEADS = 8  # words that may lead to what takes an entry up again
_CLAUSES = 6  # of those behind the last link, how many are looked at


def undone_spans(text: str, start: int, end: int, rules: Sentences) -> list[tuple[int, int]]:
    """All such pairs of a sentence."""
    found = []
    for match in rules["negating"].finditer(text, start, end):
        if (stop := undone(text, match.end(), end, rules)) is not None:
            found.append((match.start(), stop))
    return found + [match.span() for match in _OF_WHICH.finditer(text, start, end)]


def indispensable(text: str, start: int, end: int, first: Link) -> int:
    """*Not using A is not an option*: up to where a sentence says of links that there is no way without them."""
    lacking = _LACKING.search(text, start, first.start)
    if lacking is None or _FINITE.search(text, lacking.end(), first.start):
        return start
    ruled_out = _RULED_OUT.match(text, first.end, end)
    return ruled_out.end() if ruled_out else start


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


def in_spite(text: str, start: int, end: int, links: list[Link], rules: Sentences) -> list[bool]:
    """Of each link, whether the sentence chooses it in spite of what it says of it.

    *Although A is expensive we choose it*: what concedes is looked for once, as there may be thousands of links.
    """
    needed = indispensable(text, start, end, links[0])
    if needed == start and not _TAKEN.search(text, links[0].end, end):
        return [False] * len(links)  # as nearly always
    conceding = rules["conceding"].search(text, start, links[-1].start)
    conceded = conceding.end() if conceding else end + 1
    stops = [*(link.start for link in links[1:]), end]
    return [
        link.start < needed or (link.start >= conceded and _TAKEN.search(text, link.end, stop) is not None)
        for link, stop in zip(links, stops, strict=True)
    ]


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
