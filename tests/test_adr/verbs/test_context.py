"""Settings, catalog, sites and the usual folders make the context of every verb."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from record_files import SITES, reference

from patternloom.adr.inputs.addresses import Site
from patternloom.adr.verbs.context import WrongUseError, context_of, ending_with_2
from patternloom.problems.findings import Mark, PatternloomError, Problem
from patternloom.wire.write import catalog_json


def options(wire: str | None = None, *sites: str) -> argparse.Namespace:
    return argparse.Namespace(wire=wire, sites=[*sites] or None)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "c.json").write_text(catalog_json(reference().catalog), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_sites_are_the_catalog_s_the_settings_and_the_options(project: Path) -> None:
    (project / ".patternloom.toml").write_text('sites = ["https://a/"]\n', "utf-8")
    found = context_of(options("c.json", "https://b/"))
    assert found.sites == [*SITES, Site("a", ()), Site("b", ())]
    with pytest.raises(WrongUseError, match="'b' is no address"):
        context_of(options("c.json", "b"))


def test_a_catalog_without_an_address_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (project / "c.json").read_text("utf-8").replace("https://docs.example.com/ref/", "")
    (project / "c.json").write_text(text, "utf-8")
    assert context_of(options("c.json")).sites == []
    assert "no address is known to be the catalog's own" in capsys.readouterr().err


def test_records_lie_where_the_project_says_or_is_used_to(project: Path) -> None:
    assert context_of(options("c.json")).usual() == []
    (project / "docs" / "adr").mkdir(parents=True)
    assert context_of(options("c.json")).usual() == [project / "docs" / "adr"]
    (project / ".adr-dir").write_text("doc/x\n", "utf-8")
    assert context_of(options("c.json")).usual() == [project / "doc" / "x"]
    (project / ".patternloom.toml").write_text('records = ["r"]\n', "utf-8")
    (project / "r").mkdir()
    found = context_of(options("c.json"))
    assert (found.usual(), found.root, found.nothing_read().records) == ([project / "r"], project, {})


def test_records_that_are_not_there_are_told_where_they_are_named(project: Path) -> None:
    (project / ".patternloom.toml").write_text('records = ["c.json", "docs/ard"]\n', "utf-8")
    with pytest.raises(PatternloomError) as told:
        context_of(options("c.json")).usual()
    (problem,) = told.value.problems
    assert str(problem.mark) == ".patternloom.toml:1:23"
    assert problem.message == "'docs/ard' in 'records', but there is no such file or folder"


def test_wrong_use_and_wrong_settings_end_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    def failing(error: Exception) -> int:
        @ending_with_2
        def verb(_: argparse.Namespace) -> int:
            raise error

        return verb(argparse.Namespace())

    assert failing(WrongUseError("no")) == 2
    assert failing(PatternloomError([Problem(Mark("a"), "wrong", rule="file")])) == 2
    assert capsys.readouterr().err == "patternloom adr: no\na:1:1: wrong\n1 error\n"
