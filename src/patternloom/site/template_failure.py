"""What went wrong while a template ran, in the words of somebody who writes pages.

In: the error that the run ended with. Out: a message, and what was likely meant. Where it happened, `render` finds.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from importlib import import_module

import jinja2
from jinja2 import sandbox

from patternloom.problems.findings import did_you_mean, shown
from patternloom.text import escape

_OURS = re.compile(r"'(patternloom(?:\.\w+)+)\.(\w+) object' has no attribute '(\w+)'")
_MISSING = re.compile(r"(?:\w+\.)*(\w+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (.+)")
_UNKNOWN = re.compile(r"(?:\w+\.)*(\w+)\(\) got an unexpected keyword argument '(\w+)'")


def in_words(error: Exception) -> tuple[str, str]:
    """Message and hint."""
    said = str(error)
    if isinstance(error, RecursionError):
        return "a macro that calls itself without end, expected one that ends", ""
    if isinstance(error, jinja2.UndefinedError) and (ours := _OURS.fullmatch(said)):
        return _no_attribute(*ours.groups())
    if isinstance(error, jinja2.UndefinedError | escape.RefusedError):
        return said, ""
    if isinstance(error, ZeroDivisionError):
        return "a division by zero, expected another number", ""
    if isinstance(error, OverflowError) and said.startswith("Range too big"):
        return f"a range of more than {sandbox.MAX_RANGE:,}, expected fewer", ""
    if isinstance(error, TypeError) and (missing := _MISSING.fullmatch(said)):
        return f"no {missing[2]} for {shown(missing[1])}, expected it", ""
    if isinstance(error, TypeError) and (unknown := _UNKNOWN.fullmatch(said)):
        return f"unknown argument {shown(unknown[2])}, expected one that {shown(unknown[1])} takes", ""
    return f"{type(error).__name__}: {said}", ""


def _no_attribute(module: str, name: str, attribute: str) -> tuple[str, str]:
    """For a value of a class of ours, whose fields are known."""
    cls = getattr(import_module(module), name, None)
    names = [field.name for field in fields(cls)] if cls is not None and is_dataclass(cls) else []
    said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return f"unknown attribute {shown(attribute)}, expected one of {said}", did_you_mean(attribute, names, list_up_to=0)
