"""Many files understood at once, on as many processors as there are.

In: paths of files, words, languages. Out: for each file, in their order, its record or why it cannot be read. A few
files are understood in this process, as all of them are where a system lets no further one start.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from patternloom.adr.formats.files import UnreadableError, read
from patternloom.adr.language.words import Words
from patternloom.adr.record.record import Record
from patternloom.adr.record.understand import understand
from patternloom.processes import processors

MANY = 300
"""Files from which on starting processes takes less time than it saves."""
_PORTION = 25  # files that a process is given at a time
Place = tuple[Path, str]
"""A file, and how reports name it."""


@dataclass(frozen=True)
class Reader:
    """What understanding a file asks for beside the file."""

    words: Words
    languages: Sequence[str]

    def understood(self, place: Place) -> Record | str:
        """The record that a file holds, or why it cannot be read."""
        path, shown = place
        try:
            return understand(read(path, shown), shown.rpartition("/")[0] or ".", self.words, self.languages)
        except UnreadableError as error:
            return str(error)

    def all_of(self, places: Sequence[Place]) -> Iterator[Record | str]:
        """The same of many files, in their order."""
        # The first ones here in any case: what is made once and kept, a process that is forked then has.
        yield from map(self.understood, places[:_PORTION])
        done = min(_PORTION, len(places))
        if len(places) >= MANY and (number := processors()) > 1:
            try:
                for found in self._spread(places[done:], number):
                    yield found
                    done += 1
            except (OSError, NotImplementedError, ImportError, RuntimeError):
                pass  # no process can be started here, or one was killed: the rest is for this one
        yield from map(self.understood, islice(places, done, None))

    def _spread(self, places: Sequence[Place], number: int) -> Iterator[Record | str]:
        # Loaded once there is so much to read.
        from concurrent.futures import ProcessPoolExecutor

        portions = [places[at : at + _PORTION] for at in range(0, len(places), _PORTION)]
        with ProcessPoolExecutor(number, initializer=_begin, initargs=(self,)) as pool:
            yield from chain.from_iterable(pool.map(_portion, portions))


_own: list[Reader] = []  # of a process that was started for this


def _begin(reader: Reader) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who ends the run ends it in the process that somebody started
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # what the others' end asks for is no exception that a portion meets
    _own[:] = [reader]


def _portion(places: Sequence[Place]) -> list[Record | str]:
    return [_own[0].understood(place) for place in places]
