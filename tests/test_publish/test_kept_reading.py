"""The lock is read once, and a project checked once: what was kept is what they give, until a file changes."""

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
from patternloom.problems.findings import Findings, Mark, Problem
from patternloom.publish import kept_reading as module
from patternloom.publish.kept import Kept
from patternloom.publish.kept_reading import (
    keep_warnings,
    kept_lock,
    kept_warnings,
    project_key,
    reading_of,
    template_problems,
)
from patternloom.publish.project import Project
from patternloom.reading.configuration import read_configuration
from patternloom.site.content import read_content
from patternloom.site.template_walk import Known
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
    found = kept_lock(root / "catalog", "catalog", Findings() if problems is None else problems, kept)
    kept.save()
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
    nowhere = Kept(None)
    assert kept_lock(root / "catalog", "catalog", Findings(), nowhere) == read_lock(root / "catalog", "c", Findings())
    shutil.rmtree(root / "catalog/lock")
    assert records(root) is None


CONFIGURATION = "site_name: x\nnav: [index.md]\nplugins: [patternloom, search]\n"


def site(root: Path, **others: Any) -> Project:
    """The project with a configuration, a page and macros."""
    for name in ("content", "macros"):
        (root / name).mkdir(exist_ok=True)
    if not (root / "mkdocs.yml").exists():
        (root / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
        (root / "content/index.md").write_text("# x\n", "utf-8")
    configuration = read_configuration(root / "mkdocs.yml")
    folders = root / "catalog", root / "macros", root / "content"
    return Project(root, *folders, configuration=configuration, **others)


def key(root: Path, navigation: bool = True, **others: Any) -> str | None:
    """Of that project."""
    return project_key(site(root, **others), navigation=navigation)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("catalog/strings/en.yaml", "x: y"),
        ("catalog/lock/pattern/soda.yaml", "x"),
        ("content/index.md", "# y"),
        ("content/picture.png", "x"),
        ("macros/more.jinja", ""),
        ("mkdocs.yml", CONFIGURATION.replace("index", "start")),
        ("mkdocs.fr.yml", "INHERIT: mkdocs.yml"),
    ],
)
def test_a_changed_file_makes_it_another_project(file: str, text: str, root: Path) -> None:
    before = key(root)
    assert before == key(root) is not None
    (root / file).write_text(text, "utf-8")
    assert key(root) != before


def test_so_does_what_else_the_checks_are_told(root: Path) -> None:
    others = [{"site_url": "https://x.example/"}, {"site_name": "y"}, {"folders": False}, {"left_out": bool}]
    plugins = [{"plugins": frozenset(names)} for names in (["a"], ["b"], ["a", "b"])]
    keys = [key(root), key(root, navigation=False), *(key(root, **other) for other in (*others, *plugins))]
    assert None not in keys
    assert len(set(keys)) == len(keys)
    written = read_configuration(root / "mkdocs.yml")
    assert written
    hook = replace(site(root), configuration=replace(written, nav=None))
    assert project_key(hook, navigation=True) not in (None, keys[0])


def test_where_checks_may_see_more_there_is_no_key(root: Path) -> None:
    assert key(root, decisions=(root / "records",)) is None
    (root / "content/link.md").symlink_to("index.md")
    assert key(root) is None


def test_without_a_configuration_there_is_a_key_too(root: Path) -> None:
    assert project_key(replace(site(root), configuration=None), navigation=True) is not None


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("INHERIT: mkdocs.yml\nsite_name: y\n", True),
        ("'INHERIT': \"mkdocs.fr.yaml\"  # ours\n", True),
        ("INHERIT: ../mkdocs.yml\n", False),
        ('"INHERIT": ../mkdocs.yml\n', False),
        ("INHERIT :\n  ../mkdocs.yml\n", False),
        ("{INHERIT: mkdocs.conf, site_name: y}\n", False),
        ("site_name: y\nINHERIT: mkdocs.conf\n", False),
    ],
)
def test_a_configuration_that_inherits_from_what_is_not_looked_at_has_no_key(text: str, seen: bool, root: Path) -> None:
    site(root)
    (root / "mkdocs.fr.yml").write_text(text, "utf-8")
    assert (key(root) is not None) == seen


@pytest.mark.parametrize("name", ["draft.markdown", "drafts"])
def test_files_that_are_left_out_make_another_project_whatever_their_ending(name: str, root: Path) -> None:
    site(root)
    (root / "content" / name).touch()
    keys = [key(root, left_out=left_out) for left_out in (bool, lambda one: one == name, lambda one: False)]
    assert None not in keys
    assert len({*keys}) == 3


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


def test_warnings_come_back_as_they_were(root: Path) -> None:
    warnings = (
        Problem(Mark("catalog/a.yaml", 3, 7), "no use", "take it away", "warning", rule="unused"),
        Problem(Mark("catalog/b.yaml"), "odd", severity="warning", rule="lock"),
    )
    kept = reading_of(root)
    keep_warnings("key", warnings, kept)
    kept.save()
    again = kept_warnings("key", reading_of(root))
    assert again == warnings
    assert again
    assert [one.rule for one in again] == ["unused", "lock"]
    assert kept_warnings("other", reading_of(root)) is kept_warnings(None, reading_of(root)) is None


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
