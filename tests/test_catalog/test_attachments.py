"""Files beside an entry belong to the example in their folder, and are told apart once."""

from __future__ import annotations

from pathlib import Path

from projects import OVEN, Project

from patternloom.catalog.attachments import Attached, ExampleFiles, attached_by_folder, example_files, folder_of
from patternloom.catalog.parse import Place
from patternloom.reading.strict_yaml import read_yaml

FILES = ExampleFiles("catalog/a", "a.yaml", b"y", {"k/x": b"1"}, b"{}")


def test_attachments_are_told_apart_by_the_folder_that_holds_them() -> None:
    found = attached_by_folder(
        {
            "a/evidence.json": b"{}",
            "a/files/k/x": b"1",
            "a/files/y": b"2",
            "b/c/files/files/z": b"3",
            "b/d/evidence.json": b"[]",
            "files/w": b"4",
        }
    )
    assert found == {
        "a": Attached({"k/x": b"1", "y": b"2"}, b"{}"),
        "b/c": Attached({"files/z": b"3"}),
        "b/d": Attached({}, b"[]"),
        "": Attached({"w": b"4"}),
    }


def test_a_record_of_checks_vouches_for_everything_but_itself() -> None:
    assert FILES.checked() == {"a.yaml": b"y", "files/k/x": b"1"}


def test_a_place_in_a_file_names_it_as_messages_do() -> None:
    assert [str(FILES.mark("k/x", 3, 4)), str(FILES.mark("k/x")), str(FILES.evidence_mark())] == [
        "catalog/a/files/k/x:3:4",
        "catalog/a/files/k/x:1:1",
        "catalog/a/evidence.json:1:1",
    ]


def place(path: str) -> Place:
    """An example at the top of a file."""
    source = read_yaml("examples: [{id: oven}]\n", f"catalog/{path}", Path(path))
    assert source
    return Place(source, ("examples", 0))


def test_an_example_has_the_files_of_its_own_folder_and_no_others() -> None:
    attached = {"a/b": Attached({"x": b"1"}, b"{}"), "": Attached({"y": b"2"})}
    text = b"examples: [{id: oven}]\n"
    assert [example_files(place(path), attached) for path in ("a/b/c.yaml", "d.yaml", "a/e.yaml")] == [
        ExampleFiles("catalog/a/b", "c.yaml", text, {"x": b"1"}, b"{}"),
        ExampleFiles("catalog", "d.yaml", text, {"y": b"2"}, None),
        ExampleFiles("catalog/a", "e.yaml", text, {}, None),
    ]
    assert [folder_of(place(path)) for path in ("a/b/c.yaml", "d.yaml")] == ["a/b", ""]


def second(project: Project, file: str) -> None:
    """Write a second example like the oven's."""
    project.write(file, project.read("examples/oven/example.yaml").replace("id: oven\n", "id: stove\n"))


def test_a_second_example_beside_files_is_refused_as_they_could_be_either_s(project: Project) -> None:
    project.overlay(OVEN)
    second(project, "examples/oven/more.yaml")
    assert [str(problem) for problem in project.problems() if problem.rule == "file"] == [
        "catalog/examples/oven/more.yaml:8:9: second example in folder 'examples/oven', expected one, as it has files;"
        " first at catalog/examples/oven/example.yaml:8:9"
    ]


def test_files_of_no_example_are_a_warning_in_each_folder(project: Project) -> None:
    project.write("baking/files/x.conf", "a")
    project.write("baking/files/b.conf", "b")
    project.write("files/y.yaml", "a")
    project.write("fermentation/evidence.json", "{}")
    project.write("fermentation/files/z.conf", "c")
    assert project.report() == (
        "catalog/baking/files/b.conf:1:1: warning: file below 'files/' of no example, expected an example beside that"
        " folder; catalog YAML is not read there\n"
        "catalog/fermentation/evidence.json:1:1: warning: evidence of no example, expected an example beside it\n"
        "catalog/files/y.yaml:1:1: warning: file below 'files/' of no example, expected an example beside that folder;"
        " catalog YAML is not read there\n"
        "3 warnings"
    )
