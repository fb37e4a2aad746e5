"""Which files a branch changes, by git.

In: a folder and a revision. Out: paths. Git is asked, nothing is changed, and no revision is taken for an option.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

_SECONDS = 60


class SinceError(Exception):
    """Why git could not tell."""


def changed_since(folder: Path, revision: str) -> set[Path]:
    """Files below the folder that differ from where the revision and this branch parted, new ones too.

    Raises:
        SinceError: there is no git, no repository, or no such revision.
    """
    if revision.startswith("-") or not revision:
        raise SinceError(f"'{revision}' is no revision")
    top = Path(_git(folder, "rev-parse", "--show-toplevel").rstrip("\n"))
    try:
        base = _git(folder, "merge-base", revision, "HEAD").strip()
    except SinceError:
        base = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    told = _git(folder, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", base, "--")
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return {(top / name).resolve() for name in (*told.split("\0"), *new.split("\0")) if name}


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, timeout=_SECONDS, check=False
        )
    except FileNotFoundError:
        raise SinceError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise SinceError(f"git did not answer within {_SECONDS} s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SinceError(said[0] if said else f"git {arguments[0]} does not know {arguments[-1]}")
    return done.stdout.decode("utf-8", "surrogateescape")
