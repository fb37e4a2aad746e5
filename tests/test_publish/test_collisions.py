"""One address for each published file, on every system; and what is published at another address than it is named by."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from site_fixture import Bakery, copy_project

from patternloom.problems.findings import PatternloomError
from patternloom.publish.project import Project
from patternloom.publish.sources import read_sources
from patternloom.publish.tree import export

EXAMPLE = "catalog/examples/stone-oven-at-home"
WAY_OUT = "expected an address of its own; rename one of them"


def attach(bakery: Bakery, *paths: str) -> None:
    """Add files to the example, as an author would."""
    for path in paths:
        bakery.write(f"{EXAMPLE}/files/{path}", path)
    lines = "".join(f'      - {{path: "{path}", role: {{de: x, fr: x}}}}\n' for path in paths)
    bakery.replace(f"{EXAMPLE}/example.yaml", "    files:\n", f"    files:\n{lines}")


def told(bakery: Bakery) -> list[str]:
    """What is wrong, but for what only follows from a changed example: its evidence."""
    try:
        problems = read_sources(bakery.project()).warnings
    except PatternloomError as error:
        problems = error.problems
    return [str(problem) for problem in problems if problem.rule != "evidence"]


@pytest.mark.parametrize(
    ("one", "other", "at", "how"),
    [
        ("README.md", "README.md.txt", "README.md.txt", ""),
        (".env", "dot.env", "dot.env", ""),
        ("a.conf", "A.conf", "a.conf", ", but for case or the form of its letters"),
        ("K8s/a.conf", "k8s/A.conf", "k8s/A.conf", ", but for case or the form of its letters"),
        ("é.conf", unicodedata.normalize("NFD", "é.conf"), "é.conf", ", but for case or the form of its letters"),
        ("É.conf", unicodedata.normalize("NFD", "é.conf"), "É.conf", ", but for case or the form of its letters"),
    ],
)
def test_two_files_of_an_example_at_one_address_are_told(
    bakery: Bakery, one: str, other: str, at: str, how: str
) -> None:
    """Some systems take names for one that differ in case, or in how an accent is written."""
    attach(bakery, one, other)
    first, second = sorted([one, other])
    (problem,) = told(bakery)
    place = f"{EXAMPLE}/files/"
    assert problem.startswith(f"{place}{second}:1:1: published at 'examples/stone-oven-at-home/files/")
    assert problem.endswith(f", as {place}{first} is{how}, {WAY_OUT}")
    assert unicodedata.normalize("NFC", at).lower() in unicodedata.normalize("NFC", problem).lower()


def test_a_file_where_another_one_has_a_folder_is_told(bakery: Bakery) -> None:
    attach(bakery, "Plan.conf", "plan.conf/a.conf")
    assert told(bakery) == [
        f"{EXAMPLE}/files/Plan.conf:1:1: published at 'examples/stone-oven-at-home/files/Plan.conf', where"
        f" {EXAMPLE}/files/plan.conf/a.conf needs a folder, {WAY_OUT}"
    ]


def test_other_names_are_each_at_their_own(bakery: Bakery) -> None:
    attach(bakery, "README.md", "readme.conf", "a.conf", "b/a.conf", "A/a.conf")
    assert told(bakery) == []


def test_a_file_that_begins_with_a_dot_is_offered_under_a_name_that_every_host_serves(bakery: Bakery) -> None:
    attach(bakery, ".env", ".ci/build.conf")
    addresses = [file.path for file in bakery.export().files if "/files/" in file.path]
    below = "examples/stone-oven-at-home/files/"
    assert [path for path in addresses if "dot" in path] == [below + "dot.ci/build.conf", below + "dot.env"] or [
        path for path in addresses if "dot" in path
    ] == [below + "dot.ci/build.conf", below + "dot.env.txt"]
    assert [path for path in addresses if "/." in path] == []


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (
            "content/start/index.html",
            "content/start/index.html:1:1: published at 'start/index.html', as content/start.md is",
        ),
        (
            "content/p/sourdough/index.html",
            "catalog/dough.yaml:53:9: published at 'p/sourdough/index.html', as content/p/sourdough/index.html is",
        ),
        (
            "content/Start/index.html",
            "content/Start/index.html:1:1: published at 'Start/index.html', as content/start.md is",
        ),
        (
            "content/areas/dough",
            "content/areas/dough:1:1: published at 'areas/dough', where content/areas/[area].any.md needs a folder",
        ),
        (
            "content/fr/picture.png",
            "content/fr/picture.png:1:1: published at 'fr/picture.png', expected another folder",
        ),
    ],
)
def test_what_content_holds_besides_takes_no_address_of_a_page(bakery: Bakery, file: str, expected: str) -> None:
    """Nor a lasting address, nor a language's folder."""
    bakery.write(file, "x")
    (problem,) = told(bakery)
    assert problem.startswith(expected)


def test_a_page_in_a_language_s_folder_is_told_once(bakery: Bakery) -> None:
    """Though the texts of its pictures would stand there, too."""
    bakery.write("content/fr/x.any.md", "# x\n")
    (problem,) = told(bakery)
    assert problem.startswith("content/fr/x.any.md:1:1: published at 'fr/x/index.html', expected another folder")


@pytest.mark.parametrize(("file", "folders"), [("start/index.html", True), ("start.html", False)])
def test_where_addresses_are_those_of_files_pages_take_others(bakery: Bakery, file: str, folders: bool) -> None:
    bakery.write(f"content/{file}", "x")
    for taken in (True, False):
        project = replace(bakery.project(), folders=folders == taken)
        if taken:
            with pytest.raises(PatternloomError, match=f"published at '{file}', as content/start.md is"):
                read_sources(project)
        else:
            assert [one for one in read_sources(project).warnings if one.rule == "file"] == []


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("p/page.css", "published at 'p/page.css', as a generated file is"),
        ("P/Onward.js", "published at 'P/Onward.js', as a generated file is"),
        ("api/v1/catalog.json", None),
        ("objects.inv", None),
        ("api/v1/entries", "published at 'api/v1/entries', where a generated file needs a folder"),
        ("objects.inv/a.txt", "published at 'objects.inv/a.txt', as a generated file is"),
        ("objects/a.txt", None),
    ],
)
def test_nor_of_what_is_generated_beside_pages_unless_it_may_replace_it(
    bakery: Bakery, file: str, expected: str | None
) -> None:
    """What machines read a project may write itself; all else keeps its address."""
    bakery.write(f"content/{file}", "x")
    if expected is None:
        assert bakery.export().files
        return
    with pytest.raises(PatternloomError) as error:
        bakery.export()
    assert [str(problem) for problem in error.value.problems] == [f"content/{file}:1:1: {expected}, {WAY_OUT}"]


@pytest.mark.parametrize("name", ["a\u202etxt.conf", "a\nb.conf", "a\x1b[2J.conf", "a\u200b.conf", "a\u00a0b.conf"])
def test_a_name_that_cannot_be_shown_is_refused_at_its_place(bakery: Bakery, name: str) -> None:
    """It would look like another, or break the line of a report."""
    bakery.write(f"{EXAMPLE}/files/{name}", "x")
    escaped = name.encode("unicode_escape").decode()
    expected = "name with a character that cannot be shown, expected a plain name"
    assert f"{EXAMPLE}/files/{escaped}:1:1: {expected}" in told(bakery)


def test_where_the_catalog_lies_on_the_building_machine_no_page_says(bakery: Bakery, tmp_path: Path) -> None:
    """Neither an edit link nor anything else, where catalog and pages lie outside of the project."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    bakery.path("catalog").rename(elsewhere / "catalog")
    bakery.path("content").rename(elsewhere / "content")
    project = Project(bakery.root, elsewhere / "catalog", bakery.macros.resolve(), elsewhere / "content")
    for language in ("de", "fr"):
        files = export(project, language).files
        assert len(files) > 20
        assert [file.path for file in files if str(tmp_path).encode() in file.data] == []
        assert {file.origin for file in files} == {None}


def test_our_own_project_has_one_address_for_each_file(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    sources = read_sources(Project(root, root / "catalog", root / "macros", root / "content"))
    assert [problem for problem in sources.warnings if problem.rule == "file"] == []
