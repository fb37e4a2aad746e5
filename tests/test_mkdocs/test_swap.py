"""Real builds that are ended, that die, and that cannot write: what is left of them, and what the next one makes."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from site_fixture import Bakery, environment, mkdocs

BLOCKS = """\
import os, time
from pathlib import Path

block = Path(__file__).with_name("block")

def on_page_markdown(markdown, page, config, files):
    if block.exists() and os.path.basename(config.config_file_path) == "mkdocs.fr.yml":
        block.with_name("waits").write_text(str(os.getpid()))
        time.sleep(600)
"""


def blocked(bakery: Bakery) -> tuple[subprocess.Popen[str], int]:
    """A build whose French pages never end; and the process that makes those."""
    (bakery.root / "waits").unlink(missing_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=bakery.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    wait(lambda: (bakery.root / "waits").exists() and (bakery.root / "waits").read_text("utf-8") != "")
    return process, int((bakery.root / "waits").read_text("utf-8"))


def wait(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_gone(process: int) -> bool:
    """Whether it runs no more; one that nobody has waited for is none."""
    try:
        return "\nState:\tZ" in Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        pass
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def own_folders(bakery: Bakery) -> list[str]:
    return [path.name for path in bakery.root.iterdir() if "patternloom" in path.name]


def test_a_signal_ends_all_of_a_build_and_what_a_killed_one_left_the_next_one_clears(bakery: Bakery) -> None:
    """A site behind a link, with hidden files, over all of it: the last good one until the new one is whole."""
    (bakery.root / "public" / ".git").mkdir(parents=True)
    (bakery.root / "public" / ".git" / "HEAD").write_text("main", "utf-8")
    (bakery.root / "public" / "index.html").write_text("the last good site", "utf-8")
    (bakery.root / "site").symlink_to("public")
    bakery.write("hook.py", BLOCKS)
    bakery.replace("mkdocs.yml", "plugins:\n", "hooks: [hook.py]\nplugins:\n")
    bakery.write("block", "")
    process, french = blocked(bakery)
    process.terminate()
    said = process.communicate(timeout=60)[0]
    assert (process.returncode, said.splitlines()[-1]) == (-signal.SIGTERM, "ended by SIGTERM")
    assert "Traceback" not in said
    assert is_gone(french)
    assert own_folders(bakery) == []
    process, french = blocked(bakery)
    process.kill()
    process.communicate()
    wait(lambda: is_gone(french))
    assert len(own_folders(bakery)) == 1
    assert (bakery.root / "public" / "index.html").read_text("utf-8") == "the last good site"

    (bakery.root / "block").unlink()
    build = mkdocs(bakery.root, "build")
    assert build.returncode == 0, build.stdout
    assert own_folders(bakery) == []
    assert (bakery.root / "site").readlink() == Path("public")
    assert (bakery.root / "public" / ".git" / "HEAD").read_text("utf-8") == "main"
    assert 'lang="fr"' in (bakery.root / "public" / "fr" / "index.html").read_text("utf-8")
    assert_a_checkout_that_is_only_read_builds_elsewhere(bakery)


def assert_a_checkout_that_is_only_read_builds_elsewhere(bakery: Bakery) -> None:
    """Mounted so that nothing there can be written, not even by root; mermaid's library is there from before."""
    elsewhere = bakery.root.parents[2] / "elsewhere"
    mounts = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"'
    alone, which = ["unshare", "-rm", "sh", "-c"], ["sh", str(bakery.root)]
    if not shutil.which("unshare") or subprocess.call([*alone, mounts, *which]):
        print("not tried here, as nothing may be mounted: a checkout that is only read")
        return
    build = subprocess.run(
        [
            *alone,
            f'{mounts} && cd "$1" && "$2" -m mkdocs build --strict -d "$3"',
            *which,
            sys.executable,
            str(elsewhere),
        ],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (build.returncode, "Traceback" in build.stderr) == (0, False), build.stderr
    assert (elsewhere / "fr" / "index.html").is_file()


def test_a_full_disk_is_told_in_a_line_and_the_last_good_site_stays(bakery: Bakery) -> None:
    """No file may grow larger than 100 kB here, which is refused as a full disk is."""
    bakery.write("site/index.html", "the last good site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=bakery.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        check=False,
    )
    told = [line for line in done.stdout.splitlines() if line and not line.startswith("INFO")]
    assert [line.replace("ERROR   -  ", "").rpartition(": ")[2] for line in told] == [
        "File too large; the site is left as it was",
        "Aborted with a BuildError!",
    ]
    assert done.returncode == 1
    assert (bakery.root / "site" / "index.html").read_text("utf-8") == "the last good site"
    assert own_folders(bakery) == []


@pytest.mark.parametrize("kind", ["a file", "a link to itself", "below a file"])
def test_what_no_site_can_lie_at_is_told_in_a_line(bakery: Bakery, kind: str) -> None:
    place = bakery.root / "out"
    if kind == "a link to itself":
        place.symlink_to("out")
    else:
        place.write_text("mine", "utf-8")
    build = mkdocs(bakery.root, "build", "-d", "out/below" if kind == "below a file" else "out")
    told = [line for line in build.stdout.splitlines() if line and not line.startswith("INFO")]
    expected = {
        "a file": f"{place}: a file, expected a folder; move the file away, or name another folder",
        "a link to itself": f"{place}: a link that leads to itself, expected a folder",
        "below a file": f"{place}/below: below a file, expected a folder; move the file away, or name another folder",
    }
    assert told == [f"ERROR   -  {expected[kind]}; the site is left as it was", "Aborted with a BuildError!"]
    assert build.returncode == 1
    assert own_folders(bakery) == []
