"""Search finds what a reader means: queries with the entries that are right, ranked by the site's own script and index.

`tests/search/<language>.yaml` lists them by sort. They were written by people who did not write the ranking, but for
those that a comment tells apart, and each sort has a share of hits that it has to reach. Nothing of the search is
fetched before a reader opens it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from catalog_facts import Facts, in_turn
from conftest import OpenReader
from playwright.sync_api import Browser, Page
from projects import REPOSITORY, quick_yaml
from search_window import FIND, open_search

from patternloom.model.kinds import LINKABLE
from patternloom.search.documents import Document, documents
from patternloom.site.pages import url_of

FOLDER = REPOSITORY / "tests" / "search"
QUERIES: dict[str, dict[str, dict[str, Any]]] = {
    path.stem: quick_yaml(path.read_text("utf-8")) for path in sorted(FOLDER.iterdir())
}
# Sort of query → among how many hits the entry has to be, and the share of queries for which it is.
BARS = {
    "names": (1, 0.95),
    "aliases": (1, 0.95),
    "parts": (3, 0.95),
    "variants": (3, 0.95),
    "other_language": (3, 0.95),
    "misspelt": (3, 0.85),
    "questions": (3, 0.85),
}

SOME = 12
"""Entries of a kind that are looked for by their titles."""


@pytest.fixture(scope="module", params=list(QUERIES))
def engine(request: pytest.FixtureRequest, browser: Browser, host: Any, facts: Facts) -> Iterator[tuple[str, Page]]:
    """A language, and a page in which its search is open."""
    page = browser.new_page()
    page.goto(host.url + facts.quick_pages(request.param)[0])
    page.locator(".md-search__input").click()
    page.wait_for_function("() => typeof patternloomSearch !== 'undefined' && patternloomSearch.complete !== null")
    page.evaluate("() => patternloomSearch.complete")
    yield request.param, page
    page.close()


@pytest.mark.parametrize(("engine", "sort"), in_turn(BARS), indirect=["engine"])
def test_search_finds_the_entry_a_reader_means(engine: tuple[str, Page], facts: Facts, sort: str) -> None:
    """One of the entries that are right stands among the first."""
    language, page = engine
    within, bar = BARS[sort]
    missed = {}
    for query, right in QUERIES[language][sort].items():
        addresses = {facts.address(id, language).removeprefix(facts.prefix(language)) for id in as_list(right)}
        hits = page.evaluate(FIND, query)
        if addresses.isdisjoint(hits[:within]):
            missed[query] = (right, hits[:3])
    share = 1 - len(missed) / len(QUERIES[language][sort])
    assert share >= bar, missed


def test_entries_of_every_kind_are_found_by_their_titles(engine: tuple[str, Page], facts: Facts) -> None:
    """Some of each kind, as the model tells them: a kind is covered before anybody has written a query for it."""
    language, page = engine
    of_kind: dict[str, list[Document]] = {}
    of_title: dict[str, set[str]] = {}
    for id, document in zip(facts.plan.addresses, documents(facts.graph, facts.plan, language, url_of), strict=True):
        of_kind.setdefault(facts.graph.kind(id), []).append(document)
        of_title.setdefault(document.title, set()).add(document.url)
    assert of_kind.keys() >= LINKABLE & {facts.graph.kind(id) for id in facts.graph.catalog.entries}
    missed = {}
    for kind, every in of_kind.items():
        some = [every[n * len(every) // SOME] for n in range(SOME)] if len(every) > SOME else every
        hits = {one.title: page.evaluate(FIND, one.title)[:3] for one in some}
        lost = {title: urls for title, urls in hits.items() if of_title[title].isdisjoint(urls)}
        if len(lost) > len(some) / 20:
            missed[kind] = lost
    assert missed == {}


def test_what_the_site_knows_nothing_of_finds_nothing(engine: tuple[str, Page]) -> None:
    language, page = engine
    found = {query: page.evaluate(FIND, query)[:3] for query in QUERIES[language]["nothing"]}
    assert {query: hits for query, hits in found.items() if hits} == {}


@pytest.mark.parametrize("language", QUERIES)
def test_the_window_is_used_by_keys_and_says_what_an_entry_is(reader: OpenReader, facts: Facts, language: str) -> None:
    """`/` opens it, an arrow goes to the first hit, Enter follows it."""
    somebody = reader()
    somebody.open(facts.quick_pages(language)[0])
    page = somebody.page
    page.keyboard.press("/")
    page.wait_for_function("() => typeof patternloomSearch !== 'undefined' && patternloomSearch.size > 0")
    query, id = next(iter(QUERIES[language]["names"].items()))
    page.keyboard.insert_text(query)
    page.locator(".md-search-result__link").first.wait_for()
    assert page.locator(".pl-found").first.text_content()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{facts.address(as_list(id)[0], language)}", wait_until="commit")


def test_nothing_is_fetched_before_the_window_is_opened_and_an_address_opens_it(
    reader: OpenReader, facts: Facts
) -> None:
    somebody = reader()
    asked: list[str] = []
    somebody.page.on("request", lambda request: asked.append(request.url))
    somebody.open(facts.quick_pages(facts.languages[0])[0])
    somebody.page.wait_for_load_state("networkidle")
    loaded = (
        "search_index.json",
        "names.js",
        "texts.js",
        "spelling.js",
        "naming.js",
        "ranking.js",
        "readings.js",
        "worker",
    )
    assert [url for url in asked if any(part in url for part in loaded)] == []
    somebody.open(facts.quick_pages(facts.languages[0])[0] + "?q=saga")
    somebody.page.locator(".md-search-result__link").first.wait_for()


def test_where_nothing_is_found_names_that_look_like_it_are_offered(reader: OpenReader, facts: Facts) -> None:
    somebody = reader()
    somebody.open(facts.quick_pages(facts.languages[0])[0])
    open_search(somebody)
    somebody.page.keyboard.insert_text("sagga chroeography xyz")
    somebody.page.wait_for_function("() => document.querySelectorAll('.md-search-result__link').length > 0")
    assert somebody.page.locator(".md-search-result__meta").text_content()


def test_words_that_mean_the_same_may_hold_any_sign(reader: OpenReader, facts: Facts) -> None:
    """They are a project's own, and no expressions: what is no letter or digit parts words."""
    somebody = reader()
    somebody.open(facts.quick_pages(facts.languages[0])[0])
    open_search(somebody)
    somebody.page.evaluate(
        """() => patternloomSearch.take("same", [["zqxv", "c++_{a|b", "(?<", "a\\\\", "saga_[x"], ["*"]])"""
    )
    assert somebody.page.evaluate(FIND, "saga")
    assert somebody.page.evaluate(FIND, "c++ {a|b") == somebody.page.evaluate(FIND, "zqxv")


def test_where_nothing_is_found_the_words_may_be_proposed_as_a_name(reader: OpenReader, facts: Facts) -> None:
    """By a link that nobody follows but the reader; it goes again as soon as something is found."""
    somebody = reader()
    for language in facts.languages:
        somebody.open(facts.quick_pages(language)[0])
        open_search(somebody)
        link = somebody.page.locator(".pl-propose a")
        for query in ("zqxv&=%<", "$& zqxv\N{PERSON WITH BALL}", "zqxv'\\"):
            somebody.page.locator(".md-search__input").fill(query)
            link.wait_for()
            address = urlsplit(link.get_attribute("href") or "")
            assert (address.scheme, parse_qs(address.query)["words"]) == ("https", [query])
            assert parse_qs(address.query)["language"] == [language]
        somebody.page.locator(".md-search__input").fill(next(iter(QUERIES[language]["names"])))
        link.wait_for(state="hidden")


def test_every_language_has_queries_of_every_sort(facts: Facts) -> None:
    assert set(QUERIES) == set(facts.languages)
    for queries in QUERIES.values():
        assert set(queries) == {*BARS, "nothing"}
        assert sum(map(len, queries.values())) >= 150
        assert min(len(queries["misspelt"]) - 30, len(queries["questions"]) - 20, len(queries["nothing"]) - 20) >= 0


def as_list(right: Any) -> list[str]:
    """One entry that is right, or several."""
    return right if isinstance(right, list) else [right]


def test_every_hit_is_counted_and_thirty_are_shown(reader: OpenReader, facts: Facts) -> None:
    somebody = reader()
    page = somebody.open(facts.quick_pages(facts.languages[0])[0])
    open_search(somebody)
    page.keyboard.type("service")
    page.locator(".md-search-result__item").first.wait_for()
    counted = int("".join(filter(str.isdigit, page.locator(".md-search-result__meta").inner_text())))
    assert counted == page.evaluate("() => patternloomSearch.find('service').length") > 30
    assert page.locator(".md-search-result__item").count() == 30
