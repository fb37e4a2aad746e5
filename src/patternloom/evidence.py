"""The evidence stamp of a design example: which checks ran on exactly these files, and when.

In: the bytes of an example's files, its recorded evidence among them. Out: whether the record still
holds. `make evidence` writes the record after the checks have passed; nothing else does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from patternloom.read import EVIDENCE

State = Literal["verified", "changed", "none"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The record's state and contents."""

    state: State
    """`verified`: the files are those that were checked. `changed`: they are not. `none`: never recorded."""
    date: str = ""
    """ISO date of the run."""
    checks: tuple[str, ...] = ()
    """What ran, in words."""
    tools: tuple[tuple[str, str], ...] = ()
    """Tool and version."""


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """SHA-256 of every file but the record itself, by path."""
    return {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items()) if path != EVIDENCE}


def evidence_of(files: Mapping[str, bytes]) -> Evidence:
    """What the record says of these files; a record that cannot be read counts as none."""
    try:
        record = json.loads(files[EVIDENCE])
        state: State = "verified" if record["files"] == hashes(files) else "changed"
        return Evidence(state, record["date"], tuple(record["checks"]), tuple(sorted(record["tools"].items())))
    except (KeyError, TypeError, ValueError, AttributeError):
        return Evidence("none")


def record(files: Mapping[str, bytes], date: str, checks: list[str], tools: Mapping[str, str]) -> str:
    """The record's text for files that have passed."""
    content = {"date": date, "checks": checks, "tools": dict(sorted(tools.items())), "files": hashes(files)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
