"""A site filled in place: what comes before what, what stays, and what comes back."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from projects import REPOSITORY
from swapping import full_disk, make_site, texts

from patternloom.publish.placing import filling
from patternloom.publish.placing.filling import bring_back, copy_attributes, fill, is_filling, link_or_copy, remove


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """What was built, the site, and the build's own folder."""
    make_site(tmp_path / "own" / "site", "B", 2)
    make_site(tmp_path / "site", "A", 2)
    return tmp_path / "own" / "site", tmp_path / "site", tmp_path / "own"


def test_no_page_is_put_before_what_it_names_and_nothing_goes_before_the_pages_that_named_it(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """New files, then new pages; files, then pages in the place of others; pages that are gone, then files."""
    built, site, own = folders
    for folder, name in ((built, "new"), (site, "gone")):
        for ending in (".html", ".css"):
            (folder / f"{name}{ending}").write_text(name, "utf-8")
    done: list[str] = []

    def replace(self: Path, target: Path, real: object = Path.replace) -> None:
        done.append(target.relative_to(site).as_posix())
        os.replace(self, target)

    def unlink(self: Path, missing_ok: bool = False) -> None:
        done.append(f"- {self.relative_to(site).as_posix()}")
        os.unlink(self)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(Path, "unlink", unlink)
    fill(built, site, own)
    assert done == [
        "new.css",
        "new.html",
        "assets/0.css",
        "assets/1.css",
        "index.html",
        "p/0/index.html",
        "p/1/index.html",
        "- gone.html",
        "- gone.css",
    ]


def test_a_file_may_be_where_a_folder_was_and_a_folder_where_a_file_was(folders: tuple[Path, Path, Path]) -> None:
    built, site, own = folders
    for folder, names in ((site, ("turns/deep/x", "into")), (built, ("into/deep/x", "turns"))):
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name, "utf-8")
    (site / "link").symlink_to("p")
    expected = texts(built)
    fill(built, site, own)
    assert texts(site) == expected


def test_what_stands_hidden_at_the_top_stays(folders: tuple[Path, Path, Path]) -> None:
    built, site, own = folders
    for name in (".git/HEAD", ".nojekyll", "p/.hidden"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("x", "utf-8")
    fill(built, site, own)
    assert [name for name in texts(site) if "/." in f"/{name}"] == [".git/HEAD", ".nojekyll"]


def test_what_cannot_be_seen_is_not_taken_for_nothing(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or a folder that cannot be read would empty the site."""
    built, site, own = folders
    good = texts(site)
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: full_disk() if str(path).startswith(str(built)) else real(path))
    with pytest.raises(OSError, match="No space left"):
        fill(built, site, own)
    assert texts(site) == good


def test_what_can_have_no_second_name_is_copied_if_it_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(os, "link", lambda *arguments, **options: full_disk())
    for name in ("file", "link"):
        link_or_copy(tmp_path / name, tmp_path / f"{name}-2")
    with pytest.raises(OSError, match="No space left"):
        link_or_copy(tmp_path / "pipe", tmp_path / "pipe-2")
    assert (tmp_path / "link-2").readlink() == Path("file")
    assert (tmp_path / "file-2").read_text("utf-8") == "x"


def test_a_mount_is_followed_only_where_it_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "mount").mkdir(parents=True)
    real = Path.lstat
    monkeypatch.setattr(Path, "lstat", lambda self: os.stat_result((*real(self)[:2], len(self.name), *real(self)[3:])))
    with pytest.raises(OSError, match="cross-device"):
        link_or_copy(tmp_path / "a", tmp_path / "b")
    link_or_copy(tmp_path / "a", tmp_path / "c", mounts=True)
    assert (tmp_path / "c" / "mount").is_dir()


def test_what_was_there_is_kept_until_all_is_there(folders: tuple[Path, Path, Path]) -> None:
    built, site, own = folders
    assert not is_filling(own)
    fill(built, site, own)
    assert not is_filling(own)
    bring_back(own, site)
    assert texts(site)["index.html"].startswith("B")


def test_what_cannot_be_put_brings_the_old_back(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    built, site, own = folders
    good = texts(site)
    real = filling._replace

    def replace(source: Path, site: Path, path: Path) -> None:
        if path.name == "index.html" and source.is_relative_to(built):
            full_disk()
        real(source, site, path)

    monkeypatch.setattr(filling, "_replace", replace)
    with pytest.raises(OSError, match="No space left"):
        fill(built, site, own)
    assert texts(site) == good
    assert not is_filling(own)


def test_between_two_file_systems_a_file_is_copied_beside_its_place_and_renamed(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    built, site, own = folders
    good = texts(built)
    seen: list[str] = []

    def replace(source: Path, target: Path) -> None:
        if source.parent != target.parent:
            raise OSError(errno.EXDEV, "x")
        seen.append(source.name)
        os.rename(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    fill(built, site, own)
    assert texts(site) == good
    assert set(seen) == {".patternloom.part"}


def test_a_folder_s_twin_has_its_modes_links_and_times(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_text("x", "utf-8")
    (tmp_path / "a" / "link").symlink_to("nowhere")
    (tmp_path / "a" / "b").chmod(0o500)
    link_or_copy(tmp_path / "a", tmp_path / "c")
    assert texts(tmp_path / "c") == {"b/file": "x", "link": "→ nowhere"}
    assert stat.S_IMODE((tmp_path / "c" / "b").stat().st_mode) == 0o500
    assert (tmp_path / "c" / "b" / "file").stat().st_ino == (tmp_path / "a" / "b" / "file").stat().st_ino


def test_a_folder_is_made_like_another_as_far_as_we_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is not root can give nothing away, and some file systems know no modes."""
    for name, mode in (("a", 0o750), ("b", 0o700)):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(mode)
    if os.geteuid() == 0:
        os.chown(tmp_path / "a", 65534, 65534)
    with monkeypatch.context() as patch:
        patch.setattr(os, "chown", lambda *arguments: full_disk())
        patch.setattr(shutil, "copystat", lambda *arguments: full_disk())
        copy_attributes(tmp_path / "a", tmp_path / "b")
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o700
    copy_attributes(tmp_path / "a", tmp_path / "b")
    assert [getattr((tmp_path / "b").stat(), name) for name in ("st_mode", "st_uid", "st_gid")] == [
        getattr((tmp_path / "a").stat(), name) for name in ("st_mode", "st_uid", "st_gid")
    ]


def test_a_folder_that_nobody_may_change_can_be_taken_away(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_text("x", "utf-8")
    (tmp_path / "a" / "b").chmod(0o500)
    (tmp_path / "a").chmod(0o500)
    remove(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


# Run where the process may mount what it likes, seen by nobody else.
MOUNTED = """
import subprocess, sys
from pathlib import Path
from swapping import build_and_put, make_site, texts

root = Path(sys.argv[1])

def mount(place, *options):
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "none", place, *options], check=True)

def said(build):
    try:
        build()
        return "built"
    except OSError as error:
        return f"{error.strerror}"

def state(site):
    return texts(site)["index.html"][0], sorted(path.name for path in site.iterdir())

mount(root / "a" / "site")
make_site(root / "a" / "site", "A")
print("mount", said(lambda: build_and_put(root / "a" / "site", "B")), *state(root / "a" / "site"))

mount(root / "b")
mount(root / "b" / "site")
make_site(root / "b" / "site", "A")
subprocess.run(["mount", "-o", "remount,ro", root / "b"], check=True)
print("mount in read-only", said(lambda: build_and_put(root / "b" / "site", "B")), *state(root / "b" / "site"))

make_site(root / "c" / "site", "A")
mount(root / "c" / "site" / "p")
(root / "c" / "site" / "p" / "old").write_text("old")
print("mount inside", said(lambda: build_and_put(root / "c" / "site", "B")), *state(root / "c" / "site"))
print(sorted(path.name for path in (root / "c" / "site" / "p").iterdir()))

make_site(root / "d" / "site", "A")
subprocess.run(["mount", "--bind", root / "d" / "site", root / "d" / "site"], check=True)
print("bound", said(lambda: build_and_put(root / "d" / "site", "B")), *state(root / "d" / "site"))

mount(root / "e")
make_site(root / "e" / "site", "A")
subprocess.run(["mount", "-o", "remount,ro", root / "e"], check=True)
print("read-only", said(lambda: build_and_put(root / "e" / "site", "B")), *state(root / "e" / "site"))

mount(root / "f", "-o", "size=64k")
make_site(root / "f" / "site", "A")
large = lambda built: (built / "large").write_bytes(b"x" * 100_000)
print("full", said(lambda: build_and_put(root / "f" / "site", "B", also=large)), *state(root / "f" / "site"))

mount(root / "g" / "site", "-o", "size=64k")
make_site(root / "g" / "site", "A")
print("full mount", said(lambda: build_and_put(root / "g" / "site", "B", also=large)), *state(root / "g" / "site"))
"""


def may_mount() -> bool:
    done = (
        subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
        if shutil.which("unshare")
        else None
    )
    return done is not None and done.returncode == 0


@pytest.mark.skipif(not may_mount(), reason="nothing may be mounted here, not even for this process alone")
def test_mounts_are_filled_and_a_read_only_or_a_full_one_is_told_and_stays_as_it_was(tmp_path: Path) -> None:
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-c", textwrap.dedent(MOUNTED), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "tests")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    names = "['assets', 'index.html', 'p']"
    assert (done.stdout.splitlines(), done.stderr) == (
        [
            f"mount built B {names}",
            f"mount in read-only built B {names}",
            f"mount inside built B {names}",
            "['0', '1', '2']",
            f"bound built B {names}",
            f"read-only Read-only file system, expected a folder that can be written to A {names}",
            f"full No space left on device A {names}",
            f"full mount No space left on device A {names}",
        ],
        "",
    )
