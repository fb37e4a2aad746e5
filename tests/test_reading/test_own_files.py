"""Which folder of the catalog holds an example's own files: the one of that name, or one that is named nearly so."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import Project

from patternloom.reading.folder import read_attachments, read_catalog
from patternloom.reading.own_files import is_text, own_folder


@pytest.mark.parametrize(
    ("folders", "yaml", "own"),
    [
        (["a", "files"], "", "files"),
        (["file", "files"], "examples:\n", "files"),
        (["file"], "# An example.\nexamples:\n", "file"),
        (["Files"], "examples:\n", "Files"),
        (["file"], "patterns:\n", None),
        (["file"], None, None),
        (["pictures"], "examples:\n", None),
        ([], "examples:\n", None),
    ],
)
def test_a_folder_beside_an_example_is_meant_by_its_name(
    tmp_path: Path, folders: list[str], yaml: str | None, own: str | None
) -> None:
    """Beside anything else it is any folder."""
    if yaml is not None:
        (tmp_path / "a.yaml").write_text(yaml, "utf-8")
    assert own_folder(str(tmp_path), folders, ["a.yaml", "b.txt"]) == own


def test_a_folder_named_like_a_file_tells_of_no_example(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert own_folder(str(tmp_path), ["file", "a.yaml"], ["a.yaml"]) is None


def test_what_lies_in_a_folder_that_is_named_nearly_so_is_told_once_and_taken_as_meant(bare_project: Project) -> None:
    """No YAML of it is read as the catalog's."""
    bare_project.write("x/example.yaml", "examples: []\n")
    bare_project.write("x/fils/k8s/a.yaml", "kind: [\n")
    sources, problems = read_catalog(bare_project.catalog, "catalog")
    assert ([source.file for source in sources], problems) == (["catalog/x/example.yaml"], ())
    found, problems = read_attachments(bare_project.catalog, "catalog")
    assert found == {"x/files/k8s/a.yaml": b"kind: [\n"}
    assert [str(problem) for problem in problems] == [
        "catalog/x/fils:1:1: folder 'fils' beside an example, expected 'files' for its files; rename it"
    ]


def test_a_name_is_text_where_it_can_be_written_in_utf_8() -> None:
    assert (is_text("ä"), is_text("\udcff")) == (True, False)
