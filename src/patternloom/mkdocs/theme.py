"""What the theme is given beside pages: mermaid's own library, and the palettes' words in the site's language.

In: the settings of the theme and of mermaid2. Out: a file of the site, and words in place of their keys. No file
is written. How a page looks, the theme and `site_overrides/` decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from patternloom.text import escape

MERMAID = "assets/vendor/mermaid.min.js"


def name_palettes(palettes: Any, words: Mapping[str, str]) -> None:
    """`name: "{to_dark}"` of a palette's toggle is a word too, so that a language needs no palettes of its own."""
    for palette in palettes if isinstance(palettes, list) else ():
        toggle = palette.get("toggle") or {}
        name = str(toggle.get("name", ""))
        if name.startswith("{"):
            key = name.strip("{}")
            if key not in words:
                raise PluginError(f"palette: unknown word '{key}' in '{name}', expected a key of the strings files")
            toggle["name"] = escape.html(words[key])


def use_library(config: MkDocsConfig) -> None:
    """Have mermaid2 take mermaid from the site itself: without a setting it would take it from another host."""
    plugin = config.plugins["mermaid2"]
    plugin.config["javascript"] = plugin.config["javascript"] or MERMAID
    if plugin.config["javascript"] == MERMAID:
        # It would look for a file below `docs_dir`, where nothing is written: the library is a generated file.
        plugin._javascript = MERMAID  # type: ignore[attr-defined]  # where it keeps what it has found


def add_library(files: Files, config: MkDocsConfig) -> None:
    """mermaid's own library, from the installed package."""
    if config.plugins["mermaid2"].config["javascript"] == MERMAID:
        package = find_spec("mermaidx")  # found, not imported: it would load an engine that nothing here runs
        assert package
        assert package.origin
        if there := files.get_file_from_path(MERMAID):
            files.remove(there)
        library = Path(package.origin).parent / "assets" / "mermaid.js"
        files.append(File.generated(config, MERMAID, abs_src_path=str(library)))
