"""The lock's folder is read whole: each file once, in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from remembered import REMEMBERED

from patternloom.lock.read import file_of, read_lock, records_of
from patternloom.problems.findings import Findings


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """The folder of a catalog with a lock."""
    shutil.copytree(REMEMBERED / "catalog", tmp_path / "catalog")
    return tmp_path / "catalog"


def told(catalog: Path) -> list[str]:
    """What is said of it."""
    read_lock(catalog, "catalog", problems := Findings())
    return [str(one) for one in problems]


def test_every_file_is_a_record(catalog: Path) -> None:
    records = read_lock(catalog, "catalog", problems := Findings())
    assert records is not None
    assert list(problems) == []
    files = sorted(path.relative_to(catalog / "lock").as_posix() for path in (catalog / "lock").rglob("*.yaml"))
    assert sorted(map(file_of, records.values())) == files
    assert records["sourdough"].formerly[0].id == "levain"
    assert records["egg-wash"].ended


def test_a_catalog_without_a_lock_has_no_records(tmp_path: Path) -> None:
    assert read_lock(tmp_path, "catalog", Findings()) is None


def test_a_file_in_the_wrong_place_is_told(catalog: Path) -> None:
    (catalog / "lock/pattern/soda.yaml").rename(catalog / "lock/pattern/sodium.yaml")
    assert told(catalog) == [
        "catalog/lock/pattern/sodium.yaml:2:1: the record of 'soda', a pattern, expected it in 'pattern/soda.yaml'"
    ]


def test_two_records_of_an_entry_are_told(catalog: Path) -> None:
    text = (catalog / "lock/pattern/soda.yaml").read_text("utf-8")
    (catalog / "lock/group/soda.yaml").write_text(text.replace("kind: pattern", "kind: group"), "utf-8")
    assert told(catalog) == [
        "catalog/lock/pattern/soda.yaml:1:1: a second record of 'soda', expected one; the other is catalog/lock/group/soda.yaml"
    ]


def test_what_is_not_yaml_is_told_with_its_place(catalog: Path) -> None:
    (catalog / "lock/pattern/soda.yaml").write_text("id: soda\nkind: [\n", "utf-8")
    (catalog / "lock/pattern/steam.yaml").write_bytes(b"\xff")
    (catalog / "lock/pattern/yeast.yaml").write_text("id: yeast\n", "utf-8")
    found = told(catalog)
    assert found[0].startswith("catalog/lock/pattern/soda.yaml:")
    assert (
        found[1]
        == "catalog/lock/pattern/steam.yaml:1:1: byte 0xff is not UTF-8, expected UTF-8 text; save the file as UTF-8"
    )
    assert found[2].startswith(
        "catalog/lock/pattern/yeast.yaml:1:1: no 'kind', expected a text; take the file as it was"
    )


EDITORIAL = (
    "editorial:\n  - revision: {revision}\n    date: 2026-01-28\n    field: {field}\n    reason: {{en: x, ja: y}}\n"
)


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        ("kind: pattern", "kind: patern", "unknown kind 'patern'; did you mean 'pattern'?"),
        ("revision: 2", "revision: 3", "revisions 3, 1, expected each from 2 down to 1"),
        ("confirmed:", EDITORIAL.format(revision=3, field="name") + "confirmed:", "an editorial change in revision 3"),
        ("confirmed:", EDITORIAL.format(revision=1, field="Na me") + "confirmed:", "'Na me', expected "),
        ("[80aa2cbae96f, 944b64e4dbba]", "[80aa2cbae96f]", "1 hashes, expected that of the original and of the"),
    ],
)
def test_a_record_that_cannot_be_true_is_told(catalog: Path, was: str, now: str, message: str) -> None:
    file = catalog / "lock/pattern/soda.yaml"
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, now, 1), "utf-8")
    (line,) = told(catalog)
    assert line.startswith("catalog/lock/pattern/soda.yaml:")
    assert message in line


def test_a_folder_of_no_kind_is_told_once() -> None:
    texts = [(Path("patterns/a.yaml"), "x"), (Path("patterns/b.yaml"), "y")]
    problems = Findings()
    assert not records_of(texts, "catalog", problems)
    (problem,) = problems
    assert str(problem) == (
        "catalog/lock/patterns:1:1: folder 'patterns' in the lock, expected one named as a kind of entry; "
        "did you mean 'pattern'?"
    )


def test_what_is_no_record_is_told_once_and_what_is_broken_is_taken_from_the_last_commit() -> None:
    texts = [(Path("README.md"), "hi"), (Path("notes.yaml"), "a: b\n"), (Path("pattern/a.yaml"), 'id: "a\n')]
    problems = Findings()
    assert not records_of(texts, "catalog", problems)
    committed = "take the file as it was committed last: only 'patternloom lock' writes here"
    what, where = "is no record, expected '<kind>/<id>.yaml' alone in the lock", "only 'patternloom lock' writes here"
    quote = 'the quote " that opens here is not closed, expected " at the end of the text'
    assert [str(problem) for problem in problems] == [
        f"catalog/lock/README.md:1:1: 'README.md' {what}; move it: {where}",
        f"catalog/lock/notes.yaml:1:1: 'notes.yaml' {what}; move it: {where}",
        f"catalog/lock/pattern/a.yaml:1:5: {quote}; {committed}",
    ]
