"""How much room words take in a picture whose font the reader's machine chooses: widths at most, and lines.

In: a text. Out: its width, or its lines, in the units of the letters' size. It draws nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.text.letters import is_wide

# In the widest of usual fonts.
_NARROW, _WIDE = 0.62, 1.0
_THIN = frozenset("fijlrtI.,:;'|!()[]/ ")
_THIN_WIDTH, _BROAD_WIDTH = 0.4, 0.92
_BROAD = frozenset("mwMW@%")
# No line begins with these, and none ends with an opening bracket.
_CLINGS = frozenset("ー、。，．・：；？！」』）】］｝〉》〕ぁぃぅぇぉっゃゅょァィゥェォッャュョ々")
_OPENS = frozenset("「『（【［｛〈《〔")
_WORDS = re.compile(r"[^\s]+\s*")


def width(text: str, size: float = 1.0) -> float:
    """How wide a text is at most, in letters, or in pixels where `size` is that of the letters in pixels."""
    return size * sum(
        _WIDE if is_wide(letter) else _THIN_WIDTH if letter in _THIN else _BROAD_WIDTH if letter in _BROAD else _NARROW
        for letter in text
    )


def lines(text: str, most: float) -> tuple[str, ...]:
    """A text in lines, each as wide as `most` at most where it can be broken so."""
    found = [""]
    for piece in _pieces(text):
        if found[-1] and width(found[-1] + piece.rstrip()) > most:
            found.append("")
        found[-1] += piece
    return tuple(line.strip() for line in found)


def _pieces(text: str) -> Iterator[str]:
    """Where a line may be broken: after a word, and between letters that fill a square."""
    for match in _WORDS.finditer(text):
        piece = ""
        for letter in match.group():
            fits = piece and (is_wide(letter) or is_wide(piece[-1]))
            if fits and letter not in _CLINGS and piece[-1] not in _OPENS and not letter.isspace():
                yield piece
                piece = ""
            piece += letter
        yield piece
