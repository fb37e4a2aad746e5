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
_UNSEEN = re.compile("^ *([\u00ad\u200b-\u200f\u2060\ufeff])", re.MULTILINE)
# How other languages begin a comment, and end it.
_COMMENT = re.compile(r"(?://+|/\*+|<!--|;+)(.*)")
_ADDED = re.compile(r"\+[^\S\n]*((?:- )?[\w-]+:.*)")
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
    # The sign may have passed for the first letter of a key, and only the next line not fit.
    here = failure.line_start(failure.at)
    starts = (here, failure.line_start(max(here - 1, 0)))
    found = next(filter(None, (_DASH.match(failure.text, start) for start in starts)), None)
    if found is None:
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


def unseen(failure: Failure) -> Mistake | None:
    """A letter of no width before a key: what is left where two files were joined, or of what was copied."""
    start = failure.line_start(failure.at)
    found = _UNSEEN.match(failure.text, start)
    if found is None:
        return None
    what = f"a letter U+{ord(found[1]):04X} that cannot be seen begins the line, expected none"
    return Mistake(found.start(1), what, "delete it, or type the line anew")


def of_others(failure: Failure) -> Mistake | None:
    """A comment as other languages write one, a fence of Markdown, a line of a patch."""
    for place in (failure.since, failure.at, failure.start(failure.last) if failure.last else None):
        if place is None or place >= len(failure.text):
            continue
        line, start = failure.line_of(place), failure.first_of_line(place)
        if line.startswith(("```", "~~~")):
            message = f"{shown(line)} is a fence of Markdown, expected YAML alone"
            return Mistake(start, message, "delete it, and the one that closes it")
        if found := _COMMENT.fullmatch(line):
            message = f"{shown(line)} is no comment in YAML, expected '#' before one"
            said = found[1].removesuffix("-->").removesuffix("*/").strip()
            return Mistake(start, message, f"write {shown(f'# {said}')}")
        if found := _ADDED.fullmatch(line):
            message = f"'+' begins {shown(line)} as in a patch, expected a key"
            return Mistake(start, message, f"write {shown(found[1])} at the column of the keys beside it")
    return None
