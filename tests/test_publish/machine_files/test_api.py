"""The catalog as machines read it: what a past leaves behind, and what a catalog without one says."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from projects import CASES, Project
from published_links import links_of

from patternloom.publish.machine_files.api import CATALOG, Api, api_files
from patternloom.publish.sources import Sources
from patternloom.wire.read import read_catalog, read_entry
from patternloom.wire.schema import schemas
from patternloom.wire.types import Catalog, Competing, Editorial, Entry, Revision


@pytest.fixture(scope="module")
def files(past: Sources) -> dict[str, str]:
    """Path → what it says."""
    made = list(api_files(links_of(past), past.records))
    assert {file.language for file in made} == {None}, "they belong to the site as a whole"
    return {file.path: file.text for file in made}


@pytest.fixture(scope="module")
def catalog(files: dict[str, str]) -> Catalog:
    """As a reader of the published form finds it."""
    return read_catalog(files[CATALOG], CATALOG)


def entry_of(catalog: Catalog, id: str) -> Entry:
    """One of its entries."""
    return next(entry for entry in catalog.entries if entry.id == id)


def test_the_whole_says_what_it_is(catalog: Catalog) -> None:
    assert replace(catalog, entries=()) == Catalog(
        version="v1",
        site="https://bread.example/docs/",
        release="0.3.0",
        languages=("en", "ja"),
        name={"en": "Bread baking", "ja": "パン作り"},
        entries=(),
        competing=(Competing(within="leavening", options=(("sourdough",), ("yeast", "soda"))),),
    )
    ids = [entry.id for entry in catalog.entries]
    assert ids == sorted(ids)
    assert {"egg-wash", "fermentation", "calvel-1990", "erratum-oven"} <= {*ids}
    assert {"levain", "saleratus"} & {*ids} == set()


def test_a_renamed_entry_answers_for_all_that_it_was(catalog: Catalog) -> None:
    sourdough = entry_of(catalog, "sourdough")
    assert (sourdough.kind, sourdough.status, sourdough.introduced, sourdough.revision) == (
        "pattern",
        "recommended",
        "0.1.0",
        3,
    )
    assert sourdough.formerly == ("levain",)
    assert sourdough.permalinks == {"en": "p/sourdough/", "ja": "ja/p/sourdough/"}
    assert sourdough.address == {"en": "areas/fermentation/#sourdough", "ja": "ja/areas/fermentation/#sourdough"}
    assert sourdough.addresses == (
        "areas/fermentation/#levain",
        "areas/fermentation/#sourdough",
        "ja/areas/fermentation/#levain",
        "ja/areas/fermentation/#sourdough",
    )
    assert sourdough.anchors == ("levain", "sourdough")
    first, second, third = sourdough.revisions
    assert first == Revision(number=1, date="2026-01-05", release="0.1.0", keys=("u1", "a1", "b1", "l1"))
    assert second == Revision(
        number=2,
        date="2026-01-14",
        release="0.2.0",
        changed=("liabilities",),
        reason={"en": "Bakers who run one told us so.", "ja": "運用しているパン職人の指摘によるものです。"},
        keys=("u1", "a1", "b1", "l1", "l2"),
    )
    assert (third.changed, third.release) == (("name",), "0.3.0")


def test_statements_meaning_and_relations_are_today_s(catalog: Catalog) -> None:
    sourdough = entry_of(catalog, "sourdough")
    assert [(one.key, one.field) for one in sourdough.statements] == [
        ("u1", "when_to_use"),
        ("a1", "when_not_to_use"),
        ("b1", "benefits"),
        ("l1", "liabilities"),
        ("l2", "liabilities"),
    ]
    assert sourdough.statements[2].text == {
        "en": "keeps longer than bread of bought yeast",
        "ja": "イーストのパンより日持ちする",
    }, "plain text, and links are their words"
    assert sourdough.summary == {
        "en": "A fed starter of flour and water raises the dough. It is kept for years, see starter in the primer.",
        "ja": "小麦粉と水の種で生地を膨らませます。",
    }
    assert sourdough.meaning["summary"]["en"].startswith("A **fed starter**"), "in the catalog's own markup"
    assert sourdough.meaning["liabilities"][1]["key"] == "l2"
    assert sourdough.technologies == ("spiral-mixer", "dough-service")
    assert sourdough.categories == ("kneaders",)
    assert entry_of(catalog, "spiral-mixer").categories == ("kneaders",)
    assert entry_of(catalog, "leavening").children == ("sourdough", "yeast", "soda")


def test_an_entry_that_took_another_in_has_its_addresses(catalog: Catalog) -> None:
    soda = entry_of(catalog, "soda")
    assert soda.formerly == ("saleratus",)
    (part,) = soda.merged
    assert (part.id, [(one.number, one.release) for one in part.revisions]) == ("saleratus", [(1, "0.1.0")])
    assert entry_of(catalog, "sourdough").merged == (), "what was renamed goes on with its revisions"
    assert soda.addresses[:2] == ("areas/baking/#saleratus", "areas/fermentation/#soda")
    assert soda.status_reason == {"en": "It tastes of soap and metal.", "ja": "石鹸と金属のような味がします。"}


def test_a_retired_entry_says_what_to_read_instead(catalog: Catalog) -> None:
    gone = entry_of(catalog, "egg-wash")
    assert (gone.kind, gone.status, gone.summary, gone.address) == ("pattern", None, None, {})
    assert gone.addresses == ("areas/baking/#egg-wash", "ja/areas/baking/#egg-wash")
    assert gone.retired is not None
    assert (gone.retired.date, gone.retired.successor) == ("2026-01-20", "steam")
    assert gone.revisions[0].keys == ("b1",)


def test_editorial_changes_stand_with_their_revision(catalog: Catalog) -> None:
    reason = {"en": "Clearer wording.", "ja": "わかりやすい表現への修正です。"}
    first, second = entry_of(catalog, "yeast").revisions
    assert first.editorial == (Editorial(date="2026-01-10", field="summary", reason=reason),)
    assert second.editorial == ()


def test_every_file_fits_the_published_schema_and_has_no_other_key(files: dict[str, str]) -> None:
    """Another program's judgment, by the schema that lies beside them, and by one that allows nothing else."""
    judges = {
        name: [Draft202012Validator(json.loads(text)) for text in (files[f"api/v1/{name}"], schemas(closed=True)[name])]
        for name in ("catalog.schema.json", "entry.schema.json")
    }
    for path, text in files.items():
        if not path.endswith("schema.json"):
            name = "catalog.schema.json" if path == CATALOG else "entry.schema.json"
            found = [error.message for judge in judges[name] for error in judge.iter_errors(json.loads(text))]
            assert found == [], path


def test_each_entry_has_a_file_also_by_the_ids_that_it_had(files: dict[str, str], catalog: Catalog) -> None:
    names = {path.removeprefix("api/v1/entries/").removesuffix(".json") for path in files if "/entries/" in path}
    assert names == {entry.id for entry in catalog.entries} | {"levain", "saleratus"}
    single = read_entry(files["api/v1/entries/levain.json"], "levain.json")
    assert (single.id, single.version, single.site, single.languages) == ("sourdough", "v1", catalog.site, ("en", "ja"))
    assert files["api/v1/entries/levain.json"] == files["api/v1/entries/sourdough.json"]


def test_the_same_catalog_makes_the_same_bytes(past: Sources, files: dict[str, str]) -> None:
    again = {file.path: file.text for file in api_files(links_of(past, "ja"), past.records)}
    assert again == files


def test_without_a_lock_every_entry_is_in_its_first_revision(project: Project) -> None:
    made = Api(links_of(project), None).catalog()
    assert (made.site, made.release) == ("", None)
    assert {(entry.revision, entry.introduced, entry.formerly) for entry in made.entries} <= {(1, None, ())}
    assert {one.date for entry in made.entries for one in entry.revisions} <= {None}


def test_without_a_lock_the_meaning_is_what_the_entry_says(past: Sources) -> None:
    made = Api(links_of(past), None)
    entry, gone = made.entry("sourdough"), made.entry("egg-wash")
    assert entry.revisions == (Revision(number=1, keys=("u1", "a1", "b1", "l1", "l2")),)
    assert entry.meaning["status"] == "recommended"
    assert entry.addresses == ("areas/fermentation/#sourdough", "ja/areas/fermentation/#sourdough")
    assert gone.addresses == ()


def test_addresses_are_those_of_files_where_pages_are_files(past: Sources) -> None:
    links = links_of(replace(past, plan=replace(past.plan, folders=False)))
    assert Api(links, None).entry("sourdough").address["ja"] == "ja/areas/fermentation.html#sourdough"


NESTED = """\
groups:
  - id: crusts
    name: Crusts
    problem: {en: Which crust., ja: 皮の選び方です。}
    children: [steam, soda, yeast, sourdough]
    sets:
      - relation: coexisting
        members: [steam]
        sets:
          - relation: competing
            members: [steam]
            sets:
              - {relation: coexisting, members: [soda], sets: [{relation: competing, members: [yeast, sourdough]}]}
    references: [calvel-1990]
    reviewed: 2026-01-31
"""


def test_what_competes_is_found_at_any_depth(project: Project) -> None:
    project.write("crusts.yaml", NESTED)
    project.replace("baking/steam.yaml", "children: [steam]", "children: [crusts]")
    found = [one for one in Api(links_of(project), None).competing() if one.within == "crusts"]
    assert found == [
        Competing(within="crusts", options=(("steam",), ("soda", "yeast", "sourdough"))),
        Competing(within="crusts", options=(("yeast",), ("sourdough",))),
    ]


CLIENT = CASES / "wire" / "client.py"
OLD = CASES / "wire" / "catalog-0.1.0.json"
CITED = ("levain@r1", "egg-wash@r1", "soda")
THEN = """\
levain@r1 | recommended | r1 | https://bread.example/docs/p/levain/ | [] | ['u1', 'a1', 'b1', 'l1']
   in leavening instead of [['yeast', 'soda']]
egg-wash@r1 | situational | r1 | https://bread.example/docs/p/egg-wash/ | [] | ['b1']
soda | discouraged | r1 | https://bread.example/docs/p/soda/ | [] | []
"""
NOW = """\
levain@r1 | recommended | r3 | https://bread.example/docs/p/sourdough/ | ['liabilities', 'name'] | ['u1', 'a1', 'b1', 'l1', 'l2']
   2026-01-14 Bakers who run one told us so.
   2026-01-20 The names that bakers use today, and what they take first.
egg-wash@r1 | None | r1 | https://bread.example/docs/p/egg-wash/ | [] | []
   gone since 2026-01-20 read steam
soda | discouraged | r2 | https://bread.example/docs/p/soda/ | [] | []
"""


def asked(catalog: Path) -> str:
    """What the client prints."""
    command = [sys.executable, "-I", str(CLIENT), str(catalog), *CITED]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def test_a_client_written_for_a_stored_older_export_reads_today_s(files: dict[str, str], tmp_path: Path) -> None:
    """It is none of ours and knows the JSON alone; it was written when the first release was all that there was."""
    (tmp_path / "catalog.json").write_text(files[CATALOG], "utf-8")
    assert asked(OLD) == THEN
    assert asked(tmp_path / "catalog.json") == NOW


def test_a_stored_older_export_is_read_with_nothing_where_later_fields_are() -> None:
    text = OLD.read_text("utf-8")
    assert '"merged"' not in text
    assert {entry.merged for entry in read_catalog(text, OLD.name).entries} == {()}


def test_a_stored_older_export_has_no_key_that_today_s_lacks(files: dict[str, str]) -> None:
    old, now = json.loads(OLD.read_text("utf-8")), json.loads(files[CATALOG])
    assert lost(old, now) == []


def lost(old: Any, new: Any, way: str = "") -> list[str]:
    """Keys of the older value that the newer one has no more, or has with another form."""
    if isinstance(old, dict) and isinstance(new, dict) and not {"en", "ja"} & {*old}:
        if way.endswith(".meaning"):
            return []  # whatever fields an entry has
        gone = [f"{way}.{key}" for key in old if key not in new]
        return gone + [found for key in old if key in new for found in lost(old[key], new[key], f"{way}.{key}")]
    if isinstance(old, list) and isinstance(new, list):
        return [found for one in old[:1] for other in new[:1] for found in lost(one, other, f"{way}[]")]
    is_other = type(old) is not type(new) and old is not None and new is not None
    return [f"{way}: {type(new).__name__}"] if is_other else []
