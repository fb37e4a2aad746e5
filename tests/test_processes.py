"""What a process beside this one makes is what the function gives, and without one it is made here."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest

from patternloom import processes
from patternloom.processes import BUILDS, STARTER, Meanwhile, processors


def where() -> tuple[int, MappingProxyType[str, int]]:
    """The process that makes it, and what Python does not pickle by itself."""
    return os.getpid(), MappingProxyType({"a": 1})


@pytest.mark.usefixtures("spare_processor")
def test_another_process_makes_it_and_this_one_has_it() -> None:
    meanwhile = Meanwhile(where)
    process, value = meanwhile.value()
    assert meanwhile.started
    assert process != os.getpid()
    assert value == {"a": 1}


def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """One processor."""
    monkeypatch.setattr(processes, "processors", lambda: 1)


def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds on two processors."""
    monkeypatch.setenv(BUILDS, "2")


def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system whose processes are not forked."""
    monkeypatch.setattr(sys, "platform", "darwin")


def threaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that may hold what the other process would wait for."""
    monkeypatch.setattr(threading, "enumerate", lambda: [threading.main_thread(), threading.Thread(name="server")])


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that lets no further process start."""

    def refused() -> int:
        raise OSError("no more processes")

    monkeypatch.setattr(os, "fork", refused, raising=False)


@pytest.mark.parametrize("how", [alone, shared, elsewhere, threaded, full])
@pytest.mark.usefixtures("spare_processor")
def test_where_no_process_can_be_spared_this_one_makes_it_when_it_is_asked_for(
    how: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    how(monkeypatch)
    meanwhile = Meanwhile(where)
    assert not meanwhile.started
    assert meanwhile.value() == where()


@pytest.mark.usefixtures("spare_processor")
@pytest.mark.parametrize("told", ["2", "many", ""])
def test_builds_that_share_the_processors_leave_some_over(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 4)
    monkeypatch.setenv(BUILDS, told)
    assert Meanwhile(where).value()[0] != os.getpid()


@pytest.mark.usefixtures("spare_processor")
def test_the_thread_that_waits_for_who_started_this_is_in_nobody_s_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "enumerate", lambda: [threading.main_thread(), threading.Thread(name=STARTER)])
    assert Meanwhile(where).value()[0] != os.getpid()


@pytest.mark.usefixtures("spare_processor")
def test_what_fails_there_is_raised_here() -> None:
    def fails() -> None:
        raise ValueError(f"by {os.getpid()}")

    with pytest.raises(ValueError, match=f"by {os.getpid()}"):
        Meanwhile(fails).value()


@pytest.mark.usefixtures("spare_processor")
def test_a_process_that_is_ended_leaves_its_work_to_this_one() -> None:
    here = os.getpid()

    def ends() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(60)
        return here

    # Whatever handles that signal here, nothing of it is run there.
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        assert Meanwhile(ends).value() == here
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("spare_processor")
def test_where_the_system_puts_ended_processes_away_this_one_makes_it() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert Meanwhile(where).value() == where()
    finally:
        signal.signal(signal.SIGCHLD, before)


@pytest.mark.usefixtures("spare_processor")
def test_a_process_that_nobody_asks_for_ends(tmp_path: Path) -> None:
    def waits() -> None:
        (tmp_path / "process").write_text(str(os.getpid()))
        (tmp_path / "process").rename(tmp_path / "there")
        time.sleep(60)

    meanwhile = Meanwhile(waits)
    while not (tmp_path / "there").exists():
        time.sleep(0.01)
    del meanwhile
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "there").read_text()), 0)


@pytest.mark.usefixtures("spare_processor")
def test_it_holds_no_file_of_this_one_open_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    reader, writer = os.pipe()

    def held() -> list[str]:
        os.write(1, b"nobody hears this")
        return [name for name in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{name}")]

    found = Meanwhile(held).value()
    os.close(reader)
    os.close(writer)
    assert {*found} - {"0", "1", "2"} != {*found}
    assert len(found) <= 5, "three streams, the pipe, and the folder that is being listed"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("fails", [False, True])
def test_what_the_other_process_does_to_its_end(fails: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, so that who counts what is run sees it: it ends at once, with its value in the pipe or without."""
    reader, writer = os.pipe()
    done = list[tuple[object, ...]]()
    for name in ("dup2", "closerange"):
        monkeypatch.setattr(os, name, lambda *what: done.append(what))
    monkeypatch.setattr(os, "_exit", lambda status: done.append((status,)))
    monkeypatch.setattr(signal, "signal", lambda *what: done.append(what))
    monkeypatch.setattr(signal, "getsignal", lambda number: signal.SIG_IGN if number == signal.SIGHUP else print)
    monkeypatch.setattr("gc.disable", lambda: None)
    if fails:
        with pytest.raises(ZeroDivisionError):
            processes._make_and_end(lambda: 1 / 0, writer)
    else:
        processes._make_and_end(lambda: "made", writer)
    with open(reader, "rb") as file:
        assert file.read() == (b"" if fails else pickle.dumps("made", pickle.HIGHEST_PROTOCOL))
    assert done[-1] == (int(fails),)
    assert [what for what in done if what[-1] == signal.SIG_DFL and len(what) == 2][:2] == [
        (signal.SIGTERM, signal.SIG_DFL),
        (signal.SIGINT, signal.SIG_DFL),
    ]


def test_the_processors_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    assert processors() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert processors() == 1


def test_loading_it_takes_no_time() -> None:
    """What a version is asked with may import it."""
    code = "import sys, patternloom.processes; print(*sorted(sys.modules))"
    own = {name: value for name, value in os.environ.items() if not name.startswith("COV")}  # what counts loads more
    done = subprocess.run([sys.executable, "-c", code], env=own, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert not {"multiprocessing", "concurrent.futures", "subprocess"} & {*loaded}
