"""The letters of a text: what stays the same, however it is written, while blanks come and go.

In: a text, or a file of YAML and where a text begins in it. Out: how many letters it has, and the offset of each. A
place in a text is told by the letters before it, and found again in the file. What a text says is not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

_LINE = re.compile("[^\n\r\x85\u2028\u2029]*")
_LETTER = re.compile(r"''|\S")
_LETTER_OR_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)|[^\s\\]", re.DOTALL)
# What is left of these is blank, or nothing: a tab, line ends, spaces, and an escaped end of a line.
_BLANKS = frozenset("\\" + sign for sign in "tnvfr_NLP \t\n\r\x85\u2028\u2029")


def letters_in(text: str) -> int:
    """How many there are: blanks come and go between what is written and what is made of it, letters stay."""
    return len("".join(text.split()))


@lru_cache(maxsize=4)  # a text with many mistakes is read once for all of them
def offsets_in_yaml(text: str, start: int, value: str) -> tuple[int, ...]:
    """Where each letter of the value stands that is written from `start` on, in whatever style of YAML."""
    style = text[start : start + 1]
    if style in ("|", ">"):
        header = _LINE.match(text, start)
        assert header
        start = header.end()
    found = _letters_in_quotes(text, start + 1) if style == '"' else _letters(text, start, quoted=style == "'")
    return tuple(islice(found, letters_in(value)))


def _letters(text: str, start: int, *, quoted: bool) -> Iterator[int]:
    for match in _LETTER.finditer(text, start + quoted):
        yield match.start()
        if match[0] == "''" and not quoted:  # in single quotes, they are one
            yield match.start() + 1


def _letters_in_quotes(text: str, start: int) -> Iterator[int]:
    for match in _LETTER_OR_ESCAPE.finditer(text, start):
        code = match[1] or match[2] or match[3]
        if match[0] not in _BLANKS and not (code and int(code, 16) < 0x110000 and chr(int(code, 16)).isspace()):
            yield match.start()


def is_wide(letter: str) -> bool:
    """Whether a letter fills a square, as those of Chinese and Japanese do."""
    return unicodedata.east_asian_width(letter) in "WFA"


# Kana, ideographs, full-width forms and the punctuation that goes with them.
_WIDE = "[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_KANA = re.compile("[\u3041-\u30ff]")
_SPACE_IN_WIDE = re.compile(f"(?<={_WIDE}) | (?={_WIDE})")


def one_line(text: str) -> str:
    """The text without surplus blanks; those of a width of their own are meant."""
    return re.sub(r"[ \t\n\r]+", " ", text).strip()


def unfolded(text: str) -> str:
    """One line; in Japanese, without the spaces that folded YAML leaves at line ends."""
    line = one_line(text)
    if not line.isascii() and _KANA.search(line):
        line = _SPACE_IN_WIDE.sub("", line)
    return line
