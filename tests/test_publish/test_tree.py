"""From a project's folder to plain Markdown: the same bytes every time, and any site engine builds it.

The whole tree of the bakery lies in `cases/golden/`, to be read as a reader of the pages' source would.
After a change that is meant, `pytest tests/test_publish/test_tree.py --write-expected` writes it anew.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from projects import CASES
from site_fixture import Bakery, copy_project, environment, mkdocs

from patternloom.publish.tree import load_project, render_project
from patternloom.text import held

GOLDEN = CASES / "golden"

PERMALINK = "p/sourdough/index.html"
"""One of the small pages stands for all: they differ in name and address only."""


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def run(project: Path, *arguments: str, seed: str = "random") -> subprocess.CompletedProcess[str]:
    """The `patternloom` command in a project's folder."""
    return subprocess.run(
        [sys.executable, "-m", "patternloom", *arguments],
        cwd=project,
        env=environment(PYTHONHASHSEED=seed),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_bakery_s_pages_are_the_golden_ones(bakery: Bakery, language: str, request: pytest.FixtureRequest) -> None:
    """Every page as it was last approved, letter by letter."""
    files = {file.path: file.text for file in bakery.export(language).files}
    made = {path: text for path, text in files.items() if path.endswith(".md") or path == PERMALINK}
    folder = GOLDEN / language
    if request.config.getoption("--write-expected"):
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in made.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    golden = {path: text.decode() for path, text in tree(folder).items()}
    assert sorted(made) == sorted(golden)
    for path in golden:
        assert made[path] == golden[path], path


def test_what_an_engine_need_not_read_is_marked_for_one_that_asks_and_else_plain(bakery: Bakery) -> None:
    """Pictures, tables and listings; the tree for any engine has them as they are."""
    plain = {file.path: file.text for file in bakery.export("de").files}
    marked = {file.path: file.text for file in render_project(load_project(bakery.project(), "de"), held.marked).files}
    parts = {path: [part["html"] or part["listing"] for part in held.MARKED.finditer(marked[path])] for path in marked}
    whole = {
        path: held.MARKED.sub(lambda part: (part["indent"] or "") + (part["html"] or part["listing"]), marked[path])
        for path in marked
    }
    assert whole == plain
    assert {path: [part[:8] for part in found] for path, found in parts.items() if found} == {
        "areas/dough.md": ["<div cla"],
        "areas/oven-work.md": ["<div cla"],
        "areas/end.md": ["<div cla"],
        "examples/index.md": ["<svg cla", "<svg cla"],
        "examples/script-kiddie.md": ["<svg cla", "<div cla", "`````` {", "``` { .h"],
        "examples/stone-oven-at-home.md": ["<svg cla", "<div cla", "``` { .t", "``` { .p"],
    }


@pytest.mark.parametrize("page", ["areas/dough.md", "index.md"])
def test_a_short_list_says_of_nothing_that_it_stands_above_where_it_does_not(bakery: Bakery, page: str) -> None:
    """Sourdough stands in a group too, which neither the area's list nor the map opens."""
    bakery.replace(
        "catalog/dough.yaml", "children: [leavening, autolyse]", "children: [leavening, autolyse, sourdough]"
    )
    (text,) = (file.text for file in bakery.export("de").files if file.path == page)
    listed = text.partition('<ul class="pl-tree">')[2].partition("</figure>")[0]
    assert "Sauerteig</a></li>" in listed
    assert "siehe oben" not in listed


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_real_tree_is_the_same_under_every_hash_seed(tmp_path: Path, language: str) -> None:
    """No set decides an order anywhere on the way."""
    project = copy_project(tmp_path / "project")
    for seed in ("0", "1", "4242"):
        done = run(project, "export", str(tmp_path / seed), "--language", language, seed=seed)
        assert (done.returncode, done.stderr) == (0, "")
    first, *others = (tree(tmp_path / seed) for seed in ("0", "1", "4242"))
    assert len(first) > 500
    assert all(other == first for other in others)


def test_mistakes_are_the_same_under_every_hash_seed(bakery: Bakery) -> None:
    """So are the messages, their order and their hints."""
    bakery.replace("catalog/oven.yaml", "technologies: [stone-oven]", "technologies: [oven, stone, stone-ovn]")
    bakery.replace("catalog/tools.yaml", "kind: hand-tool", "kind: hand")
    bakery.path("catalog/strings/fr.yaml").write_text("home: Accueil\n", "utf-8")
    outputs = {run(bakery.root, "check", seed=seed).stdout for seed in ("0", "1", "4242")}
    assert len(outputs) == 1
    assert outputs.pop().count("\n") > 50


PLAIN = """\
site_name: Plain
docs_dir: tree
use_directory_urls: true
theme:
  name: material
  font: false
markdown_extensions:
  attr_list: {}
  md_in_html: {}
  tables: {}
  sane_lists: {}
  toc: {permalink: true}
  pymdownx.superfences:
    custom_fences:
      - name: mermaid
        class: mermaid
        format: !!python/name:pymdownx.superfences.fence_div_format
plugins: [search]
validation:
  nav: {omitted_files: warn, not_found: warn, absolute_links: warn}
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""


@pytest.mark.parametrize("project", ["real", "bakery"])
def test_the_tree_builds_without_us(tmp_path: Path, bakery: Bakery, project: str) -> None:
    """Plain MkDocs with Material, strict, without our plugin or mermaid's: no warning, all pages, all anchors."""
    language = "ja" if project == "real" else "fr"
    source = copy_project(tmp_path / "real") if project == "real" else bakery.root
    macros = () if project == "real" else ("--macros", "../../../macros")
    plain = tmp_path / "plain"
    plain.mkdir()
    done = run(source, *macros, "export", str(plain / "tree"), "--language", language)
    assert (done.returncode, done.stderr) == (0, "")
    (plain / "mkdocs.yml").write_text(PLAIN, "utf-8")
    build = mkdocs(plain, "build", "--strict")
    assert build.returncode == 0, build.stdout
    said = [line for line in build.stdout.splitlines() if line.strip() and not line.startswith("INFO")]
    assert said == []
    pages = {path.replace("index.md", "").replace(".md", "/") for path in tree(plain / "tree") if path.endswith(".md")}
    built = {path.removesuffix("index.html") for path in tree(plain / "site") if path.endswith("index.html")}
    assert built - {path for path in built if path.startswith("p/")} == pages
    assert '<div class="mermaid">' in (
        plain / "site" / "areas" / "index.html" if project == "real" else plain / "site" / "index.html"
    ).read_text("utf-8")


def test_the_tree_holds_what_is_not_markdown_too(bakery: Bakery, tmp_path: Path) -> None:
    """Pictures and styles of `content/` are copied; templates are not."""
    bakery.write("content/pictures/loaf.svg", "<svg/>")
    done = run(bakery.root, "--macros", "../../../macros", "export", str(tmp_path / "tree"))
    made = tree(tmp_path / "tree")
    assert (done.returncode, done.stderr) == (0, "")
    pages = [path for path in made if path.endswith(".md") or path.startswith("p/")]
    assert done.stdout == f"{len(pages)} files in 'de' written to {tmp_path / 'tree'}\n"
    assert made["pictures/loaf.svg"] == b"<svg/>"
    assert made["examples/stone-oven-at-home/files/plans/oven.conf"].startswith(b"[oven]")
    assert made["examples/stone-oven-at-home/stone-oven-at-home.zip"].startswith(b"PK")
    assert [path for path in made if ".any." in path or ".fr." in path or "[" in path] == []


def test_an_unknown_language_is_refused(bakery: Bakery) -> None:
    """With the languages there are."""
    assert bakery.mistakes("frr") == "catalog/catalog.yaml:1:1: unknown language 'frr'; did you mean 'fr'?\n1 error"


def test_mistakes_in_content_and_macros_end_the_command_without_a_traceback(bakery: Bakery, tmp_path: Path) -> None:
    """Exit status 1, the messages on the terminal, and no half tree."""
    bakery.write("content/x.any.md", "---\ntitle: x\n---\n\n{{ flour }}\n")
    done = run(bakery.root, "--macros", "../../../macros", "export", str(tmp_path / "tree"))
    assert done.returncode == 1
    assert done.stdout + done.stderr == "content/x.any.md:5:1: 'flour' is undefined; in page 'x.md' (de)\n1 error\n"
    assert not (tmp_path / "tree").exists()


def test_a_folder_that_holds_something_is_not_written_to(bakery: Bakery, tmp_path: Path) -> None:
    """Exit status 2, and it stays as it is."""
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "mine.txt").write_text("mine", "utf-8")
    done = run(bakery.root, "--macros", "../../../macros", "export", str(tmp_path / "tree"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"patternloom export: '{tmp_path / 'tree'}' exists and is not an empty folder\n"
    assert tree(tmp_path / "tree") == {"mine.txt": b"mine"}
