"""`make offline`: one zip that opens from a disk, wherever it is unpacked, without a server and without a network."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from html_facts import broken_links, read_site
from playwright.sync_api import Browser, Page, Request
from site_fixture import REPOSITORY, environment, real_languages

LANGUAGES = real_languages()
SAGA = {"en": "saga", "ja": "サガ"}


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip's one folder, below one with blanks and Japanese in its name."""
    folder = tmp_path_factory.mktemp("off the net 設計 例")
    command = [sys.executable, "scripts/offline.py", str(folder / "patternloom-offline.zip")]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(folder / "patternloom-offline.zip") as archive:
        archive.extractall(folder)
    (made,) = (path for path in folder.iterdir() if path.is_dir())
    return made


def left(request: Request) -> bool:
    """Whether the reader went on before it was there."""
    return request.failure == "net::ERR_ABORTED"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window that asks nobody for anything; when a test ends, it may have seen no error."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "requestfailed", lambda request: None if left(request) else complaints.append(f"not there: {request.url}")
    )
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context.new_page()
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_every_link_leads_to_a_file(unpacked: Path) -> None:
    """A folder's address opens a list of files there, no page."""
    pages = read_site(unpacked)
    assert len(pages) > 100
    assert broken_links(pages, unpacked, "https://patternloom.example/") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_pictures_filters_and_languages_work(unpacked: Path, page: Page, language: str) -> None:
    root = unpacked if language == LANGUAGES[0] else unpacked / language
    page.goto((root / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type(SAGA[language])
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_url(f"{(root / 'areas/microservice.html').as_uri()}#saga")
    for entry, ending in ((1, ".svg"), (3, ".png")):
        page.locator(".pl-menu__button").first.click()
        with page.expect_download() as download:
            page.locator("[role=menuitem]").nth(entry).click()
        assert download.value.suggested_filename == f"microservice{ending}"
    page.locator(".pl-diagram a").nth(1).click()
    page.wait_for_function("() => location.hash.length > 1 && location.hash !== '#saga'")
    page.goto((root / "examples/index.html").as_uri())
    cards = page.locator(".pl-gallery > li:visible")
    all_cards = cards.count()
    page.locator(".pl-filter select").first.select_option(index=1)
    filtered = cards.count()
    assert 0 < filtered < all_cards
    page.reload()
    page.locator(".pl-filter output", has_text=re.compile(rf"\b{filtered}\b")).wait_for()
    page.locator(".pl-languages a").first.click()
    page.wait_for_function("(language) => document.documentElement.lang !== language", arg=language)
    page.locator(".pl-filter output", has_text=re.compile(rf"\b{filtered}\b")).wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lasting_address_leads_on(unpacked: Path, page: Page, language: str) -> None:
    root = unpacked if language == LANGUAGES[0] else unpacked / language
    page.goto((root / "p/saga/index.html").as_uri())
    page.wait_for_url(f"{(root / 'areas/microservice.html').as_uri()}#saga")
