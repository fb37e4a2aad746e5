"""From a project's folder to plain Markdown: the same bytes every time, which MkDocs builds without us too.

The whole tree of the bakery lies in `cases/golden/`, to be read as a reader of the pages' source would.
After a change that is meant, `PATTERNLOOM_UPDATE_GOLDEN=1 pytest tests/test_publish/test_tree.py` writes it anew.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from projects import CASES
from site_fixture import Bakery, copy_project, environment, mkdocs, real_languages

from patternloom.catalog.load import load
from patternloom.pictures.draw import Drawing
from patternloom.problems.reports import render_text
from patternloom.publish.sources import read_sources
from patternloom.publish.tree import export, for_templates, language_roots, render_tree, rendering_problems, write
from patternloom.reading.configuration import read_configuration
from patternloom.site.files import File
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
    files = bakery.texts(language)
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
    """Pictures, tables, listings, addresses and works; the tree for any engine has them as they are."""
    sources = read_sources(bakery.project())
    plain = {file.path: file.data for file in render_tree(sources, "de").files}
    marked = {file.path: file.data for file in render_tree(sources, "de", held.marked).files}
    pages = {path: data.decode() for path, data in marked.items() if path.endswith(".md")}
    parts = {
        path: [part["html"] or part["listing"] for part in held.MARKED.finditer(text)] for path, text in pages.items()
    }
    whole = {
        path: held.MARKED.sub(lambda part: part["html"] or part["listing"], text).encode()
        for path, text in pages.items()
    }
    assert marked | whole == plain
    short = ("<a", "<span", '<div class="pl-figure__text">')
    addresses = {path for path, found in parts.items() if any('<a href="' in part and "/p/" in part for part in found)}
    assert addresses >= {"areas/dough.md", "areas/oven-work.md", "areas/end.md", "examples/script-kiddie.md"}
    assert any(part.startswith(short[-1]) for part in parts["areas/dough.md"])
    blocks = {path: [part[:8] for part in found if not part.startswith(short)] for path, found in parts.items()}
    assert {path: found for path, found in blocks.items() if found} == {
        "areas/dough.md": ["<div cla"],
        "areas/oven-work.md": ["<div cla"],
        "areas/end.md": ["<div cla"],
        "examples/index.md": ["<svg cla", "<svg cla"],
        "examples/script-kiddie.md": ["<svg cla", "<div cla", "`````` {", "``` { .h"],
        "examples/stone-oven-at-home.md": ["<svg cla", "<div cla", "``` { .t", "``` { .p"],
        "references.md": ["<div cla", "<div cla"],
    }


@pytest.mark.parametrize("page", ["areas/dough.md", "index.md"])
def test_a_short_list_says_of_nothing_that_it_stands_above_where_it_does_not(bakery: Bakery, page: str) -> None:
    """Sourdough stands in a group too, which neither the area's list nor the map opens."""
    bakery.replace(
        "catalog/dough.yaml", "children: [leavening, autolyse]", "children: [leavening, autolyse, sourdough]"
    )
    text = bakery.texts("de")[page]
    listed = text.partition('<ul class="pl-tree">')[2].partition("</figure>")[0]
    assert "Sauerteig</a></li>" in listed
    assert "siehe oben" not in listed


PROJECTS = pytest.mark.parametrize("project", ["bakery", pytest.param("real", marks=pytest.mark.matrix)])


@PROJECTS
def test_the_tree_is_the_same_under_every_hash_seed(tmp_path: Path, bakery: Bakery, project: str) -> None:
    """No set decides an order anywhere on the way, in one language or another."""
    language = real_languages()[-1] if project == "real" else "fr"
    source = copy_project(tmp_path / "real") if project == "real" else bakery.root
    macros = () if project == "real" else ("--macros", "../../../macros")
    for seed in ("0", "4242"):
        done = run(source, *macros, "export", str(tmp_path / seed), "--language", language, seed=seed)
        assert (done.returncode, done.stderr) == (0, "")
    first, other = (tree(tmp_path / seed) for seed in ("0", "4242"))
    assert len(first) > len(load(source / "catalog")[0].entries) / 2
    assert other == first


def test_mistakes_are_the_same_under_every_hash_seed(bakery: Bakery) -> None:
    """So are the messages, their order and their hints."""
    bakery.replace("catalog/oven.yaml", "technologies: [stone-oven]", "technologies: [oven, stone, stone-ovn]")
    bakery.replace("catalog/tools.yaml", "kind: hand-tool", "kind: hand")
    bakery.replace("catalog/catalog.yaml", "languages: [de, fr]", "languages: [de, fr, nl]")
    bakery.path("catalog/strings/nl.yaml").write_text("home: Thuis\n", "utf-8")
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


@PROJECTS
def test_the_tree_builds_without_us(tmp_path: Path, bakery: Bakery, project: str) -> None:
    """Plain MkDocs with Material, strict, without our plugin or mermaid's: no warning, all pages, all anchors."""
    language = real_languages()[-1] if project == "real" else "fr"
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
    assert 'class="pl-diagram"' in (
        plain / "site" / "areas" / "index.html" if project == "real" else plain / "site" / "index.html"
    ).read_text("utf-8")


def test_the_tree_holds_what_is_not_markdown_too(bakery: Bakery, tmp_path: Path) -> None:
    """Pictures and styles of `content/` are copied; templates are not."""
    bakery.write("content/pictures/loaf.svg", "<svg/>")
    done = run(bakery.root, "--macros", "../../../macros", "export", str(tmp_path / "tree"))
    made = tree(tmp_path / "tree")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{len(made) - 1} files in 'de' written to {tmp_path / 'tree'}\n"
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
    assert done.stdout + done.stderr == (
        "content/x.any.md:5:4: unknown name 'flour', expected one that the template has\n1 error\n"
    )
    assert not (tmp_path / "tree").exists()


def test_a_folder_that_holds_something_is_not_written_to(bakery: Bakery, tmp_path: Path) -> None:
    """Exit status 2, and it stays as it is."""
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "mine.txt").write_text("mine", "utf-8")
    done = run(bakery.root, "--macros", "../../../macros", "export", str(tmp_path / "tree"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"patternloom export: '{tmp_path / 'tree'}' exists and is not an empty folder\n"
    assert tree(tmp_path / "tree") == {"mine.txt": b"mine"}


def test_a_picture_that_cannot_be_drawn_is_told_at_its_example(bakery: Bakery, monkeypatch: pytest.MonkeyPatch) -> None:
    """D2 accepts all that we write; should it ever not, the message is no traceback."""
    drawings = (Drawing("stone-oven-at-home", "x", "a -> {\n"),)
    monkeypatch.setattr("patternloom.publish.drawn.drawings_of", lambda graph, language: drawings)
    first, *_ = bakery.mistakes().splitlines()
    assert first.startswith(
        "catalog/examples/stone-oven-at-home/example.yaml:12:5: d2 refused the picture of 'stone-oven-at-home': err: "
    )


def test_a_mistake_that_only_rendering_finds_is_told_once_for_all_languages(bakery: Bakery) -> None:
    bakery.write("content/x.any.md", "---\ntitle: x\n---\n\n{{ 1 // 0 }}\n")
    bakery.replace("content/start.fr.md", "D'abord", "{{ 2 // 0 }} D'abord")
    assert render_text(rendering_problems(read_sources(bakery.project()))) == (
        "content/x.any.md:5:1: a division by zero, expected another number; in page 'x.md' (de)\n"
        "content/start.fr.md:7:1: a division by zero, expected another number; in page 'start.md' (fr)\n"
        "2 errors"
    )


def test_a_site_without_a_mistake_has_none_when_it_is_rendered(bakery: Bakery) -> None:
    assert rendering_problems(read_sources(bakery.project())) == ()


def test_an_example_without_files_and_one_that_no_page_shows_publish_none(bakery: Bakery) -> None:
    bakery.path("content/examples/[example].any.md").unlink()
    bakery.replace("mkdocs.yml", "      - examples/*\n", "")
    made = export(bakery.project(read_configuration(bakery.path("mkdocs.yml")))).files
    assert [file.path for file in made if file.path.startswith("examples/")] == ["examples/index.md"]


def test_a_file_is_written_with_its_folders(bakery: Bakery, tmp_path: Path) -> None:
    exported = replace(bakery.export(), files=(File("a/b.json", b"{}"),))
    write(exported, bakery.project(), tmp_path / "tree")
    assert tree(tmp_path / "tree") == {"a/b.json": b"{}"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de", [("https://x/", ""), ("https://x/fr/", "fr/")]), ("fr", [("https://x/", "../"), ("https://x/fr/", "")])],
)
def test_every_language_has_its_root_and_the_way_there(
    bakery: Bakery, language: str, expected: list[tuple[str, str]]
) -> None:
    roots = language_roots(bakery.export(language), "https://x/")
    assert [(root["base"], root["root"]) for root in roots] == expected
    assert [(root["tag"], root["name"]) for root in roots] == [("de", "Deutsch"), ("fr", "Français")]


def test_what_templates_print_as_it_comes_is_written_for_html() -> None:
    settings = SimpleNamespace(propose_url='https://x.example/?a="1"&q={query}&in={language}')
    assert for_templates({"bread": "<b> & rye"}, settings, "de") == {
        "words": {"bread": "&lt;b&gt; &amp; rye"},
        "propose": "https://x.example/?a=&#34;1&#34;&amp;q={query}&amp;in=de",
    }
