"""Finished pages and scripts without what no reader and no browser looks at.

In: HTML of a whole page, listings in it, scripts as people write them. Out: the same to whoever sees or runs them.
Where blanks are seen (listings, text fields), none is touched; no sign of a script but comments that have their line.
"""

from __future__ import annotations

import re

_AS_IT_IS = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
# None of the others, such as that of Japanese texts and the one that keeps words together.
_BLANKS = " \t\r"
# It tells the search's index alone, which has been made by now.
_FOR_INDEX = re.compile(r" data-search-exclude(?:=\"[^\"]*\")?(?=[\s>])")
# No style sheet shows a blank.
_BLANK_SPAN = re.compile(r'<span class="w">([^<]*)</span>')


def page(html: str) -> str:
    """A page without indents, empty lines, and marks for the search's index."""
    parts = _AS_IT_IS.split(html)
    # Text, what is left as it is, and its name, in turn.
    parts[::3] = (_FOR_INDEX.sub(_unless_said, _lines(part)) for part in parts[::3])
    del parts[2::3]
    return "".join(parts)


def _lines(text: str) -> str:
    """Without indents and empty lines; what stands before its first line break and after its last is kept apart."""
    first, *others = text.split("\n")
    if not others:
        return text
    between = (line.strip(_BLANKS) for line in others[:-1])
    return "\n".join((first.rstrip(_BLANKS), *filter(None, between), others[-1].lstrip(_BLANKS)))


def _unless_said(mark: re.Match[str]) -> str:
    """Nothing, where the mark stands in a tag; in a text it is what somebody writes about it."""
    text, end = mark.string, mark.start()
    tag = text.rfind("<", 0, end)
    in_tag = tag > text.rfind(">", 0, end) and text[tag + 1].isascii() and text[tag + 1].islower()
    return "" if in_tag else mark[0]


def listing(html: str) -> str:
    """A coloured listing without marks of its blanks."""
    return _BLANK_SPAN.sub(r"\1", html)


def script(text: str) -> str:
    """A script without comments of a line, indents and empty lines; as it is where a text goes over several lines."""
    lines = text.split("\n")
    if "/*" in text or any(line.replace("\\`", "").count("`") % 2 for line in lines):
        return text
    bare = (line.strip() for line in lines)
    return "".join(f"{line}\n" for line in bare if line and not line.startswith("//"))
