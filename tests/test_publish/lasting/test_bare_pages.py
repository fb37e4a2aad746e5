"""A page without the theme is whole by itself, and leads on with a script and without."""

from __future__ import annotations

import json
from html import unescape

from site_fixture import Bakery

from patternloom.publish.lasting.bare_pages import Onward, bare_page, files_beside
from patternloom.publish.lasting.entry_heads import Head
from patternloom.publish.sources import read_sources
from patternloom.site.links import Links
from patternloom.text.escape import Written


def links_of(bakery: Bakery) -> Links:
    """A page's links."""
    sources = read_sources(bakery.project())
    return Links(sources.graph, sources.plan, "p/rye/r1/index.md", "fr")


def test_a_page_takes_what_it_needs_from_the_folder_of_lasting_addresses_however_deep_it_lies(bakery: Bakery) -> None:
    page = bare_page(Head("Blé", "Un grain.", "p/rye/r1/"), Written("<p>x</p>"), links_of(bakery), "catalog/x.yaml")
    assert (page.path, page.origin, page.language) == ("p/rye/r1/index.html", "catalog/x.yaml", "fr")
    assert page.text == (
        '<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<title>Blé</title>\n<meta name="description" content="Un grain.">\n'
        '<meta property="og:type" content="article">\n<meta property="og:title" content="Blé">\n'
        '<meta property="og:description" content="Un grain.">\n<meta name="twitter:card" content="summary">\n'
        '<link rel="icon" href="data:,">\n<link rel="stylesheet" href="../../../p/page.css">\n'
        "</head>\n<body>\n<main>\n<p>x</p>\n</main>\n</body>\n</html>\n"
    )


def test_who_has_scripts_is_led_on_by_one_and_who_has_none_by_the_page_itself(bakery: Bakery) -> None:
    page = bare_page(Head("x", "y", "old/"), Written(""), links_of(bakery), None, Onward('../a "b"/#c', "rye"))
    assert (
        '<script src="../p/onward.js" data-to="../a%20%22b%22/#c" data-id="rye"></script>\n'
        '<noscript><meta http-equiv="refresh" content="0; url=../a%20%22b%22/#c"></noscript>\n'
    ) in page.text


def test_where_fragments_lead_apart_nobody_without_scripts_is_led_past_them(bakery: Bakery) -> None:
    """Who comes with a fragment finds it on the page, which a refresh would leave."""
    at = {"rye": "../grain/#rye", "wheat": "../b/"}
    page = bare_page(Head("x", "y", "old/"), Written(""), links_of(bakery), None, Onward("../grain/", at=at))
    assert f'data-to="../grain/" data-id="" data-at="{json.dumps(at)}"></script>\n' in unescape(page.text)
    assert "<noscript>" not in page.text


def test_script_and_style_lie_beside_the_pages_in_each_language() -> None:
    files = {file.path: file for file in files_beside("fr")}
    assert sorted(files) == ["p/onward.js", "p/page.css"]
    assert {file.language for file in files.values()} == {"fr"}
    assert "location.replace" in files["p/onward.js"].text
