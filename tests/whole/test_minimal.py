"""The smallest catalog that has one of everything: no page of it shows an empty box, or speaks of what is not there.

One language, no article, no evidence, no kinds of checks; entries with nothing but what they need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from html_facts import broken_links, read_site
from site_fixture import built_once

from patternloom.reading import defaults
from patternloom.starter.create import create

MORE = """\
terms:
  - {id: term-call, name: call, definition: A request and its answer., reviewed: 2026-01-01}
figures:
  - id: breaker-states
    name: States
    about: circuit-breaker
    caption: Closed, then open.
    boxes: [{id: a, label: closed}, {id: b, label: open}]
    arrows: [{start: a, end: b}]
    references: [nygard-2018]
    reviewed: 2026-01-01
areas:
  - {id: bare, name: Bare, summary: "Nothing yet, but [[term-call]].", reviewed: 2026-01-01}
component_kinds: [{id: client, name: client}]
boundary_kinds: [{id: network, name: network}]
examples:
  - id: tiny
    name: Tiny
    about: [circuit-breaker]
    summary: Very small.
    boundaries: [{id: here, kind: network}]
    components:
      - {id: a, kind: client, name: A, inside: here, provided_by: outside, does: calls}
      - {id: b, kind: client, name: B, inside: here, provided_by: outside, does: answers}
    steps: [{text: A calls B., flows: [{start: a, end: b}]}]
    files: [{path: a.conf, role: settings}]
    reviewed: 2026-01-01
"""
SITE_URL = "https://example.org/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    folder, log = built_once(tmp_path_factory, "minimal", _minimal)
    assert [line for line in log.splitlines() if line and not line.startswith("INFO")] == []
    assert not (folder / "content" / "assets").exists()
    return folder / "site"


def _minimal(folder: Path) -> Path:
    create(folder, "en")
    (folder / "catalog" / "tiny" / "files").mkdir(parents=True)
    (folder / "catalog" / "tiny" / "files" / "a.conf").write_text("a = 1\n", "utf-8")
    (folder / "catalog" / "tiny" / "example.yaml").write_text(MORE, "utf-8")
    for file, old, new in (
        ("catalog/catalog.yaml", "areas: [reliability]", "areas: [reliability, bare]"),
        ("catalog/references.yaml", "    # doi: 10.", "    doi: 10."),
        ("mkdocs.yml", "site_name: Pattern catalog", "site_name: Reliable services"),
        (
            "mkdocs.yml",
            "      - references.md\n",
            "      - references.md\n      - terms.md\n      - examples/index.md\n      - examples/*\n",
        ),
    ):
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1, old
        (folder / file).write_text(text.replace(old, new), "utf-8")
    return folder


def pages(site: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    """Every page that a reader sees."""
    for file in sorted(site.rglob("index.html")):
        if file.relative_to(site).parts[0] != "p":
            yield file.relative_to(site).as_posix(), BeautifulSoup(file.read_text("utf-8"), "html.parser")


def is_empty(tag: Tag) -> bool:
    """Whether nothing of it would be seen but its box."""
    return not tag.get_text(strip=True) and not tag.find(["svg", "img", "input", "select"])


def stands_alone(heading: Tag) -> bool:
    """Whether nothing comes after it before the next of its rank."""
    after = heading.find_next_sibling()
    return after is None or is_empty(after) or (after.name[0] == "h" and after.name <= heading.name)


def test_no_page_shows_an_empty_box_or_a_heading_with_nothing_below(built: Path) -> None:
    boxes = "p, ul, ol, li, dl, dd, dt, table, tbody, td, th, section, figure, figcaption, blockquote, pre"
    found = []
    for page, soup in pages(built):
        (content,) = soup.select(".md-content__inner")
        found += [f"{page}: <{box.name} class={box.get('class')}>" for box in content.select(boxes) if is_empty(box)]
        headings = content.select("h1, h2, h3, h4, h5, h6, .pl-pair__title, dt")
        found += [f"{page}: {heading.get_text()}" for heading in headings if stands_alone(heading)]
    assert found == []


def test_no_page_speaks_of_an_article_of_checks_or_of_another_language(built: Path) -> None:
    words = defaults.words("en")
    told = [words[key] for key in ("article", "added_by_us", "evidence", "evidence_none", "not_run", "versions")]
    for page, soup in pages(built):
        (content,) = soup.select(".md-content__inner")
        text = content.get_text(" ")
        assert [word for word in told if re.search(rf"\b{re.escape(word)}\b", text)] == [], page
        assert soup.select(".pl-languages, [hreflang]") == [], page


def test_a_title_is_not_the_site_s_name_twice(built: Path) -> None:
    """Where the home page has it as its title, it stands once."""
    titles = {page: soup.title.get_text(strip=True) for page, soup in pages(built) if soup.title}
    assert titles["index.html"] == "Reliable services"
    assert titles["terms/index.html"] == "Glossary - Reliable services"
    assert len(set(titles.values())) == len(titles)


def test_a_doi_is_a_link_without_an_address(built: Path) -> None:
    soup = dict(pages(built))["references/index.html"]
    (link,) = soup.select("#nygard-2018 a[href^='https://doi.org/']")
    assert (link["href"], link.get_text()) == ("https://doi.org/10.1145/356850", "10.1145/356850")


def test_a_figure_says_what_it_rests_on(built: Path) -> None:
    soup = dict(pages(built))["areas/reliability/index.html"]
    (origin,) = soup.select(".pl-figure--concept figcaption span")
    assert [(link["href"], link.get_text()) for link in origin.select("a")] == [
        ("../../references/#nygard-2018", "Nygard 2018")
    ]


def test_every_link_leads_somewhere(built: Path) -> None:
    assert broken_links(read_site(built), built, SITE_URL) == []
