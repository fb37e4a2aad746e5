"""Verdicts that stand by themselves: a cell, a label before an entry, a sentence that takes up the one before it.

In: a text, the links in it, the words. Out: yes or no. What a sentence says of its own links, others follow.
"""

from __future__ import annotations

import re

from patternloom.adr.formats.document import Link
from patternloom.adr.language.rejected_after import LISTED
from patternloom.adr.language.words import Words, plain

ITEM = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands in the place of links' names, letter by letter."""
_VERDICT = 40  # characters of a verdict that stands by itself
_REASON = re.compile(r"(?<=\w)[,;、。；(（:：]")
_ANSWER = re.compile(r"[\s*_]*([^\W\d_][^.。,、:：;\n]{0,12})[.。]\s?(?=\S)")
_SIGNS_AROUND = " \t\r\n:：-–—()（）|*_.,、。"
_LABEL = re.compile(r"(?:^|[(（。.;；、\n])[\s*_]*([^:：\n。.()（）;；、\ufffc]{1,30})[:：][\s*_]*$")
_SILENT = " \t\r\n.,?。、*_\"'“”「」"
_OPENS = re.compile(r"[\s*_]*([^\W\d_][\w' ]{1,39}?)[*_]*(?::[*_]*\s|：|\s[-–—]+\s)")
"""What a list's item opens with: *Dropped — the nightly A*."""
_NUMBERED = re.compile(r"\s*[A-Z0-9]{1,2}\b")
_ALONE = re.compile("[\u3041-\u309f]{0,10}[。.!\\s]*|\\s+by [^,;]{1,20}")
"""Behind a verdict that is a sentence of its own: *否決された。*"""


def denies_alone(text: str, words: Words) -> bool:
    """Whether a text is a verdict against what it stands beside, and nothing else: *no, too slow*."""
    bare = _REASON.split(text, maxsplit=1)[0].strip(_SIGNS_AROUND).lower()
    if len(text) > _VERDICT or not bare:
        return False
    if words.statuses.get(plain(bare)) == "rejected":
        return True
    return any(rules["no"].fullmatch(bare) or rules["verdicts"].fullmatch(bare) for rules in words.sentences.values())


def answers_no(text: str, words: Words) -> bool:
    """*No. A pays off from the third consumer on*: whether a text begins with a verdict, and goes on with reasons."""
    said = _ANSWER.match(text)
    return said is not None and any(rules["no"].fullmatch(said[1].lower()) for rules in words.sentences.values())


def turns_down(text: str, lower: str, before: tuple[int, int], now: tuple[int, int], words: Words) -> bool:
    """*A?* *No.* and *It was proposed to use A.* *The proposal was turned down.*"""
    start, end = now
    if _names_alone(text, before):
        return denies_alone(text[start:end], words)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    for rules in words.sentences.values():
        if (verdict := rules["turned_down"].match(lower, start, end)) and _ALONE.fullmatch(lower, verdict.end(), end):
            return True
        if subject := rules["taken_up"].match(lower, start, end):
            return rules["turned_down"].search(lower, subject.end(), min(subject.end() + _VERDICT, end)) is not None
    return False


def _names_alone(text: str, where: tuple[int, int]) -> bool:
    """*A?*: whether a sentence is links and nothing else."""
    return not text[slice(*where)].replace(ITEM, "").strip(_SILENT)


def below_a_no(text: str, start: int, links: list[Link], words: Words) -> list[bool]:
    """*Alternatives: A, B*, *(旧：A)*: of each link whether a label before it says that it is none of the choice."""
    found: list[bool] = []
    opens = _OPENS.match(text, start, links[0].start)
    no = opens is not None and (denies_alone(opens[1], words) or _of_an_option(opens[1], words))
    no = no or _lists_others(text, start, links[0].start, words)
    until = text.find(";", opens.end() if opens else links[0].start) % (len(text) + 1) if no else start
    for number, link in enumerate(links):
        before = links[number - 1].end if number else start
        label = _LABEL.search(text[max(before, link.start - _VERDICT) : link.start])
        listed = number > 0 and LISTED.fullmatch(text, before, link.start) is not None
        role = words.label(label[1]) if label else None
        no = label is not None and (role in ("options", "context", "consequences") or denies_alone(label[1], words))
        found.append(no or link.start < until or (listed and found[-1]))
    return found


def _lists_others(text: str, start: int, end: int, words: Words) -> bool:
    """*As for the alternatives, there was one: A*: whether a sentence says so before a colon."""
    colon = text.rfind(":", start, end)
    if colon < 0:
        return False
    lead = text[start:colon].lower()
    return any(rules["listing_others"].search(lead) for rules in words.sentences.values())


def _of_an_option(opens: str, words: Words) -> bool:
    """*Option 2 was not taken: …*: whether a sentence opens by turning an option down, and tells why."""
    for rules in words.sentences.values():
        if (kind := rules["kinds"].match(opens.lower())) and _NUMBERED.match(opens, kind.end()):
            return any(rules[one].search(opens.lower(), kind.end()) for one in ("turned_down", "verdicts"))
    return False
