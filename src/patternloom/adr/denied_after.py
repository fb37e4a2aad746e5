"""Which links a sentence denies, in a language whose denials come last: *Aは採用しない*.

In: a text, where a sentence of it ends, the links in it, the words of the language. Out: for each link whether it is
denied, or stands in a reason. What decides is the first word behind a link that chooses, denies or gives a reason.
"""

from __future__ import annotations

import re

from patternloom.adr.document import Link
from patternloom.adr.words import Sentences

_JOINED = re.compile(
    r"[\s」』）)\"”]*(?:と|や|、|・|および|及び|ならびに|並びに|または|又は|か|＋|\+|/|&|に加え)?[\s「『（(\"“]*(?:の?(?:両方|組み合わせ))?"
)
_TOPIC = re.compile(r"[\s」』）)\"”]*(?:パターン|方式|案|など)?(?:について)?[はも]")
_SCRIPT_TAIL = re.compile("[\u3041-\u309f]{0,10}")


def denied_after(text: str, end: int, links: list[Link], rules: Sentences) -> list[bool]:
    """Of each link, in their order."""
    denied: list[bool] = []
    for number in range(len(links) - 1, -1, -1):
        link = links[number]
        following = links[number + 1].start if number + 1 < len(links) else min(end, len(text))
        if number + 1 < len(links) and following > link.end and _JOINED.fullmatch(text, link.end, following):
            denied.append(denied[-1])
            continue
        topic = _TOPIC.match(text, link.end) is not None
        denied.append(_verb_denies(text, link.end, min(end, len(text)) if topic else following, topic, rules))
    return denied[::-1]


def _verb_denies(text: str, at: int, end: int, topic: bool, rules: Sentences) -> bool:
    """What the first word says that decides."""
    kinds = ("contrast", "denying", "choosing", "asides", "reasons")
    first = True
    while True:
        matches = [(m.start(), -m.end(), kind) for kind in kinds if (m := rules[kind].search(text, at, end))]
        if not matches:
            return False
        _, stop, kind = min(matches)
        stop = -stop
        if kind == "contrast":
            if first or not topic:
                return True
        elif kind == "asides":
            return True
        elif kind == "reasons":
            if not topic:
                return True
        else:
            denies, stop = _denial(text, stop, end, kind, rules)
            if not _gives_reason(text, stop, end, rules):
                return denies
        at, first = stop, False


def _denial(text: str, stop: int, end: int, kind: str, rules: Sentences) -> tuple[bool, int]:
    """Whether a verb is denied by its ending, or by the verb that it is the object of; where that ends."""
    tail = _SCRIPT_TAIL.match(text, stop, end)
    assert tail
    if kind == "denying":
        return True, stop
    if rules["negations"].search(tail[0]):
        return True, tail.end()
    if further := rules["denying"].match(text, tail.end(), end):
        return True, further.end()
    return False, stop


def _gives_reason(text: str, stop: int, end: int, rules: Sentences) -> bool:
    """Whether the clause that ends here is a reason: what it denies is not the choice."""
    tail = _SCRIPT_TAIL.match(text, stop, end)
    assert tail
    return rules["reasons"].search(text, stop, min(tail.end() + 2, end)) is not None
