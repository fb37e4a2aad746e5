"""What a first visit fetches, compressed as a server would: measured on a built site, nothing judged.

In: the site's folder. Out: bytes by kind. A first visit is what comes before a reader does anything; what the first act
fetches has a figure of its own.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path


class _Fetched(HTMLParser):
    """The style sheets and scripts that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, list[str]] = {"style": [], "script": [], "icon": [], "later": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "link" and found.get("rel") == "stylesheet":
            self.names["style"].append(found.get("href") or "")
        if tag == "link" and found.get("rel") == "icon":
            self.names["icon"].append(found.get("href") or "")
        if tag == "script" and found.get("data-src"):
            self.names["later"].append(found.get("data-src") or "")
        if tag == "script" and found.get("src"):
            self.names["script"].append(found.get("src") or "")


@cache  # thousands of pages name the same style sheets and scripts
def compressed(path: Path) -> int:
    """The file's size after gzip -9."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def fetched(page: Path, kind: str) -> list[Path]:
    """The files of a kind (`style`, `script`, `icon`, `later`) that a page names, but for mermaid."""
    parser = _Fetched()
    parser.feed(page.read_text("utf-8"))
    paths = [(page.parent / name.split("?")[0]).resolve() for name in parser.names[kind]]
    return [path for path in paths if "mermaid" not in path.name]


def first_visit(site: Path, languages: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """`(what, bytes)`; the first language lies at the root."""
    for language in languages:
        root = site if language == languages[0] else site / language
        areas = sorted((root / "areas").glob("*/index.html"))
        yield f"HTML of the home page, {language}", compressed(root / "index.html")
        yield f"HTML of the smallest area's page, {language}", min(map(compressed, areas))
        yield f"HTML of the largest area's page, {language}", max(map(compressed, areas))
        examples = sorted(map(compressed, (root / "examples").glob("*/index.html")))
        if examples:
            yield f"HTML of the smallest example's page, {language}", examples[0]
            yield f"HTML of the largest example's page, {language}", examples[-1]
            yield f"HTML of the gallery, {language}", compressed(root / "examples" / "index.html")
    page = max((site / "areas").glob("*/index.html"), key=lambda path: path.stat().st_size)
    yield "CSS of that page", sum(map(compressed, fetched(page, "style")))
    yield "JavaScript of that page, without mermaid", sum(map(compressed, fetched(page, "script")))
    yield "the theme's script, which a reader's first act fetches", sum(map(compressed, fetched(page, "later")))
    yield "the search's worker", sum(map(compressed, (site / "assets" / "javascripts" / "workers").glob("search*.js")))
    yield "mermaid", sum(map(compressed, site.glob("assets/vendor/mermaid*.js")))
    for language in languages:
        root = site if language == languages[0] else site / language
        yield f"search index, {language}", compressed(root / "search" / "search_index.json")


def first_search(site: Path, languages: tuple[str, ...]) -> Iterator[tuple[str, int, float]]:
    """`(language, bytes, bar in kB)`: the names and the engine, for which a reader's first search waits."""
    for language in languages:
        root = site if language == languages[0] else site / language
        engine = (site / "assets" / "js" / name for name in ("spelling.js", "naming.js", "ranking.js"))
        paths = (root / "search" / "names.js", *engine)
        yield language, sum(map(compressed, paths)), 90


def whole_visits(site: Path, languages: tuple[str, ...]) -> Iterator[tuple[str, int, float]]:
    """`(which page, bytes, bar in kB)`: a page with all that is fetched before a reader acts."""
    kinds = {"the home page": ("index.html", 85), "the heaviest area": ("areas/*/index.html", 135)}
    kinds["the heaviest example"] = ("examples/*/index.html", 110)
    for language in languages:
        root = site if language == languages[0] else site / language
        for name, (pattern, bar) in kinds.items():
            sizes = [compressed(page) + sum(map(compressed, _with_page(page))) for page in root.glob(pattern)]
            if sizes:
                yield f"{name}, {language}", max(sizes), bar


def _with_page(page: Path) -> list[Path]:
    return [path for kind in ("style", "script", "icon") for path in fetched(page, kind)]
