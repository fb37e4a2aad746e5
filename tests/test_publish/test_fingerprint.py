"""Every change of a file, a name or a kind changes the key, and what cannot be told has none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from patternloom.publish import fingerprint as module
from patternloom.publish.fingerprint import fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files, one of them in a folder below."""
    (tmp_path / "one" / "below").mkdir(parents=True)
    (tmp_path / "one" / "a.txt").write_text("a", "utf-8")
    (tmp_path / "one" / "below" / "b.txt").write_text("b", "utf-8")
    return tmp_path / "one"


CHANGES: dict[str, Callable[[Path], object]] = {
    "text": lambda at: (at / "a.txt").write_text("b", "utf-8"),
    "name": lambda at: (at / "a.txt").rename(at / "c.txt"),
    "place": lambda at: (at / "a.txt").rename(at / "below" / "a.txt"),
    "file gone": lambda at: (at / "below" / "b.txt").unlink(),
    "empty file": lambda at: (at / "c.txt").touch(),
    "empty folder": lambda at: (at / "c").mkdir(),
    "folder for a file": lambda at: ((at / "a.txt").unlink(), (at / "a.txt").mkdir()),
    "texts exchanged": lambda at: (
        (at / "a.txt").write_text("b", "utf-8"),
        (at / "below" / "b.txt").write_text("a", "utf-8"),
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_changes_the_key(what: str, folder: Path) -> None:
    before = fingerprint([folder])
    assert before == fingerprint([folder]) is not None
    CHANGES[what](folder)
    assert fingerprint([folder]) != before


def test_it_does_not_matter_where_files_lie_but_which_of_the_places_it_is(folder: Path) -> None:
    before = fingerprint([folder, folder / "nowhere"])
    folder = folder.rename(folder.with_name("moved"))
    assert fingerprint([folder, folder / "nowhere"]) == before != fingerprint([folder / "nowhere", folder])
    assert fingerprint([folder / "a.txt"]) not in (None, fingerprint([folder / "below" / "b.txt"]))


def test_a_text_is_told_by_its_bytes_though_its_moment_is_kept(folder: Path) -> None:
    """Archives, and whoever copies with all attributes, keep it."""
    keys = []
    for sign in "ab":
        (folder / "a.txt").write_text(sign * 1_100_000, "utf-8")
        os.utime(folder / "a.txt", ns=(1, 1))
        keys.append(fingerprint([folder]))
    assert keys[0] != keys[1]


def test_a_larger_file_is_told_by_its_size_and_its_moment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGE", 0)
    before = fingerprint([folder])
    os.utime(folder / "a.txt", ns=(1, 1))
    after = fingerprint([folder])
    assert None is not after != before
    (folder / "a.txt").write_text("ab", "utf-8")
    os.utime(folder / "a.txt", ns=(1, 1))
    assert fingerprint([folder]) != after


@pytest.mark.parametrize("make", [lambda at: os.symlink("a.txt", at), os.mkfifo, lambda at: os.symlink(".", at)])
def test_what_is_no_file_and_no_folder_has_no_key(make: Callable[[Path], object], folder: Path) -> None:
    make(folder / "strange")
    assert fingerprint([folder]) is None


def test_a_folder_that_cannot_be_listed_has_no_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str) -> object:
        raise PermissionError(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert fingerprint([folder]) is None
