"""Which links a record's outcome chooses, over all of its paragraphs, lists and tables.

In: the stretches of a record, and the words. Out: links. A list is what the words before it say of it, a row of a table
what its cell says that gives a verdict, a list with boxes what is ticked. Sentences are followed elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from patternloom.adr.formats.document import Link
from patternloom.adr.language.sentences import (
    Told,
    decided,
    denies_what_follows,
    leads_to_others,
    leads_to_reasons,
    sentences_of,
    states_a_choice,
    told_links,
)
from patternloom.adr.language.tallied import RANKING, outdone_items
from patternloom.adr.language.verdict_sentences import answers_no, denies_alone
from patternloom.adr.language.words import Role, Words
from patternloom.adr.record.picked import picked
from patternloom.adr.record.stretch import Stretch
from patternloom.adr.record.ticked import without_unticked
from patternloom.adr.record.verdicts import headed_by_a_no, rows_of_a_no, rows_without_force

_FIRST = re.compile(r"\W*(?:primary|happy path|normal|通常|平常|主系)\w*\s*[:：—–-]", re.IGNORECASE)
_SECOND = re.compile(r"\W*(?:fallback|secondary|予備|待機|従系)\w*\s*[:：—–-]", re.IGNORECASE)
_REVOKED = re.compile(
    r"\s*(?:(?:this|that|the above|it)\s(?:decision\s|rule\s)?)?(?:is\s|does\s)?no(?:t|\slonger)\s"
    r"(?:hold|appl|valid|true|the case|in force)"
    r"|\s*(?:これ|上記|以上|この決定)は、?(?:もはや|もう|すでに|既に)?(?:無効|有効ではな|当てはまら|成り立た)",
    re.IGNORECASE,
)
"""*> We call it by A* and below, *no longer holds*."""
_OPTION = re.compile(
    r"\W{0,4}(?:(?:chosen|selected) (?:option|alternative|solution)\W{1,4})?[\"“](?P<name>[^\"“”\n]{1,200})[\"”]"
    r"(?:[.,;]|\s(?:because|with|since|as)\b)",
    re.IGNORECASE,
)
"""*Chosen option: "a name without a link", because …*: the label may be read as a heading, and be gone."""
_MANY = 20  # of such options, and no outcome has as many
_STATEMENT = 3_000  # characters that a record has at most which is a Y-statement and nothing else


def outcome_links(parts: Sequence[Stretch], words: Words, *, named: bool = False) -> list[Link]:
    """The links that the outcome chooses; without such a section, those of a Y-statement.

    `named` is whether the record names what it chooses: then it needs no link that is only told of.
    """
    told: Sequence[Stretch] = _sections(parts, "outcome")
    outcome = told
    if not any(part.links for part in told if not part.heading):  # *Decision: approved*
        outcome = _sections(parts, "likely") or picked(parts, words) or told
    elif _as_proposed(parts, words):
        outcome = _sections(parts, "outcome", "likely")
    if not outcome:
        outcome = [part for part in parts if part.links and states_a_choice(part.text, words)]
    if not outcome and (whole := _joined(parts)) is not None:
        said = [whole.text[start:end] for start, end in sentences_of(whole.text)]
        outcome = [whole] if any(states_a_choice(sentence, words) for sentence in said) else []
    return _chosen(parts, outcome, words, named=named)


def _chosen(parts: Sequence[Stretch], outcome: Sequence[Stretch], words: Words, *, named: bool) -> list[Link]:
    outcome = [_in_turn(part, outcome) for part in without_unticked(outcome)]
    rows = rows_of_a_no(outcome, words) | rows_without_force(parts, words)
    heads = headed_by_a_no(outcome, words)
    found: list[Told] = []
    lead = _Lead(None, words)
    outranked = _outranked(outcome)
    for before, part in pairwise([None, *outcome]):
        assert part is not None
        led = part.item or lead.leads(part)
        if found and before and before.links and _REVOKED.match(part.text):
            found.pop()
        beside = led and bool(part.links) and lead.considers
        if not part.item:
            lead = _Lead(part, words)
        if not part.links or part.heading or (part.item and lead.denies) or part.row in rows:
            continue
        if (part.row and (part.row, part.column) in heads) or id(part) in outranked:
            continue
        if len(part.links) > 1 or not denies_alone(own_words(part), words):
            told = told_links(part.text, part.links, words)
            if beside or (part.row and answers_no(part.text, words)):
                told.weighed |= {id(link) for link in told.chosen}
            found.append(told)
    chosen = decided(found)
    weighed = {number for told in found for number in told.weighed}
    if options := [name for part in outcome if (name := _option_named(part))][:_MANY]:
        weighed -= {id(link) for part in outcome for link in part.links if _is_of(part, link, options)}
    if named or options:
        return [link for link in chosen if id(link) not in weighed]
    return [] if all(id(link) in weighed for link in chosen) and _does_other(outcome, words) else chosen


def _option_named(part: Stretch) -> str:
    """*Chosen option: "the name of one"*, without a link in the name."""
    named = None if part.heading else _OPTION.match(part.text)
    return named["name"].lower() if named and all(link.start >= named.end("name") for link in part.links) else ""


def _is_of(part: Stretch, link: Link, options: Sequence[str]) -> bool:
    """Whether a link bears the name of such an option, or of a part of it."""
    said = part.text[link.start : link.end].lower()
    return any(said in option or option in said for option in options)


def _in_turn(part: Stretch, outcome: Sequence[Stretch]) -> Stretch:
    """*Primary: A. Fallback: B*: the same, whose label denies nothing where both are done in turn."""
    second = _SECOND.match(part.text) if part.item else None
    if second is None or not any(one.item and _FIRST.match(one.text) for one in outcome):
        return part
    return replace(part, text=" " * second.end() + part.text[second.end() :])


def _outranked(outcome: Sequence[Stretch]) -> set[int]:
    """Of lists that rank what stands in them, the items that are not the first."""
    found: set[int] = set()
    lead, items = "", list[Stretch]()
    for part in [*outcome, Stretch(None, "")]:
        if part.item:
            items += [part] if part.links else []
            continue
        if len(items) > 1:
            behind = range(1, len(items)) if RANKING.search(lead) else outdone_items([one.text for one in items])
            found.update(id(items[number]) for number in behind)
        lead, items = part.text, []
    return found


def _does_other(outcome: Sequence[Stretch], words: Words) -> bool:
    """*The plan with A was good. What we do instead is small.*: whether what is done has no link."""
    own = [part.text.lower() for part in outcome if not part.heading and not part.links]
    return any(rules["done_instead"].search(text) for text in own for rules in words.sentences.values())


def _sections(parts: Sequence[Stretch], *roles: Role) -> list[Stretch]:
    """What has one of these roles, with the headings between; nothing where only headings are left."""
    found = [part for part in parts if part.role in roles or part.heading]
    return [] if all(part.heading for part in found) else found


def _as_proposed(parts: Sequence[Stretch], words: Words) -> bool:
    """*Accepted as proposed, with one change*: whether an outcome takes up what is proposed above it."""
    if not any(part.role == "likely" and part.links for part in parts):
        return False  # as nearly always
    own = [part.text.lower() for part in parts if part.role == "outcome" and not part.heading]
    return any(rules["as_proposed"].search(text) for text in own for rules in words.sentences.values())


class _Lead:
    """What stands before a list and says what its items are; asked only where there is a list with links."""

    def __init__(self, part: Stretch | None, words: Words) -> None:
        self.part, self.words = part, words

    def leads(self, part: Stretch) -> bool:
        """Whether a paragraph goes on from a colon."""
        return self.part is not None and not part.row and self.part.text.rstrip().endswith((":", "："))

    @cached_property
    def considers(self) -> bool:
        """*Alternatives that we considered:*"""
        return self.part is not None and leads_to_others(self.part.text, self.words)

    @cached_property
    def denies(self) -> bool:
        """*We rejected:*, *We chose A because:*"""
        if self.part is None or self.part.row or self.part.heading:
            return False
        text = self.part.text
        if denies_what_follows(text, self.words) or leads_to_reasons(text, self.words):
            return True
        return not self.part.links and denies_alone(text, self.words)


def own_words(part: Stretch) -> str:
    """What a part says without the texts of its links: names are of any language."""
    said, at = [], 0
    for link in part.links:
        said.append(part.text[at : max(link.start, 0)])
        at = max(link.end, at)
    return "".join([*said, part.text[at:]])


def _joined(parts: Sequence[Stretch]) -> Stretch | None:
    """What no heading or label tells apart, as one text: a Y-statement may be a list of its own clauses."""
    own = [part for part in parts if part.role is None and not part.heading]
    text, links = "", []
    for part in own if sum(len(part.text) for part in own) <= _STATEMENT else ():
        links += [link.moved(len(text)) for link in part.links]
        text += f"{part.text}\n"
    return Stretch(None, text, links) if links else None
