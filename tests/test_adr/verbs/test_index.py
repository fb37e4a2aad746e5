"""Which record decides on what, in records of every layout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from adr_catalogs import CATALOG, SAGA, SITE, with_entry

from patternloom.adr.inputs.addresses import site_of
from patternloom.adr.inputs.reference import Reference
from patternloom.adr.inputs.settings import Settings
from patternloom.adr.language.words import words
from patternloom.adr.verbs.context import Context
from patternloom.adr.verbs.index import index_of
from patternloom.wire.read import read_index
from patternloom.wire.types import Catalog, Decision, Record, RecordIndex, Revision
from patternloom.wire.write import index_json

MADR = f"""\
---
status: accepted
date: 2026-11-29
patterns: [sagas@r1#b1, outbox]
---
# ADR-0001: Orders

## Considered Options

* [Two phase]({SITE}p/two-phase/)

## Decision Outcome

Chosen option: "[Saga]({SITE}p/saga/r2/#saga.b1)", and [events]({SITE}p/stream/r9/#x).
"""


def index(
    folder: Path, catalog: Catalog = CATALOG, url: str = "", **records: str | bytes
) -> tuple[RecordIndex, list[str]]:
    for name, text in records.items():
        path = folder / "adr" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    site = site_of(SITE)
    assert site
    context = Context(Settings(folder), Reference(catalog), [site], words())
    found, unreadable = index_of(context, [folder / "adr"], url)
    return found, [str(finding.problem()) for finding in unreadable]


def test_a_record_stands_there_with_what_it_chooses_in_its_order(tmp_path: Path) -> None:
    catalog = with_entry(replace(SAGA, revisions=(Revision(number=1, keys=("b1",)),)))
    found, unreadable = index(tmp_path, catalog, one=MADR)
    assert unreadable == []
    assert found.records == (
        Record(
            path="adr/one.md",
            title="Orders",
            status="accepted",
            date="2026-11-29",
            language="en",
            decides=(
                Decision(id="saga", revision=1, key="b1"),
                Decision(id="outbox"),
                Decision(id="stream", revision=9),
            ),
        ),
    )


def test_addresses_begin_as_they_are_told_to(tmp_path: Path) -> None:
    found, _ = index(tmp_path, url="https://git.example.com/shop", **{"a b": "---\npatterns: [saga]\n---\n# A\n"})
    assert [record.url for record in found.records] == ["https://git.example.com/shop/adr/a%20b.md"]


def test_records_that_choose_nothing_of_the_catalog_are_left_out(tmp_path: Path) -> None:
    found, unreadable = index(
        tmp_path,
        template=MADR,
        elsewhere="# A\n\n## Decision\n\nWe take [it](https://elsewhere.example/p/saga/) and [that](other.md).\n",
        gone="---\npatterns: [old-way, nothing]\n---\n# A\n",
        denied=f"# A\n\n## Decision\n\nWe do not use [it]({SITE}p/saga/).\n",
        bare="# A\n",
    )
    assert found == RecordIndex(version="v1", records=())
    assert unreadable == []


def test_a_superseded_record_is_told_as_such(tmp_path: Path) -> None:
    text = f"# A\n\n## ステータス\n\n置き換え済み\n\n## 決定\n\n[saga]({SITE}ja/p/saga/)を採用する。\n"
    (record,) = index(tmp_path, one=text)[0].records
    assert (record.status, record.language, record.decides) == ("superseded", "ja", (Decision(id="saga"),))


def test_what_cannot_be_read_is_told_and_the_rest_is_listed(tmp_path: Path) -> None:
    found, unreadable = index(tmp_path, broken=b"\xff\xfe\xff", one=MADR)
    assert len(found.records) == 1
    assert [one.partition(": ")[0] for one in unreadable] == ["adr/broken.md:1:1"]


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", '"}], "x": "', "\u2028"])
def test_a_hostile_title_stays_a_title(tmp_path: Path, title: str) -> None:
    found, _ = index(tmp_path, one=f"---\ntitle: '{title}'\npatterns: [saga]\n---\n")
    assert read_index(index_json(found), "index.json") == found
