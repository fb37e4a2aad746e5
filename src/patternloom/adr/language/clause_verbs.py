"""The verbs of a clause, in a language whose verbs stand behind their subject: where one begins, and of what time.

In: what stands before a link in its clause, or behind it, in small letters, and the words of the language. Out: the
clause from its verb on, or whether its first verb is one of the past. What it says of the link, nothing here asks.
"""

from __future__ import annotations

import re

from patternloom.adr.language.words import Sentences

WORD = re.compile(r"[a-z][a-z'’-]*")
PAST = re.compile(r"(?!need|speed|shared|distributed)[a-z]{2,}[a-z]ed")
_MADE = re.compile(r"[a-z]+\s+(?:by|through|via|using)\b")
_BUILT = re.compile(r"(?:made|held|kept|led|drawn|bought|brought)\s+(?:by|with|through|via|using|on|in)\b")


def verb_of(said: str, rules: Sentences) -> str:
    """What follows the link, from its verb on."""
    while match := rules["adverbs"].match(said):
        said = said[match.end() :].lstrip()
    return said


def told_in_past(lead: str, rules: Sentences) -> bool | None:
    """Whether the first verb before the link is one of the past; None where there is no verb that is known."""
    previous = ""
    for match in WORD.finditer(lead):
        if rules["present"].fullmatch(match[0]):
            return False
        if rules["past"].fullmatch(match[0]) and (previous or not _BUILT.match(lead, match.start())):
            return True
        past = previous and PAST.fullmatch(match[0]) and not rules["articles"].fullmatch(previous) and previous != "as"
        if past and not _MADE.match(lead, match.start()):
            return True
        previous = match[0]
    return None
