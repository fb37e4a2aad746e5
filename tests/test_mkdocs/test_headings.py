"""Headings of a translation have the anchors of the default language, where both have the same structure."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from site_fixture import Bakery

from patternloom.mkdocs.headings import Anchors, SameAnchors, anchors_of
from patternloom.publish.sources import read_sources

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


def anchors(bakery: Bakery, language: str) -> Anchors:
    """Those of a build of the bakery in one language."""
    config = MkDocsConfig()
    config.markdown_extensions, config.mdx_configs = ["attr_list", "toc"], {}
    made = Anchors(read_sources(bakery.project()), language, config)
    assert (made.extension in config.markdown_extensions) is (language != "de")
    return made


def test_a_translation_waits_for_the_anchors_of_its_own_page(bakery: Bakery) -> None:
    bakery.write("content/start.md", "---\ntitle: x\n---\n# Brot\n\n## Mehl {: #flour }\n")
    french, german = anchors(bakery, "fr"), anchors(bakery, "de")
    french.begin("start.md")
    assert french.extension.wanted == [("h1", "brot"), ("h2", "flour")]
    french.begin("areas/dough.md")  # which the catalog writes, in each language alike
    assert french.extension.wanted is None
    german.begin("start.md")
    assert german.extension.wanted is None
