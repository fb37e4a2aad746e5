"""Which links a sentence denies, in a language whose denials come first: *we will not use A*.

In: a text, where a sentence of it begins and ends, the links in it, the words of the language. Out: for each link
whether it is denied, or stands in the reason and not in the choice. A sentence is followed once, from left to right.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right, insort

from patternloom.adr.document import Link
from patternloom.adr.words import Sentences

_CLAUSE = re.compile(r"[,;:()—–]|、|，")
_LISTED = re.compile(r"[\s,\"'“”‘’「」『』()*_/&+]*(?:(?:and|or|nor|the|a|an|see|cf\.|such as|like|with)[\s\"“'‘]+)*")
_SHORT = 40  # characters in which one word between two links stands
Event = tuple[str, int, int]
"""What changes how links are meant: what it is, where it begins and ends."""


def denied_before(text: str, start: int, end: int, links: list[Link], rules: Sentences) -> list[bool]:
    """Of each link, in their order."""
    lower = text.lower()
    first, last = _choice_of_statement(lower, start, end, rules)
    events = _events(lower, start, end, links, rules)
    denied: list[bool] = []
    state = _Reached(lower, start, links, events, rules)
    for number, link in enumerate(links):
        previous = links[number - 1].end if number else start
        following = links[number + 1].start if number + 1 < len(links) else end
        reached = state.up_to(number)
        listed = number > 0 and _LISTED.fullmatch(lower, previous, link.start) is not None
        no = denied[-1] if listed else reached
        if not first <= link.start < last:
            no = True
        denied.append(no or _told_after(lower, link.end, following, following < end, rules))
    for number in range(len(links) - 2, -1, -1):  # *A and B are not used*
        if denied[number + 1] and _after_only(lower, links[number], links[number + 1], end, denied, number, rules):
            denied[number] = True
    return denied


def _after_only(
    text: str, link: Link, after: Link, end: int, denied: list[bool], number: int, rules: Sentences
) -> bool:
    """Whether a list's later link is denied by what follows it, so that this one is as well."""
    listed = _LISTED.fullmatch(text, link.end, after.start)
    return bool(listed) and _told_after(text, after.end, end, False, rules)


def _choice_of_statement(text: str, start: int, end: int, rules: Sentences) -> tuple[int, int]:
    """Of a Y-statement the part that is the choice; else the whole sentence."""
    chosen = rules["chosen"].search(text, start, end)
    if not chosen or not rules["stating"].search(text, start, end):
        return start, end + 1
    neglected = rules["neglected"].search(text, chosen.end(), end)
    return chosen.end(), neglected.start() if neglected else end + 1


class _Reached:
    """Whether a denial or a reason that stands before a link reaches it, told link by link in their order."""

    def __init__(self, text: str, start: int, links: list[Link], events: list[Event], rules: Sentences) -> None:
        self.text, self.start, self.links, self.rules = text, start, links, rules
        self.events = events[::-1]
        self.denied = self.lacking = self.reason = self.opening = False

    def up_to(self, number: int) -> bool:
        """Whether it reaches the link of this number."""
        link = self.links[number]
        while self.events and self.events[-1][1] < link.start:
            self._take(*self.events.pop(), link.start)
        if self.denied or self.lacking or self.reason:
            return True
        return _contrast(self.text, self.start, self.links, number, self.rules)

    def _take(self, kind: str, begins: int, ends: int, following: int) -> None:
        if kind == "clause":
            sign = self.text[begins]
            own = not _LISTED.fullmatch(self.text, ends, following)
            self.denied = self.denied and not own and sign != ";"
            self.lacking = False
            if sign == ";" or (self.opening and sign == ","):
                self.reason = self.opening = False
        elif kind == "turn":
            self.denied = self.lacking = self.reason = self.opening = False
        elif kind == "reason":
            self.reason, self.opening = True, not self.text[self.start : begins].strip(" \n\"'*_")
        elif kind == "deny":
            self.denied = True
        else:
            self.lacking = True


def _contrast(text: str, start: int, links: list[Link], number: int, rules: Sentences) -> bool:
    """*We prefer A over B*: a word that denies only between two links, after another one."""
    if not number:
        return False
    between = text[links[number - 1].end : links[number].start]
    if not rules["contrast"].fullmatch(" ".join(re.findall(r"[a-z]+", between[:_SHORT]))):
        return False
    return rules["preferring"].search(text, start, links[number].start) is not None


def _events(text: str, start: int, end: int, links: list[Link], rules: Sentences) -> list[Event]:
    """What changes how a link is meant, in order; words inside other links' texts are none."""
    found: list[Event] = []
    taken: list[tuple[int, int]] = [(m.start(), m.end()) for m in rules["harmless"].finditer(text, start, end)]
    taken = sorted([*taken, *((link.start, link.end) for link in links)])
    kinds = (
        ("turn", rules["turning"]),
        ("reason", rules["reasons"]),
        ("deny", rules["denying"]),
        ("lack", rules["lacking"]),
        ("clause", _CLAUSE),
    )
    for kind, pattern in kinds:
        for match in pattern.finditer(text, start, end):
            if not _within(match.start(), taken):
                found.append((kind, match.start(), match.end()))
                if kind == "turn":
                    insort(taken, match.span())
    for match in rules["reasons_after_comma"].finditer(text, start, end):
        if text[start : match.start()].rstrip()[-1:] in ("", ","):
            found.append(("reason", match.start(), match.end()))
    return sorted(found, key=lambda one: (one[1], one[2]))


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    number = bisect_right(spans, (at, sys.maxsize))
    return number > 0 and at < spans[number - 1][1]


def _told_after(text: str, begins: int, ends: int, another: bool, rules: Sentences) -> bool:
    """*A is not used*: whether what follows a link in its clause denies it."""
    stops = [m.start() for pattern in (_CLAUSE, rules["reasons"], rules["asides"], rules["turning"])
             if (m := pattern.search(text, begins, ends))]  # fmt: skip
    stop = min([ends, *stops])
    match = rules["denied"].search(text, begins, stop)
    if not match:
        return False
    # Right before another link, the word belongs to that one: *A and not B*.
    return not (another and stop == ends and _LISTED.fullmatch(text, match.end(), ends))
