"""Whatever is done to the catalog's files, loading ends in a catalog or in a report whose every place exists.

Five hundred damaged catalogs a run, with `make properties` thirty thousand: their values moved, renamed, retyped; their
text cut, doubled, scrambled; their bytes. And hostile ones, whose report takes no more than 600 MiB.
"""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from examples import examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from projects import OVEN, SMALL, Project, quick_yaml, to_yaml

from patternloom.catalog.load import Catalog, load
from patternloom.problems.findings import PatternloomError

# The small catalog with a design example: its files and its evidence are damaged too.
WHOLE = {
    path.relative_to(folder).as_posix(): path.read_bytes()
    for folder in (SMALL, OVEN)
    for path in sorted(folder.rglob("*"))
    if path.is_file()
}
ALL_FILES = sorted(WHOLE)
FILES = [file for file in ALL_FILES if file.endswith((".yaml", ".json"))]

# What a slip of the hand or a bad will puts in a catalog.
WORDS = st.sampled_from([
    "", " ", "none", "null", "true", "yes", "1.10", "-1", "x", "Ünï", "蒸気", "sourdough", "Sourdough", "yeast", "primer",
    "fermentation", "en", "ja", "F1", "S2.1", "https://example.org/", "javascript:alert(1)", "[[", "[[yeast]]",
    "[[yeast|x]]", "[@primer]", "[@", "*", "**", "`", "](", "\\", "<script>", "{{ x }}", "\x1f", "\u202e", "\u2028",
    "👩‍🍳", "x" * 5000, "2026-01-31", "2026-13-01", "0", "id", "text",
])  # fmt: skip
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6
)
CHARACTERS = st.text(
    st.sampled_from(list(" \n\t\r:-[]{}'\"&*!|>%@`#?,.a1蒸\x85\u2028\0\x1b\ufeff\U0001f35e")) | st.characters(exclude_categories=["Cs"]),
    max_size=6,
)  # fmt: skip


def paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value below this one."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield (*here, step)
        yield from paths(inner, (*here, step))


def mutate_value(draw: Callable[[Any], Any], root: Any) -> None:
    """Do one thing to one value, in place."""
    ways = list(paths(root))
    if not ways:
        return
    *above, step = draw(st.sampled_from(ways))
    parent = root
    for earlier in above:
        parent = parent[earlier]
    kind = draw(st.sampled_from(["delete", "duplicate", "rename", "replace", "wrap", "swap", "edit"]))
    if kind == "delete":
        del parent[step]
    elif kind == "duplicate" and isinstance(parent, list):
        parent.insert(step, copy.deepcopy(parent[step]))
    elif kind in ("duplicate", "rename") and isinstance(parent, dict):
        value = parent[step] if kind == "duplicate" else parent.pop(step)
        parent[draw(WORDS | st.just(f"{step}s"))] = copy.deepcopy(value)
    elif kind == "wrap":
        parent[step] = [parent[step]] if draw(st.booleans()) else {"en": parent[step]}
    elif kind == "swap":
        *other_above, other_step = draw(st.sampled_from(ways))
        other = root
        for earlier in other_above:
            other = other[earlier]
        parent[step] = copy.deepcopy(other[other_step])
    elif kind == "edit" and isinstance(parent[step], str):
        text = parent[step]
        cut = draw(st.integers(0, len(text)))
        parent[step] = text[:cut] + draw(WORDS) + text[cut + draw(st.integers(0, 3)) :]
    else:
        parent[step] = draw(VALUES)


@st.composite
def damaged_values(draw: Callable[[Any], Any]) -> dict[str, bytes]:
    """Files whose values were changed: still YAML, hardly a catalog."""
    files = {}
    for file in draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=3, unique=True)):
        value = quick_yaml(WHOLE[file], "BaseLoader")
        for _ in range(draw(st.integers(1, 3))):
            mutate_value(draw, value)
        files[file] = (json.dumps(value) if file.endswith(".json") else to_yaml(value)).encode()
    return files


@st.composite
def damaged_text(draw: Callable[[Any], Any]) -> dict[str, bytes]:
    """A file whose text was changed: hardly YAML."""
    file = draw(st.sampled_from(ALL_FILES))
    text = WHOLE[file].decode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        kind = draw(st.sampled_from(["cut", "insert", "overwrite", "double", "shift", "end", "lines"]))
        if kind == "cut":
            text = text[:start] + text[end:]
        elif kind == "insert":
            text = text[:start] + draw(CHARACTERS) + text[start:]
        elif kind == "overwrite":
            inserted = draw(CHARACTERS)
            text = text[:start] + inserted + text[start + len(inserted) :]
        elif kind == "double":
            text = text[:end] + text[start:end] + text[end:]
        elif kind == "shift":
            line = text.rfind("\n", 0, start) + 1
            text = text[:line] + draw(st.sampled_from([" ", "  ", "\t", "- ", "? ", "# "])) + text[line:]
        elif kind == "end":
            text = text[:start]
        else:
            lines = text.splitlines(keepends=True)
            if len(lines) > 1:
                one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
                lines[one], lines[other] = lines[other], lines[one]
            text = "".join(lines)
    return {file: text.encode()}


@st.composite
def damaged_bytes(draw: Callable[[Any], Any]) -> dict[str, bytes]:
    """A file whose bytes were changed: hardly text."""
    file = draw(st.sampled_from(ALL_FILES))
    raw = bytearray(WHOLE[file])
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        raw[start : start + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    if draw(st.booleans()):
        raw = bytearray(draw(st.sampled_from([b"\xef\xbb\xbf", b"\xff\xfe", b"\0"]))) + raw
    return {file: bytes(raw)}


def assert_loads_or_reports(project: Project) -> None:
    """The promise: a catalog, or problems that each can be shown at its place."""
    try:
        catalog, problems = load(project.catalog, "catalog")
        assert isinstance(catalog, Catalog)
        assert {problem.severity for problem in problems} <= {"warning"}
    except PatternloomError as error:
        problems = error.problems
        assert "error" in {problem.severity for problem in problems}
    assert list(problems) == sorted(set(problems))
    for problem in problems:
        assert problem.message
        assert str(problem).isprintable()
        file = project.root / problem.mark.file
        place = (problem.mark.line, problem.mark.column)
        if problem.message.startswith("no such file"):
            assert place == (1, 1)
        else:
            assert file.exists()
        if place != (1, 1):
            text = file.read_bytes().decode("utf-8-sig", "surrogateescape")
            # A line of YAML ends at more than a line of another file.
            lines = re.split("\r\n|[\n\r\x85\u2028\u2029]" if file.suffix == ".yaml" else "\n", text)
            assert 1 <= place[0] <= len(lines), problem
            assert 1 <= place[1] <= len(lines[place[0] - 1]) + 1, problem


def try_damage(project: Project, files: dict[str, bytes]) -> None:
    """Lay the damaged files over the catalog, try, and mend it again."""
    for file, raw in files.items():
        project.write(file, raw)
    try:
        assert_loads_or_reports(project)
    finally:
        for file in files:
            project.write(file, WHOLE[file])


@pytest.fixture
def whole(project: Project) -> Project:
    """The small catalog with the example."""
    project.overlay(OVEN)
    return project


def times(number: int) -> Any:
    """So many examples in `make test`; the project is mended after each, so that all may share it."""
    return settings(
        max_examples=examples(number),
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@given(files=damaged_values())
@times(150)
def test_a_catalog_with_damaged_values_loads_or_reports(whole: Project, files: dict[str, bytes]) -> None:
    try_damage(whole, files)


@given(files=damaged_text())
@times(200)
@example(files={"catalog.yaml": b"?"})
@example(files={"examples/oven/evidence.json": b"[" * 100_000})
@example(files={"examples/oven/files/oven.conf": b"# step " + b"9" * 5000})
@example(files={"examples/oven/files/oven.conf": b"# step 1" + b" " * 1_000_000 + b"x"})
@example(files={"strings/ja.yaml": b"needs: x\n? "})
@example(files={"catalog.yaml": b"languages: [en, ja]\x85name: '\xe2\x80\xa8"})
def test_a_catalog_with_damaged_text_loads_or_reports(whole: Project, files: dict[str, bytes]) -> None:
    try_damage(whole, files)


@given(files=damaged_bytes())
@times(150)
def test_a_catalog_with_damaged_bytes_loads_or_reports(whole: Project, files: dict[str, bytes]) -> None:
    try_damage(whole, files)


SIZE = 19_000_000


def repeated(start: str, piece: str, end: str = "") -> str:
    """As much of a piece as a file may hold."""
    return start + piece * ((SIZE - len(start) - len(end)) // len(piece.encode())) + end


def numbered(number: int, piece: str) -> str:
    """A piece for each number, with the number in it."""
    return "".join(piece.format(n=n) for n in range(number))


HOSTILE: dict[str, Callable[[], str]] = {
    "empty mappings": lambda: repeated("patterns: [", "{},", "]"),
    "half of what a file may hold, in each of four files": lambda: "patterns: [" + "{}," * 490_000 + "]",
    "keys": lambda: numbered(1_400_000, "k{n}: v\n"),
    "aliases": lambda: repeated("patterns: [", "*a,", "]"),
    "one long text with one wide letter": lambda: repeated("a: 🥖", "x", "\n"),
    "markup that never ends": lambda: repeated('patterns: [{id: x, summary: {en: "', "*[[**", '", ja: x}}]'),
    "entries that lack everything": lambda: repeated("patterns: [", "{id: a},", "]"),
    "entries that are as large as they may be": lambda: "patterns: [" + numbered(90, "{{id: p{n}, children: [" + "[]," * 9_900 + "]}},") + "]",
    "as many dangling references": lambda: "patterns:\n" + numbered(20_000, "- {{id: p{n}, children: [q{n}, r{n}, s{n}]}}\n"),
    "languages": lambda: numbered(9_000, "l{n}, "),
}  # fmt: skip


# Started by a small process: the system counts what the starting one holds as the started one's memory, too.
MEASURED = """
import os, subprocess, sys
with open(sys.argv[1], "wb") as out:
    child = subprocess.Popen(sys.argv[2:], stdout=out, stderr=subprocess.STDOUT)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
print(child.returncode, usage.ru_maxrss // (1024**2 if sys.platform == "darwin" else 1024))
"""


@pytest.mark.matrix
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_catalog_is_reported_within_600_mebibytes(project: Project, name: str) -> None:
    text = HOSTILE[name]()
    if name == "languages":
        project.replace("catalog.yaml", "[en, ja]", f"[{text}]")
    else:
        for number in range(4 if "four files" in name else 1):
            project.write(f"hostile-{number}.yaml", text)
    del text
    report = project.root / "report"
    check = [sys.executable, "-m", "patternloom", "check"]
    told = subprocess.check_output([sys.executable, "-c", MEASURED, str(report), *check], cwd=project.root, text=True)
    status, mebibytes = map(int, told.split())
    lines = report.read_text("utf-8").splitlines()
    assert status == 1
    assert "Traceback" not in lines[0]
    assert re.fullmatch(r"\d+ errors?(, \d+ warnings?)?(, more are not shown)?", lines[-1])
    assert mebibytes < 600


def test_the_small_catalog_is_mended_after_each_damage(whole: Project) -> None:
    try_damage(whole, {"tools.yaml": b"\xff", "catalog.yaml": b"", "examples/oven/evidence.json": b""})
    assert whole.report() == "no problems"
    assert {path.name for path in Path(SMALL).iterdir()} >= {"catalog.yaml", "tools.yaml"}
