"""What the site becomes besides a host's folder: a zip, paper, other engines' sites, data. Slow, and run by `make test-outputs`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import find_chromium
from playwright.sync_api import Browser, sync_playwright
from setup_browser import FLAGS


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The worker's Chromium, with a fresh profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()
