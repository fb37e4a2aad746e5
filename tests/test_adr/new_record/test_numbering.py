"""New records get numbers of their own, whoever else makes one at the same time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from patternloom.adr.new_record.naming import Naming
from patternloom.adr.new_record.numbering import write_dated, write_numbered

MANY = """
import sys
from pathlib import Path
from patternloom.adr.new_record.naming import Naming
from patternloom.adr.new_record.numbering import write_numbered
folder, who = Path(sys.argv[1]), sys.argv[2]
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    write_numbered(folder, Naming(), f"Title {who} {number}", lambda number: f"{number}")
"""


def text(number: int | None) -> str:
    return f"record {number}\n"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_begins_with_one(tmp_path: Path) -> None:
    path = write_numbered(tmp_path / "docs" / "adr", Naming(), "Use a saga", text)
    assert path == tmp_path / "docs" / "adr" / "0001-use-a-saga.md"
    assert path.read_bytes() == b"record 1\n"
    assert names(path.parent) == ["0001-use-a-saga.md"]


def test_the_next_one_follows_the_highest(tmp_path: Path) -> None:
    (tmp_path / "ADR-009-a.md").touch()
    assert write_numbered(tmp_path, Naming("ADR-", 3), "B", text).name == "ADR-010-b.md"
    assert write_numbered(tmp_path, Naming("ADR-", 3), "B", text).name == "ADR-011-b.md"


def test_a_number_that_another_process_holds_is_left_to_it(tmp_path: Path) -> None:
    (tmp_path / ".1.claim").touch()
    assert write_numbered(tmp_path, Naming(), "A", text).name == "0002-a.md"
    assert names(tmp_path) == [".1.claim", "0002-a.md"]


def test_nothing_stays_of_a_record_that_cannot_be_written(tmp_path: Path) -> None:
    def broken(number: int | None) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_numbered(tmp_path, Naming(), "A", broken)
    with pytest.raises(UnicodeEncodeError):
        write_numbered(tmp_path, Naming(), "A", lambda number: "\ud800")
    assert names(tmp_path) == []


def test_a_link_is_not_followed_and_nothing_is_written_over(tmp_path: Path) -> None:
    other = tmp_path / "other"
    folder = tmp_path / "adr"
    folder.mkdir()
    (folder / "20261129-a.md").symlink_to(other)
    assert write_dated(folder, Naming(dated=True), "A", "2026-11-29", text).name == "20261129-a-2.md"
    assert write_dated(folder, Naming(dated=True), "A", "2026-11-29", text).name == "20261129-a-3.md"
    assert not other.exists()


def test_where_each_record_has_a_folder_the_next_one_has_one_too(tmp_path: Path) -> None:
    for name in ("0001-a/README.md", "0002-b/README.md", "0002-b/0009-picture.md", "0004-c/x.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    naming = Naming(inside="README")
    with pytest.raises(UnicodeEncodeError):
        write_numbered(tmp_path, naming, "Z z", lambda number: "\ud800")
    assert names(tmp_path) == ["0001-a", "0002-b", "0004-c"]
    assert write_numbered(tmp_path, naming, "Z z", text) == tmp_path / "0003-z-z" / "README.md"
    dated = Naming(dated=True, inside="README")
    for made in ("20261129-a", "20261129-a-2"):
        assert write_dated(tmp_path, dated, "A", "2026-11-29", text) == tmp_path / made / "README.md"


def test_processes_at_the_same_time_never_share_a_number(tmp_path: Path) -> None:
    """Four write twelve records each, with titles of their own, and begin at one moment."""
    started = [
        subprocess.Popen([sys.executable, "-c", MANY, str(tmp_path), str(who), "12"], stdin=subprocess.PIPE)
        for who in range(4)
    ]
    for process in started:
        assert process.stdin
        process.stdin.write(b"\n")
        process.stdin.flush()
    for process in started:
        process.communicate()
    assert [process.returncode for process in started] == [0] * 4
    found = names(tmp_path)
    numbers = [int(name[:4]) for name in found]
    assert len(found) == 48
    assert len(set(numbers)) == 48
    assert [(tmp_path / name).read_text("utf-8") for name in found] == [str(number) for number in numbers]
