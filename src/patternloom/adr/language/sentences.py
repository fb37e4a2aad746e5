"""Which links of a text are what its sentences choose, and which they deny.

In: a text with the links in it, and the words of a language. Out: the links that are chosen. It follows a few words, as
the table has them, and knows no grammar: a sentence that says more than they tell is taken as a choice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from patternloom.adr.formats.document import Link
from patternloom.adr.language.anaphora import named_again
from patternloom.adr.language.appraisal import weighed_before
from patternloom.adr.language.link_phrase import widened
from patternloom.adr.language.negation_before import denied_before
from patternloom.adr.language.pointed_at import mentioned_until
from patternloom.adr.language.replacement import aimed_at, outlived, put_off
from patternloom.adr.language.reversal import in_spite
from patternloom.adr.language.tallied import told_apart
from patternloom.adr.language.unwrapped import unwrapped
from patternloom.adr.language.verdict_sentences import ITEM, below_a_no, turns_down
from patternloom.adr.language.words import Sentences, Words

_SIGNS = str.maketrans("，．､｡", "、。、。")
"""Commas and full stops of some teams, and the usual ones."""
_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)[.!?](?=[\"”'’)\]*_]*(?:\s|$))|[。！？]"
    "|[,、]\\s*because\\b(?=[^a-z]*[\u3041-\u30ff\u3400-\u9fff])"
    r"|\n(?:[ \t]*\n|(?=[・●○■□◆◇▪※→⇒①-⑳]))"
)

_OPEN = re.compile(r"\b(?:to|of|for|with|on|in|by|through|from|about)$")
"""*They get no access to:*, of a text that leads to a list: it goes on with what is listed."""


@dataclass
class Told:
    """What a text says of its links."""

    chosen: list[Link] = field(default_factory=list)
    weighed: set[int] = field(default_factory=set)
    """Of those, which are only told of: where another one is chosen, they are not."""
    outright: bool = False
    denies: bool = False
    """Whether the last sentence with links chooses none of them."""


def chosen_links(text: str, links: Sequence[Link], words: Words) -> list[Link]:
    """Those that the text chooses."""
    return decided([told_links(text, links, words)])


def decided(told: Sequence[Told]) -> list[Link]:
    """What texts choose that stand together."""
    outright = any(one.outright for one in told)
    return [link for one in told for link in one.chosen if not (outright and id(link) in one.weighed)]


def told_links(text: str, links: Sequence[Link], words: Words) -> Told:
    """What the text says of them, sentence by sentence."""
    told = Told()
    text, links = unwrapped(text.translate(_SIGNS), links)
    ordered = sorted(links, key=lambda link: link.start)
    text = without_names(text, ordered)
    lower = text.lower()
    starts = [link.start for link in ordered]
    before: list[Link] = []
    where = 0, 0
    for start, end in sentences_of(text):
        inside = ordered[bisect_left(starts, start) : bisect_left(starts, end)]
        if before and not inside and where[1] == start and turns_down(text, lower, where, (start, end), words):
            told.chosen = _without(told.chosen, before)
        if not inside and len(before) < 2:
            continue  # as most are
        own = _in_sentence(text, start, end, inside, words, told) if inside else []
        if own and before and outlived(lower, where, (start, end), own[0].start, _rules(text[start:end], words)[0]):
            told.chosen = _without(told.chosen, before)
        if own and told.chosen and put_off(lower, where, (start, end), _rules(text[start:end], words)[0]):
            own = []
        told.chosen += own
        if len(both := inside if len(inside) > 1 else before + inside) > 1:
            told.chosen = _of_several(lower, start, end, both, told.chosen, words)
        before, where = (inside, (start, end)) if inside else (before, where)
    return told


def without_names(text: str, links: Sequence[Link]) -> str:
    """The text with signs in the place of links' names, which may hold words of any kind."""
    parts, at = [], 0
    for link in links:
        parts += [text[at : link.start], ITEM * (link.end - max(link.start, at))]
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


def _in_sentence(text: str, start: int, end: int, links: list[Link], words: Words, told: Told) -> list[Link]:
    """Those that a sentence chooses; what it only tells of is noted."""
    rules, last = _rules(text[start:end], words)
    wide = widened(text, start, end, links, rules)
    denied = _denials(text, (start, end), wide, rules, last=last)
    below = below_a_no(text, start, links, words)
    lower = text.lower()
    later = aimed_at(lower, start, end, wide, rules)
    denied = [no or label or link.start > later for no, label, link in zip(denied, below, wide, strict=True)]
    first, behind = told_apart(text, start, end, wide)
    denied = [n in behind or (no and n not in first) for n, no in enumerate(denied)] if behind else denied
    if all(denied):
        told.denies = True
        return []
    weighed = _weighed_in(text if last else lower, (start, end), wide, rules, last=last)
    own = [link for link, no, how in zip(links, denied, weighed, strict=True) if not no and how != "supposed"]
    if told.denies and rules["likewise"].search(lower, start, end):
        own = []
    told.denies = not own
    told.weighed |= {id(link) for link, how in zip(links, weighed, strict=True) if how}
    told.outright = told.outright or any(id(link) not in told.weighed for link in own)
    return own


def _weighed_in(text: str, where: tuple[int, int], wide: list[Link], rules: Sentences, *, last: bool) -> list[str]:
    """What a sentence says of each link beside denying it, with what it says of several of them at once."""
    start, end = where
    weighed = _weighings(text, where, wide, rules, last=last)
    if not last and any(weighed):
        weighed = [
            "" if taken else own for taken, own in zip(in_spite(text, start, end, wide, rules), weighed, strict=True)
        ]
    lower = text.lower() if last else text
    until, how = mentioned_until(lower, start, end)
    weighed = [how if link.start < until else own for link, own in zip(wide, weighed, strict=True)] if how else weighed
    until_then = rules["until_then"].search(lower, start, wide[0].start)
    if until_then and not rules["permitting"].search(lower, wide[0].end, end):
        weighed = [
            "weighed" if link.start > until_then.start() else own for link, own in zip(wide, weighed, strict=True)
        ]
    return weighed


def _rules(said: str, words: Words) -> tuple[Sentences, bool]:
    """The words of a sentence's language, and whether its denials come last."""
    for language, (letters, more) in words.letters.items():
        if letters.search(said) or more.search(said):
            return words.sentences[language], True
    return next(rules for language, rules in words.sentences.items() if language not in words.letters), False


def _denied(text: str, start: int, end: int, links: list[Link], rules: Sentences, last: bool) -> list[bool]:
    return _denials(text, (start, end), widened(text, start, end, links, rules), rules, last=last)


def _denials(text: str, where: tuple[int, int], wide: list[Link], rules: Sentences, *, last: bool) -> list[bool]:
    if last:  # loaded once there is such a sentence, as most teams write in one language
        from patternloom.adr.language.negation_after import denied_after

        return denied_after(text, where[1], wide, rules)
    return denied_before(text, *where, wide, rules)


def _weighings(text: str, where: tuple[int, int], wide: list[Link], rules: Sentences, *, last: bool) -> list[str]:
    if last:
        from patternloom.adr.language.appraisal_after import weighed_after

        return weighed_after(text, where[1], wide, rules)
    return weighed_before(text, *where, wide, rules)


def denies_what_follows(text: str, words: Words) -> bool:
    """Whether a text leads to a list of what is not chosen: *We rejected:*, *次の案は採用しない。*"""
    said = text.rstrip()
    start = max((begins for begins, end in sentences_of(said) if said[begins:end].strip()), default=0)
    last = said[start:].strip().lower()
    every = words.sentences.values()
    leads = last.endswith((":", "：")) or any(rules["leading_on"].search(last) for rules in every)
    if not leads or any(rules["considering"].search(last) for rules in every):
        return False
    last = last.rstrip(":：。.")
    last = f"{last} " if _OPEN.search(last) else f"{last}: "
    return not chosen_links(f"{last}{ITEM}", [Link("", 0, len(last), len(last) + 1)], words)


def leads_to_reasons(text: str, words: Words) -> bool:
    """Whether a text leads to a list of reasons: *We chose A because:*, *理由は次のとおり。*"""
    last = re.split(r"[,、]|[.。](?=.)", text.strip().lower())[-1]
    every = words.sentences.values()
    leads = last.endswith((":", "：")) or any(rules["leading_on"].search(last) for rules in every)
    for rules in every:
        if (matches := [*rules["leading_to_reasons"].finditer(last)]) and (leads or matches[-1].end() == len(last)):
            return rules["doing"].search(last, matches[-1].end()) is None
    return False


def leads_to_others(text: str, words: Words) -> bool:
    """Whether a text leads to a list of what was looked at beside the choice: *Alternatives that we considered:*"""
    last = re.split(r"[.。](?=.)", text.strip().lower())[-1]
    return any(rules["other_options"].search(last) for rules in words.sentences.values())


def states_a_choice(text: str, words: Words) -> bool:
    """Whether a text is a Y-statement: *In the context of …, facing …, we decided for …*."""
    lower = " ".join(text.lower().split())
    return any(rules["stating"].search(lower) and rules["chosen"].search(lower) for rules in words.sentences.values())
