"""Wrong versions of an example, judged together, as each start of a server or a client takes seconds.

In: rows that begin with a name and a file. Out: parameters, of which `make test` takes the first of each file and
`make test-matrices` the others; and the rows that a run asks for, so that no other is judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

Row = tuple[Any, ...]


def first_of_each_file(rows: Sequence[Row]) -> list[Any]:
    """The rows as parameters, named by the first of their fields."""
    firsts = {row[1]: row[0] for row in reversed(rows)}
    return [pytest.param(row, id=row[0], marks=() if firsts[row[1]] == row[0] else pytest.mark.matrix) for row in rows]


def asked_for(request: pytest.FixtureRequest, rows: Sequence[Row]) -> list[Row]:
    """The rows whose tests a run has taken up, of the module that asks."""
    taken = {
        str(item.name).partition("[")[2].partition("]")[0]
        for item in request.session.items
        if item.path == request.path
    }
    return [row for row in rows if row[0] in taken]
