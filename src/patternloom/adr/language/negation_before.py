"""Which links a sentence denies, in a language whose denials come first: *we will not use A*.

In: a text, where a sentence of it begins and ends, the links in it, the words of the language. Out: for each link
whether it is denied, or stands in the reason and not in the choice. A sentence is followed once, from left to right.
"""

from __future__ import annotations

import re

from patternloom.adr.formats.document import Link
from patternloom.adr.language.bracketed import names_practice, names_result
from patternloom.adr.language.cues_before import Event, events_of, leading_to_a_no, skipped
from patternloom.adr.language.governed import presupposed
from patternloom.adr.language.rejected_after import LISTED, behind_apposed, means_or_object, parted, told_after
from patternloom.adr.language.reversal import in_spite, led_alike, left_open, of_its_own, outdone, resumed, unneeded
from patternloom.adr.language.words import Sentences

_SHORT = 40  # characters in which one word between two links stands
_LONG = 200  # characters, and no list's entries stand further apart
_AND = re.compile(r"\s*and\b")
_AND_DO = re.compile(r"[^,;:—–]{0,40}?\band\s+(?:to\s)?([a-z]+)\s.*", re.DOTALL)
_GOES_ON = re.compile(r"[\s\"'”’*_)\]]*(?:,|;|and\b|or\b)")
_ALIKE = re.compile(r"[\s,\"'“”‘’*_/&+]*(?:(?:and|or|nor|vs\.?|versus|the|a|an)[\s\"“'‘]+)*")
"""Between two links of which the same is told: no bracket, and no *with*."""
_RELATIVE = re.compile(r"[\s\"'”’*_)\]]*,\s*(?:which|whose|who|that|a|an|the)\b[^,;:()—–]{0,80},")
_SINGULAR = re.compile(r"[\s\"'”’*_)\]]*\b(?:is|was|has|gets|goes|does)\b")
_GAP = re.compile(r"[^,;:]*\b(on|by|for|in|at|with|as)\b[^,;:]*,\s*(?:(?:and|but|the)\s+)*")
_DONE_TO = re.compile(r"\b(?:is|are|was|were|been|be|get|gets)\s(?:\w+ly\s)?$")
_LIKEWISE = ("so", "also", "neither", "likewise", "then")
_OBJECT = re.compile(r"\b(?:the|our|their|its|each|any)\s[\w-]+\s(?:[\w'’-]+\s){0,3}and\s(?:to\s)?$")
"""*Not touch the monolith and*: a verb with an object of its own."""
_ASKS = re.compile(
    r"\b(?:ask|check|test|verif)(?:s|y|ies)?\s(?:[a-z]+\s){0,3}whether\s(?!we\b|to\b|there\b)[^,;.]*$"
    r"|\b(?:nothing|nobody|no one)(?:\selse)?\s(?:may|can|must)\s[a-z]+\s*$"
)
"""*It asks first whether the order still stands (A)*, *queues that nothing else may use (A)*."""
_ANOTHER = re.compile(r"\s(?:an?|the|any)\s[a-z-]+\s(?:an?|the)\s[\"“'*_]*")
"""*After three requests without an answer a*: what is lacking is told, and something else begins."""
_LATER = re.compile(r"\b(?:will|shall|going to|keeping|using|adding|retaining)\b")
_OF = re.compile(r"(?:of|to|given)$")
_WE = re.compile(r"\bwe\b")
_BOTH = ("both", "the", "a", "an", "all", "more", "further", "another", "any")


def denied_before(text: str, start: int, end: int, links: list[Link], rules: Sentences) -> list[bool]:
    """Of each link, in their order."""
    lower = text.lower()
    first, last = _choice_of_statement(lower, start, end, rules)
    events = events_of(lower, start, end, links, rules)
    denied: list[bool] = []
    after: list[bool] = []
    state = _Reached(lower, start, end, links, events, rules)
    decided = rules["chosen"].search(lower, start, end)
    leading = rules["awaiting"], *leading_to_a_no(rules)
    led = start
    for number, link in enumerate(links):
        previous = links[number - 1].end if number else start
        following = links[number + 1].start if number + 1 < len(links) else end
        reached = state.up_to(number)
        listed = number > 0 and not state.turned and _told_alike(lower, previous, link)
        no = denied[-1] if listed else reached
        if not first <= link.start < last:
            no = True
        led = led if number and LISTED.fullmatch(lower, previous, link.start) else previous
        clause = behind_apposed(lower, previous, link), following, following < end
        told = told_after(lower, *clause, rules)
        if told and presupposed(lower, previous, link.start, link.end):
            told = False
        if told and means_or_object(lower, led, link.start, rules):
            told = told_after(lower, *clause, rules, acted=True)
        if not decided or decided.start() > link.start:
            told = told or unneeded(lower, link, following, rules)
        after.append(told and not _right_before(lower, previous, link.start, rules["excepting"]))
        no = no or any(_right_before(lower, previous, link.start, one) for one in leading)
        denied.append(no or after[-1] or parted(lower, previous, (link.start, link.end), following, rules))
    _look_back(lower, start, end, links, after, denied, rules)
    return denied


def _told_alike(text: str, before: int, link: Link) -> bool:
    """*A and B are not used*; *A loses on cost, B on skills*: whether the same is said as of the link before."""
    if LISTED.fullmatch(text, before, link.start):
        return True
    if said := _RELATIVE.match(text, before, link.start):
        return re.match("(?:or|nor)\\b", text[said.end() : link.start].lstrip()) is not None
    gap = _GAP.fullmatch(text, before, link.start)
    return gap is not None and re.match(rf"\W+{gap[1]}\b", text[link.end : link.end + _SHORT]) is not None


def _look_back(
    text: str, start: int, end: int, links: list[Link], after: list[bool], denied: list[bool], rules: Sentences
) -> None:
    """What later words say of a link that its own clause does not tell."""
    for number in left_open(text, start, end, links, rules):
        denied[number] = after[number] = True
    taken = in_spite(text, start, end, links, rules) if any(denied) else [False] * len(links)
    taken[-1] = taken[-1] or (denied[-1] and resumed(text, links[-1].end, end, rules))
    for number in (number for number, again in enumerate(taken) if again):
        denied[number] = after[number] = False
    for number in range(len(links) - 2, -1, -1):
        link, following = links[number], links[number + 1]
        before = links[number - 1].end if number else start
        listed = after[number + 1] and _ALIKE.fullmatch(text, link.end, following.start)  # *A and B are not used*
        if listed and " and " in listed[0] and _SINGULAR.match(text, following.end):
            listed = None  # *we use A and B is dropped*
        if listed or (not denied[number + 1] and outdone(text, before, link, following, end, rules)):
            denied[number] = after[number] = True


def _choice_of_statement(text: str, start: int, end: int, rules: Sentences) -> tuple[int, int]:
    """Of a Y-statement the part that is the choice; else the whole sentence."""
    chosen = rules["chosen"].search(text, start, end)
    if not chosen or not rules["stating"].search(text, start, end):
        return start, end + 1
    neglected = rules["neglected"].search(text, chosen.end(), end)
    return chosen.end(), neglected.start() if neglected else end + 1


class _Reached:
    """Whether a denial or a reason that stands before a link reaches it, told link by link in their order."""

    def __init__(
        self, text: str, start: int, end: int, links: list[Link], events: list[Event], rules: Sentences
    ) -> None:
        self.text, self.end, self.links, self.rules = text, end, links, rules
        self.preferring = rules["preferring"].search(text, start, end)
        self.head = skipped(text, start)
        comma = text.find(",", start, links[0].start)  # *in the end, although …*
        self.second = skipped(text, comma + 1) if comma >= 0 else self.head
        self.events = events[::-1]
        self.denied = self.lacking = self.reason = self.opening = self.swapping = self.former = False
        self.turned = self.bracketed = False
        """Whether something began anew between the last two links."""
        self.opened = self.since = self.lacked = -1
        self.before, self.link = start, links[0]

    def up_to(self, number: int) -> bool:
        """Whether it reaches the link of this number."""
        link, self.turned = self.links[number], False
        self.link, self.before = link, self.links[number - 1].start if number else -1
        while self.events and self.events[-1][1] < link.start:
            self._take(*self.events.pop(), link.start)
        if self.reason and number and led_alike(self.text, self.links[number - 1], link):
            self.turned, self.reason = True, False
        if self.denied and (self._begins_anew(number) if number else self._goes_on(link)):
            self.turned, self.denied = True, False
        named = self.text.startswith("(", link.start)
        if named and self.denied and names_practice(self.text, self.since, link.start, self.rules):
            self.denied = False
        if named and self.lacking and self._asks(link):
            self.lacking = False
        if self.denied or self.lacking or self.reason or self.former:
            return True
        return number > 0 and self._contrast(number)

    def _asks(self, link: Link) -> bool:
        asks = _ASKS.search(self.text, max(self.before, 0), link.start)
        return asks is not None or names_result(self.text, self.lacked, link.start, self.rules)

    def _begins_anew(self, number: int) -> bool:
        """*We postpone B and concentrate on A*: whether a verb of its own leads to the link, or follows it."""
        before, link = self.links[number - 1], self.links[number]
        if of_its_own(self.text, before.end, link, self.end, self.rules):
            return True
        leads = _AND_DO.fullmatch(self.text, before.end, link.start)
        if leads is None or self.since > before.start or LISTED.fullmatch(self.text, before.end, link.start):
            return False
        word = self.rules["negating"].match(self.text, self.since) or self.rules["articles"].fullmatch(leads[1])
        return word is None and not leads[1].endswith("ing")

    def _goes_on(self, link: Link) -> bool:
        """*Remove the old module and rely on A*: whether another verb leads to the first link."""
        leads = _AND_DO.fullmatch(self.text, self.since, link.start)
        if leads is None:
            return False
        if _DONE_TO.search(self.text, max(self.since - _SHORT, 0), self.since):
            return leads[1] not in _LIKEWISE  # *polling is removed and services subscribe (A)*
        negation = self.rules["negating"].match(self.text, self.since)
        if negation and not _OBJECT.search(self.text, negation.end(), leads.start(1)):
            return False
        return self.rules["doing"].match(self.text, leads.start(1)) is not None

    def _take(self, kind: str, begins: int, ends: int, following: int) -> None:
        if kind == "clause":
            self._clause(self.text[begins], ends, following)
        elif kind == "former":
            self.former = True
        elif (kind == "turn" and begins > self.opened) or (kind == "swapped" and self.swapping):
            self.turned = True
            self.denied = self.lacking = self.reason = self.opening = self.swapping = self.former = False
        elif kind == "reason" and _OF.search(self.text[begins:ends]) and _WE.search(self.text, ends, following):
            pass  # *because of the deadline we use A*
        elif kind == "reason" or self._first(kind, begins, ends):
            self.reason, self.opening = True, begins <= self.head or begins == self.second
            self.opened = skipped(self.text, ends) if self.opening else self.opened
        elif kind == "concede" and begins > self.head and _LATER.search(self.text, ends, following):
            pass  # *…, while the new one will be built with A*
        elif kind in ("deny", "swap", "concede"):
            self.denied, self.swapping, self.since = True, self.swapping or kind == "swap", begins
        elif kind == "lack":
            self.lacking, self.lacked = _ANOTHER.fullmatch(self.text, ends, following) is None, begins

    def _clause(self, sign: str, ends: int, following: int) -> None:
        """What a clause's end ends; links of a list are of one clause."""
        own = following - ends > _LONG or not LISTED.fullmatch(self.text, ends, following)
        if sign == "(":
            self.bracketed = self.denied and self.since < self.before and not self.opening
        elif sign == ")" and self.bracketed and not own:
            self.denied = True  # *we looked at A (too slow) and B*
        anew = self.since < self.before if sign in ":—–" else _AND.match(self.text, ends) and self.since > self.before
        self.denied = self.denied and not own and not anew and sign != ";"
        self.lacking = self.swapping = self.former = False
        if sign == ";" or (self.opening and sign in ",:"):
            self.turned = not _GOES_ON.match(self.text, self.link.end)
            self.denied = self.reason = self.opening = False

    def _first(self, kind: str, begins: int, ends: int) -> bool:
        """Whether it opens the sentence, and a comma ends what it opens."""
        if kind not in ("concede", "open") or (begins > self.head and begins != self.second):
            return False
        last = self.links[-1].start
        return self.text.find(",", ends, last) >= 0 or self.rules["turning"].search(self.text, ends, last) is not None

    def _contrast(self, number: int) -> bool:
        """*We prefer A over B*: a word that denies only between two links, after another one."""
        before, link = self.links[number - 1], self.links[number]
        between = re.findall(r"[a-z]+", self.text[before.end : link.start][:_SHORT])
        while between and between[-1] in _BOTH:
            between.pop()
        if not between or not self.rules["contrast"].fullmatch(between[-1]):
            return False
        if len(between) > 1:
            return self.rules["preferring"].search(" ".join(between)) is not None
        return self.preferring is not None and self.preferring.start() < before.start


def _right_before(text: str, before: int, at: int, pattern: re.Pattern[str]) -> bool:
    """*All but A were rejected*, *until A is ready*: whether a word leads to the link at `at` itself."""
    words = [*pattern.finditer(text, max(before, at - _SHORT), at)]
    return bool(words) and LISTED.fullmatch(text, words[-1].end(), at) is not None
