"""Which links of a text are what its sentences choose, and which they deny.

In: a text with the links in it, and the words of a language. Out: the links that are chosen. It follows a few words, as
the table has them, and knows no grammar: a sentence that says more than they tell is taken as a choice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from patternloom.adr.denied_after import denied_after
from patternloom.adr.denied_before import denied_before
from patternloom.adr.document import Link
from patternloom.adr.of_two import named_again
from patternloom.adr.outlived import outlived
from patternloom.adr.unwrapped import unwrapped
from patternloom.adr.widened import widened
from patternloom.adr.words import Sentences, Words

_SIGNS = str.maketrans("，．､｡", "、。、。")
"""Commas and full stops of some teams, and the usual ones."""
_ITEM = "\N{OBJECT REPLACEMENT CHARACTER}"
_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)[.!?](?=[\"”'’)\]*_]*(?:\s|$))|[。！？]"
    r"|\n(?:[ \t]*\n|(?=[・●○■□◆◇▪※→⇒①-⑳]))"
)


def chosen_links(text: str, links: Sequence[Link], words: Words) -> list[Link]:
    """Those that the text chooses."""
    found: list[Link] = []
    text, links = unwrapped(text.translate(_SIGNS), links)
    ordered = sorted(links, key=lambda link: link.start)
    text = _without_names(text, ordered)
    lower = text.lower()
    starts = [link.start for link in ordered]
    before: list[Link] = []
    where = 0, 0
    for start, end in sentences_of(text):
        inside = ordered[bisect_left(starts, start) : bisect_left(starts, end)]
        if not inside and len(before) < 2:
            continue  # as most are
        own = _in_sentence(text, start, end, inside, words) if inside else []
        if own and before and outlived(lower, where, (start, end), own[0].start, _rules(text[start:end], words)[0]):
            found = _without(found, before)
        found += own
        if len(both := inside if len(inside) > 1 else before + inside) > 1:
            found = _of_several(lower, start, end, both, found, words)
        before, where = (inside, (start, end)) if inside else (before, where)
    return found


def _without_names(text: str, links: Sequence[Link]) -> str:
    """The text with signs in the place of links' names, which may hold words of any kind."""
    parts, at = [], 0
    for link in links:
        parts += [text[at : link.start], _ITEM * (link.end - max(link.start, at))]
        at = max(link.end, at)
    return "".join([*parts, text[at:]])


def _without(found: list[Link], gone: list[Link]) -> list[Link]:
    known = {id(link) for link in gone}
    return [link for link in found if id(link) not in known]


def _of_several(text: str, start: int, end: int, links: list[Link], found: list[Link], words: Words) -> list[Link]:
    """What is chosen where a sentence takes up one of several links: *we chose the latter*."""
    rules, last = _rules(text[start:end], words)
    again = named_again(text, start, end, links, rules)
    if again is None:
        return found
    inside = [link for link in links if link.start >= start]
    if not again.won and _denied(text, start, end, [*inside, again.word], rules, last)[-1]:
        return found
    return [*_without(found, links), again.meant]


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    start = 0
    for match in _END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text) + 1


def _in_sentence(text: str, start: int, end: int, links: list[Link], words: Words) -> list[Link]:
    denied = _denied(text, start, end, links, *_rules(text[start:end], words))
    return [link for link, no in zip(links, denied, strict=True) if not no]


def _rules(said: str, words: Words) -> tuple[Sentences, bool]:
    """The words of a sentence's language, and whether its denials come last."""
    for language, (letters, more) in words.letters.items():
        if letters.search(said) or more.search(said):
            return words.sentences[language], True
    return next(rules for language, rules in words.sentences.items() if language not in words.letters), False


def _denied(text: str, start: int, end: int, links: list[Link], rules: Sentences, last: bool) -> list[bool]:
    links = widened(text, start, end, links, rules)
    if last:
        return denied_after(text, end, links, rules)
    return denied_before(text, start, end, links, rules)


def denies_what_follows(text: str, words: Words) -> bool:
    """Whether a text leads to a list of what is not chosen: *We rejected:*, *次の案は採用しない。*"""
    said = text.rstrip()
    start = max((begins for begins, end in sentences_of(said) if said[begins:end].strip()), default=0)
    last = said[start:].strip().lower()
    every = words.sentences.values()
    leads = last.endswith((":", "：")) or any(rules["leading_on"].search(last) for rules in every)
    if not leads or any(rules["considering"].search(last) for rules in every):
        return False
    last = f"{last.rstrip(':：。.')}: "
    return not chosen_links(f"{last}{_ITEM}", [Link("", 0, len(last), len(last) + 1)], words)


def states_a_choice(text: str, words: Words) -> bool:
    """Whether a text is a Y-statement: *In the context of …, facing …, we decided for …*."""
    lower = " ".join(text.lower().split())
    return any(rules["stating"].search(lower) and rules["chosen"].search(lower) for rules in words.sentences.values())
