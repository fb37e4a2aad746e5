"""Links in HTML are found where they stand, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.adr.formats.html_links import html_links


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="https://x/">', ["https://x/"]),
        ("<A class=b HREF='https://x/?a=1&amp;b=2' >", ["https://x/?a=1&b=2"]),
        ("<a\n  href=https://x/>", ["https://x/"]),
        ('<!-- <a href="https://x/"> --><a href="https://y/">', ["https://y/"]),
        ('<script>"<a href=\'https://x/\'>"</script><a href="https://y/">', ["https://y/"]),
        ('<abbr href="https://x/"><link href="https://x/">', []),
        ('<a data-href="https://x/" href>', []),
        ('<!-- <a href="https://x/">', []),
        ("<style> <a href=x>", []),
    ],
)
def test_addresses_of_links_are_found(html: str, found: list[str]) -> None:
    assert [address for address, _, _ in html_links(html)] == found


@given(st.text(alphabet="<a href='\"=/>!-script x", max_size=200))
def test_what_is_found_stands_where_it_is_said_to(html: str) -> None:
    for address, start, end in html_links(html):
        assert html[start:end].strip() == address
