"""Each revision of each entry has a page, and none is too heavy to be read at once."""

from __future__ import annotations

import datetime as dt

from bs4 import BeautifulSoup
from remembered_site import SITE_URL, plan_with, remembered

from patternloom.lock.gone import Past
from patternloom.lock.record import Record, Revision
from patternloom.publish.lasting.pins import HEAVIEST, cited_in_markdown, pin_pages
from patternloom.site.files import File
from patternloom.site.pages import Plan


def pages_of(plan: Plan, language: str = "en") -> dict[str, File]:
    """The pages, by their paths."""
    return {file.path: file for file in pin_pages(remembered().graph, plan, language)}


def test_every_revision_that_the_lock_remembers_has_a_page_in_each_language() -> None:
    plan = remembered().plan
    expected = {
        f"p/{id}/r{number}/index.html"
        for id, record in plan.past.records.items()
        for number in range(1, record.current.number + 1)
    }
    for language in ("en", "ja"):
        made = pages_of(plan, language)
        assert set(made) == expected
        assert {file.language for file in made.values()} == {language}
        assert max(len(file.data) for file in made.values()) < HEAVIEST


def test_a_catalog_without_a_lock_has_none() -> None:
    assert pages_of(plan_with(past=Past(remembered().plan.past.entries, {}))) == {}


def test_a_page_says_then_since_and_today_and_how_to_cite_it_without_a_script() -> None:
    page = pages_of(remembered().plan)["p/sourdough/r1/index.html"]
    soup = BeautifulSoup(page.text, "html.parser")
    assert [heading.get_text() for heading in soup.select("h2")] == [
        "What has changed since", "What it said", "Revisions", "Cite",
    ]  # fmt: skip
    assert soup.select("pre")[0].get_text() == (f"[Levain]({SITE_URL}p/sourdough/r1/) (Bread & more, r1, 2026-01-05)")
    assert soup.select("script") == []
    assert soup.title
    assert soup.title.get_text() == "Levain, revision 1 - Bread & more"
    assert soup.select("link[rel=canonical]")[0]["href"] == f"{SITE_URL}p/sourdough/"
    assert soup.select("meta[property='og:url']")[0]["content"] == f"{SITE_URL}p/sourdough/r1/"
    assert "noindex" not in page.text


def test_a_name_stands_in_a_line_of_markdown_as_itself() -> None:
    line = cited_in_markdown(r"[A] *b* _c_ `d` <e> \f &g;", "https://x.example/", "[told]")
    assert line == r"[\[A\] \*b\* \_c\_ \`d\` \<e\> \\f \&g;](https://x.example/) (\[told\])"


def heavy(fields: int) -> Record:
    """A pattern that said a lot, and says something else today."""
    names = ("when_to_use", "when_not_to_use", "benefits", "liabilities")[:fields]

    def said(words: str) -> dict[str, object]:
        text = {"en": words * 600, "ja": words * 600}
        return {name: [{"key": f"{name[0]}1", "text": text}] for name in names}

    return Record(
        "yeast", "pattern", Revision(2, dt.date(2026, 2, 2), changed=names), said("today "),
        earlier=(Revision(1, dt.date(2026, 2, 1), was=said("then ")),),
    )  # fmt: skip


def test_what_grew_too_heavy_goes_on_on_further_pages_that_are_found_from_the_first() -> None:
    made = {path: file for path, file in pages_of(plan_with(heavy(4))).items() if path.startswith("p/yeast/r1/")}
    assert max(len(file.data) for file in made.values()) < HEAVIEST
    further = range(2, len(made) + 1)
    assert sorted(made) == sorted(["p/yeast/r1/index.html", *(f"p/yeast/r1/{n}/index.html" for n in further)])
    assert len(made) > 2
    soups = {
        path.removeprefix("p/yeast/r1/").removesuffix("index.html"): BeautifulSoup(file.text, "html.parser")
        for path, file in made.items()
    }
    ways = {page: [link["href"] for link in soup.select(".way a")] for page, soup in soups.items()}
    assert ways.pop("") == ["2/"]
    last = ways.pop(f"{len(made)}/")
    assert last == ["../"]
    assert ways == {f"{n}/": ["../", f"../{n + 1}/"] for n in further if n < len(made)}
    where = {id: page for page, soup in soups.items() for id in _ids(soup)}
    for link in soups[""].select(".verdict a[href*='#']"):
        page, _, anchor = str(link["href"]).partition("#")
        assert where[anchor] == page
    assert {anchor for anchor in where if not anchor.startswith("since-")} == {"w1", "b1", "l1"}
    assert [link["href"] for link in soups["2/"].select(".site a")] == ["../../../../", "../../../../ja/p/yeast/r1/"]
    assert [page for page, soup in soups.items() if "Revisions" in soup.get_text()] == [""]


def _ids(soup: BeautifulSoup) -> list[str]:
    return [str(element["id"]) for element in soup.select("[id]")]
