"""Rules between entries, a function each: what only the catalog as a whole can break.

In: parsed entries with their places. Out: problems. Whether a reference leads anywhere was settled in
`parse`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from patternloom.catalog.local_ids import doubled
from patternloom.catalog.mentions import mentions_of
from patternloom.catalog.parse import Located, Parsed, Place
from patternloom.model.patterns import MemberSet, Parent, PatternGroup, ProblemArea
from patternloom.model.retired import Retired
from patternloom.problems import limits
from patternloom.problems.findings import Problem, shown


def check_catalog(parsed: Parsed) -> Iterator[Problem]:
    """What is wrong between the entries."""
    yield from children_make_no_cycle(parsed.entries)
    yield from successors_make_no_cycle(parsed.entries)
    yield from sets_name_what_is_below(parsed.entries)
    yield from areas_are_listed_once(parsed)
    yield from languages_are_listed_once(parsed)
    lacks_article = list(sources_have_an_article(parsed))
    yield from lacks_article
    if not (parsed.problems or lacks_article):
        # A broken entry is left out, and what only it names would look unused; as the article would.
        yield from every_entry_is_used(parsed)


def children_make_no_cycle(entries: Sequence[Located]) -> Iterator[Problem]:
    """Following children never leads back, nor further down than a reader can follow."""
    parents = {located.entry.id: located for located in entries if isinstance(located.entry, Parent)}
    levels: dict[str, int] = {}  # of the tree below each entry that is done, itself included
    for start in parents:
        # Depth-first without recursion: (id, next child's number), and the ids on the way.
        stack, way, on_way = [(start, 0)], [start], {start: 0}
        while stack:
            id, number = stack[-1]
            entry, place = parents[id].entry, parents[id].place
            assert isinstance(entry, Parent)
            if id in levels or number >= len(entry.children):
                levels.setdefault(id, 1 + max((levels.get(child, 0) for child in entry.children), default=0))
                stack.pop()
                del on_way[way.pop()]
                continue
            child = entry.children[number]
            if child in on_way:
                first = on_way[child]
                long = len(way) - first > 10  # then its two ends: the whole is not read for each of many
                ids = [*way[first : first + 5], "…", *way[-4:], child] if long else [*way[first:], child]
                loop = " → ".join(ids)
                message = f"child {shown(child)} makes a cycle ({loop}), expected a tree"
                yield Problem(place.mark("children", number), message, rule="cycle")
            elif child in parents and child not in levels:
                stack.append((child, 0))
                way.append(child)
                on_way[child] = len(way) - 1
                continue  # and look at this child again when it is done
            elif levels.get(child) == limits.TREE_LEVELS:
                message = f"child {shown(child)} makes more than {limits.TREE_LEVELS} levels, expected a flatter tree"
                yield Problem(place.mark("children", number), message, rule="depth")
            stack[-1] = (id, number + 1)


def successors_make_no_cycle(entries: Sequence[Located]) -> Iterator[Problem]:
    """Following the successors of what is retired never leads back."""
    gone = {located.entry.id: located for located in entries if isinstance(located.entry, Retired)}
    done: set[str] = set()
    for start in gone:
        way: set[str] = set()
        id: str | None = start
        while id in gone and id not in done and id not in way:
            way.add(id)
            entry = gone[id].entry
            assert isinstance(entry, Retired)
            if entry.successor in way:
                message = (
                    f"successor {shown(entry.successor)} leads back to {shown(id)}, expected another entry to read"
                )
                yield Problem(gone[id].place.mark("successor"), message, rule="cycle")
            id = entry.successor
        done.update(way)


def sets_name_what_is_below(entries: Sequence[Located]) -> Iterator[Problem]:
    """What competes, or is combined, stands in the tree below the entry that says so, at any depth."""
    children = {located.entry.id: located.entry.children for located in entries if isinstance(located.entry, Parent)}
    for located in entries:
        entry = located.entry
        if not isinstance(entry, ProblemArea | PatternGroup) or not entry.sets:
            continue
        below: set[str] = set()
        ahead = list(entry.children)
        while ahead:
            if (id := ahead.pop()) not in below:
                below.add(id)
                ahead.extend(children.get(id, ()))
        if not below <= children.keys():
            continue  # below a broken entry may stand anything
        for steps, member in _members(entry.sets, ("sets",)):
            if member not in below:
                message = (
                    f"{shown(member)} does not stand below {shown(entry.id)}, expected entries of the tree below it"
                )
                hint = "name it in the set of an entry above both, or list it among 'children'"
                yield Problem(located.place.mark(*steps), message, hint, rule="outside")


def _members(sets: Sequence[MemberSet], steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each member of sets inside one another, with the steps to it."""
    for number, one in enumerate(sets):
        yield from (((*steps, number, "members", at), member) for at, member in enumerate(one.members))
        yield from _members(one.sets, (*steps, number, "sets"))


def areas_are_listed_once(parsed: Parsed) -> Iterator[Problem]:
    """The settings name no area twice; those that they leave out come last."""
    if parsed.settings and parsed.settings_source:
        for number, id in doubled(parsed.settings.areas):
            message = f"area {shown(id)} listed twice, expected once"
            yield Problem(parsed.settings_source.mark(["areas", number]), message, rule="duplicate-id")


def languages_are_listed_once(parsed: Parsed) -> Iterator[Problem]:
    """The settings name one language or more, and none twice."""
    if parsed.settings and parsed.settings_source:
        if not parsed.settings.languages:
            mark = parsed.settings_source.mark(["languages"])
            yield Problem(mark, "no language, expected one or more", rule="too-few")
        for number, tag in doubled(parsed.settings.languages):
            message = f"language {shown(tag)} listed twice, expected once"
            yield Problem(parsed.settings_source.mark(["languages", number]), message, rule="duplicate-id")


def sources_have_an_article(parsed: Parsed) -> Iterator[Problem]:
    """`source:` points into the article that the settings name; without one, the first is told for all."""
    if not (parsed.settings and parsed.settings_source) or parsed.settings.article is not None:
        return
    places = [Place(parsed.settings_source, ()), *(located.place for located in parsed.entries)]
    found = [place.mark(*steps, on_key=True) for place in places for steps in _sources(place.value())]
    if found:
        others = f" here and in {len(found) - 1} other place{'s' * (len(found) > 2)}" if len(found) > 1 else ""
        message = "'source' without an article that its keys point into, expected 'article:' in catalog.yaml"
        hint = f"add it, with the id of a reference, or delete 'source'{others}"
        yield Problem(found[0], message, hint, rule="article")


def _sources(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The steps to every `source:` at any depth."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in items:
        if step == "source":
            yield (*steps, step)
        elif isinstance(inner, dict | list):
            yield from _sources(inner, (*steps, step))


def every_entry_is_used(parsed: Parsed) -> Iterator[Problem]:
    """A warning for an entry that nothing names; a listing in a category is a use of the technology.

    A group or pattern needs a parent: without one it stands on no page, whatever else names it.
    """
    used: set[str] = set(mentions_of(parsed.settings))
    children: set[str] = set()
    for located in parsed.entries:
        if isinstance(located.entry, Retired):
            continue  # what is gone needs nothing any more
        names = set(mentions_of(located.entry))
        names.discard(located.entry.id)
        used |= names
        if isinstance(located.entry, Parent):
            children.update(located.entry.children)
    for located in parsed.entries:
        kind, id = located.place.kind, located.entry.id
        message = ""
        if kind.needs == "a parent" and id not in children:
            message = f"{kind.words} {shown(id)} stands on no page, expected it among the 'children' of an entry"
        elif kind.needs == "a mention" and id not in used:
            where = (
                f"it below '{kind.list}:' of catalog.yaml" if kind.order == "by settings" else "an entry that names it"
            )
            message = f"{kind.words} {shown(id)} is used by nothing, expected {where}"
        if message:
            yield Problem(located.place.mark("id"), message, severity="warning", rule="unused")
