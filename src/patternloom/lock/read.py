"""The lock's files to records: `catalog/lock/<kind>/<id>.yaml`, read as strictly as the catalog.

In: the catalog's folder. Out: a record for each file, by id, and whatever is not as `write` leaves it, with its place.
Whether the records fit the catalog is `compare`'s question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from patternloom.lock.fields import AS_COMMITTED, Fields, is_address, is_field
from patternloom.lock.record import Confirmed, Editorial, Former, Record, Revision
from patternloom.model.kinds import KIND_OF_NAME
from patternloom.model.lasting import is_key
from patternloom.problems.findings import Findings, Mark, Problem, did_you_mean, shown
from patternloom.reading.folder import LOCK, file_text, walk
from patternloom.reading.source import Source
from patternloom.reading.strict_yaml import read_yaml

_ID = re.compile(r"^id:", re.MULTILINE)
_FIELD, _KEY = "the name of a field", "the key of a statement, such as b2"
_REVISION = ("revision", "date", "release", "reason", "changed")
_RECORD = (
    "id", "kind", "introduced", "retired", "into", "formerly", *_REVISION, "meaning", "earlier", "editorial",
    "confirmed", "addresses", "keys", "dropped",
)  # fmt: skip


def read_lock(catalog: Path, shown_as: str, problems: Findings) -> Mapping[str, Record] | None:
    """The records of a catalog's folder, by id; None where it keeps no lock. Messages name files below `shown_as`."""
    texts = lock_texts(catalog, shown_as, problems)
    return None if texts is None else records_of(texts, shown_as, problems)


def lock_texts(catalog: Path, shown_as: str, problems: Findings) -> Iterator[tuple[Path, str]] | None:
    """The path of each of the lock's files below its folder, in their order, with its text; None without a lock."""
    folder, name = catalog / LOCK, f"{shown_as}/{LOCK}"
    if not folder.exists():
        return None
    files = {path for path, is_folder in walk(folder, name, problems, "catalog", "YAML files") if not is_folder}
    paths = sorted(files, key=lambda path: path.parts)
    texts = ((path, file_text(folder / path, f"{name}/{path.as_posix()}", problems)) for path in paths)
    return ((path, text) for path, text in texts if text is not None)


def records_of(texts: Iterable[tuple[Path, str]], shown_as: str, problems: Findings) -> Mapping[str, Record]:
    """The records that these files hold, by id."""
    records: dict[str, Record] = {}
    places: dict[str, str] = {}
    strange: set[str] = set()
    for path, text in texts:
        if len(path.parts) > 1 and (folder := path.parts[0]) not in KIND_OF_NAME:
            if folder not in strange:
                strange.add(folder)
                mark = Mark(f"{shown_as}/{LOCK}/{folder}")
                message = f"folder {shown(folder)} in the lock, expected one named as a kind of entry"
                problems.append(Problem(mark, message, did_you_mean(folder, KIND_OF_NAME, list_up_to=0), rule="lock"))
            continue
        where = f"{shown_as}/{LOCK}/{path.as_posix()}"
        if path.suffix != ".yaml" or (len(path.parts) == 1 and not _ID.search(text)):
            message = f"{shown(path.name)} is no record, expected '<kind>/<id>.yaml' alone in the lock"
            problems.append(Problem(Mark(where), message, "move it: only 'patternloom lock' writes here", rule="lock"))
            continue
        record = _record(text, where, path, problems)
        if record is None:
            continue
        if record.id in records:
            message = f"a second record of {shown(record.id)}, expected one"
            problems.append(Problem(Mark(where), message, f"the other is {places[record.id]}", rule="lock"))
        records[record.id], places[record.id] = record, where
    return MappingProxyType(records)


def file_of(record: Record) -> str:
    """Where a record is kept, from the lock's folder: `pattern/saga.yaml`."""
    return f"{record.kind}/{record.id}.yaml"


def _record(text: str, where: str, below: Path, problems: Findings) -> Record | None:
    """One file's record; None where it has a mistake, which is told."""
    before = len(problems)
    source = read_yaml(text, where, below, unread := Findings())
    # What nobody wrote by hand, nobody need mend by hand; but of a conflict, each side is right.
    told = (one if "conflict" in one.message else replace(one, hint=AS_COMMITTED) for one in unread)
    problems.extend(told)
    if source is None or len(problems) > before or not Fields(source, (), problems).is_mapping():
        return None
    record = record_of(source, problems)
    if len(problems) > before:
        return None
    if below.as_posix() != file_of(record):
        message = f"the record of {shown(record.id)}, a {record.kind}, expected it in {shown(file_of(record))}"
        problems.append(Problem(source.mark(), message, rule="lock"))
        return None
    return record


def record_of(source: Source, problems: Findings) -> Record:
    """The record that a file's values tell; usable only where that finds no problem."""
    top, before = Fields(source, (), problems), len(problems)
    top.only(_RECORD)
    kind = top.text("kind")
    if kind and kind not in KIND_OF_NAME:
        top.refuse("kind", f"unknown kind {shown(kind)}", did_you_mean(kind, KIND_OF_NAME, list_up_to=0))
    record = Record(
        id=top.id("id"),
        kind=kind,
        introduced=top.release("introduced"),
        current=_revision(top),
        meaning=top.plain("meaning", needed=True),
        earlier=tuple(_earlier(one) for one in top.parts("earlier")),
        editorial=tuple(_editorial(one) for one in top.parts("editorial")),
        confirmed=_confirmed(top),
        addresses=top.all_of("addresses", is_address, "a place on a page, such as areas/microservice/#saga"),
        keys=top.all_of("keys", is_key, _KEY),
        dropped=top.all_of("dropped", is_key, _KEY),
        formerly=tuple(_former(one) for one in top.parts("formerly")),
        retired=top.date("retired") if top.has("retired") else None,
        into=top.id("into") if top.has("into") else None,
    )
    if len(problems) == before:
        _in_order(record, top)
    return record


def _in_order(record: Record, top: Fields) -> None:
    """Revisions count down to 1 without a gap, and what was worded otherwise was so in one of them."""
    numbers = [one.number for one in record.revisions]
    if numbers != list(range(1, len(numbers) + 1)):
        listed = ", ".join(map(str, reversed(numbers)))
        top.refuse("revision", f"revisions {listed}, expected each from {len(numbers)} down to 1")
    for one in record.editorial:
        if one.revision > record.current.number:
            top.refuse("editorial", f"an editorial change in revision {one.revision}, expected one that there is")


def _revision(one: Fields) -> Revision:
    return Revision(
        number=one.number("revision"),
        date=one.date("date"),
        release=one.release("release"),
        reason=one.localized("reason"),
        changed=one.all_of("changed", is_field, _FIELD),
    )


def _earlier(one: Fields) -> Revision:
    one.only((*_REVISION, "was"))
    return replace(_revision(one), was=one.plain("was"))


def _editorial(one: Fields) -> Editorial:
    one.only(("revision", "date", "field", "reason", "was"))
    field = one.text("field")
    if field and not is_field(field):
        one.refuse("field", f"{shown(field)}, expected {_FIELD}")
    was = one.value("was") if one.has("was") else None
    return Editorial(one.number("revision"), one.date("date"), field, one.localized("reason"), was)


def _former(one: Fields) -> Former:
    one.only(("id", "revision"))
    return Former(one.id("id"), one.number("revision"))


def _confirmed(top: Fields) -> Mapping[str, Mapping[str, Confirmed]]:
    found = {}
    for path, languages in top.mapping("confirmed"):
        pairs = {language: languages.texts(language) for language in languages.names()}
        for language, pair in pairs.items():
            if len(pair) != 2:
                languages.refuse(language, f"{len(pair)} hashes, expected that of the original and of the translation")
        found[path] = MappingProxyType({key: Confirmed(*pair) for key, pair in pairs.items() if len(pair) == 2})
    return MappingProxyType(found)
