"""What comes back, held against what an example says comes back.

In: an answer as it is written, with `…` for any text, and a real one. Out: whether it fits; the status, headers and
body of an answer of HTTP. It knows no example.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

ANY = "…"


class HttpAnswer(NamedTuple):
    """An answer as `curl -i` shows it, or a body alone."""

    status: int | None
    headers: dict[str, str]
    body: str


def fits(expected: str, real: str) -> bool:
    """Whether the real text is the expected one; a line of `…` stands for any lines, in a line it is any letters."""
    pattern = ""
    for line in expected.strip("\n").split("\n"):
        if line.strip() == ANY:
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*".join(map(re.escape, line.rstrip().split(ANY))) + r"[ \t]*\n"
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in real.strip("\n").split("\n")) + "\n") is not None


def http_answer(text: str) -> HttpAnswer:
    """The parts of an answer as it is written."""
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"HTTP/[\d.]+ (\d{3}).*", first)
    if told is None:
        return HttpAnswer(None, {}, text)
    headers: dict[str, str] = {}
    lines = rest.split("\n")
    while (lines and (match := re.fullmatch(r"([\w-]+): (.*)", lines[0]))) or (lines and lines[0].strip() == ANY):
        if match:
            headers[match[1].lower()] = match[2]
        lines.pop(0)
        match = None
    return HttpAnswer(int(told[1]), headers, "\n".join(lines).strip("\n"))


def same_body(expected: str, real: str) -> bool:
    """Whether two bodies say the same: as JSON where both are, else as texts."""
    try:
        return _same(json.loads(expected), json.loads(real))
    except ValueError:
        return fits(expected, real)


def _same(expected: Any, real: Any) -> bool:
    """Equal values; a text may hold `…`."""
    if isinstance(expected, dict) and isinstance(real, dict):
        return expected.keys() == real.keys() and all(_same(expected[key], real[key]) for key in expected)
    if isinstance(expected, list) and isinstance(real, list):
        return len(expected) == len(real) and all(map(_same, expected, real))
    if isinstance(expected, str) and isinstance(real, str):
        return fits(expected, real)
    return bool(expected == real)
