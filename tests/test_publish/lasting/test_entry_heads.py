"""What a page of an entry says of itself to machines."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from site_fixture import Bakery

from patternloom.publish.lasting.entry_heads import Head, about_entry, written
from patternloom.publish.sources import read_sources
from patternloom.site.links import Links


def links_of(bakery: Bakery, language: str = "fr", **plan: Any) -> Links:
    """A page's links, on a site of that name and address."""
    sources = read_sources(bakery.project())
    return Links(sources.graph, replace(sources.plan, **plan), "p/sourdough/index.md", language)


def head_of(bakery: Bakery, id: str, language: str = "fr", **plan: Any) -> str:
    """The elements of an entry's page."""
    links = links_of(bakery, language, **plan)
    return written(about_entry(links.graph.entry(id), links, f"p/{id}/"), links)


def things_in(head: str) -> Any:
    """The JSON-LD of it."""
    script = BeautifulSoup(head, "html.parser").find("script", type="application/ld+json")
    assert script
    return json.loads(script.get_text())


def test_an_entry_s_page_names_itself_its_languages_and_what_a_preview_shows(bakery: Bakery) -> None:
    head = head_of(bakery, "sourdough", site_url="https://bread.example/pages/", site_name="Pain & Cie")
    here = "https://bread.example/pages/fr/p/sourdough/"
    said = "Bactéries lactiques et levures sauvages font lever la pâte et l&#39;acidifient."
    assert head.partition("<script")[0].splitlines() == [
        "<title>Levain - Pain &amp; Cie</title>",
        f'<meta name="description" content="{said}">',
        f'<link rel="canonical" href="{here}">',
        '<link rel="alternate" hreflang="de" href="https://bread.example/pages/p/sourdough/">',
        f'<link rel="alternate" hreflang="fr" href="{here}">',
        '<link rel="alternate" hreflang="x-default" href="https://bread.example/pages/p/sourdough/">',
        f'<meta property="og:url" content="{here}">',
        '<meta property="og:type" content="article">',
        '<meta property="og:title" content="Levain">',
        f'<meta property="og:description" content="{said}">',
        '<meta property="og:site_name" content="Pain &amp; Cie">',
        '<meta name="twitter:card" content="summary">',
    ]
    assert things_in(head) == {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "name": "Levain",
        "description": "Bactéries lactiques et levures sauvages font lever la pâte et l'acidifient.",
        "@id": here,
        "url": here,
        "alternateName": ["Levain naturel"],
        "termCode": "sourdough",
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "name": "Pain & Cie",
            "url": "https://bread.example/pages/fr/",
            "inLanguage": "fr",
        },
    }


def test_a_work_is_no_term_and_is_described_by_its_title(bakery: Bakery) -> None:
    links = links_of(bakery)
    entry: Any = links.graph.entry("calvel-1990")
    head = head_of(bakery, "calvel-1990", site_name="Pain")
    assert things_in(head) == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": "Calvel 1990",
        "description": entry.title,
        "identifier": "calvel-1990",
        "inLanguage": "fr",
        "isPartOf": {"@type": "WebSite", "name": "Pain"},
    }


@pytest.mark.parametrize("id", ["calvel-1990", "sourdough"])
def test_a_site_without_a_name_and_an_address_says_neither(bakery: Bakery, id: str) -> None:
    head = head_of(bakery, id)
    assert "canonical" not in head
    assert 'alternate"' not in head
    assert "og:url" not in head
    assert "site_name" not in head
    assert "isPartOf" not in things_in(head)
    assert not {"@id", "url"} & things_in(head).keys()


def test_a_page_may_stand_for_another_one_and_say_nothing_of_things(bakery: Bakery) -> None:
    links = links_of(bakery, "de", site_url="https://bread.example/")
    head = written(Head("x", "y", "old/", lasting="p/rye/"), links)
    assert '<link rel="canonical" href="https://bread.example/p/rye/">' in head
    assert "<script" not in head


def test_no_text_ends_the_script_that_holds_it(bakery: Bakery) -> None:
    links = links_of(bakery)
    head = written(Head("x", "y", "p/x/", things={"name": "</script><!-- &\u2028\x00"}), links)
    assert head.count("</script>") == 1
    assert things_in(head) == {"name": "</script><!-- &\u2028\x00"}
