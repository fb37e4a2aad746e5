"""The evidence stamp of a design example: which checks ran on exactly these files, and when.

In: the bytes of an example's files, its recorded evidence among them. Out: whether the record still
holds. `make evidence` writes records after all checks have passed; nothing else does. No clock here:
what a page says depends on files alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from patternloom.catalog.attachments import ExampleFiles
from patternloom.model.values import string_issue
from patternloom.problems import limits

CHANGED = "changed since its checks"
"""What is said of an example whose files are not those that were checked."""
State = Literal["verified", "changed", "none"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record's contents, and whether it still holds."""

    state: State
    """`verified`: the files are those that were checked. `changed`: they are not. `none`: no readable record."""
    date: str = ""
    """ISO date of the run."""
    checks: tuple[str, ...] = ()
    """Ids of the kinds of checks that ran and passed."""
    tools: tuple[tuple[str, str], ...] = ()
    """Tool or platform, and its version."""
    changed: tuple[str, ...] = ()
    """Files that were changed, added or removed since."""


def hashes(files: ExampleFiles) -> dict[str, str]:
    """SHA-256 of every file but the record itself, by path."""
    return {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.checked().items())}


def evidence_of(files: ExampleFiles) -> Evidence:
    """What the record says of these files; a record that cannot be read counts as none."""
    text = files.evidence or b""
    if len(text) > limits.EVIDENCE_BYTES:
        return Evidence("none")
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a character, written as an escape, is no text
        then, now = dict(found["files"].items()), hashes(files)
        tools = tuple(sorted((str(name), str(version)) for name, version in found["tools"].items()))
        if any(string_issue(text, "a name", lines=False) for pair in tools for text in pair):
            return Evidence("none")  # nobody names a tool so
        date, checks = dt.date.fromisoformat(found["date"]).isoformat(), tuple(map(str, found["checks"]))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return Evidence("none")
    changed = tuple(sorted(path for path in {*then, *now} if then.get(path) != now.get(path)))
    return Evidence("changed" if changed else "verified", date, checks, tools, changed)


def record(
    files: ExampleFiles, date: str, checks: Iterable[str], tools: Mapping[str, str], not_run: Mapping[str, str]
) -> str:
    """The record's text for files that have passed; `not_run` is what the example itself says, by language."""
    content = {
        "date": date,
        "checks": list(checks),
        "not_run": dict(not_run),
        "tools": dict(sorted(tools.items())),
        "files": hashes(files),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
