"""What ends a build: by the signal that came, after all that has to be done, and not in the middle of a step."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from patternloom.publish.placing.signals import Ending, end_with, signals_deferred


@pytest.fixture(autouse=True)
def usual_handlers() -> Iterator[None]:
    """Those of a process in which nobody watches: not what another test of this one has left."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


RUNS = """
import atexit, os, signal, subprocess, sys, time
from patternloom.publish.placing.signals import Ending, signals_deferred

ending = Ending()
ending.watch(interrupts="serve" not in sys.argv)
atexit.register(lambda: print("cleaned", flush=True))
{before}
try:
    print("ready", flush=True)
    {step}
except KeyboardInterrupt:
    print("interrupted", flush=True)
finally:
    print("left", flush=True)
"""
ENDS = ["SIGTERM", "SIGINT", "SIGHUP"]


def ended(name: str, *arguments: str, step: str = "time.sleep(60)", before: str = "") -> tuple[int, str, str]:
    """A process that a signal comes to: its status, and what it said."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUNS.format(step=step, before=before), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout
    process.stdout.readline()
    process.send_signal(getattr(signal, name))
    said, told = process.communicate(timeout=60)
    return process.returncode, said, told


@pytest.mark.parametrize("name", ENDS)
def test_a_signal_ends_the_process_by_itself_after_all_is_cleaned(name: str) -> None:
    assert ended(name) == (-getattr(signal, name), "left\ncleaned\n", f"ended by {name}\n")


def test_a_program_that_runs_meanwhile_is_ended(tmp_path: Path) -> None:
    step = f"subprocess.run(['sh', '-c', 'echo $$ > {tmp_path}/pid; exec sleep 600'])"
    before = "import threading; threading.Timer(0.5, lambda: os.kill(os.getpid(), 15)).start()"
    ended("SIGCHLD", step=step, before=before)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text("utf-8")), 0)


def test_in_a_server_an_interrupt_is_the_server_s_own() -> None:
    assert ended("SIGINT", "serve") == (0, "interrupted\nleft\ncleaned\n", "")
    assert ended("SIGTERM", "serve")[0] == -signal.SIGTERM


def test_a_second_signal_ends_it_at_once() -> None:
    lines = ["try: os.kill(os.getpid(), 15)", "finally: os.kill(os.getpid(), 15); time.sleep(60)"]
    assert ended("SIGCHLD", step="\n    ".join(lines)) == (-signal.SIGTERM, "", "")


@pytest.mark.parametrize("name", ENDS)
def test_what_is_ignored_stays_ignored(name: str) -> None:
    """As under nohup; what somebody else handles is theirs."""
    before = f"ending.forget(); signal.signal(signal.{name}, signal.SIG_IGN); ending.watch(interrupts=True)"
    assert ended(name, before=before, step="time.sleep(1)") == (0, "left\ncleaned\n", "")
    before = before.replace("SIG_IGN", "default_int_handler").replace(
        "watch(interrupts=True)", "watch(interrupts=False)"
    )
    assert ended(name, before=before)[:2] == (0, "interrupted\nleft\ncleaned\n")


def test_a_step_is_ended_first() -> None:
    """The child's end is told to the process too, and is no reason to end it."""
    lines = [
        "with signals_deferred():",
        "    os.kill(os.getpid(), 15)",
        "    time.sleep(0.1)",
        "    print('done', flush=True)",
    ]
    assert ended("SIGCHLD", step="\n    ".join([*lines, "time.sleep(60)"])) == (
        -signal.SIGTERM,
        "done\nleft\ncleaned\n",
        "ended by SIGTERM\n",
    )


def test_handlers_are_as_before_in_the_end() -> None:
    numbers = [getattr(signal, name) for name in ENDS]
    before = [signal.getsignal(number) for number in numbers]
    ending = Ending()
    ending.watch(interrupts=True)
    with signals_deferred():
        pass
    assert [signal.getsignal(number) for number in numbers] != before
    ending.forget()
    assert [signal.getsignal(number) for number in numbers] == before


def test_it_leaves_as_by_an_error_and_dies_at_last_of_the_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[tuple[int, int]] = []
    ending = Ending()
    ending.watch(interrupts=True)
    ending._die()
    with pytest.raises(SystemExit, match="143"):
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    monkeypatch.setattr(os, "kill", lambda process, number: killed.append((process, number)))
    ending._die()
    assert killed == [(os.getpid(), signal.SIGTERM)]
    ending._by = None  # or this process would end so, too


def test_a_signal_in_a_step_is_raised_at_its_end() -> None:
    steps: list[str] = []
    ending = Ending()
    ending.watch(interrupts=True)

    def step() -> None:
        with signals_deferred():
            signal.raise_signal(signal.SIGTERM)
            steps.append("done")

    with pytest.raises(SystemExit, match="143"):
        step()
    assert steps == ["done"]
    ending._by = None
    ending.forget()


def test_in_another_thread_no_handler_is_set() -> None:
    found: list[bool] = []

    def run() -> None:
        Ending().watch(interrupts=True)
        with signals_deferred():
            found.append(signal.getsignal(signal.SIGTERM) == signal.SIG_DFL)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == [True]


def test_a_process_ends_with_the_one_that_holds_the_other_end() -> None:
    theirs, ours = os.pipe()
    ended = threading.Event()
    end_with(theirs, ended.set)
    os.write(ours, b"still here")
    assert not ended.wait(0.2)
    os.close(ours)
    assert ended.wait(10)
    os.close(theirs)


def test_where_there_is_no_other_end_it_ends() -> None:
    ended = threading.Event()
    end_with(2**20, ended.set)
    assert ended.wait(10)
