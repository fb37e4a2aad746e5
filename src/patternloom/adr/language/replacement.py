"""Whether a sentence says what takes the place of what the one before it has: *Today we use A. We move to B.*

In: a text in small letters, where both sentences begin and end, where the second one has its first link, the words of
the language. Out: yes or no. Which links the sentences choose by themselves, the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from patternloom.adr.formats.document import Link
from patternloom.adr.language.words import Sentences

_PLANNED = re.compile(
    r"\s*(?:after that|afterwards|thereafter|after this),?\s[^.;]{0,40}\b(?:plan|intend)(?:s|ed)?\sto\b"
    r"|\s*(?:その後|それ以降|以後|その先)[はに]?、?[^。]{1,60}(?:予定|計画|見込み)(?:である|であり|だ|です|とする|とし|。)"
)
"""*その後はBに分ける予定である*: what comes after the choice, whatever was said of it."""


def outlived(text: str, before: tuple[int, int], now: tuple[int, int], link: int, rules: Sentences) -> bool:
    """Whether what the sentence before chooses is no longer chosen."""
    start, end = now
    if rules["replacing_it"].search(text, start, end):
        return True
    if it := rules["it"].search(text, start, end):  # *これをBに置き換える*
        return any(rules[kind].search(text, it.end(), end) for kind in ("swapping", "denying"))
    if not rules["at_present"].search(text, *before) or rules["besides"].search(text, start, end):
        return False
    return rules["from_now_on"].search(text, start, link) is not None


def put_off(text: str, before: tuple[int, int], now: tuple[int, int], rules: Sentences) -> bool:
    """*For now we use A. The goal is B.*: whether a sentence tells what comes after what is chosen for some time."""
    if _PLANNED.match(text, *now):
        return True
    if not rules["for_now"].search(text, *before) or rules["for_now"].search(text, *now):
        return False
    return rules["aimed"].search(text, *now) is not None


def aimed_at(text: str, start: int, end: int, links: Sequence[Link], rules: Sentences) -> int:
    """*For now A; the goal is B*: where in a sentence begins what comes after what is chosen for now; else its end."""
    if len(links) < 2 or not rules["for_now"].search(text, start, links[0].start):
        return end
    later = rules["aimed"].search(text, links[0].end, links[-1].start)
    return later.start() if later else end
