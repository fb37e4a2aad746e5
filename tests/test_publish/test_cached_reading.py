"""The lock is read once, and pages looked at once: what was kept is what they give, until a file changes."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from remembered import REMEMBERED

from patternloom.lock.read import read_lock
from patternloom.lock.record import Record
from patternloom.problems.findings import Findings, Problem
from patternloom.publish import cached_reading as module
from patternloom.publish.build_cache import BuildCache
from patternloom.publish.cached_reading import cached_lock, reading_of, template_problems
from patternloom.site.content import read_content
from patternloom.site.known import Known
from patternloom.site.templates import Macros


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose catalog has a lock."""
    shutil.copytree(REMEMBERED / "catalog", tmp_path / "catalog")
    return tmp_path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each time that files are read as YAML."""
    noted: list[str] = []

    def noting(catalog: Path, shown_as: str, problems: Findings) -> Mapping[str, Record] | None:
        noted.append(shown_as)
        return read_lock(catalog, shown_as, problems)

    monkeypatch.setattr(module, "read_lock", noting)
    return noted


def records(root: Path, problems: Findings | None = None) -> Mapping[str, Record] | None:
    """As a build of its own reads them."""
    kept = reading_of(root)
    found, wrong = cached_lock(root / "catalog", "catalog", kept)
    kept.save()
    if problems is not None:
        problems.extend(wrong)
    return found


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
    nowhere = BuildCache(None)
    expected = read_lock(root / "catalog", "catalog", Findings())
    assert cached_lock(root / "catalog", "catalog", nowhere) == (expected, ())
    shutil.rmtree(root / "catalog/lock")
    assert records(root) is None


def test_a_lock_that_changes_while_it_is_read_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root / "catalog/lock/pattern/soda.yaml"
    before = file.read_bytes()

    def saving(catalog: Path, shown_as: str, problems: Findings) -> Mapping[str, Record] | None:
        file.unlink()
        return read_lock(catalog, shown_as, problems)

    with monkeypatch.context() as patch:
        patch.setattr(module, "read_lock", saving)
        assert "soda" not in (records(root) or {})
    file.write_bytes(before)
    assert "soda" in (records(root) or {})


def site(root: Path) -> None:
    """Folders of pages and macros."""
    for name in ("content", "macros"):
        (root / name).mkdir(exist_ok=True)


def test_pages_and_macros_that_were_right_are_not_looked_at_again_until_one_of_them_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []

    def noting(templates: Any, *others: Any) -> tuple[Problem, ...]:
        looked.append(templates)
        return check(templates, *others)

    check = module.check_templates
    monkeypatch.setattr(module, "check_templates", noting)

    def told(text: str, macros: Mapping[str, str], known: Known) -> list[str]:
        site(root)
        (root / "content/index.md").write_text(text, "utf-8")
        templates = read_content(root / "content", "content", ("en",), Findings()).templates
        kept = reading_of(root)
        found = template_problems(templates, Macros("macros", macros, complete=True), known, kept)
        kept.save()
        return [problem.message for problem in found]

    known = Known(frozenset({"needs"}), frozenset({"soda"}), frozenset({"index.md"}))
    for _ in range(2):
        assert told("{{ t.needs }}\n", {"a.jinja": ""}, known) == []
    assert len(looked) == 1
    for _ in range(2):
        assert len(told("{{ t.neds }}\n", {"a.jinja": ""}, known)) == 1
    assert len(looked) == 3, "a mistake is told each time"
    assert len(told("{{ t.needs }}\n", {"a.jinja": "{% if %}"}, known)) == 1
    assert len(told("{{ t.needs }}\n", {"a.jinja": ""}, replace(known, words=frozenset({"needed"})))) == 1
    assert told("{{ t.needs }}\n", {"a.jinja": ""}, replace(known, ids=None)) == []
    assert len(looked) == 6


def test_a_page_whose_tags_another_plugin_no_longer_takes_is_looked_at_again(root: Path) -> None:
    site(root)
    (root / "content/index.md").write_text("{{ flour }}\n", "utf-8")
    kept, macros = reading_of(root), Macros("macros", {}, complete=True)
    for plugins, mistakes in ((["macros"], 0), ([], 1)):
        content = read_content(root / "content", "content", ("en",), Findings(), plugins=plugins)
        assert len(template_problems(content.templates, macros, Known(None, None, None), kept)) == mistakes
