"""What MkDocs and other plugins see of each page: files by hand as they are, the rest generated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from site_fixture import Bakery, built_once, copy_bakery

HOOK = """\
import json

PAGES = {}


def on_files(files, config):
    from mkdocs.structure.files import File

    files.append(File.generated(config, "made/late.md", content="# Made late"))
    return files


def on_page_context(context, page, config, nav):
    file = page.file
    PAGES[file.src_uri] = [
        file.generated_by, (file.abs_src_path or "").removeprefix(config.docs_dir), file.url, file.inclusion.name,
        page.edit_url, {key: repr(value) for key, value in page.meta.items()},
    ]


def on_post_build(config):
    with open(f"{config.site_dir}/pages.json", "w") as target:
        json.dump(PAGES, target)
"""
META = """\
---
title: By hand
tags: [a, 1]
hide:
  - toc
when: 2026-01-31
version: 1.10
glightbox: false
empty:
---
Text.
"""
PAGES = {
    "notes/a.md": "# A\n",
    "notes/index.md": "# Notes\n",
    "notes/plain.md": META,
    "notes/old.markdown": "Title: Old\nAuthor: Nobody\n\nText.\n",
    "notes/mixed.md": f"{META}\n{{{{ page.link('yeast') }}}}\n",
    "notes/draft.md": "# Draft\n",
    "notes/hidden.md": "# Hidden\n",
    "out/no.md": "{{ nothing }}\n",
    "out/[no].x.md": "x",
}
OWN_FILES = ("llms.txt", "robots.txt")
"""In the place of some that a build would make; `test_beside.py` looks at them."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What was known of each page at its end, by language."""
    root = built_with_pages(tmp_path_factory)
    folders = {"de": root / "site", "fr": root / "site" / "fr"}
    return {language: json.loads((folder / "pages.json").read_text("utf-8")) for language, folder in folders.items()}


def built_with_pages(factory: pytest.TempPathFactory) -> Path:
    """The bakery with pages and other files by hand, built."""
    return built_once(factory, "files", _with_pages)[0]


def _with_pages(folder: Path) -> Path:
    bakery = Bakery(copy_bakery(folder))
    for name in OWN_FILES:
        bakery.write(f"content/{name}", f"own {name}\n")
    for path, text in PAGES.items():
        bakery.write(f"content/{path}", text)
        if path.startswith("notes/"):
            stem, _, ending = path.rpartition(".")
            bakery.write(f"content/{stem}.fr.{ending}", text)
    bakery.write("hook.py", HOOK)
    more = "hooks: [hook.py]\nexclude_docs: |\n  out/\ndraft_docs: |\n  draft*.md\nnot_in_nav: |\n  /notes/\n  /made/\n"
    bakery.replace("mkdocs.yml", "docs_dir: content\n", f"docs_dir: content\n{more}")
    return bakery.root


@pytest.mark.parametrize(("language", "suffix"), [("de", ""), ("fr", ".fr")])
def test_a_page_by_hand_is_its_file(pages: dict[str, dict[str, Any]], language: str, suffix: str) -> None:
    """With its source, its edit link and its front matter's own types; so is one that is a template."""
    meta = {
        "title": "'By hand'",
        "tags": "['a', 1]",
        "hide": "['toc']",
        "when": "datetime.date(2026, 1, 31)",
        "version": "1.1",
        "glightbox": "False",
        "empty": "None",
    }
    edit = "https://git.bakery.example/edit/main/content/notes/"
    found = pages[language]
    assert found["notes/plain.md"] == [
        None, f"/notes/plain{suffix}.md", "notes/plain/", "NOT_IN_NAV", f"{edit}plain{suffix}.md", meta
    ]  # fmt: skip
    assert found["notes/mixed.md"][:3] + found["notes/mixed.md"][5:] == [
        None, f"/notes/mixed{suffix}.md", "notes/mixed/", meta
    ]  # fmt: skip
    assert found["notes/old.markdown"][2:] == [
        "notes/old/", "NOT_IN_NAV", f"{edit}old{suffix}.markdown", {"title": "'Old'", "author": "'Nobody'"}
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["de", "fr"])
def test_only_what_is_made_from_the_catalog_is_generated(pages: dict[str, dict[str, Any]], language: str) -> None:
    """A page of words has its template as its source; a page that another plugin adds stays."""
    found = pages[language]
    generated = {path for path, page in found.items() if page[0] == "patternloom"}
    assert generated == {path for path in found if path.startswith(("areas/", "examples/")) and "index" not in path}
    assert found["errata.md"][1] == "/errata.any.md"
    assert found["made/late.md"][1:4] == ["", "made/late/", "NOT_IN_NAV"]


def test_pages_come_in_the_order_of_mkdocs_in_every_language(pages: dict[str, dict[str, Any]]) -> None:
    """A folder's own page first, then the others by name, those of the catalog in its order, then folders."""
    order = [path for path in pages["fr"] if path.startswith(("areas/", "notes/"))]
    assert [path for path in pages["de"] if path.startswith(("areas/", "notes/"))] == order
    assert order == [
        "areas/index.md", "areas/dough.md", "areas/oven-work.md", "areas/end.md", "notes/index.md", "notes/a.md",
        "notes/hidden.md", "notes/mixed.md", "notes/old.markdown", "notes/plain.md",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["de", "fr"])
def test_drafts_and_what_is_left_out_are_no_pages(pages: dict[str, dict[str, Any]], language: str) -> None:
    assert [path for path in pages[language] if path.startswith("out/") or "draft" in path] == []
