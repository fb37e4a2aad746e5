"""What Windows takes for no name of a file is told from what it takes."""

from __future__ import annotations

import pytest

from patternloom.text.file_names import is_everywhere


@pytest.mark.parametrize(
    "name", ["a", ".env", "auxiliary.md", "com", "com10", "my con", "日本語.yaml", "a b", "x" * 10_000]
)
def test_names_that_are_some_everywhere(name: str) -> None:
    assert is_everywhere(name)


@pytest.mark.parametrize(
    "name",
    ["con", "NUL.yaml", "Aux", "com1.tar.gz", "lpt9", "a:b.txt", "C:", "a?", "a*", "a.", "a ", "a\\b", '"', "<", "|"],
)
def test_names_that_windows_has_not(name: str) -> None:
    assert not is_everywhere(name)
