"""Lists and mappings in brackets that end where they should not, or not where they should.

In: where the parser gave up, and what stands around it. Out: where the cause stands, what is wrong, a way out; None
where all brackets are right. Commas and colons between them, `yaml_mistakes` and `yaml_values` judge.
"""

from __future__ import annotations

import re

from yaml import tokens as kinds

from patternloom.problems.findings import shown
from patternloom.reading.misread import Mistake
from patternloom.reading.yaml_failure import CLOSED, OPEN, Failure
from patternloom.text.quoting import in_quotes

_CLOSES = {"[": "]", "{": "}"}


def other_bracket(failure: Failure) -> Mistake | None:
    """A list that `}` is to close, or a mapping that `]` is, at the end of its line."""
    sign, depth = failure.text[failure.at : failure.at + 1], 0
    if sign not in ("]", "}") or failure.to_end(failure.at).strip("]},"):
        return None
    for token in reversed(failure.before):
        depth += isinstance(token, CLOSED) - isinstance(token, OPEN)
        if depth < 0:
            opened = failure.start(token)
            bracket = failure.text[opened]
            if _CLOSES.get(bracket) in (None, sign):
                return None
            message = (
                f"{shown(sign)} ends what {shown(bracket)} began at {failure.line(opened)}:{failure.column(opened)}"
            )
            closing = shown(_CLOSES[bracket])
            return Mistake(failure.at, f"{message}, expected {closing}", f"write {closing}")
    return None


def bracket_in_text(failure: Failure) -> Mistake | None:
    """Inside `{…}` and `[…]`, a bracket ends a text that has no quotes."""
    sign, last = failure.text[failure.at : failure.at + 1], failure.last
    if not sign or sign not in "[]{}" or not isinstance(last, kinds.ScalarToken) or not last.plain:
        return None
    text = failure.rest(failure.start(last))
    message = f"{shown(text)} holds {shown(sign)}, which ends a text inside brackets, expected none without quotes"
    return Mistake(failure.start(last), message, in_quotes(text))


def open_bracket(failure: Failure) -> Mistake | None:
    """A list or mapping in brackets that goes on after its line."""
    if failure.since is None or not re.search("flow (sequence|mapping|node)", failure.said):
        return None
    since = failure.since
    if failure.text[since : since + 1] not in ("[", "{"):
        since = next((failure.start(token) for token in reversed(failure.before) if isinstance(token, OPEN)), since)
    bracket = failure.text[since : since + 1]
    if bracket not in ("[", "{") or (failure.line(since) == failure.line(failure.at) and failure.to_end(failure.at)):
        return None
    message = f"the {bracket} that opens here is not closed, expected {_CLOSES[bracket]} at its end"
    follows = failure.line_of(failure.at) if failure.at < len(failure.text) else ""
    return Mistake(since, message, f"or a ',' before {shown(follows, 30)}" if follows else "")


def surplus(failure: Failure) -> Mistake | None:
    """A comma or bracket too many."""
    sign = failure.text[failure.at : failure.at + 1]
    if sign in ("]", "}") and isinstance(failure.last, CLOSED):
        return Mistake(failure.at, f"a {sign} that closes nothing, expected as many as were opened", "delete it")
    if "node content" in failure.said:
        return Mistake(failure.at, f"nothing before {shown(sign)}, expected a value", "delete a comma")
    return None
