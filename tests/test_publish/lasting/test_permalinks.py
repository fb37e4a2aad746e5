"""Every entry that a page shows has an address that stays, in each language."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bs4 import BeautifulSoup
from remembered_site import plan_with, remembered
from site_fixture import Bakery

from patternloom.publish.lasting.permalinks import permalink_pages
from patternloom.publish.sources import read_sources
from patternloom.site.files import File

GONE = """\
retired:
  - id: barm
    kind: pattern
    name: {de: Barme & Co, fr: Levure de bière}
    date: 2026-01-30
    reason: {de: "Es war [[yeast]]. Mehr nicht.", fr: "C'était [[yeast]]."}
    successor: calvel-1990
  - id: alum
    kind: pattern
    name: Alum
    date: 2026-01-30
    reason: {de: Unnötig., fr: Inutile.}
"""


def pages_of(bakery: Bakery, language: str) -> dict[str, File]:
    """What lies below `p/`, by its path from there."""
    sources = read_sources(bakery.project())
    return {file.path.removeprefix("p/"): file for file in permalink_pages(sources.graph, sources.plan, language)}


def main_of(file: File) -> str:
    """What a page says to readers."""
    main = BeautifulSoup(file.text, "html.parser").main
    assert main
    return main.decode_contents().strip()


def test_each_entry_with_a_place_has_a_page_that_leads_there(bakery: Bakery) -> None:
    sources = read_sources(bakery.project())
    pages = pages_of(bakery, "fr")
    assert sorted(pages) == sorted(["onward.js", "page.css", *(f"{id}/index.html" for id in sources.plan.addresses)])
    page = pages["sourdough/index.html"]
    assert (page.origin, page.language) == ("catalog/dough.yaml", "fr")
    assert (
        '<script src="../../p/onward.js" data-to="../../areas/dough/#sourdough" data-id="sourdough"></script>\n'
        '<noscript><meta http-equiv="refresh" content="0; url=../../areas/dough/#sourdough"></noscript>\n'
    ) in page.text
    assert "<title>Levain</title>" in page.text
    assert "noindex" not in page.text
    assert main_of(page) == (
        '<p>Cette adresse mène à : <a href="../../areas/dough/#sourdough">Levain</a></p>\n'
        "<p>Bactéries lactiques et levures sauvages font lever la pâte et l'acidifient.</p>"
    )


def test_an_entry_that_is_a_whole_page_is_led_to_without_an_anchor_and_a_work_is_named_as_it_is_cited(
    bakery: Bakery,
) -> None:
    pages = pages_of(bakery, "de")
    assert '<a href="../../areas/dough/">' in pages["dough/index.html"].text
    assert "<title>Calvel 1990</title>" in pages["calvel-1990/index.html"].text


def test_an_entry_that_is_gone_has_a_page_that_says_why_and_what_to_read_instead(bakery: Bakery) -> None:
    bakery.write("catalog/retired.yaml", GONE)
    pages = pages_of(bakery, "de")
    barm = pages["barm/index.html"]
    assert main_of(barm) == (
        "<h1>Barme &amp; Co</h1>\n<p>Muster · Zurückgezogen am 2026-01-30.</p>\n"
        '<p>Es war <a href="../../areas/dough/#yeast">Hefe</a>. Mehr nicht.</p>\n'
        '<p>Stattdessen: <a href="../../references/#calvel-1990">Calvel 1990</a></p>\n'
        '<p><a href="../../">Startseite</a></p>'
    )
    assert '<meta name="description" content="Zurückgezogen am 2026-01-30. Es war Hefe.">' in barm.text
    assert "refresh" not in barm.text
    assert "onward.js" not in barm.text
    assert main_of(pages["alum/index.html"]).startswith(
        "<h1>Alum</h1>\n<p>Muster · Zurückgezogen am 2026-01-30.</p>\n<p>Unnötig.</p>\n<p><a href"
    )


def test_an_entry_that_is_gone_still_says_what_it_said() -> None:
    sources = remembered()
    pages = {file.path: file for file in permalink_pages(sources.graph, sources.plan, "en")}
    main = main_of(pages["p/egg-wash/index.html"])
    assert main.startswith("<h1>Egg wash</h1>\n<p>Pattern · Retired on 2026-01-20.</p>\n")
    assert "<div>Egg on the crust makes it shine.</div>" in main
    assert '<li id="b1">the crust shines</li>' in main
    assert '<a href="r1/">r1</a>' in main


def test_of_what_was_gone_before_there_was_a_lock_nothing_more_is_known() -> None:
    sources = remembered()
    record = sources.plan.past.records["egg-wash"]
    late = replace(record, current=replace(record.current, date=dt.date(2026, 1, 21)))
    pages = {file.path: file for file in permalink_pages(sources.graph, plan_with(late), "en")}
    assert "What it said" not in main_of(pages["p/egg-wash/index.html"])
