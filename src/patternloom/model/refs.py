"""References: a value that is the id of an entry, checked against the ids that the catalog has.

In: the id as it is written. Out: the same, or an `Issue` with the nearest id. Rules between entries
are `check_catalog`'s.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from patternloom.model.meant import as_items, names_of
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
    entries: Callable[[], Iterable[tuple[str, Any]]] = tuple
    """Each id with its entry as it is written: asked for once something is named that no id is."""
    _called: dict[str, list[str]] = field(default_factory=dict, compare=False)
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
            named = [id for id in self._by_name(text) if self.kinds[id] in wanted.kinds]
            other = did_you_mean(text, self._ids[wanted], list_up_to=list_up_to)
            self._hints[asked] = f"write its id: {shown(named[0])}" if len(named) == 1 else other
        return self._hints[asked]

    def link_to(self, message: str) -> str:
        """The way out where a message tells of a link whose address is the id of an entry."""
        match = re.match(r"link to '(?:[^']*/)?([a-z0-9-]+)(?:\.md|/)?'", message)
        return f"write '[[{match[1]}|…]]'" if match and self.kinds.get(match[1]) in self.linkable else ""

    def _by_name(self, text: str) -> list[str]:
        """The ids of entries that are called so, or stand at that address."""
        if not self._called:
            self._called[""] = []
            for id, value in self.entries():
                for name in names_of(value):
                    self._called.setdefault(name.strip().lower(), []).append(id)
        return list(dict.fromkeys(self._called.get(text.strip().lower(), ())))


def context_of(info: ValidationInfo) -> Context:
    """What this value is checked against."""
    context = info.context
    assert isinstance(context, Context), "entries are validated with a Context"
    return context


_MANY = 5
_FEW = 8


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
        # Which kinds those are, only the table of kinds knows, which is made of modules that need this one.
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
        if isinstance(value, list) and len(value) > 1 and all(known.get(str(item)) in self.kinds for item in value):
            fail(
                Issue(f"found a list, expected {expected}", "write each without a list around them", rule="wrong-type")
            )
        text = string(value, expected)
        if gone := context.gone(text):
            fail(gone)
        what = f"{shown(text)} is {one(known[text])}" if text in known else f"unknown {wanted} {shown(text)}"
        # What other formats write for nothing is a text here.
        hint = "delete the key if there is none" if text in ("null", "~", "None") else self._near(text, context)
        if place := _place_in(text, known):
            hint = f"write '{{id: {place[0]}, at: {place[1]}}}'" if self.kinds == {"reference"} else hint
        items = as_items(text)
        if len(items) > 1 and all(known.get(item) in self.kinds for item in items):
            hint = f"write each as an item of its own: {', '.join(items)}"
        fail(Issue(f"{what}, expected {expected}", hint, rule="dangling-reference"))

    def _near(self, text: str, context: Context) -> str:
        """What may be meant: of an entry of another kind, nothing that is only spelt alike."""
        if text not in context.kinds:
            return context.near(text, self)
        there = sorted(self.free.union(id for id, kind in context.kinds.items() if kind in self.kinds))
        return f"expected one of {', '.join(there)}" if 0 < len(there) <= _FEW else ""


def _place_in(text: str, known: Mapping[str, str]) -> tuple[str, str] | None:
    """A work and where in it, of a text that has both: `saga-1987, p. 3`."""
    written = re.match(r"[a-z0-9-]+", text)
    if written is None or known.get(written[0]) != "reference":
        return None
    place = text[written.end() :].lstrip(",:;# \t\n")
    if re.search(r"[,:#'\[\]{}]", place):
        place = f'"{place}"'  # in braces, each of these ends a text or begins something else
    return (written[0], place) if place else None


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
