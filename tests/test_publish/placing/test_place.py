"""A finished site takes the last one's place: no reader misses a file, and nothing that goes wrong loses the site."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from swapping import (
    WAYS,
    beside,
    build_and_put,
    die,
    full_disk,
    in_a_process,
    make_site,
    readers,
    take,
    texts,
    trouble,
)

from patternloom.publish.placing import place
from patternloom.publish.placing.exchange import exchange
from patternloom.publish.placing.place import holds_nothing_of, place_of, put
from patternloom.publish.placing.scratch import Scratch, clear_dead


def both(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """What two builds are."""
    for build in "AB":
        make_site(folder / build, build)
    return texts(folder / "A"), texts(folder / "B")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The last good one."""
    make_site(tmp_path / "public" / "site", "A")
    return tmp_path / "public" / "site"


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way that a system may have."""
    take(request.param, monkeypatch)
    return str(request.param)


def exchanges(folder: Path) -> bool:
    """Whether this system can."""
    for name in ("x", "y"):
        (folder / name).mkdir()
    return exchange(folder / "x", folder / "y")


def swaps_before_readers(site: Path, number: int, *, until_missed: bool = False) -> tuple[int, int, int]:
    """Swaps between two builds, and what was read and missed meanwhile."""
    swaps = 0
    while True:
        with readers(site) as found:
            for _ in range(number):
                build_and_put(site, "AB"[swaps % 2])
                swaps += 1
        if found.misses or not until_missed or swaps >= 3000:
            return swaps, found.reads, found.misses


def test_fifty_swaps_lose_no_reader(site: Path, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Where the system exchanges; elsewhere so few as fit between two renames."""
    swaps, reads, misses = swaps_before_readers(site, 50)
    print(f"{swaps} swaps, {misses} of {reads:,} reads missed")
    record_property("missed", f"{misses} of {reads}")
    assert reads > 500
    assert misses <= (0 if exchanges(tmp_path) else reads // 20)


def test_without_an_exchange_the_same_readers_miss_some(
    site: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """So the test above can fail. How many is a matter of luck, and few."""
    take("two renames", monkeypatch)
    swaps, reads, misses = swaps_before_readers(site, 50, until_missed=True)
    print(f"{swaps} swaps by two renames, {misses} of {reads:,} reads missed")
    record_property("missed", f"{misses} of {reads} in {swaps} swaps")
    assert 0 < misses <= reads // 20


def test_filled_in_place_no_reader_misses_a_file_either(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take("in place", monkeypatch)
    assert swaps_before_readers(site, 50)[2] == 0


def test_the_last_site_s_place_is_taken_whole(site: Path, way: str, tmp_path: Path) -> None:
    """What only one of them has goes, or comes; a file may be where a folder was, and a folder where a file was."""
    for name in ("gone/deep/index.html", "gone.css", "turns/x", "into"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("old", "utf-8")
    (site / "empty").mkdir()

    def also(built: Path) -> None:
        for name in ("come/deep/index.html", "come.css", "into/x", "turns"):
            (built / name).parent.mkdir(parents=True, exist_ok=True)
            (built / name).write_text("new", "utf-8")

    build_and_put(site, "B", also=also)
    make_site(tmp_path / "B", "B")
    also(tmp_path / "B")
    assert texts(site) == texts(tmp_path / "B")
    assert not (site / "gone").exists()
    assert beside(site) == []


def test_the_first_site_is_put_where_there_is_none(tmp_path: Path, way: str) -> None:
    build_and_put(tmp_path / "new" / "site", "A")
    make_site(tmp_path / "A", "A")
    assert texts(tmp_path / "new" / "site") == texts(tmp_path / "A")
    assert beside(tmp_path / "new" / "site") == []


def test_what_is_hidden_stays_as_mkdocs_lets_it_stay(site: Path, way: str) -> None:
    """At the top: Git's folder, what hosts look for, links. Further down it goes, and what a build makes wins."""
    for name in (".git/objects/ab/cd", ".git/HEAD", ".nojekyll", ".well-known/old", ".well-known/both", "p/.hidden"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f"old {name}", "utf-8")
    (site / ".git/objects/ab").chmod(0o555)
    (site / ".link").symlink_to("nowhere")
    (site / "CNAME").write_text("old", "utf-8")

    def also(built: Path) -> None:
        (built / ".well-known").mkdir()
        (built / ".well-known" / "both").write_text("new", "utf-8")

    build_and_put(site, "B", also=also)
    kept = {
        name: text
        for name, text in texts(site).items()
        if "." in (name[0], name.rpartition("/")[2][0]) or name == "CNAME"
    }
    assert kept == {
        ".git/HEAD": "old .git/HEAD",
        ".git/objects/ab/cd": "old .git/objects/ab/cd",
        ".link": "→ nowhere",
        ".nojekyll": "old .nojekyll",
        ".well-known/both": "new",
        ".well-known/old": "old .well-known/old",
    }
    assert stat.S_IMODE((site / ".git/objects/ab").stat().st_mode) == 0o555
    assert beside(site) == []


def test_where_hidden_files_can_have_no_second_name_they_are_copied(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / ".nojekyll").write_text("x", "utf-8")
    monkeypatch.setattr(os, "link", lambda *arguments, **options: full_disk())
    build_and_put(site, "B")
    assert texts(site)[".nojekyll"] == "x"


def test_hidden_things_that_can_only_stay_where_they_are_stay_there(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe that can have no second name: then the site is filled in place."""
    os.mkfifo(site / ".pipe")
    (site / ".deep").mkdir()
    (site / ".deep" / "x").write_text("x", "utf-8")
    number = site.stat().st_ino
    monkeypatch.setattr(os, "link", lambda *arguments, **options: full_disk())
    build_and_put(site, "B")
    (site / ".pipe").unlink()
    assert texts(site)[".deep/x"] == "x"
    assert texts(site)["index.html"].startswith("B")
    assert site.stat().st_ino == number


def test_the_folder_keeps_its_mode(site: Path, way: str) -> None:
    site.chmod(0o2750)
    build_and_put(site, "B")
    assert stat.S_IMODE(site.stat().st_mode) == 0o2750


def test_a_link_stays_and_what_it_points_to_is_swapped(tmp_path: Path, way: str) -> None:
    """One link after another, by a relative way; where it points to nothing yet, that is made."""
    make_site(tmp_path / "releases" / "1", "A")
    (tmp_path / "current").symlink_to("releases/1")
    (tmp_path / "site").symlink_to(tmp_path / "current")
    (tmp_path / "empty").symlink_to("releases/2")
    for name in ("site", "empty"):
        build_and_put(tmp_path / name, "B")
    assert [(tmp_path / name).readlink().as_posix() for name in ("current", "empty")] == ["releases/1", "releases/2"]
    assert [(tmp_path / "releases" / name / "index.html").read_text("utf-8")[0] for name in "12"] == ["B", "B"]
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == ["1", "2"]


@pytest.mark.parametrize(("name", "what"), [("site", "a file"), ("site/below/it", "below a file")])
def test_a_file_in_the_site_s_place_is_told_and_stays(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "site").write_text("mine", "utf-8")
    with pytest.raises(NotADirectoryError) as caught:
        place_of(tmp_path / name)
    assert (caught.value.filename, caught.value.strerror) == (
        str(tmp_path / name),
        f"{what}, expected a folder; move the file away, or name another folder",
    )
    assert (tmp_path / "site").read_text("utf-8") == "mine"


@pytest.mark.parametrize("site", [".", "catalog", "catalog/.."])
def test_a_site_that_would_take_its_own_sources_away_is_refused(tmp_path: Path, site: str) -> None:
    (tmp_path / "catalog").mkdir()
    sources = [tmp_path / "elsewhere", tmp_path / "catalog"]
    with pytest.raises(OSError, match="', expected a folder for the site alone; name another folder"):
        holds_nothing_of(place_of(tmp_path / site), sources)
    holds_nothing_of(place_of(tmp_path / "catalogs"), sources)


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("site")
    with pytest.raises(OSError, match="a link that leads to itself, expected a folder"):
        place_of(tmp_path / "site")


def test_a_full_disk_at_any_step_leaves_the_last_site_or_the_new_one_whole(tmp_path: Path, way: str) -> None:
    """One step that fails, or all from there on: never a part, and nothing is left beside it."""
    good = both(tmp_path)
    for once in (True, False):
        at, steps = 0, [1]
        while at <= steps[0]:
            at += 1
            root = tmp_path / f"{once}-{at}"
            make_site(root / "site", "A")
            scratch = Scratch(root / "site")
            make_site(scratch.path / "site", "B")
            failed = False
            with trouble(at, full_disk, from_then_on=not once) as steps:
                try:
                    put(scratch.path / "site", root / "site", scratch.path)
                except OSError:
                    failed = True
            if once:  # else even the way back fails, and it is the next build that brings the site back
                assert texts(root / "site") == good[0 if failed else 1], f"step {at}"
            scratch.close()
            clear_dead(root / "site")
            assert texts(root / "site") == good[0 if failed else 1], f"step {at}"
            assert beside(root / "site") == [], f"step {at}"
        assert at > 3


def test_a_build_that_dies_at_any_step_leaves_the_last_site_or_the_new_one_whole(tmp_path: Path, way: str) -> None:
    """As soon as the next one begins; nobody is left beside it."""
    good = both(tmp_path)
    at, status = 0, -9
    while status == -9:
        at += 1
        root = tmp_path / str(at)
        make_site(root / "site", "A")

        def dies(root: Path = root, at: int = at) -> None:
            scratch = Scratch(root / "site")
            make_site(scratch.path / "site", "B")
            with trouble(at, die):
                put(scratch.path / "site", root / "site", scratch.path)
            scratch.close()

        status, said = in_a_process(dies)
        assert said == ""
        clear_dead(root / "site")
        assert texts(root / "site") in good, f"step {at}"
        assert beside(root / "site") == [], f"step {at}"
    assert (status, at > 3) == (0, True)


def test_one_that_dies_while_it_brings_the_last_site_back_is_helped_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take("in place", monkeypatch)
    good = both(tmp_path)
    for at in range(1, 60, 3):
        root = tmp_path / str(at)
        make_site(root / "site", "A")

        def dies(root: Path = root, at: int = at) -> None:
            scratch = Scratch(root / "site")
            make_site(scratch.path / "site", "B")
            with trouble(40, die):
                put(scratch.path / "site", root / "site", scratch.path)

        def dies_again(root: Path = root, at: int = at) -> None:
            with trouble(at, die):
                clear_dead(root / "site")

        assert in_a_process(dies) == (-9, "")
        in_a_process(dies_again)
        clear_dead(root / "site")
        assert texts(root / "site") in good, f"step {at}"
        assert beside(root / "site") == [], f"step {at}"


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns so often that each gap between two steps of one is met by steps of another."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("mounted", [False, True], ids=["beside", "inside"])
def test_builds_at_once_each_put_a_whole_site(
    site: Path, way: str, mounted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether their own folders lie beside the site or, where it is a mount, inside it."""
    monkeypatch.setattr("patternloom.publish.placing.scratch.is_mounted", lambda site: mounted)
    good = both(tmp_path)
    errors: list[BaseException] = []

    def build(name: str) -> None:
        try:
            for _ in range(10):
                build_and_put(site, name)
        except BaseException as error:  # noqa: BLE001  # told below, from whatever thread
            errors.append(error)

    threads = [threading.Thread(target=build, args=(name,)) for name in "ABAB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert texts(site) in good
    assert beside(site) == []


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that every user reaches."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        for below, _, _ in os.walk(folder):
            os.chmod(below, 0o755)


def give_to_nobody(folder: Path) -> None:
    if os.geteuid() == 0:
        for below, folders, files in os.walk(folder):
            for name in [".", *folders, *files]:
                os.chown(Path(below, name), 65534, 65534)


def close_to_nobody(folder: Path) -> None:
    """To whom it may belong, where the tests are not root's."""
    if os.geteuid():
        folder.chmod(0o555)


def test_where_nothing_may_be_written_beside_it_the_site_is_filled_in_place(public: Path, tmp_path: Path) -> None:
    make_site(public / "site", "A")
    number = (public / "site").stat().st_ino
    give_to_nobody(public / "site")
    close_to_nobody(public)
    assert in_a_process(lambda: build_and_put(public / "site", "B"), unprivileged=True) == (0, "")
    assert texts(public / "site") == both(tmp_path)[1]
    assert (public / "site").stat().st_ino == number
    assert beside(public / "site") == []


@pytest.mark.parametrize("there", [True, False])
def test_where_nothing_may_be_written_at_all_that_is_told(public: Path, tmp_path: Path, there: bool) -> None:
    if there:
        make_site(public / "site", "A")
        close_to_nobody(public / "site")
    close_to_nobody(public)
    status, said = in_a_process(lambda: build_and_put(public / "site", "B"), unprivileged=True)
    assert (status, said) == (
        1,
        f"[Errno 13] Permission denied, expected a folder that can be written to: '{public / 'site'}'",
    )
    if there:
        assert texts(public / "site") == both(tmp_path)[0]
    assert [path.name for path in public.iterdir()] == (["site"] if there else [])


def test_a_site_of_another_s_files_stays_as_it_was(public: Path, tmp_path: Path) -> None:
    """The folder is ours and a folder in it is not: what was replaced before that comes back."""
    make_site(public / "site", "A")
    give_to_nobody(public / "site")
    os.chown(public / "site" / "p" / "0", os.geteuid(), -1)
    close_to_nobody(public / "site" / "p" / "0")
    close_to_nobody(public)
    status, said = in_a_process(lambda: build_and_put(public / "site", "B"), unprivileged=True)
    assert (status, "Permission denied" in said) == (1, True)
    assert texts(public / "site") == both(tmp_path)[0]
    assert beside(public / "site") == []


def test_mounts_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site's own, and those in it; a name with a blank, too."""
    table = b"36 35 98:0 / /srv/a\\040b rw - ext4 x rw\n37 35 98:0 / /srv/c/deep rw - ext4 x rw\n"
    monkeypatch.setattr(Path, "read_bytes", lambda self: table)
    found = {
        name: place.is_mounted(Path(name)) for name in ("/srv/a b", "/srv/a", "/srv/c", "/srv/cc", "/srv/c/deep/x")
    }
    assert [name for name, mounted in found.items() if mounted] == ["/srv/a b", "/srv/c"]


def test_where_the_system_has_no_table_of_mounts_the_folder_alone_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda self: full_disk())
    assert (place.is_mounted(tmp_path), place.is_mounted(Path("/"))) == (False, True)
