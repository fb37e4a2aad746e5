"""Settings are found upward from a folder, and every mistake in them has its place and a way out."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from patternloom.adr.inputs.settings import KEYS, Settings, find_settings, read_settings, require_records
from patternloom.problems.findings import PatternloomError

ALL = """catalog = "c.json"
sites = ["https://a/", "https://b/x"]
records = ["docs"]
off = ["adr-requires"]
strict = true
seconds = 3
[statuses]
accepted = ["gut"]
[sections]
outcome = ["Entschluss"]
"""


def test_all_of_it_is_read_from_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / ".patternloom.toml").write_text(ALL, "utf-8")
    (tmp_path / "a" / "b").mkdir(parents=True)
    found = find_settings(tmp_path / "a" / "b")
    assert found == Settings(
        folder=tmp_path,
        file=tmp_path / ".patternloom.toml",
        catalog="c.json",
        sites=("https://a/", "https://b/x"),
        records=("docs",),
        off=frozenset(("adr-requires",)),
        strict=True,
        seconds=3,
        statuses={"accepted": ("gut",)},
        sections={"outcome": ("Entschluss",)},
    )


def test_a_table_of_pyproject_serves_too_and_others_are_none(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text("[tool.patternloom]\nstrict = true\n", "utf-8")
    assert find_settings(tmp_path).strict
    for text in ("[tool.black]\n", "[project]\nname = 'x'\n", "tool = 1\n", "no toml", f"a = {'9' * 5000}", "[" * 5000):
        project.write_text(text, "utf-8")
        assert read_settings(project) is None


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("[tool.paternloom]\nstrict = true\n", "1:7", "[tool.paternloom]"),
        ("[tool.black]\n\n[tool.Pattern-Loom.statuses]\naccepted = ['ok']\n", "3:7", "[tool.Pattern-Loom]"),
        ("[patternloom]\nsites = []\n", "1:2", "[patternloom]"),
    ],
)
def test_a_table_whose_name_is_misspelt_is_told(tmp_path: Path, text: str, place: str, told: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    with pytest.raises(PatternloomError) as error:
        find_settings(tmp_path)
    meant = "did you mean '[tool.patternloom]'?"
    wanted = f"pyproject.toml:{place}: unknown table '{told}' with keys of ours; {meant}"
    assert [*map(str, error.value.problems)] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "[tool.paternloom]\ncolor = 1\n",
        "[tool.paternloom]\n",
        "[tool.patternlab]\nstrict = true\n",
        "[tool.ruff]\nstrict = true\n",
        "[tool.mypy]\nstrict = true\n",
        "[tool.patternloom]\n[tool.paternloom]\nstrict = true\n",
    ],
)
def test_tables_of_others_are_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    assert not find_settings(tmp_path).strict


def test_the_keys_by_which_a_table_is_known_are_all_of_ours() -> None:
    own = {field.name for field in fields(Settings)} - {"folder", "file"}
    assert own == KEYS


def test_without_any_the_repository_s_top_is_the_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a").mkdir()
    assert find_settings(tmp_path / "a") == Settings(tmp_path)


def test_outside_a_repository_it_is_the_folder_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _: False)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert find_settings(tmp_path) == Settings(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sites = [\n", ".patternloom.toml:2:1: no TOML: "),
        ("site = []\n", ".patternloom.toml:1:1: unknown key 'site'; did you mean 'sites'?"),
        ("\nsites = 'https://a/'\n", ".patternloom.toml:2:1: 'https://a/' for 'sites', expected a list of texts"),
        (
            "sites = ['https://a/', 'a.example']\n",
            ".patternloom.toml:1:25: 'a.example' in 'sites', expected the beginning of addresses: https://docs.example.com/ref/",
        ),
        (
            "off = ['adr-require']\n",
            ".patternloom.toml:1:9: unknown rule 'adr-require' in 'off'; did you mean 'adr-requires'?",
        ),
        (
            f"seconds = {'9' * 5000}\n",
            ".patternloom.toml:1:1: TOML that cannot be read: Exceeds the limit (4300 digits)",
        ),
        (f"off = {'[' * 5000}\n", ".patternloom.toml:1:1: TOML nested too deeply"),
        ("strict = 'yes'\n", ".patternloom.toml:1:1: 'yes' for 'strict', expected true or false"),
        ("seconds = 0\n", ".patternloom.toml:1:1: 0 for 'seconds', expected at least 1 second"),
        ("catalog = 1\n", ".patternloom.toml:1:1: '1' for 'catalog', expected a text: a file, or an address of https"),
        (
            "[statuses]\naccept = ['x']\n",
            ".patternloom.toml:2:1: unknown key 'accept' in 'statuses'; did you mean 'accepted'?",
        ),
        (
            "statuses.accepted = [1]\n",
            ".patternloom.toml:1:10: '[1]' for 'statuses.accepted', expected a list of texts",
        ),
        ("sections = []\n", ".patternloom.toml:1:1: '[]' for 'sections', expected a table with lists of words below "),
    ],
)
def test_a_mistake_has_its_place_and_a_way_out(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / ".patternloom.toml").write_text(text, "utf-8")
    with pytest.raises(PatternloomError) as caught:
        find_settings(tmp_path)
    assert [str(problem)[: len(told)] for problem in caught.value.problems] == [told]


def test_every_mistake_is_told_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.patternloom]\nsite = 1\nstrict = 2\noff = ['x']\n", "utf-8")
    with pytest.raises(PatternloomError) as caught:
        find_settings(tmp_path)
    assert [problem.mark.line for problem in caught.value.problems] == [2, 3, 4]


def test_what_is_no_text_or_broken_for_us_is_told(tmp_path: Path) -> None:
    path = tmp_path / ".patternloom.toml"
    path.write_bytes(b"\xff")
    with pytest.raises(PatternloomError, match="no text in UTF-8"):
        read_settings(path)
    project = tmp_path / "pyproject.toml"
    project.write_text("[tool.patternloom]\nx\n", "utf-8")
    with pytest.raises(PatternloomError, match=r"pyproject.toml:2:2: no TOML"):
        read_settings(project)
    path.write_text("a = " + "[" * 5_000, "utf-8")
    with pytest.raises(PatternloomError):
        read_settings(path)


def test_records_of_a_shared_file_are_looked_for_where_it_names_them(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.patternloom]\nrecords = ["gone", "x"]\n', "utf-8")
    (tmp_path / "x").mkdir()
    settings = read_settings(tmp_path / "pyproject.toml")
    assert settings is not None
    with pytest.raises(PatternloomError, match=r"pyproject.toml:2:13: 'gone' in 'records'"):
        require_records(settings)
    (tmp_path / "gone").mkdir()
    require_records(settings)
