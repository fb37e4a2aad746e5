"""The plugin's option `diagrams: mermaid`: the whole site once, and every tree and figure is painted in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from host import Host, serve
from playwright.sync_api import Browser
from site_fixture import copy_project, mkdocs, picture_texts, real_languages

LANGUAGES = real_languages()

# How many nodes and boxes of each picture a reader sees: with a size and a label, inside the picture.
PAINTED = """() => Object.fromEntries([...document.querySelectorAll(".pl-figure:has(.mermaid)")].map((figure) => {
    const picture = figure.querySelector(".mermaid > svg");
    const { left, top, right, bottom } = picture.getBoundingClientRect();
    const seen = [...picture.querySelectorAll(".node, .cluster")].filter((node) => {
        const box = node.getBoundingClientRect();
        return box.width > 8 && box.height > 8 && node.textContent.trim() && picture.checkVisibility()
            && box.left > left - 1 && box.top > top - 1 && box.right < right + 1 && box.bottom < bottom + 1;
    });
    return [figure.id, seen.length];
}))"""
DRAWN = "() => [...document.querySelectorAll('.mermaid')].every((diagram) => diagram.querySelector(':scope > svg'))"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built so."""
    project = copy_project(tmp_path_factory.mktemp("mermaid"))
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert text.count("  patternloom: {}\n") == 1
    settings.write_text(text.replace("  patternloom: {}\n", "  patternloom:\n    diagrams: mermaid\n"), "utf-8")
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 0, done.stdout
    return project / "site"


@pytest.fixture
def host(root: Path) -> Iterator[Host]:
    """Served under the policy that the build writes for pages with a fence."""
    _, loose = re.findall(r"  Content-Security-Policy: (.*)", (root / "_headers").read_text("utf-8"))[:2]
    assert "style-src 'self' 'unsafe-inline'" in loose
    with serve(root, headers={"Content-Security-Policy": loose}) as host:
        yield host


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tree_is_painted(root: Path, host: Host, browser: Browser, language: str) -> None:
    """Each node and box that its text has; and no page says anything of an error."""
    prefix = "" if language == LANGUAGES[0] else f"{language}/"
    elsewhere = tuple(f"{other}/" for other in LANGUAGES if other != language)
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = context.new_page()
    painted = 0
    for file in sorted((root / prefix).rglob("index.html")):
        address = file.relative_to(root).as_posix().removesuffix("index.html")
        if address.startswith(elsewhere) or 'class="mermaid"' not in file.read_text("utf-8"):
            continue
        texts = {anchor: one["text"] for anchor, one in picture_texts(file.parent).items() if one["form"] == "Mermaid"}
        wanted = {anchor: len(set(re.findall(r"\b(\w+)\(?\[", text))) for anchor, text in texts.items()}
        page.goto(host.url + address)
        page.wait_for_function(DRAWN, timeout=60_000)
        assert page.evaluate(PAINTED) == wanted, address
        painted += len(wanted)
    context.close()
    assert complaints == []
    assert painted > 40
