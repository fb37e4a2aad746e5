"""What `check` accepts, everything else accepts: values at the limit, and projects with whatever was done to them."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from examples import examples
from fuzz import one, tried
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import KINDS, base_files, lay_out, mutated
from projects import CASES, OVEN, Project

from patternloom.cli import main
from patternloom.problems import limits

BASE = base_files()


@pytest.fixture(scope="module")
def mutable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that is mutated, and mended again."""
    root = tmp_path_factory.mktemp("mutated") / "project"
    lay_out(root, BASE, {}, [])
    return root


@given(kind=st.sampled_from(KINDS), seed=st.integers(0, 2**32))
@settings(
    max_examples=examples(30),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_whatever_is_done_to_a_project_it_is_refused_or_made(mutable: Path, kind: str, seed: int) -> None:
    undo = lay_out(mutable, BASE, *mutated(BASE, kind, random.Random(seed)))
    try:
        tried(mutable, all=False)
    finally:
        undo()


def test_a_project_is_mended_after_each_mutation(mutable: Path) -> None:
    assert tried(mutable, all=False)
    assert one(BASE, mutable, "1", 7).failure == ""
    assert {path.relative_to(mutable).as_posix() for path in mutable.rglob("*") if path.is_file()} == set(BASE)


@pytest.fixture
def site(project: Project) -> Project:
    """The small catalog with a design example, pages and macros."""
    project.overlay(OVEN)
    shutil.copytree(CASES / "pages", project.root, dirs_exist_ok=True)
    return project


LONG = "x" * limits.TEXT_CHARACTERS
SCRIPTS = (
    "Latin Ελληνικά Кириллица עברית العربية हिन्दी ไทย 한국어 日本語 中文 ᏣᎳᎩ 𓀀𓀁 👩\u200d🍳 e"
    + "\u0301" * 200
    + " \u202eabc\u202c \u200f"
)
SMALL = "- {{id: rye{0}, name: {1}, summary: {{en: {2}, ja: x}}, status: situational, references: [primer], reviewed: {3}{4}}}\n"


def rye(id: str = "", name: str = "x", summary: str = "x", reviewed: str = "2026-01-01", more: str = "") -> str:
    """A pattern that the first group lists."""
    return "patterns:\n" + SMALL.format(id, name, summary, reviewed, more)


def with_rye(text: str) -> Callable[[Project], None]:
    """One more file."""
    return lambda site: site.write("more.yaml", text) and None


def nested_boundaries(site: Project) -> None:
    """As deep as may be, the kitchen outermost."""
    file = "examples/oven/example.yaml"
    outer = ["house", *(f"b{n}" for n in range(limits.BOX_LEVELS - 2))]
    more = "".join(f"      - {{id: b{n}, kind: boundary-room, inside: {id}}}\n" for n, id in enumerate(outer))
    text = site.read(file)
    at = text.index("    boundaries:\n") + len("    boundaries:\n")
    site.write(file, text[:at] + more + text[at:])


def nested_boxes(site: Project) -> None:
    """As deep as may be."""
    boxes = ", ".join(f"{{id: b{n}, label: x{f', inside: b{n - 1}' if n else ''}}}" for n in range(limits.BOX_LEVELS))
    site.write(
        "more.yaml",
        f"figures:\n- {{id: loaf, name: x, about: baking, caption: {{en: x, ja: x}}, reviewed: 2026-01-01, boxes: [{boxes}]}}\n",
    )


def attached(data: bytes) -> Callable[[Project], None]:
    """The example's file."""
    return lambda site: (
        site.write("examples/oven/files/oven.conf", site.read("examples/oven/files/oven.conf").encode() + data) and None
    )


EXTREMES: dict[str, Callable[[Project], None]] = {
    "the longest text": with_rye(rye(summary=LONG)),
    "the longest prose of links": with_rye(rye(summary='"' + "[[yeast]] " * 9_999 + '"')),
    "the longest name": with_rye(rye(name=LONG)),
    "every script": with_rye(rye(name=f'"{SCRIPTS}"', summary=f'"{SCRIPTS}"')),
    "the longest id": with_rye(rye(id="-" + "x" * (limits.ID_CHARACTERS - 4))),
    "the first of all days": with_rye(rye(reviewed="0001-01-01")),
    "the largest numbers of a source": with_rye(
        rye(more=", source: [F999999, S999999." + "9" * 6 + ", N000000, T1/" + "9" * 5000 + "]")
    ),
    "the deepest emphasis": with_rye(rye(summary='"' + "*a **b " * 4 + "c" + "** d* " * 4 + '"')),
    "empty lists": with_rye(
        rye(more=", children: [], notes: [], correlations: [], related: [], aliases: [], source: []")
    ),
    "numbers that are none": with_rye(
        rye(name="1e999", more=", aliases: [.nan, -.inf, 0x7f, 1_000, " + "9" * 5000 + "]")
    ),
    "signs that are set aside": with_rye(
        rye(name='"\\ufdd0 \\ue000 \\U0010ffff"', summary='"\\ufdd0x\\ufdd2 \\ue000"')
    ),
    "deepest boundaries": nested_boundaries,
    "deepest boxes": nested_boxes,
    "a file of one line": attached(b"x" * 500_000),
    "a file of blanks": attached(b" " * 500_000 + b"x"),
    "a file of backticks": attached(b"`" * 50_000),
    "a file of bytes": attached(bytes(range(256)) * 100),
    "a file of carriage returns": attached(b"\r" * 50_000),
    "a byte order mark and CRLF": lambda site: (
        site.write("baking/steam.yaml", b"\xef\xbb\xbf" + site.read("baking/steam.yaml").replace("\n", "\r\n").encode())
        and None
    ),
    "half a character in evidence": lambda site: (
        site.write(
            "examples/oven/evidence.json",
            '{"files": {}, "date": "2026-01-01", "checks": ["\\ud800"], "tools": {"\\udfff": "x"}}',
        )
        and None
    ),
    "huge numbers in evidence": lambda site: (
        site.write(
            "examples/oven/evidence.json",
            '{"files": {}, "date": "2026-01-01", "checks": [], "tools": {"y": 1e999, "z": NaN, "x": '
            + "9" * 4000
            + "}}",
        )
        and None
    ),
}


@pytest.mark.parametrize("name", EXTREMES)
def test_what_is_extreme_and_accepted_is_made_too(site: Project, name: str) -> None:
    EXTREMES[name](site)
    assert tried(site.root)


REFUSED: dict[str, tuple[str, str]] = {
    "half a character": ('{en: "a\\ud800", ja: x}', "in a text in double quotes"),
    "a control": ('{en: "a\\0", ja: x}', "control character U+0000"),
    "an alias": ("*x", "alias '*x', expected the value itself"),
    "a merge key": ("{<<: *x}", "merge key '<<', expected the keys that it brings"),
    "a tag": ("!!python/object:os.system x", "tag "),
    "a key twice": ("{en: x, en: y, ja: x}", "duplicate key 'en'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_text_may_be_is_refused(site: Project, name: str) -> None:
    written, told = REFUSED[name]
    site.write("more.yaml", "patterns:\n- {id: rye, name: x, summary: " + written + "}\n")
    assert told in site.report()


VERBS = (["check"], ["check", "--render"], ["stats"], ["schema"], ["export", "tree"], ["verify"])


@pytest.mark.parametrize("damage", ["catalog.yaml", "strings/en.yaml", "examples/oven/example.yaml", "../mkdocs.yml"])
def test_no_verb_ends_in_a_traceback_where_a_file_is_a_link_to_itself(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    path = site.catalog / damage
    path.unlink()
    path.symlink_to(path.name)
    monkeypatch.chdir(site.root)
    for verb in VERBS:
        status = main(verb)
        told = capsys.readouterr()
        # Schemas are written whatever mistakes the catalog has, and no other file is needed where mkdocs.yml is none.
        assert status in ((0, 1, 3) if damage == "../mkdocs.yml" or verb == ["schema"] else (1,)), (verb, told)


CLOSED = [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full", ">/dev/full 2>&1", "| head -c 1"]
OFTEN = {("check", "<&- >&- 2>&-"), ("check", ">/dev/full 2>&1"), ("check", "| head -c 1"), ("--help", ">&-")}


@pytest.mark.parametrize(
    ("verb", "closed"),
    [
        pytest.param(verb, closed, marks=() if (verb, closed) in OFTEN else pytest.mark.matrix)
        for verb in ("check", "--help")
        for closed in CLOSED
    ],
)
def test_streams_that_take_nothing_end_no_verb_in_a_traceback(site: Project, verb: str, closed: str) -> None:
    site.write("more.yaml", "patterns: [" + "{}, " * 800 + "]")  # a report that no pipe holds at once
    command = f'"$0" -m patternloom {verb} {closed}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable], cwd=site.root, capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.returncode in (0, 1, 2)


def test_a_full_disk_is_one_clear_line(site: Project) -> None:
    """The device refuses what is written to it, as a full disk does."""
    site.catalog.joinpath("schema").mkdir()
    site.catalog.joinpath("schema", "document.schema.json").symlink_to("/dev/full")
    done = site.run("schema")
    assert (done.returncode, done.stderr) == (2, "patternloom: No space left on device\n")


@pytest.mark.skipif(
    os.geteuid() == 0 and not shutil.which("unshare"), reason="root writes everywhere but on a read-only mount"
)
def test_a_folder_that_may_not_be_written_to_is_one_clear_line(site: Project) -> None:
    run = f'"{sys.executable}" -m patternloom export tree; "{sys.executable}" -m patternloom schema'
    script = f'mount --bind "{site.root}" "{site.root}" && mount -o remount,bind,ro "{site.root}" && cd "{site.root}" && ({run})'
    done = subprocess.run(
        ["unshare", "-m", "-r", "sh", "-c", script], capture_output=True, text=True, timeout=120, check=False
    )
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip(f"no read-only mount can be made here: {done.stderr.strip()}")
    assert done.stderr.splitlines() == [
        f"patternloom: {site.root}/tree: Read-only file system, expected a folder that can be written to",
        "patternloom: catalog/schema: Read-only file system",
    ]


def test_json_is_json_on_a_stream_that_lacks_letters(site: Project) -> None:
    site.write("more.yaml", "patterns: [{id: ライ麦}]")
    told = {}
    for encoding in ("utf-8", "ascii", "cp932", "latin-1"):
        for format in ("json", "sarif") if encoding in ("utf-8", "ascii") else ("json",):
            done = subprocess.run(
                [sys.executable, "-m", "patternloom", "check", "--format", format],
                cwd=site.root, env={**os.environ, "PYTHONIOENCODING": encoding}, capture_output=True, check=False,
            )  # fmt: skip
            told.setdefault(format, []).append(json.loads(done.stdout.decode(encoding)))
    assert all(one == told[format][0] for format in told for one in told[format])
    assert "ライ麦" in str(told["json"][0])


def test_schemas_are_the_same_without_docstrings(site: Project) -> None:
    made = {}
    for flags in ("", "-OO"):
        done = subprocess.run(
            [sys.executable, *filter(None, [flags]), "-m", "patternloom", "schema"], cwd=site.root, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        made[flags] = {path.name: path.read_text("utf-8") for path in (site.catalog / "schema").iterdir()}
    assert made[""] == made["-OO"]
    assert "Its name for" in made[""]["document.schema.json"]


def test_a_dangling_link_written_with_escapes_is_told_where_it_is_written(site: Project) -> None:
    site.write(
        "more.yaml",
        '# [[rie]]\npatterns:\n- id: rye\n  summary:\n    en: "A \\x5b\\x5brie]] loaf"\n    ja: x\n- id: oat\n  aliases: ["[[rie]]"]\n',
    )
    assert "catalog/more.yaml:5:12: unknown entry 'rie' in prose" in site.report()
