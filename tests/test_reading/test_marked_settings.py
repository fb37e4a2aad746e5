"""What an `mkdocs.yml` says: values with their places, over those that it inherits."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.problems.findings import Mark, PatternloomError
from patternloom.reading.marked_settings import Setting, read_settings


def read(folder: Path, text: str, **others: str) -> Setting:
    for name, other in others.items():
        (folder / f"{name}.yml").write_text(other, "utf-8")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return read_settings(folder / "mkdocs.yml")


def test_a_value_is_found_by_its_keys_with_its_place(tmp_path: Path) -> None:
    found = read(tmp_path, "a:\n  b: text\n  c: [x, {d: y}]\n")
    assert found.get("a", "b") == Setting(Mark("mkdocs.yml", 2, 6), "text")
    assert found.get("a").key("c") == Mark("mkdocs.yml", 3, 3)
    assert found.get("a").key("none") == Mark("mkdocs.yml", 2, 3)
    assert found.get("a", "b", "c") == Setting(Mark("mkdocs.yml", 2, 6))
    assert found.get("a", "c").text("as given") == "as given"
    items = found.get("a", "c").value
    assert isinstance(items, tuple)
    assert [item.text() for item in items] == ["x", ""]
    assert items[1].get("d").text() == "y"


def test_what_has_a_tag_of_its_own_or_says_nothing_is_not_written(tmp_path: Path) -> None:
    found = read(tmp_path, "a: !ENV [A, b]\nb: !!python/name:os.system\nc:\nd: ~\n? [e]\n: f\n")
    assert [found.get(key).value for key in "abcd"] == [None] * 4


def test_anchors_and_merge_keys_mean_what_they_mean(tmp_path: Path) -> None:
    found = read(tmp_path, "x: &x {a: 1}\ny: {<<: *x, b: 2}\nz: {<<: [*x, text], c: 3}\nw: &w [*w]\n")
    assert [found.get("y", key).text() for key in "ab"] == ["1", "2"]
    assert [found.get("z", key).text() for key in "ac"] == ["1", "3"]
    (inner,) = found.get("w").value or ()
    assert inner == Setting(Mark("mkdocs.yml", 4, 4))


def test_what_is_inherited_is_laid_under_key_by_key(tmp_path: Path) -> None:
    found = read(tmp_path, "INHERIT: base.yml\na: {b: 1}\nl: [x]\n", base="a: {b: 0, c: 2}\nl: [y, z]\n")
    assert [found.get("a", key).text() for key in "bc"] == ["1", "2"]
    assert found.get("a", "c").mark == Mark("base.yml", 1, 14)
    assert len(found.get("l").value or ()) == 1
    assert found.get("a").mark == Mark("mkdocs.yml", 2, 4)


def test_a_text_takes_the_place_of_a_mapping_and_a_mapping_that_of_a_text(tmp_path: Path) -> None:
    found = read(tmp_path, "INHERIT: base.yml\na: {b: 1}\nc: d\n", base="a: text\nc: {e: 2}\n")
    assert (found.get("a", "b").text(), found.get("c").text()) == ("1", "d")


def test_a_file_that_inherits_over_another_from_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PatternloomError) as caught:
        read(tmp_path, "INHERIT: a.yml\n", a="INHERIT: b.yml\n", b="INHERIT: mkdocs.yml\n")
    assert str(caught.value.problems[0]).startswith("b.yml:1:10: inherits from itself: 'mkdocs.yml'")


def test_what_is_no_file_is_refused_as_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").mkdir()
    with pytest.raises(PatternloomError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert str(caught.value.problems[0]) == "mkdocs.yml:1:1: not a regular file, expected MkDocs' configuration"


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Setting(Mark("mkdocs.yml"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: ]", "mkdocs.yml:1:4: nothing before ']', expected a value; delete a comma"),
        (
            "a: b: c",
            "mkdocs.yml:1:4: 'b: c' holds ': ', expected one key and one text; put the text in quotes: \"b: c\"",
        ),
        ("a: b\nc: \x01", "mkdocs.yml:2:4: character U+0001 is not allowed in YAML, expected text"),
        (
            "a: *b",
            "mkdocs.yml:1:4: alias '*b' of nothing, expected an anchor before it; put the text in quotes: \"*b\"",
        ),
        (
            "a: b\n---\nc: d",
            "mkdocs.yml:2:1: a second document, expected one document a file; delete the '---' line or make it a file "
            "of its own",
        ),
        (
            "INHERIT: no.yml\n",
            "mkdocs.yml:1:10: no such file: 'no.yml', expected another MkDocs configuration to inherit from",
        ),
        (
            "INHERIT: mkdocs.yml\n",
            "mkdocs.yml:1:10: inherits from itself: 'mkdocs.yml', expected another MkDocs configuration to inherit from",
        ),
        (
            f"INHERIT: {'x' * 5000}\n",
            f"mkdocs.yml:1:10: no such file: '{'x' * 59}…', expected another MkDocs configuration to inherit from",
        ),
        ("a: " + "[" * 5000 + "]" * 5000, "mkdocs.yml:1:1: nested too deeply, expected less"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PatternloomError) as told:
        read(tmp_path, text)
    assert str(told.value).splitlines()[0] == said


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PatternloomError) as told:
        read_settings(tmp_path / "mkdocs.yml")
    assert str(told.value).startswith("mkdocs.yml:1:1: ")
