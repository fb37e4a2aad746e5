"""Other engines build what `patternloom export --project` writes, without a plugin of ours, as MkDocs does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from posixpath import normpath
from urllib.parse import urljoin

import pytest
from html_facts import broken_links, read_site
from playwright.sync_api import Browser, expect
from site_fixture import REPOSITORY, copy_project, environment, real_languages

LANGUAGES = real_languages()
ADDRESS = "https://example.org/docs/"
ENVIRONMENT = REPOSITORY / f"{Path(sys.prefix).name}-outputs" / "bin"
ENGINES = {
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
    "properdocs": [str(ENVIRONMENT / "properdocs"), "build", "--strict", "--quiet"],
    "zensical": [str(ENVIRONMENT / "zensical"), "build"],
}


def run(command: list[str], folder: Path) -> None:
    """Run what must succeed."""
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site that each engine makes, all languages in one folder."""
    folder = tmp_path_factory.mktemp("engines")
    project = copy_project(folder / "project")
    configuration = project / "mkdocs.yml"
    text = configuration.read_text("utf-8")
    configuration.write_text(text.replace("https://patternloom.example/", ADDRESS), "utf-8")
    sites = {engine: folder / engine for engine in ENGINES}
    for language in LANGUAGES:
        command = ["-m", "patternloom", "export", str(folder / language), "--project", "--language", language]
        run([sys.executable, *command], project)
        assert "patternloom:" not in (folder / language / "mkdocs.yml").read_text("utf-8")
        for engine, command in ENGINES.items():
            shutil.rmtree(folder / language / "site", ignore_errors=True)
            run(command, folder / language)
            target = sites[engine] if language == LANGUAGES[0] else sites[engine] / language
            (folder / language / "site").rename(target)
    return sites


@pytest.mark.parametrize("engine", ENGINES)
def test_every_link_leads_somewhere_below_a_path_of_the_host(built: dict[str, Path], engine: str) -> None:
    pages = read_site(built[engine])
    assert sum(len(page.links) for page in pages.values()) > 10_000
    assert broken_links(pages, built[engine], ADDRESS) == []


def led(path: Path) -> dict[str, Counter[str]]:
    """Where each page of a site leads, but for links from its own header and head, which are the theme's."""
    own = {"#_title", "#__skip"}
    return {
        address: Counter(
            link if link.startswith("http") else normpath(urljoin(f"/{address}", link))
            for link in page.links
            if link not in own
        )
        for address, page in read_site(path).items()
    }


@pytest.mark.parametrize("engine", [engine for engine in ENGINES if engine != "mkdocs"])
def test_pages_lead_where_those_of_mkdocs_lead(built: dict[str, Path], engine: str) -> None:
    """Overrides, language links and edit links, too: every link that is on a page of the one is on that of the other."""
    ours, theirs = led(built["mkdocs"]), led(built[engine])
    assert ours.keys() == theirs.keys()
    missing = {page: list(set(ours[page]) - set(theirs[page])) for page in ours if set(ours[page]) - set(theirs[page])}
    assert {page: links for page, links in missing.items() if "404" not in page} == {}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_sees_pictures_and_finds_an_entry(
    built: dict[str, Path], browser: Browser, engine: str, language: str
) -> None:
    root = built[engine] if language == LANGUAGES[0] else built[engine] / language
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((root / "areas/microservice.html").as_uri())
    expect(page.locator(".pl-diagram").first).to_be_visible()
    page.locator(".pl-menu__button").first.click()
    page.locator("[role=menuitem]").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("a[rel=edit]").get_attribute("href", timeout=3000)
    page.locator(".md-search__input").focus()
    page.keyboard.type("saga")
    page.locator(".md-search-result__item a[href$='areas/microservice.html#saga']").first.wait_for()
    page.close()
    assert complaints == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("width", [390, 1440])
def test_the_search_s_window_looks_like_one(built: dict[str, Path], browser: Browser, engine: str, width: int) -> None:
    """Whatever the engine's theme brings: opened by its button or key, as wide as it may be, hits below the words."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((built[engine] / "areas/microservice.html").as_uri())
    if width < 600:
        page.locator(".md-header__button[for=__search]").click()
    else:
        page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("service discovery")
    hit = page.locator(".md-search-result__item").first
    hit.wait_for()
    page.wait_for_timeout(500)  # until the window has moved into its place
    output, words = page.locator(".md-search__output").bounding_box(), page.locator(".md-search__input").bounding_box()
    assert output
    assert words
    assert min(width, 600) <= output["width"] + 20
    assert output["x"] >= 0
    assert output["y"] >= words["y"] + words["height"] - 2
    assert output["y"] + output["height"] <= 800
    assert output["height"] > 300
    header = page.locator(".md-header").bounding_box()
    assert header
    assert header["height"] < 70
    expect(hit).to_be_in_viewport()
    page.close()
