"""Pictures that are drawn meanwhile are those that drawing gives, and what cannot be drawn is told when one is asked for."""

from __future__ import annotations

import pytest
from site_fixture import Bakery

from patternloom.pictures.draw import Drawing, draw, drawings_of
from patternloom.problems.findings import PatternloomError
from patternloom.publish.drawn import Drawn
from patternloom.publish.sources import read_sources


@pytest.mark.usefixtures("spare_processor")
def test_they_are_those_that_drawing_gives(bakery: Bakery, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = read_sources(bakery.project()).graph
    expected = draw(drawings_of(graph, "de"))
    pictures = Drawn(graph, "de")
    monkeypatch.setattr("patternloom.publish.drawn.draw", None)  # another process draws them
    assert expected
    assert dict(pictures) == expected
    assert len(pictures) == len(expected)


def test_what_cannot_be_drawn_is_told_at_its_example(bakery: Bakery, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = read_sources(bakery.project()).graph
    drawings = (Drawing("stone-oven-at-home", "x", "a -> {\n"),)
    monkeypatch.setattr("patternloom.publish.drawn.drawings_of", lambda graph, language: drawings)
    pictures = Drawn(graph, "de")
    with pytest.raises(PatternloomError, match=r"example\.yaml:12:5: d2 refused the picture"):
        pictures["stone-oven-at-home"]
