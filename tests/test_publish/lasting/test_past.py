"""What an entry said once is read by the types of today, and whatever they do not know is shown as it was written."""

from __future__ import annotations

from typing import Any

import pytest
from remembered_site import links_at

from patternloom.model.examples import DesignExample
from patternloom.model.history import Timeline
from patternloom.model.patterns import Pattern, PatternGroup
from patternloom.publish.lasting.past import PastValues

HERE = "p/sourdough/r1/index.md"


def values(language: str = "en", **options: Any) -> PastValues:
    """Of a page in a language."""
    return PastValues(links_at(HERE, language), **options)


@pytest.mark.parametrize(
    ("cls", "name", "value", "shown"),
    [
        (Pattern, "name", {"en": "A*b*", "ja": "ア"}, "A&#42;b&#42;"),
        (Pattern, "summary", {"en": "A *b* of [[yeast]].", "ja": "ア"}, "A <em>b</em> of <a href=\"../../yeast/\">Baker&#39;s yeast</a>."),
        (Pattern, "summary", {"en": "A *b", "ja": "ア"}, "A &#42;b"),
        (Pattern, "summary", {"ja": "ア"}, "ア"),
        (Pattern, "summary", "One *language*.", "One <em>language</em>."),
        (Pattern, "status", "discouraged", "discouraged"),
        (Pattern, "status", "adored", "adored"),
        (Pattern, "when_to_use", [{"key": "u1", "text": {"en": "x"}, "opinion": "true"}], "<ul><li>x · <i>opinion</i></li></ul>"),
        (Pattern, "related", [{"type": "requires", "target": "yeast"}], '<ul><li>Requires · <a href="../../yeast/">Baker&#39;s yeast</a></li></ul>'),
        (Pattern, "correlations", [{"target": "none", "reason": "not-applicable", "extent": "partial"}], "<ul><li>Not applicable: this logic is the service&#39;s own. · partly</li></ul>"),
        (Pattern, "correlations", [{"target": "kneaders", "replaces": {"en": "two hands"}}], '<ul><li><a href="../../kneaders/">Kneading machines</a> · <i>takes over&#58;</i> two hands</li></ul>'),
        (PatternGroup, "sets", [{"relation": "competing", "members": ["yeast"]}], '<ul><li>Choose one: · <ul><li><a href="../../yeast/">Baker&#39;s yeast</a></li></ul></li></ul>'),
        (Timeline, "events", [{"year": "1900", "ongoing": "true", "shape": "round"}], "<ul><li><i>Year&#58;</i> 1900 · <i>ongoing</i> · round</li></ul>"),
        (DesignExample, "before_production", [{"en": "`x`"}], "<ul><li><code>x</code></li></ul>"),
        (Pattern, "flavor", {"en": "no *field* of today"}, "no &#42;field&#42; of today"),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_its_type_says(cls: type, name: str, value: Any, shown: str) -> None:
    assert str(values().value(cls, name, value)) == shown


def test_statements_have_their_keys_as_anchors_where_that_is_asked_for_and_may_say_more() -> None:
    said = values(changed=lambda field, statement: f"<b>{field}</b>" if statement["key"] == "u2" else "")
    listed = [{"key": "u1", "text": {"en": "x"}}, {"key": "u2", "text": {"en": "y"}}, {"text": {"en": "z"}}]
    assert said.value(Pattern, "when_to_use", listed) == (
        '<ul><li id="u1">x</li><li id="u2">y<b>when_to_use</b></li><li>z</li></ul>'
    )


def test_a_field_is_called_by_its_word_or_by_its_name() -> None:
    assert [str(values().label(name)) for name in ("status", "benefits", "no_such")] == [
        "Status",
        "Benefits",
        "no&#95;such",
    ]
    assert values("ja").label("status") == "評価"


def test_what_is_gone_is_linked_at_its_lasting_address_by_what_it_was_called_last() -> None:
    links = links_at(HERE)
    assert links.link("saleratus") == '<a href="../../saleratus/">Saleratus</a>'
    assert links.link("egg-wash") == '<a href="../../egg-wash/">Egg wash</a>'
    assert links.link("levain") == '<a href="../../levain/">levain</a>'
    assert links.link("never-was") == "never-was"
