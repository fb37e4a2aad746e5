"""Puts a mutant in the place of its function, in this process: nothing stands between a call and the function.

In: functions as mutmut has decorated them, with their mutants. Out: functions that are themselves, and run at their own
speed, until one is told to do what a mutant of it does.

What mutmut decorates them with asks at each call which mutant is meant; a catalog is read and checked by so many small
functions that tests take three times as long.
"""

from __future__ import annotations

import ast
import builtins
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType

from mutant_lines import original_text
from mutmut.mutation import trampoline

DECORATED: list[tuple[FunctionType, dict[str, FunctionType]]] = []
"""Each function with its mutants by their names; a copy of itself is among them."""

NOTING: list[CodeType] = []
RUN: dict[str, set[int]] = defaultdict(set)
_NOTE = "__note_what_is_run__"


def take_over() -> None:
    """Be what mutmut decorates with, for all modules that are loaded from now on."""
    vars(trampoline)["wrap_in_trampoline"] = _decorated_with


def _decorated_with(
    mutants: dict[str, FunctionType], is_classmethod: bool = False
) -> Callable[[FunctionType], FunctionType]:
    def decorated(function: FunctionType) -> FunctionType:
        DECORATED.append((function, mutants))
        return function

    return decorated


def _full_name(mutants: dict[str, FunctionType]) -> str:
    """`patternloom.site.pages.x_url_of`."""
    original = mutants["_mutmut_orig"]
    return f"{original.__module__}.{original.__name__.partition('__mutmut_')[0]}"


def swap(mutant: str) -> None:
    """Let a function do what this mutant of it does."""
    function, _, _ = mutant.partition("__mutmut_")
    for one, mutants in DECORATED:
        if _full_name(mutants) == function:
            changed = mutants[mutant.rpartition(".")[2]]
            one.__code__ = changed.__code__
            one.__defaults__, one.__kwdefaults__ = changed.__defaults__, changed.__kwdefaults__


def prepare() -> None:
    """Make of each function one that notes which of its statements are run, for `record` to put in its place."""
    vars(builtins)[_NOTE] = lambda number, *lines: RUN[_full_name(DECORATED[number][1])].update(lines)
    for number, (_, mutants) in enumerate(DECORATED[len(NOTING) :], start=len(NOTING)):
        NOTING.append(_noting(number, _full_name(mutants)))


def record() -> dict[str, set[int]]:
    """The functions that are called from now on, and the lines of those of their statements that are run."""
    for (function, _), code in zip(DECORATED, NOTING, strict=True):
        function.__code__ = code
    return RUN


def _noting(number: int, name: str) -> CodeType:
    """A function's code, with a note before each statement."""
    text = original_text(name)
    _, owner, _ = name.rpartition(".")[2].split("ǁ") if "ǁ" in name else ("", "", "")
    tree = ast.parse(f"class {owner}:\n{textwrap.indent(text, ' ')}" if owner else text)
    function = tree.body[0].body[0] if isinstance(tree.body[0], ast.ClassDef) else tree.body[0]
    assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    start = function.lineno
    for node in list(ast.walk(function)):
        for field in ("body", "orelse", "finalbody"):
            if isinstance(below := getattr(node, field, None), list):
                setattr(node, field, [one for each in below for one in (_note(number, each, start), each)])
    function.body.insert(0, _note(number, function, start))
    found = _with_nested(compile(ast.fix_missing_locations(tree), name, "exec"))
    return next(code for code in found if code.co_name == function.name)


def _with_nested(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _with_nested(constant)


def _note(number: int, node: ast.stmt, start: int) -> ast.stmt:
    """That this statement is run; of one with handlers or cases, these too, as any of them may be looked at."""
    below = [*getattr(node, "handlers", ()), *(case.pattern for case in getattr(node, "cases", ()))]
    numbers: list[ast.expr] = [ast.Constant(one) for one in (number, *(each.lineno - start for each in (node, *below)))]
    return ast.copy_location(ast.Expr(ast.Call(ast.Name(_NOTE, ast.Load()), numbers, [])), node)
