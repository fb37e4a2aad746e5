"""Puts a mutant in the place of its function, in this process: nothing stands between a call and the function.

In: functions as mutmut has decorated them, with their mutants. Out: functions that are themselves, and run at their own
speed, until one is told to do what a mutant of it does.

What mutmut decorates them with asks at each call which mutant is meant; a catalog is read and checked by so many small
functions that tests take three times as long.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType, FunctionType

from mutmut.mutation import trampoline

DECORATED: list[tuple[FunctionType, dict[str, FunctionType]]] = []
"""Each function with its mutants by their names; a copy of itself is among them."""

CALLED: set[str] = set()


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
    """Which functions are called from now on; each is what it was once it has been called."""
    CALLED.clear()
    for number, (function, _) in enumerate(DECORATED):
        function.__code__ = _stub(number, "__class__" in function.__code__.co_freevars)
    return CALLED


def called_first(number: int) -> FunctionType:
    """The function that a stub stands for, as it is."""
    function, mutants = DECORATED[number]
    CALLED.add(_full_name(mutants))
    function.__code__ = mutants["_mutmut_orig"].__code__
    return function


def _stub(number: int, in_class: bool) -> CodeType:
    """What stands for a function until it is called; one that asks for `super()` brings its class along."""
    text = f"""
class Any:
    def stub(*args, **kwargs):
        {"__class__" if in_class else ""}
        return __import__("{__name__}").called_first({number})(*args, **kwargs)
"""
    made: dict[str, type] = {}
    exec(text, made)
    code = vars(made["Any"])["stub"].__code__
    assert isinstance(code, CodeType)
    return code
