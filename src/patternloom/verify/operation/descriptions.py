"""What tools say of themselves, as data: their verbs and flags; and words of a command, sorted by it.

In: the words of a command. Out: its verb, its flags with their values and what else it names, or what the tool would
refuse. What kubectl and helm say was captured by `scripts/describe_tools.py`; aws is described by botocore's models.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import yaml

from patternloom.problems.findings import did_you_mean

DATA = Path(__file__).parent / "data"
Flags = Mapping[str, Literal["value", "switch"]]


class UnknownWordError(ValueError):
    """A word that the tool does not know."""


@dataclass(frozen=True)
class Description:
    """A program."""

    program: str
    version: str
    """Whose words these are; empty where its reference was read."""
    flags: Flags
    """Those of every verb."""
    verbs: Mapping[str, Flags]
    """By their words, such as `rollout status`; empty for a program without verbs."""


@dataclass
class Asked:
    """A command, sorted."""

    verb: str = ""
    flags: dict[str, list[str]] = field(default_factory=dict)
    """The flags as they are written, with their values; a switch has an empty one."""
    rest: list[str] = field(default_factory=list)
    """What is neither verb nor flag."""
    after: list[str] = field(default_factory=list)
    """What stands behind `--`."""

    def values(self, *names: str) -> list[str]:
        """The values of a flag, under any of its names."""
        return [value for name in names for value in self.flags.get(name, ())]


@functools.cache
def descriptions() -> Mapping[str, Description]:
    """Every program that is described, by its name."""
    found: dict[str, Description] = {}
    for path in sorted(DATA.glob("*.json")):
        said = json.loads(path.read_text("utf-8"))
        found[said["program"]] = Description(said["program"], said["version"], said["flags"], said["verbs"])
    for name, said in yaml.safe_load((DATA / "programs.yaml").read_text("utf-8")).items():
        verbs = {verb: _flags(flags) for verb, flags in said.get("verbs", {}).items()}
        found[name] = Description(name, "", _flags(said), verbs)
    return found


def _flags(said: Mapping[str, Iterable[str]]) -> Flags:
    values: dict[str, Literal["value", "switch"]] = dict.fromkeys(said.get("value", ()), "value")
    return {**values, **dict.fromkeys(said.get("switch", ()), "switch")}


def sorted_out(description: Description, words: Sequence[str]) -> Asked:
    """The words after the program.

    Raises:
        UnknownWordError: a verb or flag is none of the program's, or lacks its value.
    """
    asked = Asked(verb=_verb(description, words))
    flags = {**description.flags, **description.verbs.get(asked.verb, {})}
    verb, waiting = asked.verb.split(), ""
    for number, word in enumerate(words):
        if waiting:
            asked.flags.setdefault(waiting, []).append(word)
            waiting = ""
        elif word == "--":
            asked.after = list(words[number + 1 :])
            break
        elif word in flags or (word.startswith("-") and word != "-"):
            waiting = _flag(description, asked, flags, word)
        elif verb and word == verb[0]:
            verb.pop(0)
        else:
            asked.rest.append(word)
    if waiting:
        raise UnknownWordError(f"the flag {waiting!r} has no value")
    return asked


def _verb(description: Description, words: Sequence[str]) -> str:
    """The longest verb that the words begin with, flags left out."""
    if not description.verbs:
        return ""
    plain: list[str] = []
    waiting = False
    for word in words:
        if waiting:
            waiting = False
        elif word == "--":
            break
        elif word.startswith("-"):
            waiting = description.flags.get(word) == "value"
        else:
            plain.append(word)
    for count in (4, 3, 2, 1):
        verb = " ".join(plain[:count])
        # What has verbs below it and no flags of its own, such as `rollout`, does nothing alone.
        alone = description.verbs.get(verb) or not any(one.startswith(f"{verb} ") for one in description.verbs)
        if verb in description.verbs and len(plain) >= count and alone:
            return verb
    if description.program == "sops":  # has verbs, and may go without
        return ""
    firsts = {verb.split()[0] for verb in description.verbs}
    said = " ".join(plain[: 2 if plain and plain[0] in firsts else 1])
    hint = did_you_mean(said, sorted(description.verbs), list_up_to=0)
    raise UnknownWordError(f"{description.program} has no verb {said!r}" + (f"; {hint}" if hint else ""))


def _flag(description: Description, asked: Asked, flags: Flags, word: str) -> str:
    """Takes a flag up; the flag that waits for its value in the next word."""
    name, equals, value = word.partition("=")
    if name in flags:
        if flags[name] == "value" and not equals:
            return name
        asked.flags.setdefault(name, []).append(value)
        return ""
    if not name.startswith("--") and flags.get(name[:2]) == "value":
        asked.flags.setdefault(name[:2], []).append(word[2:].removeprefix("="))
        return ""
    if not name.startswith("--") and all(flags.get(f"-{letter}") == "switch" for letter in name[1:]) and name[1:]:
        for letter in name[1:]:
            asked.flags.setdefault(f"-{letter}", []).append("")
        return ""
    if name[1:].isdecimal() and description.program in ("head", "tail"):
        return ""
    hint = did_you_mean(name, flags, list_up_to=0)
    verb = f"{description.program} {asked.verb}".strip()
    raise UnknownWordError(f"{verb} has no flag {name!r}" + (f"; {hint}" if hint else ""))
