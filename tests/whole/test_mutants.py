"""What tries mutants puts them in place, sees which lines a test runs, and ends what would never end."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from types import FunctionType

import mutant_swap
import pytest
from mutant_forks import in_forks, limit
from mutant_lines import _statements
from mutant_trials import Watched, likely_first


def test_work_is_done_in_forks_and_what_they_leave_goes(tmp_path: Path) -> None:
    def good(folder: Path) -> None:
        (folder / "told").write_text(os.environ["TMPDIR"], "utf-8")

    def bad(_: Path) -> None:
        raise KeyError

    def endless(_: Path) -> None:
        limit(0.1)
        while True:
            pass

    found = {}
    for done in in_forks([("good", good), ("bad", bad), ("endless", endless)]):
        told = done.folder / "told"
        found[done.name] = done.status, told.read_text("utf-8") if told.exists() else ""
        folder = done.folder
        assert done.name != "good" or told.read_text("utf-8") == str(folder)
    assert {name: status for name, (status, _) in found.items()} == {"good": 0, "bad": 1, "endless": -signal.SIGXCPU}
    assert not folder.exists()


def rise(loaf: int, much: int = 1) -> int:
    """A function, with what mutmut makes of it."""
    if loaf > 3:
        return loaf
    return loaf + much


def x_rise__mutmut_orig(loaf: int, much: int = 1) -> int:
    if loaf > 3:
        return loaf
    return loaf + much


def x_rise__mutmut_1(loaf: int, much: int = 2) -> int:
    if loaf > 3:
        return loaf
    return loaf + much


@pytest.fixture
def decorated(monkeypatch: pytest.MonkeyPatch) -> FunctionType:
    """The function as it is where mutants are tried."""
    monkeypatch.setattr(mutant_swap, "DECORATED", [])
    copy = FunctionType(rise.__code__, globals(), "rise", rise.__defaults__)
    return mutant_swap._decorated_with({"_mutmut_orig": x_rise__mutmut_orig, "x_rise__mutmut_1": x_rise__mutmut_1})(
        copy
    )


def test_a_mutant_takes_the_place_of_its_function_with_its_defaults(decorated: FunctionType) -> None:
    mutant_swap.swap(f"{__name__}.x_other__mutmut_1")
    assert decorated(1) == 2
    mutant_swap.swap(f"{__name__}.x_rise__mutmut_1")
    assert decorated(1) == 3


LINES = """\
def rise(loaf: int, much: int = 1) -> int:
    if loaf > 3:
        return loaf
    elif loaf < 0:
        return 0
    try:
        return loaf + much
    except TypeError:
        return loaf
"""


def test_the_statements_that_are_run_are_noted_by_their_lines(
    decorated: FunctionType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutant_swap, "original_text", lambda _: LINES)
    monkeypatch.setattr(mutant_swap, "NOTING", [])
    mutant_swap.RUN.clear()
    mutant_swap.prepare()
    run = mutant_swap.record()
    assert (decorated(1), decorated(1, much=4)) == (2, 5)
    assert run == {f"{__name__}.x_rise": {0, 1, 3, 5, 6, 7}}


def test_a_change_stands_in_a_statement_or_in_what_others_stand_below() -> None:
    text = "def f(a,\n      b):\n    if (a and\n            b):\n        return [\n            a,\n        ]\n    match b:\n        case 1:\n            pass\n"
    assert sorted((one.start, one.stop) for one in _statements(text)) == [(2, 4), (4, 7), (7, 8), (8, 9), (9, 10)]


def test_tests_that_run_what_few_others_run_near_a_change_come_first() -> None:
    lines = {"words": [0, 4, 5], "usual": [0, 4], "slow": [0, 4, 5], "far": [0, 4, 90]}
    tests = [Watched(9.0 if name == "slow" else 1.0, name, {"f": ("", run)}) for name, run in lines.items()]
    assert [one.nodeid for one in likely_first(tests, "f", 4)] == ["words", "far", "usual", "slow"]
