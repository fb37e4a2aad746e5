"""What a link depends on in its clause: *the price of A*, *in the hands of A*.

In: what stands before a link in its clause, in small letters, and the words of the language. Out: the preposition that
governs it, and whether the clause speaks of something else that the link only belongs to. Brackets belong to what
stands before them: *the plan (A, B) was good*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from patternloom.adr.formats.document import Link
from patternloom.adr.language.words import Sentences

_GOVERNED = re.compile(
    r"(?:[a-z]+\s+)?\b(of|for|about|towards?|against|than|like|between|without|to|in|on|from|with|by|via|through|over)\s+"
    r"(?:(?:the|a|an|our|its|their|those|any|some|plain|full|such)\s+)?(?:(?!(?:of|for|to|in|on|with|by|as|from)\b)[a-z-]+\s+)?$"
)
_TAIL = 200
"""Characters that such a preposition and what stands beside it have at most."""
_HOW = re.compile(
    r"\b(?:in|under|into)\s(?:(?:the|an?)\s)?(?!absence|spite|place|lieu|case|light|view|course|event|days|times?\b|wake)"
    r"[a-z]+\sof\s(?:[a-z-]+\s){0,2}$"
)
"""*In the hands of A*, *under the control of A*: how something is done."""

_WISHED = re.compile(r"is\swhat\s(?:[a-z]+\s){1,3}(?:[a-z]+ed|has in mind|had in mind)\b")
_LATER = re.compile(r"(?:can|may|will)\s(?:be\s(?:added|introduced|built|done)|follow|come|wait)\b")
_OF_THING = re.compile(r"(?:of|in|from|on|at)\s(?:(?:the|our|its|an?|this|that|last|old)\s){1,2}[a-z-]+\s")
_OWNERS = ("its ", "eir ", "our ", "the ")
_PRESUPPOSED = re.compile(r"\b(?:if|when|whenever|while|as long as)\s(?:(?P<own>its|their|our)|the)\s$")
_RELATIVE = re.compile(
    r"(?:(?:is|are|was|were|does|do|did|has|have|had|can|could|will)(?:n't|\snot)|cannot|can't|won't|never|no\slonger)\s"
    r"(?:[\w'’-]+\s){1,5}?(?=(?:is|are|gets?|must|will|shall|goes|stays?)\s)"
)
OF_A_RECORD = re.compile(
    r"(?:(?:in|with|by)\s+)?(?:the\s+)?(?:adr|rfc|record|decision)[-_ #]*\d+,?\s+(?:we\s+|had\s+|still\s+|once\s+){0,3}"
    r"(?:chose|[a-z]+ed)\b"
)
"""*ADR-12 chose A*."""
UNTIL = re.compile(
    r"\b(?:until|till)\s(?:(?:the|end|of|early|late|mid|next|at|least|about)\s){0,4}"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d|q[1-4]|spring|summer"
    r"|autumn|fall|winter|year|month|week|quarter|release|version)\b(?!\W{0,3}:)"
)
"""*Until March*: told for a time alone; *until March:* is when a step of a plan is done."""
_MEANS = re.compile(r"(?:with|using|through|via|by|plus|including)\s")
_MADE_FOR = re.compile(
    r"(?:written|built|made|designed|developed|implemented|packaged|configured|compiled|generated|modell?ed|tuned)\sfor\s"
    r"(?:(?:the|an?|our)\s)?"
)
"""*…, written for A*: what is said of the choice before it."""
_FOLLOWED = re.compile(
    r"\b(?:follow(?:s|ing)?|obey(?:s|ing)?|according\sto|in\sline\swith)\s(?:[\w'’-]+\s){1,3}of\s(?:the\s)?$"
)
_OFFERED = re.compile(r"(?:is|are)\swhat\s(?!we\b)(?:[a-z]+\s){1,3}(?:has|have|use|run|offer|support|know|operate)s?\b")
_WHAT_IT_IS = re.compile(r"(?:that|which|who)\s(?!(?:was|were|had)\b)(?:[\w'’-]+\s){1,7}?(?=(?:was|were|had)\s)")
_BETTER = re.compile(r"(?:is|are|was|were)\s(?:(?:the|an?|our)\s)?(?:[a-z]+er|more\s[a-z]+)\s")
_OPEN = re.compile(r"[\s\"'”’*_)\]]*(?:is|are)\s(?:still\s)?open\b")

AT_HAND = re.compile(r"\s+(?:already\s+)?(?:there|at\shand)\b(?!\s(?:but|is|are)\b)")
"""Behind *A is*: what we have and build on."""
_BRINGING = re.compile(r"[\s\"'“*_]*with\s(?:(?:the|an?|our|pure|plain)\s)?[\"'“*_]*")
_THEN = re.compile(r"[\"'”*_)\]]*,\s")
_LED = re.compile(
    r"(?:on|in|inside|within|behind|over|under|through|via|with|by)\s(?:(?:the|an?|our|its)\s)?[\"'“*_]*$"
)
_NEW = re.compile(r"[\s\"'”’*_)\]]*,\s(?:(?:the|an?|our|its)\s)?[\"'“*_]*")
_ITS_VERB = re.compile(r"[\"'”’*_)\]]*\s(?!(?:and|or|nor|but|as|for|with|in|on|to|of|by|we|they|you|it)\b)[a-z]+")


def on_its_own(text: str, start: int, links: Sequence[Link], number: int) -> bool:
    """*On our A, B starts the planners*: whether the next link is no further one of a list, but what does something."""
    if number + 2 != len(links) or not _NEW.fullmatch(text, links[number].end, links[number + 1].start):
        return False
    led = _LED.search(text, max(start, links[number].start - _TAIL), links[number].start)
    return led is not None and _ITS_VERB.match(text, links[number + 1].end) is not None


def brings(text: str, start: int, end: int, links: Sequence[Link], rules: Sentences) -> bool:
    """*With A, somebody repeats what was missed*: whether a sentence says what would come of its only entry."""
    if len(links) > 1 or not _BRINGING.fullmatch(text, start, links[0].start):
        return False
    then = _THEN.match(text, links[0].end, end)
    return then is not None and rules["doing"].search(text, then.end(), end) is None


def behind_relative(joint: str, lead: str) -> str:
    """*A report that isn't confirmed is sent again by A*: what stands before a link without a relative clause."""
    closed = _RELATIVE.match(lead) if joint in ("that", "which", "who") else None
    return lead[closed.end() :] if closed else lead


def behind_what_it_is(said: str) -> str:
    """*A that asks at start was tried*: what stands behind a link from its own verb on."""
    told = _WHAT_IT_IS.match(said)
    return said[told.end() :] if told else said


def governing(lead: str) -> re.Match[str] | None:
    """The preposition that the link depends on, with the word before it."""
    return _GOVERNED.search(lead[-_TAIL:])


def of_another(lead: str, governed: re.Match[str], rules: Sentences) -> bool:
    """*The price of A*: whether it makes the link part of something else."""
    if not rules["mentioning"].fullmatch(governed[1]) or rules["compound"].search(governed[0]):
        return False
    if (governed[1] == "for" and (_MEANS.match(lead) or _MADE_FOR.fullmatch(lead))) or _FOLLOWED.search(lead[-_TAIL:]):
        return False  # *…, with a topic for A*, *we follow the rules of A*
    return _HOW.search(lead) is None


def past_subject(text: str, start: int, end: int, first: int, rules: Sentences) -> int:
    """*The plan of 2019 (a queue, A) was good*: where the bracket of such a subject ends that has the first link."""
    opened = text.rfind("(", start, first)
    closed = text.find(")", first, end) if opened >= 0 else -1
    told = (rules["past"], rules["unreal"], _WISHED, _LATER)
    if closed < 0 or text.find(")", opened, first) >= 0 or not any(one.match(text, closed + 2) for one in told):
        return -1
    verbs = (rules[kind].search(text, start, opened) for kind in ("past", "present", "doing"))
    return -1 if any(verbs) else closed


def presupposed(text: str, before: int, at: int, end: int) -> bool:
    """*If its A is open, we wait*: whether a condition takes for granted that there is one."""
    if text[at - 4 : at] not in _OWNERS:
        return False
    match = _PRESUPPOSED.search(text, before, at)
    return match is not None and (match["own"] is not None or _OPEN.match(text, end) is not None)


def offered(verb: str) -> bool:
    """*A is what the platform team offers*: whether it is said who has it, and no more."""
    return _OFFERED.match(verb) is not None


def conceded(verb: str, rest: str) -> bool:
    """*A is the better default, but we do without*: what is praised, and passed over."""
    return rest.startswith(", but ") and _BETTER.match(verb) is not None


def past_behind(verb: str, rules: Sentences) -> bool:
    """*The A of the spike took two weeks*: whether a verb of the past follows what belongs to a link."""
    if not (phrase := _OF_THING.match(verb)):
        return False
    return rules["past"].match(verb, phrase.end()) is not None or verb.startswith("took ", phrase.end())
