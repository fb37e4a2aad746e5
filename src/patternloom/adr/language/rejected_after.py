"""Whether what follows a link denies it, in a language whose denials come first: *A was ruled out*.

In: a text in small letters, where a link ends and the next one begins, the words of the language. Out: yes or no. It
looks at the link's own clause, and at one that says what became of it: *A, which we decided against*; *A (not chosen)*.
"""

from __future__ import annotations

import re

from patternloom.adr.formats.document import Link
from patternloom.adr.language.words import Sentences

CLAUSE = re.compile(r"[,;:()—–→]|、|，|(?<=\s)-(?=\s)|\n(?=[ \t]*[^\s:：][^:：\n]{0,30}[:：](?!//))")
"""What ends a clause; a line that begins with a label begins one."""
LISTED = re.compile(r"[\s,\"'“”‘’「」『』()*_/&+]*(?:(?:and|or|nor|the|a|an|see|cf\.|such as|like|with)[\s\"“'‘]+)*")
"""What may stand between two links of one list."""
_BEFORE = re.compile(
    r"[\s,\"'“”‘’(*_/&+]*(?:(?:and|or|nor|the|a|an|of|in|on|by|through|via|to|using|from|into|for|at|with|as|like|see|our|any"
    r"|its|their|use|using|choose|adopt|take)\b[\s\"“'‘(]*)*"
)
_MARKS = re.compile(r"[\s\"'”’*_)\]]*")
_INSERTED = re.compile(r",[^,;:()—–]{0,80},\s*")
_SWITCHED = re.compile(
    r"[\s\"'”’*_)\]]*(?:(?:that|which)\s(?:[a-z]+\s){1,3})?(?:is|are|will be|gets?)\s(?:[a-z]+ly\s)?"
    r"(?:switched|converted|changed)\s(?:over\s)?(?:to|into)\b"
)
"""*The A that we run is switched to B*."""
_PHRASE = re.compile(
    r"[\s\"'”’*_)\]]*\b(?:for|of|in|on|at|from|with|between|behind|among|within|inside)\s"
    r"(?:(?!(?:and|or|but|that|which|who|what|whatever|there|to|it|they|we|is|are|does|do|has|was|were|will)\b)[\w'’-]+\s){1,5}?"
    r"(?=(?:is|are|was|were|do|does|did|has|have|will|can|would)(?:n't|\snot)\b|(?:is|are|remains?|stays?)\s(?:out|no|off)\b|won't\b|cannot\b)"
)
"""What belongs to a link before its own verb."""
_GOES = re.compile(r"[\s\"'”’*_)\]]*(?:will\s)?(?:go|goes)\s*(?:[,.;!)]|$)")
_RELATIVE = re.compile(r"[\s\"'”’*_)\]]*,\s*(?:which|whose|who|that)\b[^,;:()—–]{0,80},")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|got|being)\s(?:\w+ly\s|\w+\sand\s|\w+\sand\sthen\s)?$")
_OWN = re.compile(r"(?:was|were|is|are|been|be)\s")  # of a verdict that has its verb
_ANEW = re.compile(r"\b(?:and|but)\s")
_IT = re.compile(r"\b(?:it|this|that|them|these|those)\b")
_BY = re.compile(r"\b(?:by|via|through|to|into|behind)\s(?:(?:a|an|the|our|its)\s)?[\s\"'“‘(*_]*$")
_AUXILIARY = re.compile(r"(?:(?:was|were|is|are|has been|have been|then|did(?:n't)?)\s)*")
_MADE = re.compile(r"\b(?:mak(?:es?|ing)|made|renders?|rendering)\s(?:(?:a|an|the|our|any)\s)?[\"“'‘*_]*$")
_NEEDLESS = re.compile(
    r"[^,;:.()]{0,60}?\b(?:unnecessary|superfluous|obsolete|redundant|needless|pointless|impossible|harder|difficult)\b"
)
_APPOSED = re.compile(r",\s+(?:a|an|the|our)\s+[\"“'*_]*$")
_APPOSED_LONG = re.compile(r",\s(?:a|an|the|our)\s(?:[\w'’-]+\s){1,4}[\"“'*_]*$")
_THEN_VERB = re.compile(
    r",\s(?:is|are|was|were|has|have|goes|will|would|can|could|does|did|must|seems|remains)\b|,\s\w+n't\b"
)
_BE_IT = re.compile(r",\s(?:be it|whether|even|including|also)\s[^,;:.]{0,40}$")
_CLOSING = re.compile(r"[^,;:.\ufffc]{0,30},\s")
_TAIL = 40  # characters before a verdict in which its verb stands
_OTHER = re.compile(
    r"\b(?:and|while|whereas)\s(?!(?:it|this|that|we|they|which)\b)(?:[\w'’-]+\s){1,4}"
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|could|would)(?:n't|\snot)|cannot|can't|can\snot|won't)\s*(?:[,.;!)]|$)"
)
"""*A is known to us and the bus is not*: what is denied is said of another thing, in the words told of the link."""
_RESTS = re.compile(r"[\s\"'”’*_]*(?:(?:it|them|this|that|both|all)\s*)?(?:[,.;!)—–]|$)")
_BETWEEN = 5  # words that may stand between two denials
_LEADING = 7  # words that may stand before a verdict


def behind_apposed(text: str, before: int, link: Link) -> int:
    """*What we had, an A, goes away*: where the clause goes on that a link is put into; else where the link ends."""
    if text[link.end : link.end + 2] == ", " and _APPOSED.search(text, max(before, link.start - _TAIL), link.start):
        return link.end + 2
    if _APPOSED_LONG.search(text, max(before, link.start - 2 * _TAIL), link.start) and _THEN_VERB.match(text, link.end):
        return link.end + 2  # *their suggestion, a cache in the A, is not needed*
    if _BE_IT.search(text, max(before, link.start - 2 * _TAIL), link.start) and (
        closed := _CLOSING.match(text, link.end)
    ):
        return closed.end()  # *whoever reads it, be it through A or directly, breaks the rule*
    return link.end


def told_after(text: str, begins: int, ends: int, another: bool, rules: Sentences, *, acted: bool = False) -> bool:
    """Whether what stands between a link and the next one, or the sentence's end, denies the link.

    `acted` is whether something is done with the link before.
    """
    if _told(text, begins, ends, another, rules, acted=acted):
        return True
    if not acted and (phrase := _PHRASE.match(text, begins, ends)) and _told(text, phrase.end(), ends, another, rules):
        return True  # *A for the partners isn't in scope*
    if _GOES.match(text, begins, ends) or (another and _SWITCHED.match(text, begins, ends)):
        return True
    # What is said of it in passing ends, and its own clause goes on.
    relative = _RELATIVE.match(text, begins, ends)
    return relative is not None and _told(text, relative.end(), ends, another, rules)


def means_or_object(text: str, before: int, at: int, rules: Sentences) -> bool:
    """*We use A and do not poll*: whether a link is what its clause does something with, and not its subject."""
    begins = max((match.end() for match in CLAUSE.finditer(text, before, at) if match[0] != "("), default=before)
    if text.startswith("(", at):
        return True  # *each has its own database (A) and never reads another's*
    return _BY.search(text, begins, at) is not None or rules["doing"].search(text, begins, at) is not None


def _told(text: str, begins: int, ends: int, another: bool, rules: Sentences, *, acted: bool = False) -> bool:
    clause = CLAUSE.search(text, begins, ends)
    stop = clause.start() if clause else ends
    if acted and (anew := _ANEW.search(text, begins, stop)):
        named = text.startswith(")", begins - 1)
        stop = stop if _of_link(text, anew.end(), stop, named, rules) else anew.start()
    if rules["alone"].match(text, _skipped(text, begins, stop), stop):
        return False  # *A alone does not suffice*
    for opening in (rules["reasons"], rules["asides"], rules["turning"]):
        if found := _opening(opening, text, begins, stop, rules):
            stop = found.start()
    if rules["no"].fullmatch(text[begins:stop].strip(" \"'”’*_.:")):
        return True  # *A yes, B no*
    for pattern in (rules["denied"], rules["verdicts"]):
        match = _first(pattern, text, begins, ends, rules)
        if match is None or match.start() > stop or _of_another(text, begins, match.end(), ends):
            continue
        if told_of_before(text, begins, match, rules) or not _of_next(text, match.end(), ends, another):
            return True
    if rules["for_a_time"].search(text, begins, ends):
        return True
    if (match := rules["displaced"].search(text, begins, ends)) and match.start() <= stop:
        return True
    if clause and clause[0] not in (",", "(") and rules["no"].fullmatch(text[clause.end() : ends].strip(" \"'”’*_.")):
        return True  # *A → hold*; *A (no B)* says no to the next one
    return clause is not None and _told_apart(text, begins, clause, ends, another, rules)


def _of_another(text: str, begins: int, at: int, ends: int) -> bool:
    other = _OTHER.search(text, begins, ends)
    return other is not None and other.start() < at <= other.end()


def _of_link(text: str, at: int, stop: int, named: bool, rules: Sentences) -> bool:
    """*We tried A and dropped it*, *a prototype with A was built and not used*: whether a new clause is about it.

    What stands in a bracket names what is done (*it asks first (A) and does not open it*): *it* is another thing.
    """
    if not named and _IT.search(text, at, stop):
        return True
    aux = _AUXILIARY.match(text, at, stop)
    if aux is None or "did" in aux[0]:
        return aux is not None
    verdict = rules["verdicts"].match(text, aux.end(), stop)
    return verdict is not None and (aux[0] != "" or _RESTS.match(text, verdict.end(), stop) is not None)


def _opening(pattern: re.Pattern[str], text: str, begins: int, stop: int, rules: Sentences) -> re.Match[str] | None:
    """The first word that opens something else; *A was proposed but does not help* goes on about A."""
    for found in pattern.finditer(text, begins, stop):
        verb = _skipped(text, found.end(), stop)
        if found[0] != "but" or not any(
            rules[kind].match(text, verb) for kind in ("past", "being", "crediting", "auxiliary")
        ):
            return found
    return None


def parted(text: str, before: int, link: tuple[int, int], ends: int, rules: Sentences) -> bool:
    """*We ruled A out*: a verb before a link, and the rest of it behind."""
    start, end = link
    if (made := _MADE.search(text, before, start)) and _NEEDLESS.match(text, end, ends):
        return made.end() == start  # *this makes A unnecessary*
    rest = rules["parted"].match(text, _skipped(text, end, ends), ends)
    return rest is not None and rules["parting"].search(text, before, start) is not None


def told_of_before(text: str, begins: int, verdict: re.Match[str], rules: Sentences) -> bool:
    """*A was ruled out and B chosen*: whether a verdict is told of what stands before it, and of nothing behind."""
    if rules["crediting"].fullmatch(verdict[0]):
        return False
    start = max(begins, verdict.start() - _TAIL)
    if text.startswith(",", verdict.end()):
        return True  # *with A ruled out, we use B*
    return _OWN.match(verdict[0]) is not None or _PASSIVE.search(text[start : verdict.start()]) is not None


def undone(text: str, negation: int, end: int, rules: Sentences) -> int | None:
    """Where a second denial ends that undoes the one before it; None where there is none."""
    at = negation
    for _ in range(_BETWEEN):
        at = _skipped(text, at, end)
        if match := rules["undone"].match(text, at, end):
            return match.end()
        if not (match := rules["between"].match(text, at, end)):
            return None
        at = match.end()
    return None


def _of_next(text: str, at: int, ends: int, another: bool) -> bool:
    """Right before another link, a word belongs to that one: *A and not B*."""
    return another and _BEFORE.fullmatch(text, at, ends) is not None


def _first(pattern: re.Pattern[str], text: str, at: int, ends: int, rules: Sentences) -> re.Match[str] | None:
    """The first word that denies; *A does not lock* does not: what it does not do speaks for it."""
    while match := pattern.search(text, at, ends):
        at = match.end()
        if rules["negating"].fullmatch(match[0]) and (twice := undone(text, at, ends, rules)) is not None:
            at = twice
            continue
        virtue = rules["virtues"].match(text, _skipped(text, at, ends), ends)
        # *Not cost-effective* is none.
        if virtue is None or text.startswith("-", virtue.end()) or not rules["crediting"].fullmatch(match[0]):
            break
        at = virtue.end()
    return match


def _told_apart(text: str, begins: int, clause: re.Match[str], ends: int, another: bool, rules: Sentences) -> bool:
    """Whether the clause behind the link's own says what became of it."""
    inserted = _INSERTED.match(text, clause.start(), ends)
    if inserted and (verdict := _verdict(text, inserted.end(), ends, rules)) and verdict[1]:
        return True
    verdict = _verdict(text, clause.end(), ends, rules)
    if verdict is None:
        return False
    end, stated, led = verdict
    rests = _RESTS.match(text, end, ends)
    if (rests and rests.end() + another <= ends) or rules["reasons"].match(text, _skipped(text, end, ends), ends):
        return True
    if text[clause.start()] in ";\n" or _of_next(text, end, ends, another):
        return False
    # Without a subject of its own, it says something of what stands right before it.
    return stated or (not led and clause.start() <= _skipped(text, begins, ends))


def _verdict(text: str, at: int, ends: int, rules: Sentences) -> tuple[int, bool, bool] | None:
    """Where a verdict ends that a clause opens with; whether it is said of the link, and whether words lead to it."""
    stated = led = False
    for _ in range(_LEADING):
        at = _skipped(text, at, ends)
        if match := rules["verdicts"].match(text, at, ends):
            return match.end(), stated, led
        if not (match := rules["leading"].match(text, at, ends)):
            return None
        stated = stated or rules["stating_fate"].fullmatch(match[0]) is not None
        led, at = True, match.end()
    return None


def _skipped(text: str, at: int, ends: int) -> int:
    match = _MARKS.match(text, at, ends)
    return match.end() if match else at
