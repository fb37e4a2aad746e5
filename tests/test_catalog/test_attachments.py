"""Files beside an entry belong to the example in their folder, and are told apart once."""

from __future__ import annotations

from patternloom.catalog.attachments import Attached, ExampleFiles, attached_by_folder

FILES = ExampleFiles("catalog/a", "a.yaml", b"y", {"k/x": b"1"}, b"{}")


def test_attachments_are_told_apart_by_the_folder_that_holds_them() -> None:
    found = attached_by_folder(
        {"a/evidence.json": b"{}", "a/files/k/x": b"1", "a/files/y": b"2", "b/files/files/z": b"3", "files/w": b"4"}
    )
    assert found == {
        "a": Attached({"k/x": b"1", "y": b"2"}, b"{}"),
        "b": Attached({"files/z": b"3"}),
        "": Attached({"w": b"4"}),
    }


def test_a_record_of_checks_vouches_for_everything_but_itself() -> None:
    assert FILES.checked() == {"a.yaml": b"y", "files/k/x": b"1"}


def test_a_place_in_a_file_names_it_as_messages_do() -> None:
    assert [str(FILES.mark("k/x", 3, 4)), str(FILES.evidence_mark())] == [
        "catalog/a/files/k/x:3:4",
        "catalog/a/evidence.json:1:1",
    ]
