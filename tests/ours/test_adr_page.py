"""The page about citing: every record, setting and command that it shows does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from adr_page import PAGES, commands_of, files_of, write_records
from projects import REPOSITORY

from patternloom.adr.inputs.sources import PACKAGED
from patternloom.adr.language.words import words
from patternloom.cli import main
from patternloom.problems.rules import RULES
from patternloom.publish.packaged import packaged
from patternloom.wire.read import read_index


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalog as the package carries it."""
    file = tmp_path_factory.mktemp("published") / "catalog.json"
    file.write_text(packaged(REPOSITORY), "utf-8")
    return file


@pytest.fixture
def team(tmp_path: Path, published: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of a team that has the package with its catalog."""
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr("patternloom.adr.inputs.sources.PACKAGED", published)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(params=PAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Of the page."""
    return str(request.param)


def test_the_package_s_catalog_lies_where_the_checker_looks_for_it() -> None:
    assert PACKAGED.parts[-3:] == ("patternloom", "data", "catalog.json")


def test_every_record_of_the_page_is_clean_and_chooses_what_it_says(
    team: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where an entry has changed since, the page's record is told like any other: look at it, and pin it anew."""
    write_records(language, team)
    assert main(["adr", "check", "--strict"]) == 0
    assert capsys.readouterr().out == "no problems\n"
    assert main(["adr", "index"]) == 0
    records = read_index(capsys.readouterr().out, "index.json").records
    assert [(record.status, [one.id for one in record.decides]) for record in records] == [
        ("accepted", ["db-per-service"]),
        ("accepted", ["orchestrated-saga", "idempotent-consumer"]),
    ]
    assert {record.language for record in records} == {language}


def test_the_settings_of_the_page_are_taken(
    team: Path, language: str, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_records(language, team)
    settings = files_of(language)[".patternloom.toml"]
    assert 'catalog = "https://patternloom.example/"' in settings
    (team / ".patternloom.toml").write_text(settings, "utf-8")
    assert main(["adr", "check", "--catalog", str(published)]) == 0
    (status,) = re.findall(r'accepted = \["(.+)"\]', settings)
    text = f"---\nstatus: {status}\npatterns: [saga@r1]\n---\n# A\n"
    (team / "docs" / "adr" / "0008-a.md").write_text(text, "utf-8")
    capsys.readouterr()
    assert main(["adr", "index", "--catalog", str(published)]) == 0
    found = read_index(capsys.readouterr().out, "index.json").records[-1]
    assert (found.path, found.status) == ("docs/adr/0008-a.md", "accepted")


def test_every_command_of_the_page_runs(team: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """But for what installs the package, and what needs a change that there has not been."""
    write_records(language, team)
    for line in commands_of(language):
        program, *arguments = shlex.split(line)
        if program == "echo":
            settings, _, file = arguments
            (team / file).write_text(settings + "\n", "utf-8")
        elif program == "patternloom" and arguments[1] == "accept":
            assert (team / arguments[2]).is_file()
            assert main(arguments) == 2
            assert "is at r2, not at r3" in capsys.readouterr().err
        elif program == "patternloom":
            assert main(arguments) == 0, line
        else:
            assert line == "pip install patternloom"
    assert read_index((team / "index.json").read_text("utf-8"), "index.json").records
    assert [path.name[:5] for path in sorted((team / "docs" / "adr").iterdir())][-1] == "0008-"


def test_the_comment_of_the_page_turns_its_rule_off(
    team: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (comment,) = re.findall(r"^<!-- patternloom-ignore .*-->$", PAGES[language].read_text("utf-8"), re.MULTILINE)
    record = team / "docs" / "adr" / "0001-a.md"
    record.parent.mkdir(parents=True)
    (now,) = set(re.findall(r"p/two-phase-commit/(r\d+)/", PAGES[language].read_text("utf-8")))
    record.write_text(f"---\npatterns: [two-phase-commit@{now}]\n---\n# A\n", "utf-8")
    assert main(["adr", "check"]) == 1
    record.write_text(f"{record.read_text('utf-8')}\n{comment}\n", "utf-8")
    assert main(["adr", "check"]) == 0


def rows(language: str, first: str) -> list[list[str]]:
    """The table whose first cell begins so, as its cells."""
    text = PAGES[language].read_text("utf-8")
    found = re.findall(r"^\| (.*) \|$", text[text.index(first) :].partition("\n\n")[0], re.MULTILINE)
    return [line.split(" | ") for line in found if not line.startswith("---")]


def test_the_page_names_every_rule(language: str) -> None:
    table = rows(language, "| `adr-unknown-id`")
    told = {row[0].strip("`"): row[1] for row in table}
    severities = {"en": {"error": "error", "warning": "warning"}, "ja": {"error": "エラー", "warning": "警告"}}[
        language
    ]
    expected = {name: severities[rule.severity] for name, rule in RULES.items() if name.startswith("adr-")}
    assert {name: said.partition("、")[0].partition(",")[0] for name, said in told.items()} == expected


def test_the_page_s_words_for_the_status_are_those_of_the_checker(language: str) -> None:
    known = words()
    for status, *cells in rows(language, "| proposed | "):
        for word in re.split("[、,] *", "、".join(cells)):
            assert known.statuses[word.lower()] == status, word
