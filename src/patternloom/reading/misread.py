"""Texts that are valid YAML and yet not what they look like: cut short, swallowed, or run together.

In: a scalar as the parser found it, and the text around it. Out: what is wrong with it. Whether it says
anything sensible is not judged here, nor what the parser refuses by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from patternloom.problems.findings import shown
from patternloom.problems.rules import RuleId
from patternloom.reading.source import rest_of_line
from patternloom.text.blocks import BLOCK_LINE, block_message
from patternloom.text.quoting import IN_QUOTES, in_quotes

_COMMENT = re.compile(r"[ \t]+(#[^\n\r]*)")
_HAS_COMMENT = re.compile(r"[^\s#][ \t]+#")
CONFLICT = re.compile("^(?:<{7}|>{7}|\\|{7})(?: .*)?$|^={7}$", re.MULTILINE)
KEY_LINE = re.compile(r"[\n\r][ \t]*(?:- +)*[\w-]+:(?=[ \n\r])")


class Mistake(NamedTuple):
    """What is wrong at an offset of the text."""

    offset: int
    message: str
    hint: str = ""
    rule: RuleId = "yaml"


def commented_lines(text: str, lines: tuple[int, ...]) -> frozenset[int]:
    """The numbers, from 0, of the lines with a ` #` after something: few, so that only their texts are looked at."""
    if " #" not in text and "\t#" not in text:
        return frozenset()
    spans = pairwise((*lines, len(text)))
    return frozenset(number for number, span in enumerate(spans) if _HAS_COMMENT.search(text, *span))


def misread(text: str, event: Any, commented: frozenset[int]) -> Iterator[Mistake]:
    """What a reader of the file would not expect of this scalar."""
    style, start, end = event.style, event.start_mark, event.end_mark
    if not style and end.line in commented and _COMMENT.match(text, end.index):
        yield comment_after(text, start.index, end.index)
    if start.line == end.line or style == "|":
        return
    written = text[start.index : end.index]
    if CONFLICT.search(written):
        yield conflict_left(text, start.index)
    elif style in ("'", '"') and KEY_LINE.search(written):
        yield open_quote(text, start.index)
    elif found := BLOCK_LINE.search(written):
        # In a literal text (`|`) the lines are kept: there, only prose would run them together.
        message, hint = block_message(found[1])
        yield Mistake(start.index + found.start(1), message, hint, "prose")


def without_value(key: str, text: str) -> str:
    """The way out for a key in brackets that has no value: a missing blank, or quotes, as a comma has cut a text.

    `text` is the line from that text on, or nothing.
    """
    # The wide colon is one of Japanese and Chinese, and none to YAML.
    if match := re.fullmatch(r"([\w-]+) ?[:：=] *(\S.*)", key):
        return f"did you mean {shown(f'{match[1]}: {match[2]}')}?"
    if not text and " " in key:
        return f"did you mean {shown(key.replace(' ', ': ', 1))}?"
    if not text and re.fullmatch(r"[a-z0-9]{2,}(?:-[a-z0-9]+)*", key):
        return "write [ and ] around a list, in place of { and }"
    return in_quotes(re.split(r",? +[\w-]+: |[}\]]", text, maxsplit=1)[0]) if text else IN_QUOTES


def instead_of_value(text: str, lines: Sequence[int], offset: int) -> str:
    """The way out where a ` #` stands instead of a value, or below it what is no blank to YAML."""
    line = rest_of_line(text, lines, offset)
    if line.strip().startswith("#"):
        return in_quotes(line.strip())
    below = re.match(r"\n *([^\S \t\n])", text[offset + len(line) : offset + len(line) + 100])
    return f"indent the line below with spaces: U+{ord(below[1]):04X} is a letter to YAML" if below else ""


def comment_after(text: str, start: int, end: int) -> Mistake:
    """For a text that a ` #` cuts."""
    comment = _COMMENT.match(text, end)
    assert comment
    meant = (text[start:end] + comment[0]).rstrip()
    if meant.endswith(("}", "]")):
        meant = re.split(r", +[\w-]+: ", meant, maxsplit=1)[0].rstrip("}]")
    cut = " ".join(text[start:end].split())
    message = f"text {shown(cut)} ends where {shown(comment[1], 20)} begins, as YAML takes ' #' for a comment"
    return Mistake(comment.start(1), f"{message}, expected comments on lines of their own", in_quotes(meant), "comment")


def conflict_left(text: str, offset: int) -> Mistake:
    """For the first sign of git's from there on that stands around one of two versions."""
    found = CONFLICT.search(text, offset)
    assert found
    what = "begins a conflict" if found[0].startswith("<") else "is left of a conflict"
    message = f"{shown(found[0])} {what} that git left here, expected one of its two versions"
    return Mistake(found.start(), message, "keep one, and delete the lines of <<<<<<<, ======= and >>>>>>>")


def open_quote(text: str, offset: int) -> Mistake:
    """For a quote that is not closed where it should be."""
    quote = text[offset]
    message = f"the quote {quote} that opens here is not closed, expected {quote} at the end of the text"
    line = text[offset + 1 :].partition("\n")[0]
    if quote == '"' and (curled := re.search("[“”„‟]", line)) and '"' not in line:
        return Mistake(offset, message, f"{curled[0]} closes none: write {quote}")
    return Mistake(offset, message, "a text that only begins with a quote goes in the other kind of quotes")


def second_document(offset: int) -> Mistake:
    """For what comes after a `---` that is not the first line."""
    message = "a second document, expected one document a file"
    return Mistake(offset, message, "delete the '---' line or make it a file of its own")
