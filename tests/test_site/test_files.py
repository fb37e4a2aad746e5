"""A published file belongs to a language's tree, or comes out once for the whole site."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.site.files import File, editable


@pytest.mark.parametrize(
    ("owner", "with_default", "with_other"), [("en", True, False), ("ja", False, True), (None, True, False)]
)
def test_a_file_of_the_whole_site_comes_with_the_default_language_alone(
    owner: str | None, with_default: bool, with_other: bool
) -> None:
    file = File("api/v1/index.json", b"{}", language=owner)
    assert (file.comes_with("en", "en"), file.comes_with("ja", "en")) == (with_default, with_other)


def test_a_page_says_its_text() -> None:
    assert File("a.md", "é".encode(), "content/a.md", "en").text == "é"


def test_edit_links_name_files_of_the_project_and_no_others(tmp_path: Path) -> None:
    """What a path from the root tells is where somebody builds."""
    files = ("catalog/a.yaml", (tmp_path / "a.yaml").as_posix())
    assert [editable(file) for file in files] == ["catalog/a.yaml", None]
    assert [File("a.md", b"", file).origin for file in files] == ["catalog/a.yaml", None]
