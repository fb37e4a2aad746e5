"""What a site engine need not read, marked by the macro that made it: the filter `held`.

In: a part of a page: HTML, or a fence of Markdown. Out: the same between two signs that no text holds; or, for
engines that take a page as it is, the part alone. It decides nothing about what is marked, and holds nothing back.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from patternloom.text.escape import Written, text
from patternloom.text.noncharacters import HELD_END, HELD_HTML, HELD_LISTING

_SIGNS = f"{HELD_HTML}{HELD_LISTING}{HELD_END}"
_SIGN = re.compile(f"[{_SIGNS}]")

MARKED = re.compile(rf"(?:{HELD_HTML}(?P<html>[^{_SIGNS}]*)|{HELD_LISTING}(?P<listing>[^{_SIGNS}]*)){HELD_END}")
"""A part in a page: HTML, or else a fence of Markdown."""

Hold = Callable[..., Written]
"""What the filter does: `plain` or `marked`."""


def indent(part: re.Match[str]) -> str:
    """The blanks before a part where it begins its line."""
    before = part.string[part.string.rfind("\n", 0, part.start()) + 1 : part.start()]
    return " " * len(before) if not before.strip(" ") else ""


def bare(page: str) -> str:
    """A page with whatever is marked in it as it is."""
    return _SIGN.sub("", page)


def plain(part: str, *, listing: bool = False) -> Written:
    """The part as it is."""
    return text(part)


def marked(part: str, *, listing: bool = False) -> Written:
    """The part between signs, outer blanks outside; what is marked inside is part of it.

    With `listing`, it is a fence that no HTML stands around.
    """
    whole = MARKED.sub(lambda inner: inner["html"] or inner["listing"] or "", text(part))
    inside = whole.strip()
    # No text brings these signs along, but a template may: then it goes the long way, as it is.
    if not inside or _SIGN.search(inside):
        return Written(whole)
    start, _, end = whole.partition(inside)
    return Written(f"{start}{HELD_LISTING if listing else HELD_HTML}{inside}{HELD_END}{end}")
