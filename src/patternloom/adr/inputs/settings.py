"""What a project says about its records: `.patternloom.toml`, or `[tool.patternloom]` in `pyproject.toml`.

In: a folder to start from. Out: settings, with the folder that paths in them begin at; or every mistake in them, each
with its place. No catalog and no record is read here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from patternloom.adr.formats.files import TextFile, UnreadableError, read
from patternloom.adr.inputs.addresses import site_of
from patternloom.adr.inputs.no_toml import no_toml
from patternloom.adr.inputs.toml_places import key_at, value_at
from patternloom.adr.language.words import ROLES, STATUSES, Role, Status
from patternloom.problems.findings import Mark, PatternloomError, Problem, did_you_mean, either, shown
from patternloom.problems.rules import RULES

OWN, SHARED = ".patternloom.toml", "pyproject.toml"
TABLE = ("tool", "patternloom")
RULES_OF_RECORDS = tuple(rule for rule in RULES if rule.startswith("adr-"))
SECONDS = 10


KEYS = frozenset(("catalog", "sites", "records", "off", "strict", "seconds", "statuses", "sections"))


@dataclass(frozen=True)
class Settings:
    """What holds for a project's records."""

    folder: Path
    """Where the file lies, or the folder that was started from: paths and scopes begin here."""
    file: Path | None = None
    catalog: str = ""
    """A file, or an address; empty for the catalog that comes with us."""
    sites: tuple[str, ...] = ()
    """Prefixes of addresses that are the catalog's, beside the one that it names itself."""
    records: tuple[str, ...] = ()
    """Folders and files of records; empty where the usual ones are meant."""
    off: frozenset[str] = frozenset()
    strict: bool = False
    seconds: int = SECONDS
    """How long a site may take to answer."""
    statuses: Mapping[Status, tuple[str, ...]] = field(default_factory=dict)
    """Further words for each status."""
    sections: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    """Further headings for each kind of section."""


def find_settings(start: Path) -> Settings:
    """The settings of the nearest folder that has some, from `start` upward to the repository's top.

    Raises:
        PatternloomError: what they say is wrong.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in (OWN, SHARED):
            if (folder / name).is_file() and (found := read_settings(folder / name)) is not None:
                return found
        if (folder / ".git").exists():
            return Settings(folder)
    return Settings(start)


def require_records(settings: Settings) -> None:
    """That the folders and files of records are there, which a verb is about to read.

    Raises:
        PatternloomError: one is missing.
    """
    missing = [named for named in settings.records if not (settings.folder / named).exists()]
    if missing and settings.file is not None:
        file = read(settings.file, settings.file.name)
        path = () if settings.file.name == OWN else TABLE
        raise PatternloomError(
            Problem(
                file.place(value_at(file.text, (*path, "records"), named)),
                f"{shown(named)} in 'records', but there is no such file or folder",
                "paths begin at the folder of this file",
                rule="file",
            )
            for named in missing
        )


def read_settings(path: Path) -> Settings | None:
    """The settings in one file; None where a `pyproject.toml` has none.

    Raises:
        PatternloomError: what they say is wrong.
    """
    own = path.name != SHARED
    try:
        file = read(path, path.name)
        whole = tomllib.loads(file.text)
    except UnreadableError as error:
        raise PatternloomError([Problem(Mark(path.name), str(error), rule="file")]) from None
    except (ValueError, RecursionError) as error:
        if not own and "[tool.patternloom" not in file.text:
            return None  # another tool's affair
        if isinstance(error, tomllib.TOMLDecodeError):
            raise PatternloomError([no_toml(file, error)]) from None
        # A number of thousands of digits, or a day that there is none of; lists in lists without end.
        why = "nested too deeply" if isinstance(error, RecursionError) else f"that cannot be read: {error}"
        raise PatternloomError([Problem(Mark(path.name), f"TOML {why}", rule="file")]) from None
    if own:
        return _Reading(file, (), whole).settings()
    tool = whole.get("tool")
    table = tool.get("patternloom") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        _refuse_misspelt(file, whole, tool if isinstance(tool, dict) else {})
        return None
    return _Reading(file, TABLE, table).settings()


def _refuse_misspelt(file: TextFile, whole: Mapping[str, Any], tool: Mapping[str, Any]) -> None:
    """A table that seems to be meant for us: nearly our name, and a key of ours in it, so that others' are left alone.

    Raises:
        PatternloomError: there is one.
    """
    meant = "[tool.patternloom]"
    for path, tables in ((("tool",), tool), ((), {name: whole[name] for name in whole.keys() - {"tool"}})):
        for name, table in tables.items():
            if (
                isinstance(table, dict)
                and KEYS & table.keys()
                and SequenceMatcher(None, name.lower(), TABLE[1]).ratio() >= 0.9
            ):
                told = shown(f"[{'.'.join((*path, name))}]")
                problem = Problem(
                    file.place(key_at(file.text, (*path, name))),
                    f"unknown table {told} with keys of ours",
                    f"did you mean {shown(meant)}?",
                    rule="unknown-key",
                )
                raise PatternloomError([problem])


class _Reading:
    """One table while it is read."""

    def __init__(self, file: TextFile, path: tuple[str, ...], table: Mapping[str, Any]) -> None:
        self.file, self.path, self.table = file, path, table
        self.problems: list[Problem] = []

    def settings(self) -> Settings:
        kinds: dict[str, Callable[[str], Any]] = {
            "catalog": self.text,
            "sites": self.sites,
            "records": self.texts,
            "off": self.rules,
            "strict": self.truth,
            "seconds": self.number,
            "statuses": lambda key: self.words(key, STATUSES),
            "sections": lambda key: self.words(key, ROLES),
        }
        for key in self.table:
            if key not in kinds:
                hint = did_you_mean(key, kinds)
                self.wrong(key_at(self.file.text, (*self.path, key)), f"unknown key {shown(key)}", hint, "unknown-key")
        read = {key: kind(key) for key, kind in kinds.items() if key in self.table}
        if self.problems:
            raise PatternloomError(self.problems)
        return Settings(folder=self.file.path.resolve().parent, file=self.file.path, **read)

    def wrong(self, at: int, message: str, hint: str = "", rule: Any = "wrong-type") -> None:
        self.problems.append(Problem(self.file.place(at), message, hint, rule=rule))

    def _of(self, key: str, kind: type, wanted: str) -> Any:
        value = self.table[key]
        if type(value) is kind:
            return value
        self.wrong(key_at(self.file.text, (*self.path, key)), f"{shown(value)} for '{key}', expected {wanted}")
        return kind()

    def text(self, key: str) -> str:
        return str(self._of(key, str, "a text: a file, or an address of https"))

    def truth(self, key: str) -> bool:
        return bool(self._of(key, bool, "true or false"))

    def number(self, key: str) -> int:
        value = int(self._of(key, int, "a number of seconds"))
        if value < 1 and type(self.table[key]) is int:
            self.wrong(key_at(self.file.text, (*self.path, key)), f"{value} for '{key}', expected at least 1 second")
        return value

    def texts(self, key: str, value: Any = None, path: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts."""
        value = self.table[key] if value is None else value
        if isinstance(value, list) and all(isinstance(one, str) and one for one in value):
            return tuple(value)
        at = key_at(self.file.text, (*self.path, *(path or (key,))))
        self.wrong(at, f"{shown(value)} for '{'.'.join(path or (key,))}', expected a list of texts")
        return ()

    def sites(self, key: str) -> tuple[str, ...]:
        told = self.texts(key)
        for prefix in told:
            if site_of(prefix) is None or "://" not in prefix:
                at = value_at(self.file.text, (*self.path, key), prefix)
                message = (
                    f"{shown(prefix)} in '{key}', expected the beginning of addresses: https://docs.example.com/ref/"
                )
                self.wrong(at, message, rule="url")
        return told

    def rules(self, key: str) -> frozenset[str]:
        told = self.texts(key)
        for rule in told:
            if rule not in RULES_OF_RECORDS:
                at = value_at(self.file.text, (*self.path, key), rule)
                hint = did_you_mean(rule, RULES_OF_RECORDS) or "'patternloom adr check --explain' lists them"
                self.wrong(at, f"unknown rule {shown(rule)} in '{key}'", hint, "enum")
        return frozenset(told)

    def words(self, key: str, known: Sequence[str]) -> dict[Any, tuple[str, ...]]:
        value = self._of(key, dict, f"a table with lists of words below {either(known)}")
        found: dict[Any, tuple[str, ...]] = {}
        for name, words in value.items():
            if name in known:
                found[name] = self.texts(key, words, (key, name))
            else:
                at = key_at(self.file.text, (*self.path, key, name))
                hint = did_you_mean(name, known)
                self.wrong(at, f"unknown key {shown(name)} in '{key}'", hint, "unknown-key")
        return found
