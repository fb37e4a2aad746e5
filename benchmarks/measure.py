"""Runs of a command, and what a figure of them says: nothing about what is measured.

In: commands. Out: `Run`s of whole processes, `Figure`s with their bar. Two commands that are compared
run in turn, so that a machine that slows down slows both; their ratio is taken round by round.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process."""

    seconds: float
    """On the clock, start-up included."""
    cpu: float
    """Seconds of processor, of all its finished children too; tells a slow machine from slow code."""
    output: str
    """Standard output."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report."""

    name: str
    unit: str
    samples: Sequence[float]
    """One a run; the figure is their median."""
    bar: float | None = None
    """What it must stay at or under; None where it is only recorded."""
    note: str = ""

    @property
    def value(self) -> float:
        """The median."""
        return median(self.samples)

    @property
    def quartiles(self) -> tuple[float, float]:
        """Between them lies the middle half."""
        first, _, third = quantiles(self.samples, n=4, method="inclusive")
        return first, third

    @property
    def verdict(self) -> str:
        """`met`, `missed`, or nothing without a bar."""
        return "" if self.bar is None else "met" if self.value <= self.bar else "missed"


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and where."""

    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    """On top of our own."""
    afresh: bool = False
    """Whether what earlier builds have kept there is taken away before."""
    edited: Path | None = None
    """A file that gets another line of comment before, as somebody who edits it saves it."""

    def run(self) -> Run:
        """The finished run.

        Raises:
            SystemExit: the command failed; with what it printed last.
        """
        if self.afresh:
            shutil.rmtree(self.folder / ".cache", ignore_errors=True)
        if self.edited:
            with self.edited.open("a", encoding="utf-8") as file:
                file.write("# saved\n")
        with tempfile.TemporaryFile("w+", encoding="utf-8") as output, _input() as given:
            start = perf_counter()
            child = subprocess.Popen(
                self.arguments,
                cwd=self.folder,
                # An installed package is compiled: what the first run compiles, the others load.
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "", **self.environment},
                stdin=given,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                _, status, usage = os.wait4(child.pid, 0)
            except BaseException:
                child.kill()
                raise
            seconds = perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            text = output.read()
        if child.returncode:
            sys.exit(f"{' '.join(self.arguments)} ended with {child.returncode}:\n{text[-3000:]}")
        return Run(seconds, usage.ru_utime + usage.ru_stime, text)


@contextmanager
def _input() -> Iterator[int]:
    """An input that stays open: a build that another one started ends with it."""
    given, ours = os.pipe()
    try:
        yield given
    finally:
        os.close(given)
        os.close(ours)


def in_turn(runs: int, commands: Mapping[str, Command]) -> dict[str, list[Run]]:
    """`runs` rounds of every command after one that is not counted; every other round in reverse order."""
    done: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(runs + 1):
        names = list(commands) if number % 2 else list(commands)[::-1]
        for name in names:
            print(f"    {'warm-up' if number == 0 else f'run {number}/{runs}'}: {name}", file=sys.stderr, flush=True)
            run = commands[name].run()
            if number:
                done[name].append(run)
    return done


def ratios(name: str, above: Sequence[Run], below: Sequence[Run], bar: float | None = None) -> Figure:
    """The time of one command as a multiple of another's, round by round."""
    by_cpu = median(a.cpu / b.cpu for a, b in zip(above, below, strict=True))
    seconds = f"{median(run.seconds for run in above):.2f} s against {median(run.seconds for run in below):.2f} s"
    samples = [a.seconds / b.seconds for a, b in zip(above, below, strict=True)]
    return Figure(name, "×", samples, bar, f"{seconds}; by processor time {by_cpu:.2f}×")
