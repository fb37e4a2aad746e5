"""What a built site has beside its pages for programs: twins, `llms.txt`, lasting addresses in the sitemap, a feed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from site_fixture import Bakery, Site
from test_collection import OWN_FILES, built_with_pages


def front_and_text(path: Path) -> tuple[dict[str, str], str]:
    """What a twin says it is, and the rest."""
    head, _, text = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(head), text


def pages_of(site: Site, language: str) -> dict[str, Path]:
    """Every page that an engine made, by its address from the language's root."""
    root = site.folder(language)
    found = {path.parent.relative_to(root).as_posix(): path for path in root.rglob("index.html")}
    other = tuple(f"{tag}/" for tag in site.languages[1:] if language == site.languages[0])
    return {
        "" if address == "." else f"{address}/": path
        for address, path in found.items()
        if not f"{address}/".startswith(("p/", *other)) and "<article" in path.read_text("utf-8")
    }


def test_each_page_has_a_twin_that_says_what_it_is(bakery_site: Site) -> None:
    for language in bakery_site.languages:
        for address, page in pages_of(bakery_site, language).items():
            said, text = front_and_text(page.with_name("index.md"))
            html = BeautifulSoup(page.read_text("utf-8"), "html.parser")
            heading = html.select_one("article h1")
            assert said["url"].endswith(f"/{bakery_site.prefix(language)}{address}"), address
            assert said["title"]
            if heading and (link := heading.select_one(".headerlink")):
                link.decompose()
            if heading:
                assert text.strip().startswith("# "), address


def test_a_twin_holds_no_tag_and_its_links_lead_somewhere(bakery_site: Site) -> None:
    """Another program's Markdown reads it; `<br>` stands where Markdown has no sign."""
    for language in bakery_site.languages:
        for page in pages_of(bakery_site, language).values():
            twin = page.with_name("index.md")
            tokens = MarkdownIt("commonmark").enable("table").parse(front_and_text(twin)[1])
            inline = [child for token in tokens for child in token.children or ()]
            tags = {one.content for one in (*tokens, *inline) if one.type in ("html_block", "html_inline")}
            assert tags <= {"<br>"}, twin
            for one in inline:
                target = str(one.attrGet("href") or "") if one.type == "link_open" else ""
                path = unquote(target.partition("#")[0])
                if path and not re.match("[a-z]+:", target):
                    there = twin.parent / path
                    assert (there / "index.html" if there.is_dir() else there).exists(), (twin, target)


def test_llms_txt_lists_every_twin_once_and_the_data(bakery_site: Site) -> None:
    default = bakery_site.languages[0]
    for language in bakery_site.languages:
        text = (bakery_site.folder(language) / "llms.txt").read_text("utf-8")
        assert text.startswith("# ")
        linked = re.findall(r"^- \[.*?\]\(([^()]*)\)", text, re.MULTILINE)
        prefix = linked[0].removesuffix("index.md")
        twins = [link.removeprefix(prefix) for link in linked if link.endswith(".md")]
        assert sorted(twins) == sorted(f"{address}index.md" for address in pages_of(bakery_site, language))
        root = prefix if language == default else prefix.removesuffix(f"{language}/")
        assert f"{root}api/v1/catalog.json" in linked
        for link in linked:
            assert (bakery_site.root / link.removeprefix(root)).is_file(), link


def test_the_sitemap_lists_lasting_addresses_but_no_pins(bakery_site: Site) -> None:
    for language in bakery_site.languages:
        text = (bakery_site.folder(language) / "sitemap.xml").read_bytes()
        listed = [
            str(loc.text)
            for loc in ElementTree.fromstring(text).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
        ]
        lasting = [address for address in listed if "/p/" in address]
        made = {path.parent.name for path in (bakery_site.folder(language) / "p").glob("*/index.html")}
        assert sorted(address.split("/")[-2] for address in lasting) == sorted(made)


def test_a_file_of_the_content_is_published_as_it_is(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = built_with_pages(tmp_path_factory)
    for name in OWN_FILES:
        assert (root / "site" / name).read_text("utf-8") == f"own {name}\n"


def test_a_second_build_keeps_twins_and_names_the_feed_that_has_come_since(bakery: Bakery) -> None:
    assert bakery.build().returncode == 0
    kept, changed = (bakery.root / "site" / f"{name}/index.md" for name in ("start", "areas/dough"))
    first = kept.read_text("utf-8")
    assert ".atom" not in (bakery.root / "site/llms.txt").read_text("utf-8")
    command = [sys.executable, "-m", "patternloom", "lock"]
    subprocess.run(command, cwd=bakery.root, check=True, capture_output=True)
    assert bakery.build().returncode == 0
    assert kept.read_text("utf-8") == first
    assert "[Revision 1, " in changed.read_text("utf-8")
    (feed,) = re.findall(
        r"\(https://bakery.example/buch/(\S+\.atom)\)", (bakery.root / "site/llms.txt").read_text("utf-8")
    )
    assert (bakery.root / "site" / feed).is_file()
