"""Forms that a text should not use, found as words: not inside longer words, and not where nobody writes them.

In: forms with what to say instead, words that may hold one, and texts. Out: each form found, as it is written, and
where. A form in letters with blanks between words is a whole word, or one with an ending such as `s` or `ing`; one
in katakana, a whole run of it; any other script has no word's end, so a longer word that is known wins. It knows no
entry, and reads no markup but to leave out what is no sentence of ours: code, addresses, ids, Jinja, HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_KATAKANA = "ァ-ヺー"
_LATIN = r"A-Za-z0-9À-ɏ"
_ENDINGS = "(?:['’]?s|es|d|ed|ing)?"
_NO_WORDS = re.compile(r"`[^`\n]*`|\[@[^\]\n]*\]|\[\[[^\[\]|\n]*(?:\||(?=\]\]))|\]\([^()\s]*\)")
_NO_WORDS_OF_A_PAGE = re.compile(
    r"```.*?^```|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^<>]*>|" + _NO_WORDS.pattern, re.S | re.M
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
    """The same for Markdown with Jinja and HTML."""
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
        forms = sorted(self.instead, key=lambda form: (-len(form), form))
        return re.compile("|".join(map(_as_word, forms)), re.IGNORECASE) if forms else None

    @cached_property
    def _kept(self) -> re.Pattern[str] | None:
        lower = [form.lower() for form in self.instead]
        kept = {word for word in self.kept if any(form in word.lower() and form != word.lower() for form in lower)}
        longest = sorted(kept, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(_spaced, longest)), re.IGNORECASE) if longest else None

    def found(self, text: str, *, in_name: bool = False) -> Iterator[Found]:
        """Every form in the text that is no part of a longer word; in a name, it is part of nothing else."""
        if self._pattern is None:
            return
        kept = [match.span() for match in self._kept.finditer(text)] if self._kept and not in_name else []
        for match in self._pattern.finditer(text):
            if not any(start <= match.start() and match.end() <= end for start, end in kept):
                yield Found(self._listed(match[0]), match[0], match.start())

    def _listed(self, written: str) -> str:
        # The longest that it begins with, but for a last letter that its ending may have changed.
        same = " ".join(written.split()).lower()
        return max((form for form in self.instead if same.startswith(form.lower().removesuffix("y"))), key=len)


def _spaced(form: str) -> str:
    """The form, wherever its line may be broken."""
    return r"\s+".join(map(re.escape, form.split()))


def _as_word(form: str) -> str:
    before = after = ""
    word = _spaced(form)
    if re.match(f"[{_LATIN}]", form[-1]):
        word = f"(?:{word}{_ENDINGS}" + (f"|{word[:-1]}ies)" if form.endswith("y") else ")")
    for letters in (_LATIN, _KATAKANA):
        if re.match(f"[{letters}]", form[0]):
            before = f"(?<![{letters}])"
        if re.match(f"[{letters}]", form[-1]):
            after = f"(?![{letters}])"
    return before + word + after
