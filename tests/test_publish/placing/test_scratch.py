"""A build's own folder: locked while anybody works there, and cleared away when all of them are dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from swapping import beside, full_disk, make_site, take, texts

from patternloom.publish.placing import scratch as module
from patternloom.publish.placing.place import put
from patternloom.publish.placing.scratch import Scratch, clear_dead, replacing

WAITS = """
import sys, time
from pathlib import Path
from patternloom.publish.placing.scratch import Scratch

scratch = Scratch(Path(sys.argv[1]))
(scratch.path / "half").write_text("x")
print(scratch.path, flush=True)
time.sleep(600)
"""


def another(site: Path) -> tuple[subprocess.Popen[str], Path]:
    """A build in a process of its own, and its folder."""
    process = subprocess.Popen([sys.executable, "-c", WAITS, str(site)], stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_it_is_new_beside_the_site_and_goes_with_the_build(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    scratch = Scratch(tmp_path / "public" / "site")
    assert scratch.path.parent == tmp_path / "public"
    assert scratch.path.name.startswith(".site-patternloom-")
    (scratch.path / "x").write_text("x", "utf-8")
    scratch.close()
    scratch.close()
    assert list((tmp_path / "public").iterdir()) == []


def test_what_a_dead_build_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    """And by the end of one that was there already, for a process that took a moment to die."""
    early = Scratch(tmp_path / "site")
    process, folder = another(tmp_path / "site")
    assert folder.is_dir()
    end(process)
    early.close()
    assert beside(tmp_path / "site") == []
    process, folder = another(tmp_path / "site")
    end(process)
    Scratch(tmp_path / "other").close()
    assert beside(tmp_path / "site") == []


def test_what_a_living_build_works_in_is_left_alone(tmp_path: Path) -> None:
    process, folder = another(tmp_path / "site")
    Scratch(tmp_path / "site").close()
    clear_dead(tmp_path / "site")
    assert (folder / "half").read_text("utf-8") == "x"
    end(process)


def test_as_long_as_a_process_lives_that_a_dead_build_had_started_its_folder_stays(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "site")
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=scratch.handles)
    for lock in scratch.handles:
        os.close(lock)  # as the build's death does
    clear_dead(tmp_path / "site")
    assert scratch.path.is_dir()
    child.communicate(b"\n")
    clear_dead(tmp_path / "site")
    assert beside(tmp_path / "site") == []


def test_only_what_is_named_like_a_build_s_folder_is_looked_at(tmp_path: Path) -> None:
    names = [".site-patternloom-short", ".site-patternloom-withdots.", ".site-settings", "site-patternloom-abcdefgh"]
    for name in names:
        (tmp_path / name).mkdir()
    (tmp_path / ".site-patternloom-filefile").write_text("x", "utf-8")
    (tmp_path / "target").mkdir()
    (tmp_path / ".site-patternloom-linklink").symlink_to("target")
    clear_dead(tmp_path / "site")
    assert beside(tmp_path / "site") == sorted(
        [*names, ".site-patternloom-filefile", ".site-patternloom-linklink", "target"]
    )


def test_what_belongs_to_somebody_else_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that all may write to, anybody could else tell us what a site was before."""
    make_site(tmp_path / ".site-patternloom-deadbeef" / "before", "A")
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    clear_dead(tmp_path / "site")
    assert beside(tmp_path / "site") == [".site-patternloom-deadbeef"]
    assert not (tmp_path / "site").exists()


def test_folders_that_were_made_for_a_site_that_is_none_go_again(tmp_path: Path) -> None:
    Scratch(tmp_path / "a" / "b" / "site").close()
    assert list(tmp_path.iterdir()) == []
    with replacing(tmp_path / "a" / "b" / "tree") as folder:
        (folder / "x").write_text("x", "utf-8")
    assert texts(tmp_path) == {"a/b/tree/x": "x"}


def test_a_site_that_a_dead_build_had_moved_away_comes_back(tmp_path: Path) -> None:
    """Each to its own place, a link's target, too; where there is a new one, it stays."""
    for site in ("site", "other", "new"):
        make_site(tmp_path / f".{site}-patternloom-deadbeef" / "before", "A")
    make_site(tmp_path / "new", "B")
    clear_dead(tmp_path / "site")
    assert [texts(tmp_path / site)["index.html"][0] for site in ("site", "other", "new")] == ["A", "A", "B"]
    assert beside(tmp_path / "site") == ["new", "other"]


def test_what_could_not_be_brought_back_is_not_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even the way back fails, the next build finds it."""
    take("two renames", monkeypatch)
    make_site(tmp_path / "site", "A")
    scratch = Scratch(tmp_path / "site")
    make_site(scratch.path / "site", "B")
    real, done = Path.rename, []

    def rename(self: Path, target: Path) -> Path:
        done.append(self)
        return full_disk() or self if len(done) > 1 else real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(OSError, match="No space left"):
            put(scratch.path / "site", tmp_path / "site", scratch.path)
    assert not (tmp_path / "site").exists()
    scratch.close()
    assert texts(tmp_path / "site")["index.html"].startswith("A")
    assert beside(tmp_path / "site") == []


def test_a_folder_that_another_build_clears_away_at_once_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, made = module._lock, []

    def lock(folder: Path, *, wait: bool = False) -> int | None:
        made.append(folder)
        if len(made) == 1:
            folder.rmdir()
        return real(folder, wait=wait)

    monkeypatch.setattr(module, "_lock", lock)
    scratch = Scratch(tmp_path / "site")
    assert (scratch.path, made[0].exists(), scratch.path.is_dir()) == (made[1], False, True)
    scratch.close()


@pytest.mark.parametrize("kind", ["no module", "no lock"])
def test_where_folders_cannot_be_locked_nothing_of_another_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    locks = SimpleNamespace(LOCK_EX=2, LOCK_NB=4, flock=lambda file, how: full_disk())
    monkeypatch.setattr(module, "fcntl", None if kind == "no module" else locks)
    (tmp_path / ".site-patternloom-deadbeef").mkdir()
    scratch = Scratch(tmp_path / "site")
    assert scratch.handles == ()
    scratch.close()
    assert beside(tmp_path / "site") == [".site-patternloom-deadbeef"]


def test_inside_a_site_that_is_mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.setattr(module, "is_mounted", lambda site: True)
    scratch = Scratch(tmp_path / "site")
    assert (scratch.path.parent, scratch.path.name[:13]) == (tmp_path / "site", ".patternloom-")
    scratch.close()
    assert beside(tmp_path / "site") == []


def test_what_is_written_takes_a_folder_s_place_when_all_of_it_is_there(tmp_path: Path) -> None:
    for number in range(2):
        with replacing(tmp_path / "tree") as folder:
            (folder / "x").write_text(str(number), "utf-8")
            assert (tmp_path / "tree").exists() == bool(number)
    with pytest.raises(OSError, match="No space left"), replacing(tmp_path / "tree") as folder:
        full_disk()
    assert texts(tmp_path / "tree") == {"x": "1"}
    assert beside(tmp_path / "tree") == []
