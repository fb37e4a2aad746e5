"""A word is found where it stands in a tag, as Jinja tells its line alone."""

from __future__ import annotations

import pytest

from patternloom.problems.findings import Mark
from patternloom.site.template_lines import Wanted, after, anything, called, lines_of, word


@pytest.mark.parametrize(
    ("line", "wanted", "column"),
    [
        ("flour: {{ flour }}", word("flour"), 11),
        ("flour", word("flour"), 1),
        ("{{ a.flour }} {{ flour }}", word("flour"), 18),
        ("{{ flour-mill }}", word("flour"), 1),
        ("", word("flour"), 1),
        ("flour }} flour {% if flour %}", word("flour"), 22),
        ("{{ flour }} {{ a . flour }} {{ a.flours }}", after("flour", "."), 20),
        ("{{ a.flour-b }}", after("flour", "."), 1),
        ("{{ flour }} {{ flour (a) }}", called("flour"), 16),
        ("{{ flour }} {{ flour", called("flour"), 1),
        ("flours {{ flours }}", anything("flour"), 11),
        ("{{ Mehl小麦 }} {{ 小麦 }}", word("小麦"), 17),
    ],
)
def test_a_word_is_found_in_a_tag_rather_than_in_prose(line: str, wanted: Wanted, column: int) -> None:
    assert lines_of("x.md", f"\n{line}").mark(2, wanted) == Mark("x.md", 2, column)


def test_the_first_tag_of_a_line() -> None:
    assert lines_of("x.md", "a { {% b %} {{ c }}").tag(1) == Mark("x.md", 1, 5)
    assert lines_of("x.md", "a {% b %}").tag(1) == Mark("x.md", 1, 3)


def test_a_line_that_is_not_there_has_its_start() -> None:
    assert lines_of("x.md", "a").mark(9, word("a")) == Mark("x.md", 9, 1)
