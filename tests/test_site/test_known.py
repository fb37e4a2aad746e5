"""What there is to name, and how words are filled in."""

from __future__ import annotations

import jinja2
import pytest
from jinja2 import nodes

from patternloom.site.known import Known, filled_in_wrongly

KNOWN = Known(
    frozenset({"n_of", "plain"}),
    frozenset({"saga", "brood-pause"}),
    filled=frozenset({("n_of", "n"), ("n_of", "all")}),
    former=frozenset({("brood-break", "brood-pause")}),
)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("brood-break", "it is 'brood-pause' today: name that"),
        ("sagga", "did you mean 'saga'?"),
        ("qqq", ""),
    ],
)
def test_an_id_of_old_leads_to_that_of_today(value: str, hint: str) -> None:
    assert KNOWN.ids
    assert KNOWN.near(value, KNOWN.ids) == hint


def test_a_page_is_no_id_of_old() -> None:
    assert KNOWN.near("brood-break", frozenset({"a.md"})) == ""


def told(call: str, known: Known = KNOWN) -> list[tuple[str, str, str]]:
    """What is said of a call."""
    (node,) = jinja2.Environment(autoescape=True).parse(f"{{{{ {call} }}}}").find_all(nodes.Call)
    assert isinstance(node.node, nodes.Getattr)
    assert isinstance(node.node.node, nodes.Getattr)
    return list(filled_in_wrongly(node.node.node.attr, node, known))


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("t.n_of.format(n=1, all=2)", []),
        ("t.n_of.format(**x)", []),
        ("t.n_of.format(*x)", []),
        ("t.n_of.format(1)", []),
        ("t.unknown.format(n=1)", []),
        ("t.n_of.format(n=1)", [("n_of", "no 'all' for the word 'n_of', expected it", "write all=…")]),
        (
            "t.n_of.format(n=1, al=2)",
            [("al", "unknown argument 'al', expected one that the word 'n_of' fills in", "did you mean 'all'?")],
        ),
        (
            "t.n_of.format(n=1, all=2, x=3)",
            [("x", "unknown argument 'x', expected one that the word 'n_of' fills in", "")],
        ),
        (
            "t.plain.format(x=3)",
            [
                (
                    "x",
                    "unknown argument 'x', expected one that the word 'plain' fills in",
                    "it has nothing to fill in",
                )
            ],
        ),
        (
            "t.n_of.format()",
            [
                ("n_of", "no 'all' for the word 'n_of', expected it", "write all=…"),
                ("n_of", "no 'n' for the word 'n_of', expected it", "write n=…"),
            ],
        ),
    ],
)
def test_a_word_is_filled_in_with_what_it_has_places_for(call: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(call) == expected


def test_words_that_a_mistake_hides_are_not_judged() -> None:
    assert told("t.n_of.format()", Known(filled=KNOWN.filled)) == []
