"""A checkout has the same bytes on every system, whatever its git is set to."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from projects import REPOSITORY

PARTS = (
    ".gitattributes", "Makefile", "mkdocs.yml", "scripts", "macros", "tests/cases/bakery", "tests/cases/golden",
    "docs",
)  # fmt: skip


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file, but for git's own."""
    files = (
        path for path in sorted(folder.rglob("*")) if path.is_file() and ".git" not in path.relative_to(folder).parts
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_line_ends_are_kept_where_git_would_change_them(tmp_path: Path) -> None:
    """With `core.autocrlf=true`, as git's installer for Windows proposes: scripts start, and evidence stays true."""
    origin = tmp_path / "origin"
    for part in PARTS:
        source, target = REPOSITORY / part, origin / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "vendor", "site"))
        else:
            shutil.copyfile(source, target)
    (origin / "plain.txt").write_bytes(b"one\ntwo\n")
    git(origin, "init", "-q")
    git(origin, "add", ".")
    git(origin, "commit", "-q", "-m", "All")
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(origin), "clone")
    assert bytes_of(tmp_path / "clone") == bytes_of(origin)
