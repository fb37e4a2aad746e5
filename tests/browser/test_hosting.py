"""Hosting: under a strict Content-Security-Policy, below a path of the host, and where no page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from catalog_facts import LANGUAGES, Facts, gather, turn
from conftest import OpenReader
from host import Host, nginx, serve
from reading import Reader
from site_fixture import Site
from test_picture_use import choose
from test_search import FIND, QUERIES, as_list, open_search


def headers_of(root: Path) -> dict[str, str]:
    """What the site itself tells a host to send with every file."""
    first, *lines = (root / "_headers").read_text("utf-8").splitlines()
    assert first == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


def test_few_scripts_stand_in_the_pages(facts: Facts) -> None:
    """The same ones on all pages of all languages, so that a host can name their hashes; no other may run."""
    policy = headers_of(facts.root)["Content-Security-Policy"]
    assert policy.count("'sha256-") <= 5
    assert "unsafe" not in policy


def test_no_page_has_a_style_of_its_own(facts: Facts) -> None:
    """Neither an attribute nor an element, in any language; so that the policy needs no exception for any path."""
    own = re.compile(r"<[a-z][^<>]*\sstyle\s*=|<style\b", re.IGNORECASE)
    assert [page.as_posix() for page in facts.root.rglob("*.html") if own.search(page.read_text("utf-8"))] == []
    lines = (facts.root / "_headers").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["/*"]


@pytest.fixture(scope="module")
def strict_host(facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A real nginx that includes what the build has written for it, and nothing else."""
    others = " ".join(f"location /{tag}/ {{ error_page 404 /{tag}/404.html; }}" for tag in facts.languages[1:])
    lines = f'root "{facts.root}"; include "{facts.root}/content-security-policy.nginx.conf"; error_page 404 /404.html;'
    with nginx(tmp_path_factory.mktemp("nginx"), f"{lines} {others}") as host:
        yield host


@pytest.mark.parametrize("language", turn(0))
def test_the_site_works_under_a_strict_policy(
    reader: OpenReader, facts: Facts, strict_host: Host, language: str
) -> None:
    """A page of each kind opens without a violation (the console would tell); pictures, search, menus and palette work.

    In the languages but the first, whose pages hold the same scripts, those with diagrams and pictures.
    """
    somebody = reader(at=strict_host)
    drawn = [facts.area_pages(language)[0], facts.example_pages(language)[0]]
    for page in facts.kinds_of_pages(language) if language == facts.languages[0] else drawn:
        somebody.open(page)
    answer = somebody.page.goto(strict_host.url + drawn[1])
    assert answer is not None
    sent = {name.lower(): value for name, value in headers_of(facts.root).items()}
    assert {name: answer.headers.get(name) for name in sent} == sent
    for entry in range(6):
        choose(somebody.page, entry)
        if entry == 0:
            somebody.page.locator("dialog[open]").wait_for()
            somebody.page.keyboard.press("0")
            somebody.page.keyboard.press("Escape")
    somebody.page.locator(".md-code__button[data-md-type=copy]").first.evaluate("(button) => button.click()")
    somebody.open(facts.prefix(language))
    somebody.page.locator(".md-header__option label:visible").click()
    assert somebody.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    somebody.page.goto(f"{strict_host.url}{facts.prefix(language)}a/page/that/is/nowhere/")
    somebody.page.wait_for_load_state("load")
    somebody.forgive(
        "console: Failed to load resource: the server responded with a status of 404 (Not Found)",
        f"answer 404: {strict_host.url}{facts.prefix(language)}a/page/that/is/nowhere/",
    )
    assert somebody.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    open_search(somebody)
    query, expected = next(iter(QUERIES[language]["names"].items()))
    address = facts.address(as_list(expected)[0], language).removeprefix(facts.prefix(language))
    assert address in somebody.see(FIND, query)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("missing", ["nowhere", "areas/nowhere/deep/down/"])
def test_where_no_page_is_a_whole_page_says_so(reader: OpenReader, facts: Facts, language: str, missing: str) -> None:
    """In the reader's language, with its style, and a way home."""
    somebody = reader()
    check_missing(somebody, facts, language, missing)


def check_missing(somebody: Reader, facts: Facts, language: str, missing: str) -> None:
    """Open an address without a page and go home from there."""
    words = facts.words[language]
    page = somebody.page
    url = f"{somebody.host.url}{facts.prefix(language)}{missing}"
    answer = page.goto(url)
    page.wait_for_load_state("load")
    somebody.forgive(
        "console: Failed to load resource: the server responded with a status of 404 (Not Found)",
        f"answer 404: {url}",
    )
    assert answer is not None
    assert answer.status == 404
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("article").inner_text().split("\n\n") == [
        words["not_found_title"],
        words["not_found_text"],
        words["home"],
    ]
    assert page.locator("link[rel=stylesheet]").evaluate_all("(links) => links.every((link) => link.sheet)")
    page.locator("article a").last.click()
    page.wait_for_load_state()
    assert somebody.path == facts.prefix(language)


@pytest.fixture(scope="module")
def bakery_facts(bakery_site: Site) -> Facts:
    """The facts of a small site whose address is not its host's root."""
    facts = gather(bakery_site.project)
    assert facts.path not in ("", "/")
    return facts


@pytest.fixture(scope="module")
def below_host(bakery_site: Site, bakery_facts: Facts) -> Iterator[Host]:
    """That site, where its address says, with nothing beside it."""
    with serve(bakery_site.root, below=bakery_facts.path) as host:
        yield host


def test_a_site_below_a_path_of_its_host_works(reader: OpenReader, bakery_facts: Facts, below_host: Host) -> None:
    """Pages, styles, diagrams, permanent addresses, language links: nothing is looked for at the host's root."""
    somebody = reader(at=below_host)
    for language in bakery_facts.languages:
        for page in bakery_facts.pages(language):
            somebody.open(page)
        id = next(id for id, address in bakery_facts.plan.addresses.items() if address.anchor)
        somebody.page.goto(f"{below_host.url}{bakery_facts.prefix(language)}p/{id}/")
        somebody.page.wait_for_url(f"**/{bakery_facts.address(id, language)}")
        for other in bakery_facts.languages:
            somebody.open(bakery_facts.area_pages(language)[0])
            if other != language:
                somebody.page.locator(f".pl-languages a[hreflang={other}]").click()
                somebody.page.wait_for_load_state()
            assert somebody.path == bakery_facts.area_pages(other)[0]


def test_a_site_below_a_path_has_its_404_pages(reader: OpenReader, bakery_facts: Facts, below_host: Host) -> None:
    """In every language, at any depth, with style and the way home."""
    for language in bakery_facts.languages:
        for missing in ("nowhere", "areas/nowhere/deep/down/"):
            check_missing(reader(at=below_host), bakery_facts, language, missing)
