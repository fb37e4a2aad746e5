"""What a site engine need not read, marked by the macro that made it: the filter `held`.

In: a part of a page: HTML, or a fence of Markdown. Out: the same between two signs that no text holds; or, for
engines that take a page as it is, the part alone. It decides nothing about what is marked, and holds nothing back.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from patternloom.text.escape import Written, text

# Unicode sets these aside for use inside a program; no text is exchanged with them.
_HTML, _LISTING, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_SIGNS = f"{_HTML}{_LISTING}{_END}"
_SIGN = re.compile(f"[{_SIGNS}]")

MARKED = re.compile(rf"(?:{_HTML}(?P<html>[^{_SIGNS}]*)|{_LISTING}(?P<listing>[^{_SIGNS}]*)){_END}")
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
    return Written(f"{start}{_LISTING if listing else _HTML}{inside}{_END}{end}")
