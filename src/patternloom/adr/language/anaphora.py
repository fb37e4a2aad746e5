"""Which of two entries a later word means: *we compared A with B and chose the latter*; *後者を採用する*.

In: a text in small letters, where a sentence of it begins and ends, the links in it or else in the one before, the
words of the language. Out: the link that such a word chooses. Whether the word itself is denied, the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from patternloom.adr.formats.document import Link
from patternloom.adr.language.words import Sentences

_PICKING = ("preferring", "chosen", "choosing", "outdoing", "doing")
_RESTS = re.compile(r"[\s\"'”’*_]*(?:[,.;:!)—–]|$)")
"""Behind *the first*: a noun would make another thing of it."""


class Again(NamedTuple):
    """One link, taken up again."""

    meant: Link
    word: Link
    """What takes it up, as if it were a link itself."""
    won: bool
    """Whether it is said to have won, so that nothing denies it."""


def named_again(text: str, start: int, end: int, links: Sequence[Link], rules: Sentences) -> Again | None:
    """The link that a word means which picks one of several."""
    found = [
        (kind, match) for kind in ("former_of_two", "latter_of_two") if (match := rules[kind].search(text, start, end))
    ]
    if len(found) != 1:
        return None  # *the former for writes, the latter for reads*
    kind, match = found[0]
    before = [link for link in links if link.end <= match.start()]
    if len(before) < 2 or not _picked(text, match, end, rules):
        return None
    won = rules["outdoing"].match(text, _skipped(text, match.end()), end) is not None
    word = Link("", match.start(), match.start(), match.end())
    return Again(before[0 if kind == "former_of_two" else -1], word, won)


def _picked(text: str, match: re.Match[str], end: int, rules: Sentences) -> bool:
    """Whether the word's own clause chooses something, and no noun follows that the word belongs to."""
    begins = max(text.rfind(sign, 0, match.start()) for sign in ",;.、。\n") + 1
    stop = min((at for sign in ",;.、。\n" if (at := text.find(sign, match.end(), end)) >= 0), default=end)
    if match[0].isascii() and not _RESTS.match(text, match.end(), end):
        following = _skipped(text, match.end())
        if not any(
            rules[kind].match(text, following, end) for kind in ("outdoing", "reasons", "owning", "doing", "relative")
        ):
            return False
    return any(rules[kind].search(text, begins, stop) for kind in _PICKING)


def _skipped(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())
