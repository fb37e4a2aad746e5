"""A new kind of entry is what CONTRIBUTING tells, and nothing more: its listings, added to a copy of the code, are one.

In: the chapter "A new kind of entry". Out: a project of the starter's kind with entries of the new kind, built by that
copy, and everything that an entry has there. A file that the chapter does not name is touched by nobody.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import textwrap
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from projects import CASES
from site_fixture import REPOSITORY, environment

from patternloom.model.kinds import KIND_OF_LIST, KIND_OF_NAME
from patternloom.starter.create import create

ID = "drill-slow-callee"
RECORD = """\
# Rehearse slow callees

## Status

Accepted

## Decision

We take [the drill](https://example.org/p/drill-slow-callee/r1/#s1).
"""


@dataclass(frozen=True)
class Copy:
    """The code with the new kind, and a project that has entries of it."""

    code: Path
    project: Path

    def write(self, file: Path, text: str, *, after: str = "") -> None:
        """A file that is new, or lines put into one behind the only line that reads so."""
        before = file.read_text("utf-8") if after else ""
        assert file.exists() == bool(after), file
        assert before.count(after) == 1 or not after, f"{after!r} stands {before.count(after)} times in {file}"
        file.write_text(before.replace(after, after + text) if after else text, "utf-8")

    def run(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of the copied code, in the project's folder."""
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=self.project,
            env={**environment(), "PYTHONPATH": str(self.code / "src")},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def patternloom(self, *arguments: str) -> str:
        """What the command prints of a project that has no mistake."""
        done = self.run("patternloom", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def listings() -> list[str]:
    """The chapter's listings, in their order."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    chapter = text.split("\n## A new kind of entry\n")[1].split("\n## ")[0]
    return [textwrap.dedent(found) for found in re.findall(r"(?ms)^ *```\w+\n(.*?)^ *```$", chapter)]


def lay(folder: Path) -> Copy:
    """Do as the chapter says."""
    copy = Copy(folder / "code", folder / "project")
    for name in ("src", "macros", "content", "site_overrides"):
        shutil.copytree(REPOSITORY / name, copy.code / name, ignore=shutil.ignore_patterns("__pycache__"))
    create(copy.project, "en")
    module, line, macro, page, words, place, entries = listings()
    package = copy.code / "src" / "patternloom"
    copy.write(package / "model" / "drills.py", module)
    imported = "from patternloom.model.examples import BoundaryKind, CheckKind, ComponentKind, DesignExample\n"
    copy.write(package / "model" / "kinds.py", "from patternloom.model.drills import Drill\n", after=imported)
    copy.write(package / "model" / "kinds.py", f"    {line}", after="\nKINDS = (\n")
    copy.write(copy.code / "macros" / "drill.jinja", macro)
    copy.write(copy.code / "content" / "drills.any.md", page)
    for file in (package / "defaults" / "strings").iterdir():
        file.write_text(file.read_text("utf-8") + words, "utf-8")
    at = "      - technologies.md\n"
    copy.write(copy.project / "mkdocs.yml", textwrap.indent(place, "      "), after=at)
    copy.write(copy.project / "catalog" / "drills.yaml", entries)
    return copy


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Its site, after a change of what the entry means."""
    copy = lay(tmp_path_factory.mktemp("new-kind"))
    copy.patternloom("schema")
    copy.patternloom("lock")
    copy.write(copy.project / "catalog" / "drills.yaml", " Stop after an hour.", after="what they do instead.")
    copy.patternloom("lock", "--reason", "en=A drill ends.")
    told = copy.patternloom("check", "--render", "--locked")
    assert told == "no problems\n"
    done = copy.run("mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return copy


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("drills/index.html", f'id="{ID}.s1"'),
        ("drills/index.md", "Late answers"),
        (f"p/{ID}/index.html", "drills/#drill-slow-callee"),
        (f"p/{ID}/r1/index.html", "Rehearses"),
        (f"p/{ID}/r2/index.html", "A drill ends."),
        ("search/names.js", '"Drill"'),
        ("search/names.js", f"drills/#{ID}"),
        ("search/names.js", "Late answers"),
        ("search/search_index.json", "Slow callee"),
        ("api/v1/catalog.json", ID),
        (f"api/v1/entries/{ID}.json", '"kind":"drill"'),
        (f"feeds/entry/{ID}.atom", "Steps"),
        (f"feeds/entry/{ID}.json", "A drill ends."),
        ("feeds/changes.atom", "Slow callee"),
        ("sitemap.xml", "/drills/"),
        ("sitemap.xml", f"/p/{ID}/"),
        ("llms.txt", "Failures that are worth rehearsing"),
    ],
)
def test_an_entry_of_a_new_kind_has_all_that_others_have(built: Copy, file: str, told: str) -> None:
    assert told in (built.project / "site" / file).read_text("utf-8")


def test_an_entry_of_a_new_kind_is_in_the_inventory_that_other_documentation_links_by(built: Copy) -> None:
    packed = (built.project / "site" / "objects.inv").read_bytes().split(b"\n", 4)[4]
    assert f"{ID} std:label 1 p/{ID}/ Slow callee" in zlib.decompress(packed).decode().splitlines()


def test_an_editor_knows_the_new_kind_and_its_ids(built: Copy) -> None:
    schema = json.loads((built.project / "catalog" / "schema" / "document.schema.json").read_text("utf-8"))
    assert "drills" in schema["properties"]
    assert [name for name, told in schema["$defs"].items() if ID in told.get("enum", ())]


def test_a_decision_record_is_told_that_what_it_cites_of_the_new_kind_has_changed(built: Copy, tmp_path: Path) -> None:
    (tmp_path / "0001-rehearse.md").write_text(RECORD, "utf-8")
    api = built.project / "site" / "api" / "v1" / "catalog.json"
    done = built.run("patternloom", "adr", "check", "--catalog", str(api), str(tmp_path))
    assert (done.returncode, "Steps" in done.stdout or "steps" in done.stdout) == (1, True), done.stdout + done.stderr


def test_what_is_asked_of_every_kind_holds_of_the_new_one(built: Copy) -> None:
    asking = ("test_model/test_kinds.py", "test_model/test_lasting.py", "test_catalog/test_misplaced.py")
    files = [str(REPOSITORY / "tests" / name) for name in asking]
    # In a folder of its own: else it puts away what earlier runs have left, which may take minutes.
    own = f"--basetemp={built.project.parent / 'pytest'}"
    done = built.run("pytest", "-q", "-p", "no:cacheprovider", f"--rootdir={REPOSITORY}", own, *files)
    assert done.returncode == 0, done.stdout


def test_no_report_lists_what_grows_with_each_kind() -> None:
    """Such a file would have to be written anew: hold such a list against the table, in a test of the module."""
    macros = [path.name for path in (REPOSITORY / "macros").iterdir()]
    lists = [", ".join(sorted(names)) for names in (KIND_OF_LIST, KIND_OF_NAME)]
    found = [
        str(file.relative_to(CASES))
        for file in sorted(CASES.rglob("expected*"))
        for text in [file.read_text("utf-8")]
        if any(one in text for one in lists) or all(name in text for name in macros)
    ]
    assert found == []
