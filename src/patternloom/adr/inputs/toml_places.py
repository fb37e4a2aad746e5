"""Where keys and values stand in a file of TOML, which the standard library's reader does not tell.

In: the text of a file that was read without a mistake. Out: offsets. It knows tables, bare, quoted and dotted keys; of
a value it looks for the letters. What it does not find is told at the file's first place, never at a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\r\n]*"|'[^'\r\n]*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_LINE = re.compile(rf"^[ \t]*(?:\[(?P<table>[ \t]*{_DOTTED}[ \t]*)\]|(?P<key>{_DOTTED})[ \t]*=)", re.MULTILINE)
_PART = re.compile(_KEY)
# Texts over several lines and comments: what looks like a key in one is none.
_HIDDEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    + r"|'''(?:[^']|'(?!''))*'''"
    + r"|\"(?:[^\"\\\r\n]|\\.)*\"|'[^'\r\n]*'|\#[^\r\n]*",
    re.DOTALL,
)


def key_at(text: str, path: Sequence[str]) -> int:
    """Where the last part of a key begins, by all its parts: `("tool", "patternloom", "sites")`; 0 if nowhere."""
    bare = _blanked(text)
    table: list[str] = []
    for match in _LINE.finditer(bare):
        group = "table" if match["table"] else "key"
        start = match.start(group)
        parts = [
            (start + one.start(), text[start + one.start() : start + one.end()])
            for one in _PART.finditer(text[start : match.end(group)])
        ]
        names = [part.strip("\"'") for _, part in parts]
        if group == "table":
            table = names
        whole = names if group == "table" else [*table, *names]
        if whole[: len(path)] == list(path):
            return parts[len(path) - 1 - len(whole)][0] if len(whole) - len(path) < len(parts) else start
    return 0


def value_at(text: str, path: Sequence[str], value: str) -> int:
    """Where a text begins that is the value of a key, or in its list; else where the key begins."""
    start = key_at(text, path)
    for quote in ('"', "'"):
        at = text.find(f"{quote}{value}{quote}", start)
        if at >= 0:
            return at + 1
    return start


def _blanked(text: str) -> str:
    """The text without what stands in comments and behind an equals sign in quotes."""

    def blank(match: re.Match[str]) -> str:
        behind = text[match.end() : match.end() + 40].lstrip(" \t")
        if match[0][0] in "\"'" and not match[0].startswith(('"""', "'''")) and behind[:1] in ("=", ".", "]"):
            return match[0]  # a quoted key
        return re.sub(r"[^\r\n]", " ", match[0])

    return _HIDDEN.sub(blank, text)
