"""The words by which records are read: statuses, headings, and what denies a choice.

In: the table beside this module, and what a project's configuration adds to it. Out: what a word means. A language is a
key of the table. What only joins words, *and* or *which*, stands beside the rule of sentences that reads it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

TABLE = Path(__file__).with_name("words.toml")
Status = Literal["proposed", "accepted", "rejected", "deprecated", "superseded"]
Role = Literal["status", "outcome", "options", "context", "consequences", "other", "likely"]
"""`likely` is the outcome of a record that has no section of that name."""
STATUSES: tuple[Status, ...] = get_args(Status)
ROLES: tuple[Role, ...] = tuple(role for role in get_args(Role) if role != "likely")
"""Those that a configuration may add words to."""

_LONGEST = 40  # characters of such a heading
_MANY = 10_000  # headings that are remembered
_NUMBER = re.compile(
    r"^(?:[#§]?\s*\d+(?:\.\d+)*[.)、:]?|[ivx]+[.)]|[a-z][.)])\s+|^\d+(?:\.\d+)*[.)、．]\s*", re.IGNORECASE
)
_CONTENT = re.compile("の?(?:内容|概要|要旨|要点|骨子|詳細|中身)$")
_OWNER = re.compile("^(?:our|my|the) ")
_ABOUT = re.compile(r"[(\[{（【〔「][^)\]}）】〕」]{0,80}[)\]}）】〕」]")


def plain(word: str) -> str:
    """A word as words are compared: without number, marks, capitals and the blanks around it."""
    folded = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    bare = _NUMBER.sub("", folded.strip(" \t\r\n*_`~:#=-–—|>"))
    return " ".join(_symbols_out(bare).split()).strip(" *_`:.!")


def _symbols_out(text: str) -> str:
    """Without emoji and the like."""
    if text.isascii():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("So", "Sk", "Cf", "Mn", "Me"))


def _either(words: Sequence[str], subjects: Sequence[str] = ()) -> str:
    """A pattern of any of the words, longest first; those of Latin letters stand alone. `adopt*` has any ending.

    Where a word has the first of the `subjects` in it, each other one may stand there.
    """
    subject = re.compile(rf"\b{subjects[0]}\b") if subjects else re.compile(r"(?!)")
    each = "|".join(map(re.escape, _longest_first(subjects)))

    def pattern(text: str) -> str:
        said = subject.sub(lambda _: f"(?:{each})", re.escape(text).replace(r"\*", "[a-z]*"))
        return f"{said}(?!['’]t)" if text.endswith("n") else said  # *won*, and not *won't*

    ordered = _longest_first(filter(None, words))
    latin = [word for word in ordered if word.isascii()]
    by_first: dict[str, list[str]] = {}
    if said := [pattern(word[match.end() :]) for word in latin if (match := subject.match(word))]:
        for word in _longest_first(subjects):
            by_first.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
        by_first = {first: [f"(?:{'|'.join(rest)})(?:{'|'.join(said)})"] for first, rest in by_first.items()}
    for word in latin:
        if not subject.match(word):
            by_first.setdefault(re.escape(word[0]), []).append(pattern(word[1:]))
    # What comes before a word is looked at behind its first letter: a search skips to where some word may begin, and
    # most such letters stand inside of others.
    alone = [rf"{first}(?<![a-z]{first})(?:{'|'.join(rest)})(?![a-z])" for first, rest in by_first.items()]
    return "|".join([*alone, *(re.escape(word) for word in ordered if not word.isascii())]) or r"(?!)"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


@dataclass(frozen=True)
class Sentences:
    """What words of one language do in a sentence, as patterns, each made once a sentence asks for it."""

    own: Mapping[str, Sequence[str]]
    """The words, by the table's key."""
    _made: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, key: str) -> re.Pattern[str]:
        if key not in self._made:
            # *We decided*, *the team has decided*: the table has the words of the first subject alone.
            self._made[key] = re.compile(_either(self.own.get(key, ()), self.own.get("subjects", ())))
        return self._made[key]


@dataclass(frozen=True)
class Words:
    """All of them, of every language."""

    statuses: Mapping[str, Status]
    status: re.Pattern[str]
    """Any of them in a text; one of a single letter is one only by itself: *案*."""
    roles: Mapping[str, Role]
    begins: Mapping[Role, re.Pattern[str]]
    """What headings of a role begin with."""
    ends: Mapping[Role, re.Pattern[str]]
    """What they end in."""
    relations: Mapping[str, re.Pattern[str]]
    """`replaces`, and `replaced`."""
    sentences: Mapping[str, Sentences]
    letters: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]
    """Of languages that their letters tell: those, and further ones that others have too."""
    indexes: re.Pattern[str]
    """Of names of files that list records, unless they are one."""
    templates: re.Pattern[str]
    """Of names of files that are no records, but the form of one."""
    likely: frozenset[str] = frozenset()
    """Headings of what is the outcome where no section is called so."""
    _told: dict[str, Role | None] = field(default_factory=dict, compare=False, repr=False)
    """Roles of headings that were asked for: records have the same ones."""
    _sections: dict[str, Role | None] = field(default_factory=dict, compare=False, repr=False)

    def role(self, heading: str) -> Role | None:
        """What a section of this heading is, in whatever way it is put: `3. Decision`, `決定 (Decision)`."""
        if (told := self.label(heading)) is not None:
            return told
        return self._put_otherwise(plain(heading))

    def _put_otherwise(self, whole: str) -> Role | None:
        if (asks := self.begins.get("consequences")) and asks.match(whole):
            return "consequences"  # *なぜそうすることにしたか*
        if ended := next((role for role, words in self.ends.items() if words.search(whole)), None):
            return ended
        begins = [(match.end(), role) for role, words in self.begins.items() if (match := words.match(whole))]
        return max(begins, default=(0, None))[1]

    def lead_in(self, said: str) -> Role | None:
        """The same of words that a sentence begins with, which are no label: ***We will** use it*."""
        if self.label(said) is not None:
            return None
        return next((role for role, words in self.begins.items() if words.fullmatch(plain(said))), None)

    def says_no(self, heading: str) -> bool:
        """*Deferred*, *見送り*: whether a heading says of all below it that it is not chosen."""
        said = plain(heading)
        rules = self.sentences.values()
        return self.statuses.get(said) == "rejected" or any(
            one[kind].fullmatch(said) for one in rules for kind in ("no", "verdicts")
        )

    def section(self, heading: str) -> Role | None:
        """The same of a heading that stands below none that tells a role: *Recommendation*, *方針*."""
        if len(heading) > _LONGEST:
            return None
        if heading not in self._sections:
            if len(self._sections) > _MANY:
                self._sections.clear()
            said = plain(heading)  # *提案の内容*
            self._sections[heading] = (
                "likely" if {said, _CONTENT.sub("", said), _OWNER.sub("", said)} & self.likely else None
            )
        return self._sections[heading]

    def label(self, label: str) -> Role | None:
        """The same of a label, which has no words of its own: `Decision: …`."""
        if label not in self._told:
            if len(self._told) > _MANY:
                self._told.clear()
            self._told[label] = self._label(label)
        return self._told[label]

    def _label(self, label: str) -> Role | None:
        whole = plain(label)
        if whole in self.roles:
            return self.roles[whole]
        if (asked := whole.rstrip("? ")) != whole:  # *Q. 何を決めた？*, *What did we decide?*
            return self.roles.get(asked) or self._put_otherwise(asked)
        parts = [_ABOUT.sub(" ", label), *(part[1:-1] for part in _ABOUT.findall(label))]
        parts += re.split(r"\s*[/|／｜]\s*|\s[-–—]\s", label)
        return next((self.roles[word] for word in map(plain, parts) if word in self.roles), None)


def _of_headings(table: Mapping[str, Any], key: str) -> dict[Role, re.Pattern[str]]:
    said = {role: [word for part in table.values() for word in part.get(key, {}).get(role, ())] for role in ROLES}
    return {role: re.compile(_either(own)) for role, own in said.items() if own}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text("utf-8"))


def words(
    statuses: Mapping[Status, Sequence[str]] | None = None, sections: Mapping[Role, Sequence[str]] | None = None
) -> Words:
    """The table, with what a configuration adds; its words come first."""
    return _words(statuses, sections) if statuses or sections else _own()


@cache
def _own() -> Words:
    """The table as it is, as most projects take it: its patterns are made once."""
    return _words(None, None)


def _words(statuses: Mapping[Status, Sequence[str]] | None, sections: Mapping[Role, Sequence[str]] | None) -> Words:
    table = {name: part for name, part in _table().items() if name != "files"}
    meant: dict[str, Status] = {}
    roles: dict[str, Role] = {}
    for languages in table.values():
        for status in STATUSES:
            meant.update((plain(word), status) for word in languages["status"].get(status, ()))
        for role in ROLES:
            roles.update((plain(word), role) for word in languages["sections"].get(role, ()))
    for status, added in (statuses or {}).items():
        meant.update((plain(word), status) for word in added)
    for role, added in (sections or {}).items():
        roles.update((plain(word), role) for word in added)
    relations = {
        key: re.compile(_either([word for part in table.values() for word in part["relations"].get(key, ())]))
        for key in ("replaces", "replaced")
    }
    return Words(
        statuses=meant,
        status=re.compile(_either([word for word in meant if len(word) > 1])),
        roles=roles,
        begins=_of_headings(table, "begins"),
        ends={role: re.compile(f"(?:{one.pattern})$") for role, one in _of_headings(table, "ends").items()},
        relations=relations,
        sentences={name: Sentences(part["sentences"]) for name, part in table.items()},
        letters={
            name: (re.compile(part["letters"]), re.compile(part.get("more_letters", r"(?!)")))
            for name, part in table.items()
            if "letters" in part
        },
        indexes=re.compile(_either(_table()["files"]["indexes"])),
        templates=re.compile(_either(_table()["files"]["templates"])),
        likely=frozenset(plain(word) for part in table.values() for word in part["likely"]["outcome"]),
    )
