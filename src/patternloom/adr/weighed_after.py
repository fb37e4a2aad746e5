"""Whether a sentence only tells of an entry, in a language whose verbs come last: *Aは学習コストが高い*.

In: a text, where a sentence of it ends, the links in it, the words of the language. Out: of each link `weighed`, where
the sentence says what the entry is like or what it would bring, and nothing that is done with it; else nothing.
"""

from __future__ import annotations

import re

from patternloom.adr.document import Link
from patternloom.adr.verb_endings import choosing
from patternloom.adr.words import Sentences

_CLOSERS = r"[\s」』）)\"”]*"
_TOPIC = re.compile(_CLOSERS + "(?:(?:へ)?の[\u3400-\u9fff\u30a1-\u30fc]{1,8})?(?:について|に関して)?[はもが]")
_STATE = re.compile("(?:[いただ]|である|です|ました|あります|なります|なる|ある|[\u3400-\u9fff\u30a1-\u30fc])[」』）)\\s。]*$")
"""What a sentence ends in that says what something is like, or was; not what it does."""


def weighed_after(text: str, end: int, links: list[Link], rules: Sentences) -> list[str]:
    """Of each link, in their order."""
    return [_weighed(text, min(end, len(text)), link, rules) for link in links]


def _weighed(text: str, end: int, link: Link, rules: Sentences) -> str:
    supposed = rules["would"].match(text, _skipped(text, link.end, end), end)
    topic = _TOPIC.match(text, link.end, end)
    behind = supposed or topic
    if behind is None or choosing(rules).search(text, behind.end(), end):
        return ""
    if rules["back" if supposed else "doing"].search(text, behind.end(), end):
        return ""
    return "weighed" if supposed or _STATE.search(text[behind.end() : end].rstrip()) else ""


def _skipped(text: str, at: int, end: int) -> int:
    return at + len(text[at:end]) - len(text[at:end].lstrip(" \n\t」』）)\"”"))
