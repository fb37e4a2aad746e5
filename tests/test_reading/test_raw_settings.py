"""All that `mkdocs.yml` says, with what it inherits, to be written again."""

from __future__ import annotations

from pathlib import Path

from patternloom.reading.raw_settings import as_yaml, raw_settings
from patternloom.text.escape import html


def test_mappings_are_merged_and_all_else_replaces(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nextra: {a: 1, b: {c: 2}}\nnav: [a.md]\n", "utf-8")
    (tmp_path / "mkdocs.fr.yml").write_text("INHERIT: mkdocs.yml\nextra: {b: {d: 3}}\nnav: [b.md]\n", "utf-8")
    assert raw_settings(tmp_path / "mkdocs.fr.yml") == {
        "site_name": "A", "extra": {"a": 1, "b": {"c": 2, "d": 3}}, "nav": ["b.md"]
    }  # fmt: skip


def test_a_text_takes_the_place_of_a_mapping_and_a_mapping_that_of_a_text(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("a: {b: 1}\nc: 蒸気\n", "utf-8")
    (tmp_path / "mkdocs.fr.yml").write_text("INHERIT: mkdocs.yml\na: x\nc: {d: é}\n", "utf-8")
    assert raw_settings(tmp_path / "mkdocs.fr.yml") == {"a": "x", "c": {"d": "é"}}


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("", "utf-8")
    assert raw_settings(tmp_path / "mkdocs.yml") == {}


def test_values_with_a_tag_are_written_as_they_stand(tmp_path: Path) -> None:
    text = "site_name: !ENV [NAME, x]\nformat: !!python/name:material.extensions.emoji.to_svg ''\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    written = as_yaml(raw_settings(tmp_path / "mkdocs.yml"))
    (tmp_path / "mkdocs.yml").write_text(written, "utf-8")
    assert as_yaml(raw_settings(tmp_path / "mkdocs.yml")) == written
    assert "!ENV [NAME, x]" in written
    assert "!!python/name:material.extensions.emoji.to_svg ''" in written


def test_what_stands_in_two_places_and_what_is_written_for_a_page_are_plain_texts() -> None:
    lines = as_yaml({"zz": " ".join("b" * 90), "a": 1}).splitlines()
    assert ([len(line) for line in lines], lines[-1]) == ([121, 63, 4], "a: 1")
    same = ["a & b"]
    assert as_yaml({"x": same, "y": same, "z": html("ü & <")}) == "x:\n- a & b\ny:\n- a & b\nz: ü &amp; &lt;\n"


def test_what_the_environment_says_is_inherited_from_nothing(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("INHERIT: !ENV [BASE, base.yml]\nsite_name: A\n", "utf-8")
    assert raw_settings(tmp_path / "mkdocs.yml") == {"site_name": "A"}
