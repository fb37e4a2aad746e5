"""The lock is read once: what was kept of it is what reading gives, until one of its files changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from remembered import REMEMBERED

from patternloom.lock.read import read_lock
from patternloom.lock.record import Record
from patternloom.problems.findings import Findings
from patternloom.publish import kept_lock as module
from patternloom.publish.kept_lock import kept_lock, lock_for


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose catalog has a lock."""
    shutil.copytree(REMEMBERED / "catalog", tmp_path / "catalog")
    return tmp_path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each time that files are read as YAML."""
    noted: list[str] = []

    def noting(texts: Iterable[tuple[Path, str]], shown_as: str, problems: Findings) -> Mapping[str, Record]:
        noted.append(shown_as)
        return read(texts, shown_as, problems)

    read = module.records_of
    monkeypatch.setattr(module, "records_of", noting)
    return noted


def records(root: Path, problems: Findings | None = None) -> Mapping[str, Record] | None:
    """As a build of its own reads them."""
    return kept_lock(root / "catalog", "catalog", Findings() if problems is None else problems, lock_for(root))


def test_a_second_build_takes_what_the_first_has_read(root: Path, reads: list[str]) -> None:
    expected = read_lock(root / "catalog", "catalog", Findings())
    assert [records(root), records(root)] == [expected, expected]
    assert reads == ["catalog"]


def test_after_a_change_all_is_read_again(root: Path, reads: list[str]) -> None:
    records(root)
    (root / "catalog/lock/pattern/soda.yaml").unlink()
    found = records(root)
    assert found == read_lock(root / "catalog", "catalog", Findings())
    assert "soda" not in (found or {})
    assert len(reads) == 2


@pytest.mark.parametrize("broken", [b"id: soda\nkind: [\n", b"\xff"])
def test_a_mistake_is_told_each_time(broken: bytes, root: Path) -> None:
    (root / "catalog/lock/pattern/soda.yaml").write_bytes(broken)
    for _ in range(2):
        records(root, problems := Findings())
        assert [problem.mark.file for problem in problems] == ["catalog/lock/pattern/soda.yaml"]


def test_without_a_lock_or_a_place_to_keep_it_nothing_is_kept(root: Path) -> None:
    assert kept_lock(root / "catalog", "catalog", Findings(), None) == read_lock(root / "catalog", "c", Findings())
    shutil.rmtree(root / "catalog/lock")
    assert records(root) is None
    assert not (root / ".cache").exists()
