"""Where the tools lie that `make test` installed, and how to run one.

In: the environment that this Python belongs to (`scripts/setup_examples.py` fills it). Out: paths, and what a tool said.
It installs nothing, and a missing tool is an error that names the way to get it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

TOOLS = Path(sys.prefix) / "examples"
SYSTEM = ("/usr/sbin", "/usr/lib/rabbitmq/bin", "/sbin")


class MissingTool(RuntimeError):
    """A tool that the checks need is not there."""


def tool(name: str) -> str:
    """The path of a tool."""
    own = TOOLS / "bin" / name
    beside = Path(sys.executable).parent / name
    for path in (own, beside):
        if path.exists():
            return str(path)
    found = shutil.which(name) or next((f"{way}/{name}" for way in SYSTEM if Path(way, name).exists()), None)
    if found is None:
        raise MissingTool(f"{name} is not here: `make test` installs it (scripts/setup_examples.py)")
    return found


def run(
    command: Sequence[str],
    *,
    input: str | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    seconds: float = 60,
) -> subprocess.CompletedProcess[str]:
    """The tool's whole answer; it never asks, and never stays for longer."""
    return subprocess.run(
        [tool(command[0]), *command[1:]],
        input=input or "",
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
