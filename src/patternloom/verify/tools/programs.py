"""What checks need beside Python's own library: whether it is there, which version, and the command that gets it.

In: the environment that this Python belongs to, and the system's paths. Out: `Tool`s, and what a program said.
It installs nothing (`setup` does), and starts nothing that asks.
"""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.util
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from patternloom.problems import limits

HOME = Path(sys.prefix) / "patternloom-verify"
"""Where `setup` puts programs and npm's packages: with the environment they go, too."""
SYSTEM = ("/usr/sbin", "/usr/lib/rabbitmq/bin", "/sbin")
SETUP = "patternloom verify --setup"
EXTRA = "pip install 'patternloom[verify]'"


@dataclass(frozen=True)
class Tool:
    """Something that a check needs."""

    name: str
    is_here: Callable[[], bool]
    version: Callable[[], str]
    get: str
    """The command that gets it."""


class MissingTool(Exception):
    """A program that is needed is not there."""


class SlowError(RuntimeError):
    """A program is not done in time."""


class SetupError(Exception):
    """A tool cannot be had; the message says why."""


def must(command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> None:
    """Run an installer, without input.

    Raises:
        SetupError: it fails; with what it said.
    """
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=limits.SETUP_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SetupError(f"{' '.join(command)}\nis not done after {limits.SETUP_SECONDS:,} seconds") from None
    if done.returncode:
        raise SetupError(f"{' '.join(command)}\nfailed:\n{done.stdout.strip()}")


def found(name: str) -> str | None:
    """The path of a program, or None."""
    for path in (HOME / "bin" / name, Path(sys.executable).parent / name):
        if path.exists():
            return str(path)
    return shutil.which(name) or next((f"{way}/{name}" for way in SYSTEM if Path(way, name).exists()), None)


def tool(name: str) -> str:
    """The path of a program.

    Raises:
        MissingTool: it is not there.
    """
    path = found(name)
    if path is None:
        raise MissingTool(name)
    return path


def run(
    command: Sequence[str],
    *,
    input: str | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> subprocess.CompletedProcess[str]:
    """The program's whole answer; it never asks, and never stays for longer than `limits.TOOL_SECONDS`.

    Raises:
        MissingTool: it is not there.
        SlowError: the time is up.
    """
    enough = seconds or limits.TOOL_SECONDS
    # Of a session of its own, so that what it started ends with it and holds no pipe open.
    started = subprocess.Popen(
        [tool(command[0]), *command[1:]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=env,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        out, err = started.communicate(input or "", enough)
    except subprocess.TimeoutExpired:
        asked = " ".join([Path(command[0]).name, *command[1:]])
        raise SlowError(f"{asked} is not done after {enough:g} seconds, expected an answer by then") from None
    finally:
        if started.poll() is None:
            _end(started)
    return subprocess.CompletedProcess(command, started.returncode, out, err)


def _end(started: subprocess.Popen[str]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(started.pid, signal.SIGKILL)
    else:
        started.kill()
    started.communicate()


def package(name: str, module: str) -> Tool:
    """A package of the extra `verify`."""
    return Tool(name, functools.partial(_imports, module), functools.partial(importlib.metadata.version, name), EXTRA)


def _imports(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # of what the module lies in
        return False


def program(name: str, *ask: str, get: str) -> Tool:
    """A program, and how it is asked for its version."""
    return Tool(name, lambda: found(ask[0]) is not None, functools.partial(_told, name, ask), get)


def _told(name: str, ask: Sequence[str]) -> str:
    done = run(ask)
    told = re.search(r"\d+\.\d+[\w.+-]*", re.sub(r"[0-9a-f]{40}", "", done.stdout + done.stderr))
    if told is None:
        raise RuntimeError(f"{name} tells no version: {done.stdout}{done.stderr}")
    return told[0]


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version


def debian(name: str) -> str:
    """The command that gets a server's program on Debian and Ubuntu."""
    return f"sudo apt-get install --no-install-recommends {name}"


SQLITE = Tool("SQLite", functools.partial(_imports, "_sqlite3"), _sqlite, debian("libsqlite3-0"))
"""A part of Python; some are built without it."""
NODE = program("Node.js", "node", "--version", get=SETUP)
KUBECTL = program("kubectl", "kubectl", "version", "--client", get=SETUP)
HELM = program("Helm", "helm", "version", "--short", get=SETUP)
NGINX = program("nginx", "nginx", "-v", get=debian("nginx"))
IPTABLES = program("iptables", "iptables-restore", "--version", get=debian("iptables iproute2"))


def _apart() -> bool:
    """Whether a process may have a network namespace of its own."""
    how = ["-n"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["-rn"]
    return found("unshare") is not None and run(["unshare", *how, "true"]).returncode == 0


NAMESPACE = Tool("a network namespace of its own", _apart, platform.release, "sudo patternloom verify")
