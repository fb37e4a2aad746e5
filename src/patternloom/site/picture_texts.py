"""The pictures of a page as text, to be taken elsewhere: a script beside the page, which it loads when a reader asks.

In: what a page has shown, in Mermaid's or D2's language, the names of its parts, and the words for what can be done
with it, which the page itself need not carry. Out: one file for each page with pictures. It is a script and no JSON,
so that it loads from a disk too. How its text is made, `pictures` knows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from patternloom.site.files import File
from patternloom.site.pages import url_of

_WORDS = (
    "close", "copied", "copy_as", "enlarge", "link_to", "save_dark", "save_light", "save_png", "saved", "zoom_help",
    "zoom_help_touch", "zoom_in", "zoom_out", "zoom_whole",
)  # fmt: skip

NAME = "pictures-as-text.js"
"""Beside the page's `index.html`, or in the folder that this would lie in."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture that stands on a page."""

    anchor: str
    form: str
    """The language of its text, as readers know it."""
    text: str
    link: str
    """The lasting address of what it shows; empty where that has none."""
    parts: Mapping[str, str]
    """What its nodes and boxes are called, by their ids in it."""


def picture_texts(
    path: str, language: str, word: Callable[[str], str], pictures: Sequence[ShownPicture]
) -> Iterator[File]:
    """The file of a page, where it shows a picture."""
    if pictures:
        records = {one.anchor: _record(one) for one in pictures}
        told = (json.dumps(one, ensure_ascii=False, indent=1) for one in (records, {key: word(key) for key in _WORDS}))
        yield File(f"{url_of(path)}{NAME}", f"patternloomPictures({', '.join(told)});\n".encode(), language=language)


def _record(picture: ShownPicture) -> dict[str, object]:
    return {"form": picture.form, "text": picture.text, "link": picture.link, "parts": dict(picture.parts)}
