"""What the last build made, kept for the next one: a file of texts, each by a key of all that it was made from.

In: keys and plain values of JSON. Out: what an earlier build has put there under the same key, or None. The file holds
what the last build used and nothing older, so that it grows no further than a site; files that no build has used for a
month go, and the oldest of those that are too much. It is data alone: nothing in it is ever run. A file that is broken
or cannot be written is no failure, as everything in it can be made again. It decides nothing about what may be kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import patternloom
from patternloom.problems import limits
from patternloom.reading.whole_file import replace_bytes

FOLDER = Path(".cache", "patternloom")
"""Below a project's folder; an ordinary folder of files, to be deleted at any time."""
_ENDING = ".json"
_PART = ".part"


def key_of(*parts: Any) -> str:
    """The key of what is made from these values of JSON; another form of value has a key of its own."""
    told = json.dumps(parts, ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=repr)
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def tools() -> str:
    """The key of all that makes a site: Python, every installed package with its version, and our own code."""
    packages = (entry.name for place in sys.path if Path(place).is_dir() for entry in os.scandir(place or "."))
    versions = sorted({name for name in packages if name.endswith((".dist-info", ".egg-info"))})
    ours = Path(str(patternloom.__file__)).parent
    code = [(path.relative_to(ours).as_posix(), path.read_text("utf-8")) for path in sorted(ours.rglob("*.py"))]
    return key_of(sys.version, versions, code)


def begun(kept: BuildCache | None, file: Path | None) -> BuildCache:
    """What is kept in a file, for a build that begins; in a process that builds again and again, read only once."""
    if kept is None or kept.file != file:
        return BuildCache(file)
    kept.begin()
    return kept


class BuildCache:
    """One language's file, and what this build takes out of it and puts in."""

    def __init__(self, file: Path | None) -> None:
        """Read the file; without one, nothing outlives this object."""
        self.file = file
        self._last: dict[str, Any] = _read(file) if file else {}
        self._written = frozenset(self._last)
        self._used: dict[str, Any] = {}

    @property
    def used(self) -> Mapping[str, Any]:
        """What this build has taken out and put in, so far."""
        return self._used

    def begin(self) -> None:
        """Another build begins in this process; what the last one made is at hand, even if it failed."""
        self._last |= self._used
        self._used = {}

    def get(self, key: str) -> Any:
        """What was made from that; None where it has to be made. Nobody may change it."""
        if key not in self._used and key in self._last:
            self._used[key] = self._last[key]
        return self._used.get(key)

    def put(self, key: str, value: Any) -> None:
        """Keep what was made from that."""
        if key in self._last and self._last[key] != value:
            self._written -= {key}  # the file has another value
        self._used[key] = value

    def save(self) -> None:
        """Write what a build that succeeded has used; what it did not is forgotten."""
        self._last = self._used
        if self.file is None:
            return
        try:
            if self._written == self._used.keys():
                os.utime(self.file)
            else:
                _write(self.file, self._used)
                self._written = frozenset(self._used)
            _prune(self.file.parent)
        except (OSError, TypeError, ValueError):
            # A folder that is read-only, a disk that is full, a value that JSON does not know: then nothing is kept.
            self._written = frozenset()


def _read(file: Path) -> dict[str, Any]:
    """What stands in a file, whole and as it was written; else nothing."""
    try:
        if not stat.S_ISREG(file.stat().st_mode) or file.stat().st_size > limits.KEPT_BYTES:
            return {}
        told, _, body = file.read_bytes().partition(b"\n")
        if told.decode() != hashlib.sha256(body).hexdigest():
            return {}
        values = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _write(file: Path, values: dict[str, Any]) -> None:
    """In one step: of two builds at once the later one stays, and nobody reads half a file."""
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    if len(body) > limits.KEPT_BYTES // 2:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    told = hashlib.sha256(body).hexdigest().encode()
    # Half of it would be known by its sum, so that no disk need be waited for.
    replace_bytes(file, told + b"\n" + body, ending=_PART, synced=False)


def _prune(folder: Path) -> None:
    """Let go what nobody used for long, and the oldest of what is too much."""
    oldest = time.time() - limits.KEPT_DAYS * 86_400
    left = limits.KEPT_BYTES
    for used, size, path in sorted(_ours(folder), reverse=True):
        left -= size
        if used < oldest or left < 0:
            path.unlink(missing_ok=True)


def _ours(folder: Path) -> Iterator[tuple[float, int, Path]]:
    for path in folder.iterdir():
        if path.suffix in (_ENDING, _PART):
            status = path.lstat()
            yield status.st_mtime, status.st_size, path
