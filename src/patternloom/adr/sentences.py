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
from patternloom.adr.words import Words

_ITEM = "\N{OBJECT REPLACEMENT CHARACTER}"
_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)[.!?](?=[\"”'’)\]*_]*(?:\s|$))|[。！？]|\n[ \t]*\n")


def chosen_links(text: str, links: Sequence[Link], words: Words) -> list[Link]:
    """Those that the text chooses."""
    found: list[Link] = []
    ordered = sorted(links, key=lambda link: link.start)
    starts = [link.start for link in ordered]
    for start, end in sentences_of(text):
        inside = ordered[bisect_left(starts, start) : bisect_left(starts, end)]
        if inside:
            found += _in_sentence(text, start, end, inside, words)
    return found


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    start = 0
    for match in _END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text) + 1


def _in_sentence(text: str, start: int, end: int, links: list[Link], words: Words) -> list[Link]:
    said = text[start:end]
    for language, (letters, more) in words.letters.items():
        if letters.search(said) or more.search(said):
            rules = words.sentences[language]
            denied = denied_after(text, end, links, rules)
            break
    else:
        rules = next(rules for language, rules in words.sentences.items() if language not in words.letters)
        denied = denied_before(text, start, end, links, rules)
    return [link for link, no in zip(links, denied, strict=True) if not no]


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
    lower = text.lower()
    return any(rules["stating"].search(lower) and rules["chosen"].search(lower) for rules in words.sentences.values())
