"""What the last build made is there for the next one, whole or not at all, and never more than that."""

from __future__ import annotations

import datetime
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.problems import limits
from patternloom.publish.build_cache import BuildCache, begun, key_of, tools

DAY = 86_400


def filled(file: Path, **values: object) -> BuildCache:
    """A file that a build has left."""
    kept = BuildCache(file)
    for key, value in values.items():
        kept.put(key, value)
    kept.save()
    return kept


def test_what_a_build_has_put_the_next_one_gets(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "en.json"
    filled(file, page={"content": "Größe „ü“ 大"}, toc=[["a", 1, []]])
    kept = BuildCache(file)
    assert (kept.get("page"), kept.get("toc"), kept.get("other")) == ({"content": "Größe „ü“ 大"}, [["a", 1, []]], None)


def test_what_the_last_build_did_not_use_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "en.json"
    filled(file, used=1, unused=2)
    kept = BuildCache(file)
    assert kept.get("used") == 1
    kept.save()
    again = BuildCache(file)
    assert (again.get("used"), again.get("unused")) == (1, None)


def test_where_nothing_has_changed_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "en.json"
    filled(file, page=1)
    os.utime(file, (1, 1))
    before = file.stat()
    kept = BuildCache(file)
    kept.get("page")
    kept.save()
    assert file.stat().st_ino == before.st_ino
    assert file.stat().st_mtime > time.time() - DAY, "and it counts as used"


def test_another_value_under_the_same_key_takes_its_place(tmp_path: Path) -> None:
    file = tmp_path / "en.json"
    filled(file, page=1)
    filled(file, page=2)
    assert BuildCache(file).get("page") == 2


def test_in_a_process_that_builds_again_the_file_is_read_once_and_a_failed_build_loses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "en.json"
    kept = begun(None, file)
    kept.put("first", 1)
    assert begun(kept, file) is kept
    assert kept.get("first") == 1, "though that build was not saved"
    kept.save()
    assert begun(kept, file).get("first") == 1
    assert begun(kept, tmp_path / "other.json") is not kept


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        b"0" * 64 + b'\n{"page":1}',
        b"\xff\n{}",
        b"4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945\n[]",
    ],
    ids=["empty", "nonsense", "of another sum", "no text", "a list"],
)
def test_a_broken_file_is_ignored_and_written_anew(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "en.json"
    file.write_bytes(data)
    kept = BuildCache(file)
    assert kept.get("page") is None
    kept.put("page", 2)
    kept.save()
    assert BuildCache(file).get("page") == 2


@given(at=st.integers(0, 200), other=st.binary(min_size=1, max_size=3))
def test_a_file_that_was_changed_anywhere_is_ignored(
    at: int, other: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("kept") / "en.json"
    filled(file, page="x" * 100)
    data = file.read_bytes()
    changed = data[:at] + other + data[at + len(other) :]
    file.write_bytes(changed)
    assert BuildCache(file).get("page") == ("x" * 100 if changed == data else None)


def test_what_is_no_file_is_ignored_and_left(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "en.json")
    (tmp_path / "ja.json").mkdir()
    assert BuildCache(tmp_path / "en.json").get("page") is None
    kept = BuildCache(tmp_path / "ja.json")
    kept.put("page", 1)
    kept.save()
    assert kept.get("page") == 1
    assert (tmp_path / "ja.json").is_dir()


def test_where_nothing_can_be_written_a_build_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    kept = filled(tmp_path / "file" / "en.json", page=1)
    assert kept.get("page") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("value", ["\ud800", datetime.date(2026, 11, 29)])
def test_a_value_that_json_cannot_say_is_not_written(value: object, tmp_path: Path) -> None:
    filled(tmp_path / "en.json", page=value)
    assert list(tmp_path.iterdir()) == []


def test_without_a_file_nothing_outlives_the_build() -> None:
    kept = BuildCache(None)
    kept.put("page", 1)
    kept.save()
    assert kept.get("page") == 1


def test_too_much_is_neither_written_nor_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "small.json", page="x" * 300)
    monkeypatch.setattr(limits, "KEPT_BYTES", 200)
    assert BuildCache(tmp_path / "small.json").get("page") is None
    filled(tmp_path / "large.json", page="x" * 300)
    assert not (tmp_path / "large.json").exists()


def test_what_nobody_used_for_long_and_the_oldest_of_too_much_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    for name, days in (
        ("old.json", limits.KEPT_DAYS + 1),
        ("left.part", 40),
        ("older.json", 3),
        ("newer.json", 2),
        ("notes.txt", 90),
    ):
        (tmp_path / name).write_bytes(b"x" * 1_000)
        os.utime(tmp_path / name, (now, now - days * DAY))
    monkeypatch.setattr(limits, "KEPT_BYTES", 1_500)
    filled(tmp_path / "en.json", page=1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["en.json", "newer.json", "notes.txt"]


def test_it_is_data_alone(tmp_path: Path) -> None:
    filled(tmp_path / "en.json", page=[1, "two"])
    assert json.loads((tmp_path / "en.json").read_bytes().partition(b"\n")[2]) == {"page": [1, "two"]}


def test_other_values_have_other_keys() -> None:
    keys = {
        key_of(*parts)
        for parts in (["a", "b"], ["ab"], [["a", "b"]], ["a", None], ["a"], [{"a": 1}], [{"a": "1"}], [1])
    }
    assert len(keys) == 8
    assert key_of({"b": 1, "a": 2}) == key_of({"a": 2, "b": 1})


def test_the_tools_have_one_key() -> None:
    assert tools() == tools()
