"""A build after an edit gives the bytes that a build from nothing gives, and says the same of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from site_fixture import Bakery, copy_bakery, mkdocs

KEPT = Path(".cache", "patternloom")
HOOK = "def on_page_markdown(markdown, page, config, files):\n    return markdown + '\\n\\nBy a hook.\\n'\n"
AFTER = "def on_page_content(html, page, config, files):\n    return html + f'<p>{len(files)}</p>'\n"

Edit = Callable[[Bakery], None]


def replaced(file: str, old: str, new: str) -> Edit:
    """One place of a file written otherwise."""
    return lambda bakery: bakery.replace(file, old, new)


def hooked(text: str) -> Edit:
    """A hook, which MkDocs takes for a plugin."""

    def change(bakery: Bakery) -> None:
        bakery.write("hook.py", text)
        bakery.replace("mkdocs.yml", "plugins:\n", "hooks: [hook.py]\nplugins:\n")

    return change


def overridden(bakery: Bakery) -> None:
    """Another template of the theme."""
    place = bakery.root / "../../../site_overrides/partials/actions.html"
    place.write_text(place.read_text("utf-8") + "<hr>\n", "utf-8")


def removed(bakery: Bakery) -> None:
    """A page fewer, which another one links to."""
    bakery.path("content/errata.any.md").unlink()
    bakery.replace("mkdocs.yml", "  - errata.md\n", "")
    bakery.replace("content/start.md", "# Zum Anfangen", "# Zum Anfangen\n\n[Weg](errata.md)")


def added(bakery: Bakery) -> None:
    """A page more, in both languages."""
    bakery.write("content/new.md", "# Neu\n\n[Zum Anfang](start.md#nirgends)\n")
    bakery.write("content/new.fr.md", "# Nouveau\n")
    bakery.replace("mkdocs.yml", "  - start.md\n", "  - start.md\n  - new.md\n")


EDITS: dict[str, Edit] = {
    "nothing": lambda bakery: None,
    "text of a page": replaced("content/start.md", "Zuerst", "Vor allem"),
    "a translation's heading": replaced("content/start.fr.md", "# Pour commencer", "# Pour commencer\n\n## Encore"),
    "the heading that a translation follows": replaced("content/start.md", "# Zum", "# Am Anfang: zum"),
    "name of an entry": replaced(
        "catalog/dough.yaml", "name: {de: Teig, fr: Pâte}", "name: {de: Der Teig, fr: La pâte}"
    ),
    "a word": replaced("catalog/strings/de.yaml", "\nareas: Gewerke", "\nareas: Handwerk"),
    "a macro": replaced(
        "macros/pattern.jinja", "{% macro status_line(page, pattern) %}\n", "{% macro status_line(page, pattern) %}\nX "
    ),
    "a file of an example": replaced("catalog/examples/stone-oven-at-home/files/plans/bake.py", '"bread"', '"loaf"'),
    "a template of the theme": overridden,
    "an option of an extension": replaced("mkdocs.yml", "toc_depth: 4", "toc_depth: 2"),
    "an option of one language's extension": replaced(
        "mkdocs.fr.yml", "theme:\n", "markdown_extensions:\n  pymdownx.highlight: {linenums: true}\n\ntheme:\n"
    ),
    "an extension": replaced("mkdocs.yml", "  sane_lists: {}\n", "  sane_lists: {}\n  smarty: {}\n"),
    "an extension that reads files": replaced("mkdocs.yml", "  sane_lists: {}\n", "  pymdownx.snippets: {}\n"),
    "the site's address": replaced("mkdocs.yml", "https://bakery.example/buch/", "https://bakery.example/"),
    "addresses of files": replaced(
        "mkdocs.yml", "docs_dir: content\n", "docs_dir: content\nuse_directory_urls: false\n"
    ),
    "diagrams": replaced("mkdocs.yml", "  patternloom:\n", "  patternloom:\n    diagrams: mermaid\n"),
    "a plugin before ours": replaced("mkdocs.yml", "plugins:\n", "plugins:\n  meta: {}\n"),
    "a plugin after ours": replaced("mkdocs.yml", "  mermaid2:\n", "  tags: {}\n  mermaid2:\n"),
    "a hook on Markdown": hooked(HOOK),
    "a hook on HTML": hooked(AFTER),
    "a page fewer": removed,
    "a page more": added,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bakery with what its first build has kept, to be copied."""
    folder = tmp_path_factory.mktemp("built")
    project = copy_bakery(folder)
    build = mkdocs(project, "build")
    assert build.returncode == 0, build.stdout
    return folder


def outcome(bakery: Bakery) -> tuple[dict[str, bytes], list[str]]:
    """Every file of a build, and what it warned of."""
    build = mkdocs(bakery.root, "build")
    site = bakery.root / "site"
    assert build.returncode == 0, build.stdout
    said = [line for line in build.stdout.splitlines() if line.startswith(("WARNING", "ERROR"))]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}, said


@pytest.mark.matrix
@pytest.mark.parametrize("name", EDITS)
def test_a_build_after_an_edit_gives_what_a_build_from_nothing_gives(name: str, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "copy")
    bakery = Bakery(tmp_path / "copy" / "tests/cases/bakery")
    EDITS[name](bakery)
    kept = {path.name.partition("-")[0] for path in (bakery.root / KEPT).iterdir()}
    assert kept >= {"de", "fr", "reading.json", "standing"}
    files, said = outcome(bakery)
    shutil.rmtree(bakery.root / ".cache")
    fresh, fresh_said = outcome(bakery)
    assert sorted(files) == sorted(fresh)
    assert [path for path in fresh if files[path] != fresh[path]] == []
    assert said == fresh_said
