"""A project that names no palette and no scheme: pages and pictures have the light one's colours, and can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import OpenReader
from host import Host, serve
from site_fixture import built_once
from test_every_page import dim

from patternloom.starter.create import create

# What a browser paints where a declaration names a custom property that nobody set.
UNSET = """() => [...document.querySelectorAll(".pl-diagram rect")]
    .filter((shape) => getComputedStyle(shape).fill === "rgb(0, 0, 0)" || getComputedStyle(shape).stroke === "none")
    .map((shape) => shape.outerHTML)"""
TOKENS = """() => ["--pl-ink", "--pl-card", "--pl-line", "--pl-accent", "--pl-pattern-ground", "--pl-warn"]
    .filter((name) => !getComputedStyle(document.body).getPropertyValue(name))"""


@pytest.fixture(scope="module")
def plain_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The project that `patternloom init` writes, without its palette."""
    folder, _ = built_once(tmp_path_factory, "no-palette", _without_palette)
    with serve(folder / "site") as host:
        yield host


def _without_palette(folder: Path) -> Path:
    create(folder, "en")
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    without = re.sub(r"(?m)^  palette:\n(?:    .*\n)+", "", settings)
    assert without != settings
    (folder / "mkdocs.yml").write_text(without, "utf-8")
    return folder


def test_without_a_palette_nothing_is_black_on_black(reader: OpenReader, plain_host: Host) -> None:
    """Tokens are set, shapes filled, words stand out."""
    somebody = reader(at=plain_host)
    somebody.open("areas/reliability/")
    assert somebody.page.locator(".pl-diagram rect").count() > 1
    assert somebody.see(TOKENS) == []
    assert somebody.see(UNSET) == []
    assert dim(somebody) == []
