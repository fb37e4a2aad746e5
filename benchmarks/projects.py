"""Projects to build in a temporary folder: the real one, synthetic ones, and the exported tree without us.

In: the repository, sizes. Out: folders. Nothing outside the temporary folder is written.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measure import Command
from mkdocs.utils.yaml import yaml_load
from synthetic import Shape, write_catalog

from patternloom.publish.project import Project
from patternloom.publish.tree import Export, export, write

REPOSITORY = Path(__file__).resolve().parent.parent
# The sign of a build that another one started, with which it shares a folder: it starts no others.
ONE_LANGUAGE = {"PATTERNLOOM_SHARED": "nowhere"}
PLUGIN = "  patternloom: {}\n"


def real_project(folder: Path) -> Path:
    """A copy of what `mkdocs build` reads."""
    for name in ("catalog", "macros", "content", "site_overrides"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("vendor"))
    for file in REPOSITORY.glob("mkdocs*.yml"):
        shutil.copyfile(file, folder / file.name)
    return folder


def without_examples(folder: Path) -> Path:
    """The real project without its design examples, and the paragraphs that link one; their gallery is empty."""
    real_project(folder)
    gone = [example.parent for example in (folder / "catalog" / "examples").glob("*/example.yaml")]
    for page in (folder / "content").rglob("*.md"):
        lines = page.read_text("utf-8").splitlines(keepends=True)
        page.write_text("".join(line for line in lines if not any(f'"{one.name}"' in line for one in gone)), "utf-8")
    for example in gone:
        shutil.rmtree(example)
    return folder


def synthetic_project(folder: Path, pages: int) -> Path:
    """About that many pages: as many areas, each a group of three patterns, and five pages beside them."""
    return _synthetic(folder, Shape(areas=pages - 5, groups=1, patterns=3))


def large_area(folder: Path) -> Path:
    """One area, of 60 patterns."""
    return _synthetic(folder, Shape(areas=1, groups=6, patterns=10))


def _synthetic(folder: Path, shape: Shape) -> Path:
    real_project(folder)
    for area in (folder / "catalog").iterdir():
        if area.name != "strings":
            shutil.rmtree(area) if area.is_dir() else area.unlink()
    write_catalog(folder / "catalog", shape)
    # Pages in prose name entries of the real catalog; templates name none.
    for page in (folder / "content").rglob("*.md"):
        if not page.name.endswith(".any.md"):
            page.unlink()
    # Of so many areas there is no map: mermaid would not draw it.
    (folder / "content" / "areas" / "index.any.md").write_text("---\ntitle: '{{ t.areas }}'\n---\n", "utf-8")
    (folder / "content" / "index.any.md").write_text("# {{ page.say(page.settings.name) }}\n", "utf-8")
    (folder / "mkdocs.yml").rename(folder / "mkdocs.base.yml")
    nav = ["index.md", {"{areas}": ["areas/index.md", "areas/*"]}]
    nav.append({"{lookup}": ["technologies.md", "categories.md", "references.md", "errata.md"]})
    (folder / "mkdocs.yml").write_text(f"INHERIT: mkdocs.base.yml\nnav: {json.dumps(nav)}\n", "utf-8")
    return folder


def our_build(folder: Path) -> Command:
    """The first language alone, by our plugin."""
    return Command(_mkdocs("build", "-q", "-d", "site-one"), folder, ONE_LANGUAGE, afresh=True)


def whole_build(folder: Path, *, afresh: bool = True) -> Command:
    """`mkdocs build` as a user types it: every language; with what the last one has kept, unless `afresh`."""
    return Command(_mkdocs("build", "-q"), folder, afresh=afresh)


def plain_build(folder: Path) -> Command:
    """The exported Markdown of the first language, without pictures, with the same theme and search but not ours."""
    project = Project(folder, folder / "catalog", folder / "macros", folder / "content")
    exported = export(project)
    write(exported, project, folder / "tree")
    for page in (folder / "tree").rglob("*.md"):
        page.write_text(re.sub(r"<svg\b.*?</svg>", "", page.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    base = folder / ("mkdocs.base.yml" if (folder / "mkdocs.base.yml").exists() else "mkdocs.yml")
    text = base.read_text("utf-8")
    if text.count(PLUGIN) != 1:
        sys.exit(f"{base.name} no longer has the line '{PLUGIN.strip()}', which the plain build leaves out")
    (folder / "plain.base.yml").write_text(text.replace(PLUGIN, ""), "utf-8")
    with (folder / "mkdocs.yml").open(encoding="utf-8") as file:
        nav = list(_navigation(yaml_load(file)["nav"], exported))
    words = exported.words[exported.language]
    languages = [{"tag": exported.language, "name": words["language_name"], "base": "", "root": ""}]
    settings = {
        "INHERIT": "plain.base.yml",
        "docs_dir": "tree",
        "nav": nav,
        "extra": {"words": words, "languages": languages},
    }
    (folder / "plain.yml").write_text(json.dumps(settings), "utf-8")
    return Command(_mkdocs("build", "-q", "-f", "plain.yml", "-d", "site-plain"), folder)


def empty_site(folder: Path) -> Path:
    """The built site of one empty page, by the same theme with its search."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Empty\n", "utf-8")
    settings = {"site_name": "Empty", "theme": {"name": "material", "font": False}, "plugins": ["search"]}
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    Command(_mkdocs("build", "-q"), folder).run()
    return folder / "site"


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a built site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def same_pages(folder: Path) -> int:
    """How many pages both `our_build` and `plain_build` made.

    Raises:
        SystemExit: they did not make the same.
    """
    ours, plain = ({path.relative_to(folder / site) for path in (folder / site).rglob("*.html")} for site in _SITES)
    if ours != plain:
        sys.exit(f"the two builds differ in {sorted(map(str, ours ^ plain))[:5]}: their times say nothing")
    return sum(1 for path in ours if path.parts[0] != "p")


_SITES = ("site-one", "site-plain")


def _mkdocs(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "mkdocs", *arguments)


def _navigation(items: list[Any], exported: Export) -> Iterator[Any]:
    """`nav:` as one would write it by hand for the exported tree."""
    words = exported.words[exported.language]
    for item in items:
        match item:
            case dict():
                for title, value in item.items():
                    name = words.get(title.strip("{}"), title)
                    yield {name: list(_navigation(value, exported)) if isinstance(value, list) else value}
            case str() if item.endswith("/*"):
                pages = [file.path for file in exported.files if re.fullmatch(f"{item[:-1]}[^/]+\\.md", file.path)]
                yield from (path for path in pages if not path.endswith("/index.md"))
            case _:
                yield item
