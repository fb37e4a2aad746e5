"""Headings of a translation have the anchors of the default language, where both have the same structure."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from patternloom.mkdocs.headings import SameAnchors, anchors_of

ENGLISH = "# Bread\n\n## First steps\n\n### Flour {: #flour }\n\n## First steps\n\n> ## Quoted\n"
ANCHORS = [("h1", "bread"), ("h2", "first-steps"), ("h3", "flour"), ("h2", "first-steps_1"), ("h2", "quoted")]


def engine(extension: SameAnchors) -> Markdown:
    """As a site sets it up."""
    return Markdown(extensions=["attr_list", "toc", "md_in_html", extension])


def ids(markdown: str, wanted: list[tuple[str, str]] | None) -> list[str]:
    """The anchors of a page that is given others."""
    extension = SameAnchors()
    extension.wanted = wanted
    return re.findall(r'<h\d id="([^"]*)"', engine(extension).convert(markdown))


def test_the_anchors_of_a_page_are_told_in_order() -> None:
    assert anchors_of(ENGLISH, engine) == ANCHORS
    assert anchors_of("Text.\n", engine) == []


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "# パン\n\n## 始め\n\n### 粉\n\n## 始め\n\n> ## 引用\n",
            ["bread", "first-steps", "flour", "first-steps_1", "quoted"],
        ),
        (
            "パン\n===\n\n## 1\n\n### a {: #own }\n\n## 2\n\n> ## 3\n",
            ["bread", "first-steps", "own", "first-steps_1", "quoted"],
        ),
        ("# パン\n\n## Pain\n", ["_1", "pain"]),
        ("# パン\n\n## 始め\n\n## 粉\n\n## 始め\n\n> ## 引用\n", ["_1", "_2", "_3", "_4", "_5"]),
    ],
)
def test_a_translation_of_the_same_structure_takes_them_over(markdown: str, expected: list[str]) -> None:
    assert ids(markdown, ANCHORS) == expected


def test_a_page_without_a_counterpart_names_its_own() -> None:
    assert ids("# Pain\n", None) == ["pain"]


def test_the_table_of_contents_has_the_same_anchors() -> None:
    extension = SameAnchors()
    extension.wanted = [("h1", "bread")]
    made = engine(extension)
    made.convert("# パン\n")
    assert [token["id"] for token in made.toc_tokens] == ["bread"]  # type: ignore[attr-defined]  # added by `toc`
