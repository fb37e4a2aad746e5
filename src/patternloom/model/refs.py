"""References: a value that is the id of an entry, checked against the ids that the catalog has.

In: the id as it is written. Out: the same, or an `Issue` with the nearest id. Rules between entries
are `check_catalog`'s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from patternloom.model.meant import as_items
from patternloom.model.values import ID_SCHEMA, Issue, fail, string
from patternloom.problems.findings import did_you_mean, either, one, shown


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
    retired: Mapping[str, str] = field(default_factory=dict)
    """Ids of entries that are gone, each with the id to name instead; empty where there is none."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Ids that entries had before, each with the id of today."""
    _hints: dict[tuple[str, RefTo], str] = field(default_factory=dict, compare=False)
    _ids: dict[RefTo, list[str]] = field(default_factory=dict, compare=False)

    def gone(self, text: str, where: str = "") -> Issue | None:
        """What is wrong where an entry is named that is gone, or has another id today; None for any other."""
        if text in self.former:
            message = f"{shown(text)}{where} has become {shown(self.former[text])}, expected the id of today"
            return Issue(message, f"name {shown(self.former[text])} instead", rule="dangling-reference")
        if text not in self.retired:
            return None
        instead = self.retired[text]
        hint = f"name {shown(instead)} instead" if instead else "nothing takes its place, delete it"
        return Issue(
            f"{shown(text)}{where} is retired, expected an entry that there is", hint, rule="dangling-reference"
        )

    def may_be(self, text: str, wanted: RefTo) -> bool:
        """Whether an entry that has a mistake of its own may be the one meant."""
        return text in self.unsure or (text not in self.kinds and not wanted.kinds.isdisjoint(self.nameless))

    def near(self, text: str, wanted: RefTo, *, list_up_to: int = 8) -> str:
        """The nearest id of the kinds wanted, as a hint; nothing once that has taken long enough."""
        if wanted not in self._ids:
            self._ids[wanted] = [id for id, kind in self.kinds.items() if kind in wanted.kinds] + sorted(wanted.free)
        asked = (text, wanted)
        if asked not in self._hints:
            self._hints[asked] = did_you_mean(text, self._ids[wanted], list_up_to=list_up_to)
        return self._hints[asked]


def context_of(info: ValidationInfo) -> Context:
    """What this value is checked against."""
    context = info.context
    assert isinstance(context, Context), "entries are validated with a Context"
    return context


_MANY = 5


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field as the id of an entry of one of these kinds; `free` are words allowed instead."""

    kinds: frozenset[str]
    free: frozenset[str] = frozenset()
    linkable: bool = False
    """Whether an entry of any kind that prose may lead to will do as well."""

    def schema(self) -> dict[str, Any]:
        """An id's form, with markers in whose place `schema` puts the ids that there are."""
        any_linkable = {"x-linkable": True} if self.linkable else {}
        return {**ID_SCHEMA, "x-ref": sorted(self.kinds), "x-free": sorted(self.free), **any_linkable}

    def __call__(self, value: Any, info: ValidationInfo) -> str:
        """The id itself, when an entry of a right kind has it."""
        context = context_of(info)
        # Which kinds those are, only the table of kinds knows, and it stands above this module.
        told = replace(self, kinds=self.kinds | context.linkable, linkable=False) if self.linkable else self
        return told._read(value, context)

    def _read(self, value: Any, context: Context) -> str:
        known = context.kinds
        if isinstance(value, str) and (
            known.get(value) in self.kinds or value in self.free or context.may_be(value, self)
        ):
            return value
        # Of many kinds, the list says less than it hides; where the kind alone is wrong, it is what is asked for.
        named = isinstance(value, str) and value in known
        wanted = either(self.kinds) if len(self.kinds) < _MANY or named else "entry"
        expected = ", or ".join([f"the id of {one(wanted)}", *map(shown, sorted(self.free))])
        # `[[saga]]` is markup of prose, and a list in a list to YAML.
        inner = value[0] if isinstance(value, list) and len(value) == 1 else value
        inner = inner[0] if isinstance(inner, list) and len(inner) == 1 else inner
        if inner is not value and isinstance(inner, str) and known.get(inner) in self.kinds:
            fail(Issue(f"found a list, expected {expected}", f"write {shown(inner)} alone", rule="wrong-type"))
        text = string(value, expected)
        if gone := context.gone(text):
            fail(gone)
        what = f"{shown(text)} is {one(known[text])}" if text in known else f"unknown {wanted} {shown(text)}"
        # What other formats write for nothing is a text here.
        hint = "delete the key if there is none" if text in ("null", "~", "None") else context.near(text, self)
        items = as_items(text)
        if len(items) > 1 and all(known.get(item) in self.kinds for item in items):
            hint = f"write each as an item of its own: {', '.join(items)}"
        fail(Issue(f"{what}, expected {expected}", hint, rule="dangling-reference"))


def _ref(
    *kinds: str, free: tuple[str, ...] = (), linkable: bool = False
) -> tuple[RefTo, PlainValidator, WithJsonSchema]:
    rule = RefTo(frozenset(kinds), frozenset(free), linkable)
    return rule, PlainValidator(rule), WithJsonSchema(rule.schema())


AreaRef = Annotated[str, *_ref("area")]
PatternRef = Annotated[str, *_ref("pattern")]
EntryRef = Annotated[str, *_ref("group", "pattern")]
PlaceRef = Annotated[str, *_ref("area", "group", "pattern")]
SubjectRef = Annotated[str, *_ref("area", "group", "pattern", "style")]
ConcernRef = Annotated[
    str, *_ref("area", "group", "pattern", "style", "timeline", "article-section", "category", "technology")
]
"""What an erratum corrects, a box of a figure shows or an event is about."""
CategoryRef = Annotated[str, *_ref("category")]
Target = Annotated[str, *_ref("category", free=("none",))]
TechnologyRef = Annotated[str, *_ref("technology")]
TechnologyKindRef = Annotated[str, *_ref("technology-kind")]
ProviderRef = Annotated[str, *_ref("provider")]
AnyRef = Annotated[str, *_ref("reference", linkable=True)]
"""Whatever a page shows: all that prose may lead to, and works."""
SuccessorRef = Annotated[str, *_ref("reference", "retired", linkable=True)]
ReferenceRef = Annotated[str, *_ref("reference")]
ExampleRef = Annotated[str, *_ref("example")]
ComponentKindRef = Annotated[str, *_ref("component-kind")]
BoundaryKindRef = Annotated[str, *_ref("boundary-kind")]
SurroundingRef = Annotated[str, *_ref("boundary-kind", free=("none",))]
