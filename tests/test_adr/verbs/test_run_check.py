"""`patternloom adr check` from a repository of its own: what it prints, writes, and ends with."""

from __future__ import annotations

import json
import os
import subprocess
import xml.etree.ElementTree as xml
from collections.abc import Iterable
from pathlib import Path

import pytest
from record_files import SITE, reference

from patternloom.adr.checking.findings import Edit
from patternloom.adr.formats.files import TextFile
from patternloom.adr.verbs import run_check
from patternloom.cli import main
from patternloom.wire.write import catalog_json

HOSTILE = "[]]>\x1b[31m::error::%0A|`$(x)`]"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a catalog and one folder of records, as the current folder."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "c.json").write_text(catalog_json(reference().catalog), "utf-8")
    (tmp_path / ".patternloom.toml").write_text('catalog = "c.json"\n', "utf-8")
    (tmp_path / "docs" / "adr").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(project: Path, rest: str, name: str = "docs/adr/0001-a.md") -> Path:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"\ufeff## Decision\r\n\r\nWe use [a]({SITE}{rest}).\r\n".encode())
    return path


def test_clean_records_end_with_0_and_mistakes_with_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "p/yeast/")
    assert main(["adr", "check"]) == 0
    assert capsys.readouterr() == ("no problems\n", "")
    put(project, "p/sourdough/r1/")
    assert main(["adr", "check"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"docs/adr/0001-a.md:3:12: {SITE}p/sourdough/r1/: the meaning of 'sourdough' is another")
    assert "to look at again:\n  sourdough: revision 3: benefits, liabilities, status changed (It was wrong)" in out


def test_warnings_end_with_0_unless_it_is_strict(project: Path) -> None:
    put(project, "p/folding/")
    assert main(["adr", "check"]) == 0
    assert main(["adr", "check", "--strict"]) == 1


def test_fix_writes_what_is_certain_and_nothing_else(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(project, "ja/p/levain/r3/")
    assert main(["adr", "check", "--fix"]) == 0
    assert path.read_bytes() == f"\ufeff## Decision\r\n\r\nWe use [a]({SITE}p/sourdough/r3/).\r\n".encode()
    assert capsys.readouterr() == ("no problems\n", "patternloom: 1 place rewritten in 1 file\n")
    before = path.stat().st_mtime_ns
    assert main(["adr", "check", "--fix"]) == 0
    assert path.stat().st_mtime_ns == before


def test_a_file_is_judged_among_its_neighbors_and_alone_reported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project, "p/folding/")
    put(project, "p/zzzzzz/", "docs/adr/0002-b.md")
    put(project, "p/yeast/", "docs/adr/0003-c.md")
    assert main(["adr", "check", "docs/adr/0001-a.md"]) == 0
    assert capsys.readouterr().out == "no problems\n"


def test_places_are_told_from_where_somebody_stands(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project, "p/zzzzzz/")
    monkeypatch.chdir(project / "docs")
    assert main(["adr", "check", "adr"]) == 1
    assert capsys.readouterr().out.startswith("adr/0001-a.md:3:12: ")


def test_since_reports_on_what_changed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ".git").rmdir()
    put(project, "p/zzzzzz/")
    own = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
        subprocess.run([*own, *arguments], cwd=project, check=True, capture_output=True)
    put(project, "p/zzzzzy/", "docs/adr/0002-b.md")
    assert main(["adr", "check", "--since", "HEAD"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 error"
    assert main(["adr", "check", "--since", "nowhere"]) == 2


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github", "junit"])
def test_hostile_links_break_no_format(project: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    path = project / "docs" / "adr" / "0001-a.md"
    path.write_text(
        f"{HOSTILE}(<{SITE}p/x]]>::error::\x1b[31m/>) <a href='{SITE}p/]]>\x1b%0A::error::&lt;/'>a</a>\n", "utf-8"
    )
    assert main(["adr", "check", "--format", format]) == 1
    out = capsys.readouterr().out
    assert all(line.isprintable() for line in out.splitlines())
    assert not any(line.startswith("::error::") for line in out.splitlines())
    if format in ("json", "sarif"):
        assert json.loads(out)
    if format == "junit":
        assert xml.fromstring(out).attrib["failures"] != "0"


def test_what_cannot_be_read_is_told_and_the_rest_is_checked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, "p/zzzzzz/")
    (project / "docs" / "adr" / "0002.md").write_bytes(b"\0\1")
    assert main(["adr", "check"]) == 1
    assert [line.partition(": ")[0] for line in capsys.readouterr().out.splitlines()[:2]] == [
        "docs/adr/0001-a.md:3:12",
        "docs/adr/0002.md:1:1",
    ]


def test_wrong_use_ends_with_2(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["adr", "check", "src"]) == 2
    assert capsys.readouterr() == ("", "patternloom adr: there is no file or folder 'src'\n")
    (project / "empty").mkdir()
    assert main(["adr", "check", "empty"]) == 2
    assert main(["adr", "check", "--catalog", "gone.json"]) == 2
    assert main(["adr", "check", "--site", "nowhere"]) == 2
    assert main(["adr", "check", "--explain", "adr-x"]) == 2
    assert main(["adr", "check", "--explain"]) == 0
    (project / "docs" / "adr").rmdir()
    assert main(["adr", "check"]) == 2
    assert "no folder of records is known here" in capsys.readouterr().err


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github", "junit"])
def test_what_cannot_be_written_is_told_and_the_rest_is_put_right(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    """A folder that nobody may write, a disk that is full, a file that goes meanwhile: in every format."""
    real = run_check.replace_bytes

    def refusing(path: Path, data: bytes, *, follow: bool = False) -> None:
        if path.parent.name == "ro":
            raise OSError(28, "No space left on device")
        real(path, data, follow=follow)

    monkeypatch.setattr(run_check, "replace_bytes", refusing)
    first, kept, last = (put(project, "p/levain/", f"docs/adr/{name}/0001-a.md") for name in ("aa", "ro", "zz"))
    put(project, "p/zzzzzz/", "docs/adr/zz/0002-b.md")
    before = kept.read_bytes()
    assert main(["adr", "check", "--fix", "--format", format]) == 1
    told = capsys.readouterr()
    assert told.err == "patternloom: 2 places rewritten in 2 files\n"
    assert all(one in told.out for one in ("No space left on device", "levain", "zzzzzz"))
    assert kept.read_bytes() == before
    assert b"p/sourdough/" in first.read_bytes()
    assert b"p/sourdough/" in last.read_bytes()
    if format == "json":
        assert [one["rule"] for one in json.loads(told.out)] == [
            "adr-unwritten", "adr-renamed", "adr-unknown-id"
        ]  # fmt: skip


def test_what_is_protected_stays_and_what_has_two_names_keeps_them(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    protected, linked = put(project, "p/levain/"), put(project, "p/levain/", "docs/adr/0002-b.md")
    protected.chmod(0o444)
    os.link(linked, project / "twin.md")
    before = protected.read_bytes()
    assert main(["adr", "check", "--fix"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("docs/adr/0001-a.md:1:1: cannot be written: it is protected from being written; 1 place left")
    assert (protected.read_bytes(), protected.stat().st_mode & 0o777) == (before, 0o444)
    assert b"p/sourdough/" in linked.read_bytes()
    assert linked.samefile(project / "twin.md")


def test_what_somebody_changes_meanwhile_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(project, "p/levain/")
    real = run_check.edited

    def changing(file: TextFile, edits: Iterable[Edit]) -> tuple[str, int]:
        path.write_text("theirs\n", "utf-8")
        return real(file, edits)

    monkeypatch.setattr(run_check, "edited", changing)
    assert main(["adr", "check", "--fix"]) == 1
    assert "changed by somebody else while it was read, so that nothing of it was written" in capsys.readouterr().out
    assert path.read_text("utf-8") == "theirs\n"


def test_a_record_in_an_encoding_of_mails_is_left_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whose letters are those of ASCII: links in it would be judged, and written anew, as in English."""
    path = project / "docs" / "adr" / "0001-a.md"
    before = f"## 決定\n\n[種]({SITE}ja/p/levain/)を使う。\n".encode("iso2022_jp")
    path.write_bytes(before)
    assert main(["adr", "check", "--fix"]) == 1
    assert "an encoding with escapes, as ISO-2022-JP is; save it in UTF-8" in capsys.readouterr().out
    assert path.read_bytes() == before
