"""Every entry that a page shows has an address that stays, in each language."""

from __future__ import annotations

from site_fixture import Bakery

from patternloom.publish.permalinks import permalink_pages
from patternloom.publish.project import read_sources

GONE = """\
retired:
  - id: barm
    kind: pattern
    name: {de: Barme & Co, fr: Levure de bière}
    date: 2026-01-30
    reason: {de: "Es war [[yeast]]", fr: "C'était [[yeast]]."}
    successor: calvel-1990
  - id: alum
    kind: pattern
    name: Alum
    date: 2026-01-30
    reason: {de: Unnötig., fr: Inutile.}
"""


def test_each_entry_with_a_place_has_a_page_that_leads_there(bakery: Bakery) -> None:
    sources = read_sources(bakery.project())
    pages = {page.path: page for page in permalink_pages(sources.graph, sources.plan, "fr")}
    assert sorted(pages) == sorted(f"p/{id}/index.html" for id in sources.plan.addresses)
    page = pages["p/sourdough/index.html"]
    assert (page.origin, page.language) == ("catalog/dough.yaml", "fr")
    assert page.text == (
        '<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        '<meta http-equiv="refresh" content="0; url=../../areas/dough/#sourdough">\n<link rel="icon" href="data:,">\n'
        "<title>Levain</title>\n</head>\n<body>\n"
        '<p>Cette adresse mène à : <a href="../../areas/dough/#sourdough">Levain</a></p>\n</body>\n</html>\n'
    )


def test_an_entry_that_is_a_whole_page_is_led_to_without_an_anchor_and_one_without_a_name_by_its_id(
    bakery: Bakery,
) -> None:
    sources = read_sources(bakery.project())
    texts = {page.path: page.text for page in permalink_pages(sources.graph, sources.plan, "de")}
    assert '<a href="../../areas/dough/">' in texts["p/dough/index.html"]
    assert "<title>calvel-1990</title>" in texts["p/calvel-1990/index.html"]


def test_an_entry_that_is_gone_has_a_page_that_says_why_and_what_to_read_instead(bakery: Bakery) -> None:
    bakery.write("catalog/retired.yaml", GONE)
    sources = read_sources(bakery.project())
    texts = {page.path: page.text for page in permalink_pages(sources.graph, sources.plan, "de")}
    assert texts["p/barm/index.html"] == (
        '<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        '<link rel="icon" href="data:,">\n<title>Barme &amp; Co</title>\n</head>\n<body>\n'
        "<h1>Barme &amp; Co</h1>\n<p>Zurückgezogen am 2026-01-30.</p>\n"
        '<p>Es war <a href="../../areas/dough/#yeast">Hefe</a></p>\n'
        '<p>Stattdessen: <a href="../../references/#calvel-1990">Calvel 1990</a></p>\n<p><a href="../../">Startseite</a></p>\n</body>\n</html>\n'
    )
    assert (
        "<h1>Alum</h1>\n<p>Zurückgezogen am 2026-01-30.</p>\n<p>Unnötig.</p>\n<p><a href" in texts["p/alum/index.html"]
    )
