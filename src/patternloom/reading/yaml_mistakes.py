"""What a mistake in YAML's syntax most likely is, in the words of somebody who writes texts.

In: where the parser gave up and with which words, and what stands around it. Out: where the cause stands, what is
wrong, a way out. Nothing is mended, and what is valid YAML is never judged here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml import tokens as kinds

from patternloom.problems.findings import shown
from patternloom.reading import yaml_brackets, yaml_layout, yaml_lookalikes
from patternloom.reading.misread import Mistake, comment_after, open_quote, second_document
from patternloom.reading.yaml_failure import CLOSED, OPEN, Failure
from patternloom.text.quoting import IN_QUOTES, in_quotes

# What opens a value that was meant as a text, if more follows on its line.
# A line of more words, with the sign that ends a sentence, goes on with a text.
_WORDS = 3
_KEY_BEHIND = re.compile(r"(\S+) ([\w-]+):")
_KEYS = re.compile(r"[\w-]{2,12}: [^,]+, [\w-]{2,12}: ")
_SIGNS = {"[": "a bracket", "{": "a brace"}


def explain(failure: Failure) -> Mistake:
    """The likeliest cause."""
    for look in _LOOKS:
        if mistake := look(failure):
            return mistake
    return Mistake(failure.at, f"YAML syntax: {failure.said}, expected valid YAML", IN_QUOTES)


def _composed(failure: Failure) -> Mistake | None:
    """What only a file meets that may have several documents, and names for values."""
    if "another document" in failure.said:
        return second_document(failure.at)
    if "undefined alias" in failure.said:
        rest = failure.rest(failure.at)
        return Mistake(failure.at, f"alias {shown(rest)} of nothing, expected an anchor before it", in_quotes(rest))
    return None


def _quote_is_open(failure: Failure) -> Mistake | None:
    if "quoted scalar" not in failure.said or failure.since is None:
        return None
    if "escape" in failure.said:
        start = max(failure.text.rfind("\\", failure.since, failure.at + 1), failure.since)
        sign = shown(failure.text[start : max(start, failure.at) + 2])
        message = f"{sign} in a text in double quotes means nothing, expected '\\\\' for a backslash"
        return Mistake(start, message, "or put the text in single quotes")
    return open_quote(failure.text, failure.since)


def _after_quotes(failure: Failure) -> Mistake | None:
    """Something follows a text in quotes: the text only begins with one, or the quote was closed too late."""
    last = failure.last
    if not isinstance(last, kinds.ScalarToken) or last.plain or last.style not in ("'", '"'):
        return None
    start, end = failure.start(last), failure.end(last)
    if failure.text[end : failure.at].strip(" \t"):
        return None
    if failure.line(start) != failure.line(end):
        return open_quote(failure.text, start)
    if failure.line(end) != failure.line(failure.at):
        return None
    message = f"more follows the text in quotes {failure.text[start:end]}, expected its end"
    if last.style == "'" and re.match(r"\w", failure.text[end:]):
        return Mistake(start, message, "an apostrophe inside single quotes is written twice: ''")
    if failure.to_end(end).strip() in (",", ";"):
        return Mistake(
            end, f"{shown(failure.to_end(end).strip())} after a text, expected the end of the line", "delete it"
        )
    whole = failure.rest(start)
    # `"The "best" one"` was meant as a whole; of `"one" or "two"`, the quotes belong to the text.
    is_whole = whole.endswith(last.style) and not failure.text[end].isspace()
    way_out = in_quotes(whole[1:-1] if is_whole else whole)
    if re.fullmatch(r" +[\w/*-]+\.\w+", failure.to_end(end)):
        way_out += f", or ': ' before {shown(failure.to_end(end).strip())}"
    return Mistake(start, message, way_out)


def _comment(failure: Failure) -> Mistake | None:
    """A ` #` cut a text, and what comes after the line does not fit."""
    last = failure.last
    if not isinstance(last, kinds.ScalarToken) or not last.plain:
        return None
    start, end = failure.start(last), failure.end(last)
    return comment_after(failure.text, start, end) if re.match(r"[ \t]+#", failure.text[end:]) else None


def _no_colon(failure: Failure) -> Mistake | None:
    if "could not find expected ':'" not in failure.said or failure.since is None:
        return None
    return _lacks_colon(failure, failure.since)


def _lacks_colon(failure: Failure, offset: int) -> Mistake:
    """For a line that should be a key and its value."""
    content = failure.line_of(offset).removeprefix("- ").strip()
    message = f"no ': ' in {shown(content)}, expected a key and its value"
    if match := re.match(r"([\w-]+)(?::|： ?| ?= ?)(\S.*)", content):
        return Mistake(offset, message, f"did you mean {shown(f'{match[1]}: {match[2]}')}?")
    key, _, value = content.partition(" ")
    meant = shown(f"{key}: {value}" if value else f"{key}:")
    if len(content.split()) > _WORDS and content.endswith((".", "!", "?", ",", ";")):
        return Mistake(offset, message, f"indent a text that goes on further than its key, or write {meant}")
    return Mistake(offset, message, f"write {meant}, or indent a text that goes on further than its key")


def _second_colon(failure: Failure) -> Mistake | None:
    """A ':' where no key may stand: in a text, or after a key that is indented below another's text."""
    last = failure.last
    if failure.text[failure.at : failure.at + 1] != ":" or not isinstance(last, kinds.ScalarToken):
        return None
    start = failure.start(last)
    in_flow = "while parsing a flow" in failure.said
    if failure.line(start) == failure.line(failure.at):
        text = failure.rest(start)
        comma = f", or a ',' before {shown(last.value.split()[-1])}" if in_flow and " " in last.value else ""
        if not in_flow and (behind := _KEY_BEHIND.fullmatch(text)):
            message = f"key {shown(behind[2])} stands behind the text {shown(behind[1])}, expected one key a line"
            return Mistake(start + behind.start(2), message, "begin a line with it")
        if not in_flow and _KEYS.match(text):
            comma = f", or braces around its keys: {{{shown(text)[1:-1]}}}"
        return Mistake(start, f"{shown(text)} holds ': ', expected one key and one text", in_quotes(text) + comma)
    if in_flow:
        return None
    if len(failure.before) < 2 or not isinstance(failure.before[-2], kinds.ValueToken | kinds.BlockEntryToken):
        return _lacks_colon(failure, start)
    if re.match(r"[\w-]+(?::[^\s/]|：)", failure.text[start:]) or re.fullmatch(r"- +[\w-]+", failure.line_of(start)):
        return _lacks_colon(failure, start)
    first = failure.first_of_line(failure.at)
    if start == failure.first_of_line(start) and failure.column(start) == failure.column(first):
        return _lacks_colon(failure, start)  # beside a key, so it was meant as one
    key, above = failure.text[first : failure.at], failure.line_of(start)
    if re.match(r"-\w", above):
        column = failure.start(last) - failure.column(failure.start(last)) + 1
        dash = column + failure.text[column:].index("-")
        return Mistake(dash, f"no blank after '-' in {shown(above)}, expected '- '", f"write {shown('- ' + above[1:])}")
    message = f"key {shown(key)} is indented below a text ({shown(above)}), expected a text or keys, not both"
    whole = " ".join(failure.text[start : failure.at].split()) + failure.rest(failure.at)
    return Mistake(first, message, f"indent it as the key that it belongs beside, or {in_quotes(whole)}")


def _sign(failure: Failure) -> Mistake | None:
    """A text begins with what means something in YAML."""
    start = _start_of_value(failure)
    if start is None or start >= len(failure.text):
        return None
    if start == failure.at and failure.text[start - 1] in "[{" and isinstance(failure.last, OPEN):
        start -= 1  # as in `{% x %}`
        rest = failure.to_end(start)
    else:
        rest = failure.rest(start)
    message = f"{shown(rest)} begins with {_SIGNS.get(rest[:1], shown(rest[:1]))}, which YAML takes for something else"
    item = "; an item of a list goes on a line of its own" if rest.startswith("- ") else ""
    return Mistake(start, f"{message}, expected a text", in_quotes(rest) + item) if rest else None


def _start_of_value(failure: Failure) -> int | None:
    """Where the text begins that YAML took for something else, if it did."""
    if re.search("alias|anchor|tag|block scalar", failure.said) and failure.since is not None:
        return failure.since
    if re.search("cannot start any token|not allowed in this context", failure.said):
        return failure.at
    same_line = failure.lines[failure.line(failure.at) - 1]
    depth = 0
    for token in reversed(failure.before):
        if isinstance(token, CLOSED):
            depth += 1
        elif isinstance(token, OPEN):
            depth -= 1
        start = failure.start(token)
        if depth == 0:
            opens = isinstance(token, (*OPEN, kinds.AliasToken))
            return start if opens and start >= same_line and failure.at > start else None
    return None


_LOOKS: tuple[Callable[[Failure], Mistake | None], ...] = (
    yaml_lookalikes.conflict,
    yaml_layout.document,
    _composed,
    _quote_is_open,
    yaml_lookalikes.blank,
    yaml_lookalikes.unseen,
    yaml_lookalikes.dash,
    yaml_lookalikes.template,
    yaml_lookalikes.of_others,
    yaml_layout.block_text,
    yaml_layout.item_without_dash,
    _no_colon,
    _after_quotes,
    _comment,
    _second_colon,
    yaml_brackets.other_bracket,
    yaml_brackets.bracket_in_text,
    yaml_brackets.open_bracket,
    yaml_layout.after_nothing,
    yaml_layout.dash,
    yaml_brackets.surplus,
    _sign,
    yaml_layout.misplaced,
)
