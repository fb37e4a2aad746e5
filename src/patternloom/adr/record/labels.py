"""What in a block may be a label: *Status: accepted*, *【決定】…*, words in bold.

In: a block. Out: where each begins and ends, and what it says. What a label means, nothing here knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.adr.formats.document import Block

_LABEL = re.compile(
    r"[ \t>*_\-–•・|]*(?:【(?P<boxed>[^】\n]{1,20})】[ \t]*[:：]?|"
    r"(?P<spaced>[^\s:：]{2,8})\u3000+(?=\S)|"
    r"[■◆●◇□▼▶][ \t]*(?P<marked>[^\n:：。]{1,20})(?:\n|\Z)|"
    r"(?P<label>[^:：｜\n]{1,40}?)[ \t*_]*"
    r"(?:\n(?=:[ \t]))?[:：｜](?!//)(?:(?<!｜)|(?<=\S｜)(?!\s)))[ \t*_]*"
)
_FIRST_LINE = re.compile(r"(?P<label>\w[^:：｜|。、,\n]{1,18})\n(?=\S|[ \t]+\S)")
"""*3. 決定*, an item of a list, with its text on the next line."""
_MANY = 50  # parts in bold that are looked at
LONGEST = 40
"""Characters of a label."""
_LISTED = 1_000  # characters of a block that are looked at for labels without a colon
_GAP = 5  # characters between two labels in one line
_COLON = re.compile(r"[ \t]*[:：](?!//)[ \t]*")
_BAR = re.compile(r"(?:[ \t][|｜·•/][ \t]+|[\u3000／][ \t]*)(?=\S)")
_SET_OFF = re.compile(r"[\n|｜·•;；/][ \t]*$|[\n|｜·•;；/][^\w\s]+[ \t]*$")
_GOES_ON = re.compile("[ \t]*[a-z\u3041-\u309f,、。]")
"""Behind words in bold that begin a sentence: *Results are consistent*."""


def labels_in(block: Block) -> list[tuple[int, int, str]]:
    """Where what may be a label begins and ends, and what it says: before the first colon of a line, or in bold."""
    text = block.text
    first = None if block.bold else _FIRST_LINE.match(text)
    headed = [(0, first.end(), first["label"])] if first else []
    found = headed + [
        (match.start(), match.end(), match["boxed"] or match["marked"] or match["spaced"] or match["label"])
        for match in _lines_with_labels(text)
        if not (first and match.start() < first.end())
    ]
    if not block.bold:
        return found
    listed = _all_bold(block)
    ended = {start for start, end in block.bold[:_MANY] if text[end - 1] in ".。"}  # *The decision. Option 1: …*
    found = [one for one in found if one[0] not in ended]
    for start, end in block.bold[:_MANY]:
        behind = _COLON.match(text, end)
        apart = _SET_OFF.search(text[max(start - _GAP, 0) : start]) if start else True
        told = behind or text[end - 1] in ":：" or (apart and (listed or not _GOES_ON.match(text, end)))
        if told and end - start <= LONGEST and not any(first <= start < last for first, last, _ in found):
            found.append((start, behind.end() if behind else end, text[start:end]))
    return sorted(found)


def _all_bold(block: Block) -> bool:
    """*Date* … *Status* accepted: whether each of several lines begins in bold: with a label, then."""
    starts = [0, *(match.end() for match in re.finditer("\n", block.text[:_LISTED]))]
    bold = {start for start, _ in block.bold[:_MANY]}
    return len(starts) > 1 and all(start in bold for start in starts)


def _lines_with_labels(text: str) -> Iterator[re.Match[str]]:
    """Of each line what stands before its first colon, if that is short; and behind a bar the same."""
    at, bars = 0, _BAR.search(text) is not None
    while at <= len(text):
        if match := _LABEL.match(text, at):
            yield match
        end = text.find("\n", at) % (len(text) + 1)
        bar = _BAR.search(text, at, end) if bars else None
        at = bar.end() if bar else end + 1
