"""What is held back from a page on its way through a site engine comes back as it was, coloured once for all languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from patternloom.mkdocs.held_back import HeldBack, Listings

TAB = """\
=== "nginx.conf"

    What it is for. <a href="nginx.conf" download>Download</a>

    ```` { .nginx .pl-code hl_lines="2" }
    http {
      # step 1 <b>

      ```
    }
    ````

After.
"""
FENCE = '```` { .nginx .pl-code hl_lines="2" }\nhttp {\n  # step 1 <b>\n\n  ```\n}\n````'
PICTURE = '<svg class="pl-picture" role="img"><title>x</title>\n<g><rect/></g></svg>'
TABLE = '<div class="pl-table" data-search-exclude>\n<table><tr><td>x</td></tr></table>\n</div>'


def engine() -> Markdown:
    """Markdown as the site's configuration sets it up, as far as it matters here."""
    return Markdown(
        extensions=["md_in_html", "attr_list", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed"],
        extension_configs={"pymdownx.tabbed": {"alternate_style": True}},
    )


def listings(shared: Path | None = None, *, shares: bool = False) -> Listings:
    """Listings coloured by that engine."""
    return Listings(lambda fence: engine().convert(fence), shared, shares=shares)


@pytest.mark.parametrize(
    "page", [TAB, f"# x\n\n<figure>{PICTURE}</figure>\n\n{TABLE}\n\n{TAB}\n{TAB.replace('2', '1')}"]
)
def test_a_page_is_the_same_with_and_without_holding_back(page: str) -> None:
    held = HeldBack()
    markdown = held.hold(page)
    assert all(part not in markdown for part in ("<svg", "<table", "http {", "````"))
    html = held.put_back(engine().convert(markdown), listings())
    assert html == engine().convert(page)
    assert "<table>" in html or page == TAB


def test_a_fence_is_held_without_its_indent_and_its_place_keeps_it() -> None:
    held = HeldBack()
    markdown = held.hold(TAB)
    assert held.fences == {0: FENCE}
    assert "\n    <!--pl-held-0-->\n\nAfter." in markdown


@pytest.mark.parametrize(
    "text",
    [
        "```yaml\na: 1\n```",  # a listing of prose, which search may read
        "`<svg class='pl-picture'>`",
        '<div class="pl-table">\n<table></table>\n</div>',
        "<!--pl-held-0-->",
        "<p><!--pl-held-7--></p>",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    held = HeldBack()
    assert held.hold(text) == text
    assert held.put_back(text, listings()) == text


def test_a_comment_that_looks_like_a_place_stays() -> None:
    held = HeldBack()
    markdown = held.hold(f"<!--pl-held-9-->{PICTURE}")
    assert held.put_back(markdown, listings()) == f"<!--pl-held-9-->{PICTURE}"


@given(st.lists(st.sampled_from([PICTURE, TABLE, f"{FENCE}\n", "<p>x</p>", "\n"]), max_size=8))
def test_every_part_comes_back_to_its_place(parts: list[str]) -> None:
    page = "\n".join(parts)
    held = HeldBack()
    same = Listings(lambda fence: fence, None, shares=False)
    assert held.put_back(held.hold(page), same) == page


def test_what_one_language_made_another_takes(tmp_path: Path) -> None:
    made = []

    def convert(fence: str) -> str:
        made.append(fence)
        return "<pre>coloured</pre>"

    first = Listings(convert, tmp_path, shares=True)
    assert [first.html(FENCE), first.html(FENCE)] == ["<pre>coloured</pre>"] * 2
    second = Listings(convert, tmp_path, shares=False)
    assert second.html(FENCE) == "<pre>coloured</pre>"
    assert made == [FENCE]
    assert second.html("another") == "<pre>coloured</pre>"
    assert made == [FENCE, "another"]
    assert [file.suffix for file in tmp_path.iterdir()] == [".html"], (
        "who only takes leaves nothing, nobody half a file"
    )


def test_where_nothing_is_shared_each_makes_its_own(tmp_path: Path) -> None:
    coloured = listings(tmp_path / "nowhere").html(FENCE)
    assert coloured == listings().html(FENCE)
    assert '<span class="hll">' in coloured
