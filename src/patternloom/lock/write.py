"""Records to the lock's files, in one form that depends on nothing but them.

In: records. Out: YAML that `read` takes to the same records, each file written whole or not at all. What is written
says the same on every machine, so that a second run changes no byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from patternloom.lock.read import file_of
from patternloom.lock.record import Editorial, Plain, Record, Revision
from patternloom.reading.folder import LOCK
from patternloom.reading.whole_file import replace_bytes

_HEAD = "# Written by `patternloom lock`, and never by hand: it remembers what was published.\n"
# What YAML takes as the text that it is, in brackets too.
_BARE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./ -]*[A-Za-z0-9_./-])?")


def write_lock(catalog: Path, before: Mapping[str, Record], after: Mapping[str, Record]) -> tuple[str, ...]:
    """Write the records that changed below the catalog's folder, and take away those that are gone; the files."""
    folder = catalog / LOCK
    folder.mkdir(exist_ok=True)
    changed = [record for id, record in after.items() if before.get(id) != record]
    for record in changed:
        path = folder / file_of(record)
        path.parent.mkdir(exist_ok=True)
        replace_bytes(path, yaml_of(record).encode())
    kept = {file_of(record) for record in after.values()}
    gone = [file for record in before.values() if (file := file_of(record)) not in kept]
    for file in gone:
        (folder / file).unlink(missing_ok=True)
    return tuple(f"{LOCK}/{file}" for file in sorted([*map(file_of, changed), *gone]))


def yaml_of(record: Record) -> str:
    """A record as its file has it."""
    top: dict[str, Any] = {
        "id": record.id,
        "kind": record.kind,
        "introduced": record.introduced,
        "retired": record.retired and record.retired.isoformat(),
        "into": record.into,
        "formerly": [{"id": one.id, "revision": str(one.revision)} for one in record.formerly],
        **_revision(record.current),
        "meaning": record.meaning,
        "earlier": [_revision(one) for one in record.earlier],
        "editorial": [_editorial(one) for one in record.editorial],
        "confirmed": {
            path: {language: [one.original, one.translation] for language, one in languages.items()}
            for path, languages in record.confirmed.items()
        },
        "addresses": record.addresses,
        "keys": record.keys,
        "dropped": record.dropped,
    }
    return _HEAD + "\n".join(_lines(_set(top), "")) + "\n"


def _set(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those that say something: the reader takes a key without a value for a mistake."""
    return {key: value for key, value in values.items() if value is not None and (value or isinstance(value, str))}


def _revision(one: Revision) -> dict[str, Any]:
    return _set(
        {
            "revision": str(one.number),
            "date": one.date.isoformat(),
            "release": one.release,
            "reason": one.reason,
            "changed": one.changed,
            "was": one.was,
        }
    )


def _editorial(one: Editorial) -> dict[str, Any]:
    told = {"revision": str(one.revision), "date": one.date.isoformat(), "field": one.field}
    return _set({**told, "reason": one.reason, "was": one.was})


def _lines(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    """A mapping, a key a line."""
    for key, inner in value.items():
        yield from _under(f"{indent}{_scalar(key)}:", inner, indent + "  ")


def _under(head: str, value: Plain, indent: str) -> Iterator[str]:
    """A value behind what stands before it on its line."""
    if isinstance(value, str):
        yield f"{head} {_scalar(value)}"
    elif isinstance(value, Mapping):
        yield head
        yield from _lines(value, indent)
    elif all(isinstance(item, str) and _BARE.fullmatch(item) for item in value):
        yield f"{head} [{', '.join(value)}]"
    else:
        yield head
        yield from _items(value, indent)


def _items(values: Iterable[Plain], indent: str) -> Iterator[str]:
    for item in values:
        if isinstance(item, str):
            yield f"{indent}- {_scalar(item)}"
        else:
            first, *more = _lines(item, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from more


def _scalar(text: str) -> str:
    # JSON's form of a text is one of YAML's.
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
