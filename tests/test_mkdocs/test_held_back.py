"""What is held back from a page on its way through a site engine comes back as it was, coloured once for all languages."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from site_fixture import Bakery, mkdocs

from patternloom.mkdocs.held_back import HeldBack, Listings, LostError
from patternloom.mkdocs.time_limit import TooSlowError
from patternloom.problems import limits
from patternloom.text import minify
from patternloom.text.escape import Written
from patternloom.text.held import MARKED, marked

FENCE = '```` { .nginx .pl-code hl_lines="2" }\nhttp {\n  # step 1 <b>\n\n  ```\n}\n````'
INDENTED = "".join(f"    {line}\n" if line else "\n" for line in FENCE.split("\n"))
PICTURE = '<svg class="pl-picture" role="img"><title>x</title>\n<g><rect/></g></svg>'
TABLE = "<div class='pl-table'>\n<table><tr><td><div>x\n\n**y**</div></td></tr></table>\n</div>"
"""With a box in a cell, and what would be Markdown outside."""


def html(part: str) -> str:
    """As a macro marks HTML."""
    return marked(Written(part))


def listing(part: str) -> str:
    """As a macro marks a fence."""
    return marked(Written(part), listing=True)


TAB = f"""\
=== "nginx.conf"

    What it is for. <a href="nginx.conf" download>Download</a>

{listing(INDENTED)}
After.
"""
PAGE = f"# x\n\n<figure>{html(PICTURE)}</figure>\n\nText.\n{html(TABLE)}\n\n{html('a <i>b</i>')}\n\n{TAB}\n{listing(FENCE)}\n"


def unmarked(text: str) -> str:
    """The page for an engine that takes it as it is."""
    return MARKED.sub(lambda part: part["html"] or part["listing"], text)


def engine(*more: str) -> Markdown:
    """Markdown as the site's configuration sets it up, as far as it matters here."""
    return Markdown(
        extensions=["md_in_html", "attr_list", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed", *more],
        extension_configs={"pymdownx.tabbed": {"alternate_style": True}},
    )


def listings(shared: Path | None = None) -> Listings:
    """Listings coloured by that engine."""
    return Listings(lambda fence: engine().convert(fence), shared)


@pytest.mark.parametrize("page", [TAB, PAGE, TAB + TAB.replace("2", "1")])
def test_a_page_is_the_same_with_and_without_holding_back(page: str) -> None:
    held = HeldBack()
    markdown = held.hold(page)
    assert all(part not in markdown for part in ("<svg class", "<table", "http {", "````", "**y**", "<i>"))
    whole = minify.listing(engine().convert(unmarked(page)))
    assert held.put_back(engine().convert(markdown), listings()) == whole


def test_a_place_is_an_empty_element_of_its_part_s_own_name() -> None:
    """So that Markdown does with it what it would do with the part; it has no text that search would find."""
    held = HeldBack()
    assert held.hold(PAGE) == (
        '# x\n\n<figure><svg data-pl-held="0"></svg></figure>\n\nText.\n<div data-pl-held="1"></div>\n\n'
        '<span data-pl-held="2"></span>\n\n=== "nginx.conf"\n\n'
        '    What it is for. <a href="nginx.conf" download>Download</a>\n\n    <span data-pl-held="3"></span>\n\n'
        'After.\n\n<span data-pl-held="4"></span>\n'
    )
    assert held.html == {0: PICTURE, 1: TABLE, 2: "a <i>b</i>"}
    assert held.fences == {3: FENCE, 4: FENCE}


@pytest.mark.parametrize(
    "text",
    ["```yaml\na: 1\n```", PICTURE, TABLE, '<div data-pl-held="0"></div>', '<p><span data-pl-held="7"></span></p>'],
)
def test_what_no_macro_marked_is_left_alone(text: str) -> None:
    held = HeldBack()
    assert held.hold(text) == text
    assert held.put_back(text, listings()) == text


def test_an_element_that_looks_like_a_place_stays() -> None:
    held = HeldBack()
    markdown = held.hold(f'<div data-pl-held="9"></div>{html(PICTURE)}<span data-pl-held="0"></b>')
    assert held.put_back(markdown, listings()) == f'<div data-pl-held="9"></div>{PICTURE}<span data-pl-held="0"></b>'


def test_a_listing_in_a_paragraph_with_something_else_leaves_it_its_tags() -> None:
    held = HeldBack()
    markdown = held.hold(f"<p>{listing(FENCE)} and</p>\n<p>or {listing(FENCE)}</p>")
    same = Listings(lambda fence: "<pre></pre>", None)
    assert held.put_back(markdown, same) == "<p><pre></pre> and</p>\n<p>or <pre></pre></p>"


@given(st.lists(st.sampled_from([html(PICTURE), html(TABLE), f"{listing(FENCE)}\n", "<p>x</p>", "\n"]), max_size=8))
def test_every_part_comes_back_to_its_place(parts: list[str]) -> None:
    page = "\n".join(parts)
    held = HeldBack()
    same = Listings(lambda fence: fence, None)
    assert held.put_back(held.hold(page), same) == unmarked(page)


def without_comments(html: str) -> str:
    """As a minifier leaves a page: without comments, and without quotes that are not needed."""
    return re.sub(r'="([\w-]+)"', r"=\1", re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL))


def test_parts_come_back_where_comments_and_quotes_are_taken_away() -> None:
    held = HeldBack()
    markdown = held.hold(PAGE)
    html = without_comments(engine("pymdownx.striphtml").convert(markdown))
    assert "data-pl-held=4>" in html
    whole = held.put_back(html, listings())
    assert [part in whole for part in (PICTURE, TABLE, "a <i>b</i>")] == [True] * 3
    assert whole.count('class="hll"') == 2
    assert "data-pl-held" not in whole


def test_a_part_that_does_not_come_back_is_an_error() -> None:
    """Told with the place that is missing, and what to do."""
    held = HeldBack()
    html = engine().convert(held.hold(PAGE)).replace('<div data-pl-held="1"></div>', "").replace("data-pl-held", "x", 1)
    with pytest.raises(LostError) as caught:
        held.put_back(html, listings())
    assert str(caught.value) == (
        '2 of 5 parts held back from Markdown did not come back, expected an element with data-pl-held="0" in the '
        "finished page; a Markdown extension or plugin took it away: let it leave data attributes alone, or, if it "
        "packs finished pages up, give its on_post_page a priority below -100, so that it comes after patternloom"
    )


HOOK = """\
import re

def on_page_content(html, **kwargs):
    return re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)

def on_post_page(output, **kwargs):
    return re.sub({pattern!r}, "", output)
"""


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("<!--.*?-->", None),
        (r' data-[\w-]+="\d+"', "page 'index.md': 1 of 1 parts held back from Markdown did not come back, "),
    ],
    ids=["comments", "data attributes"],
)
def test_a_build_loses_no_part_silently(bakery: Bakery, pattern: str, expected: str | None) -> None:
    """Where something takes comments away all come back; where it takes their places, the build fails and names the page."""
    bakery.write("strip.py", HOOK.format(pattern=pattern))
    settings = bakery.path("mkdocs.fr.yml").read_text("utf-8")
    bakery.write("mkdocs.fr.yml", f"{settings}\nhooks: [strip.py]\n")
    build = mkdocs(bakery.root, "build", "-f", "mkdocs.fr.yml", "-d", "alone")
    assert build.returncode == (1 if expected else 0), build.stdout
    if expected:
        assert f"ERROR   -  {expected}" in build.stdout, build.stdout
        assert "Traceback" not in build.stdout
    else:
        page = (bakery.root / "alone/areas/dough/index.html").read_text("utf-8")
        assert '<table class="pl-correlations">' in page
        assert "data-pl-held" not in page


def test_what_one_language_made_another_takes(tmp_path: Path) -> None:
    made = []

    def convert(fence: str) -> str:
        made.append(fence)
        return "<pre>coloured</pre>"

    first = Listings(convert, tmp_path)
    assert [first.html(FENCE), first.html(FENCE)] == ["<pre>coloured</pre>"] * 2
    second = Listings(convert, tmp_path)
    assert second.html(FENCE) == "<pre>coloured</pre>"
    assert made == [FENCE]
    assert second.html("another") == "<pre>coloured</pre>"
    assert made == [FENCE, "another"]
    assert first.html("another") == "<pre>coloured</pre>"
    assert made == [FENCE, "another"], "whoever comes first makes it for all"
    assert [file.suffix for file in tmp_path.iterdir()] == [".html"] * 2, "nobody leaves half a file"


def test_where_nothing_is_shared_each_makes_its_own(tmp_path: Path) -> None:
    coloured = listings(tmp_path / "nowhere").html(FENCE)
    assert coloured == listings().html(FENCE)
    assert '<span class="hll">' in coloured


def test_lines_with_anchors_have_their_own_in_each_listing_of_a_page() -> None:
    """Each is colored by itself, and shared by pages; what looks like an anchor in its text is none."""
    options = {"anchor_linenums": True, "linenums": True, "line_spans": "__span"}
    names = ["md_in_html", "attr_list", "pymdownx.highlight", "pymdownx.superfences"]
    reading = Markdown(extensions=names, extension_configs={"pymdownx.highlight": options})
    held = HeldBack()
    fences = (Written(f'```\n{text}\n<a id="x-0-1">\n```') for text in ("one", "two"))
    markdown = held.hold("\n\n".join(marked(fence, listing=True) for fence in fences))
    whole = held.put_back(reading.convert(markdown), Listings(lambda fence: reading.reset().convert(fence), None))
    ids = re.findall(r'<[^>]* id="([^"]*)"', whole)
    assert len(ids) == len({*ids}) == 8
    assert {*re.findall(r'href="#([^"]*)"', whole)} <= {*ids}
    assert whole.count("x-0-1") == 2


def test_coloring_that_takes_too_long_is_ended_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LISTING_SECONDS", 0.05)
    listings = Listings(lambda fence: str(time.sleep(10)), None)
    with pytest.raises(TooSlowError) as caught:
        listings.html("``` yaml\nkind: Service\n```")
    assert str(caught.value) == (
        "coloring the listing of 26 characters (``` yaml kind: Service ``` …) is not done after 0.05 seconds, expected it by then"
    )
