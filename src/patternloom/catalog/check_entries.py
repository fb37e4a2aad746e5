"""Rules of one entry by itself, beyond what its type says: a function each.

In: an entry and its place. Out: problems at the value that is wrong. Design examples have many rules
and files of their own: those are `check_examples`'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from patternloom.catalog.local_ids import doubled, ids_are_unique, nesting_ends, unknown_id
from patternloom.catalog.mentions import lists_of_names, statements_of
from patternloom.catalog.parse import Located, Place
from patternloom.model.cited import CitedWork
from patternloom.model.entry import Entry
from patternloom.model.figures import ConceptFigure
from patternloom.model.history import ArchitectureStyle, Timeline
from patternloom.model.kinds import KIND_OF_NAME
from patternloom.model.patterns import MemberSet, Pattern, PatternGroup, ProblemArea
from patternloom.model.retired import RETIRED, Retired
from patternloom.problems.findings import Problem, did_you_mean, shown


def check_entry(located: Located) -> Iterator[Problem]:
    """What is wrong in one entry."""
    entry, place = located.entry, located.place
    yield from id_begins_as_its_kind_asks(entry, place)
    if isinstance(entry, Pattern | PatternGroup | ArchitectureStyle):
        yield from discouraged_says_why(entry, place)
    if isinstance(entry, Pattern):
        yield from correlations_are_whole(entry, place)
        yield from related_to_others(entry, place)
    if isinstance(entry, Pattern | ArchitectureStyle):
        yield from has_provenance(entry, place)
    if isinstance(entry, ConceptFigure):
        yield from boxes_are_known(entry, place)
    if isinstance(entry, ProblemArea | PatternGroup):
        yield from sets_have_members(entry.sets, place, ("sets",))
    if isinstance(entry, Timeline):
        yield from years_go_on(entry, place)
    if isinstance(entry, Retired):
        yield from kind_was_one(entry, place)
    yield from nothing_is_listed_twice(entry, place)
    yield from keys_are_unique(entry, place)


def id_begins_as_its_kind_asks(entry: Entry, place: Place) -> Iterator[Problem]:
    """Where all ids of a kind begin alike, this one does too."""
    prefix = place.kind.prefix
    if not entry.id.startswith(prefix):
        message = f"id {shown(entry.id)} of a {place.kind.words}, expected one that begins with {shown(prefix)}"
        yield Problem(place.mark("id"), message, f"did you mean {shown(prefix + entry.id)}?", rule="id")


def discouraged_says_why(entry: Pattern | PatternGroup | ArchitectureStyle, place: Place) -> Iterator[Problem]:
    """`reason` where the status is discouraged, and only there."""
    if entry.status == "discouraged" and entry.reason is None:
        yield Problem(
            place.mark("status"),
            f"{shown(entry.id)} is discouraged without a reason, expected a 'reason:'",
            rule="missing-key",
        )
    if entry.status != "discouraged" and entry.reason is not None:
        status = f"with status {shown(entry.status)}" if entry.status else "without a status"
        yield Problem(
            place.mark("reason", on_key=True),
            f"'reason' {status}, expected it with 'discouraged' only",
            rule="unknown-key",
        )


def correlations_are_whole(entry: Pattern, place: Place) -> Iterator[Problem]:
    """A target says what it replaces; `none` says why; a target is named once."""
    seen: dict[str, int] = {}
    for number, correlation in enumerate(entry.correlations):
        steps = ("correlations", number)
        if correlation.target == "none":
            if correlation.reason is None and not correlation.technologies:  # else a category was meant
                yield Problem(
                    place.mark(*steps),
                    "target 'none' without its 'reason', expected not-applicable or omitted-discouraged",
                    rule="missing-key",
                )
            if correlation.technologies:
                yield Problem(
                    place.mark(*steps, "technologies"),
                    "technologies for target 'none', expected none; name their category as the target, or delete them",
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


def has_provenance(entry: Pattern | ArchitectureStyle, place: Place) -> Iterator[Problem]:
    """What the article does not have needs a reference."""
    if not entry.source and not entry.references:
        yield Problem(
            place.mark("id"),
            f"{shown(entry.id)} has neither 'source' nor 'references', expected where it comes from",
            rule="missing-key",
        )


def boxes_are_known(entry: ConceptFigure, place: Place) -> Iterator[Problem]:
    """Box ids are unique; `inside`, `start` and `end` name boxes; nesting makes no cycle."""
    ids = dict.fromkeys(box.id for box in entry.boxes)
    yield from ids_are_unique((box.id for box in entry.boxes), place, "boxes")
    yield from nesting_ends("box", entry.boxes, place, "boxes")
    for number, arrow in enumerate(entry.arrows):
        for end, id in (("start", arrow.start), ("end", arrow.end)):
            if id not in ids:
                yield unknown_id("box", id, ids, place, "arrows", number, end)


def sets_have_members(sets: Sequence[MemberSet], place: Place, steps: tuple[str | int, ...]) -> Iterator[Problem]:
    """A set relates at least two things."""
    for number, member_set in enumerate(sets):
        here = (*steps, number)
        if len(member_set.members) + len(member_set.sets) < 2:
            yield Problem(place.mark(*here), "a set of fewer than two members, expected two or more", rule="too-few")
        yield from sets_have_members(member_set.sets, place, (*here, "sets"))


def nothing_is_listed_twice(entry: Entry, place: Place) -> Iterator[Problem]:
    """A list that names entries names each once; a work may be cited for several places in it."""
    for steps, named in lists_of_names(entry):
        for number, one in doubled(named):
            id = one.id if isinstance(one, CitedWork) else one
            message = f"{shown(id)} listed twice in '{steps[-1]}', expected once"
            yield Problem(place.mark(*steps, number), message, rule="duplicate-id")


def keys_are_unique(entry: Entry, place: Place) -> Iterator[Problem]:
    """Each statement of an entry is cited by a key of its own."""
    first: dict[str, tuple[str | int, ...]] = {}
    for steps, statement in statements_of(entry):
        key = statement.key
        if key is not None and key in first:
            message = f"key {shown(key)} is that of another statement, expected one of its own"
            hint = f"leave it out: 'patternloom lock' writes one; the other is at {place.mark(*first[key], 'key')}"
            yield Problem(place.mark(*steps, "key"), message, hint, rule="key")
        elif key is not None:
            first[key] = steps


def related_to_others(entry: Pattern, place: Place) -> Iterator[Problem]:
    """A relation leads to another entry, and each stands there once."""
    for number, related in enumerate(entry.related):
        if related.target == entry.id:
            message = f"{shown(entry.id)} is related to itself, expected another entry"
            yield Problem(place.mark("related", number, "target"), message, rule="cycle")
    for number, (type, target) in doubled((related.type, related.target) for related in entry.related):
        message = f"second relation {shown(type)} with {shown(target)}, expected one"
        yield Problem(place.mark("related", number, "target"), message, rule="duplicate-id")


def years_go_on(entry: Timeline, place: Place) -> Iterator[Problem]:
    """Events stand in the order of their years, and none ends before it begins."""
    latest = 0
    for number, event in enumerate(entry.events):
        year = event.year or 0
        if event.until is not None and event.until <= year:
            message = f"until {event.until}, expected a year after {year}"
            yield Problem(place.mark("events", number, "until"), message, rule="order")
        if year < latest:
            what = str(event.year) if event.year else "an event without a year"
            message = f"{what} after {latest}, expected events in the order of their years"
            yield Problem(place.mark("events", number), message, "move it up", rule="order")
        latest = max(latest, year)


def kind_was_one(entry: Retired, place: Place) -> Iterator[Problem]:
    """What is gone was of a kind that there is."""
    kinds = [name for name in KIND_OF_NAME if name != RETIRED]
    if entry.kind not in kinds:
        message = f"found {shown(entry.kind)}, expected a kind of entry"
        yield Problem(place.mark("kind"), message, did_you_mean(entry.kind, kinds, list_up_to=len(kinds)), rule="enum")
