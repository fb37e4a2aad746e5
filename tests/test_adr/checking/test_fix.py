"""What is certain is put right, every other byte stays, and once is enough."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from record_files import SITE, findings

from patternloom.adr.checking.findings import Edit
from patternloom.adr.checking.fix import edited
from patternloom.adr.formats.files import TextFile
from patternloom.adr.language.words import words
from patternloom.adr.record.understand import understand

WORDS = words()


def test_edits_are_made_from_left_to_right_and_none_over_another() -> None:
    file = TextFile(Path("a.md"), "a.md", "abcdef")
    assert edited(file, [Edit(4, 5, "X"), Edit(1, 3, ""), Edit(1, 3, ""), Edit(2, 4, "no")]) == ("adXf", 2)
    assert edited(file, []) == ("abcdef", 0)


_LINK = st.sampled_from(
    ["p/rest/", "ja/p/levain/r2/#b1", "areas/bread/#yeast", "p/yeast/", "p/zz/", "ja/p/soda/?q"]
).map(lambda rest: f"{SITE}{rest}")
_PIECE = st.one_of(
    _LINK.map(lambda address: f"[a]({address})"),
    _LINK.map(lambda address: f"<{address}>"),
    _LINK.map(lambda address: f"<a href='{address}'>b</a>"),
    _LINK.map(lambda address: f"[c](<{address}> 't')"),
    st.sampled_from(["[d][r]", "`x`", " ", "\n", "\n\n", "\r\n", "\t", "> ", "- ", "| ", "日本 ", "# ", "*", "\r"]),
    st.text(max_size=5),
)


def mended(file: TextFile) -> tuple[str, int]:
    record = understand(file, "docs", WORDS, ("en", "ja"))
    return edited(file, [finding.edit for finding in findings(record) if finding.edit])


@given(
    st.lists(_PIECE, max_size=20).map("".join),
    st.sampled_from([(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le")]),
)
def test_mending_twice_is_mending_once_and_leaves_the_rest(text: str, kind: tuple[bytes, str]) -> None:
    text = f"{text}\n\n[r]: {SITE}p/rest/\n"
    file = TextFile(Path("a.md"), "a.md", text, *kind)
    once, _ = mended(file)
    assert mended(TextFile(Path("a.md"), "a.md", once, *kind)) == (once, 0)

    def without_addresses(said: str) -> str:
        for rest in (
            "ja/p/levain/r2/#b1",
            "ja/p/sourdough/r2/#b1",
            "p/sourdough/r2/#b1",
            "areas/bread/#yeast",
            "ja/p/soda/?q",
            "p/soda/?q",
            "ja/p/autolyse/",
            "p/autolyse/",
            "p/rest/",
            "ja/p/yeast/",
            "p/yeast/",
        ):
            said = said.replace(f"{SITE}{rest}", "@")
        return said

    assert without_addresses(once) == without_addresses(text)
    if all(not 0xD800 <= ord(sign) < 0xE000 for sign in text):
        assert file.encoded(once).startswith(kind[0])
