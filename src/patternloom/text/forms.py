"""Forms that a text should not use, found as words: not inside longer words, and not where nobody writes them.

In: forms with what to say instead, words that may hold one, and texts. Out: each form found, as it is written, and
where. A form in letters with blanks between words is a whole word, or one with an ending such as `s` or `ing`; one
in katakana, a whole run of it; any other script has no word's end, so a longer word that is known wins. It knows no
entry, and reads no markup but to leave out what is no sentence of ours: code, addresses, ids, Jinja, HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from patternloom.problems import limits

_KATAKANA = "ァ-ヺー"
_LATIN = r"A-Za-z0-9À-ɏ"
_ENDINGS = "(?:['’]?s|es|d|ed|ing)?"
# Nothing reaches over what may begin it: else a text of beginnings without an end would be read once for each.
_NO_WORDS = re.compile(r"`[^`\n]*`|\[@[^\[\]\n]*\]|\[\[[^\[\]|\n]*(?:\||(?=\]\]))|\]\([^()\s]*\)")
_NO_WORDS_OF_A_PAGE = re.compile(
    r"^[ \t]*```(?:(?!^[ \t]*```).)*^[ \t]*```"
    r"|\{%(?:(?!\{%|%\}).)*%\}|\{\{(?:(?!\{\{|\}\}).)*\}\}|\{#(?:(?!\{#|#\}).)*#\}|<[^<>]*>|" + _NO_WORDS.pattern,
    re.S | re.M,
)


class Found(NamedTuple):
    """A form in a text."""

    form: str
    """As it is listed."""
    written: str
    """As it stands there."""
    offset: int


def words_of_prose(text: str) -> str:
    """The text with as many blanks in place of its code, addresses and ids."""
    return _NO_WORDS.sub(_blank, text)


def words_of_a_page(text: str) -> str:
    """The text of a page with as many blanks in place of its code, addresses and ids, its Jinja and its HTML."""
    return _NO_WORDS_OF_A_PAGE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    # Every line keeps its length, so that offsets stay.
    return re.sub(r"[^\n]", "\0", match[0])


@dataclass(frozen=True)
class Watch:
    """The forms of a language."""

    instead: Mapping[str, str]
    """Form → what to say instead."""
    kept: tuple[str, ...] = ()
    """Longer words that may hold one: names of entries."""

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        tree = _Tree()
        for form in self.instead:
            for pieces, end in _as_word(form):
                tree.add(pieces, end)
        return re.compile(tree.pattern(), re.IGNORECASE) if self.instead else None

    @cached_property
    def _kept(self) -> re.Pattern[str] | None:
        lower = [form.lower() for form in self.instead]
        kept = {word for word in self.kept if any(form in word.lower() and form != word.lower() for form in lower)}
        tree = _Tree()
        for word in sorted(kept):
            if len(word) <= limits.FORM_CHARACTERS:
                tree.add(_pieces(word), "")
        return re.compile(tree.pattern(), re.IGNORECASE) if kept else None

    def may_hold(self, text: str) -> bool:
        """Whether a form stands anywhere in the text, be it where nobody writes it; most texts have none."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def found(self, text: str, *, in_name: bool = False) -> Iterator[Found]:
        """Every form in the text that is no part of a longer word; in a name, it is part of nothing else."""
        if self._pattern is None:
            return
        kept = [match.span() for match in self._kept.finditer(text)] if self._kept and not in_name else []
        starts = [start for start, _ in kept]
        for match in self._pattern.finditer(text):
            before = bisect_right(starts, match.start()) - 1
            if before < 0 or kept[before][1] < match.end():
                yield Found(self._listed(match[0]), match[0], match.start())

    @cached_property
    def _beginnings(self) -> list[tuple[re.Pattern[str], str]]:
        """What a text begins with that holds a form, the longest first; a last `y` may have become an ending."""
        # As patterns, since they and `lower` differ in which letters are alike: `İ`, `ſ`.
        forms = sorted(self.instead, key=len, reverse=True)
        return [(re.compile("".join(_pieces(re.sub("(?<=.)[yY]$", "", form))), re.IGNORECASE), form) for form in forms]

    def _listed(self, written: str) -> str:
        return next(form for beginning, form in self._beginnings if beginning.match(written))


def _pieces(form: str) -> list[str]:
    """A pattern a letter; a blank is wherever its line may be broken."""
    # A letter that becomes two in lower case (`İ`) is compared as it is.
    lowered = (low if len(low := letter.lower()) == 1 else letter for letter in " ".join(form.split()))
    return [r"\s+" if letter == " " else re.escape(letter) for letter in lowered]


def _as_word(form: str) -> Iterator[tuple[list[str], str]]:
    """The patterns of a form's letters, and of what may follow: a form that ends in `y` has two."""
    pieces = _pieces(form)
    before = after = ""
    for letters in (_LATIN, _KATAKANA):
        if re.match(f"[{letters}]", form[0]):
            before = f"(?<![{letters}])"
        if re.match(f"[{letters}]", form[-1]):
            after = f"(?![{letters}])"
    pieces[0] = before + pieces[0]
    latin = re.match(f"[{_LATIN}]", form[-1]) is not None
    yield pieces, (_ENDINGS if latin else "") + after
    if latin and len(form) > 1 and form[-1] in "yY":
        yield [*pieces[:-1], "i", "e", "s"], after


class _Tree:
    """Words by their letters, so that a text is looked at once for all of them: the longest that fits is found."""

    def __init__(self) -> None:
        self.below: dict[str, _Tree] = {}
        self.ends: list[str] = []

    def add(self, pieces: Iterable[str], end: str) -> None:
        """Take a word in, with the pattern of what may follow it."""
        at = self
        for piece in pieces:
            at = at.below.setdefault(piece, _Tree())
        if end not in at.ends:
            at.ends.append(end)

    def pattern(self) -> str:
        """Of all its words."""
        found = []
        for piece, tree in sorted(self.below.items()):
            while len(tree.below) == 1 and not tree.ends:  # no group for letters that stand alone
                [(more, tree)] = tree.below.items()
                piece += more
            found.append(piece + tree.pattern())
        found += self.ends
        return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"
