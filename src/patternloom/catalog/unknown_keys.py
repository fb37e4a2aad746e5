"""Keys that nothing has where they stand: what each was likely meant for.

In: a class of the model, and the steps to the key. Out: an issue with the way out: another spelling, another place, a
value. Which keys are unknown, `wording` is told by the library that checks types.
"""

from __future__ import annotations

from patternloom.catalog.field_types import Location, class_at, field_names, options_at, parts_with
from patternloom.catalog.meant_keys import field_for
from patternloom.model.cited import CitedWork
from patternloom.model.kinds import KIND_OF_LIST, Settings
from patternloom.model.values import Issue, is_id
from patternloom.problems.findings import did_you_mean, shown

# What people write for the entry that lists this one.
_UPWARDS = ("parent", "parents", "area", "areas", "group", "groups")
_PARTS = 3


def unknown_key(cls: type, loc: Location) -> Issue:
    """For a key that nothing there has."""
    key = str(loc[-1])
    whose = "the settings" if cls is Settings and len(loc) == 1 else "this entry"
    if whose == "the settings" and key in KIND_OF_LIST:
        message = f"list {shown(f'{key}:')} in the settings, expected it in a file of entries"
        return Issue(message, "move it to another file of the catalog", on_key=True, rule="unknown-key")
    names = field_names(cls, loc[:-1])
    said = field_for(key, names)
    hint = _as_value(cls, loc) or (f"did you mean {shown(said)}?" if said else _elsewhere(cls, loc, key))
    hint = hint or did_you_mean(key, names, list_up_to=21)
    if class_at(cls, loc[:-1]) is CitedWork and "-" in key and is_id(key):
        hint = f"write 'id: {key}', and the place in it as 'at: …'"  # the id as the key of its place
    return Issue(f"unknown key {shown(key)}, expected a field of {whose}", hint, on_key=True, rule="unknown-key")


def _elsewhere(cls: type, loc: Location, key: str) -> str:
    """The way out for a key of a part of the entry, or for what another entry says of this one."""
    names = field_names(cls, loc[:-1])
    if key in _UPWARDS and "reviewed" in names and len(loc) == 1:
        return "delete it: an entry's parent lists it below 'children:'"
    if any(name.rstrip("s") == key.rstrip("s") for name in names):
        return ""  # the one of many, or the many of one
    parts = list(parts_with(cls, loc[:-1], key))
    listed = " or ".join(shown(f"{name}:") for name in parts[:_PARTS]) + (" …" if len(parts) > _PARTS else "")
    return f"it is a key of what stands below {listed}: indent it there" if parts else ""


def _as_value(cls: type, loc: Location) -> str:
    """The way out for a key that is one of the words of a field: `requires: saga`."""
    of_field = (name for name in field_names(cls, loc[:-1]) if loc[-1] in options_at(cls, (*loc[:-1], name)))
    name = next(of_field, None)
    return f"it is a value: write {shown(f'{name}: {loc[-1]}')}" if name else ""


def further_out(cls: type, loc: Location, key: str) -> str:
    """The way out for a key that stands below a text, and belongs beside what the text belongs to."""
    for depth in reversed(range(len(loc))):
        if isinstance(loc[depth], str) and key in field_names(cls, loc[:depth]):
            whose = "the same part" if depth else "the entry"
            return f"it is a key of {whose}: indent it as {shown(loc[depth])}"
    return ""
