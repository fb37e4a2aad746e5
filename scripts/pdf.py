"""The whole reference on paper: a tagged PDF for each language, whose bookmarks are its headings and whose links land.

    .venv/bin/python scripts/pdf.py .        writes patternloom-en.pdf, patternloom-ja.pdf …

In: the project here, and a folder. Out: a file a language. It builds what `patternloom export --project` writes, puts
the pages of its navigation into one, and lets Chromium print that. Links to what is not in it lead to the site.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Error, Playwright, sync_playwright
from setup_browser import FLAGS

ROOT = Path(__file__).resolve().parent.parent
TRIES = 3
REFERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
ON_SCREEN = "script, .headerlink, .md-content__button, .pl-filter, .pl-thumb, .tabbed-set > input, .pl-least"


@dataclass(frozen=True)
class Page:
    """A page on its way into the one that is printed."""

    path: str
    """`areas/storage.html`."""
    key: str
    """What its anchors begin with."""


def pages_of(nav: list[Any]) -> Iterator[Page]:
    """In the order of the navigation."""
    for one in nav:
        target = next(iter(one.values())) if isinstance(one, dict) else one
        if isinstance(target, list):
            yield from pages_of(target)
        elif target.endswith(".md"):
            path = target.removesuffix(".md") + ".html"
            yield Page(path, path.removesuffix(".html").replace("/", "-"))


def moved(address: str, page: Page, keys: Mapping[str, str], site_url: str) -> str:
    """Where a link leads from the one page that holds all."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    path = normpath(join(dirname(page.path), parts.path)) if parts.path else page.path
    if path in keys:
        return f"#{keys[path]}--{parts.fragment}" if parts.fragment else f"#{keys[path]}"
    # The site says the same address without the file's name.
    return urljoin(site_url, path).removesuffix("index.html") + (f"#{parts.fragment}" if parts.fragment else "")


def article_of(site: Path, page: Page, keys: Mapping[str, str], site_url: str) -> Tag:
    """A page's content, with anchors of its own."""
    soup = BeautifulSoup((site / page.path).read_text("utf-8"), "html.parser")
    article = soup.select_one("article")
    assert article
    for element in article.select(ON_SCREEN):
        element.decompose()
    for element in article.find_all(True):
        for name, held in list(element.attrs.items()):
            value = str(held)  # no attribute that has a list, such as `class`, holds an address
            if name == "id":
                element[name] = f"{page.key}--{value}"
            elif name in REFERS:
                element[name] = " ".join(f"{page.key}--{id}" for id in value.split())
            elif name in ("href", "xlink:href"):
                element[name] = moved(value, page, keys, site_url)
            elif name == "src":
                element[name] = normpath(join(dirname(page.path), value))
            elif "url(#" in value:
                element[name] = value.replace("url(#", f"url(#{page.key}--")
    article["id"] = page.key
    return article


def whole(site: Path, settings: Mapping[str, Any]) -> str:
    """All pages as one."""
    pages = list(pages_of(settings["nav"]))
    keys = {page.path: page.key for page in pages}
    first = BeautifulSoup((site / pages[0].path).read_text("utf-8"), "html.parser")
    head = "".join(str(link) for link in first.select("link[rel=stylesheet]"))
    articles = (str(article_of(site, page, keys, settings["site_url"])) for page in pages)
    # The theme's style sheets ask for the direction at every list.
    direction = first.body.get("dir", "ltr") if first.body else "ltr"
    language, title = settings["theme"]["language"], settings["site_name"]
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f'<body dir="{direction}" class="pl-whole" data-md-color-scheme="default" data-md-color-primary="custom"'
        f' data-md-color-accent="custom"><main class="md-content">{"".join(articles)}</main></body></html>'
    )


def run(*command: str, folder: Path = ROOT) -> None:
    """A step, or the end."""
    if status := subprocess.run(command, cwd=folder, check=False).returncode:
        sys.exit(status)


def chromium_prints(playwright: Playwright, chromium: str, whole: Path, file: Path) -> None:
    """The file of a page as large as all pages; once more where Chromium gives up, as on a busy machine it may."""
    for left in reversed(range(TRIES)):
        # One for each try: it lets go of a file of hundreds of pages only when it ends.
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            page = browser.new_page()
            page.set_default_timeout(0)
            page.goto(whole.as_uri())
            page.pdf(path=file, format="A4", tagged=True, outline=True, prefer_css_page_size=True)
            return
        except Error as error:
            if not left:
                raise
            print(f"{file.name}: {error.message.splitlines()[0]}; once more", file=sys.stderr)
        finally:
            browser.close()


def main(target: Path) -> None:
    """Every language."""
    catalog = yaml.load((ROOT / "catalog" / "catalog.yaml").read_text("utf-8"), yaml.BaseLoader)
    chromium = (ROOT / Path(sys.prefix).name / "chromium-path").read_text("utf-8").strip()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        for language in catalog["languages"]:
            project = Path(name, language)
            run(sys.executable, "-m", "patternloom", "export", str(project), "--project", "--language", language)
            run(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", folder=project)
            settings = yaml.load((project / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
            (project / "site" / "whole.html").write_text(whole(project / "site", settings), "utf-8")
            file = target / f"patternloom-{language}.pdf"
            chromium_prints(playwright, chromium, project / "site" / "whole.html", file)
            print(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
