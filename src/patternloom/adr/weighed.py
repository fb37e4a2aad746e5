"""Whether a clause only tells of an entry, in a language whose verbs stand behind their subject: *A was attractive*.

In: a text in small letters, where a sentence of it begins and ends, the links in it, the words of the language. Out:
for each link whether its clause supposes something of it, or weighs it. What is supposed is never chosen; what is
weighed is not where the outcome says outright what is. A clause that says neither is a choice: a finding too many is
seen, one too few is not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from patternloom.adr.document import Link
from patternloom.adr.told_after import CLAUSE, LISTED
from patternloom.adr.words import Sentences

_MARKS = re.compile(r"[\s\"'”’*_)\]]*")
_INSERTED = re.compile(r"[\s\"'”’*_)\]]*(?:,\s*(?!and\b|but\b|or\b|so\b|we\b)[^,;:—–]{1,80},|\([^()]{1,80}\))")
_WORD = re.compile(r"[a-z][a-z'’-]*")
_PAST = re.compile(r"(?!need|speed|shared|distributed)[a-z]{2,}[a-z]ed")
_DENIED = re.compile(r"(?:\bnot|\bno|\bnever|n't)\s+(?:[a-z]+\s+)?$")
_PARTICIPLE = re.compile(r"[a-z]+\s+(?:by|with)\b")


class Clause(NamedTuple):
    """What is said of a link: before it in its clause, and behind it up to the clause's end."""

    lead: str
    said: str


def weighed_before(text: str, start: int, end: int, links: list[Link], rules: Sentences) -> list[str]:
    """Of each link, in their order: `supposed`, `weighed`, or neither."""
    found: list[str] = []
    for number, link in enumerate(links):
        before = links[number - 1].end if number else start
        if number and LISTED.fullmatch(text, before, link.start):
            found.append(found[-1])  # *A and B would work*
            continue
        clause = _clause(text, before, end, links, number, rules)
        found.append("supposed" if _supposes(clause, rules) else "weighed" if _weighs(clause, rules) else "")
    return found


def _clause(text: str, before: int, end: int, links: list[Link], number: int, rules: Sentences) -> Clause:
    begins = before
    for pattern in (CLAUSE, rules["joining"]):
        for match in pattern.finditer(text, begins, links[number].start):
            begins = match.end()
    last = number
    while last + 1 < len(links) and LISTED.fullmatch(text, links[last].end, links[last + 1].start):
        last += 1
    stop = min(links[last + 1].start if last + 1 < len(links) else end, len(text))
    at = links[last].end
    while inserted := _INSERTED.match(text, at, stop):
        at = inserted.end()
    clause = CLAUSE.search(text, at, stop)
    said = text[at : clause.start() if clause else stop]
    return Clause(text[begins : links[number].start], said[_MARKS.match(said).end() :])  # type: ignore[union-attr]


def _supposes(clause: Clause, rules: Sentences) -> bool:
    """*A would have meant a rewrite*, *A had been our default*."""
    return rules["unreal"].match(_verb(clause.said, rules)) is not None


def _weighs(clause: Clause, rules: Sentences) -> bool:
    """*A was attractive*, *A needs a broker*, *the owner asked for A*."""
    if _does(clause.said, rules):
        return False
    proposed = rules["proposing"].search(clause.lead) is not None
    if not proposed and _does(clause.lead, rules):
        return False
    if not proposed and (past := _tense(clause.lead, rules)) is not None:
        return past
    verb = _verb(clause.said, rules)
    first = _WORD.match(verb)
    if first is None:
        return False
    if any(rules[kind].match(verb) for kind in ("past", "being", "burdening")):
        return True
    if _PAST.fullmatch(first[0]) and not _PARTICIPLE.match(verb):
        return True
    return rules["qualified"].search(verb) is not None


def _does(said: str, rules: Sentences) -> bool:
    """Whether it says that something is done with the entry; *not part of the decision* does not."""
    for match in rules["doing"].finditer(said):
        if not _DENIED.search(said[: match.start()]):
            return True
    return False


def _verb(said: str, rules: Sentences) -> str:
    """What follows the link, from its verb on."""
    while match := rules["adverbs"].match(said):
        said = said[match.end() :].lstrip()
    return said


def _tense(lead: str, rules: Sentences) -> bool | None:
    """Whether the first verb before the link is one of the past; None where there is no verb that is known."""
    previous = ""
    for match in _WORD.finditer(lead):
        if rules["present"].fullmatch(match[0]):
            return False
        if rules["past"].fullmatch(match[0]):
            return True
        if previous and _PAST.fullmatch(match[0]) and not rules["articles"].fullmatch(previous):
            return True
        previous = match[0]
    return None
