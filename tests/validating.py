"""One value read as a field of the catalog is, without a catalog around it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from patternloom.model.refs import Context
from patternloom.model.values import Issue

KINDS = {
    "rye": "pattern",
    "leavening": "group",
    "primer": "reference",
    "mixer": "technology",
    "baking": "area",
    "kneaders": "category",
    "bought": "technology-kind",
    "mill": "provider",
    "oven": "component-kind",
    "room": "boundary-kind",
    "stove": "example",
}
CONTEXT = Context(
    ("en", "ja"), KINDS, frozenset({"pattern", "group", "technology", "area"}), latest=dt.date(2026, 12, 1)
)


def read(field: Any, value: Any, context: Context = CONTEXT) -> Any:
    """The typed value."""
    return TypeAdapter(field).validate_python(value, context=context)


def left_out(cls: Any, least: dict[str, Any]) -> dict[str, Any]:
    """What the fields hold that were not written, where only those were that have to be."""
    entry = read(cls, least)
    for key in least:
        with pytest.raises(ValidationError):
            read(cls, {name: value for name, value in least.items() if name != key})
    # What every entry has is `test_entry`'s.
    told = {*least, "formerly"}
    return {field.name: getattr(entry, field.name) for field in dataclasses.fields(entry) if field.name not in told}


def issues(field: Any, value: Any, context: Context = CONTEXT) -> list[Issue]:
    """All that is wrong with the value."""
    with pytest.raises(ValidationError) as caught:
        read(field, value, context)
    (detail,) = caught.value.errors()
    return list(detail["ctx"]["issues"])
