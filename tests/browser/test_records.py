"""Teams' decision records on a site: beside what they decide on, and on a page of their own, under the strict policy."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from host import Host, serve
from playwright.sync_api import Browser
from reading import Reader
from site_fixture import built_once, mkdocs
from test_every_page import too_wide, violations
from test_hosting import headers_of

from patternloom.starter.create import create

HOSTILE = "Retry <img src=x onerror=alert(1)> `{{ 7*7 }}` [x](javascript:alert(1)) | a very-long-word-" + "x" * 80
RECORDS = [
    {
        "path": "docs/adr/0003-retry.md",
        "url": "https://git.example.com/shop/0003-retry.md",
        "title": HOSTILE,
        "status": "accepted",
        "date": "2026-11-02",
        "language": "en",
        "decides": [{"id": "circuit-breaker", "revision": 1}, {"id": "resilience4j"}],
    },
    {"path": "docs/adr/0004.md", "title": "呼び出しを守る", "language": "ja", "decides": [{"id": "circuit-breaker"}]},
    {"path": "docs/adr/0001.md", "title": "Old", "status": "superseded", "decides": [{"id": "failing-calls"}]},
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site of two languages with an index, and a folder of records."""
    return built_once(tmp_path_factory, "records", _with_records)[0] / "site"


def _with_records(folder: Path) -> Path:
    create(folder, "en,ja")
    (folder / "index.json").write_text(json.dumps({"version": "v1", "records": RECORDS}), "utf-8")
    record = folder / "shop" / "docs" / "adr" / "0009-timeouts.md"
    record.parent.mkdir(parents=True)
    subprocess.run(["git", "init", "-q"], cwd=folder / "shop", check=True)
    record.write_text("---\nstatus: rejected\ndate: 2026-11-30\npatterns: [retry]\n---\n# Wait for ever\n", "utf-8")
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    for old, new in (
        ("  patternloom: {}\n", "  patternloom: {records: [index.json, shop/docs/adr]}\n"),
        ("      - references.md\n", "      - references.md\n      - records.md\n"),
    ):
        assert settings.count(old) == 1, old
        settings = settings.replace(old, new)
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    return folder


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[Host]:
    """As a host serves it that sends the policy."""
    with serve(site, headers=headers_of(site)) as host:
        yield host


@pytest.fixture
def somebody(browser: Browser, strict: Host) -> Iterator[Reader]:
    """Whose browser must have nothing to complain of."""
    reader = Reader(browser.new_context(viewport={"width": 1440, "height": 900}), strict)
    yield reader
    assert list(reader.close()) == []


def test_the_page_lists_every_record_the_latest_first(somebody: Reader) -> None:
    somebody.open("records/")
    rows = somebody.page.locator(".pl-records tbody tr")
    titles = [row.locator("th > :first-child").inner_text() for row in rows.all()]
    assert titles == ["Wait for ever", HOSTILE, "Old", "呼び出しを守る"]
    cells = rows.nth(1).locator("td").all_inner_texts()
    assert cells == ["accepted", "2026-11-02", "Circuit breaker, Resilience4j"]
    assert rows.nth(3).locator("th > :first-child").get_attribute("lang") == "ja"
    assert rows.nth(1).locator("th a").get_attribute("href") == RECORDS[0]["url"]
    assert rows.nth(3).locator("th a").count() == 0


def test_an_entry_names_the_records_that_decide_on_it(somebody: Reader) -> None:
    somebody.open("areas/reliability/")
    found = somebody.page.locator("dt", has_text="Decided in").locator("xpath=following-sibling::dd[1]")
    assert found.all_inner_texts() == [
        "Old (superseded)",
        "Wait for ever (rejected, 2026-11-30)",
        f"{HOSTILE} (accepted, 2026-11-02)\n呼び出しを守る (no status named)",
    ]
    somebody.open("ja/technologies/")
    assert "決定記録" in somebody.page.locator("dl.pl-facts").first.inner_text()


@pytest.mark.parametrize("page", ["records/", "ja/records/", "areas/reliability/", "ja/areas/reliability/"])
def test_nobody_is_barred_and_nothing_is_wider_than_the_window(somebody: Reader, page: str) -> None:
    somebody.open(page)
    assert violations(somebody) == []
    assert too_wide(somebody, 320, 768, 1440) == []


def test_without_the_option_no_word_of_it_is_on_the_site(site: Path, tmp_path: Path) -> None:
    create(tmp_path / "mine", "en,ja")
    done = mkdocs(tmp_path / "mine", "build", "--strict")
    assert done.returncode == 0, done.stdout
    without = tmp_path / "mine" / "site"
    assert not (without / "records").exists()
    pages = [path.read_text("utf-8") for path in without.rglob("*.html")]
    assert not any(re.search(r"Decided in|>決定記録<|records/", text) for text in pages)
