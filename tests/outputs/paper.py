"""`make pdf`: the whole reference, tagged, with bookmarks; every link lands."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from printed import Paper, bookmarks, links, squeezed
from pypdf import PdfReader
from site_fixture import REPOSITORY, Site, environment, real_languages

LANGUAGES = real_languages()

# To print hundreds of pages takes minutes, and on a busy machine more than the ten that a test may take.
pytestmark = pytest.mark.timeout(3600)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each language's file lies."""
    folder = tmp_path_factory.mktemp("paper")
    command = [sys.executable, "scripts/pdf.py", str(folder)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_and_its_links_land(papers: Path, language: str) -> None:
    """Inside it, or at the site's own address; never at a file of the machine that made it."""
    reader = PdfReader(papers / f"patternloom-{language}.pdf")
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert len(reader.pages) > 100
    found = list(links(reader))
    outside = [link for link, page in found if page is None]
    assert [link for link in outside if not link.startswith(("https://", "http://"))] == []
    assert [link for link in outside if "/p/" in link and link.partition("#")[0].endswith("index.html")] == []
    assert sum(1 for _, page in found if page is not None) > 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_bookmarks_are_the_headings_of_the_pages(papers: Path, site: Site, language: str) -> None:
    """Of all pages but the one that is for addresses that do not exist; each page's in their order."""
    marks = bookmarks((papers / f"patternloom-{language}.pdf").read_bytes())
    pages = [headings(file) for file in site.folder(language).rglob("index.html") if is_of(file, site, language)]
    assert Counter(marks) == Counter(heading for page in pages for heading in page)
    whole = "\n".join(["", *marks, ""])
    assert [page for page in pages if "\n".join(["", *page, ""]) not in whole] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_stand_whole_above_what_they_are_of(papers: Path, language: str) -> None:
    """None is split by a page's end, and none is the last on its page."""
    paper = Paper((papers / f"patternloom-{language}.pdf").read_bytes())
    split, last = [], []
    for mark in paper.file.get_toc(max_depth=15):
        place, title = mark.get_dest(), squeezed(mark.get_title())
        said = paper.pages[place.get_index()] if place else ""
        split += [title] if title not in said else []
        last += [title] if said.endswith(title) else []
    assert split == []
    assert last == []


def is_of(file: Path, site: Site, language: str) -> bool:
    """Whether a file is a page of that language, and no lasting address."""
    first = file.relative_to(site.folder(language)).parts[0]
    return first != "p" and (language != site.languages[0] or first not in site.languages)


def headings(file: Path) -> list[str]:
    """What a built page's headings say."""
    article = BeautifulSoup(file.read_text("utf-8"), "html.parser").select_one("article")
    assert article
    for link in article.select(".headerlink"):
        link.decompose()
    return [heading.get_text() for heading in article.select("h1, h2, h3, h4, h5, h6")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_is_too_small_to_read(papers: Path, language: str) -> None:
    """6 points at least, in pictures too: what would have smaller ones is a list, or in pieces."""
    paper = Paper((papers / f"patternloom-{language}.pdf").read_bytes())
    found = {
        number: min((one.size for one in paper.letters(number)), default=9) for number in range(1, len(paper.pages) + 1)
    }
    assert {number: size for number, size in found.items() if size < 5.99} == {}
