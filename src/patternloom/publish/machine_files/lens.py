"""The catalog as custom lenses for the AWS Well-Architected Tool: a review asks which of its patterns a workload uses.

In: the graph, and how a page links entries. Out: JSON of the form that AWS documents, in one language, and within its
limits: an area is a pillar, a group a question, a pattern a choice. What one lens cannot hold goes on in the next. The
documentation: «Lens format specification in AWS WA Tool», and «A custom lens cannot exceed 500 KB in size».
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from patternloom.catalog.graph import Graph
from patternloom.model.patterns import Pattern, PatternGroup, ProblemArea, Statement
from patternloom.site import writing
from patternloom.site.files import File
from patternloom.site.links import Links

SCHEMA_VERSION = "2021-11-01"
PILLARS, QUESTIONS, CHOICES = 10, 20, 15
NAME, TEXT, BYTES = 128, 2048, 500_000
"""Characters of a name or title, and of any other text; bytes of a lens."""
# The documentation allows 128 characters of an id; the Tool's API names pillars and choices by 64.
_ID = 64
_ROOM = 20_000
"""Bytes left for what stands around questions."""

Json = dict[str, Any]


def lenses(links: Links, address_of: Callable[[str], str]) -> Iterator[File]:
    """The lenses of a language; `address_of` gives the public address of an entry, or nothing."""
    packed = list(_packed(_Questions(links, address_of).all()))
    for number, pillars in enumerate(packed, 1):
        more = f" ({number}/{len(packed)})" if len(packed) > 1 else ""
        lens = {
            "schemaVersion": SCHEMA_VERSION,
            "name": _cut(links.say(links.graph.catalog.settings.name), NAME - len(more)) + more,
            "description": _cut(writing.plain(links.graph.catalog.settings.summary[links.language], links), TEXT),
            "pillars": pillars,
        }
        name = f"lens/aws-well-architected{f'-{number}' if number > 1 else ''}.json"
        yield File(name, _dumped(lens).encode(), language=links.language)


def _packed(questions: Iterator[tuple[ProblemArea, str, Json]]) -> Iterator[list[Json]]:
    """Questions in their pillars, and these in as few lenses as hold them."""
    pillars = _pillars(list(questions))
    size = 0
    lens: list[Json] = []
    for pillar in pillars:
        its = len(_dumped(pillar).encode())
        if lens and (len(lens) == PILLARS or size + its > BYTES - _ROOM):
            yield lens
            lens, size = [], 0
        lens.append(pillar)
        size += its
    if lens:
        yield lens


def _pillars(questions: list[tuple[ProblemArea, str, Json]]) -> list[Json]:
    """A pillar an area, or several where it has more than one holds; small neighbors share one where there are many."""
    pillars: list[Json] = []
    of: list[str] = []
    for area, name, question in questions:
        full = bool(pillars) and (
            len(pillars[-1]["questions"]) == QUESTIONS
            or len(_dumped([pillars[-1], question]).encode()) > BYTES - 2 * _ROOM
        )
        if not of or of[-1] != area.id or full:
            number = of.count(area.id) + 1
            more = f" ({number})" if number > 1 else ""
            pillars.append({"id": _id(area.id, number), "name": _cut(name, NAME - len(more)) + more, "questions": []})
            of.append(area.id)
        pillars[-1]["questions"].append(question)
    while len(pillars) > PILLARS and (pair := _smallest_pair(pillars)) is not None:
        first, second = pillars[pair : pair + 2]
        name = _cut(f"{first['name']}; {second['name']}", NAME)
        pillars[pair : pair + 2] = [
            {"id": first["id"], "name": name, "questions": [*first["questions"], *second["questions"]]}
        ]
    return pillars


def _smallest_pair(pillars: list[Json]) -> int | None:
    """The first of two neighbors that have the fewest questions together, if one pillar holds them."""
    counts = [len(pillar["questions"]) for pillar in pillars]
    pairs = [(one + two, at) for at, (one, two) in enumerate(pairwise(counts))]
    questions, at = min(pairs)
    size = len(_dumped(pillars[at : at + 2]).encode())
    return at if questions <= QUESTIONS and size <= BYTES - _ROOM else None


class _Questions:
    """What a review asks, in one language."""

    def __init__(self, links: Links, address_of: Callable[[str], str]) -> None:
        self.links, self.address_of = links, address_of
        self.graph: Graph = links.graph

    def all(self) -> Iterator[tuple[ProblemArea, str, Json]]:
        """Each with the area that it stands in, and the area's name."""
        for area in self.graph.areas:
            parents = [branch.entry for branch in self.graph.outline(area).walk() if branch.first]
            for parent in parents:
                # A group of several areas is asked about where it stands.
                here = parent is area or self.graph.home.get(parent.id) == area.id
                if here and not isinstance(parent, Pattern):
                    yield from ((area, self.links.name(area.id), one) for one in self.about(parent))

    def about(self, parent: ProblemArea | PatternGroup) -> Iterator[Json]:
        """The question about its patterns, or several where one does not hold them."""
        patterns = list(self.patterns(parent))
        told = parent.problem if isinstance(parent, PatternGroup) else parent.summary
        most = CHOICES - 1  # and «none of these»
        for number, start in enumerate(range(0, len(patterns), most), 1):
            more = f" ({number})" if number > 1 else ""
            title = self.links.t.lens_question.format(name=self.links.name(parent.id))
            some = patterns[start : start + most]
            yield {
                "id": _id(parent.id, number),
                "title": _cut(title, NAME - len(more)) + more,
                "description": _cut(writing.plain(told[self.links.language], self.links), TEXT),
                **self.helpful(parent.id, self.links.name(parent.id)),
                "choices": [*map(self.choice, some), {"id": "none_no", "title": _cut(self.links.t.lens_none, NAME)}],
                "riskRules": list(_rules(some)),
            }

    def patterns(self, parent: ProblemArea | PatternGroup) -> Iterator[Pattern]:
        """The patterns below an area or group, each with its variants behind it; groups below ask for their own."""
        seen: set[str] = set()
        waiting = list(reversed(self.graph.children(parent)))
        while waiting:
            entry = waiting.pop()
            if isinstance(entry, Pattern) and entry.id not in seen:
                seen.add(entry.id)
                yield entry
                waiting += reversed(self.graph.children(entry))

    def choice(self, pattern: Pattern) -> Json:
        """A pattern to choose."""
        links, language = self.links, self.links.language
        what = writing.plain(pattern.summary[language], links)
        t = links.t
        said = [
            f"{t.why_discouraged} {writing.plain(pattern.reason[language], links)}" if pattern.reason else "",
            self.listed(t.when_to_use, pattern.when_to_use),
            self.listed(t.when_not_to_use, pattern.when_not_to_use),
        ]
        plan: Json = {"displayText": _cut(" ".join(filter(None, said)) or what, TEXT)}
        if address := self.address_of(pattern.id):
            plan["url"] = address
        return {
            "id": _id(pattern.id),
            "title": _cut(links.name(pattern.id), NAME),
            **self.helpful(pattern.id, what),
            "improvementPlan": plan,
        }

    def listed(self, word: str, statements: tuple[Statement, ...]) -> str:
        """`Use when: one; another.`"""
        texts = (writing.plain(one.text[self.links.language], self.links) for one in statements)
        return f"{word}{self.links.t.colon}{'; '.join(texts)}." if statements else ""

    def helpful(self, id: str, text: str) -> Json:
        """What to read about it."""
        address = self.address_of(id)
        return {"helpfulResource": {"displayText": _cut(text, TEXT), **({"url": address} if address else {})}}


def _rules(patterns: list[Pattern]) -> Iterator[Json]:
    """No risk with a pattern that is advised and none that is not; the first rule that fits counts."""
    good = " || ".join(_id(one.id) for one in patterns if one.status != "discouraged")
    bad = " && ".join(f"!{_id(one.id)}" for one in patterns if one.status == "discouraged")
    if good and bad:
        yield {"condition": f"({good}) && {bad}", "risk": "NO_RISK"}
        yield {"condition": good, "risk": "MEDIUM_RISK"}
    else:
        yield {"condition": good or bad, "risk": "NO_RISK"}
    yield {"condition": "default", "risk": "HIGH_RISK"}


def _id(id: str, number: int = 1) -> str:
    """An id of letters, digits and `_`, none of which ends in `_no`, which means «none of these»."""
    word = id.replace("-", "_") + (f"__{number}" if number > 1 else "")
    if len(word) > _ID:
        # No id of the catalog holds two signs in a row.
        word = f"{word[: _ID - 10]}__{hashlib.sha256(word.encode()).hexdigest()[:8]}"
    return f"{word}__" if len(word) < 3 or word.endswith("_no") else word


def _cut(text: str, length: int) -> str:
    """A text that is no longer than that."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
