"""`navigation.instant`: the theme puts the next page into the same window, and nothing on it is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from host import Host, serve
from playwright.sync_api import Browser, Page
from site_fixture import Bakery, copy_bakery

PATIENCE = 30_000


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The bakery with that feature, on loopback. It works where the site's address is the page's alone."""
    bakery = Bakery(copy_bakery(tmp_path_factory.mktemp("instant")))
    folder = tmp_path_factory.mktemp("served")
    with serve(folder) as host:
        bakery.replace("mkdocs.yml", "site_url: https://bakery.example/buch/", f"site_url: {host.url}")
        bakery.replace("mkdocs.yml", "    - navigation.footer\n", "    - navigation.footer\n    - navigation.instant\n")
        build = bakery.build("-d", str(folder))
        assert build.returncode == 0, build.stdout
        yield host


def go(page: Page, address: str) -> None:
    """Follow a link of the navigation, and stay in the window."""
    page.evaluate("end => document.querySelector(`.md-nav a[href*='${end}']`).click()", address)
    page.wait_for_url(f"**/{address}/")


def test_the_next_page_has_its_diagrams_buttons_and_languages(instant: Host, browser: Browser) -> None:
    """Diagrams stand in the page; its scripts see it as they saw the first one."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{instant.url}start/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.first = true")
    for address in ("areas/dough", "errata", "areas/oven-work"):
        go(page, address)
        page.wait_for_function(
            "address => document.querySelector('.pl-languages a').href.includes(address)", arg=address
        )
        assert page.locator(".pl-button[hidden]").count() == 0
        assert page.evaluate("document.querySelector('.pl-languages a').href") == f"{instant.url}fr/{address}/"
    assert page.locator(".pl-diagram").count() == 2
    assert page.evaluate("window.first") is True
    assert errors == []
    page.close()
