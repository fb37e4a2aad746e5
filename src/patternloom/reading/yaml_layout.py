"""Lines that stand where they belong to nothing: at the wrong column, behind another, after a dash too many.

In: where the parser gave up, and what stands around it. Out: where the cause stands, what is wrong, a way out; None
where all stands well. What stands in a line, `yaml_lookalikes` and `yaml_mistakes` judge.
"""

from __future__ import annotations

import re

from yaml import tokens as kinds

from patternloom.problems.findings import shown
from patternloom.reading.misread import Mistake
from patternloom.reading.yaml_failure import CLOSED, OPEN, Failure

_BLOCK = re.compile(r"[|>][-+0-9]*")
_COUNTED = re.compile(r"[|>][-+]?([0-9])[-+]?")
_BLOCK_BEGINS = re.compile(r"([\w-]+): +([|>][-+0-9]*)$")


def block_text(failure: Failure) -> Mistake | None:
    """A text below `>-` or `|` whose lines do not stand where such a text does."""
    if "scanning a block scalar" in failure.said and failure.since is not None:
        sign = _BLOCK.match(failure.text, failure.since)
        if sign is None or len(sign[0]) == 1 or not failure.text[sign.end() :][:1].isspace():
            return None  # `> 5 trains` begins with the sign, and nothing more was meant by it
        message = f"more follows {shown(sign[0])} on its line, expected the text on the lines below"
        return Mistake(failure.since, message, f"delete {shown(sign[0])}, or begin the text on the next line")
    since = failure.since
    if since is not None and "could not find expected ':'" in failure.said:
        above = failure.text[: failure.line_start(since)].rstrip().rpartition("\n")[2].lstrip(" -")
        if begins := _BLOCK_BEGINS.fullmatch(above):
            what = shown(failure.line_of(since))
            message = f"{what} is no deeper than its key, expected the text of {shown(begins[2])} below it"
            return Mistake(since, message, f"indent it further than {shown(begins[1] + ':')}")
    last = failure.last
    if not isinstance(last, kinds.ScalarToken) or last.style not in ("|", ">") or since is None:
        return None
    if counted := _COUNTED.match(failure.text, failure.start(last)):
        message = f"{shown(counted[0])} says that its text is indented by {counted[1]} more, and the next line is not"
        return Mistake(failure.start(last), f"{message}, expected as many", f"delete the {counted[1]}")
    first = failure.text.find("\n", failure.start(last)) + 1
    first += len(failure.to_end(first)) - len(failure.to_end(first).lstrip())
    key = failure.column(failure.first_of_line(failure.start(last)))
    if not key < failure.column(failure.at) < failure.column(first):
        return None
    message = f"{shown(failure.line_of(failure.at))} at column {failure.column(failure.at)} below a text that begins at"
    return Mistake(
        failure.at, f"{message} column {failure.column(first)}, expected one column", "indent the lines of a text alike"
    )


def after_nothing(failure: Failure) -> Mistake | None:
    """Items below a key that says `[]` or `{}`."""
    if len(failure.before) < 2 or not isinstance(failure.last, CLOSED) or not isinstance(failure.before[-2], OPEN):
        return None
    start = failure.start(failure.before[-2])
    if failure.line(start) == failure.line(failure.at):
        return None
    nothing = shown(failure.to_end(start))
    message = f"{nothing} says that there is nothing, and {shown(failure.line_of(failure.at), 30)} follows"
    return Mistake(start, f"{message}, expected one of the two", f"delete {nothing}")


def dash(failure: Failure) -> Mistake | None:
    """A dash too many: before another, or before a key of an item."""
    since, line = failure.since, failure.line_of(failure.at)
    if since is None:
        return None
    twice = failure.line_of(since)
    if "block collection" in failure.said and re.match(r"- +- ", twice):
        message = f"two dashes begin {shown(twice)}, expected '- ' once for each item"
        return Mistake(since, message, f"write {shown('- ' + twice.lstrip('- '))}")
    if glued := re.match(r"-([\w-]+:( .*)?)$", line):
        return Mistake(
            failure.at, f"no blank after '-' in {shown(line)}, expected '- '", f"write {shown('- ' + glued[1])}"
        )
    beside = failure.column(since) == failure.column(failure.at)
    if beside and "block mapping" in failure.said and (key := re.match(r"- +((?!id:)[\w-]+:.*)", line)):
        message = f"{shown(line)} stands beside keys, expected a key"
        return Mistake(failure.at, message, f"write {shown(key[1])}; an item begins one level deeper")
    return None


def item_without_dash(failure: Failure) -> Mistake | None:
    """An entry whose first line has neither its dash nor its place."""
    last = failure.last
    if not isinstance(last, kinds.ScalarToken) or "mapping values" not in failure.said:
        return None
    start = failure.first_of_line(failure.start(last))
    line = failure.line_of(start)
    if failure.column(start) > 1 or failure.line(start) == failure.line(failure.at) or not line.startswith("id: "):
        return None
    message = f"{shown(line)} begins no entry, expected '- ' before it"
    return Mistake(start, message, f"write {shown('- ' + line)} at the column of the entries above")


def document(failure: Failure) -> Mistake | None:
    """What ends a document, or stands before one."""
    if "document start" not in failure.said or not isinstance(
        failure.last, kinds.DocumentEndToken | kinds.DirectiveToken
    ):
        return None
    start = failure.start(failure.last)
    what = shown(failure.line_of(start))
    if isinstance(failure.last, kinds.DirectiveToken):
        return Mistake(start, f"{what} is a directive, expected lists of entries alone", "delete the line")
    return Mistake(start, f"{what} ends the file's document, expected nothing after it", "delete the line")


def misplaced(failure: Failure) -> Mistake | None:
    """A line whose indentation fits no line above: that of the nearest may be meant, or of two that further down."""
    if failure.since is None or not re.search("block (mapping|collection)", failure.said):
        return None
    if failure.first_of_line(failure.at) != failure.at and failure.text[failure.at : failure.at + 1] != "-":
        return None
    message = f"{shown(failure.line_of(failure.at))} at column {failure.column(failure.at)} fits no line above it"
    if "collection" in failure.said and failure.text[failure.at] != "-":
        column = failure.column(failure.since)
        message += f", expected '- ' at column {column}, or a key of the item above it at column {column + 2}"
        margin = "; a list of entries begins at column 1" if re.fullmatch(r"\w+:", failure.line_of(failure.at)) else ""
        return Mistake(failure.at, message, f"indent the keys of an item alike{margin}")
    beside = re.compile("^( *)- " if failure.text[failure.at] == "-" else r"^( *)[^\s#-]", re.MULTILINE)
    column, start = failure.column(failure.at), failure.since - failure.column(failure.since) + 1
    above = [len(line[1]) + 1 for line in beside.finditer(failure.text, start, failure.at)]
    step = min((abs(other - column) for other in above), default=0)
    near = sorted({other for other in above if abs(other - column) == step})
    if not step:
        return Mistake(failure.at, f"{message}, expected the column of the line that it belongs beside")
    begin = "lines above it begin" if len(near) > 1 else "a line above it begins"
    return Mistake(failure.at, f"{message}, expected column {' or '.join(map(str, near))}, where {begin}")
