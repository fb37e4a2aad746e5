"""How each step grows with its input: five sizes, each twice the one before, in one run.

In: nothing; `growth_cases` says which steps take which shapes of input. Out: a figure a case, the largest ratio of a
doubling, each taken with the next one: where data no longer fit into a cache, a single one takes longer. A step that is
linear takes twice as long for twice as much; what takes more than `BAR` times is told, and the run fails. Time is that
of the processor, and of each size the best of five.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from pathlib import Path
from time import process_time

from growth_cases import CASES
from measure import Figure

BAR = 2.6
DOUBLINGS = 4
BEST_OF = 5
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
    times = in_rounds(steps)
    for _ in range(AGAIN):
        if max(doublings(times)) > BAR:
            times = [min(pair) for pair in zip(times, in_rounds(steps), strict=True)]
    shown = " ".join(f"{1000 * time:.1f}" for time in times)
    return doublings(times), f"{size:,} to {size * 2**DOUBLINGS:,}: {shown} ms"


def doublings(times: Sequence[float]) -> list[float]:
    """What twice as much takes, of two doublings at a time."""
    return [sqrt(more / less) for less, more in zip(times, times[2:], strict=False)]


def in_rounds(steps: Sequence[Callable[[], object]]) -> list[float]:
    """The best time of each; all take turns, so that a machine that slows down slows all."""
    rounds = [[best(step, 1) for step in steps] for _ in range(BEST_OF)]
    return [min(times) for times in zip(*rounds, strict=True)]


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
