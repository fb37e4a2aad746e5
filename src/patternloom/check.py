"""Rules between entries, one function each; and `load`, which runs everything up to here.

In: parsed entries with their places. Out: problems; or a `Catalog` that nothing later needs to
check. Whether a reference leads anywhere was settled in `parse`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import chain
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from patternloom.bibliography import Erratum
from patternloom.check_examples import check_examples, files_of
from patternloom.design import CheckKind, DesignExample
from patternloom.fields import ProseText
from patternloom.figures import ConceptFigure
from patternloom.model import KIND_OF_CLASS, Entry, Settings
from patternloom.parse import Located, Parsed, Place, parse
from patternloom.patterns import MemberSet, Pattern, PatternGroup, ProblemArea
from patternloom.problems import Findings, PatternloomError, Problem, did_you_mean, shown
from patternloom.prose import Citation, EntryLink
from patternloom.read import read_attachments, read_catalog
from patternloom.strict_yaml import Source
from patternloom.technologies import Technology, TechnologyCategory

# Deeper trees cannot be drawn in a column; our own goes six deep.
MAX_LEVELS = 20

Parent = ProblemArea | PatternGroup | Pattern
# What nothing needs to name: a page, a list or a record of its own holds it.
_LISTED = Technology | ConceptFigure | Erratum | TechnologyCategory | DesignExample | CheckKind


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything the files say, valid as a whole."""

    settings: Settings
    entries: Mapping[str, Entry]
    """By id, in the order of the files."""
    places: Mapping[str, Place]
    """Where each entry is written, by id."""
    strings: Mapping[str, Mapping[str, str]]
    """The interface's words: language → key → text."""
    attachments: Mapping[str, bytes]
    """Files of the examples, by path below the catalog folder."""

    def files_of(self, id: str) -> dict[str, bytes]:
        """An entry's own files, by path below its folder: its YAML, `files/…` and its evidence."""
        return files_of(self.places[id], self.attachments)


@contextmanager
def _collector_paused() -> Iterator[None]:
    # Millions of small objects that all survive: the collector would walk them again and again.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load(root: Path, shown_as: str | None = None) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog below `root`, and its warnings.

    Raises:
        PatternloomError: with every error and warning of every file.
    """
    with _collector_paused():
        name = shown_as or root.as_posix()
        sources, problems = read_catalog(root, name)
        attachments, file_problems = read_attachments(root, name)
        parsed = parse(sources, name)
        found = Findings([*problems, *file_problems])
        later = chain(parsed.problems, check(parsed), check_examples(parsed, attachments))
        found += _said_once(later, problems, sources)
        if any(problem.severity == "error" for problem in found) or parsed.settings is None:
            raise PatternloomError(found)
        catalog = Catalog(
            settings=parsed.settings,
            entries={located.entry.id: located.entry for located in parsed.entries},
            places={located.entry.id: located.place for located in parsed.entries},
            strings=parsed.strings,
            attachments=attachments,
        )
    return catalog, tuple(sorted(found))


def _said_once(later: Iterable[Problem], read: Sequence[Problem], sources: Sequence[Source]) -> Iterator[Problem]:
    """What `parse` and `check` found, without what only follows from what could not be read."""
    marks = {problem.mark for problem in read}
    files = {problem.mark.file for problem in read}
    unread = files - {source.file for source in sources}
    for problem in later:
        above = {problem.mark.file, *(parent.as_posix() for parent in PurePosixPath(problem.mark.file).parents)}
        said_missing = problem.rule == "file" and not above.isdisjoint(files)
        # An id that nothing seems to have, or to use, may stand in a file that could not be read.
        unsure = bool(unread) and problem.rule in ("dangling-reference", "unused")
        if problem.mark not in marks and not said_missing and not unsure:
            yield problem


def check(parsed: Parsed) -> Iterator[Problem]:
    """What is wrong between the entries."""
    for located in parsed.entries:
        entry, place = located.entry, located.place
        if isinstance(entry, Pattern | PatternGroup):
            yield from discouraged_says_why(entry, place)
        if isinstance(entry, Pattern):
            yield from correlations_are_whole(entry, place)
            yield from has_provenance(entry, place)
        if isinstance(entry, ConceptFigure):
            yield from boxes_are_known(entry, place)
        if isinstance(entry, ProblemArea | PatternGroup):
            yield from sets_have_members(entry.sets, place, ("sets",))
        if isinstance(entry, Parent):
            yield from children_are_listed_once(entry, place)
    yield from children_make_no_cycle(parsed.entries)
    yield from listed_areas(parsed)
    if not parsed.problems:
        # A broken entry is left out, and what only it names would look unused.
        yield from every_entry_is_used(parsed)


def discouraged_says_why(entry: Pattern | PatternGroup, place: Place) -> Iterator[Problem]:
    """`reason` where the status is discouraged, and only there."""
    if entry.status == "discouraged" and entry.reason is None:
        yield Problem(
            place.mark("status"),
            f"{shown(entry.id)} is discouraged without a reason, expected a 'reason:'",
            rule="missing-key",
        )
    if entry.status != "discouraged" and entry.reason is not None:
        yield Problem(
            place.mark("reason", on_key=True),
            f"'reason' with status {shown(entry.status or '')}, expected it with 'discouraged' only",
            rule="unknown-key",
        )


def correlations_are_whole(entry: Pattern, place: Place) -> Iterator[Problem]:
    """A target says what it replaces; `none` says why; a target is named once."""
    seen: dict[str, int] = {}
    for number, correlation in enumerate(entry.correlations):
        steps = ("correlations", number)
        if correlation.target == "none":
            if correlation.reason is None:
                yield Problem(
                    place.mark(*steps),
                    "target 'none' without its 'reason', expected not-applicable or omitted-discouraged",
                    rule="missing-key",
                )
            if correlation.technologies:
                yield Problem(
                    place.mark(*steps, "technologies"),
                    "technologies for target 'none', expected none",
                    rule="unknown-key",
                )
        else:
            if correlation.reason is not None:
                yield Problem(
                    place.mark(*steps, "reason", on_key=True),
                    f"'reason' with target {shown(correlation.target)}, expected it with 'none' only",
                    rule="unknown-key",
                )
            if correlation.replaces is None:
                yield Problem(
                    place.mark(*steps),
                    f"target {shown(correlation.target)} without 'replaces', expected what its tools replace",
                    rule="missing-key",
                )
        if correlation.target in seen:
            yield Problem(
                place.mark(*steps, "target"),
                f"second correlation with {shown(correlation.target)}, expected one a target",
                f"first at {place.mark('correlations', seen[correlation.target], 'target')}",
                rule="duplicate-id",
            )
        seen.setdefault(correlation.target, number)


def has_provenance(entry: Pattern, place: Place) -> Iterator[Problem]:
    """What the article does not have needs a reference."""
    if not entry.source and not entry.references:
        yield Problem(
            place.mark("id"),
            f"{shown(entry.id)} has neither 'source' nor 'references', expected where it comes from",
            rule="missing-key",
        )


def boxes_are_known(entry: ConceptFigure, place: Place) -> Iterator[Problem]:
    """Box ids are unique; `inside`, `start` and `end` name boxes; nesting makes no cycle."""
    parents: dict[str, str | None] = {}
    for number, box in enumerate(entry.boxes):
        if box.id in parents:
            yield Problem(
                place.mark("boxes", number, "id"),
                f"duplicate box {shown(box.id)}, expected ids to be unique in a figure",
                rule="duplicate-id",
            )
        parents.setdefault(box.id, box.inside)
    uses = [(("boxes", n, "inside"), box.inside) for n, box in enumerate(entry.boxes) if box.inside]
    uses += [
        (("arrows", n, end), getattr(arrow, end)) for n, arrow in enumerate(entry.arrows) for end in ("start", "end")
    ]
    for steps, id in uses:
        if id not in parents:
            yield Problem(
                place.mark(*steps),
                f"unknown box {shown(id)}, expected a box of this figure",
                did_you_mean(id, parents),
                rule="dangling-reference",
            )
    done: set[str] = set()
    for number, box in enumerate(entry.boxes):
        outer, seen = box.inside, {box.id}
        while outer in parents and outer not in seen and outer not in done:
            seen.add(outer)
            outer = parents[outer]
        if outer == box.id:
            yield Problem(
                place.mark("boxes", number, "inside"),
                f"box {shown(box.id)} is inside itself, expected nesting without a cycle",
                rule="cycle",
            )
        done |= seen


def sets_have_members(sets: Sequence[MemberSet], place: Place, steps: tuple[str | int, ...]) -> Iterator[Problem]:
    """A set relates at least two things."""
    for number, member_set in enumerate(sets):
        here = (*steps, number)
        if len(member_set.members) + len(member_set.sets) < 2:
            yield Problem(
                place.mark(*here), "a set of fewer than two members, expected two or more", rule="missing-key"
            )
        yield from sets_have_members(member_set.sets, place, (*here, "sets"))


def children_are_listed_once(entry: Parent, place: Place) -> Iterator[Problem]:
    """One parent names a child once."""
    seen = set()
    for number, child in enumerate(entry.children):
        if child in seen:
            yield Problem(
                place.mark("children", number), f"child {shown(child)} listed twice, expected once", rule="duplicate-id"
            )
        seen.add(child)


def children_make_no_cycle(entries: Sequence[Located]) -> Iterator[Problem]:
    """Following children never leads back, nor further down than a reader can follow."""
    parents = {located.entry.id: located for located in entries if isinstance(located.entry, Parent)}
    levels: dict[str, int] = {}  # of the tree below each entry that is done, itself included
    for start in parents:
        # Depth-first without recursion: (id, next child's number), and the ids on the way.
        stack, way, on_way = [(start, 0)], [start], {start}
        while stack:
            id, number = stack[-1]
            entry, place = parents[id].entry, parents[id].place
            assert isinstance(entry, Parent)
            if id in levels or number >= len(entry.children):
                levels.setdefault(id, 1 + max((levels.get(child, 0) for child in entry.children), default=0))
                stack.pop()
                on_way.discard(way.pop())
                continue
            child = entry.children[number]
            if child in on_way:
                ids = [*way[way.index(child) :], child]
                loop = " → ".join(ids if len(ids) < 12 else [*ids[:5], "…", *ids[-5:]])
                message = f"child {shown(child)} makes a cycle ({loop}), expected a tree"
                yield Problem(place.mark("children", number), message, rule="cycle")
            elif child in parents and child not in levels:
                stack.append((child, 0))
                way.append(child)
                on_way.add(child)
                continue  # and look at this child again when it is done
            elif levels.get(child) == MAX_LEVELS:
                message = f"child {shown(child)} makes more than {MAX_LEVELS} levels, expected a flatter tree"
                yield Problem(place.mark("children", number), message, rule="depth")
            stack[-1] = (id, number + 1)


def listed_areas(parsed: Parsed) -> Iterator[Problem]:
    """The settings list every area once."""
    if parsed.settings is None or parsed.settings_source is None:
        return
    for number, id in enumerate(parsed.settings.areas):
        if id in parsed.settings.areas[:number]:
            yield Problem(
                parsed.settings_source.mark(["areas", number]),
                f"area {shown(id)} listed twice, expected once",
                rule="duplicate-id",
            )
    if not parsed.settings.languages:
        mark = parsed.settings_source.mark(["languages"])
        yield Problem(mark, "no language, expected one or more", rule="missing-key")
    for number, tag in enumerate(parsed.settings.languages):
        if tag in parsed.settings.languages[:number]:
            yield Problem(
                parsed.settings_source.mark(["languages", number]),
                f"language {shown(tag)} listed twice, expected once",
                rule="duplicate-id",
            )


@cache
def _field_names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls)) if is_dataclass(cls) else ()


def references_of(value: object) -> Iterator[str]:
    """Every id that an entry names, in fields and in prose, at any depth."""
    owner: type = type(value)
    match value:
        case ProseText():
            yield from (node.id for node in value.nodes() if isinstance(node, EntryLink | Citation))
        case tuple():
            for item in value:
                yield from references_of(item)
        case str():
            yield value
        case _ if names := _field_names(owner):
            for name in names:
                # What most fields hold names nothing; asking here saves a generator each.
                if (held := getattr(value, name)) and held.__class__ is not MappingProxyType:
                    yield from references_of(held)


def every_entry_is_used(parsed: Parsed) -> Iterator[Problem]:
    """A warning for an entry that nothing names; a listing in a category is a use of the technology.

    A group or pattern needs a parent: without one it stands on no page, whatever else names it.
    """
    used: set[str] = set(references_of(parsed.settings)) if parsed.settings else set()
    children: set[str] = set()
    for located in parsed.entries:
        names = set(references_of(located.entry))
        names.discard(located.entry.id)
        used |= names
        if isinstance(located.entry, Parent):
            children.update(located.entry.children)
    for located in parsed.entries:
        entry = located.entry
        listed = isinstance(entry, _LISTED)
        kind = KIND_OF_CLASS[type(entry)].replace("-", " ")
        if isinstance(entry, PatternGroup | Pattern) and entry.id not in children:
            message = f"{kind} {shown(entry.id)} stands on no page, expected it among the 'children' of an entry"
            yield Problem(located.place.mark("id"), message, severity="warning", rule="unused")
        elif entry.id not in used and not listed:
            yield Problem(
                located.place.mark("id"),
                f"{kind} {shown(entry.id)} is used by nothing, expected an entry that names it",
                severity="warning",
                rule="unused",
            )
