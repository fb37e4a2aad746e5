"""References: a value that is the id of an entry, checked against the ids that the catalog has.

In: the id as it is written. Out: the same, or an `Issue` with the nearest id. Rules between entries
are `check_catalog`'s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from patternloom.model.values import ID_SCHEMA, Issue, fail, string
from patternloom.problems.findings import did_you_mean, either, one, shown

# Searching for what was meant takes long among many ids: so many comparisons a run, then no more hints.
MAX_COMPARISONS = 50_000


@dataclass(frozen=True, slots=True)
class Context:
    """What a value is checked against: the configured languages, and the kind of every known id."""

    languages: tuple[str, ...]
    kinds: Mapping[str, str]
    linkable: frozenset[str] = frozenset()
    """Kinds that prose may lead to."""
    latest: dt.date = dt.date.max
    """The last day that is no future."""
    unsure: frozenset[str] = frozenset()
    """Texts that may be ids, of what kind is not sure: of entries that could not be told as such."""
    nameless: frozenset[str] = frozenset()
    """Kinds of which an entry has no id."""
    languages_sure: bool = True
    """Whether the languages are those meant: else a text is not held to them."""
    _hints: dict[tuple[str, RefTo], str] = field(default_factory=dict, compare=False)
    _ids: dict[RefTo, list[str]] = field(default_factory=dict, compare=False)

    def may_be(self, text: str, wanted: RefTo) -> bool:
        """Whether an entry that has a mistake of its own may be the one meant."""
        return text in self.unsure or (text not in self.kinds and not wanted.kinds.isdisjoint(self.nameless))

    def near(self, text: str, wanted: RefTo, *, list_up_to: int = 8) -> str:
        """The nearest id of the kinds wanted, as a hint; nothing once that has taken long enough."""
        if wanted not in self._ids:
            self._ids[wanted] = [id for id, kind in self.kinds.items() if kind in wanted.kinds] + sorted(wanted.free)
        ids, asked = self._ids[wanted], (text, wanted)
        if asked not in self._hints and (len(self._hints) + 1) * len(ids) <= MAX_COMPARISONS:
            self._hints[asked] = did_you_mean(text, ids, list_up_to=list_up_to)
        return self._hints.get(asked, "")


def context_of(info: ValidationInfo) -> Context:
    """What this value is checked against."""
    context = info.context
    assert isinstance(context, Context), "entries are validated with a Context"
    return context


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field as the id of an entry of one of these kinds; `free` are words allowed instead."""

    kinds: frozenset[str]
    free: frozenset[str] = frozenset()

    def __call__(self, value: Any, info: ValidationInfo) -> str:
        """The id itself, when an entry of a right kind has it."""
        context = context_of(info)
        known = context.kinds
        if isinstance(value, str) and (
            known.get(value) in self.kinds or value in self.free or context.may_be(value, self)
        ):
            return value
        wanted = either(self.kinds | self.free)
        expected = f"the id of {one(wanted)}"
        text = string(value, expected)
        what = f"{shown(text)} is {one(known[text])}" if text in known else f"unknown {wanted} {shown(text)}"
        fail(Issue(f"{what}, expected {expected}", context.near(text, self), rule="dangling-reference"))


def _ref(*kinds: str, free: tuple[str, ...] = ()) -> tuple[RefTo, PlainValidator, WithJsonSchema]:
    rule = RefTo(frozenset(kinds), frozenset(free))
    # `schema` puts the ids that there are in place of the markers.
    marker = {**ID_SCHEMA, "x-ref": sorted(kinds), "x-free": sorted(free)}
    return rule, PlainValidator(rule), WithJsonSchema(marker)


AreaRef = Annotated[str, *_ref("area")]
PatternRef = Annotated[str, *_ref("pattern")]
EntryRef = Annotated[str, *_ref("group", "pattern")]
PlaceRef = Annotated[str, *_ref("area", "group", "pattern")]
ConcernRef = Annotated[str, *_ref("area", "group", "pattern", "category", "technology")]
CategoryRef = Annotated[str, *_ref("category")]
Target = Annotated[str, *_ref("category", free=("none",))]
TechnologyRef = Annotated[str, *_ref("technology")]
TechnologyKindRef = Annotated[str, *_ref("technology-kind")]
ProviderRef = Annotated[str, *_ref("provider")]
ReferenceRef = Annotated[str, *_ref("reference")]
ComponentKindRef = Annotated[str, *_ref("component-kind")]
BoundaryKindRef = Annotated[str, *_ref("boundary-kind")]
