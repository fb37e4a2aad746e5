"""The published types as forms."""

from __future__ import annotations

from patternloom.wire.forms import Field, Keyed, Many, Maybe, Words, fields_of
from patternloom.wire.types import Catalog, Competing, Entry, Id, Retired

(ID,) = Id.__metadata__


def forms(published: type) -> dict[str, object]:
    """Key → form."""
    return {field.key: field.form for field in fields_of(published)}


def test_a_field_knows_its_key_and_whether_it_may_be_missing() -> None:
    assert fields_of(Competing) == (
        Field("within", "in", ID, needed=True),
        Field("options", "options", Many(Many(ID)), needed=True),
    )
    assert [field.key for field in fields_of(Entry) if field.needed] == ["id", "kind", "name", "revision"]
    assert [field.key for field in fields_of(Catalog) if field.needed] == ["version", "languages", "entries"]


def test_each_form_is_told() -> None:
    found = forms(Entry)
    assert found["revision"] is int
    assert found["status"] == Maybe(Words(("recommended", "situational", "discouraged")))
    assert found["summary"] == Maybe(Keyed(str))
    assert found["aliases"] == Keyed(Many(str))
    assert found["meaning"] == Keyed(object)
    assert found["retired"] == Maybe(Retired)
    assert forms(Catalog)["entries"] == Many(Entry)
