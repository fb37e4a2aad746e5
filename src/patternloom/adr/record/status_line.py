"""Whether a text is a status and nothing else, where none is asked for: *Accepted, May 2025*, *This ADR is superseded*.

In: a text, and the words. Out: yes or no. Which status it is, and where such a text counts, nothing here knows.
"""

from __future__ import annotations

import re

from patternloom.adr.language.words import Status, Words, plain
from patternloom.adr.record.labels import LONGEST
from patternloom.adr.record.status import OUTWEIGH, status_of

_DATED = re.compile(r"(?P<said>[^\d\n]{2,30}?)[\s,、:(（–—-]*(?:on\s+)?\d[^\n]*")
"""*Accepted 2025-02-02, amended in May*."""
_BY = re.compile(r"(?P<said>[^\d\n:：]{2,12})[:：][^\n]{0,40}\d[-/.年]\d{1,2}[-/.月]\d{1,2}[日)）\s]*")
"""*承認：製造部長（2025年11月5日）*."""
_APART = re.compile(r"(?P<said>[^\d\n–—,;(（]{2,30}?)\s?[–—,;(（]")
"""*Proposed — comments until Friday*."""
_DATE_FIRST = re.compile(r"(?:令和|平成)?(?:\d{1,4}|元)[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\s:：、,に]*(?=[^\W\d])")
"""*2025-07-07 accepted*, *2025年7月7日に承認*."""
_AROUND = " \t()（）"
_SLASHES = re.compile(r"\s*[/／|｜·•・\u3000\n]\s*")
"""*2025-07-07 / accepted / Eri*."""
_BOXED = re.compile(r"(?:\[[ xX]\]|[☐☑☒✅⬜])\s*(?P<said>[^\n]{2,30})")
_CLOSING = (")", "）", "]", "】")
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,36})[)）\]】]$")
_NOTICED = 120  # characters that what became of a record is told in
_NOTICE = re.compile(
    r"\W*(?:\[!\w+\]\W*)?(?:(?:note|warning|important|caution|attention)\W+)?"
    r"(?:this\s(?:adr|record|decision|document|rfc|proposal)\s(?:is|was|has\sbeen)\s(?:now\s|since\s)?)?",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"\W*(?:注意\W*|この(?:ADR|記録|決定|文書)は、?)?[^。、\n]{1,60}(?:に|により|によって|で)\s?置き換え(?:られた|られました|られている|済み|た)?。?\W*"
)
"""What stands below a title and tells that the record is of the past."""


def is_status(text: str, words: Words) -> bool:
    """*Accepted*, *Accepted – 2025-02-02*, *Proposed — comments until Friday*."""
    if len(text) > 2 * LONGEST:
        return False
    text = text.strip(_AROUND)
    text = text[date.end() :] if (date := _DATE_FIRST.match(text)) else text
    parts = [text, *_SLASHES.split(text)]
    said = (one["said"] for one in (*map(_DATED.fullmatch, parts), _APART.match(text), _BY.fullmatch(text)) if one)
    return any(plain(one) in words.statuses for one in (*parts, *said))


def is_boxed(text: str, words: Words) -> bool:
    """*[x] Accepted*: one of a list of statuses."""
    boxed = _BOXED.fullmatch(text)
    return boxed is not None and plain(boxed["said"]) in words.statuses


def is_notice(text: str, words: Words) -> bool:
    """*This record is superseded by ADR-9*: whether a text says what became of its record, and nothing else."""
    if len(text) > _NOTICED:
        return False
    said = text[match.end() :].lower() if (match := _NOTICE.match(text)) else ""
    gone = words.status.match(said)
    if words.relations["replaced"].match(said) or (gone and words.statuses[gone[0]] in OUTWEIGH):
        return True
    return _REPLACED.fullmatch(text.strip()) is not None


def in_bracket(heading: str, words: Words) -> Status | None:
    """*Gates (accepted)*, *Gates (accepted, 2025-06-11)*: the status that a heading ends in."""
    bracket = _BRACKET.search(heading[-LONGEST:]) if heading.endswith(_CLOSING) else None
    return status_of(bracket[1], words) if bracket and is_status(bracket[1], words) else None
