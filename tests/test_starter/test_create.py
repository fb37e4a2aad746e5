"""`patternloom init`: a project in a new or empty folder, or the reasons why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.cli import main
from patternloom.starter.create import NotCreatedError, create


def test_what_is_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "catalog of ours"
    assert main(["init", str(target), "--languages", "en,de"]) == 0
    written = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        *written,
        f"{len(written)} files in {target}; README.md there says how to go on, `mkdocs serve` shows the site",
    ]
    assert written == [
        ".gitignore",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        "README.md",
        "catalog/areas/reliability.yaml",
        "catalog/catalog.yaml",
        "catalog/references.yaml",
        "catalog/schema/document.schema.json",
        "catalog/schema/settings.schema.json",
        "catalog/schema/strings.schema.json",
        "catalog/technologies.yaml",
        "content/about.de.md",
        "content/about.md",
        "content/index.any.md",
        "mkdocs.de.yml",
        "mkdocs.yml",
    ]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands there is told, and what else is wrong."""
    for name in "fgabcde":
        (tmp_path / name).touch()
    (tmp_path / "catalog").mkdir()
    before = sorted(tmp_path.iterdir())
    assert main(["init", str(tmp_path), "--languages", "jp"]) == 2
    assert capsys.readouterr() == (
        "",
        f"patternloom init: '{tmp_path}' is not empty, expected a new or empty folder; "
        "it holds 'a', 'b', 'c', 'catalog/', 'd' and 3 more\n"
        "patternloom init: unknown language 'jp', expected a tag such as en, ja or pt-BR; did you mean 'ja'?\n",
    )
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with pytest.raises(NotCreatedError, match=r"x' is a file, expected a new or empty folder$"):
        create(tmp_path / "x", "en")


def test_a_fresh_repository_is_as_good_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "mkdocs.yml" in create(tmp_path, "en")


def test_no_text_takes_the_first_language_twice(tmp_path: Path) -> None:
    """The default's page has no tag in its name, whatever language it is."""
    assert [path for path in create(tmp_path, "ja,en") if path.startswith("content/about")] == [
        "content/about.en.md",
        "content/about.md",
    ]
    assert "このカタログについて" in (tmp_path / "content" / "about.md").read_text("utf-8")
