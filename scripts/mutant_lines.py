"""Tells where in its function a mutant differs: a test that does not run these lines cannot notice it.

In: the name of a mutant. Out: the lines of the statement that it changes, counted from the function's `def`, which is
0; None where it may be any, as in a default of a parameter.
"""

from __future__ import annotations

import ast
import json
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path

MADE = Path(__file__).parent.parent / "mutants"


def changed_lines(mutant: str) -> range | None:
    """The statement that it changes; of one that has others below it, the lines above these."""
    path, name = path_of(mutant), mutant.rpartition(".")[2]
    original = _lines(path, f"{name.partition('__mutmut_')[0]}__mutmut_orig")
    changed = _lines(path, name)
    pairs = zip(original[1:], changed[1:], strict=False)
    first = next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), 0)
    if original[0].partition("(")[2] != changed[0].partition("(")[2]:
        return None
    around = [one for one in _statements("\n".join(original)) if first in one]
    return min(around, key=len) if around else None


def original_text(function: str) -> str:
    """A function as it is in the program, from its `def`."""
    return "\n".join(_lines(path_of(function), f"{function.rpartition('.')[2]}__mutmut_orig"))


def hash_of(function: str) -> str:
    """What mutmut knows a function by, once it has been changed; empty where it knows none."""
    return _hashes(path_of(function)).get(function.rpartition(".")[2], "")


def path_of(name: str) -> Path:
    """`patternloom.site.pages.x_url_of__mutmut_1` → `src/patternloom/site/pages.py`."""
    return Path("src", *name.split(".")[:-1]).with_suffix(".py")


@cache
def _hashes(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((MADE / f"{path}.meta").read_text("utf-8"))["hash_by_function_name"]
    return found


@cache
def _module(path: Path) -> tuple[list[str], dict[str, tuple[int, int]]]:
    """Its lines with all of its mutants, and the first and the last of each."""
    return (MADE / path).read_text("utf-8").split("\n"), json.loads((MADE / f"{path}.spans").read_text("utf-8"))[
        "spans"
    ]


def _lines(path: Path, name: str) -> list[str]:
    """A function's lines, from its `def`."""
    text, spans = _module(path)
    first, last = spans[name]
    found = textwrap.dedent("\n".join(text[first - 1 : last])).split("\n")
    return found[next(number for number, line in enumerate(found) if line.startswith(("def ", "async def "))) :]


@cache
def _statements(text: str) -> list[range]:
    """The lines of each statement, of each `except` and each `case`; of what others stand below, those above them."""
    return list(_ranges(ast.parse(text).body[0]))


def _ranges(function: ast.stmt) -> Iterator[range]:
    for node in ast.walk(function):
        if isinstance(node, ast.Match):
            yield range(node.lineno - 1, node.cases[0].pattern.lineno - 1)
        elif isinstance(node, ast.match_case):
            yield range(node.pattern.lineno - 1, node.body[0].lineno - 1)
        elif isinstance(node, ast.stmt | ast.ExceptHandler) and node is not function:
            below: list[ast.stmt] = getattr(node, "body", [])
            after = max(node.lineno, below[0].lineno - 1) if below else node.end_lineno or node.lineno
            yield range(node.lineno - 1, after)
