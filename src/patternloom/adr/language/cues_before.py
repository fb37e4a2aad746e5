"""What changes in a sentence how its links are meant, in a language whose denials come first.

In: a text in small letters, where a sentence of it begins and ends, the links in it, the words of the language. Out:
words that deny, give a reason or begin anew, in their order. Which links they reach, nothing here knows.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right, insort
from collections.abc import Iterator
from functools import lru_cache

from patternloom.adr.formats.document import Link
from patternloom.adr.language.rejected_after import CLAUSE, LISTED, told_of_before
from patternloom.adr.language.reversal import undone_spans
from patternloom.adr.language.words import Sentences

_SHORT = 40  # characters in which a word stands that leads to a link
_CLOSED = re.compile(r"[\s\"'”’*_]*[,;)—–]")  # behind a verdict that says nothing of what follows
_NO_VERB = re.compile(
    r"[\s\"'”’*_)]*(?:[.,;:]|$|(?:with|in|on|for|by|per|and|over|from|at|of|between|across|inside|to)\b)"
)
_NOT_WITHOUT = re.compile(
    r"\b(?:no|not|never|nobody|nothing|cannot|can't|won't|don't)\s[^,;:.()\ufffc]{0,60}?\b"
    r"(?:without|bypass(?:es|ing)?|circumvent(?:s|ing)?|except\s(?:through|via|by|with|over))\b"
)
"""*No external call without A*: who denies what is done without an entry asks for it."""
_ASIDE = re.compile(r"\((?:yet|at all|for now|any more|anymore|currently|today|still|necessarily)\)")
"""*We do not (yet) need A*: no clause of its own."""
_PASSING_BY = ("without", "bypass", "circumvent", "except ")
_AND_OR_BUT = re.compile(r"\b(?:and|or|but|do|live|get by|manage|go)\b")
_BLANK = re.compile(r"[ \n\"'*_]*")
_ALONE = re.compile(r"[\s\"'”’*_]*and\b(?!\s+(?:with|so|along|thus)\b)")
"""Behind a verdict that was told of what stands before it."""
_COLON = re.compile(r"[\s\"'”’*_]*:[\s\"'“*_]*(?:(?:the|a|an)\s)?")
_PREDICATE = re.compile(r"[\s\"'”’*_]+(?!and\b|or\b|because\b|as\b|since\b|due\b|for\b)[a-z]")
_MOVED = re.compile(
    r"\b(?:mov|migrat|switch|port|shift|tak)(?:e|es|ed|ing)?\s(?:[\w'’-]+\s){1,4}from\b(?!\s[^,;:.()]{1,60}:\s)"
)
"""*Move the collars from A to B*; *take jobs from one queue: A* names how they are taken."""
_CANDIDATES = re.compile(
    r"\b(?:choices|options|candidates|alternatives)\s(?:for|of)\s(?:[\w'’-]+\s){1,4}(?:are|were)\b"
)
"""*Candidates for the tool are A and B*: what there is to choose from."""
_TOO_SMALL = re.compile(
    r"\b(?:we|team|company|load)(?:'re|\s(?:are|is|were|was))\s(?:\w+\s)?too\s[a-z]+\s(?:for|to\s[a-z]+)\b"
)
"""*We are too small for A*."""
_USUAL = re.compile(r"\b(?:is|are|be|gets?)\s(?:\w+ly\s)?$")
"""*Each call is tried A*, *it is given an A*: what is done, and neither looked at once nor a reason."""
_AS_IN = re.compile(r"\s(?:[a-z]+(?:ed|en|wn|out|down)\s)?(?:in|under|by|at|per)\s(?:[\w-]+\s){0,3}[\s\"“'*_(]*\ufffc")
"""*…, as described under A*: how it is done, and not why."""
Event = tuple[str, int, int]
"""What changes how links are meant: what it is, where it begins and ends."""


def events_of(text: str, start: int, end: int, links: list[Link], rules: Sentences) -> list[Event]:
    """What changes how a link is meant, in order; words inside other links' texts are none."""
    found: list[Event] = []
    taken: list[tuple[int, int]] = [(m.start(), m.end()) for m in rules["harmless"].finditer(text, start, end)]
    if text.find(")", start, end) >= 0:
        taken += [(m.start(), m.end()) for m in _ASIDE.finditer(text, start, end)]
    if any(text.find(word, start, end) >= 0 for word in _PASSING_BY):
        taken += [(m.start(), m.end()) for m in _NOT_WITHOUT.finditer(text, start, end) if not _AND_OR_BUT.search(m[0])]
    taken = sorted([*taken, *undone_spans(text, start, end, rules), *_spent(text, links, end, rules)])
    for kind, pattern in _kinds(text, start, end, rules):
        for match in pattern.finditer(text, start, end):
            if not _within(match.start(), taken) and not (
                (pattern is rules["considering"] or match[0] == "given")
                and _USUAL.search(text, max(start, match.start() - _SHORT), match.start())
            ):
                found.append((kind, match.start(), match.end()))
                if kind in ("turn", "former"):
                    insort(taken, match.span())
    ends = {link.end for link in links}
    for match in rules["elsewhere"].finditer(text, start, end):
        # Of an entry it says what that entry needs.
        if not _within(match.start(), taken) and _before(text, match.start()) not in ends:
            found.append(("lack", match.start(), match.end()))
    if rules["on_condition"].match(text, skipped(text, start), end):
        found += [("deny", m.start(), m.end()) for m in rules["changing"].finditer(text, start, end)]
    for match in rules["reasons_after_comma"].finditer(text, start, end):
        sign = text[max(start, match.start() - _SHORT) : match.start()].rstrip()[-1:]
        opens = not sign or (sign == "," and not _names(text, match.end(), links))
        opens = opens and not _AS_IN.match(text, match.end(), end)
        if opens and not _within(match.start(), taken):
            found.append(("reason", match.start(), match.end()))
    return sorted(found, key=lambda one: (one[1], one[2]))


def _names(text: str, at: int, links: list[Link]) -> bool:
    """*…, as A with one queue each*: whether a link follows at once, and no verb behind it."""
    link = next((link for link in links if link.start >= at), None)
    return link is not None and bool(LISTED.fullmatch(text, at, link.start)) and bool(_NO_VERB.match(text, link.end))


def _spent(text: str, links: list[Link], end: int, rules: Sentences) -> Iterator[tuple[int, int]]:
    """Verdicts that are told of what stands before them and say nothing of what follows; and links' texts."""
    if links[0].end < end and _PREDICATE.match(text, links[0].end):
        for match in rules["verdicts"].finditer(text, 0, links[0].start):  # *that plan was dropped: A will do*
            if _COLON.fullmatch(text, match.end(), links[0].start):
                yield match.span()
    for link in links:
        behind, begins = skipped(text, link.end), max(0, link.start - _SHORT)
        for kind, words in (("parting", "kept_as_is"), ("considering", "called_best")):
            if rules[words].match(text, behind):  # *we leave A alone*, *we consider A the best*
                yield from (match.span() for match in rules[kind].finditer(text, begins, link.start))
    for pattern in (rules["verdicts"], rules["denied"]):
        for match in pattern.finditer(text, links[0].end, end):
            alone = _ALONE.match(text, match.end(), end) and told_of_before(text, links[0].end, match, rules)
            if alone or (pattern is rules["verdicts"] and _CLOSED.match(text, match.end(), end)):
                yield match.span()
    yield from ((link.start, link.end) for link in links)


def _kinds(text: str, start: int, end: int, rules: Sentences) -> list[tuple[str, re.Pattern[str]]]:
    """What to look for, and what it is; few sentences tell what takes another's place."""
    swaps = [("swap", one) for one in (rules["swapping"], _MOVED) if one.search(text, start, end)]
    kinds = [
        *swaps,  # before *we replaced* is taken for what is done
        *([("swapped", rules["swapped"])] if swaps else []),
        ("former", rules["former"]),
        ("turn", rules["turning"]),
        ("turn", we_do(rules)),
        ("reason", rules["reasons"]),
        ("concede", rules["conceding"]),
        ("open", rules["opening"]),
        ("deny", rules["denying"]),
        ("deny", rules["considering"]),
        ("deny", _CANDIDATES),
        ("lack", rules["lacking"]),
        ("lack", rules["supposing"]),
        ("clause", CLAUSE),
    ]
    return kinds


def we_do(rules: Sentences) -> re.Pattern[str]:
    """*We will therefore use*: who decides, and what is done."""
    return _we_do(rules["deciders"].pattern, rules["meanwhile"].pattern, rules["doing"].pattern)


@lru_cache(maxsize=8)
def _we_do(deciders: str, meanwhile: str, doing: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!of )(?:{deciders})(?:\s+(?:{meanwhile}))*\s+(?:{doing})")


def leading_to_a_no(rules: Sentences) -> tuple[re.Pattern[str], ...]:
    """What denies the link that it leads to, and nothing further."""
    return _TOO_SMALL, _to_this(rules["preferring"].pattern, rules["contrast"].pattern)


@lru_cache(maxsize=8)
def _to_this(preferring: str, contrast: str) -> re.Pattern[str]:
    """*We prefer this to A*: what is preferred was told before."""
    return re.compile(rf"(?:{preferring})\s(?:this|that|it|them|these|those)\s(?:{contrast}|instead of|rather than)")


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    number = bisect_right(spans, (at, sys.maxsize))
    return number > 0 and at < spans[number - 1][1]


def _before(text: str, at: int) -> int:
    """Where what stands before a relative clause ends."""
    return len(text[max(at - _SHORT, 0) : at].rstrip(" \n\"'*_,")) + max(at - _SHORT, 0)


def skipped(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at
