"""What a new record says in each language, around what the catalog says.

In: a language's tag. Out: its words, from the file that comes with us. Headings are among those that `adr check` knows.
A team replaces none of them: what it wants otherwise, it writes in the record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILES = Path(__file__).parents[2] / "defaults" / "records"
COMPLETE = "en"
"""The language of a record that has no letters of another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Of one language; what a team writes itself stands in comments, which no reader of the page sees."""

    letters: str
    """Which no other of our languages has, as a range of a regular expression; empty where there are none."""
    proposed: str
    status: str
    date: str
    context_madr: str
    context_nygard: str
    why_now: str
    drivers: str
    take: str
    """A condition under which an option is taken: `{name}` and `{text}`."""
    leave: str
    options: str
    options_nygard: str
    discouraged: str
    """Behind an option's name."""
    discouraged_as: str
    """Among the cons: `{text}`."""
    outcome_madr: str
    outcome_nygard: str
    chosen_madr: str
    """With the `{option}` as a link."""
    chosen_nygard: str
    open: str
    """In the option's place, where the team has yet to choose."""
    because: str
    consequences: str
    tell_consequences: str
    confirmation: str
    tell_confirmation: str
    pros_and_cons: str
    good: str
    bad: str
    technologies: str
    requires: str
    more: str
    catalog: str
    """Where what stands here comes from: `{links}`."""
    choosing: str
    """Above the consequences of one option: `{option}`."""
    tidy: str
    """What to do with the record now."""
    between: str
    """Links in a row."""
    stop: str
    """Ends a sentence."""


LANGUAGES = tuple(sorted(file.stem for file in _FILES.glob("*.yaml")))
"""That there are words in."""


@cache
def words_in(language: str) -> Words:
    """The words of one of the `LANGUAGES`."""
    return Words(**yaml.load((_FILES / f"{language}.yaml").read_text("utf-8"), yaml.BaseLoader))


def language_of(text: str) -> str | None:
    """The language that a record is written in, by its letters; None where it has none."""
    for language in LANGUAGES:
        if (letters := words_in(language).letters) and re.search(f"[{letters}]", text):
            return language
    return COMPLETE if text.strip() else None
