"""Records are gathered from paths; what cannot be read is told, once, and the rest is read."""

from __future__ import annotations

from pathlib import Path

from patternloom.adr.checking.gather import Gathered
from patternloom.adr.language.words import words


def test_paths_give_records_and_findings_about_the_rest(tmp_path: Path) -> None:
    (tmp_path / "adr" / "x").mkdir(parents=True)
    (tmp_path / "adr" / "1.md").write_text("# A\n", "utf-8")
    (tmp_path / "adr" / "x" / "2.rst").write_text("A\n=\n", "utf-8")
    (tmp_path / "adr" / "3.md").write_bytes(b"\xff")
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    found = Gathered(tmp_path, words(), ("en",))
    paths = [tmp_path / "adr", tmp_path / "adr" / "1.md", tmp_path / "notes.txt", tmp_path / "gone", tmp_path / "gone"]
    assert found.add(paths) == ["adr/1.md", "adr/3.md", "adr/x/2.rst", "adr/1.md", "notes.txt", "gone", "gone"]
    assert {name: record.scope for name, record in found.records.items()} == {"adr/1.md": "adr", "adr/x/2.rst": "adr/x"}
    assert [str(finding.problem()) for finding in found.unreadable] == [
        "adr/3.md:1:1: no text in UTF-8: 0xff at byte 1; save it in UTF-8",
        "notes.txt:1:1: expected a file whose name ends in .adoc, .asc, .asciidoc, .markdown, .md, .mdx, .rest, .rst",
        "gone:1:1: there is no such file or folder",
    ]


DECIDED = "# A\n\n## Status\n\nAccepted\n\n## Decision\n\nYes.\n"


def test_a_record_with_a_folder_of_its_own_decides_for_the_folder_of_them_all(tmp_path: Path) -> None:
    texts = {
        "docs/adr/README.md": DECIDED,
        "docs/adr/0001-rye/README.md": DECIDED,
        "docs/adr/adr-0002-yeast/index.adoc": "= A\n\n== Status\n\nAccepted\n\n== Decision\n\nYes.\n",
        "docs/adr/0003-told/README.md": f"---\nscope: shop\n---\n{DECIDED}",
        "docs/adr/0004-list/README.md": "# Records\n\n* [one](../0001-rye/README.md)\n",
        "docs/adr/wheat/README.md": DECIDED,
        "docs/adr/team/README.md": DECIDED,
        "docs/adr/team/0001-salt.md": DECIDED,
        "docs/adr/team/deep/README.md": DECIDED,
        "0005-top/README.md": DECIDED,
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    found = Gathered(tmp_path, words(), ("en",))
    found.add([tmp_path / "docs" / "adr", tmp_path / "0005-top" / "README.md"])
    assert {name: record.scope for name, record in found.records.items()} == {
        "docs/adr/README.md": "docs/adr",
        "docs/adr/0001-rye/README.md": "docs/adr",
        "docs/adr/adr-0002-yeast/index.adoc": "docs/adr",
        "docs/adr/0003-told/README.md": "shop",
        "docs/adr/0004-list/README.md": "docs/adr/0004-list",
        "docs/adr/wheat/README.md": "docs/adr",
        "docs/adr/team/README.md": "docs/adr/team",
        "docs/adr/team/0001-salt.md": "docs/adr/team",
        "docs/adr/team/deep/README.md": "docs/adr/team/deep",
        "0005-top/README.md": ".",
    }


def test_a_record_that_another_one_links_is_read_by_itself(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("## Status\n\nSuperseded\n", "utf-8")
    (tmp_path / "2.md").write_bytes(b"\xff")
    found = Gathered(tmp_path, words(), ("en",))
    record = found.further("1.md")
    assert record is not None
    assert (record.status, record.scope) == ("superseded", ".")
    assert [found.further(name) for name in ("2.md", "3.md", "1.txt", "../1.md")] == [None] * 4
    assert (found.records, found.unreadable) == ({}, [])


def test_what_lies_elsewhere_is_shown_by_its_whole_path(tmp_path: Path) -> None:
    inside = tmp_path / "a"
    assert Gathered(inside, words(), ()).shown(tmp_path / "b.md") == (tmp_path / "b.md").as_posix()
