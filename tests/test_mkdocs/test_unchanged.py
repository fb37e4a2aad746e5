"""A page that has not changed is not read again, and is the same; what is not known to depend on its text alone is."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown.extensions.toc import slugify
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from patternloom.mkdocs.headings import SameAnchors
from patternloom.mkdocs.unchanged import Unchanged, extensions_key
from patternloom.publish.build_cache import BuildCache

SETTINGS = """\
site_name: x
theme: {name: material, font: false}
markdown_extensions: {attr_list: {}, toc: {permalink: true}, pymdownx.superfences: {}}
plugins: {search: {}}
"""
TEXT = (
    "# One {#first}\n\n## Two <b>x</b>\n\n### Three\n\n[There](b.md#two) [here](#first) <i id='own'></i>\n\n## Four\n"
)
CONTENT = {"a.md": TEXT, "b.md": "# B\n\n## Two\n"}


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """Material with its search, and extensions that make of a text what they make."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    loaded = load_config(str(tmp_path / "mkdocs.yml"))
    loaded.plugins.on_startup(command="build", dirty=False)
    return loaded.plugins.on_config(loaded)


def site(config: MkDocsConfig, content: dict[str, str]) -> Files:
    """Pages of these texts."""
    files = Files([File.generated(config, path, content=text) for path, text in content.items()])
    for file in files:
        Page(None, file, config).read_source(config)
    return files


def page_of(files: Files, path: str = "a.md") -> Page:
    """A page by its path."""
    file = files.get_file_from_path(path)
    assert file
    assert file.page
    return file.page


def facts(page: Page) -> Any:
    """All that reading makes of a page."""
    toc = [[one.title, one.id, one.level, getattr(one, "active", False), str(one)] for one in page.toc]
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    return page.content, toc, page.title, page.present_anchor_ids, links


def read(
    config: MkDocsConfig, kept: BuildCache, content: dict[str, str] = CONTENT, anchors: SameAnchors | None = None
) -> Any:
    """What becomes of the first page, and how much was kept already."""
    kept.begin()
    files = site(config, content)
    page = page_of(files)
    Unchanged(kept, config, anchors or SameAnchors()).watch(page)
    page.render(config, files)
    return facts(page)


class Counted(BuildCache):
    """Counts what was made."""

    made = 0

    def put(self, key: str, value: Any) -> None:
        self.made += 1
        super().put(key, value)


def test_a_page_that_has_not_changed_is_the_same_and_not_read_again(config: MkDocsConfig) -> None:
    files = site(config, CONTENT)
    plain = page_of(files)
    plain.render(config, files)
    kept = Counted(None)
    assert [read(config, kept), read(config, kept)] == [facts(plain), facts(plain)]
    assert kept.made == 1


def changed_option(config: MkDocsConfig) -> None:
    config.mdx_configs["toc"]["permalink"] = False


def slugs(config: MkDocsConfig) -> None:
    config.mdx_configs["toc"]["slugify"] = functools.partial(slugify, unicode=True)


def addresses(config: MkDocsConfig) -> None:
    config.use_directory_urls = False


def validation(config: MkDocsConfig) -> None:
    config.validation.links.anchors = logging.ERROR


@pytest.mark.parametrize("change", [changed_option, slugs, addresses, validation])
def test_other_settings_are_another_page(config: MkDocsConfig, change: Callable[[MkDocsConfig], None]) -> None:
    kept = Counted(None)
    read(config, kept)
    change(config)
    read(config, kept)
    assert kept.made == 2


def test_other_text_another_file_and_other_anchors_are_another_page(config: MkDocsConfig) -> None:
    kept = Counted(None)
    read(config, kept)
    assert "changed" in read(config, kept, {**CONTENT, "a.md": TEXT + "\nchanged\n"})[0]
    read(config, kept, {**CONTENT, "c.md": "# C\n"})
    wanted = SameAnchors()
    wanted.wanted = [("h1", "other")]
    read(config, kept, anchors=wanted)
    assert kept.made == 4


def own_function(text: str, separator: str) -> str:
    """Nobody knows what it reads."""
    return text


def strange_option(config: MkDocsConfig) -> None:
    config.mdx_configs["toc"]["slugify"] = own_function


def reads_files(config: MkDocsConfig) -> None:
    config.markdown_extensions.append("pymdownx.snippets")


def an_object(config: MkDocsConfig) -> None:
    config.markdown_extensions.append(object())  # type: ignore[arg-type]  # as plugins do


@pytest.mark.parametrize("change", [strange_option, reads_files, an_object])
def test_where_an_extension_is_not_known_nothing_is_kept(
    config: MkDocsConfig, change: Callable[[MkDocsConfig], None]
) -> None:
    assert extensions_key(config)
    change(config)
    assert extensions_key(config) is None


def test_of_extensions_that_are_not_known_pages_are_read_as_ever(config: MkDocsConfig) -> None:
    strange_option(config)
    kept = Counted(None)
    assert read(config, kept) == read(config, kept)
    assert kept.made == 0


def test_beside_a_plugin_that_is_not_known_pages_are_left_to_mkdocs(config: MkDocsConfig) -> None:
    config.plugins["other"] = config.plugins["material/search"]
    kept = Counted(None)
    read(config, kept)
    assert kept.made == 0
    unchanged = Unchanged(kept, config, SameAnchors())
    unchanged.watch_search(config)
    assert not unchanged.known


def test_what_is_said_of_a_page_is_said_again(config: MkDocsConfig, caplog: pytest.LogCaptureFixture) -> None:
    kept = Counted(None)
    for _ in range(2):
        caplog.clear()
        read(config, kept, {"a.md": "[nowhere](gone.md)\n"})
        assert ["gone.md" in record.message for record in caplog.records] == [True]
    assert kept.made == 0


def test_with_every_detail_told_nothing_is_taken(config: MkDocsConfig, caplog: pytest.LogCaptureFixture) -> None:
    kept = Counted(None)
    with caplog.at_level(logging.DEBUG, "mkdocs"):
        assert read(config, kept) == read(config, kept)
    assert kept.made == 0


def searched(config: MkDocsConfig, kept: BuildCache, content: dict[str, str]) -> list[Any]:
    """What search knows of every page."""
    kept.begin()
    config = config.plugins.on_config(config)
    unchanged = Unchanged(kept, config, SameAnchors())
    unchanged.watch_search(config)
    files = site(config, content)
    for file in files:
        page = page_of(files, file.src_uri)
        page.render(config, files)
        config.plugins.on_page_context({}, page=page, config=config, nav=None)
    return list(config.plugins["material/search"].search_index.entries)


def test_search_knows_the_same_of_a_page_that_has_not_changed(config: MkDocsConfig) -> None:
    kept = Counted(None)
    first = searched(config, kept, CONTENT)
    assert [one["location"] for one in first] == ["a/", "a/#two-x", "a/#three", "a/#four", "b/", "b/#two"]
    assert (searched(config, kept, CONTENT), kept.made) == (first, 2)
    assert len(searched(config, kept, {**CONTENT, "b.md": "# B\n"})) == len(first) - 1
    tagged = searched(config, kept, {**CONTENT, "b.md": "---\ntags: [x]\n---\n# B\n"})
    assert tagged[-1]["tags"] == ["x"]
    assert kept.made == 4


@pytest.mark.parametrize("front", ["search: {1: x, boost: 2}", "search: {2026-11-29: x}", "tags: {1: x, a: y}"])
def test_search_takes_whatever_a_page_says_in_its_front_matter(config: MkDocsConfig, front: str) -> None:
    kept = Counted(None)
    pages = {"a.md": f"---\n{front}\n---\n# A\n"}
    assert searched(config, kept, pages) == searched(config, kept, pages) != []
    assert kept.made == 1


@pytest.mark.parametrize(("option", "value"), [("enabled", False), ("jieba_dict_user", "words.txt")])
def test_a_search_with_files_of_its_own_and_none_at_all_are_left_alone(
    config: MkDocsConfig, option: str, value: object
) -> None:
    search = config.plugins["material/search"]
    search.config[option] = value
    before = search.search_index.add_entry_from_context
    Unchanged(BuildCache(None), config, SameAnchors()).watch_search(config)
    assert search.search_index.add_entry_from_context == before
