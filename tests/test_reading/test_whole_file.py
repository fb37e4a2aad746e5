"""A file is written whole or stays what it was, with its permissions, and a link stays a link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from patternloom.reading.whole_file import replace_bytes


def test_a_file_is_replaced_with_its_permissions_through_its_link(tmp_path: Path) -> None:
    real = tmp_path / "a.md"
    real.write_bytes(b"old")
    real.chmod(0o640)
    (tmp_path / "link.md").symlink_to("a.md")
    replace_bytes(tmp_path / "link.md", b"new", follow=True)
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"new", 0o640)
    assert (tmp_path / "link.md").is_symlink()
    replace_bytes(tmp_path / "fresh.md", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "fresh.md", "link.md"]


def test_what_cannot_be_put_in_place_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(b"old")

    def refusing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(OSError, match="No space left"):
        replace_bytes(tmp_path / "a.md", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"old")]


@pytest.mark.parametrize("name", ["nowhere/a.md", "folder"])
def test_what_cannot_be_written_is_told_by_its_own_name(tmp_path: Path, name: str) -> None:
    """Nobody knows the file beside it, which is written first."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory") as error:
        replace_bytes(tmp_path / name, b"new")
    assert error.value.filename == str(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_link_is_replaced_unless_it_is_to_be_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("a.md")
    replace_bytes(tmp_path / "link.md", b"new")
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert (tmp_path / "link.md").read_bytes() == b"new"
    assert not (tmp_path / "link.md").is_symlink()


def test_a_disk_that_fails_when_it_writes_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    asked: list[str] = []

    def failing(_: int) -> None:
        asked.extend(path.name for path in tmp_path.iterdir() if path.name != "a.md")
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="Input/output"):
        replace_bytes(tmp_path / "a.md", b"new", ending=".part")
    (beside,) = asked
    assert (beside.startswith(".a.md."), beside.endswith(".part")) == (True, True), "hidden from who lists the folder"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"old")]
    replace_bytes(tmp_path / "a.md", b"new", synced=False)
    assert (tmp_path / "a.md").read_bytes() == b"new"


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    replace_bytes(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_file_keeps_its_other_names_where_links_are_to_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(b"old and longer")
    os.link(tmp_path / "a.md", tmp_path / "b.md")
    replace_bytes(tmp_path / "a.md", b"new", follow=True)
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"new", b"new"]

    def refusing(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refusing)
    with pytest.raises(OSError, match="No space left"):
        replace_bytes(tmp_path / "a.md", b"newer", follow=True)
    assert (tmp_path / "b.md").read_bytes() == b"new"


def test_a_protected_file_of_a_team_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    (tmp_path / "a.md").chmod(0o444)
    with pytest.raises(PermissionError, match="protected from being written"):
        replace_bytes(tmp_path / "a.md", b"new", follow=True)
    assert (tmp_path / "a.md").read_bytes() == b"old"
