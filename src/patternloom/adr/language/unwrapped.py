"""A text whose sentences run on over its lines, with every sentence in one line.

In: a text with the links in it. Out: the same, where a line that only goes on is joined to the one before: by a blank,
or by nothing beside letters that are written without blanks. A line that begins with a label or a bullet stays apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from patternloom.adr.formats.document import Link

_WRAP = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?=[^ \t\r\n])")
_APART = re.compile(r"[・●○■□◆◇▪※→⇒①-⑳]|[^\s:：][^:：\r\n]{0,30}[:：](?!//)")
_LOWER = re.compile("[a-z]")
_LONG = 60  # characters of a line that is wrapped
_NO_BLANKS = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


def unwrapped(text: str, links: Sequence[Link]) -> tuple[str, list[Link]]:
    """The text in one line for each sentence, and its links there."""
    if "\n" not in text and "\r" not in text:
        return text, [*links]
    parts, at, length = [], 0, 0
    begins, moved, ends = [0], [0], 0
    for match in _WRAP.finditer(text):
        line, ends = ends, match.end()
        goes_on = match.start() - line >= _LONG and _LOWER.match(text, match.end())  # *… is ruled / out: no memory*
        apart = not goes_on and _APART.match(text, match.end())
        if text[match.start() - 1 : match.start()] in ("", "\n", "\r") or apart:
            continue
        joint = "" if _NO_BLANKS.search(text[match.start() - 1] + text[match.end()]) else " "
        parts += [text[at : match.start()], joint]
        length += match.start() - at + len(joint)
        at = match.end()
        begins.append(at)
        moved.append(length - at)
    return "".join([*parts, text[at:]]), [_moved(link, begins, moved) for link in links]


def _moved(link: Link, begins: list[int], moved: list[int]) -> Link:
    start, end = (at + moved[bisect_right(begins, at) - 1] for at in (link.start, link.end))
    return Link(link.address, link.at, start, end, link.written)
