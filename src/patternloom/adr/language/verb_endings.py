"""What the ending of a verb says of the choice, in a language whose denials come last: *採用しない*, *使うかは未定*.

In: a text, where a verb ends, the words of the language. Out: whether the verb is denied, asked or supposed, and where
that ends; whether its clause is a reason or a concession. Which link the verb is said of, nothing here asks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from patternloom.adr.language.words import Sentences

CLOSERS = r"[\s」』）)\"”]*"
"""What closes a link before its particle."""
SCRIPT_TAIL = re.compile("[\u3041-\u309f]{0,10}")
_CLAUSE_TAIL = re.compile("[^、。\n]{0,20}")
_ASKED = re.compile("(?:[るうくすつむた]|べき)か(?![らつけねもなわぎた])")
"""In a verb's ending, what makes a question of it."""
_NO_NOUN = "(?!(?<=[\u3400-\u9fff])[\u3400-\u9fff\u30a1-\u30fc]|場(?!合)|方(?![式法針])|勝手)"
"""Behind letters that nouns are made of, too: no noun goes on."""


def choosing(rules: Sentences) -> re.Pattern[str]:
    """The verbs of choosing, which are none where a longer noun begins with one: *利用者*."""
    return _verbs(rules["choosing"].pattern)


def doing(rules: Sentences) -> re.Pattern[str]:
    """What is done with an entry beside that, in the same way: *担当者* is none."""
    return _verbs(rules["doing"].pattern)


@lru_cache(maxsize=8)
def _verbs(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern}){_NO_NOUN}")


def end_of(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    """Where what a pattern matches ends; where it begins, if nothing matches."""
    match = pattern.match(text, at, end)
    return match.end() if match else at


def denial(text: str, stop: int, end: int, kind: str, rules: Sentences) -> tuple[bool, int]:
    """Whether a verb is denied by its ending, or by the verb that it is the object of; where that ends."""
    if kind == "denying":
        return undone(text, stop, end, rules)
    if text.startswith("、", stop - 1):
        return False, stop  # *Aとし、できない場合は…*
    tail = end_of(SCRIPT_TAIL, text, stop, end)
    if twice := rules["harmless"].search(text, stop, min(tail + 6, end)):
        return False, twice.end()
    if rules["negations"].search(text, stop, tail) or _open(text, stop, tail, end, rules):
        return True, tail
    if further := rules["denying"].search(text, stop, tail) or (
        text[tail - 1] != "、" and rules["denying"].match(text, tail, end)
    ):
        return undone(text, further.end(), end, rules)
    return False, stop


def _open(text: str, stop: int, tail: int, end: int, rules: Sentences) -> bool:
    """*使うかは未定*, *使う場合は記録を書く*: whether it is a question still, or supposed."""
    return _ASKED.search(text, stop - 1, tail) is not None or rules["on_condition"].match(text, tail, end) is not None


def undone(text: str, stop: int, end: int, rules: Sentences) -> tuple[bool, int]:
    """Whether a word that denies still does with its ending: *見送らない* does not."""
    tail = end_of(SCRIPT_TAIL, text, stop, end)
    if rules["harmless"].search(text, stop, min(tail + 6, end)):
        return True, stop
    undone = rules["negations"].search(text, stop, tail) or rules["not_done"].match(text, tail, end)
    return (False, undone.end()) if undone else (True, stop)


def goes_on(kind: str, text: str, verb: int, stop: int, end: int, rules: Sentences) -> bool:
    """Whether the clause of a verb that ends at `verb` is a reason or concession: what it denies is not the choice."""
    tail = end_of(SCRIPT_TAIL if kind == "reasons" else _CLAUSE_TAIL, text, stop, end)
    return rules[kind].search(text, verb, min(tail + 2, end)) is not None
