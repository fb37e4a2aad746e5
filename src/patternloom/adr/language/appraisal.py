"""Whether a clause only tells of an entry, in a language whose verbs stand behind their subject: *A was attractive*.

In: a text in small letters, where a sentence of it begins and ends, the links in it, the words of the language. Out:
for each link whether its clause supposes something of it, or weighs it. What is supposed is never chosen; what is
weighed is not where the outcome says outright what is. A clause that says neither is a choice: a finding too many is
seen, one too few is not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from patternloom.adr.formats.document import Link
from patternloom.adr.language.clause_verbs import PAST, WORD, told_in_past, verb_of
from patternloom.adr.language.governed import (
    AT_HAND,
    OF_A_RECORD,
    UNTIL,
    behind_relative,
    behind_what_it_is,
    brings,
    conceded,
    governing,
    of_another,
    offered,
    on_its_own,
    past_behind,
    past_subject,
    presupposed,
)
from patternloom.adr.language.rejected_after import CLAUSE, LISTED
from patternloom.adr.language.words import Sentences

_REACH = 200  # characters before a link in which a denial stands that belongs to *unless*
_SHORT = 10  # characters of what follows a clause
_TOLD = re.compile(
    r"(?!of|for|to|in|on|with|by|as|from|per|at|over|between|across|inside|behind|and|or)[a-z]+\s+[a-z]+"
)
"""With *not* behind a comma: *A isolate names, not failures*."""
_NEAR = 30  # characters before a word in which what denies it stands
_MARKS = re.compile(r"\A[\s\"'”’*_)\]]*")
_INSERTED = re.compile(r"[\s\"'”’*_)\]]*(?:,\s*(?!and\b|but\b|or\b|so\b|we\b)[^,;:—–]{1,80},|\([^()]{1,80}\))")
_DENIED = re.compile(r"(?:\bnot|\bno|\bnever|n't)\s+(?:[a-z]+\s+)?$")
_GERUND = re.compile(r"[a-z]{2,}ing\b(?:\s+(?!we\b)\S+){0,3}\s*$")
_PARTICIPLE = re.compile(r"[a-z]+\s+(?:by|with|through|via|using|in|on)\b")
_BELONGS = re.compile(r"\s(?:of|in|on|behind)\s(?:(?:the|our|its|an?)\s)?")
_PHRASE = re.compile(
    r"(?:across|between|among|over|behind|around|inside|for|of|in|on|with|at|from|per|to)\s+(?:[a-z-]+\s+){1,3}?(?=[wcm][a-z]+ld\b|might\b)"
)
"""Behind a link, what belongs to it before its verb: *A across the three would …*."""
_INSIDE = re.compile(r"\b(?:what|whatever|how)\b|^(?:not|never|no longer)\s[a-z]+\s*$|^(?:nothing|nobody|no one)\b")
_THING = re.compile(r"(?<=[a-z]\s)what(?:ever)?\s[a-z]+\s(?:has\s|have\s|had\s)?[a-z]+\b")  # *they say what they did*
_OURS = re.compile(r"(?:that\s+)?we\s+(?:already\s+|have\s+)?(?:have|run|use|own|know|operate)\b")
_BY_SOME = re.compile(r"\s+(?:by|among)\b")
"""*Preferred by the guides*: what some would have."""
_ITS_OBJECT = re.compile(r"\b(?:it|this|them|these|one)\s(?:[a-z]+\s)?$")
_REST = re.compile(r"(?:[\w-]+\s*){1,3}[.!]?\s*")
_ACTED = re.compile(
    r"\s+to\s+(?!be\b)[a-z]|\s+(?:[a-z]+ly\s+)?(?!(?:limited|tied|complicated|outdated|unproven|overloaded|proposed)\b)[a-z]+ed\b"
)
"""Behind *is*."""
_HAD = re.compile(r"\bhad\s+(?:[a-z]+ly\s+|been\s+)?[a-z]+(?:ed|en|n)\b")
_CALLED = re.compile(r"(?:^|\s)(?:is|are|seems?|calls?|called|known as|named)$")
_PROPOSED = re.compile(r"(?:propos|suggest|argu|claim|demand|fear|request)ed")
_BY = ("with", "by", "via", "through", "over")
_TO = re.compile(r"\b(?:to(?!\s+be\b)|because|since|although|though|while|whereas|until|till|before|when)\b")
_THEN = re.compile(r"\b(?:as (?:they|it|we|now)|so|when(?:ever)?|once|before|until|if|because|since|to(?!\s+be\b))\b")


class Clause(NamedTuple):
    """What is said of a link: before it in its clause, and behind it up to the clause's end."""

    lead: str
    said: str
    joint: str
    """The word that joins it to the clause before, and the one before that."""
    head: str
    rest: str = ""
    """What follows the clause."""


def weighed_before(text: str, start: int, end: int, links: list[Link], rules: Sentences) -> list[str]:
    """Of each link, in their order: `supposed`, `weighed`, or neither."""
    if brings(text, start, end, links, rules):
        return ["weighed"]
    found: list[str] = []
    asked = text[start:end].rstrip().endswith("?") and WORD.search(text[start : links[0].start]) is not None
    at_first = len(links) > 1 and rules["at_first"].search(text, start, links[0].start)
    until = text.find("til", start, end) >= 0
    closed = past_subject(text, start, end, links[0].start, rules)
    for number, link in enumerate(links):
        before = links[number - 1].end if number else start
        alike = LISTED.fullmatch(text, before, link.start) or _BELONGS.fullmatch(text, before, link.start)
        if number and alike and not on_its_own(text, start, links, number - 1):
            found.append(found[-1])  # *A and B would work*, *the A of the B*
            continue
        clause = _clause(text, before, end, links, number, rules)
        if number and at_first and rules["only_if"].search(text, before, links[number].end + len(clause.said)):
            found.append("supposed")
            continue
        timed = until and (UNTIL.search(clause.said) or (not number and UNTIL.search(text, start, link.start)))
        if timed or link.start < closed:
            found.append("weighed")
            continue
        bare = not clause.lead and _REST.fullmatch(clause.said) and not PAST.match(clause.said)
        if number and bare and not _states(clause.said, rules):
            found.append(found[-1])  # *A scored 31, B 22*
            continue
        unless = clause.joint == "unless" and not rules["negating"].search(
            text, max(start, link.start - _REACH), link.start
        )
        how = "supposed" if asked or unless or _supposes(clause, rules) else "weighed" if _weighs(clause, rules) else ""
        found.append("" if presupposed(text, before, link.start, link.end) else how)
    return found


def _clause(text: str, before: int, end: int, links: list[Link], number: int, rules: Sentences) -> Clause:
    begins, joint, head, at = before, "", "", links[number].start
    for match in CLAUSE.finditer(text, begins, at):
        if match[0] != "(":  # *polling them (A) drains the batteries*
            begins = match.end()
    for match in rules["joining"].finditer(text, begins, at):
        begins, joint, head = match.end(), match[0], text[begins : match.start()]
    last = number
    while (
        last + 1 < len(links)
        and not on_its_own(text, begins, links, last)
        and LISTED.fullmatch(text, links[last].end, links[last + 1].start)
    ):
        last += 1
    stop = min(links[last + 1].start if last + 1 < len(links) else end, len(text))
    named = "(" in text[max(links[number].start - 1, begins) : links[number].start + 1]
    lead = text[begins:at].replace("(", " ").lstrip()
    if named and (joint == "which" or _INSIDE.search(lead)):
        lead, joint = "", ""  # *the gateway, which checks each token (A)*, *they say what they did (A)*
    elif named:
        lead = f"{lead.rstrip()}, "  # *a database of its own (A)*: no part of what the last words govern
    lead = behind_relative(joint, _THING.sub("it", lead) if "what" in lead else lead)
    at = links[last].end
    while inserted := _INSERTED.match(text, at, stop):
        at = inserted.end()
    said = _MARKS.sub("", text[at:stop], count=1)
    clause = CLAUSE.search(said)
    head = head.split()[-1] if head.split() else ""
    rest = said[clause.start() : clause.start() + _SHORT] if clause else ""
    return Clause(lead, said[: clause.start()] if clause else said, joint, head, rest)


def _supposes(clause: Clause, rules: Sentences) -> bool:
    """*A would have meant a rewrite*, *A had been our default*, *we would have loved A*."""
    verb = verb_of(clause.said, rules)
    if (phrase := _PHRASE.match(verb)) and rules["unreal"].match(verb, phrase.end()):
        return True
    if rules["unreal"].match(verb) or rules["allowed"].match(verb) or rules["wished"].search(clause.lead):
        return True
    if OF_A_RECORD.match(clause.lead):
        return True  # *ADR-12 chose A*: what another record did
    return _GERUND.match(clause.lead) is not None and rules["unreal"].search(clause.said) is not None


def _weighs(clause: Clause, rules: Sentences) -> bool:
    """*A was attractive*, *A needs a broker*, *the owner asked for A*, *the price of A*."""
    verb = verb_of(behind_what_it_is(clause.said), rules)
    if _HAD.search(clause.lead) or (clause.joint == "that" and _PROPOSED.fullmatch(clause.head)):
        return True  # *the team had opted for A*, *it was proposed that teams use A*
    if _does(_TO.split(clause.said, maxsplit=1)[0], rules):
        return conceded(verb, clause.rest)
    governed = governing(clause.lead)
    if _only_mentions(clause, verb, governed, rules):
        return True
    past = told_in_past(clause.lead, rules)
    if past is None and _GERUND.match(clause.lead):
        return _states(_THEN.split(clause.said, maxsplit=1)[0], rules)  # *moving to A remains possible*
    proposal = rules["proposing"].search(clause.lead)
    if _does(clause.lead[: proposal.start()] if proposal else clause.lead, rules):
        return False
    if proposal or past is not None:
        return proposal is not None or past is True
    if rules["for_now"].fullmatch(clause.lead.strip(" ,")) or (governed and _OURS.match(clause.said)):
        return False  # *for now A*, *on the A that we have*
    if governed:
        said = _THEN.split(clause.said, maxsplit=1)[0]  # *through A so that nothing is lost*
        return WORD.match(said) is not None and (_states(said, rules) or _ended(verb))
    return _evaluates(verb, rules) or (_TOLD.match(verb) is not None and clause.rest.startswith(", not "))


def _only_mentions(clause: Clause, verb: str, governed: re.Match[str] | None, rules: Sentences) -> bool:
    """*The price of A*, *A's terms*, *all that A does*, *teams that run A*: whether it is of something else."""
    if rules["relative"].fullmatch(clause.joint) and not clause.lead and WORD.match(verb):
        return True
    if governed and of_another(clause.lead, governed, rules):
        return True
    if rules["unreal"].search(clause.lead) or clause.said.startswith("s ") or "such as" in clause.lead:
        return True  # *the pure choice would be A*, *A's terms*, *exceptions, such as A*
    if clause.joint and "still" in clause.lead.split():  # *what is still handled by A*
        return True
    by_it = governed is not None and governed[1] in _BY
    called = _CALLED.search(clause.lead.rstrip())  # *B, which is A*, *for which the term is A*
    if clause.joint == "which" and not (by_it or called or _does(clause.lead, rules)):
        return True  # *the payroll module, which is bound to A*
    if clause.joint == "whoever" and (_ITS_OBJECT.search(clause.lead) or not _states(clause.said, rules)):
        return False  # *whoever wants them reads A*, *whoever has an A*
    joined = clause.joint not in ("", "and", "but")
    return clause.joint in ("who", "whoever") or (joined and bool(rules["others"].fullmatch(clause.head)))


def _evaluates(verb: str, rules: Sentences) -> bool:
    """*… was attractive*, *… lacks replay*, *… scales badly*: whether what follows a link says what it is like."""
    first = WORD.match(verb)
    if first is None or re.match(r"remains?\s*(?:$|in\b|as\b|where\b)", verb):
        return False
    if any(rules[kind].match(verb) for kind in ("past", "burdening")) or past_behind(verb, rules):
        return True
    if being := rules["being"].match(verb):
        if AT_HAND.match(verb, being.end()):
            return False
        return _ACTED.match(verb, being.end()) is None and not offered(verb)
    if PAST.fullmatch(first[0]) and not _PARTICIPLE.match(verb):
        return True
    return rules["qualified"].search(verb, first.end()) is not None


def _ended(verb: str) -> bool:
    """*The trial with A ended without a result*; not *events through A delivered by the relay*."""
    return PAST.match(verb) is not None and not _PARTICIPLE.match(verb)


def _states(said: str, rules: Sentences) -> bool:
    """Whether it has a verb that is known."""
    return any(rules[kind].search(said) for kind in ("past", "being", "present", "burdening", "unreal", "doing"))


def _does(said: str, rules: Sentences) -> bool:
    """Whether it says that something is done with the entry; *not part of the decision* does not."""
    return any(
        not _DENIED.search(said[max(match.start() - _NEAR, 0) : match.start()])
        and not said.startswith((" not", "n't"), match.end())
        and not (match[0].endswith("preferred") and _BY_SOME.match(said, match.end()))
        for match in rules["doing"].finditer(said)
    )
