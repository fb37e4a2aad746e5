"""The status that a record gives itself, out of whatever words it says so with.

In: the text of a front matter's field or of a section. Out: one of five statuses, or none. What a configuration adds
is among the words that come in. Struck-through words have been left out before.
"""

from __future__ import annotations

import re

from patternloom.adr.language.words import Status, Words, plain

_HISTORY = re.compile(r"\s*(?:→|->|=>|⇒|➔)\s*")
_TICKED = re.compile(r"\[[xX*✓✔]\]|[☑☒✅]")
_UNTICKED = re.compile(r"(?:\[[ ]?\]|[☐⬜])[^\n\[☐⬜☑☒✅]*")
"""A box of a list of all statuses, up to the next one."""
_FOR_A_TIME = re.compile(r"\b(?:until|till|unless)\b[^,;.()\d]{0,80}+(?!\d)|[^\s（(、,。–—\d]{0,30}まで")
"""*Accepted, until the till is replaced*: when a status ends that holds."""
_IN_PART = re.compile(
    r"\b(?:partially|partly|in part)\s(?:superseded|replaced|obsoleted|deprecated|amended)\b(?:\sby)?"
    r"|一部[^、。]{0,20}?(?:置き換え|差し替え|置換|改定|改訂|廃止|更新)(?:済み)?"
)
"""What is left of such a record is in force."""
_NEAR = 25  # characters of a further line in which its status begins, if it tells one
_RANK: tuple[Status, ...] = ("superseded", "deprecated", "rejected", "accepted", "proposed")
OUTWEIGH: tuple[Status, ...] = ("superseded", "deprecated")


def status_of(text: str, words: Words) -> Status | None:
    """The status that a text tells; where it tells several of one history, the last."""
    found: list[Status] = []
    if _TICKED.search(text):
        text = _UNTICKED.sub("", text)
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        if _unfilled(line, words):
            continue
        said = plain(_HISTORY.split(line.split(" | ")[0])[-1])
        said, partly = _IN_PART.subn("", _FOR_A_TIME.sub("", said))
        if words.relations["replaced"].search(said):
            return "superseded"
        status = _of_line(said.strip(" ,、.()（）"), words, first=number == 0)
        if status is not None or partly:
            found.append(status or "accepted")
    return min(found, key=_RANK.index, default=None)


def _of_line(said: str, words: Words, *, first: bool) -> Status | None:
    if said in words.statuses:
        return words.statuses[said]
    # "Supersedes …" says what this record did, not what became of it.
    bare = words.relations["replaces"].split(said)[0] if words.relations["replaces"].search(said) else said
    matches = [*words.status.finditer(bare)]
    if not matches or (not first and matches[0].start() > _NEAR):
        return None
    told = [words.statuses[match[0]] for match in matches]
    return next((status for status in told if status in OUTWEIGH), told[0])


def _unfilled(line: str, words: Words) -> bool:
    """Whether it is a template's list of what may stand here: `proposed | accepted | …`."""
    parts = [plain(part.strip(" {}[]<>\"'")) for part in re.split(r"\||\s/\s|,", line)]
    return sum(1 for part in parts if part in words.statuses) > 2
