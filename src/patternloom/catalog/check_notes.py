"""Rules of what a design example says beside its picture: failures, flows that sentences speak of, readers of secrets.

In: an example and its place. Out: problems at the name that is wrong. Whether the files bear it out is not judged here:
`verify` does that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from patternloom.catalog.local_ids import unknown_id
from patternloom.catalog.parse import Place
from patternloom.model.example_notes import Spoken
from patternloom.model.examples import DesignExample
from patternloom.problems.findings import Problem

Steps = tuple[str | int, ...]


def notes_hold(example: DesignExample, place: Place) -> Iterator[Problem]:
    """It is about something, and its notes name what it has."""
    if not example.about:
        message = "an example about nothing, expected an area, a group or a pattern whose section shows it"
        yield Problem(place.mark("about"), message, rule="too-few")
    yield from notes_name_components(example, place)


def notes_name_components(example: DesignExample, place: Place) -> Iterator[Problem]:
    """A name without a slash is that of a component of the example."""
    ids = dict.fromkeys(component.id for component in example.components)
    for steps, name in _names(example):
        if "/" not in name and name not in ids:
            yield unknown_id("component", name, ids, place, *steps)


def _names(example: DesignExample) -> Iterator[tuple[Steps, str]]:
    """Who is named, with the steps to the name."""
    for number, step in enumerate(example.steps):
        yield from _ends(step.speaks_of, "steps", number)
    for number, failure in enumerate(example.failures):
        yield ("failures", number, "component"), failure.component
        yield from _ends(failure.speaks_of, "failures", number)
    yield from _ends(example.speaks_of)
    for number, secret in enumerate(example.secrets):
        yield ("secrets", number, "reader"), secret.reader


def _ends(spoken: Collection[Spoken], *above: str | int) -> Iterator[tuple[Steps, str]]:
    for number, one in enumerate(spoken):
        yield (*above, "speaks_of", number, "start"), one.start
        yield (*above, "speaks_of", number, "end"), one.end
