"""`patternloom adr new` as it is typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from adr_catalogs import CATALOG

from patternloom.cli import main
from patternloom.wire.write import catalog_json


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a catalog at hand, where the command runs."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "catalog.json").write_text(catalog_json(CATALOG), "utf-8")
    (tmp_path / ".patternloom.toml").write_text('catalog = "catalog.json"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_prints_the_file_that_it_made(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["adr", "new", "Use a saga", "--about", "saga"]) == 0
    assert capsys.readouterr().out == "docs/adr/0001-use-a-saga.md\n"
    text = (team / "docs/adr/0001-use-a-saga.md").read_text("utf-8")
    assert "patterns: [saga@r3]" in text


def test_a_folder_that_would_rule_the_terminal_is_printed_escaped(
    team: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (team / ".patternloom.toml").unlink()
    (team / ".adr-dir").write_text("\x1b[31m::add-mask::x", "utf-8")
    assert main(["adr", "new", "Use a saga", "--about", "saga", "--catalog", "catalog.json"]) == 0
    assert capsys.readouterr().out == "\\x1b[31m::add-mask::x/0001-use-a-saga.md\n"


def test_what_it_made_is_clean(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In each format, template and language, about a pattern and about a group."""
    for ending in ("adoc", "rst", "md"):
        (team / "docs" / ending).mkdir(parents=True)
        (team / "docs" / ending / f"0001-a.{ending}").touch()
        make_every_record(f"docs/{ending}")
    capsys.readouterr()
    assert main(["adr", "check", "docs"]) == 0
    assert capsys.readouterr().out == "no problems\n"
    assert len([*(team / "docs" / "rst").glob("*.rst")]) == len([*(team / "docs" / "adoc").glob("*.adoc")]) == 9


def make_every_record(folder: str) -> None:
    for template in ("madr", "nygard"):
        for language in ("en", "ja"):
            for about in ("saga", "transactions"):
                options = ["--about", about, "--template", template, "--lang", language, "--folder", folder]
                assert main(["adr", "new", "Keep orders consistent", *options]) == 0


def test_the_folder_is_the_first_that_the_settings_name(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (team / "one.md").touch()
    settings = 'catalog = "catalog.json"\nrecords = ["one.md", "notes/decisions"]\n'
    (team / ".patternloom.toml").write_text(settings, "utf-8")
    assert main(["adr", "new", "A", "--about", "saga"]) == 0
    assert main(["adr", "new", "B", "--about", "saga", "--folder", "elsewhere"]) == 0
    assert capsys.readouterr().out == "notes/decisions/0001-a.md\nelsewhere/0001-b.md\n"


def test_links_lead_to_the_site_that_is_named_for_this_run(team: Path) -> None:
    assert main(["adr", "new", "A", "--about", "saga", "--site", "https://mirror.example/"]) == 0
    assert "(https://mirror.example/p/saga/r3/)" in (team / "docs/adr/0001-a.md").read_text("utf-8")


def test_a_catalog_without_an_address_is_linked_by_the_settings(team: Path) -> None:
    (team / "catalog.json").write_text(catalog_json(replace(CATALOG, site="")), "utf-8")
    assert main(["adr", "new", "A", "--about", "saga"]) == 2
    (team / ".patternloom.toml").write_text('catalog = "catalog.json"\nsites = ["https://own.example/"]\n', "utf-8")
    assert main(["adr", "new", "A", "--about", "saga"]) == 0
    assert "(https://own.example/p/saga/r3/)" in (team / "docs/adr/0001-a.md").read_text("utf-8")


def test_from_a_folder_below_the_whole_path_is_printed(
    team: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (team / "src").mkdir()
    monkeypatch.chdir(team / "src")
    assert main(["adr", "new", "A", "--about", "saga"]) == 0
    assert capsys.readouterr().out == f"{team}/docs/adr/0001-a.md\n"


def test_an_unknown_id_ends_with_2_and_writes_nothing(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["adr", "new", "A", "--about", "sago"]) == 2
    told = capsys.readouterr().err
    assert told == "patternloom adr: unknown id 'sago', expected the id of a group or pattern; did you mean 'saga'?\n"
    assert not (team / "docs").exists()
