"""Puts a mutant in the place of its function, in this process: nothing stands between a call and the function.

In: functions as mutmut has decorated them, with their mutants. Out: functions that are themselves, and run at their own
speed, until one is told to do what a mutant of it does.

What mutmut decorates them with asks at each call which mutant is meant; a catalog is read and checked by so many small
functions that tests take three times as long.
"""

from __future__ import annotations

import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from types import CodeType, FrameType, FunctionType
from typing import Any

from mutmut.mutation import trampoline

Trace = Callable[[FrameType, str, Any], Any]

DECORATED: list[tuple[FunctionType, dict[str, FunctionType]]] = []
"""Each function with its mutants by their names; a copy of itself is among them."""


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


def record() -> dict[str, set[int]]:
    """The functions that are called from now on, and their lines that are run, counted from `def`."""
    run: dict[str, set[int]] = defaultdict(set)
    tracers: dict[CodeType, Trace] = {}
    for function, mutants in DECORATED:
        original = function.__code__ = mutants["_mutmut_orig"].__code__
        tracers |= dict.fromkeys(_with_nested(original), _tracer(_full_name(mutants), original.co_firstlineno, run))

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        tracer = tracers.get(frame.f_code)
        return tracer and tracer(frame, event, argument)

    threading.settrace(trace)
    sys.settrace(trace)
    return run


def _with_nested(code: CodeType) -> Iterator[CodeType]:
    """A function's code, and that of the functions and the like in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _with_nested(constant)


def _tracer(name: str, start: int, run: dict[str, set[int]]) -> Trace:
    def trace(frame: FrameType, _: str, __: Any) -> Any:
        run[name].add(frame.f_lineno - start)
        return trace

    return trace
