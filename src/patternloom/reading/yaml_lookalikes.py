"""What only looks like YAML: letters that are nearly its signs, and pieces of other languages.

In: where the parser gave up, and what stands around it. Out: where the cause stands, what is wrong, a way out; None
where nothing of the kind is there. What a mistake in YAML's own signs is, `yaml_mistakes` says.
"""

from __future__ import annotations

import re

from patternloom.problems.findings import shown
from patternloom.reading.misread import CONFLICT, Mistake, conflict_left
from patternloom.reading.yaml_failure import Failure

_WIDE = re.compile(r"^ *([^\S \t\n\r\x85\u2028\u2029])[^\S\n]*(?:- |[\w-]+:)", re.MULTILINE)
_DASH = re.compile(r" *([‐‑‒–—―−－•・*])[^\S\n]+(\S.*)")
_TAG = re.compile(r"\{%.*?%\}|\{##.*?##\}")
_KEY_AND_BLANK = re.compile(r"((?:- )?[\w-]+)[:：][^\S \t\n](\S.*)")


def conflict(failure: Failure) -> Mistake | None:
    """Two versions of some lines, with the signs that git puts around them; or signs that somebody forgot to delete."""
    found = CONFLICT.search(failure.text)
    if found is None or found.start() > failure.line_end(failure.at):
        return None
    return conflict_left(failure.text, found.start())


def blank(failure: Failure) -> Mistake | None:
    """A tab, or a blank that is none to YAML."""
    if failure.text[failure.at : failure.at + 1] == "\t":
        return Mistake(failure.at, "a tab, expected spaces", "indent with spaces")
    *_, wide = (None, *_WIDE.finditer(failure.text, 0, failure.line_end(failure.at)))
    if wide:
        what = f"a blank U+{ord(wide[1]):04X}, which YAML takes for a letter, expected spaces"
        return Mistake(wide.start(1), what, "indent with spaces")
    if failure.since is None or "could not find expected ':'" not in failure.said:
        return None
    line = failure.line_of(failure.since)
    if match := _KEY_AND_BLANK.match(line):
        what = f"a blank U+{ord(line[match.end(1) + 1]):04X} after {shown(match[1])}, expected ': ' with a space"
        return Mistake(failure.first_of_line(failure.since), what, f"write {shown(f'{match[1]}: {match[2]}')}")
    return None


def dash(failure: Failure) -> Mistake | None:
    """An item that begins with a dash of print, or a bullet."""
    start = failure.line_start(failure.at)
    found = _DASH.match(failure.text, start)
    if found is None or failure.text[start : found.start(1)].strip():
        return None
    message = f"{shown(found[1])} (U+{ord(found[1]):04X}) begins an item, expected '- '"
    return Mistake(found.start(1), message, f"write {shown(f'- {found[2].rstrip()}')}")


def template(failure: Failure) -> Mistake | None:
    """A tag of Jinja in a line of its own."""
    start = failure.line_start(failure.at)
    line = failure.to_end(start)
    if not (found := _TAG.fullmatch(line.strip())):
        return None
    message = f"{shown(found[0])} is a template's, expected a key and its value: nothing in YAML here is rendered"
    return Mistake(start + len(line) - len(line.lstrip()), message, "delete it")
