"""A contract is read for a subset of proto3, and judged by Google's library."""

from __future__ import annotations

import pytest

from patternloom.verify.code.contracts import Outside, described

HEAD = 'syntax = "proto3"; package a.v1; '


def test_a_contract_is_read_as_it_stands() -> None:
    """Comments are none of it."""
    text = (
        HEAD
        + """
    // of one line
    /* of
       several */
    enum Kind { NONE = 0; }
    message Item { string name = 1; repeated Item parts = 2; Kind kind = 3; enum Own { X = 0; } }
    service ItemService { rpc Get(Item) returns (stream Item); rpc Put(stream Item) returns (Item); }
    """
    )
    file = described("a/v1/items.proto", text)
    (service,) = file.services_by_name.values()
    assert (
        file.package,
        [*file.message_types_by_name],
        [(field.name, field.number, field.is_repeated) for field in file.message_types_by_name["Item"].fields],
        [(one.name, one.client_streaming, one.server_streaming) for one in service.methods],
    ) == (
        "a.v1",
        ["Item"],
        [("name", 1, False), ("parts", 2, True), ("kind", 3, False)],
        [("Get", False, True), ("Put", True, False)],
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('syntax = "proto2";', "expected proto3"),
        (HEAD + 'import "b.proto";', "'import' is outside the subset"),
        (HEAD + "message M { map<string, string> m = 1; }", "'<string, string> m =' is outside the subset"),
        (HEAD + "message M { oneof x { string y = 1; } }", "'oneof' is outside the subset"),
        (HEAD + "message M { string x = y; }", "x = y, expected a number"),
        (HEAD + "message M { string x = 19000; }", "x = 19000, a number that protobuf keeps for itself"),
        (HEAD + "message M { string x = 1", "'the end', expected ';'"),
        (HEAD + "message M { string x : 1; }", "' : 1; }' is outside the subset"),
        (HEAD + "message 1 {}", "'1', expected a name"),
        (HEAD + "service S { rpc A(B) gives (C); }", "'gives', expected 'returns'"),
    ],
)
def test_what_is_outside_the_subset_is_refused(text: str, told: str) -> None:
    """With the word that is."""
    with pytest.raises(Outside) as error:
        described("a.proto", text)
    assert str(error.value) == told


def test_what_the_library_refuses_is_its_own_error() -> None:
    """A number twice, say."""
    with pytest.raises(TypeError):
        described("a.proto", HEAD + "message M { string x = 1; string y = 1; }")
