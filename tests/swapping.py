"""Sites to swap, readers beside them, and a system in which something goes wrong at the n-th step."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from patternloom.publish.placing import place
from patternloom.publish.placing.scratch import Scratch

END = "<!-- end -->\n"
"""Of every file: what lacks it was cut."""

WAYS = ("exchange", "two renames", "in place")
"""How a site takes its place."""


def make_site(folder: Path, build: str, files: int = 3) -> None:
    """A page that names its files, each with what its build says in it."""
    names = [f"p/{number}/index.html" for number in range(files)] + [f"assets/{n}.css" for n in range(files)]
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{build} of {name}\n{END}", "utf-8")
    links = "\n".join(f'<a href="{name}">{name}</a>' for name in names)
    (folder / "index.html").write_text(f"{build}\n{links}\n{END}", "utf-8")


def texts(folder: Path) -> dict[str, str]:
    """Every file below a folder; a link as what it says."""
    return {
        path.relative_to(folder).as_posix(): f"→ {path.readlink()}" if path.is_symlink() else path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def beside(site: Path) -> list[str]:
    """What lies beside the site, and hidden in it."""
    names = [path.name for path in site.parent.iterdir() if path.name != site.name]
    return sorted(
        names + [path.name for path in (site.iterdir() if site.is_dir() else ()) if "patternloom" in path.name]
    )


def take(way: str, patch: pytest.MonkeyPatch) -> None:
    """Let a system have no better way than this."""
    if way != "exchange":
        patch.setattr(place, "exchange", lambda one, other: False)
    if way == "in place":
        patch.setattr(place, "_can_move", lambda site, folder: False)


def build_and_put(site: Path, build: str, *, also: Callable[[Path], None] = lambda built: None) -> None:
    """All that a build does to a site."""
    scratch = Scratch(place.place_of(site))
    try:
        built = scratch.path / "site"
        make_site(built, build)
        also(built)
        place.put(built, place.place_of(site), scratch.path)
    finally:
        scratch.close()


READER = r"""
import re, sys, time
from pathlib import Path

site, end = Path(sys.argv[1]), sys.argv[2]
reads = misses = 0


def read(name):
    global reads, misses
    reads += 1
    try:
        text = (site / name).read_text("utf-8")
    except OSError:
        misses += 1
        time.sleep(0.001)  # nobody asks a thousand times while one process waits for its turn
        return ""
    misses += not text.endswith(end)
    return text


print("ready", flush=True)
while not (site.parent / "stop").exists():
    for name in re.findall('href="([^"]+)"', read("index.html")):
        read(name)
    print(reads, misses, flush=True)
"""


@dataclass
class Readers:
    """Processes that open `index.html` and then each file that it names, again and again."""

    processes: list[subprocess.Popen[str]]
    reads: int = 0
    misses: int = 0


@contextmanager
def readers(site: Path, number: int = 2) -> Iterator[Readers]:
    """They read until the end of the block; what they counted is known then."""
    command = [sys.executable, "-c", READER, str(site), END]
    found = Readers([subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(number)])
    for process in found.processes:
        assert process.stdout
        process.stdout.readline()
    yield found
    (site.parent / "stop").touch()
    for process in found.processes:
        reads, misses = process.communicate()[0].splitlines()[-1].split()
        found.reads += int(reads)
        found.misses += int(misses)
    (site.parent / "stop").unlink()


STEPS = ("rename", "replace", "link", "unlink", "rmdir", "mkdir", "scandir", "listdir")
"""What a swap asks the system for."""


@contextmanager
def trouble(at: int, do: Callable[[], None], *, from_then_on: bool = False) -> Iterator[list[int]]:
    """At the n-th step something happens; the list counts the steps."""
    steps = [0]
    with pytest.MonkeyPatch.context() as patch:

        def watched(real: Callable[..., object]) -> Callable[..., object]:
            def step(*arguments: object, **options: object) -> object:
                steps[0] += 1
                if steps[0] == at or (from_then_on and steps[0] > at):
                    do()
                return real(*arguments, **options)

            return step

        for name in STEPS:
            patch.setattr(os, name, watched(getattr(os, name)))
        patch.setattr(place, "exchange", watched(place.exchange))
        yield steps


def full_disk() -> None:
    """As the system says it."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def die() -> None:
    """As by `kill -9`."""
    os.kill(os.getpid(), signal.SIGKILL)


def in_a_process(run: Callable[[], None], *, unprivileged: bool = False) -> tuple[int, str]:
    """Run something in a process of its own, as nobody where asked; its status, and the error that it ended with."""
    theirs, ours = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if unprivileged and os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            run()
            os._exit(0)
        except BaseException as error:  # noqa: BLE001  # whatever it is, the test is to see it
            os.write(ours, str(error).encode())
            os._exit(1)
        finally:
            os._exit(2)
    os.close(ours)
    with os.fdopen(theirs, "rb") as said:
        text = said.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text
