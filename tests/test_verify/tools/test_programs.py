"""What checks need is here or not, has a version, and a command that gets it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from patternloom.problems import limits
from patternloom.verify.tools import programs
from patternloom.verify.tools.programs import (
    EXTRA,
    NAMESPACE,
    SQLITE,
    MissingTool,
    SetupError,
    SlowError,
    debian,
    found,
    must,
    package,
    program,
    run,
    tool,
)


def script(path: Path, text: str) -> Path:
    """A program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for the tools, on a system that has nothing."""
    monkeypatch.setattr(programs, "HOME", tmp_path)
    monkeypatch.setattr(programs, "SYSTEM", (str(tmp_path / "sbin"),))
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    return tmp_path


def test_a_program_of_the_environment_goes_before_the_system_s(home: Path) -> None:
    """And one on the path before what is only in a folder of servers."""
    assert found("one") is None
    for folder in ("sbin", "path", "bin"):
        path = script(home / folder / "one", "exit 0")
        assert found("one") == tool("one") == str(path)
    assert found(Path(sys.executable).name) == str(Path(sys.executable))


def test_a_program_that_is_not_here_is_an_error(home: Path) -> None:
    """With its name."""
    for ask in (tool, lambda name: run([name])):
        with pytest.raises(MissingTool, match=r"^one$"):
            ask("one")


def test_a_program_tells_its_version(home: Path) -> None:
    """Wherever it says it, and past a hash; one that says none is a mistake."""
    one = program("One", "one", "--version", get="get one")
    assert (one.is_here(), one.get) == (False, "get one")
    script(home / "bin" / "one", f"echo '{'12' * 20}'; echo 'one version 1.2.3-rc.1 of x' >&2")
    assert (one.is_here(), one.version()) == (True, "1.2.3-rc.1")
    script(home / "bin" / "one", "echo nothing")
    with pytest.raises(RuntimeError, match="One tells no version: nothing"):
        one.version()


def test_a_package_is_of_the_extra() -> None:
    """It is here where its module can be found."""
    here, gone, inside = package("PyYAML", "yaml"), package("None", "no_such"), package("None", "no_such.inside")
    assert ([one.is_here() for one in (here, gone, inside)], here.get) == ([True, False, False], EXTRA)
    assert here.version().count(".") >= 1


def test_a_program_gets_what_it_asks_for(home: Path) -> None:
    """Input, folder and environment."""
    script(home / "bin" / "one", "read line; echo $line $OWN; pwd")
    done = run(["one"], input="said\n", cwd=home, env={"OWN": "set", "PATH": "/bin:/usr/bin"})
    assert done.stdout.splitlines() == ["said set", str(home.resolve())]


def test_an_installer_that_fails_tells_what_it_said(home: Path) -> None:
    """All of it."""
    must([sys.executable, "-c", "pass"], cwd=home)
    with pytest.raises(SetupError) as error:
        must([sys.executable, "-c", "import os, sys; sys.exit(os.environ['WHY'])"], env={"WHY": "no room"})
    assert str(error.value).splitlines()[1:] == ["failed:", "no room"]


def test_what_the_system_has_is_told_by_its_package() -> None:
    """As Debian and Ubuntu get it."""
    assert debian("nginx") == "sudo apt-get install --no-install-recommends nginx"
    assert (SQLITE.is_here(), SQLITE.version().count(".")) == (True, 2)


@pytest.mark.parametrize(("status", "user", "how"), [(0, 0, "-n"), (1, 0, "-n"), (0, 1000, "-rn")])
def test_a_namespace_of_its_own_is_tried(monkeypatch: pytest.MonkeyPatch, status: int, user: int, how: str) -> None:
    """As root, or by one of the user's own."""
    asked: list[list[str]] = []

    def unshare(command: list[str]) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, status, "", "")

    monkeypatch.setattr(programs, "found", lambda name: f"/bin/{name}")
    monkeypatch.setattr(programs, "run", unshare)
    monkeypatch.setattr(programs.os, "geteuid", lambda: user)
    assert (NAMESPACE.is_here(), asked) == (status == 0, [["unshare", how, "true"]])
    monkeypatch.setattr(programs, "found", lambda _: None)
    assert not NAMESPACE.is_here()


def test_a_program_that_takes_too_long_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(limits, "TOOL_SECONDS", 0.3)
    start = time.monotonic()
    with pytest.raises(SlowError, match=r"^sh -c .* is not done after 0.3 seconds, expected an answer by then$"):
        run(["sh", "-c", f"(sleep 5; touch {tmp_path}/later) & sleep 5"])
    assert time.monotonic() - start < 4
    time.sleep(0.1)
    assert not (tmp_path / "later").exists()


def test_an_installer_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SETUP_SECONDS", 0.2)
    with pytest.raises(SetupError, match=r"is not done after 0.2 seconds$"):
        must(["sleep", "5"])
