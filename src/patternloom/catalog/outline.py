"""What the files say before any entry is typed: languages, words, lists of entries, and the ids there are.

In: sources. Out: an `Outline`, which holds for a catalog with mistakes too, and the mistakes of a file's
outer form. What stands inside an entry is `parse`'s; here, only its id is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from patternloom.catalog import astray
from patternloom.catalog.astray import SETTINGS_FILE
from patternloom.catalog.listed_languages import mistaken_languages, unlisted_languages
from patternloom.catalog.misplaced import misplaced, told_misplaced
from patternloom.catalog.strings import STRINGS_FOLDER
from patternloom.model.kinds import KIND_OF_LIST, KINDS
from patternloom.model.meant import as_id
from patternloom.model.retired import RETIRED
from patternloom.model.values import found, is_id, is_language
from patternloom.problems import limits
from patternloom.problems.findings import Findings, Problem, did_you_mean, nearest, shown
from patternloom.reading import defaults
from patternloom.reading.folder import file_text
from patternloom.reading.source import Source
from patternloom.reading.strict_yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in a list of entries."""

    list: str
    """The list's name, as the model has it."""
    source: Source
    number: int
    value: Any


@dataclass(slots=True)
class Outline:
    """A catalog as far as it can be told without its entries' types."""

    settings: Source | None = None
    strings: list[Source] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    """Of the lists whose name is right, in the order of the files."""
    languages: tuple[str, ...] = ()
    languages_sure: bool = True
    """Whether those are the languages meant: else nothing is held to them."""
    mistaken: frozenset[str] = frozenset()
    """Languages that are listed in place of others, as was told."""
    kinds: dict[str, str] = field(default_factory=dict)
    """The kind of every id, those of broken entries too."""
    nameless: set[str] = field(default_factory=set)
    """Kinds of which an entry has no id, or none that can stay: it may be the one that somebody names."""
    retired: dict[str, str] = field(default_factory=dict)
    """Ids of entries that are gone → the id to name instead, if any."""
    former: dict[str, str] = field(default_factory=dict)
    """Ids that entries had before → the id of today."""
    unsure: set[str] = field(default_factory=set)
    """Texts that may be meant as ids, by entries that could not be told as such."""

    @property
    def words(self) -> list[str]:
        """The keys of the interface's words, those of every language and ours."""
        values = (defaults.words(defaults.COMPLETE), *(source.value for source in self.strings))
        return sorted({key for value in values if isinstance(value, Mapping) for key in value})


def outline_of(sources: Iterable[Source], problems: Findings) -> Outline:
    """The outline, and every mistake of a file's outer form."""
    outline = Outline()
    for source in sources:
        if source.path.as_posix().lower() == SETTINGS_FILE or astray.are_settings_elsewhere(source):
            _take_settings(source, outline, problems)
        elif source.path.parts[0] == STRINGS_FOLDER or astray.are_words_elsewhere(source):
            outline.strings.append(source)
        else:
            outline.unsure.update(source.lost)
            _read_document(source, outline, problems)
    _read_languages(outline, problems)
    _read_ids(outline, problems)
    return outline


def _take_settings(source: Source, outline: Outline, problems: Findings) -> None:
    """The settings; on a system that takes capitals for small letters, nobody sees that their name has some."""
    if source.path.as_posix() != SETTINGS_FILE:
        message = f"file name {shown(source.path.name)}, expected {shown(SETTINGS_FILE)}"
        if source.path.name == SETTINGS_FILE:
            message = f"the catalog's settings in {shown(f'{source.path.parent}/')}, expected them above all folders"
        problems.append(Problem(source.mark(), message, rule="file"))
    if outline.settings is None or source.path.as_posix() == SETTINGS_FILE:
        outline.settings = source


def _read_document(source: Source, outline: Outline, problems: Findings) -> None:
    if not isinstance(source.value, dict):
        message = f"found {found(source.value)}, expected a mapping of lists such as 'patterns:'"
        problems.append(Problem(source.mark(), message, rule="wrong-type"))
        outline.unsure.update(astray.possible_ids(source.value))
        if isinstance(source.value, str):
            outline.nameless.update(kind.name for kind in KINDS)  # whatever the file was to hold
        return
    if isinstance(id := source.value.get("id"), str):
        message = f"an entry ({shown(id)}) outside a list, expected a list such as 'patterns:'"
        hint = "begin the entry with '- ' and indent it below the list's name"
        problems.append(Problem(source.mark(["id"], on_key=True), message, hint, rule="wrong-type"))
        outline.unsure.update(astray.possible_ids(source.value))
        return
    for name, values in source.value.items():
        _read_list(source, name, values, outline, problems)


def _read_list(source: Source, name: str, values: Any, outline: Outline, problems: Findings) -> None:
    meant = name
    if name not in KIND_OF_LIST:
        message = f"unknown key {shown(name)}, expected a list of entries"
        hint = did_you_mean(name, KIND_OF_LIST, list_up_to=len(KIND_OF_LIST))
        problems.append(Problem(source.mark([name], on_key=True), message, hint, rule="unknown-key"))
        meant = nearest(name, KIND_OF_LIST) or ""
    elif not isinstance(values, list):
        message = f"found {found(values)}, expected a list of entries"
        hint = "begin each entry with '- '" if isinstance(values, dict) else ""
        problems.append(Problem(source.mark([name]), message, hint, rule="wrong-type"))
        meant = ""
    if not meant or not isinstance(values, list):
        outline.unsure.update(astray.possible_ids(values))
        return
    elsewhere = misplaced(values, meant) if meant == name else {}
    if elsewhere:
        problems.extend(told_misplaced(source, name, elsewhere))
    for number, value in enumerate(values):
        if meant == name and number not in elsewhere:
            if inside := astray.lists_inside(KIND_OF_LIST[name], value):
                problems.extend(astray.told_inside(source, name, number, inside))
                value = astray.taken_out(inside, value, outline.kinds, outline.unsure)
            outline.items.append(Item(name, source, number, value))
        elif isinstance(value, dict) and isinstance(id := value.get("id"), str):
            # The wrong list is told; its entries are known, so that nobody need say that they are not.
            outline.kinds[id] = elsewhere[number][0].name if elsewhere else KIND_OF_LIST[meant].name
            outline.unsure.add(id)  # as it may be meant for yet another list


def languages_at(root: Path) -> tuple[str, ...]:
    """The languages that the settings below `root` seem to list, when nothing else is read; none where none do."""
    unheard = Findings()
    text = file_text(root / SETTINGS_FILE, SETTINGS_FILE, unheard)
    source = read_yaml(text, SETTINGS_FILE, Path(SETTINGS_FILE), unheard) if text else None
    tags = source.value.get("languages") if source and isinstance(source.value, dict) else None
    listed = tags[: limits.LANGUAGES] if isinstance(tags, list) else []
    return tuple(tag for tag in listed if isinstance(tag, str) and is_language(tag))


def _read_languages(outline: Outline, problems: Findings) -> None:
    """The configured languages as far as they can be told before validation; texts are checked against them."""
    source = outline.settings
    value = source.value.get("languages") if source and isinstance(source.value, dict) else None
    words = tuple(dict.fromkeys(strings.path.stem for strings in outline.strings))
    tags = value if isinstance(value, list) else []
    if source and len(tags) > limits.LANGUAGES:
        mark = source.mark(["languages", limits.LANGUAGES])
        problems.append(Problem(mark, f"{len(tags)} languages, expected at most {limits.LANGUAGES}", rule="wrong-type"))
    outline.languages = tuple(tag for tag in tags[: limits.LANGUAGES] if isinstance(tag, str)) or words
    listed = set(outline.languages)
    outline.languages_sure = bool(listed) and all(isinstance(tag, str) and is_language(tag) for tag in tags)
    if listed - set(words) and set(words) - listed:
        outline.languages_sure = False  # a language without words, and words without a language: one means the other
    elif source and isinstance(source.value, dict) and outline.languages_sure:
        outline.mistaken = mistaken_languages(source, outline.languages, outline.strings, problems)
        unlisted = () if outline.mistaken else unlisted_languages(source, outline.languages, problems)
        outline.languages_sure = not outline.mistaken and not unlisted
        outline.strings = [strings for strings in outline.strings if strings.path.stem not in unlisted]


def _read_ids(outline: Outline, problems: Findings) -> None:
    """The kind of every id; a second use of one is a problem."""
    first: dict[str, Item] = {}
    doubled: list[astray.Doubled] = []
    # What is gone comes first: whoever takes its id anew makes the mistake.
    for item in sorted(outline.items, key=lambda item: item.list != RETIRED):
        id = item.value.get("id") if isinstance(item.value, dict) else None
        if not isinstance(id, str):
            outline.nameless.add(KIND_OF_LIST[item.list].name)
            outline.unsure.update(astray.possible_ids(item.value))
        elif id in first:
            outline.nameless.add(KIND_OF_LIST[item.list].name)
            mark = item.source.mark([item.list, item.number, "id"])
            earlier = first[id].source.mark([first[id].list, first[id].number, "id"])
            message = f"duplicate id {shown(id)}, expected ids to be unique over all kinds"
            hint = f"first at {earlier}"
            if item.list != RETIRED and first[id].list == RETIRED:
                outline.retired.pop(id, None)  # who names it means the entry; what is wrong is told here
                outline.unsure.add(id)
                message = f"id {shown(id)} is retired, expected one that never stood for anything else"
                hint = f"retired at {earlier}"
            told = Problem(mark, message, hint, rule="duplicate-id")
            doubled.append(astray.Doubled(item.source, first[id].source, told))
        else:
            first[id] = item
            kind = KIND_OF_LIST[item.list]
            outline.kinds[id] = kind.name
            if not id.startswith(kind.prefix):
                outline.unsure.add(kind.prefix + id)  # who names that means this one, whose own id is wrong
            if item.list == RETIRED:
                successor = item.value.get("successor")
                outline.retired[id] = successor if isinstance(successor, str) else ""
    if doubled:
        problems.extend(astray.told_of_copies(doubled, Counter(item.source.file for item in outline.items)))
    _read_former_ids(first, outline, problems)
    for id, item in first.items():
        if not is_id(id) or len(id) > limits.ID_CHARACTERS:
            # Who names the entry may well write the id as it should be.
            outline.nameless.add(KIND_OF_LIST[item.list].name)
            outline.kinds.setdefault(as_id(id), KIND_OF_LIST[item.list].name)


def _read_former_ids(first: Mapping[str, Item], outline: Outline, problems: Findings) -> None:
    """What each id of before is today; one that is in use again, or claimed twice, is a problem."""
    claimed: dict[str, Item] = {}
    for id, item in first.items():
        former = item.value.get("formerly")
        for number, old in enumerate(former if isinstance(former, list) else ()):
            mark = item.source.mark([item.list, item.number, "formerly", number])
            if not isinstance(old, str):
                continue  # which is told with its type
            if old in first:
                there = first[old].source.mark([first[old].list, first[old].number, "id"])
                message = f"{shown(old)} is the id of an entry, expected one that is none any more"
                problems.append(Problem(mark, message, f"it stands at {there}", rule="duplicate-id"))
            elif old in claimed:
                there = claimed[old].source.mark([claimed[old].list, claimed[old].number, "id"])
                message = f"{shown(old)} is listed as a former id twice, expected one entry that it leads to"
                problems.append(Problem(mark, message, f"the other stands at {there}", rule="duplicate-id"))
            else:
                claimed[old] = item
                outline.former[old] = id
