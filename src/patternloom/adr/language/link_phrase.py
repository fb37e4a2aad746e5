"""A link with what belongs to its name: quotes, a bracket around it or behind it, the noun that says what kind it is.

In: a text, the links in one sentence of it, the words of its language. Out: the links with their wider places, so that
what a sentence says stands right before and behind them: *"A"*, *option 2 (A)*, *A (see below)*, *Aパターン*.
"""

from __future__ import annotations

import re

from patternloom.adr.formats.document import Link
from patternloom.adr.language.words import Sentences

_QUOTES = {'"': '"', "“": "”", "‘": "’", "「": "」", "『": "』", "'": "'", "*": "*", "_": "_"}
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_NAME = re.compile(r"(?:(?<![A-Za-z0-9])[A-Z0-9][A-Za-z0-9.-]*\s){1,5}$|[^\W\u3041-\u309f。、，,;:：()（）]{1,20}$")
"""Before a bracket, what may be the name of what is linked in it: *Option 2 (A)*, *案1（A）*."""
_ASIDE = re.compile(r"\s?[(（][^()（）\n]{1,60}[)）]")
_OPENS = re.compile(r"(?:With|By|In|On|For|From|Through|Via|Using)\s")
_LONGEST = 30  # characters of such a noun
_BLANKS = re.compile(r"[\s-]*")
_TELLING = ("verdicts", "denied", "denying", "considering", "no", "displaced", "choosing", "supposing", "doing")
"""Kinds of words that make more of a bracket than an aside."""
_NOT_NAMED = (
    "denying",
    "considering",
    "conceding",
    "opening",
    "lacking",
    "swapping",
    "turning",
    "preferring",
    "contrast",
)
"""Kinds of words that no name has."""
_NUMBERED = re.compile(r"\b(?P<kind>[A-Za-z]{4,12})\s(?:[A-Z]|\d{1,2}),\s$")
_INDEFINITE = re.compile(r"\b[Aa]n?\s$")
_LAST_WORD = re.compile(r"\b[a-z]+\s$")


def widened(text: str, start: int, end: int, links: list[Link], rules: Sentences) -> list[Link]:
    """Each link, in their order."""
    found: list[Link] = []
    for number, link in enumerate(links):
        before = found[-1].end if found else start
        after = links[number + 1].start if number + 1 < len(links) else min(end, len(text))
        first, last = _around(text, link, before, after, rules)
        last = _behind(text, last, after, rules)
        found.append(Link(link.address, link.at, first, last, link.written))
    return found


def _around(text: str, link: Link, before: int, after: int, rules: Sentences) -> tuple[int, int]:
    """From quotes and brackets that stand around nothing but the link, with a name before the bracket."""
    first, last = link.start, link.end
    while before < first and last < after:
        sign = text[first - 1]
        if text[last] != (_QUOTES.get(sign) or _BRACKETS.get(sign)):
            break
        first, last = first - 1, last + 1
        if sign in _BRACKETS:
            first -= _name(text[max(before, first - 60) : first], rules)
    numbered = _NUMBERED.search(text, max(before, first - _LONGEST), first)
    if numbered and last < after and text[last] == "," and rules["kinds"].match(numbered["kind"].lower()):
        return numbered.start(), last + 1  # *option 2, A, would …*
    return first, last


def _name(said: str, rules: Sentences) -> int:
    """How long the name is that a text ends in."""
    match = _NAME.search(said)
    begins = match.start() if match else len(said)
    if opens := _OPENS.match(said, begins):
        begins = opens.end()  # *With Option 2 (A)*
    for kind in _NOT_NAMED:
        for word in rules[kind].finditer(said.lower(), begins):
            begins = max(begins, word.end())
    if _INDEFINITE.search(said, 0, begins):
        return 0  # *asks for a PDF (A)*
    noun = _LAST_WORD.search(said, 0, begins)
    if noun and rules["kinds"].match(noun[0]):
        begins = noun.start()
    return len(said[begins:].lstrip())


def _behind(text: str, last: int, after: int, rules: Sentences) -> int:
    """Over the noun of its kind, and an aside in a bracket."""
    if last >= after:
        return last
    at = _BLANKS.match(text, last, after)
    if at and (kind := rules["kinds"].match(text[at.end() : min(at.end() + _LONGEST, after)].lower())):
        last = at.end() + kind.end()
    aside = _ASIDE.match(text, last, after)
    if aside is None:
        return last
    if not any(rules[kind].search(aside[0].lower()) for kind in _TELLING):
        last = aside.end()
    return last
