"""JSON to the published types: what is new is passed over, what is wrong is told with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.problems import limits
from patternloom.problems.findings import PatternloomError
from patternloom.wire import read
from patternloom.wire.read import read_catalog, read_entry, read_index
from patternloom.wire.types import Catalog, Entry, RecordIndex
from patternloom.wire.write import catalog_json, entry_json, index_json, single_json
from test_wire.published import CATALOG, ENTRY, INDEX

LEAST = {"version": "v1", "languages": ["en"], "entries": []}


def refused(text: str) -> str:
    """What is said of a catalog."""
    with pytest.raises(PatternloomError) as caught:
        read_catalog(text, "catalog.json")
    return str(caught.value)


def with_entry(**fields: Any) -> str:
    """A catalog of one entry with these fields."""
    entry = {"id": "rye", "kind": "pattern", "name": {"en": "Rye"}, "revision": 1}
    return json.dumps({**LEAST, "entries": [{**entry, **fields}]}, indent=1)


def test_what_is_written_is_read_as_it_was() -> None:
    assert read_catalog(catalog_json(CATALOG), "catalog.json") == CATALOG
    entry = read_entry(single_json(CATALOG, entry_json(ENTRY)), "rye.json")
    assert {name: getattr(entry, name) for name in Entry.__slots__} == {
        name: getattr(ENTRY, name) for name in Entry.__slots__
    }
    assert (entry.version, entry.site, entry.languages) == ("v1", "https://bakery.example/", ("en", "fr"))


def test_what_is_new_is_passed_over_and_what_is_missing_is_empty() -> None:
    read = read_catalog(json.dumps({**LEAST, "later": {"more": 1}}), "catalog.json")
    assert read == Catalog(version="v1", languages=("en",), entries=())
    (entry,) = read_catalog(with_entry(later=[1], status=None), "catalog.json").entries
    assert entry == Entry(id="rye", kind="pattern", name={"en": "Rye"}, revision=1)


def test_every_mistake_is_told_in_one_run_with_its_place() -> None:
    text = """\
{"version": "v1", "languages": "en", "entries": [
  {"id": "rye", "kind": "pattern", "name": {"en": "Rye", "fr": null}, "revision": true},
  {"kind": "pattern", "name": [], "revision": 1.5, "status": "situatonal", "children": [{}, "a", 3]},
  [],
  {"id": "b", "kind": "pattern", "name": {}, "revision": 1, "status": 4, "revisions": [{"number": 1, "editorial": [{}]}]}
], "competing": [{"options": [["a"], "b"]}], "site": {}}
"""
    assert refused(text) == (
        "catalog.json:1:32: languages: 'en', expected a list\n"
        "catalog.json:2:64: entries[0].name.fr: nothing, expected a text\n"
        "catalog.json:2:83: entries[0].revision: a truth value, expected a whole number\n"
        "catalog.json:3:3: entries[1]: no 'id', expected it\n"
        "catalog.json:3:31: entries[1].name: a list, expected a mapping\n"
        "catalog.json:3:47: entries[1].revision: the number '1.5', expected a whole number\n"
        "catalog.json:3:62: entries[1].status: 'situatonal', did you mean 'situational'?\n"
        "catalog.json:3:89: entries[1].children[0]: a mapping, expected an id such as 'saga'\n"
        "catalog.json:3:98: entries[1].children[2]: the number '3', expected an id such as 'saga'\n"
        "catalog.json:4:3: entries[2]: a list, expected a mapping\n"
        "catalog.json:5:71: entries[3].status: the number '4', expected one of recommended, situational, discouraged\n"
        "catalog.json:5:116: entries[3].revisions[0].editorial[0]: no 'date', expected it\n"
        "catalog.json:5:116: entries[3].revisions[0].editorial[0]: no 'field', expected it\n"
        "catalog.json:6:18: competing[0]: no 'in', expected it\n"
        "catalog.json:6:38: competing[0].options[1]: 'b', expected a list\n"
        "catalog.json:6:54: site: a mapping, expected an address of http or https, or nothing\n"
        "16 errors"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "1:2: no JSON: Expecting property name enclosed in double quotes, expected what a site publishes below '/api/v1/'"),
        ("", "1:1: no JSON: Expecting value, expected what a site publishes below '/api/v1/'"),
        ("<!doctype html>", "1:1: no JSON: Expecting value, expected what a site publishes below '/api/v1/'"),
        ("[" * 100_000, "1:1: JSON that cannot be read, expected what a site publishes below '/api/v1/'"),
        ("1" * 5_000, "1:1: JSON that cannot be read, expected what a site publishes below '/api/v1/'"),
        ("[]", "1:1: JSON of another form, expected what a site publishes below '/api/v1/'"),
        ('{"version": 1}', "1:1: JSON of another form, expected what a site publishes below '/api/v1/'"),
        ('{"version": "v2"}', "1:1: version 'v2', expected what a site publishes below '/api/v1/'"),
    ],
)  # fmt: skip
def test_what_is_no_catalog_is_refused_in_a_line(text: str, said: str) -> None:
    assert refused(text) == f"catalog.json:{said}\n1 error"


def test_too_long_a_catalog_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WIRE_CHARACTERS", 10)
    assert refused("[" * 11) == "catalog.json:1:1: 11 characters, expected at most 10\n1 error"


def test_of_a_key_twice_the_last_counts_and_is_where_the_mistake_is() -> None:
    text = '{"version": "v1", "languages": [ ], "entries": [ ], "site": "x", "site": 7 }'
    assert (
        refused(text)
        == "catalog.json:1:74: site: the number '7', expected an address of http or https, or nothing\n1 error"
    )


NO_IDS = ("", "Rye", "a b", "x]\nstatus: accepted", "--> <script>", "../up", "-", "a--b", "rye\n", "\ud800", "ｒｙｅ")


@pytest.mark.parametrize("id", NO_IDS)
def test_what_is_no_id_comes_into_no_record_or_address(id: str) -> None:
    """Whatever the field that holds one: it is written into records, and into the addresses in them."""
    for field in ("formerly", "children", "requires", "technologies", "categories"):
        assert f"entries[0].{field}[0]" in refused(with_entry(**{field: [id]}))
    assert "entries[0].id" in refused(with_entry(id=id))
    assert "entries[0].merged[0].id" in refused(with_entry(merged=[{"id": id}]))
    assert "entries[0].retired.successor" in refused(
        with_entry(retired={"date": "2026-01-01", "reason": {}, "successor": id})
    )
    assert "competing[0].options[0][0]" in refused(json.dumps({**LEAST, "competing": [{"in": "a", "options": [[id]]}]}))


@pytest.mark.parametrize(
    "site", ["javascript:alert(1)", "//evil.example/", "https://", "https://a b/", "https://a/\n\x1b[31m"]
)
def test_what_is_no_address_is_no_site(site: str) -> None:
    assert "site: " in refused(json.dumps({**LEAST, "site": site}))


@pytest.mark.parametrize("tag", ["", "../en", "en/", "en\n", "e", "english"])
def test_what_is_no_tag_is_no_folder_of_addresses(tag: str) -> None:
    assert "languages[0]: " in refused(json.dumps({**LEAST, "languages": [tag]}))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from([*Entry.__slots__, *Catalog.__slots__])


@given(st.dictionaries(KEYS, JSON, max_size=4), st.dictionaries(KEYS, JSON, max_size=4), st.sampled_from([None, 1]))
def test_whatever_comes_is_read_or_refused_with_a_place_in_it(
    more: dict[str, Any], entry: dict[str, Any], indent: int | None
) -> None:
    text = json.dumps({**LEAST, "entries": [entry], **more, "version": "v1"}, indent=indent)
    try:
        read_catalog(text, "catalog.json")
    except PatternloomError as error:
        lines = text.splitlines()
        for problem in error.problems:
            assert problem.mark.line <= len(lines)
            assert 1 <= problem.mark.column <= len(lines[problem.mark.line - 1])


def test_an_index_of_records_is_read_as_it_was_written() -> None:
    assert read_index(index_json(INDEX), "index.json") == INDEX
    empty = RecordIndex(version="v1", records=())
    assert read_index(index_json(empty), "index.json") == empty


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "index.json:1:1: JSON of another form, expected what 'patternloom adr index' writes"),
        ('{"version": "v2"}', "index.json:1:1: version 'v2', expected what 'patternloom adr index' writes"),
        ('{"version": "v1", "records": [{"path": "a", "title": "A", "decides": [], "status": "done"}]}',
         "index.json:1:84: records[0].status: 'done', expected one of accepted, deprecated, proposed, rejected, superseded"),
    ],
)  # fmt: skip
def test_what_is_no_index_is_refused_in_a_line(text: str, said: str) -> None:
    with pytest.raises(PatternloomError) as caught:
        read_index(text, "index.json")
    assert str(caught.value).splitlines()[0] == said


def test_each_list_is_looked_through_once_however_much_is_wrong_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    values = read._values
    monkeypatch.setattr(read, "_values", lambda text, at: looked.append(at) or values(text, at))
    told = refused(json.dumps({**LEAST, "entries": [{}, {"id": 1}, {"id": 2}]}, indent=1)).splitlines()
    assert [line.partition(" ")[0] for line in told[:-1] if "found" not in line and "number" in line] == [
        "catalog.json:9:10:",
        "catalog.json:12:10:",
    ]
    assert len(looked) == len(set(looked))
