"""The JSON Schema of the published form: of the dialect that it says, and true of what is written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from patternloom.wire.schema import CATALOG as WHOLE
from patternloom.wire.schema import ENTRY as ONE
from patternloom.wire.schema import RECORDS, schemas
from patternloom.wire.types import Catalog
from patternloom.wire.write import catalog_json, entry_json, index_json, single_json
from test_wire.published import CATALOG, ENTRY, GONE, INDEX, as_plain


def validator(name: str, *, closed: bool = False) -> Draft202012Validator:
    """What judges by one of them."""
    return Draft202012Validator(json.loads(schemas(closed=closed)[name]))


@pytest.mark.parametrize("name", [WHOLE, ONE, RECORDS])
def test_it_is_a_schema_of_its_dialect(name: str) -> None:
    schema = json.loads(schemas()[name])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_it_is_true_of_what_is_written_which_has_no_other_key() -> None:
    assert list(validator(WHOLE, closed=True).iter_errors(as_plain(catalog_json(CATALOG)))) == []
    empty = catalog_json(Catalog(version="v1", languages=("en",), entries=()))
    assert list(validator(WHOLE, closed=True).iter_errors(as_plain(empty))) == []
    for entry in (ENTRY, GONE):
        single = single_json(CATALOG, entry_json(entry))
        assert list(validator(ONE, closed=True).iter_errors(as_plain(single))) == []


def test_a_key_more_is_allowed_and_one_less_is_not() -> None:
    value = as_plain(catalog_json(CATALOG))
    assert list(validator(WHOLE).iter_errors({**value, "later": 1})) == []
    del value["entries"][0]["formerly"]
    (error,) = validator(WHOLE).iter_errors(value)
    assert error.message == "'formerly' is a required property"


@pytest.mark.parametrize(
    "wrong", [{"status": "fine"}, {"revision": "1"}, {"summary": []}, {"retired": {}}, {"name": {"en": 1}}]
)
def test_what_reading_refuses_it_refuses(wrong: dict[str, Any]) -> None:
    value = {**as_plain(single_json(CATALOG, entry_json(ENTRY))), **wrong}
    assert len(list(validator(ONE).iter_errors(value))) > 0


def test_every_key_says_what_it_means() -> None:
    bare = []
    for name in (WHOLE, ONE, RECORDS):
        schema = json.loads(schemas()[name])
        for part in (schema, *schema["$defs"].values()):
            assert part["description"].endswith(".")
            bare += [key for key, said in part["properties"].items() if not said["description"].endswith(".")]
    assert bare == []


def test_what_an_entry_inherits_it_says_too() -> None:
    assert json.loads(schemas()[ONE])["properties"]["status"]["description"].startswith("What this reference advises")


def test_an_index_of_records_fits_its_own() -> None:
    assert list(validator(RECORDS, closed=True).iter_errors(as_plain(index_json(INDEX)))) == []
    (error,) = validator(RECORDS).iter_errors({"version": "v1"})
    assert error.message == "'records' is a required property"
