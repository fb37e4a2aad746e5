"""What the theme is given beside pages: mermaid's own library, and the palettes' words in the site's language.

In: the folder of the pages, and the theme's settings. Out: a file below that folder, and words in place of
their keys. How a page looks, the theme and `site_overrides/` decide.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

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


def provide_mermaid(docs_dir: Path) -> None:
    """Copy mermaid's own library from the installed package to where mermaid2 looks for it."""
    package = find_spec("mermaidx")  # found, not imported: it would load an engine that nothing here runs
    assert package
    assert package.origin
    library = Path(package.origin).parent / "assets" / "mermaid.js"
    target = docs_dir / MERMAID
    data = library.read_bytes()
    if not target.is_file() or target.stat().st_size != len(data):
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two languages build at once: each writes a file of its own and renames it.
        part = target.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(data)
        part.replace(target)
