"""A page on its way through MkDocs loses what nobody need read, and has it again at its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from site_fixture import Bakery

from patternloom.mkdocs.each_page import EachPage
from patternloom.mkdocs.settings import bring_extensions
from patternloom.publish.build_cache import BuildCache
from patternloom.publish.sources import read_sources
from patternloom.text.escape import Written
from patternloom.text.held import marked

FENCE = Written("```yaml\nkey: value\n```")
PART = Written('<div class="pl-picture"><svg></svg></div>')


@pytest.fixture
def config(bakery: Bakery) -> MkDocsConfig:
    """The bakery's, as a build has it."""
    loaded = load_config(str(bakery.root / "mkdocs.yml"))
    bring_extensions(loaded)
    return loaded


def page_of(config: MkDocsConfig, title: str | None = None) -> Page:
    """A page that is about to be read."""
    page = Page(None, File("start.md", config.docs_dir, config.site_dir, use_directory_urls=True), config)
    page.meta = {} if title is None else {"title": title}
    return page


@pytest.mark.parametrize("shares", [False, True])
def test_pictures_and_listings_are_held_back_and_come_again(
    bakery: Bakery, config: MkDocsConfig, tmp_path: Path, shares: bool
) -> None:
    kept = BuildCache(None)
    (shared := tmp_path / "shared").mkdir()
    pages = EachPage(read_sources(bakery.project()), "fr", config, kept, shared if shares else None)
    page = page_of(config)
    markdown = pages.hold(f"Text\n\n{marked(PART)}\n\n{marked(FENCE, listing=True)}\n", page)
    assert "svg" not in markdown
    assert "key" not in markdown
    assert [path.suffix for path in shared.iterdir()] == [".html"] * shares
    page.markdown = markdown
    page.render(config, Files([]))
    whole = pages.put_back(str(page.content), page)
    assert PART in whole
    assert '<code tabindex="0"><span class="nt">key</span>' in whole
    assert pages.put_back("another page's", page) == "another page's"


def test_languages_share_listings_as_far_as_they_read_markdown_alike(
    bakery: Bakery, config: MkDocsConfig, tmp_path: Path
) -> None:
    """One with options of its own has listings of its own, whoever comes first."""
    (shared := tmp_path / "shared").mkdir()
    sources, others = read_sources(bakery.project()), list[str]()
    for options in ({}, {}, {"linenums": True}):
        config.mdx_configs["pymdownx.highlight"] = options
        pages = EachPage(sources, "de" if not others else "fr", config, BuildCache(None), shared)
        page = page_of(config)
        others.append(pages.put_back(f"<p>{pages.hold(marked(FENCE, listing=True), page)}</p>", page))
    assert ["linenos" in other for other in others] == [False, False, True]
    assert len(list(shared.iterdir())) == 2


def test_a_listing_that_the_last_build_coloured_is_taken(bakery: Bakery, config: MkDocsConfig) -> None:
    sources, kept = read_sources(bakery.project()), BuildCache(None)
    wholes = []
    for _ in range(2):
        pages = EachPage(sources, "de", config, kept, None)
        page = page_of(config)
        wholes.append(pages.put_back(f"<p>{pages.hold(marked(FENCE, listing=True), page)}</p>", page))
    assert wholes[0] == wholes[1]
    assert '<span class="nt">key</span>' in wholes[0]


def test_a_part_that_does_not_come_back_is_told_with_the_page(bakery: Bakery, config: MkDocsConfig) -> None:
    pages = EachPage(read_sources(bakery.project()), "de", config, BuildCache(None), None)
    page = page_of(config)
    pages.hold(marked(PART), page)
    with pytest.raises(PluginError, match=r"^page 'start\.md': 1 of 1 parts held back"):
        pages.put_back("taken away", page)


@pytest.mark.parametrize(
    ("title", "expected"),
    [("A &amp; B", "A &amp; B"), ("A & B", "A &amp; B"), ("<b>", "<b>"), ("Plain", "Plain")],
)
def test_a_title_is_written_so_that_a_theme_may_escape_it(
    bakery: Bakery, config: MkDocsConfig, title: str, expected: str
) -> None:
    pages = EachPage(read_sources(bakery.project()), "de", config, BuildCache(None), None)
    page = page_of(config, title)
    pages.hold("", page)
    assert page.meta["title"] == expected
