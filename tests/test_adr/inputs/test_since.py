"""Git tells what a branch has changed; what it cannot tell is said."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from patternloom.adr.inputs.since import SinceError, changed_since


def git(folder: Path, *arguments: str) -> None:
    own = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *own, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    for name in ("same.md", "edited.md", "gone.md"):
        (tmp_path / name).write_text(name, "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    git(tmp_path, "checkout", "-q", "-b", "branch")
    (tmp_path / "edited.md").write_text("other", "utf-8")
    (tmp_path / "gone.md").unlink()
    git(tmp_path, "commit", "-q", "-a", "-m", "two")
    (tmp_path / "新しい.md").write_text("x", "utf-8")
    return tmp_path


def test_what_the_branch_changed_and_what_is_new_is_told(repository: Path) -> None:
    found = changed_since(repository, "main")
    assert {path.name for path in found} == {"edited.md", "新しい.md"}


def test_a_revision_without_a_common_past_is_compared_as_it_is(repository: Path) -> None:
    git(repository, "checkout", "-q", "--orphan", "alone")
    git(repository, "commit", "-q", "-m", "three")
    assert "edited.md" in {path.name for path in changed_since(repository, "main")}


@pytest.mark.parametrize("revision", ["nothing", "--output=x", ""])
def test_what_is_no_revision_is_refused(repository: Path, revision: str) -> None:
    with pytest.raises(SinceError):
        changed_since(repository, revision)
    assert not (repository / "x").exists()


def test_without_git_or_a_repository_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SinceError, match="not a git repository"):
        changed_since(tmp_path, "main")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SinceError, match="git is not installed"):
        changed_since(tmp_path, "main")
