"""Whether a bracket names what a clause does, though it says *not*: *services never share tables (A)*.

In: a text in small letters, where what denies stands, where the bracket opens, the words of the language. Out: whether
the bracket names a practice. It names a thing right behind an indefinite noun (*without a broker (A)*), and what is
decided on where a verb of choosing is denied (*we do not use message brokers (A)*): then it is denied as they are.
"""

from __future__ import annotations

import re

from patternloom.adr.language.words import Sentences

_THING = re.compile(
    r"(?<!\bfor\s)\b(?:an?|any)\s(?:[\w'’-]+\s)?(?!(?:twice|once|again|[a-z]*more|directly|yet|first|only|itself|alone)\b)[\w'’-]+\s$"
)
_WISHED = re.compile(r"(?:\s(?:yet|really|currently))?\s(?:want|need|have|require|see|plan|intend|like)\b")
_WITHOUT_OBJECT = re.compile(
    r"\s(?:at|in|on|with|by|for|from|to|of|through|between|across|when|while|if|before|after|until|as|over)\b"
)
_ORDERED = re.compile(
    r"(?:^|[^\w\s'’\"“*_])[\s\"“*_]*(?:(?:and|but|so|then|please|must|should|shall|may|can|do|does)\s)*$"
)
"""*Must not read other tables (A)*, *never share tables (A)*: without a subject, a rule names what it forbids."""
_NOBODY = re.compile(r"nobody|nothing|no one")
_ARE = re.compile(r"\bare\s(?:[a-z]+ly\s)?$")
_TAKEN = re.compile(r"tak(?:es?|ing)\s")
_STOPPED = re.compile(r"(?:stop|cease|quit)(?:s|ped|ping)?\s(?=[a-z]+ing\b)")
_DOES = re.compile(r"\b(?:do|does|live|lives|get by|manage|manages|go|goes)\s$")
_SHORT = 40  # characters in which a verb stands before what it denies, and a noun before its bracket
_LONG = 200  # characters, and no denial reaches further


def names_practice(text: str, since: int, at: int, rules: Sentences) -> bool:
    """Behind a denial that begins at `since`."""
    if text.startswith("never ", since) and text[max(since - 2, 0) : since] == ", ":
        return True  # *kept as a list of bookings, never as a balance (A)*
    if _THING.search(text, max(since, at - _SHORT), at):
        return False
    negation = rules["negating"].match(text, since)
    if negation is None:  # *requests are refused at the edge (A)*, *workers take them from the queue (A)*
        if stopped := _STOPPED.match(text, since):
            return rules["doing"].match(text, stopped.end()) is None
        return bool(_TAKEN.match(text, since) or _ARE.search(text, max(since - _SHORT, 0), since))
    if _ORDERED.search(text, max(since - _SHORT, 0), since) and not _NOBODY.match(text, since):
        return False
    if _WISHED.match(text, negation.end(), at):
        return False
    verbs = rules["doing"].finditer(text, max(negation.end(), at - _LONG), at)
    return all(_WITHOUT_OBJECT.match(text, verb.end(), at) for verb in verbs)


def names_result(text: str, since: int, at: int, rules: Sentences) -> bool:
    """Behind *without* or *than*: *changed without downtime (A)*, *versions newer than its own (A)*."""
    word = text[since : since + 8].split(maxsplit=1)[0]
    if word not in ("without", "than") or _THING.search(text, max(since, at - _SHORT), at):
        return False
    if word == "than":
        return True
    using = rules["doing"].match(text, since + len("without "))
    return using is None and _DOES.search(text, max(since - _SHORT, 0), since) is None
