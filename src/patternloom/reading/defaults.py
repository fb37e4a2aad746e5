"""What a project need not have: macros, pages, the theme's overrides and the interface's words that come with us.

In: nothing but where this package lies. Out: folders of files, and words. Each is replaced by the project's own file
of the same name, a word by the project's own word; whoever reads both decides. In a checkout, macros, pages and
overrides are those at its top; an installed package holds copies, which the build made (`hatch_build.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SHOWN = "patternloom/defaults"
"""How messages name the folder: as it lies among the installed packages."""
COMPLETE = "en"
"""The language that words and pages are whole in, and that others are translated from."""
# Texts as they are written; the parser in C is ten times as fast.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PACKAGE = Path(__file__).parent.parent
_OWN = _PACKAGE / "defaults"


def _copied(name: str) -> Path:
    there = _OWN / name
    return there if there.is_dir() else _PACKAGE.parent.parent / name


MACROS, CONTENT, OVERRIDES = map(_copied, ("macros", "content", "site_overrides"))
"""Of the pages, only templates for every language (`.any.md`) serve any catalog."""
STRINGS, STARTER, _BESIDE_PERMALINKS = _OWN / "strings", _OWN / "starter", _OWN / "permalinks"
WHEN_ASKED = _OWN / "when_asked"
"""Pages that a site has only where an option asks for them."""

EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "attr_list": {},
    "md_in_html": {},
    "tables": {"use_align_attribute": True},  # no style attribute, for the strict policy
    "sane_lists": {},
    "pymdownx.highlight": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.superfences": {},
}
"""Of Markdown, what pages are written in, with the options that they need."""


def languages() -> tuple[str, ...]:
    """The languages that there are words in."""
    return tuple(sorted(file.stem for file in STRINGS.glob("*.yaml")))


@cache
def words(language: str) -> Mapping[str, str]:
    """The interface's words in a language, by its tag or the tag's first part; none where we have none."""
    for tag in (language, language.partition("-")[0]):
        file = STRINGS / f"{tag}.yaml"
        if tag in languages():
            found: dict[str, str] = yaml.load(file.read_text("utf-8"), _Loader)
            return found
    return {}


@cache
def beside_permalinks(name: str) -> bytes:
    """A file that the pages of lasting addresses need, by its name."""
    return (_BESIDE_PERMALINKS / name).read_bytes()


def own_macros(folder: Path, named: str = "") -> Path | None:
    """The project's own macros: where they are named, they have to be there; in the usual place, they may be."""
    usual = folder / "macros"
    return folder / named if named else usual if usual.exists() else None
