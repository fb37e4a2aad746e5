"""What the page about citing shows: each listing with a title, as the file of that name."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from projects import REPOSITORY

PAGES = {"en": REPOSITORY / "content" / "adr.md", "ja": REPOSITORY / "content" / "adr.ja.md"}
_LISTING = re.compile(r'^( *)``` \w+ title="([^"]+)"\n(.*?)^\1```$', re.DOTALL | re.MULTILINE)
_COMMANDS = re.compile(r"^``` sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def files_of(language: str) -> dict[str, str]:
    """By name."""
    found = _LISTING.findall(PAGES[language].read_text("utf-8"))
    assert len({name for _, name, _ in found}) == len(found)
    return {name: textwrap.dedent(text) for _, name, text in found}


def commands_of(language: str) -> list[str]:
    """Every line of the listings of a shell."""
    listings = _COMMANDS.findall(PAGES[language].read_text("utf-8"))
    return [line for text in listings for line in text.splitlines()]


def write_records(language: str, folder: Path) -> None:
    """The records of the page, and no other file of it."""
    for name, text in files_of(language).items():
        if name.startswith("docs/adr/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
