"""Files are found in order, each once, and read as text with places; what is none is refused with a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from patternloom.adr.formats import files
from patternloom.adr.formats.files import UnreadableError, find, read
from patternloom.problems import limits


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"# Bread\n", "# Bread\n", "utf-8"),
        (b"\xef\xbb\xbf# Bread\r\n", "# Bread\r\n", "utf-8"),
        ("\ufeff# パン\n".encode("utf-16-le"), "# パン\n", "utf-16-le"),
        ("\ufeff# パン\n".encode("utf-16-be"), "# パン\n", "utf-16-be"),
        (b"", "", "utf-8"),
    ],
)
def test_a_text_is_read_and_written_again_byte_for_byte(tmp_path: Path, data: bytes, text: str, encoding: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    file = read(path, "a.md")
    assert (file.text, file.encoding, file.format) == (text, encoding, "markdown")
    assert file.encoded(file.text) == data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"caf\xe9 bread", "no text in UTF-8: 0xe9 at byte 4; save it in UTF-8"),
        (b"\xef\xbb\xbf\xff", "no text in UTF-8: 0xff at byte 4; save it in UTF-8"),
        (b"PK\0\1", "a NUL character, expected text: the file seems to be a binary"),
        (
            b"x" * (limits.RECORD_BYTES + 1),
            "256,001 bytes, expected at most 256,000: no record is as long",
        ),
    ],
)
def test_what_is_no_text_or_too_large_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        read(path, "a.md")
    assert str(caught.value) == why


def test_what_cannot_be_opened_or_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(UnreadableError, match="no regular file, expected a text"):
        read(tmp_path / "pipe.md", "pipe.md")
    (tmp_path / "loop.md").symlink_to("loop.md")
    with pytest.raises(UnreadableError, match="cannot be read: "):
        read(tmp_path / "loop.md", "loop.md")


def test_places_count_lines_and_characters_from_1_by_any_line_end() -> None:
    file = files.TextFile(Path("a.md"), "a.md", "ab\r\nc\rd\n蒸e")
    assert [str(file.place(at)) for at in (0, 4, 6, 9)] == ["a.md:1:1", "a.md:2:1", "a.md:3:1", "a.md:4:2"]


def test_files_are_found_in_order_without_hidden_ones_and_in_no_circle(tmp_path: Path) -> None:
    for name in ("b/2.md", "b/1.adoc", "a.rst", "a.txt", ".git/x.md", "node_modules/x.md", "c/d/E.MD"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "b" / "up").symlink_to("..")
    (tmp_path / "gone.md").symlink_to("nowhere")
    found = [path.relative_to(tmp_path).as_posix() for path in find([tmp_path]) if isinstance(path, Path)]
    assert found == ["a.rst", "gone.md", "b/1.adoc", "b/2.md", "c/d/E.MD"]


def test_a_path_that_is_missing_is_told_and_one_that_is_named_is_taken(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    missing = tmp_path / "no.md"
    assert [*find([tmp_path / "notes.txt", missing])] == [
        tmp_path / "notes.txt",
        (missing, "there is no such file or folder"),
    ]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.md").write_text("x", "utf-8")
    listing = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert [*find([tmp_path])] == [tmp_path / "open.md", (tmp_path / "closed", "cannot be listed: Permission denied")]
