"""An address that was published once leads to what answers for it today, and says so."""

from __future__ import annotations

import json
from dataclasses import replace

from bs4 import BeautifulSoup
from remembered_site import SITE_URL, plan_with, remembered

from patternloom.publish.lasting.former import gone_pages
from patternloom.site.files import File
from patternloom.site.pages import Plan


def pages_of(plan: Plan, language: str = "en") -> dict[str, File]:
    """The pages, by their paths."""
    return {file.path: file for file in gone_pages(remembered().graph, plan, language)}


def main_of(file: File) -> str:
    """What a page says to readers."""
    main = BeautifulSoup(file.text, "html.parser").main
    assert main
    return main.decode_contents().strip()


def moved(**addresses: tuple[str, ...]) -> Plan:
    """The plan where entries stood at more addresses, before those that are recorded."""
    records = remembered().plan.past.records
    return plan_with(
        *(replace(records[id], addresses=(*before, *records[id].addresses)) for id, before in addresses.items())
    )


def test_old_ids_and_their_pins_lead_to_the_entry_of_today() -> None:
    made = pages_of(remembered().plan)
    assert sorted(made) == [
        "p/levain/index.html", "p/levain/r1/index.html", "p/levain/r2/index.html", "p/saleratus/index.html",
    ]  # fmt: skip
    assert main_of(made["p/levain/index.html"]) == (
        "<p>“Levain” has been renamed. This address leads to: "
        '<a href="../../areas/fermentation/#sourdough">Sourdough</a></p>'
    )
    assert 'data-to="../../areas/fermentation/#sourdough" data-id="sourdough"' in made["p/levain/index.html"].text
    assert f'<link rel="canonical" href="{SITE_URL}p/sourdough/">' in made["p/levain/r1/index.html"].text
    assert "url=../../sourdough/r1/" in made["p/levain/r1/index.html"].text
    assert main_of(made["p/saleratus/index.html"]) == (
        '<p>“Saleratus” has become part of: <a href="../../areas/fermentation/#soda">Baking soda</a></p>'
    )


def test_an_old_id_that_only_its_successor_remembers_is_called_by_itself() -> None:
    """There is no lock: `formerly:` of the entry is all that there is."""
    plan = remembered().plan
    bare = replace(plan, past=replace(plan.past, records={}))
    made = pages_of(bare)
    assert sorted(made) == ["p/levain/index.html", "p/saleratus/index.html"]
    assert main_of(made["p/levain/index.html"]).startswith("<p>“levain” has been renamed.")


def test_a_page_that_became_one_other_page_leads_there() -> None:
    page = pages_of(moved(baking=("ovens/",)))["ovens/index.html"]
    assert '<noscript><meta http-equiv="refresh" content="0; url=../areas/baking/"></noscript>' in page.text
    assert 'data-to="../areas/baking/" data-id="baking"></script>' in page.text
    assert main_of(page) == (
        "<h1>What stood at this address has moved:</h1>\n<ul>\n"
        '<li id="_page"><a href="../areas/baking/">Baking</a></li>\n</ul>'
    )


def test_of_a_page_with_several_entries_each_anchor_leads_to_its_own_and_is_kept_without_a_script() -> None:
    plan = moved(baking=("ovens/",), steam=("ovens/#steam",), **{"egg-wash": ("ovens/#egg",)})
    page = pages_of(plan, "ja")["ovens/index.html"]
    assert "refresh" not in page.text
    script = BeautifulSoup(page.text, "html.parser").script
    assert script
    assert json.loads(str(script["data-at"])) == {
        "": "../areas/baking/", "egg": "../p/egg-wash/", "steam": "../areas/baking/#steam",
    }  # fmt: skip
    assert '<li id="steam"><a href="../areas/baking/#steam">' in main_of(page)


def test_a_page_that_stood_for_no_entry_as_a_whole_stays_and_lists_what_it_had() -> None:
    page = pages_of(moved(steam=("ovens/#steam",)))["ovens/index.html"]
    assert "refresh" not in page.text
    assert 'data-to=""' in page.text
    assert "data-at=" in page.text


def test_where_addresses_are_those_of_files_so_are_the_old_ones() -> None:
    page = pages_of(replace(moved(baking=("old/ovens/",)), folders=False))["old/ovens.html"]
    assert 'data-to="../areas/baking.html"' in page.text
    assert '<script src="../p/onward.js"' in page.text
