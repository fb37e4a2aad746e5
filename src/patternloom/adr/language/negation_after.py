"""Which links a sentence denies, in a language whose denials come last: *Aは採用しない*.

In: a text, where a sentence of it ends, the links in it, the words of the language. Out: for each link whether it is
denied, or stands in a reason. What decides is the first word behind a link that chooses, denies or gives a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.adr.formats.document import Link
from patternloom.adr.language.purpose_after import asked_for, awaited, of_another_thing, once_grown, where_next
from patternloom.adr.language.verb_endings import CLOSERS, SCRIPT_TAIL, choosing, denial, end_of, goes_on, undone
from patternloom.adr.language.verdict_beside import displaced, elsewhere, joined, labelled, swapped
from patternloom.adr.language.words import Sentences

_TOPIC = re.compile(CLOSERS + r"(?:パターン|方式|案|など)?(?:について|に関して)?[はも]")
_NOUN = re.compile(
    "(?:して[^、。]{1,12}する|する|した)?(?:提案|案|計画|意見|選択肢|方法|構成|方式|やり方|形)?(?:に?[はも]|が(?!、))"
)
_OBJECT = re.compile(CLOSERS + "(?:[をにへが]|で(?!は)|と[すし決])")
_TO_NEXT = re.compile(CLOSERS + "[にとへ]?")
_CLOSED = re.compile(CLOSERS)
_NEXT_LABEL = re.compile(r"\n(?=[^:：\n]{1,20}[:：])|[、，/／]\s?(?=[^:：\n、。\ufffc]{1,12}[:：])")
_OWN_OBJECT = re.compile("、[^、]*(?:を|(?<![にでと])[はも])")
_ACTED = re.compile(CLOSERS + "し(?:、|て[^、]*を)")
_UNDER = re.compile("[うるくすつむ]?と(?![いすしな考判決のも見])")
_STATED = re.compile(r"(?:である|です|だ|だった|であった|でした)?[\s」』）)。]*")
_KINDS = ("contrast", "denying", "choosing", "considering", "asides", "reasons")
_REACH = 600  # characters in which a sentence has its verb
_NEAR = 10  # characters in which a word stands that says whence something comes
_WORDS = 12  # of those that may decide, how many are looked at behind one link


def denied_after(text: str, end: int, links: list[Link], rules: Sentences) -> list[bool]:
    """Of each link, in their order."""
    denied: list[bool] = []
    end = min(end, len(text))
    for number in range(len(links) - 1, -1, -1):
        link = links[number]
        after = links[number + 1] if number + 1 < len(links) else None
        following = after.start if after else end
        closed = end_of(_CLOSED, text, link.end, following)
        alone = rules["alone"].match(text, closed, following)
        if after and (joined(text, link, after) or rules["also"].match(text, closed)):
            denied.append(denied[-1])
        elif (
            rules["also"].match(text, closed)
            or asked_for(text, link.end, following)
            or (after and alone and text.startswith("も", after.end))
            or (alone and alone[0] == "しか")
        ):
            denied.append(False)
        elif (
            displaced(text, closed, end, rules)
            or (text.startswith("でも", closed) and "でもなく" in text[closed:end])
            or labelled(text, link.start, rules)
            or elsewhere(text, link.start, rules)
            or (after and (swapped(text, link.end, after, rules) or awaited(text, link.end, following)))
        ):
            denied.append(True)
        else:
            behind = alone.end() if alone else link.end
            beside = links[number - 1] if number else None, after
            verb = _Verb(text, link, behind, end, beside, rules)
            denied.append(verb.only_then() or verb.denies() is not bool(alone))
    return denied[::-1]


class _Verb:
    """What the first word behind a link says that decides."""

    def __init__(
        self, text: str, link: Link, at: int, end: int, beside: tuple[Link | None, Link | None], rules: Sentences
    ) -> None:
        before, after = beside
        self.before, self.begins, self.after = before.end if before else 0, link.start, after
        self.ends = link.end
        self.text, self.at, self.rules = (
            text,
            end_of(rules["through"], text, end_of(_CLOSED, text, at, end), end),
            rules,
        )
        self.topic = at > link.end or _TOPIC.match(text, at) is not None
        line = _NEXT_LABEL.search(text, at, min(end, at + _REACH))
        end = line.start() if line else end
        self.full, self.near = end, min(after.start, end) if after else end
        """Where the next link begins, which has a verb of its own."""
        self.end = min(end if self.topic else self.near, at + _REACH)
        self.passed = after is not None and _OBJECT.match(text, after.end) is not None and not self._compared(after)

    def denies(self) -> bool:
        """Whether it denies."""
        text, rules = self.text, self.rules
        first, default, link = True, self._conceded(), self.at
        for begins, stop, kind in self._words():
            other = kind == "denying" and not self.topic and self._of_own_object(link, begins)
            if other or (begins >= self.near and default):
                break
            self.at = stop
            if self._says_nothing(kind, begins, link):
                first = False
                continue
            if kind == "asides" or (kind == "contrast" and self._beside(link, begins, first)):
                return True
            if kind == "reasons" and (self._only_a_reason() or not (self.topic or self._taken_up())):
                return True
            if kind in ("reasons", "considering"):
                default = default or kind == "considering" or self.passed
            elif kind != "contrast":
                stop = self.at
                if kind == "choosing" and _UNDER.match(text, stop, self.end):
                    continue  # *今Aを行うと公開が遅れるため、…*
                denies, self.at = denial(text, self.at, self.end, kind, rules)
                if kind == "choosing" and not denies and (self._of_others(stop) or self._later(begins)):
                    return True
                if kind == "choosing" and not denies and _NOUN.match(text, stop, self.end):
                    self.topic = True  # *Aへの移行は、…*: of the noun, the verb is told later
                    continue
                if not denies and rules["considering"].match(text, end_of(SCRIPT_TAIL, text, self.at, self.end)):
                    default = True
                elif goes_on("conceding", text, stop, self.at, self.end, rules):
                    default, self.end = denies or self._before_next(stop), min(self.end, self.near)
                elif not goes_on("reasons", text, stop, self.at, self.end, rules):
                    return denies
                elif denies and not self.topic and not self._taken_up():
                    return True
                else:
                    default = default or self.passed
            first = False
        return default

    def _words(self) -> Iterator[tuple[int, int, str]]:
        """The words that may decide, each behind where `at` is by then; of those at one place the longest."""
        for _ in range(_WORDS):
            words = ((choosing(self.rules) if kind == "choosing" else self.rules[kind], kind) for kind in _KINDS)
            found = ((pattern.search(self.text, self.at, self.end), kind) for pattern, kind in words)
            matches = [(match.start(), -match.end(), kind) for match, kind in found if match]
            if not matches:
                return
            begins, stop, kind = min(matches)
            yield begins, -stop, kind

    def _says_nothing(self, kind: str, begins: int, link: int) -> bool:
        """Whether a word only seems to deny or weigh: it is denied itself, to the link's credit, or of the next one."""
        if self._agreed(begins) or (kind == "denying" and self.topic and self._to_its_credit(link)):
            return True
        of_next = kind in ("contrast", "considering") and self._of_next(begins)
        if of_next or (
            kind == "denying" and self.after and where_next(self.text, (link, begins, self.at, self.after.start))
        ):
            return True
        if of_another_thing(self.text, (self.ends, begins, self.at, self.end), kind, topic=self.topic):
            return True
        if kind == "denying" and not self.topic and self.rules["burdening"].match(self.text, begins):
            return True
        if kind == "reasons" and self.text.startswith(("なる", "なり", "成る", "構成"), self.at):  # *A、B、Cからなる*
            return True
        if kind == "reasons" and self._whence(link):
            return True
        if kind == "reasons" and begins > link + 2 and self.text.startswith("の", self.at):  # *取引先からの要求*
            return True
        if kind == "reasons" and begins == end_of(_CLOSED, self.text, link, begins):  # *AからBへ*, *Aから読む*
            left = self.rules["leaving"].search(self.text, self.at, self.full)
            return left is None or not undone(self.text, left.end(), self.full, self.rules)[0]
        parting = kind == "contrast" and self.text[begins] == "を"
        return parting and not undone(self.text, self.at, self.end, self.rules)[0]  # *Aをやめない*

    def _of_own_object(self, link: int, begins: int) -> bool:
        """*Aとし、画面を廃止する*, *Aして炉を止める*, *Aし、停止に備える*."""
        own = _OWN_OBJECT.search(self.text, link, begins) or _ACTED.match(self.text, link, begins)
        return own is not None

    def _whence(self, link: int) -> bool:
        """*サーバー側から終了できる*: whether what seems a reason says where something comes from, or since when."""
        first = max(link, self.at - _NEAR)
        return any(match.end() == self.at for match in self.rules["whence"].finditer(self.text, first, self.at))

    def _conceded(self) -> bool:
        """*Aは有名だが、Bを選ぶ*: whether the clause speaks for it, and the next one against."""
        if not self.passed:
            return False
        found = self.rules["conceding"].search(self.text, self.at, self.near)
        return found is not None and found.start() > self.at

    def _before_next(self, stop: int) -> bool:
        """*増えればAを採るが、今はBとする*, *Aを使っているが、Bに移る*: whether the next one is taken in its place."""
        return self.passed and (self._supposed() or self.rules["still"].match(self.text, stop, self.near) is not None)

    def _supposed(self) -> bool:
        """Whether what stands before it in its sentence supposes something."""
        first = max(self.begins - _REACH, self.before)
        begins = max(first, *(self.text.rfind(sign, first, self.begins) for sign in "。\n"))
        return self.rules["supposing"].search(self.text, begins, self.begins) is not None

    def _later(self, begins: int) -> bool:
        """*遅くなった時点でAに移行する*: whether it is what comes next, if something happens."""
        return self.rules["afterwards"].match(self.text, begins) is not None and self._supposed()

    def only_then(self) -> bool:
        """*Aで始め、足りなければB*: whether it is what comes behind another one, should that not do."""
        if once_grown(self.text, self.begins, self.ends, self.end):
            return True
        if not self.before or not self._supposed():
            return False
        first = max(self.text.rfind(sign, 0, self.before) for sign in "。\n") + 1
        at = end_of(_TO_NEXT, self.text, self.at, self.end)
        if self.rules["afterwards"].match(self.text, at, self.end):
            return True
        short = self.rules["falling_short"].search(self.text, self.before, self.begins)
        return (
            self.rules["at_first_if_short" if short else "at_first"].search(self.text, first, self.begins) is not None
        )

    def _taken_up(self) -> bool:
        """*Aは速いため、これを使う*: whether the main clause takes up what a reason was about."""
        return self.rules["back"].search(self.text, self.at, self.near) is not None

    def _only_a_reason(self) -> bool:
        """*Aは遅延が増えるためである*: whether the sentence gives one and says nothing else."""
        return self.topic and _STATED.fullmatch(self.text, self.at, self.end) is not None

    def _agreed(self, begins: int) -> bool:
        """*Aに反対する意見はなかった*: whether a word that denies is denied with all it stands in."""
        if match := self.rules["agreeing"].match(self.text, begins, self.end):
            self.at = match.end()
        return match is not None

    def _of_next(self, begins: int) -> bool:
        """*AはBより優れる*: whether a word of preferring is said of the next link."""
        return self.after is not None and begins == end_of(_TO_NEXT, self.text, self.after.end, begins)

    def _compared(self, after: Link) -> bool:
        """*AはBに比べて速い*: whether the next link only is a measure for this one."""
        at = end_of(_TO_NEXT, self.text, after.end, self.end)
        return any(self.rules[kind].match(self.text, at) for kind in ("contrast", "considering"))

    def _to_its_credit(self, link: int) -> bool:
        """*Aは状態を持たない*: what it does not have speaks for it."""
        return any(virtue.end() == self.at for virtue in self.rules["virtues"].finditer(self.text, link, self.at))

    def _of_others(self, stop: int) -> bool:
        """*Aを使う他社と異なり、…*: whether the verb is that of others."""
        comma = self.text.find("、", stop, self.end)
        return self.rules["unlike"].search(self.text, stop, comma if comma >= 0 else self.end) is not None

    def _beside(self, link: int, begins: int, first: bool) -> bool:
        """Whether a word of preferring is said of this link."""
        return first if self.topic else "、" not in self.text[link:begins]
