"""The published types to JSON: the same bytes each time, every key there, an entry a line."""

from __future__ import annotations

from types import MappingProxyType

from patternloom.wire.forms import fields_of
from patternloom.wire.types import Catalog, Entry
from patternloom.wire.write import catalog_json, entry_json, index_json, single_json
from test_wire.published import CATALOG, ENTRY, GONE, INDEX, as_plain


def test_an_entry_is_a_line_with_every_key() -> None:
    line = entry_json(GONE)
    assert "\n" not in line
    assert [*as_plain(line)] == [field.key for field in fields_of(Entry)]


def test_a_catalog_is_its_entries_a_line_each() -> None:
    lines = catalog_json(CATALOG).splitlines()
    assert [line for line in lines if line.startswith('{"id"')] == [f"{entry_json(GONE)},", entry_json(ENTRY)]
    assert as_plain(catalog_json(CATALOG))["competing"] == [{"in": "doughs", "options": [["rye"], ["wheat", "yeast"]]}]


def test_entries_made_before_are_taken_as_they_are() -> None:
    assert catalog_json(CATALOG, map(entry_json, CATALOG.entries)) == catalog_json(CATALOG)


def test_a_catalog_without_entries_is_json_too() -> None:
    assert as_plain(catalog_json(Catalog(version="v1", languages=("en",), entries=())))["entries"] == []


def test_an_entry_s_own_file_says_whose_it_is() -> None:
    single = as_plain(single_json(CATALOG, entry_json(ENTRY)))
    assert [*single][:3] == ["version", "site", "languages"]
    assert {key: value for key, value in single.items() if key not in ("version", "site", "languages")} == as_plain(
        entry_json(ENTRY)
    )


def test_letters_of_any_language_stand_as_they_are_and_a_mapping_that_is_frozen_is_one() -> None:
    entry = Entry(id="x", kind="term", name=MappingProxyType({"ja": "生地"}), revision=1)
    assert '"name":{"ja":"生地"}' in entry_json(entry)


def test_an_index_is_a_record_a_line_with_every_key() -> None:
    lines = index_json(INDEX).split("\n")
    assert (len(lines), lines[0]) == (6, '{"version":"v1",')
    assert as_plain(index_json(INDEX))["records"][1] == {
        "path": "docs/adr/0002.md",
        "url": None,
        "title": "",
        "status": None,
        "date": None,
        "language": None,
        "decides": [],
    }
