"""Every bound stands in one module and in one table, and what goes beyond it is told with the number."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import OVEN, REPOSITORY, Project

from patternloom.problems import limits

LIMITS = {name: value for name, value in vars(limits).items() if name.isupper()}
EXAMPLE = "examples/oven/example.yaml"


def test_contributing_lists_every_bound_with_its_number() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| .+ \| ([\d,]+) [^|]*\| `([A-Z_]+)` \|$", text, re.MULTILINE)
    assert {name: int(number.replace(",", "")) for number, name in rows} == LIMITS
    assert [name for _, name in rows] == list(LIMITS), "the table has the module's order"


def test_every_bound_says_what_it_bounds() -> None:
    source = Path(limits.__file__).read_text("utf-8")
    assert re.findall(r'^([A-Z_]+) = [\d_]+\n"""[A-Z].*', source, re.MULTILINE) == list(LIMITS)


def test_no_other_module_has_a_bound_of_its_own() -> None:
    found = [
        f"{path.name}: {name}"
        for path in sorted((REPOSITORY / "src").rglob("*.py"))
        if path.name != "limits.py"
        for name in re.findall(r"^_?(MAX\w*|\w*LIMIT) = ", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert found == []


def pattern(more: str) -> Callable[[Project], None]:
    """A pattern with these fields."""

    def change(project: Project) -> None:
        project.write("more.yaml", "patterns:\n- {id: rye, name: x, status: situational, " + more + "}\n")

    return change


def oven(old: str, new: str) -> Callable[[Project], None]:
    """The design example with one thing written otherwise."""

    def change(project: Project) -> None:
        project.overlay(OVEN)
        project.replace(EXAMPLE, old, new)

    return change


def written(file: str, text: str | bytes) -> Callable[[Project], None]:
    """Another file."""

    def change(project: Project) -> None:
        project.overlay(OVEN)
        project.write(file, text)

    return change


def sparse(file: str, size: int) -> Callable[[Project], None]:
    """A file with a hole: it takes no room on the disk."""

    def change(project: Project) -> None:
        project.overlay(OVEN)
        path = project.write(file, b"")
        with path.open("r+b") as opened:
            opened.truncate(size)

    return change


def smaller(name: str, value: int, change: Callable[[Project], None]) -> Callable[[Project, pytest.MonkeyPatch], None]:
    """The bound made small, as what lies beyond it takes a minute to write."""

    def both(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, name, value)
        change(project)

    return both


LINE = "- {id: b0, kind: room, inside: b1}\n"
COMPONENT = "  - id: c{0}\n      kind: machine\n      name: x\n      inside: kitchen\n      provided_by: outside\n      does: x\n    "
BEYOND: dict[str, tuple[str, Callable[..., None]]] = {
    "FILE_BYTES": ("expected at most 20,000,000", sparse("more.yaml", 20_000_001)),
    "CATALOG_CHARACTERS": ("expected at most 2,500 characters", smaller("CATALOG_CHARACTERS", 2_500, lambda project: None)),
    "VALUES_IN_FILE": ("expected at most 40 in a file", smaller("VALUES_IN_FILE", 40, lambda project: None)),
    "VALUES_IN_CATALOG": ("and 100 in all", smaller("VALUES_IN_CATALOG", 100, lambda project: None)),
    "VALUES_IN_ENTRY": ("expected at most 10,000; split it", pattern(f"children: [{'x, ' * 10_001}]")),
    "YAML_LEVELS": ("nested deeper than 40 levels", written("more.yaml", "[" * 41)),
    "TEXT_CHARACTERS": ("expected at most 100,000", pattern(f"summary: {{en: {'x' * 100_001}}}")),
    "PROSE_LEVELS": ("deeper than 8 levels", pattern("summary: {en: '" + "*a **b " * 5 + "'}")),
    "ID_CHARACTERS": ("of at most 100 characters", written("more.yaml", f"patterns:\n- {{id: {'x' * 101}}}\n")),
    "TAG_CHARACTERS": ("of at most 35 characters", written("catalog.yaml", "languages: [en-abcdefgh-abcdefgh-abcdefgh-abcdefgh]\n")),
    "PATH_BYTES": ("of at most 200 bytes", oven("path: oven.conf", f"path: {'x' * 201}")),
    "SOURCE_DIGITS": ("each number of at most 6 digits", pattern("source: [F1234567]")),
    "KEY_DIGITS": ("a number of at most 4 digits", pattern("benefits: [{key: b12345, text: {en: x, ja: x}}]")),
    "LANGUAGES": ("expected at most 50", written("catalog.yaml", f"languages: [{', '.join(f'a{chr(97 + n // 26)}{chr(97 + n % 26)}' for n in range(51))}]\n")),
    "WORDS": ("5,001 words, expected at most 5,000", written("strings/en.yaml", "".join(f"k{n}: x\n" for n in range(5_001)))),
    "FORMS": ("expected at most 500", written("more.yaml", "terms:\n- {id: term-x, name: x, definition: {en: x, ja: x}, reviewed: 2026-01-01, avoid: {en: [" + ", ".join(f"f{n}" for n in range(501)) + "]}}\n")),
    "FORM_CHARACTERS": ("expected at most 100", written("more.yaml", f"terms:\n- {{id: term-x, avoid: {{en: [{'x' * 101}]}}}}\n")),
    "TREE_LEVELS": ("makes more than 20 levels", written("more.yaml", "patterns:\n" + "".join(f"- {{id: r{n}, name: x, summary: {{en: x, ja: x}}, status: situational, references: [primer], reviewed: 2026-01-01, children: [r{n + 1}]}}\n" for n in range(22)) + "- {id: r22, name: x, summary: {en: x, ja: x}, status: situational, references: [primer], reviewed: 2026-01-01}\n")),
    "ATTACHED_BYTES": ("expected at most 1,000,000", sparse("examples/oven/files/more", 1_000_001)),
    "EVIDENCE_BYTES": ("expected at most 1,000,000", sparse("examples/oven/evidence.json", 1_000_001)),
    "EXAMPLE_BYTES": ("expected at most 10 in an example", smaller("EXAMPLE_BYTES", 10, lambda project: project.overlay(OVEN))),
    "ATTACHED_BYTES_IN_ALL": ("with 10 bytes in all", smaller("ATTACHED_BYTES_IN_ALL", 10, lambda project: project.overlay(OVEN))),
    "ATTACHED_FILES": ("expected at most 1 with", smaller("ATTACHED_FILES", 1, lambda project: project.overlay(OVEN))),
    "PROBLEMS": ("5 errors, more are not shown", smaller("PROBLEMS", 5, written("more.yaml", "patterns: [{}, {}, {}]"))),
    "PROSE_MISTAKES": ("100 errors", pattern("reviewed: 2026-01-01, references: [primer], summary: {ja: x, en: '" + "]( " * 200 + "'}")),
    "STEPS": ("expected at most 1, as a picture lights no more", smaller("STEPS", 1, lambda project: project.overlay(OVEN))),
    "FLOWS": ("expected at most 0", smaller("FLOWS", 0, lambda project: project.overlay(OVEN))),
    "COMPONENTS": ("components, expected at most 1", smaller("COMPONENTS", 1, lambda project: project.overlay(OVEN))),
    "OBJECTS": ("objects, expected at most 0 in an example", smaller("OBJECTS", 0, lambda project: project.overlay(OVEN))),
    "TABS": ("files, expected at most 0, as a page shows no more", smaller("TABS", 0, lambda project: project.overlay(OVEN))),
    "BOX_LEVELS": ("makes more than 0 levels", smaller("BOX_LEVELS", 0, lambda project: project.overlay(OVEN))),
}  # fmt: skip
ELSEWHERE = {
    "DIAGRAM_EDGES": "tests/test_site/test_drawable.py",
    "DIAGRAM_CHARACTERS": "tests/test_site/test_drawable.py",
    "WIRE_CHARACTERS": "tests/test_wire/test_read.py",
    "RECORD_BYTES": "tests/test_adr/formats/test_files.py",
    "RECORD_PARAGRAPH": "tests/test_adr/formats/test_rst.py",
    "FRONT_MATTER_CHARACTERS": "tests/test_adr/formats/test_front_matter.py",
    "COMPARISONS": "tests/test_model/test_refs.py",
    "MANIFEST_LEVELS": "tests/test_verify/example/test_manifests.py",
    "DRAWING_SECONDS": "tests/test_pictures/test_draw.py",
    "LISTING_SECONDS": "tests/test_mkdocs/test_held_back.py",
    "BUILD_SECONDS": "tests/test_mkdocs/test_builds.py",
    "KEPT_BYTES": "tests/test_publish/test_build_cache.py",
    "KEPT_DAYS": "tests/test_publish/test_build_cache.py",
    "TOOL_SECONDS": "tests/test_verify/tools/test_programs.py",
    "SETUP_SECONDS": "tests/test_verify/tools/test_programs.py",
}
"""Tested with what they bound."""


@pytest.mark.parametrize("name", BEYOND)
def test_what_goes_beyond_a_bound_is_told_with_the_number(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    told, change = BEYOND[name]
    if change.__name__ == "both":
        change(project, monkeypatch)
    else:
        change(project)
    assert told in project.report()


def test_every_bound_is_gone_beyond_by_some_test() -> None:
    assert {*BEYOND, *ELSEWHERE} == set(LIMITS)
    assert [file for file in ELSEWHERE.values() if "limits" not in (REPOSITORY / file).read_text("utf-8")] == []
