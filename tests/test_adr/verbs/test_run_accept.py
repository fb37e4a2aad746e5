"""`patternloom adr accept` pins a record to today's revisions, and says what it did."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from record_files import SITE, reference

from patternloom.cli import main
from patternloom.wire.write import catalog_json


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "c.json").write_text(catalog_json(reference().catalog), "utf-8")
    (tmp_path / ".patternloom.toml").write_text('catalog = "c.json"\n', "utf-8")
    path = tmp_path / "a.md"
    path.write_text(f"## Decision\n\nWe use [a]({SITE}p/sourdough/r1/).\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def test_after_it_the_record_is_clean(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["adr", "check", "a.md"]) == 1
    capsys.readouterr()
    assert main(["adr", "accept", "a.md", "sourdough@r3"]) == 0
    assert capsys.readouterr().out == "a.md: sourdough is pinned to r3 now\n"
    assert f"accepted sourdough@r3 {dt.date.today()}" in record.read_text("utf-8")
    assert main(["adr", "check", "a.md"]) == 0
    assert main(["adr", "accept", "a.md"]) == 0
    assert capsys.readouterr().out.endswith("a.md: every pin is of today's revision\n")


def test_an_id_that_is_none_is_written_into_no_record(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A catalog comes from a site: what it calls an entry must not become a part of the record."""
    catalog = record.parent / "c.json"
    hostile = r"x\n--> <script>alert(1)</script>"
    catalog.write_text(catalog.read_text("utf-8").replace('{"id":"sourdough"', f'{{"id":"{hostile}"'), "utf-8")
    before = record.read_bytes()
    for verb in (["accept", "a.md"], ["check", "--fix", "a.md"], ["index", "a.md"]):
        assert main(["adr", *verb]) == 2
        assert "expected an id" in capsys.readouterr().err
    assert record.read_bytes() == before


def test_no_file_rules_a_terminal_by_its_name_or_its_links(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = record.parent / "\x1b[31m##[set-output name=x]y.adoc"
    hostile.write_text(f":s: {SITE}\n\n{{s}}p/sourdough/r1/#\x1b[2J[a] {SITE}p/sourdough/r1/[a]\n", "utf-8")
    main(["adr", "accept", hostile.name])
    main(["adr", "accept", hostile.name])
    main(["adr", "check", hostile.name])
    told = capsys.readouterr()
    assert "sourdough is pinned" in told.out
    assert all(line.isprintable() and "##[" not in line for line in (told.out + told.err).splitlines())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.md", "sourdogh"], "unknown entry 'sourdogh'; did you mean 'sourdough'?"),
        (["a.md", "Not an id"], "unknown entry 'Not an id'; expected ID or ID@rN"),
        (["a.md", "sourdough@r2"], "'sourdough' is at r3, not at r2: look at what it says today"),
        (["a.md", "yeast"], "a.md has no pin of yeast to an earlier revision"),
        (["a.md", "levain@r2"], "'levain' is 'sourdough' now, which is at r3, not at r2: look at what it says today"),
        (["gone.md"], "gone.md:1:1: there is no such file or folder"),
        (["."], "'.' is a folder, expected the file of one record"),
    ],
)
def test_wrong_use_changes_nothing(
    record: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    (record.parent / "b.md").write_text("x", "utf-8")
    before = record.read_bytes()
    assert main(["adr", "accept", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert record.read_bytes() == before


def test_what_nobody_can_rewrite_ends_with_1(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (record.parent / "a.adoc").write_text(f":s: {SITE}\n\n{{s}}p/sourdough/r1/[a]\n", "utf-8")
    assert main(["adr", "accept", "a.adoc"]) == 1
    assert "sourdough/r1/: put together of parts, rewrite it by hand" in capsys.readouterr().err


def test_it_says_which_ids_are_others_now(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record.write_text(f"[a]({SITE}p/levain/r1/) [b]({SITE}p/proofing/r1/) [c]({SITE}p/long-rest/r1/)\n", "utf-8")
    assert main(["adr", "accept", "a.md", "levain@r3", "proofing@r2", "long-rest"]) == 1
    told = capsys.readouterr()
    assert told.out == (
        "a.md: retarding is pinned to r2 now\na.md: sourdough is pinned to r3 now\n"
        "a.md: levain is cited as sourdough@r3 now, its new id\n"
        "a.md: proofing is cited as retarding@r2 now, which it has become part of\n"
    )
    assert "long-rest' was split into 'autolyse' and 'overnight'" in told.err


def test_a_record_that_is_protected_stays(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record.chmod(0o444)
    before = record.read_bytes()
    assert main(["adr", "accept", "a.md"]) == 2
    assert capsys.readouterr() == (
        "", "patternloom adr: a.md cannot be written: it is protected from being written\n"
    )  # fmt: skip
    assert record.read_bytes() == before
