"""Real Chromium for the tests in this folder: one browser a worker, a clean context for each reader.

In: the Chromium that `make test` found (or PATTERNLOOM_CHROMIUM, or an installed one) and the built
site. Out: `reader(…)`, somebody with a window, a palette and a script engine or none. When a test
ends, no reader may have seen an error, asked another host for anything, or been given a cookie.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from catalog_facts import Facts, gather
from chromium import find_chromium
from host import Host, serve
from playwright.sync_api import Browser, sync_playwright
from reading import Reader
from remembered import REMEMBERED
from setup_browser import FLAGS
from site_fixture import Site, built_once

OpenReader = Callable[..., Reader]


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
def bread(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The catalog with a past, built and served under its own policy."""
    folder, _ = built_once(tmp_path_factory, "bread", lambda folder: Path(shutil.copytree(REMEMBERED, folder)))
    policy = (folder / "site" / "content-security-policy.txt").read_text("utf-8").strip()
    with serve(folder / "site", below="/book/", headers={"Content-Security-Policy": policy}) as host:
        yield host


@pytest.fixture(scope="session")
def facts(site: Site) -> Facts:
    """What the catalog of the real site says."""
    return gather(site.project)


@pytest.fixture
def reader(browser: Browser, host: Host, pytestconfig: pytest.Config) -> Iterator[OpenReader]:
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
        opened.append(Reader(context, at, scripts=script))
        if pytestconfig.getoption("slow_browser"):
            opened[-1].slow_down()
        return opened[-1]

    yield open_reader
    complaints = [complaint for reader in opened for complaint in reader.close()]
    assert complaints == []
