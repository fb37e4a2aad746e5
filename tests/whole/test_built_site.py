"""The real site as it is built: every address in it leads somewhere, and nothing in it leads away by itself."""

from __future__ import annotations

import gzip
import json
import runpy
import sys
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
import yaml
from bs4 import BeautifulSoup
from html_facts import Html, broken_links, outside_resources, read_site
from site_fixture import REPOSITORY, Site

from patternloom.catalog.evidence import evidence_of
from patternloom.catalog.load import load
from patternloom.model.example_operations import Command
from patternloom.model.examples import DesignExample
from patternloom.model.kinds import LINKABLE
from patternloom.model.retired import Retired
from patternloom.publish.machines import lasting_ids
from patternloom.publish.project import Project
from patternloom.publish.sources import Sources, read_sources
from patternloom.site.pages import url_of

SITE_URL = yaml.load((REPOSITORY / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)["site_url"]
"""`BaseLoader` makes text of everything, MkDocs' Python tags too."""


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Html]:
    """Every page of every language, by address."""
    return read_site(site.root)


def language_of(address: str, site: Site) -> str:
    """The language that an address belongs to."""
    return next((tag for tag in site.languages[1:] if address.startswith(site.prefix(tag))), site.languages[0])


def articles(pages: dict[str, Html], site: Site, language: str) -> dict[str, Html]:
    """The pages of a language without its permalinks and its 404 page, by their address in it."""
    prefix = site.prefix(language)
    mine = {
        address.removeprefix(prefix): page
        for address, page in pages.items()
        if language_of(address, site) == language and address != f"{prefix}404.html"
    }
    return {address: page for address, page in mine.items() if not address.startswith("p/")}


def test_the_build_warns_of_nothing(site: Site) -> None:
    """A strict build in every language prints no warning and no error."""
    assert [line for line in site.log.splitlines() if not line.startswith(("INFO", " ")) and line] == []


def test_every_language_has_the_same_pages(site: Site, pages: dict[str, Html]) -> None:
    """A page of one language is a page of all."""
    default, *others = ({*articles(pages, site, tag)} for tag in site.languages)
    assert "" in default
    assert others == [default] * len(others)


def test_every_internal_link_leads_to_a_page_and_an_anchor(site: Site, pages: dict[str, Html]) -> None:
    """In every language, in the 404 pages and the permalinks too."""
    assert broken_links(pages, site.root, SITE_URL) == []


def test_no_page_asks_another_host_for_anything(pages: dict[str, Html]) -> None:
    """Other hosts are reached by following a link, and by nothing else."""
    assert outside_resources(pages) == []


def test_no_style_sheet_asks_another_host_for_anything(site: Site) -> None:
    """No `url(…)` and no `@import` leads away."""
    away = [
        path.relative_to(site.root).as_posix()
        for path in site.root.rglob("*.css")
        if "url(http" in (text := path.read_text("utf-8").replace('"', "").replace("'", ""))
        or "url(//" in text
        or "@import" in text
    ]
    assert away == []


def test_ids_are_unique_on_a_page(pages: dict[str, Html]) -> None:
    """An anchor names one place."""
    twice = [(address, id) for address, page in pages.items() for id, number in page.ids.items() if number > 1]
    assert twice == []


def test_elements_stand_where_html_allows_them(pages: dict[str, Html]) -> None:
    """List items in lists, cells in rows, no block in a paragraph; every end closes what is open."""
    assert [(address, where) for address, page in pages.items() for where in page.misplaced] == []


def test_every_page_names_its_language_and_its_public_address(site: Site, pages: dict[str, Html]) -> None:
    """`lang` and the canonical link are those of the page itself."""
    said = {address: (page.head["lang"], page.head.get("canonical")) for address, page in pages.items()}
    expected = {}
    for address in pages:
        tag = language_of(address, site)
        own = address.removeprefix(site.prefix(tag))
        # A pin is found as its entry.
        stands_for = address if not own.startswith("p/") else f"{site.prefix(tag)}{'/'.join(own.split('/')[:2])}/"
        expected[address] = (tag, None if own == "404.html" else SITE_URL + stands_for)
    assert said == expected


def test_the_language_switch_leads_to_the_same_page(site: Site, pages: dict[str, Html]) -> None:
    """Every page links its twin in every other language."""
    wrong = []
    for tag in site.languages:
        for own, page in articles(pages, site, tag).items():
            here = SITE_URL + site.prefix(tag) + own
            led = {other: urljoin(here, href) for other, href in page.alternates.items()}
            if led != {other: SITE_URL + site.prefix(other) + own for other in site.languages if other != tag}:
                wrong.append((here, led))
    assert wrong == []


def sources_of(site: Site) -> Sources:
    """What the site was made from."""
    parts = (site.project / name for name in ("catalog", "macros", "content"))
    return read_sources(Project(site.project, *parts))


def test_what_the_bibliography_says_is_cited_is_cited_there(site: Site, pages: dict[str, Html]) -> None:
    """The page of every entry that cites a reference links it, wherever in the entry the citation stands."""
    sources = sources_of(site)
    graph, places = sources.graph, sources.plan.addresses
    led = {here: {urljoin(SITE_URL + here, link) for link in page.links} for here, page in pages.items()}
    missing = []
    for tag in site.languages:
        for reference, entries in graph.cited_by.items():
            there = site.prefix(tag) + url_of(places[reference].path)
            for id in (id for id in entries if id in places):  # a release stands where a version names it
                here = site.prefix(tag) + url_of(places[id].path)
                if f"{SITE_URL}{there}#{reference}" not in led[here]:
                    missing.append((tag, reference, id))
    assert missing == []


def test_every_entry_that_has_a_place_has_a_permalink_in_every_language(site: Site, pages: dict[str, Html]) -> None:
    """`/p/<id>/` is there for each, and leads to its page and anchor by meta refresh and by link."""
    sources = sources_of(site)
    graph, places = sources.graph, sources.plan.addresses
    kinds = {graph.kind(id) for id in graph.catalog.entries if id not in places}
    assert kinds.isdisjoint(LINKABLE | {"reference"}), "every other kind of entry stands on a page"
    gone = [entry.id for entry in graph.of(Retired)]
    for tag in site.languages:
        prefix = f"{site.prefix(tag)}p/"
        made = {
            address.removeprefix(prefix).rstrip("/"): page
            for address, page in pages.items()
            if address.startswith(prefix) and address.count("/") == prefix.count("/") + 1  # pins lie below
        }
        assert sorted(made) == sorted([*places, *gone])
        assert [id for id in gone if "refresh" in made.pop(id).head] == []
        assert [id for id, page in made.items() if page.links != [page.head["refresh"]]] == []
        # Where it leads exists: `test_every_internal_link…` follows the refresh too. Here: the right place.
        led = {id: page.head["refresh"].partition("#")[2] for id, page in made.items()}
        assert led == {id: address.anchor or "" for id, address in places.items()}


def test_the_sitemap_lists_every_page_in_every_language(site: Site, pages: dict[str, Html]) -> None:
    """Each language's sitemap is valid XML of its own pages and lasting addresses, with their twins; pins are not found
    by searching. Its packed form says the same."""
    loc = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    alternate = "{http://www.w3.org/1999/xhtml}link"
    sources = sources_of(site)
    for tag in site.languages:
        text = (site.folder(tag) / "sitemap.xml").read_bytes()
        assert gzip.decompress((site.folder(tag) / "sitemap.xml.gz").read_bytes()) == text
        listed = {
            url.findtext(loc): {link.get("hreflang"): link.get("href") for link in url.iter(alternate)}
            for url in ElementTree.fromstring(text)
        }
        lasting = [f"p/{id}/" for id in lasting_ids(sources.graph, sources.plan)]
        assert listed == {
            SITE_URL + site.prefix(tag) + own: {other: SITE_URL + site.prefix(other) + own for other in site.languages}
            for own in (*articles(pages, site, tag), *lasting)
        }


def test_a_first_visit_weighs_no_more_than_its_bar(site: Site) -> None:
    """As `make bench` measures it: in kB."""
    weighed = runpy.run_path(str(REPOSITORY / "benchmarks" / "sizes.py"))["whole_visits"](site.root, site.languages)
    assert [(page, size / 1000, bar) for page, size, bar in weighed if size > bar * 1000] == []


def test_no_file_names_a_folder_of_this_machine(site: Site) -> None:
    """Neither the project's folder nor Python's stands in anything that is published."""
    machine = [str(folder).encode() for folder in (site.project, REPOSITORY, Path(sys.prefix), Path.home() / "x")]
    machine = [name.removesuffix(b"/x") + b"/" for name in machine]
    found = [
        path.relative_to(site.root).as_posix()
        for path in site.root.rglob("*")
        if path.is_file() and any(name in path.read_bytes() for name in machine)
    ]
    assert found == []


def test_nothing_of_a_build_is_left_beside_the_site(site: Site) -> None:
    """The temporary folder is gone, what is kept lies in its own, and templates are not published."""
    assert [path.name for path in site.project.iterdir() if path.name.startswith(".")] == [".cache"]
    assert [path.name for path in site.root.rglob("*.md") if path.name != "index.md"] == []


def typed(example: DesignExample) -> tuple[Command, ...]:
    """Every command of an example, with its answer."""
    blocks = example.commands
    return (*blocks.apply, *blocks.see, *blocks.remove) if blocks else ()


def test_listings_of_examples_stand_on_their_pages_and_not_in_the_search_index(site: Site) -> None:
    """Search reads no code; every listing is in its place, and none of what held it."""
    catalog = load(site.project / "catalog", "catalog")[0]
    examples = [entry for entry in catalog.entries.values() if isinstance(entry, DesignExample)]
    for tag in site.languages:
        folder = site.folder(tag)
        index = json.loads((folder / "search" / "search_index.json").read_text("utf-8"))
        assert [doc["location"] for doc in index["docs"] if "apiVersion" in doc["text"]] == []
        shown = {one.id: (folder / "examples" / one.id / "index.html").read_text("utf-8") for one in examples}
        assert {id: html.count('pl-code highlight"><pre>') for id, html in shown.items()} == {
            one.id: len(one.files) + sum(1 + bool(step.answer) for step in typed(one)) for one in examples
        }
        assert [id for id, html in shown.items() if "pl-listing" in html] == []


def test_an_archive_unpacks_to_the_files_of_its_example(site: Site) -> None:
    """The very bytes that were checked, in a folder of the example's name."""
    catalog = load(site.project / "catalog", "catalog")[0]
    for id, entry in catalog.entries.items():
        if isinstance(entry, DesignExample):
            with ZipFile(site.root / "examples" / id / f"{id}.zip") as opened:
                held = {name: opened.read(name) for name in opened.namelist()}
            assert held == {f"{id}/{path}": data for path, data in catalog.files[id].files.items()}


def test_an_example_s_page_tells_when_and_by_what_it_was_checked(site: Site) -> None:
    """The date and each kind of check of its record, in the page's language."""
    catalog = load(site.project / "catalog", "catalog")[0]
    for id, entry in catalog.entries.items():
        if isinstance(entry, DesignExample):
            found = evidence_of(catalog.files[id])
            for tag in site.languages:
                html = (site.folder(tag) / "examples" / id / "index.html").read_text("utf-8")
                # The line and the list after it: a page of an example has a hundred times as much.
                start = html.rindex("<", 0, html.index('class="pl-evidence'))
                page = BeautifulSoup(html[start : html.index("</ul>", start)], "html.parser")
                line = page.select_one(".pl-evidence")
                assert line
                assert line.get_text() == catalog.strings[tag]["evidence_verified"].format(date=found.date)
                items = [item.get_text() for item in line.find_next("ul").select("li")]
                assert items == [catalog.entries[check].name[tag] for check in found.checks]
