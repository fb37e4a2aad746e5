"""The pictures of a language's design examples, drawn while its pages are made.

In: a graph, a language. Out: each picture by its entry's id, once a page asks for it. How a picture looks, `pictures`
decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial

from patternloom.catalog.graph import Graph
from patternloom.pictures.draw import NotDrawnError, Picture, draw, drawings_of
from patternloom.problems.findings import PatternloomError, Problem
from patternloom.processes import Meanwhile


class Drawn(Mapping[str, Picture]):
    """All of them, drawn when the first is asked for; where that is `likely`, by a process beside this one until then.

    Asking raises `PatternloomError` where one cannot be drawn.
    """

    def __init__(self, graph: Graph, language: str, *, likely: bool = True) -> None:
        draws = partial(_pictures, graph, language)
        self._drawn = cache(Meanwhile(draws).value if likely else draws)

    def __getitem__(self, id: str) -> Picture:
        return self._drawn()[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._drawn())

    def __len__(self) -> int:
        return len(self._drawn())


def _pictures(graph: Graph, language: str) -> Mapping[str, Picture]:
    try:
        return draw(drawings_of(graph, language))
    except NotDrawnError as error:
        raise PatternloomError([Problem(graph.catalog.places[error.id].mark(), str(error), rule="template")]) from None
