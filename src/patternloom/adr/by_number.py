"""Options that an outcome chooses by their number or letter: *Option 2 it is*, *案1を採用する*.

In: the stretches of a record, those of its outcome, the words. Out: the links of the options that it names so. It is
asked only where an outcome chooses nothing by a link of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from patternloom.adr.document import Link
from patternloom.adr.layouts import Stretch
from patternloom.adr.sentences import chosen_links, sentences_of
from patternloom.adr.words import Words

_KINDS = "option|alternative|variant|approach|solution|candidate|proposal|案|選択肢|オプション|プラン|候補"
_NAME = re.compile(
    rf"(?:(?<![a-z])(?P<kind>{_KINDS})\s?(?P<number>[a-z]|\d{{1,2}})|(?<![a-z0-9])(?P<letter>[a-z]|\d{{1,2}})案)(?![a-z0-9])"
)
_LEADING = re.compile(r"[\s*_#\-–—【\[(（「]*")


def numbered_links(parts: Sequence[Stretch], outcome: Sequence[Stretch], words: Words) -> list[Link]:
    """The links of the options that the outcome chooses by number."""
    named: dict[str, list[Link]] = {}
    for part in parts:
        if part.links and part.role in (None, "options"):
            said = _folded(f"{part.label} {part.text}" if part.label else part.text)
            if match := _NAME.match(said, _skipped(said)):
                named.setdefault(_called(match), chosen_links(part.text, part.links, words))
    if not named:
        return []
    # What is chosen is said first; what comes behind tells why.
    found = (links for part in outcome if not part.heading for links in _chosen(part, named, words) if links)
    return next(found, [])


def _chosen(part: Stretch, named: dict[str, list[Link]], words: Words) -> Iterator[list[Link]]:
    """Of each sentence that names some."""
    said = _folded(part.text)
    if len(said) != len(part.text):
        return
    found = [match for match in _NAME.finditer(said) if _called(match) in named]
    own = [Link(_called(match), -1, match.start(), match.end()) for match in found]
    for start, end in sentences_of(part.text) if own else ():
        inside = [
            link.moved(-start)
            for link in sorted([*part.links, *own], key=lambda link: link.start)
            if start <= link.start < end
        ]
        chosen = chosen_links(part.text[start:end], inside, words)
        yield [meant for link in chosen if link.at < 0 for meant in named[link.address]]


def _called(match: re.Match[str]) -> str:
    return match["number"] or match["letter"]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _skipped(text: str) -> int:
    match = _LEADING.match(text)
    return match.end() if match else 0
