"""What the option `records` names, as pages tell it; and what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from projects import SMALL, TODAY

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import load
from patternloom.lock.gone import Past
from patternloom.problems.findings import Findings, render_text
from patternloom.publish.decision_records import read_decisions
from patternloom.site.content import Content
from patternloom.site.decisions import Decided, Decisions
from patternloom.site.default_pages import with_defaults
from patternloom.site.pages import plan_pages


def written(folder: Path, *records: dict[str, Any], name: str = "index.json") -> Path:
    path = folder / name
    least = {"path": "0001.md", "title": "Bake", "decides": [{"id": "yeast"}]}
    path.write_text(json.dumps({"version": "v1", "records": [{**least, **one} for one in records]}), "utf-8")
    return path


def read(*paths: Path, before: str = "") -> tuple[Decisions, str]:
    problems = Findings()
    graph = build_graph(load(SMALL, "catalog", TODAY)[0])
    content = with_defaults(Content((), (), True), ("area", "pattern"), None)
    past = Past(graph.catalog.entries, {})
    if before:
        past.became[before] = "yeast"
    plan = replace(plan_pages(graph, content.templates, "https://bread.example/"), past=past)
    found = read_decisions(paths, lambda path: path.name, graph, plan, problems)
    return found, render_text(sorted(problems))


def test_a_record_of_an_index_is_told_as_it_stands_there(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {"url": "https://git.example.com/1", "status": "superseded", "date": "2026-01-02", "language": "ja"},
        {"path": "0002.md", "decides": [{"id": "yeast", "revision": 3, "key": "b1"}, {"id": "soda"}]},
    )
    found, told = read(path)
    assert told == "no problems"
    assert found.records == (
        Decided("Bake", "superseded", "2026-01-02", "ja", "https://git.example.com/1", "0001.md", ("yeast",)),
        Decided("Bake", "unknown", "", "", "", "0002.md", ("yeast", "soda")),
    )


def test_several_indexes_are_told_together(tmp_path: Path) -> None:
    found, told = read(
        written(tmp_path, {"title": "B"}, name="b.json"), written(tmp_path, {"title": "A"}, name="a.json")
    )
    assert told == "no problems"
    assert [record.title for record in found.on["yeast"]] == ["A", "B"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example/", "docs/1.md", "https://[", "https:"])
def test_an_address_that_no_page_may_link_is_told_and_not_linked(tmp_path: Path, address: str) -> None:
    found, told = read(written(tmp_path, {"url": address}))
    assert found.records[0].address == ""
    assert told == (f"index.json:1:1: address '{address}' of record '0001.md', expected one of http or https\n1 error")


@pytest.mark.parametrize("day", ["2024-02-30", "20240102", "soon"])
def test_a_date_that_is_no_day_is_told_and_not_shown(tmp_path: Path, day: str) -> None:
    found, told = read(written(tmp_path, {"date": day}))
    assert found.records[0].date == ""
    assert told == f"index.json:1:1: date '{day}' of record '0001.md', expected a day such as '2026-11-29'\n1 error"


def test_what_the_catalog_knows_nothing_of_is_told(tmp_path: Path) -> None:
    found, told = read(written(tmp_path, {"language": "a b", "decides": [{"id": "yaest"}, {"id": "zzz"}]}))
    assert found.records == ()
    assert told == (
        "index.json:1:1: language 'a b' of record '0001.md', expected a tag such as 'en'\n"
        "index.json:1:1: warning: unknown id 'yaest' of record '0001.md', expected an id of the catalog; did you mean 'yeast'?\n"
        "index.json:1:1: warning: unknown id 'zzz' of record '0001.md', expected an id of the catalog\n"
        "1 error, 2 warnings"
    )


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", "utf-8")
    found, told = read(tmp_path / "none.json", tmp_path / "broken.json", written(tmp_path, {}))
    assert len(found.records) == 1
    assert told == (
        "broken.json:1:2: no JSON: Expecting property name enclosed in double quotes, expected what 'patternloom adr index' writes\n"
        "none.json:1:1: unreadable file (No such file or directory), expected an index of records, as 'patternloom adr index' writes it\n"
        "2 errors"
    )


def folder_of(tmp_path: Path, **files: str | bytes) -> Path:
    """Records of a repository of its own, which calls the site by another address too."""
    folder = tmp_path / "shop" / "docs" / "adr"
    folder.mkdir(parents=True)
    (tmp_path / "shop" / ".git").mkdir()
    settings = 'sites = ["https://mirror.example/"]\n[statuses]\naccepted = ["in Kraft"]\n'
    (tmp_path / "shop" / ".patternloom.toml").write_text(settings, "utf-8")
    for name, text in files.items():
        (folder / f"{name[1:]}.md").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def test_a_folder_is_read_as_the_settings_of_its_own_project_say(tmp_path: Path) -> None:
    text = "# 3. Rise\n\nDate: 2026-01-02\n\n## Status\n\nin Kraft\n\n## Decision\n\nWe use [it]({}/p/yeast/).\n"
    folder = folder_of(
        tmp_path,
        _3=text.format("https://mirror.example"),
        _4="---\npatterns: [soda]\n---\n# No more than that\n",
        _5="# Nothing\n",
        _6=text.format("https://elsewhere.example"),
    )
    found, told = read(folder)
    assert told == "no problems"
    assert found.records == (
        Decided("Rise", "accepted", "2026-01-02", "en", "", "docs/adr/3.md", ("yeast",)),
        Decided("No more than that", "unknown", "", "en", "", "docs/adr/4.md", ("soda",)),
    )


def test_a_record_that_cannot_be_read_is_a_warning_as_it_is_another_project_s(tmp_path: Path) -> None:
    _, told = read(folder_of(tmp_path, _1=b"\0"))
    assert told == ("adr/1.md:1:1: warning: a NUL character, expected text: the file seems to be a binary\n1 warning")


def test_settings_of_a_folder_that_are_wrong_are_told(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (tmp_path / "shop" / ".patternloom.toml").write_text("sites = 1\n", "utf-8")
    _, told = read(folder)
    assert told == ".patternloom.toml:1:1: '1' for 'sites', expected a list of texts\n1 error"


def test_an_id_from_before_a_renaming_stands_for_today_s(tmp_path: Path) -> None:
    found, told = read(written(tmp_path, {"decides": [{"id": "barm"}, {"id": "yeast"}]}), before="barm")
    assert told == "no problems"
    assert found.records[0].about == ("yeast",)
