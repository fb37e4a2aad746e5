"""A project that nobody has changed since it was found right has the same key, and what was told of it is told again."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from remembered import REMEMBERED

from patternloom.problems.findings import Mark, Problem
from patternloom.publish.build_cache import FOLDER, BuildCache
from patternloom.publish.cached_checks import cached_check, cached_warnings, keep_check, keep_warnings, project_key
from patternloom.publish.project import Project
from patternloom.reading.configuration import read_configuration

DAY = dt.date(2026, 11, 30)
WARNINGS = (
    Problem(Mark("catalog/a.yaml", 3, 7), "no use", "take it away", "warning", rule="unused"),
    Problem(Mark("catalog/b.yaml"), "odd", severity="warning", rule="lock"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose catalog has a lock."""
    shutil.copytree(REMEMBERED / "catalog", tmp_path / "catalog")
    return tmp_path


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


def test_warnings_come_back_as_they_were(tmp_path: Path) -> None:
    kept = BuildCache(tmp_path / "reading.json")
    keep_warnings("key", WARNINGS, kept)
    kept.save()
    again = cached_warnings("key", BuildCache(kept.file))
    assert again == WARNINGS
    assert again
    assert [one.rule for one in again] == ["unused", "lock"]
    assert cached_warnings("other", BuildCache(kept.file)) is cached_warnings(None, BuildCache(kept.file)) is None


def test_a_check_is_told_again_on_its_day_until_a_file_changes(root: Path) -> None:
    project = site(root)
    assert cached_check(project, DAY) is None
    known = key(root)
    assert known
    keep_check(project, known, DAY, ("old", WARNINGS))
    # Twice, as what one run takes out the next one finds.
    assert [cached_check(site(root), DAY) for _ in range(2)] == [("old", WARNINGS)] * 2
    assert cached_check(project, DAY + dt.timedelta(days=1)) is None
    (root / "content/index.md").write_text("# y\n", "utf-8")
    assert cached_check(project, DAY) is None


@pytest.mark.parametrize("broken", ["", "{}", "x"])
def test_of_a_broken_file_nothing_is_told(root: Path, broken: str) -> None:
    project, known = site(root), key(root)
    assert known
    keep_check(project, known, DAY, ("", ()))
    assert cached_check(project, DAY) == ("", ())
    (root / FOLDER / "check.json").write_text(broken, "utf-8")
    assert cached_check(project, DAY) is None


def test_without_a_configuration_or_a_key_nothing_is_told(root: Path) -> None:
    project, known = site(root), key(root)
    assert known
    keep_check(project, known, DAY, ("", ()))
    assert cached_check(replace(project, configuration=None), DAY) is None
    assert cached_check(replace(project, decisions=(root / "records",)), DAY) is None
