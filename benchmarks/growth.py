"""How each step grows with its input: five sizes, each twice the one before, in one run.

In: nothing; `growth_cases` says which steps take which shapes of input. Out: a figure a case, the largest ratio of a
doubling, each taken with the next one: where data no longer fit into a cache, a single one takes longer. A step that is
linear takes twice as long for twice as much; what takes more than `BAR` times is told, and the run fails. Time is that
of the processor, and the ratio that of the middle one of five rounds.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from pathlib import Path
from statistics import median
from time import process_time

from growth_cases import CASES
from measure import Figure

BAR = 2.6
DOUBLINGS = 4
ROUNDS = 5
# A size that takes less says nothing of growth; the smallest is doubled until it takes as long.
LEAST = 0.0005
# Nor does one where what is the same for all sizes takes most of the time; unless it takes as long as this.
ENOUGH = 1.4
MOST = 0.02
# On a machine with other work, a doubling that looks too long is measured anew, so often.
AGAIN = 6


def growth(folder: Path, runs: int) -> Iterator[Figure]:
    """Each step on each shape of input, doubled four times."""
    gc.freeze()  # what is loaded is not looked at again and again
    for name, (first, make) in CASES.items():
        with tempfile.TemporaryDirectory(dir=folder) as place:
            ratios, note = measured(Path(place), first, make)
        print(f"    {name}: {note}", file=sys.stderr, flush=True)
        yield Figure(f"growth: {name}", "×", [max(ratios)], BAR, note)


def measured(folder: Path, first: int, make: Callable[[Path, int], Callable[[], object]]) -> tuple[list[float], str]:
    """The ratio of each doubling, and the times in words."""

    def step(size: int) -> Callable[[], object]:
        place = folder / str(size)
        place.mkdir(exist_ok=True)
        return make(place, size)

    size = first
    while size < first * 64 and (time := best(step(size), 2)) < MOST:
        if time > LEAST and best(step(2 * size), 2) > ENOUGH * time:
            break
        size *= 2
    steps = [step(size * 2**number) for number in range(DOUBLINGS + 1)]
    rounds = in_rounds(steps)
    for _ in range(AGAIN):
        if max(usual(rounds)) > BAR:
            rounds += in_rounds(steps)
    shown = " ".join(f"{1000 * min(times):.1f}" for times in zip(*rounds, strict=True))
    return usual(rounds), f"{size:,} to {size * 2**DOUBLINGS:,}: {shown} ms"


def usual(rounds: Sequence[Sequence[float]]) -> list[float]:
    """The ratio of each doubling in the middle one of all rounds, as the best times may be of different minutes."""
    return [median(ratios) for ratios in zip(*map(doublings, rounds), strict=True)]


def doublings(times: Sequence[float]) -> list[float]:
    """What twice as much takes, of two doublings at a time."""
    return [sqrt(more / less) for less, more in zip(times, times[2:], strict=False)]


def in_rounds(steps: Sequence[Callable[[], object]]) -> list[list[float]]:
    """The time of each, round by round: all take turns, so that a machine that slows down slows all."""
    return [[best(step, 1) for step in steps] for _ in range(ROUNDS)]


def best(step: Callable[[], object], runs: int) -> float:
    """The shortest time that it took."""
    found = []
    gc.disable()
    for _ in range(runs):
        start = process_time()
        step()
        found.append(process_time() - start)
    gc.enable()
    return max(min(found), 1e-6)
