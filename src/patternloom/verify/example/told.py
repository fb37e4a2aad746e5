"""What the words of an example say in a form that can be looked up: code, links, flows that sentences speak of.

In: a design. Out: texts and flows, each with where it stands. No sentence is understood, in whatever language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from patternloom.model.example_notes import Spoken
from patternloom.model.examples import DesignExample, Flow
from patternloom.model.texts import ProseText, steps_to_texts
from patternloom.text.prose import Code, EntryLink


@dataclass(frozen=True)
class Told:
    """One prose of an example."""

    where: str
    """As a finding names it: `before_production 3`."""
    codes: frozenset[str]
    links: tuple[str, ...]
    """The ids of the entries that it leads to."""


def proses(design: DesignExample) -> Iterator[Told]:
    """Every prose of an example."""
    for steps in steps_to_texts(design, without=("files",)):
        value: Any = design
        for step in steps:
            value = value[step] if isinstance(step, int) else getattr(value, step)
        if isinstance(value, ProseText):
            nodes = list(value.nodes())
            yield Told(
                " ".join(str(step + 1) if isinstance(step, int) else step for step in steps),
                frozenset(node.text for node in nodes if isinstance(node, Code)),
                tuple(dict.fromkeys(node.id for node in nodes if isinstance(node, EntryLink))),
            )


def names_in_code(design: DesignExample, name: str, *, beginning: str | tuple[str, ...] = "") -> bool:
    """Whether a prose, of those whose place begins so, names this in code."""
    return any(name in code for told in proses(design) if told.where.startswith(beginning) for code in told.codes)


def spoken_flows(design: DesignExample) -> Iterator[tuple[str, Spoken]]:
    """(where a sentence says it, the flow) for all that no arrow draws."""
    for number, step in enumerate(design.steps, start=1):
        yield from ((f"step {number}", one) for one in step.speaks_of)
    for number, failure in enumerate(design.failures, start=1):
        yield from ((f"failures {number}", one) for one in failure.speaks_of)
    yield from (("speaks_of", one) for one in design.speaks_of)


def all_flows(design: DesignExample) -> Iterator[tuple[str, Flow | Spoken]]:
    """Arrows, and what is spoken of."""
    for number, step in enumerate(design.steps, start=1):
        yield from ((f"step {number}", flow) for flow in step.flows)
    yield from spoken_flows(design)
