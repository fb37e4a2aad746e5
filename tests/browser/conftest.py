"""Real Chromium for the tests in this folder: one browser a worker, a clean context for each reader.

In: the Chromium that `make test` found (or PATTERNLOOM_CHROMIUM, or an installed one) and the built
site. Out: `reader(…)`, somebody with a window, a palette and a script engine or none. When a test
ends, no reader may have seen an error, asked another host for anything, or been given a cookie.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from catalog_facts import Facts, gather
from host import Host, serve
from playwright.sync_api import Browser, sync_playwright
from reading import Reader
from setup_browser import FLAGS, installed
from site_fixture import REPOSITORY, Site

OpenReader = Callable[..., Reader]


def find_chromium() -> str:
    """The Chromium to test with; a failure, and no skip, where there is none."""
    chosen = os.environ.get("PATTERNLOOM_CHROMIUM")
    if chosen:
        return chosen
    for folder in (Path(sys.prefix), REPOSITORY / ".venv"):
        file = folder / "chromium-path"
        if file.is_file():
            return file.read_text("utf-8").strip()
    for path in installed():
        return path
    pytest.fail("no Chromium found; `make test` finds or installs one, or name yours in PATTERNLOOM_CHROMIUM", False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The worker's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def host(site: Site) -> Iterator[Host]:
    """The real site, on loopback."""
    with serve(site.root) as host:
        yield host


@pytest.fixture(scope="session")
def facts(site: Site) -> Facts:
    """What the catalog of the real site says."""
    return gather(site.project)


@pytest.fixture
def reader(browser: Browser, host: Host) -> Iterator[OpenReader]:
    """`reader(width=320, palette="dark", script=False, at=other_host)`: somebody who opens the site."""
    opened: list[Reader] = []

    def open_reader(
        *,
        width: int = 1440,
        height: int = 900,
        palette: str = "light",
        script: bool = True,
        at: Host = host,
        **options: Any,
    ) -> Reader:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=palette, java_script_enabled=script, **options
        )
        opened.append(Reader(context, at))
        return opened[-1]

    yield open_reader
    complaints = [complaint for reader in opened for complaint in reader.close()]
    assert complaints == []
