"""Rules that are left out of a site's style sheet are missed by no part of its pages, those of the theme's script either."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from conftest import OpenReader
from host import Host, serve
from playwright.sync_api import Route
from reading import Reader
from site_fixture import Bakery, Site, built_once, copy_bakery

VERSIONS = [
    {"version": "2.0", "title": "2.0", "aliases": ["latest"]},
    {"version": "1.0", "title": "1.0", "aliases": []},
]
API = "https://api.github.com/repos/bakery/book"
OF_REPOSITORY = {API: {"stargazers_count": 7, "forks_count": 2}, f"{API}/releases/latest": {"tag_name": "v2"}}
ANNOTATED = """
Mehl (1) und Wasser
{ .annotate }

1.  Von der Mühle.

``` yaml
oven: 230 # (1)!
```

1.  Grad.
"""
# What the theme's script makes of them: annotations of a text and of a listing, a choice of versions, a count of stars.
MADE = ("p .md-annotation__index", "code .md-annotation__index", ".md-version__list", ".md-source__fact--stars")
MOVES = "*, ::before, ::after { transition: none !important; animation: none !important }"
# Of every element and its two pseudo-elements, each property by which it differs from the one before it; but not of
# tooltips, which the script takes away, after a moment, where nobody points.
LOOKS = """() => {
    const looks = [];
    let last = {};
    for (const element of document.querySelectorAll("body, body :not(.md-tooltip, .md-tooltip *)"))
        for (const part of ["", "::before", "::after"]) {
            const style = getComputedStyle(element, part), look = {};
            for (const name of style) if (!name.startsWith("--")) look[name] = style.getPropertyValue(name);
            const told = Object.entries(look).filter(([name, value]) => last[name] !== value);
            looks.push([element.localName + "." + element.getAttribute("class") + part, told.join("; ")]);
            last = look;
        }
    return looks;
}"""
IN_FULL = """async (hrefs) => {
    const bundle = document.querySelector("link[href*='assets/css/site.']");
    const links = hrefs.map((href) => Object.assign(document.createElement("link"), {rel: "stylesheet", href}));
    const arrived = links.map((link) => new Promise((go, fail) => Object.assign(link, {onload: go, onerror: fail})));
    bundle.after(...links);
    await Promise.all(arrived);
    bundle.remove();
}"""


def _given_all(folder: Path) -> Path:
    """The bakery with annotations, with versions, and with a repository that has stars."""
    bakery = Bakery(copy_bakery(folder))
    settings = bakery.path("mkdocs.yml").read_text("utf-8")
    more = "repo_url: https://github.com/bakery/book\nextra:\n  version:\n    provider: mike\n"
    bakery.write("mkdocs.yml", settings.replace("  features:\n", "  features:\n    - content.code.annotate\n") + more)
    bakery.write("content/start.md", bakery.path("content/start.md").read_text("utf-8") + ANNOTATED)
    return bakery.root


@pytest.fixture(scope="module")
def given_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Host, Path]]:
    """Served as mike publishes it, without the file that lists the versions."""
    folder, _ = built_once(tmp_path_factory, "given-all", _given_all)
    with serve(folder / "site", below="/2.0/") as host:
        yield host, folder / "site"


def is_missed(somebody: Reader, site: Path) -> list[str]:
    """Parts of the page that look otherwise with the style sheets as the 404 page names them, in full."""
    names = re.findall(
        r'<link rel="stylesheet" href="[^"]*?(assets/[^"]+\.css)"', (site / "404.html").read_text("utf-8")
    )
    assert len(names) > 10
    somebody.page.add_style_tag(content=MOVES)
    found = somebody.see(LOOKS)
    somebody.see(IN_FULL, [somebody.host.url + name for name in names])
    in_full = somebody.see(LOOKS)
    return [(part or other)[0] for part, other in zip_longest(found, in_full) if part != other]


def test_what_the_themes_script_makes_looks_as_in_full(reader: OpenReader, given_all: tuple[Host, Path]) -> None:
    """Annotations, a repository's numbers, the choice of a version."""
    host, site = given_all
    somebody = reader(at=host)
    answer = {"Access-Control-Allow-Origin": "*"}

    def told(route: Route) -> None:
        route.fulfill(body=json.dumps(OF_REPOSITORY[route.request.url]), headers=answer)

    somebody.context.route("https://api.github.com/**", told)
    somebody.context.route("**/versions.json", lambda route: route.fulfill(body=json.dumps(VERSIONS)))
    somebody.open("start/")
    for made in MADE:
        somebody.page.locator(made).first.wait_for(state="attached")
    somebody.forgive(*(f"request to another host: {url}" for url in OF_REPOSITORY))
    assert is_missed(somebody, site) == []


@pytest.mark.matrix
def test_a_page_of_the_site_looks_as_in_full(reader: OpenReader, site: Site) -> None:
    """One of the real site, which has none of that, when the theme's script has come."""
    somebody = reader()
    somebody.open("start/")
    assert is_missed(somebody, site.root) == []
