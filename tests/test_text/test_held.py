"""The filter `held` marks a part of a page, or leaves it as it is; nothing else of the page changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.site.templates import Macros, environment
from patternloom.text.escape import Written
from patternloom.text.held import MARKED, indent, marked, plain


def taken(text: str) -> list[tuple[str, str | None, str | None]]:
    """Every marked part: the blanks before it, HTML, listing."""
    return [(indent(found), found["html"], found["listing"]) for found in MARKED.finditer(text)]


def unmarked(text: str) -> str:
    """The page as if nothing had been marked."""
    return MARKED.sub(lambda part: part["html"] or part["listing"], text)


def test_a_part_is_marked_without_its_outer_blanks() -> None:
    made = marked(Written("\n  <div>\n<b>x</b></div> \n\n"))
    text = f"a\n{made}b"
    assert taken(text) == [("  ", "<div>\n<b>x</b></div>", None)]
    assert unmarked(text) == "a\n\n  <div>\n<b>x</b></div> \n\nb"


def test_a_listing_is_one_and_stands_where_its_line_begins() -> None:
    made = marked(Written("    ```\n    a\n    ```\n"), listing=True)
    text = f"=== x\n\n{made}\n"
    assert taken(text) == [("    ", None, "```\n    a\n    ```")]


def test_in_the_middle_of_a_line_no_blanks_before_it_are_its_own() -> None:
    assert taken(f"<div> {marked(Written('<svg/>'))}</div>") == [("", "<svg/>", None)]


@pytest.mark.parametrize("text", ["", " \n"])
def test_nothing_is_marked_where_nothing_is(text: str) -> None:
    assert marked(Written(text)) == text


def test_what_is_marked_inside_a_part_is_part_of_it() -> None:
    picture, listing = marked(Written("<svg/>")), marked(Written("```\n```"), listing=True)
    inner = Written("<div>\n  {}{}</div>").format(picture, listing)
    assert taken(marked(inner)) == [("", "<div>\n  <svg/>```\n```</div>", None)]


@pytest.mark.parametrize("sign", ["\ufdd0", "\ufdd1", "\ufdd2"])
def test_a_part_that_holds_a_sign_of_ours_goes_unmarked_and_does_no_other_harm(sign: str) -> None:
    """Unicode keeps these characters out of texts, but a file of an example may hold anything."""
    part = Written(f"```\n{sign}\n```")
    assert marked(part, listing=True) == part
    assert taken(f"{sign}{marked(part)}{sign}\n{marked(Written('<svg/>'))}{sign}") == [("", "<svg/>", None)]


def test_text_that_nobody_made_safe_is_escaped_either_way() -> None:
    assert [plain("<b>"), marked("<b>")] == ["&lt;b&gt;", marked(Written("&lt;b&gt;"))]
    assert [type(plain("x")), type(marked("x"))] == [Written, Written]


def test_without_marks_a_part_is_as_it_is() -> None:
    assert plain(Written(" <svg/>\n"), listing=True) == " <svg/>\n"


@pytest.mark.parametrize("call", ["held", "held(listing=true)"])
def test_it_is_a_filter_for_a_value_and_for_a_block(call: str) -> None:
    pages = []
    for hold in (plain, marked):
        page = environment(Macros("macros", {}, complete=True), hold).from_string(
            f"{{{{ svg | {call} }}}}|{{% filter {call} %}}<p>{{{{ text }}}}</p>{{% endfilter %}}"
        )
        pages.append(page.render(svg=Written("<svg/>"), text="<i>"))
    assert pages[0] == unmarked(pages[1]) == "<svg/>|<p>&lt;i&gt;</p>"
    assert len(taken(pages[1])) == 2


@given(st.lists(st.tuples(st.sampled_from(["<svg/>", "    ```\n    a\n    ```\n", " \n<div></div>"]), st.booleans())))
def test_a_page_is_the_same_but_for_the_signs(parts: list[tuple[str, bool]]) -> None:
    text = "x".join(marked(Written(part), listing=listing) for part, listing in parts)
    assert len(taken(text)) == len(parts)
    assert unmarked(text) == "x".join(part for part, _ in parts)
