"""What the theme is given beside pages: mermaid's own library, our overrides, and words for palettes.

In: MkDocs' configuration. Out: a file of the site, a folder of templates, and words in place of their keys. Nothing is
written. How a page looks, the theme and `site_overrides/` decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.theme import Theme

from patternloom.reading import defaults
from patternloom.site.navigation import word_of
from patternloom.text import escape

MERMAID = "assets/vendor/mermaid.min.js"


def name_palettes(palettes: Any, words: Mapping[str, str]) -> None:
    """`name: "{to_dark}"` of a palette's toggle is a word too, so that a language needs no palettes of its own."""
    for palette in palettes if isinstance(palettes, list) else ():
        toggle = palette.get("toggle") if isinstance(palette, dict) else None
        if not isinstance(toggle, dict):
            continue
        name = str(toggle.get("name", ""))
        if (key := word_of(name)) is not None:
            if key not in words:
                raise PluginError(f"palette: unknown word '{key}' in '{name}', expected a key of the strings files")
            toggle["name"] = escape.html(words[key])


def add_overrides(theme: Theme) -> None:
    """The project's templates, styles and scripts come before ours, and ours before the theme's."""
    at = 1 if theme.custom_dir else 0
    if not any(Path(folder).exists() and Path(folder).samefile(defaults.OVERRIDES) for folder in theme.dirs):
        theme.dirs.insert(at, str(defaults.OVERRIDES))


def point_to_mermaid(config: MkDocsConfig) -> None:
    """Let mermaid2 take the library that the site serves itself, unless the project names another."""
    plugin: Any = config.plugins.get("mermaid2")
    if plugin and plugin.config.get("javascript") in (None, MERMAID):
        plugin.config["javascript"] = MERMAID
        # It looks for the file among the pages' sources, where nothing is written; what it has found once, it keeps.
        plugin._javascript = MERMAID


def mermaid_file(config: MkDocsConfig) -> File | None:
    """Mermaid's own library out of the installed package, where mermaid2 is to load it."""
    plugin: Any = config.plugins.get("mermaid2")
    if not plugin or plugin.config.get("javascript") != MERMAID:
        return None
    package = find_spec("mermaidx")  # found, not imported: it would load an engine that nothing here runs
    assert package
    assert package.origin
    return File.generated(config, MERMAID, abs_src_path=str(Path(package.origin).parent / "assets" / "mermaid.js"))
