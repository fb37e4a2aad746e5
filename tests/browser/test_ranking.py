"""The ranking with its spelling, on an index of a few names made here: what is the same name, and what is nothing.

In: queries. Out: the titles found. Which entries of the real catalog are found is the matter of `test_search.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from projects import REPOSITORY

SCRIPTS = [
    REPOSITORY / "site_overrides" / "assets" / "js" / name
    for name in ("spelling.js", "naming.js", "ranking.js", "readings.js")
]
# Title, other names, what else is typed, summary.
ENTRIES: list[tuple[str, list[str], list[str], str]] = [
    ("Kubernetes", ["K8s"], [], "Runs containers on many machines."),
    ("Kubernetes Secret", [], [], "Holds a value that few may read."),
    ("Circuit breaker", ["サーキットブレイカー"], [], "Calls that would fail are refused at once."),
    ("Service-level objective (SLO)", [], [], "A target for what users need."),
    ("Competing consumers", ["競合コンシューマー"], [], "Many readers share one queue."),
    ("RabbitMQ", [], [], "A broker of messages."),
    ("NGINX", [], [], "Serves pages."),
    ("Falco", [], ["Mimirlike"], "Watches what the kernel is asked."),
    ("Segregation of commands and queries", ["CQRS"], [], "Each has a model of its own."),
    ("腐敗防止層", [], ["古いシステムとの接続"], "モデルの違いを吸収する層。"),
    ("監査ログ", [], ["操作の結果を残す"], "誰が何をしたかの記録。"),
    ("切り替えスイッチ", [], [], "片方を選ぶ。"),
    ("ロードテスト", ["負荷検査"], [], "負荷をかけて結果を確かめる。"),
]
FIND = "query => patternloomSearch.find(query, 5).map(({ document: found }) => found.title)"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A blank page in which the script knows these entries, and three works that are seldom meant."""
    page = browser.new_page()
    for script in SCRIPTS:
        page.add_script_tag(path=script)
    works = [(f"{title}s, a book", [], [], "") for title in ("Service Level Objective", "Kubernetes Secret")]
    works.append(("Service Level Objectives", [], [], ""))
    # Words of a catalog may hold any sign.
    told = [*((entry, "Pattern", 1) for entry in ENTRIES), *((work, "*(Work[+", 0.4) for work in works)]
    rows = [
        (f"#{number}", title, kind, "", "", *others, weight)
        for number, ((title, *others), kind, weight) in enumerate(told)
    ]
    page.evaluate("words => patternloomSearch.take('beside', words)", ["Big Maker", "design", "方式"])
    page.evaluate(
        "columns => patternloomSearch.take('names', columns)", [list(column) for column in zip(*rows, strict=True)]
    )
    page.evaluate(
        "texts => { patternloomSearch.take('texts', texts); return patternloomSearch.complete; }", [""] * len(rows)
    )
    yield page
    page.close()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        pytest.param("k8s secrets", "Kubernetes Secret", id="a short form inside a longer name"),
        pytest.param("service level objectives", "Service-level objective (SLO)", id="no short form in brackets"),
        pytest.param("ラビットMQ", "RabbitMQ", id="a name in the reader's letters"),
        pytest.param("sa-kittobure-ka-", "Circuit breaker", id="keys of kana without an input method"),
        pytest.param("コンペティングコンシューマー", "Competing consumers", id="a loan that is no plural"),
        pytest.param("serkit braker", "Circuit breaker", id="spelt as heard"),
        pytest.param("腐敗帽子層", "腐敗防止層", id="two signs converted wrong"),
        pytest.param("監視ログ", "監査ログ", id="one sign is another"),
        pytest.param("不可検査", "ロードテスト", id="another word that is read the same"),
        pytest.param("ふはいぼうしそう", "腐敗防止層", id="no conversion"),
        pytest.param("kansa rogu", "監査ログ", id="romaji of signs of meaning"),
        pytest.param("ro-dotesuto", "ロードテスト", id="romaji of a short name"),
        pytest.param("rabbimtq", "RabbitMQ", id="letters in another order"),
        pytest.param("ngix", "NGINX", id="a short name without one of its letters"),
        pytest.param("cqsr", "Segregation of commands and queries", id="letters of a short form exchanged"),
        pytest.param("circuitbreakers", "Circuit breaker", id="no space"),
        pytest.param("secretkubernetes", "Kubernetes Secret", id="two words of a name in one"),
        pytest.param("腐敗防子", "腐敗防止層", id="the beginning of a name, converted wrong"),
        pytest.param("ログ感差", "監査ログ", id="a compound in a phrase, converted wrong"),
        pytest.param("操作結果", "監査ログ", id="a compound made of two words of a phrase"),
        pytest.param("ngix pattern", "NGINX", id="what kind of thing it is, after a name"),
        pytest.param("sevrices level", "Service-level objective (SLO)", id="letters of another form exchanged"),
        pytest.param("big maker falco", "Falco", id="a maker before a name"),
        pytest.param("circuit breaker design pattern", "Circuit breaker", id="kinds of thing after a name"),
        pytest.param("監査ログ方式", "監査ログ", id="a kind of thing after a name without spaces"),
        pytest.param("breaker circuit", "Circuit breaker", id="words in another order"),
        pytest.param("crct breaker", "Circuit breaker", id="consonants of a word"),
        pytest.param("comp consumers", "Competing consumers", id="the beginning of a word"),
        pytest.param("ケーエイトエス", "Kubernetes", id="letters and digits as Japanese says them"),
        pytest.param("ファルコ", "Falco", id="a short loan whose vowels are right"),
        pytest.param("ミミルライク", "Falco", id="a loan of a product that is typed for another"),
        pytest.param("腐敗からの防止層", "腐敗防止層", id="a particle that a name leaves out"),
        pytest.param("切替スイッチ", "切り替えスイッチ", id="without hiragana inside a compound"),
        pytest.param("rabbitmq message broker", "RabbitMQ", id="a name of its own, and what is said of it"),
        pytest.param("competing consumer kettles", "Competing consumers", id="another form among strange words"),
    ],
)
def test_a_name_is_found_however_it_is_written(page: Page, query: str, title: str) -> None:
    assert page.evaluate(FIND, query)[:1] == [title]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("サッカーの結果", id="one known word beside what nothing speaks of"),
        pytest.param("big maker kettle", id="a maker beside a strange word"),
        pytest.param("フルーク", id="a loan of the same consonants with other vowels"),
        pytest.param("結果の神輿", id="a strange word beside one of a phrase"),
        pytest.param("consumer kettle", id="a strange word beside a word of a name"),
        pytest.param("overkill", id="two words in one that no name holds"),
        pytest.param("年末調整", id="half of the signs are others"),
        pytest.param("カラオケ", id="sounds like nothing"),
        pytest.param("サキの結果", id="what a longer loan begins with"),
        pytest.param("操作の餌", id="a single strange sign"),
        pytest.param("結果の組み立て", id="two signs with an ending are one strange word"),
    ],
)
def test_what_no_entry_speaks_of_is_not_guessed(page: Page, query: str) -> None:
    assert page.evaluate(FIND, query) == []


def test_a_sentence_whose_words_are_known_is_no_stranger(page: Page) -> None:
    assert page.evaluate(FIND, "操作の結果を残したい")[:1] == ["監査ログ"]
