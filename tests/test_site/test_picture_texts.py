"""A page's pictures as text, in a script beside the page."""

from __future__ import annotations

import json

from patternloom.site.picture_texts import ShownPicture, picture_texts


def test_a_page_without_pictures_has_no_such_file() -> None:
    assert list(picture_texts("areas/dough.md", "de", str.upper, ())) == []


def test_each_picture_is_told_by_its_anchor_beside_the_words_for_what_can_be_done_with_it() -> None:
    picture = ShownPicture("diagram-rye", "Mermaid", "flowchart LR\n  a", "https://example.org/p/rye/", {"a": "Rye"})
    (file,) = picture_texts("areas/dough.md", "de", str.upper, (picture,))
    assert (file.path, file.language, file.origin) == ("areas/dough/pictures-as-text.js", "de", None)
    told = file.text.removeprefix("patternloomPictures(").removesuffix(");\n")
    pictures, words = json.loads(f"[{told}]")
    assert pictures == {
        "diagram-rye": {
            "form": "Mermaid",
            "text": "flowchart LR\n  a",
            "link": "https://example.org/p/rye/",
            "parts": {"a": "Rye"},
        }
    }
    assert words["zoom_in"] == "ZOOM_IN"
    assert len(words) == 14
