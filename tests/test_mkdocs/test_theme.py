"""What the theme is given: a library where mermaid2 looks for it, and words in place of their keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from patternloom.mkdocs.theme import MERMAID, name_palettes, provide_mermaid

WORDS = {"to_dark": "Darker & darker", "to_light": "Lighter"}


def test_the_switch_of_each_palette_is_named_in_the_site_s_language() -> None:
    palettes = [
        {"scheme": "default", "toggle": {"icon": "moon", "name": "{to_dark}"}},
        {"scheme": "slate", "toggle": {"icon": "sun", "name": "Bright"}},
        {"scheme": "other", "toggle": {"icon": "star"}},
        {"scheme": "none"},
    ]
    name_palettes(palettes, WORDS)
    assert palettes == [
        {"scheme": "default", "toggle": {"icon": "moon", "name": "Darker &amp; darker"}},
        {"scheme": "slate", "toggle": {"icon": "sun", "name": "Bright"}},
        {"scheme": "other", "toggle": {"icon": "star"}},
        {"scheme": "none"},
    ]


@pytest.mark.parametrize("palettes", [None, {"scheme": "default"}])
def test_palettes_that_are_no_list_have_no_switch_to_name(palettes: object) -> None:
    name_palettes(palettes, WORDS)
    assert palettes in (None, {"scheme": "default"})


def test_a_word_that_no_strings_file_has_is_refused() -> None:
    message = "palette: unknown word 'to_drak' in '{to_drak}', expected a key of the strings files"
    with pytest.raises(PluginError, match="^" + message.replace("{", r"\{") + "$"):
        name_palettes([{"toggle": {"name": "{to_drak}"}}], WORDS)


def test_mermaid_s_library_is_copied_once_and_anew_where_it_is_another(tmp_path: Path) -> None:
    library = tmp_path / MERMAID
    provide_mermaid(tmp_path)
    whole = library.read_bytes()
    assert len(whole) > 1_000_000
    before = library.stat().st_mtime_ns
    provide_mermaid(tmp_path)
    assert library.stat().st_mtime_ns == before
    library.write_bytes(b"half of it")
    provide_mermaid(tmp_path)
    assert library.read_bytes() == whole
    assert [path.name for path in library.parent.iterdir()] == [library.name]
