"""A bracket names what is done, unless it names a thing that is denied."""

from __future__ import annotations

import pytest

from patternloom.adr.language.bracketed import names_practice, names_result
from patternloom.adr.language.words import words

RULES = words().sentences["en"]


@pytest.mark.parametrize(
    ("text", "denial", "named"),
    [
        ("services never share tables (", "never", True),
        ("each has a store, which nobody else connects to (", "nobody", True),
        ("two versions never run at the same time (", "never", True),
        ("consumers must not fail when a message comes twice (", "not", True),
        ("requests without a token are refused at the edge (", "refused", True),
        ("nobody deploys by hand (", "nobody", True),
        ("after ten failures we stop calling for a minute (", "stop", True),
        ("we stop using the bus (", "stop", False),
        ("it is kept as a list, never as a balance (", "never", True),
        ("it is kept as a list, not as a balance (", "not", False),
        ("workers take them from the queue (", "take", True),
        ("the teams move from the queue (", "move", False),
        ("we do not use a message broker (", "not", False),
        ("we do not use message brokers (", "not", False),
        ("we do not need message brokers (", "not", False),
        ("services will not talk through a broker (", "not", False),
        ("the broker was dropped (", "dropped", False),
        ("must not read the tables of others (", "not", False),
        ("we split them. never share tables (", "never", False),
    ],
)
def test_a_bracket_may_name_the_practice(text: str, denial: str, named: bool) -> None:
    assert names_practice(text, text.index(denial), text.index("("), RULES) == named


@pytest.mark.parametrize(
    ("text", "word", "named"),
    [
        ("it takes versions newer than its own (", "than", True),
        ("schemas change without downtime (", "without", True),
        ("we will do without brokers (", "without", False),
        ("they are told without using brokers (", "without", False),
        ("they are told without a broker (", "without", False),
        ("there will be no broker (", "no", False),
    ],
)
def test_a_bracket_may_name_what_comes_of_it(text: str, word: str, named: bool) -> None:
    assert names_result(text, text.index(word), text.index("("), RULES) == named
