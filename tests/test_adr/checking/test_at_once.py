"""Many files understood at once: the same records in the same order, wherever each was read."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from patternloom.adr.checking import at_once
from patternloom.adr.checking.at_once import MANY, Place, Reader
from patternloom.adr.language.words import words
from patternloom.adr.record.record import Record

_READER = Reader(words(), ("en", "ja"))


def _files(folder: Path, number: int) -> list[Place]:
    places = []
    for one in range(number):
        path = folder / f"{one:04}.md"
        text = f"# Matter {one}\n\n## Status\n\nAccepted\n\n## Decision\n\nWe use [A](https://docs.example.com/p/a-{one}/).\n"
        path.write_bytes(b"\xff\xfe\xff" if one % 100 == 50 else text.encode())
        places.append((path, f"docs/adr/{path.name}"))
    return places


def _told(found: Iterator[Record | str]) -> list[object]:
    """What was found, by what two processes have in common."""
    return [one if isinstance(one, str) else (one.file, one.scope, one.status, one.links, one.chosen) for one in found]


def test_they_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    places = _files(tmp_path, MANY + 30)
    found = _told(_READER.all_of(places))
    assert found == _told(map(_READER.understood, places))
    assert sum(isinstance(one, str) for one in found) == len(range(50, len(places), 100))


@pytest.mark.parametrize(("number", "processors"), [(MANY - 1, 8), (MANY, 1)])
def test_few_files_or_one_processor_start_no_process(
    number: int, processors: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_once, "processors", lambda: processors)
    monkeypatch.setattr(Reader, "_spread", lambda *_: pytest.fail("a process was started"))
    assert len([*_READER.all_of(_files(tmp_path, number))]) == number


@pytest.mark.parametrize("error", [OSError("no semaphores"), NotImplementedError(), RuntimeError("cannot start")])
def test_where_no_process_can_be_started_this_one_reads_the_rest(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def two_and_no_more(self: Reader, places: Sequence[Place], processors: int) -> Iterator[Record | str]:
        yield from map(self.understood, places[:2])
        raise error

    monkeypatch.setattr(at_once, "processors", lambda: 2)
    monkeypatch.setattr(Reader, "_spread", two_and_no_more)
    places = _files(tmp_path, MANY)
    assert _told(_READER.all_of(places)) == _told(map(_READER.understood, places))


def test_a_process_that_is_killed_loses_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, own = os.getpid(), Reader.understood

    def killed(self: Reader, place: Place) -> Record | str:
        if os.getpid() != here:
            time.sleep(0.01)  # the other process is in the middle of a portion
            if place[1].endswith("0040.md"):
                os._exit(9)
        return own(self, place)

    monkeypatch.setattr(at_once, "processors", lambda: 2)
    monkeypatch.setattr(Reader, "understood", killed)
    places = _files(tmp_path, MANY)
    # Whatever handles that signal here, the processes that are asked to end do end, and are not waited for in vain.
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        assert _told(_READER.all_of(places)) == _told(map(_READER.understood, places))
    finally:
        signal.signal(signal.SIGTERM, before)
