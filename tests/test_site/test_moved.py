"""What stood on a page once leaves its anchor there, which leads on."""

from __future__ import annotations

from remembered_site import remembered

from patternloom.site.links import Links
from patternloom.site.moved import moved_from
from patternloom.site.render import render


def moved(path: str, language: str = "en") -> str:
    """The list at a page's end."""
    sources = remembered()
    return moved_from(Links(sources.graph, sources.plan, path, language))


def test_each_old_anchor_leads_to_where_its_entry_stands_today() -> None:
    assert moved("areas/fermentation.md") == (
        '\n<div class="pl-moved" data-search-exclude><p>Where older links to this page lead</p>\n<ul>\n'
        '<li><a id="autolyse" href="../baking/#autolyse">Autolyse</a></li>\n'
        '<li><a id="levain" href="#sourdough">Sourdough</a>'
        '<span id="levain.u1"></span><span id="levain.a1"></span><span id="levain.b1"></span>'
        '<span id="levain.l1"></span><span id="levain.l2"></span></li>\n</ul></div>\n'
    )


def test_of_what_has_ended_no_other_entry_has_the_statements() -> None:
    assert (
        '<li><a id="egg-wash" href="../../p/egg-wash/" data-pin="../../p/egg-wash/r1/">卵液</a>'
        '<span id="egg-wash.b1"></span></li>'
    ) in moved("areas/baking.md", "ja")


def test_a_page_that_nothing_has_left_says_nothing() -> None:
    assert moved("index.md") == ""


def test_the_rest_of_a_page_is_as_it_was_written() -> None:
    """What is put behind it is written already, and the page is not written once more for it."""
    sources = remembered()
    made = {file.path: file.text for file in render(sources.graph, sources.plan, "en", sources.macros, {})}
    assert made["areas/fermentation.md"].startswith("---\ntitle: ")
    assert made["areas/fermentation.md"].endswith(moved("areas/fermentation.md"))
