"""`adr new`: the whole of it, in folders that have records and in ones that have none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from adr_catalogs import CATALOG

from patternloom.adr.formats.files import read as read_file
from patternloom.adr.new_record.new import Wanted, new_record
from patternloom.adr.new_record.subject import UnknownSubjectError
from patternloom.adr.record.understand import document_of
from patternloom.adr.verbs.particulars import title_of

DAY = dt.date(2026, 11, 29)


def new(start: Path, about: str = "saga", title: str = "Use a saga", **asked: Any) -> Path:
    return new_record(CATALOG, "", Wanted(title, about, DAY, **asked), start)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_in_an_empty_repository_it_is_madr_in_the_catalog_s_first_language(repository: Path) -> None:
    path = new(repository)
    assert path == repository / "docs" / "adr" / "0001-use-a-saga.md"
    assert path.read_text("utf-8").startswith("---\nstatus: proposed\ndate: 2026-11-29\npatterns: [saga@r3]\n")


def test_it_follows_the_records_that_are_there(repository: Path) -> None:
    folder = repository / "doc" / "adr"
    folder.mkdir(parents=True)
    (folder / "ADR-041-old.md").write_text("# 41. 古い決定\n\n## 決定\n\n採用する。\n", "utf-8")
    path = new(repository)
    assert path == folder / "ADR-042-use-a-saga.md"
    assert path.read_text("utf-8").startswith("# 42. Use a saga\n\n日付: 2026-11-29\n")


@pytest.mark.parametrize(
    ("name", "text", "made", "begins"),
    [
        (
            "0001-a.adoc",
            "= A\n\n== Decision Outcome\n\nWe do.\n",
            "0002-use-a-saga.adoc",
            "= Use a saga\n\n* Status: proposed\n",
        ),
        (
            "0001-a.rst",
            "1. A\n====\n\nDecision\n--------\n\nWe do.\n",
            "0002-use-a-saga.rst",
            "2. Use a saga\n=============\n\nDate: 2026-11-29\n",
        ),
    ],
)
def test_it_is_in_the_format_of_the_latest_record(
    repository: Path, name: str, text: str, made: str, begins: str
) -> None:
    folder = repository / "docs" / "adr"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, "utf-8")
    path = new(repository)
    assert path == folder / made
    assert path.read_text("utf-8").startswith(begins)


@pytest.mark.parametrize("text", ["# 1. A\n\n## Decision\n\nWe do.\n", "# 1. 決める\n\n## 決定\n\n採用する。\n"])
def test_it_is_in_the_template_and_line_ends_of_the_others(repository: Path, text: str) -> None:
    (repository / "adr").mkdir()
    (repository / "adr" / "0001-a.md").write_text(text, "utf-8", newline="\r\n")
    made = new(repository).read_bytes()
    assert made.startswith(b"# 2. Use a saga\r\n")
    assert made.count(b"\n") == made.count(b"\r\n")


def test_what_is_asked_for_goes_before_that(repository: Path) -> None:
    (repository / "mine").mkdir()
    (repository / "mine" / "0001-a.md").write_text("# 古い決定\n\n## 決定\n", "utf-8")
    path = new(repository, template="madr", language="en", folder=repository / "mine")
    assert path == repository / "mine" / "0002-use-a-saga.md"
    assert "## Considered Options\n" in path.read_text("utf-8")


def test_for_log4brains_the_day_is_the_number(repository: Path) -> None:
    (repository / ".log4brains.yml").write_text("project: {adrFolder: ./docs/adr}\n", "utf-8")
    path = new(repository)
    assert path == repository / "docs" / "adr" / "20261129-use-a-saga.md"
    assert path.read_text("utf-8").startswith("# Use a saga\n\n- Status: proposed\n- Date: 2026-11-29\n")
    assert new(repository).name == "20261129-use-a-saga-2.md"


def test_a_language_that_the_catalog_lacks_is_not_followed(repository: Path) -> None:
    folder = repository / "docs" / "adr"
    folder.mkdir(parents=True)
    (folder / "0001-a.md").write_text("# 決める\n", "utf-8")
    english = replace(CATALOG, languages=("en",))
    path = new_record(english, "", Wanted("A", "saga", DAY), repository)
    assert "## Considered Options\n" in path.read_text("utf-8")


def test_links_begin_with_the_site_that_is_configured(repository: Path) -> None:
    path = new_record(CATALOG, "https://mirror.example/x", Wanted("A", "saga", DAY), repository)
    assert "(https://mirror.example/x/p/saga/r3/)" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("changed", "asked", "said"),
    [
        ({}, {"about": "sago"}, "unknown id 'sago', expected the id of a group or pattern; did you mean 'saga'?"),
        ({}, {"title": " \n"}, "no title, expected some words"),
        ({}, {"language": "fr"}, "no template in 'fr', expected en or ja"),
        ({"languages": ("de",)}, {}, "no template in 'de', expected en or ja"),
        ({"site": ""}, {}, "no address of a site to link, expected one below `sites` in the configuration"),
    ],
)
def test_where_it_cannot_be_made_nothing_is_written(
    repository: Path, changed: dict[str, Any], asked: dict[str, Any], said: str
) -> None:
    wanted = Wanted(**{"title": "A", "about": "saga", "day": DAY, **asked})
    with pytest.raises(UnknownSubjectError) as told:
        new_record(replace(CATALOG, **changed), "", wanted, repository)
    assert str(told.value) == said
    assert [path.name for path in repository.iterdir()] == [".git"]


TITLES = (
    "New *one* `x` |y| x_",
    "Use <b>bold</b> & [x](y) #1",
    "1. Use `Kafka`: a--b (C)",
    "注文の*整合性*を保つ",
    "- [ ] {x} $1 \\ ~~z~~",
)


@pytest.mark.parametrize("ending", ["md", "adoc", "rst"])
@pytest.mark.parametrize("template", ["madr", "nygard"])
@pytest.mark.parametrize("title", TITLES)
def test_a_title_reads_as_it_was_given(repository: Path, ending: str, template: str, title: str) -> None:
    (repository / "adr").mkdir()
    (repository / "adr" / f"0001-a.{ending}").touch()
    path = new(repository, title=title, template=template)
    found = title_of(document_of(read_file(path, path.name)), path.name)
    assert found == (title.removeprefix("1. ") if template == "madr" else title)
