"""The package as pip installs it, made once for a whole test run, on however many workers.

In: the checkout, or its source distribution. Out: `installed`, an environment of its own that has the wheel. Its libraries
are those of this environment, by a line in a `.pth` file: fetching them again would tell nothing new. Nothing of the
checkout is on its path.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from site_fixture import REPOSITORY, environment, once

PIP = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]


@dataclass(frozen=True)
class Installed:
    """An environment with the package."""

    programs: Path
    wheel: Path
    seconds: float
    """That pip took."""

    def run(self, folder: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One of its programs; all it says is in `stdout`."""
        return subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=folder,
            env={**environment(), "PATH": f"{self.programs}:/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=600,
            check=False,
        )

    def build(self, folder: Path) -> str:
        """`mkdocs build --strict`, which has to succeed; what it printed but for information."""
        done = self.run(folder, "mkdocs", "build", "--strict")
        assert done.returncode == 0, done.stdout
        return "\n".join(line for line in done.stdout.splitlines() if line and not line.startswith("INFO"))


def sdist(folder: Path) -> Path:
    """The source distribution of the checkout, unpacked."""
    code = f"import hatchling.build; hatchling.build.build_sdist({str(folder)!r})"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=REPOSITORY, stdout=subprocess.PIPE)
    (packed,) = folder.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    return unpacked


def wheel_of(source: Path, folder: Path) -> Path:
    """The wheel of a source."""
    subprocess.run(
        [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(source)],
        check=True,
        cwd=folder,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(source: Path, folder: Path) -> tuple[str, str, float]:
    """The wheel of a source, in an environment of its own: the folder of programs, the wheel, and how long pip took."""
    wheel = wheel_of(source, folder)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    places = sysconfig.get_paths(vars={"base": str(folder / "env"), "platbase": str(folder / "env")})
    Path(places["purelib"], "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    programs = Path(places["scripts"])
    start = time.monotonic()
    subprocess.run(
        [*PIP, "--python", str(programs / "python"), "install", "--no-deps", str(wheel)], check=True, cwd=folder
    )
    # Those of the libraries stand in their own environment.
    (programs / "mkdocs").write_text(f'#!/bin/sh\nexec {programs / "python"} -m mkdocs "$@"\n', "utf-8")
    (programs / "mkdocs").chmod(0o755)
    return str(programs), str(wheel), time.monotonic() - start


def installed_from(factory: pytest.TempPathFactory, source: str) -> Installed:
    """The `checkout`'s package or that of its `sdist`."""
    programs, wheel, seconds = once(
        factory,
        f"package-{source}",
        lambda folder: install(REPOSITORY if source == "checkout" else sdist(folder), folder),
    )
    return Installed(Path(programs), Path(wheel), seconds)
