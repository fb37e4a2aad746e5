"""The published types to JSON: the same bytes for the same values.

In: values of the published types. Out: JSON, an entry a line, so that two exports can be compared line by line.
It writes every key, empty ones too, and no file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from patternloom.wire.forms import fields_of
from patternloom.wire.types import Catalog, Entry, RecordIndex, Single


def _keys(value: Any) -> dict[str, Any]:
    """A published value, or a mapping that is no `dict`, as JSON has it."""
    if isinstance(value, Mapping):
        return dict(value)
    published: type = type(value)
    return {field.key: getattr(value, field.name) for field in fields_of(published)}


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_keys).encode
# Halves of characters, as names of files that are no UTF-8 have: no reader takes them.
_HALF = re.compile("[\ud800-\udfff]")


def _dumped(value: Any) -> str:
    return _HALF.sub("\ufffd", _encode(value))


def entry_json(entry: Entry) -> str:
    """An entry as JSON, in one line: what stands in the catalog, and in the entry's own file."""
    return _dumped(entry)


def catalog_json(catalog: Catalog, entries: Iterable[str] | None = None) -> str:
    """A whole catalog; `entries` are those of it as JSON already, where they were made before."""
    lines = ",\n".join(map(entry_json, catalog.entries) if entries is None else entries)
    made = {key: _dumped(value) for key, value in _keys(catalog).items() if key != "entries"}
    made["entries"] = f"[\n{lines}\n]" if lines else "[]"
    return "{" + ",\n".join(f'"{key}":{value}' for key, value in made.items()) + "}\n"


def single_json(catalog: Catalog, entry: str) -> str:
    """An entry's own file, of the entry's JSON."""
    own = {field.name for field in fields_of(Single)} - {field.name for field in fields_of(Entry)}
    about = {key: value for key, value in _keys(catalog).items() if key in own}
    return f"{_dumped(about)[:-1]},{entry[1:]}\n"


def index_json(index: RecordIndex) -> str:
    """Which record decides on what, a record a line."""
    lines = ",\n".join(map(_dumped, index.records))
    return f'{{"version":{_dumped(index.version)},\n"records":' + (f"[\n{lines}\n]" if lines else "[]") + "}\n"
