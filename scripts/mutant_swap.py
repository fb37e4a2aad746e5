"""Puts a mutant in the place of its function, in this process: nothing stands between a call and the function.

In: functions as mutmut has decorated them, with their mutants. Out: functions that are themselves, and run at their own
speed, until one is told to do what a mutant of it does.

What mutmut decorates them with asks at each call which mutant is meant; a catalog is read and checked by so many small
functions that tests take three times as long.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import CodeType, FrameType, FunctionType

from mutmut.mutation import trampoline

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


def record() -> set[str]:
    """The functions that are called from now on, as they are."""
    names = {function.__code__: _full_name(mutants) for function, mutants in DECORATED}
    called: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        code: CodeType = frame.f_code
        if event == "call" and code in names:
            called.add(names[code])

    threading.setprofile(note)
    sys.setprofile(note)
    return called
