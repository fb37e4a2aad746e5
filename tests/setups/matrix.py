"""Other plugins beside ours: each alone before and after it, and many together in three orders.

Compared with plain MkDocs and the same plugins: pages by hand, their addresses, articles, front matter, dates, edit
links, search entries and feeds, in both languages; and every link of the whole site leads somewhere.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from html_facts import broken_links, read_site

from . import projects_with_plugins as made
from .set_ups import REFUSED, SET_UPS, TOGETHER


def by_hand(built: made.Built, setup: made.SetUp) -> dict[str, Any]:
    """What MkDocs knew of the pages by hand."""
    return {path: facts for path, facts in built.facts.items() if path in {*made.PAGES, *setup.pages, *setup.made}}


def articles(built: made.Built, paths: Any) -> dict[str, tuple[str, list[str]]]:
    found = {}
    for path in paths:
        url = built.facts[path]["url"]
        file = built.site / (f"{url}index.html" if url.endswith("/") or not url else url)
        html = file.read_text("utf-8")
        found[path] = (made.article(html), made.social_meta(html))
    return found


def search_entries(built: made.Built, urls: set[str]) -> list[Any]:
    index = json.loads((built.site / "search/search_index.json").read_text("utf-8"))
    return sorted(
        (entry for entry in index["docs"] if entry["location"].partition("#")[0] in urls),
        key=lambda one: one["location"],
    )


def compare(project: Path, control: Path, setup: made.SetUp, language: str, facts: Path, plain_facts: Path) -> None:
    below = "" if language == "de" else language
    one = made.built(project / "site" / below, facts, language)
    other = made.built(control / "site", plain_facts, language)
    mine, theirs = by_hand(one, setup), by_hand(other, setup)
    if language != "de":
        for path, page in theirs.items():
            page["edit"] = page["edit"] and page["edit"].replace(path, made.translated(path))
    assert mine == theirs
    own, expected = articles(one, mine), articles(other, theirs)
    for path, (text, head) in expected.items():
        edit = f"edit/main/content/{path}"
        shown = text.replace(edit, f"edit/main/content/{made.translated(path)}") if language != "de" else text
        own_text, own_head = own[path]
        # Listings are reached by keys with us.
        assert own_text.replace('<code tabindex="0">', "<code>") == shown
        # Where no plugin brings tags for link previews, the pages have their own.
        assert own_head == (head or own_head)
    urls = {page["url"] for page in by_hand(one, setup).values()}
    assert search_entries(one, urls) == search_entries(other, urls)
    for file in setup.compare:
        assert text_of(one.site / file) == text_of(other.site / file), file


def text_of(path: Path) -> str:
    """A file without the clock; of a page, its article alone.

    Nor with the size of a page's card: a feed tells that of the card's last form, or of the one before, whichever of the
    threads that make cards is there first.
    """
    text = path.read_text("utf-8")
    if "<article" in text:
        return made.article(text)
    return re.sub(
        r"<(lastBuildDate|pubDate)>[^<]*</\1>|\"date_published\"[^,]*,|<ttl>.*?</ttl>| length=\"\d+\"", "", text
    )


CASES = [pytest.param(setup, order, id=f"{setup.name}-{order}") for setup in SET_UPS for order in ("before", "after")]


@pytest.fixture(scope="session")
def controls() -> dict[str, tuple[Path, Path]]:
    return {}


def control_of(setup: made.SetUp, language: str, base: Path, known: dict[str, tuple[Path, Path]]) -> tuple[Path, Path]:
    key = f"{setup.name}-{language}"
    if key not in known:
        folder = base / key.replace(" ", "-")
        project = made.plain(folder / "project", setup, language)
        done = made.build(project, folder / "facts", **setup.environment)
        assert done.returncode == 0, f"plain MkDocs does not build with {setup.name}:\n{done.stdout}"
        known[key] = (project, folder / "facts")
    return known[key]


def draws_cards() -> bool:
    """Whether what the social plugin needs of the system is here."""
    try:
        import cairosvg  # noqa: F401 - it fails to load without its library
    except (ImportError, OSError):
        return False
    return made.a_font() is not None


@pytest.mark.parametrize(
    ("setup", "order"), [*CASES, *(pytest.param(setup, order, id=setup.name) for order, setup in TOGETHER)]
)
def test_it_works(
    setup: made.SetUp,
    order: str,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    controls: dict[str, tuple[Path, Path]],
) -> None:
    if setup.fonts and not draws_cards():
        pytest.skip("the social plugin draws with libcairo and a font, and one of them is not here")
    project = made.ours(tmp_path, setup, order)
    done = made.build(project, tmp_path / "facts", **setup.environment)
    assert done.returncode == 0, done.stdout
    root = made.ROOT_URL
    assert broken_links(read_site(project / "site"), project / "site", root) == []
    base = tmp_path_factory.getbasetemp() / "controls"
    for language in made.LANGUAGES:
        control, facts = control_of(setup, language, base, controls)
        compare(project, control, setup, language, tmp_path / "facts", facts)


@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize("setup", REFUSED, ids=lambda setup: setup.name)
def test_it_is_refused_in_one_clear_line(setup: made.SetUp, order: str, tmp_path: Path) -> None:
    project = made.ours(tmp_path, setup, order)
    done = made.build(project, tmp_path / "facts")
    assert done.returncode != 0
    errors = [line for line in done.stdout.splitlines() if line.startswith("ERROR")]
    assert errors == [f"ERROR   -  {setup.refusal}"]
    assert "Traceback" not in done.stdout
