"""The search window as tests use it: opened, asked, and with more to find."""

from __future__ import annotations

from typing import Any

from reading import Reader

FIND = """query => patternloomSearch.find(query, 10).map(({ document: found }) => found.url)"""
NEW = """documents => patternloomSearch.take("names", ["url", "title", "kind", "place", "status", "names", "typed",
    "summary", "weight"].map(column => documents.map(one => one[column])))"""


def new(url: str, title: str, *, typed: tuple[str, ...] = (), weight: float = 1.0) -> dict[str, Any]:
    """Something more to find."""
    empty = {"place": "", "status": "", "names": [], "summary": ""}
    return {"url": url, "title": title, "kind": "Thing", "typed": typed, "weight": weight, **empty}


def open_search(somebody: Reader) -> None:
    """Go to the search field and wait until everything is there."""
    somebody.page.locator(".md-search__input").click()
    somebody.page.wait_for_function(
        "() => typeof patternloomSearch !== 'undefined' && patternloomSearch.complete?.then(() => true)"
    )
