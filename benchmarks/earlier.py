"""An earlier commit of this repository beside today's, each with its own catalog and its own package.

In: a commit. Out: its tree, and a Python that has it installed and shares everything else with ours. What
is measured there, `run.py` says.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

from projects import REPOSITORY


def check_out(commit: str, target: Path) -> None:
    """The commit's files.

    Raises:
        subprocess.CalledProcessError: there is no such commit here.
    """
    target.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=REPOSITORY, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x"], cwd=target, input=archive, check=True)


def python_with(project: Path, folder: Path) -> str:
    """The Python of an environment in which the project is installed in place of ours."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    own = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    # Named after its own: what the project installs there is found first.
    Path(own, "shared.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--ignore-installed", "-e", str(project)], check=True)
    return str(python)
