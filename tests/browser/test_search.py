"""Search: at least ten queries a language, each with the entry a reader means; some Japanese ones are parts of a word."""

from __future__ import annotations

import pytest
from catalog_facts import Facts
from conftest import OpenReader
from reading import Reader

# Query → the entries that are right. The first hit is one of them; and where several are, all stand among the
# first three hits. Nothing but our own catalog decides what is right, so ids stand here.
QUERIES: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        # Three entries have the word in their names, and none is the only answer.
        "saga": ("saga", "orchestrated-saga", "choreographed-saga"),
        "bff": ("bff",),
        "two-phase": ("two-phase-commit",),
        "event sourcing": ("event-sourcing",),
        "idempotent": ("idempotent-consumer",),
        "outbox": ("transactional-outbox",),
        "hexagonal": ("hexagonal-architecture",),
        "choreograph": ("choreographed-saga",),
        "database per service": ("db-per-service",),
        "service mesh": ("service-mesh",),
        "mTLS": ("mutual-tls",),
        "2PC": ("two-phase-commit",),
        "micro frontend": ("micro-frontend",),
        "SSR": ("server-side-rendering",),
        "contract test": ("contract-test",),
        "chaos": ("chaos-engineering",),
        "dead letter": ("dead-letter-queue",),
        "CQRS": ("cqrs",),
    },
    "ja": {
        "オーケスト": ("orchestrated-saga", "orchestration-service"),
        "サービス検": ("service-discovery", "server-side-discovery", "client-side-discovery"),
        "冪等": ("idempotent-consumer", "idempotency-key"),
        "コレオグラフ": ("choreographed-saga",),
        "境界づけ": ("bounded-context",),
        "2フェーズ": ("two-phase-commit",),
        "共有データ": ("shared-data",),
        "アウトボックス": ("transactional-outbox",),
        "イベントソーシング": ("event-sourcing",),
        "サービスメッシュ": ("service-mesh",),
        "相互TLS": ("mutual-tls",),
        "認証認可": ("authentication-and-authorization",),
        "マイクロフロント": ("micro-frontend",),
        "負荷テスト": ("load-test",),
        "カオス": ("chaos-engineering",),
        "デッドレター": ("dead-letter-queue",),
        "トークン交換": ("token-exchange",),
        "mTLS": ("mutual-tls",),
        "2PC": ("two-phase-commit",),
    },
}
CASES = [(language, query) for language, queries in QUERIES.items() for query in queries]


def open_search(somebody: Reader) -> None:
    """Go to the search field and wait until the index is there."""
    somebody.page.locator(".md-search__input").click()
    somebody.page.wait_for_function(
        "() => document.querySelector('.md-search-result__meta').textContent.trim() ==="
        " JSON.parse(document.getElementById('__config').textContent).translations['search.result.placeholder']"
    )


HITS = """() => [...document.querySelectorAll(".md-search-result__link")]
    .map((link) => new URL(link.href).hash.slice(1)).filter(Boolean)"""


def hits(somebody: Reader, query: str) -> list[str]:
    """The anchors that search offers, best first; a hit that is a whole page only heads the page's own."""
    page = somebody.page
    box = page.locator(".md-search__input")
    box.fill("")
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelectorAll('.md-search-result__link').length === 0")
    # As an input method does: the text at once, then a key.
    page.keyboard.insert_text(query)
    page.keyboard.press("End")
    page.locator(".md-search-result__link").first.wait_for(timeout=15_000)
    return somebody.see(HITS)


@pytest.mark.parametrize("language", QUERIES)
def test_search_finds_the_entry_a_reader_means(reader: OpenReader, facts: Facts, language: str) -> None:
    """First, or with others that are as right among the first three."""
    somebody = reader()
    somebody.open(facts.quick_pages(language)[0])
    open_search(somebody)
    found = {query: hits(somebody, query) for query in QUERIES[language]}
    first = {query: sorted(anchors[: len(QUERIES[language][query])]) for query, anchors in found.items()}
    assert first == {query: sorted(right) for query, right in QUERIES[language].items()}, found


def test_every_language_of_the_catalog_has_ten_queries_or_more(facts: Facts) -> None:
    """And every expected entry stands on a page."""
    assert list(QUERIES) == list(facts.languages)
    assert min(map(len, QUERIES.values())) >= 10
    expected = {id for queries in QUERIES.values() for ids in queries.values() for id in ids}
    assert expected - set(facts.plan.addresses) == set()
