"""`patternloom adr index` as it is typed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from adr_catalogs import CATALOG

from patternloom.cli import main
from patternloom.wire.read import read_index
from patternloom.wire.types import Decision
from patternloom.wire.write import catalog_json


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two records, where the command runs."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "catalog.json").write_text(catalog_json(CATALOG), "utf-8")
    (tmp_path / ".patternloom.toml").write_text('catalog = "catalog.json"\n', "utf-8")
    folder = tmp_path / "docs" / "adr"
    folder.mkdir(parents=True)
    (folder / "0001-a.md").write_text("---\nstatus: accepted\npatterns: [saga@r3]\n---\n# A\n", "utf-8")
    (folder / "0002-b.md").write_text("# B\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_writes_the_index_of_the_usual_folder(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["adr", "index", "--out", "index.json", "--url", "https://git.example.com/"]) == 0
    assert capsys.readouterr().out == "1 record in index.json\n"
    (record,) = read_index((team / "index.json").read_text("utf-8"), "index.json").records
    assert (record.url, record.decides) == (
        "https://git.example.com/docs/adr/0001-a.md",
        (Decision(id="saga", revision=3),),
    )


def test_without_a_file_it_prints_it(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["adr", "index", "docs/adr/0002-b.md"]) == 0
    assert capsys.readouterr().out == '{"version":"v1",\n"records":[]}\n'


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes no name that is no text")
def test_a_name_that_is_no_text_breaks_no_index(team: Path) -> None:
    (team / "docs/adr/0003-\udcff.md").write_text("---\npatterns: [outbox]\n---\n# B\n", "utf-8")
    assert main(["adr", "index", "--out", "index.json", "--url", "https://git.example.com/"]) == 0
    *_, record = read_index((team / "index.json").read_text("utf-8"), "index.json").records
    assert (record.path, record.url) == ("docs/adr/0003-\ufffd.md", "https://git.example.com/docs/adr/0003-%FF.md")


def test_two_records_are_two(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (team / "docs/adr/0002-b.md").write_text("---\npatterns: [outbox]\n---\n# B\n", "utf-8")
    assert main(["adr", "index", "docs", "--out", "index.json"]) == 0
    assert capsys.readouterr().out == "2 records in index.json\n"


def test_what_cannot_be_read_is_told_and_ends_with_1(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (team / "docs/adr/0003-c.md").write_bytes(b"\0")
    assert main(["adr", "index"]) == 1
    told = capsys.readouterr()
    assert '"docs/adr/0001-a.md"' in told.out
    assert told.err.startswith("docs/adr/0003-c.md:1:1: ")


def test_without_any_folder_it_ends_with_2(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (team / "docs/adr").rename(team / "hidden")
    assert main(["adr", "index"]) == 2
    assert "no folder of records is known here" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["javascript:alert(1)//", "git.example.com/", "//git.example.com/", "https://"])
def test_an_address_that_no_page_may_link_ends_with_2(
    team: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert main(["adr", "index", "--out", "index.json", "--url", address]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"patternloom adr: --url '{address}' is no address of http or https, expected the beginning")
    assert not (team / "index.json").exists()


def test_a_path_that_is_not_there_and_a_file_that_cannot_be_written_end_with_2(
    team: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adr", "index", "nope"]) == 2
    assert capsys.readouterr().err == "patternloom adr: there is no file or folder 'nope'\n"
    (team / "index.json").write_text("kept", "utf-8")
    (team / "index.json").chmod(0o444)
    assert main(["adr", "index", "--out", "index.json"]) == 2
    assert capsys.readouterr() == (
        "", "patternloom adr: index.json cannot be written: it is protected from being written\n"
    )  # fmt: skip
    assert (team / "index.json").read_text("utf-8") == "kept"
