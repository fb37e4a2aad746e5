"""What an HTML page is made of, as far as tests ask: ids, addresses, and elements where none may stand.

It reads the text of the file itself, without repairing it as a browser or BeautifulSoup would.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_LINKS = frozenset({"canonical", "alternate", "edit", "prev", "next"})
"""`<link rel=…>` that a browser does not fetch."""
_PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl"},
    "dd": {"dl"},
    "tr": {"thead", "tbody", "tfoot", "table"},
    "td": {"tr"},
    "th": {"tr"},
    "figcaption": {"figure"},
    "caption": {"table"},
}
_BLOCKS = frozenset(
    ("p", "ul", "ol", "dl", "div", "table", "figure", "pre", "blockquote", "section", *(f"h{n}" for n in range(1, 7)))
)


@dataclass
class Html(HTMLParser):
    """One page, read."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    """`href` of `<a>`: a reader may follow them."""
    resources: list[str] = field(default_factory=list)
    """What a browser fetches by itself."""
    head: dict[str, str] = field(default_factory=dict)
    """`rel` → `href` of the head's links, `lang` of the page, `refresh` of the meta element."""
    alternates: dict[str, str] = field(default_factory=dict)
    """`hreflang` → `href` of links in the page."""
    misplaced: list[str] = field(default_factory=list)
    """Elements where HTML does not allow them, and ends that fit no start."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in what the element says."""
        values = {name: value or "" for name, value in attrs}
        above, parent = ["", "", *self._open][-2:]
        if parent == "div" and above == "dl":
            parent = "dl"  # which may hold its pairs in boxes
        if tag in _PARENTS and parent not in _PARENTS[tag]:
            self.misplaced.append(f"<{tag}> in <{parent}>, line {self.getpos()[0]}")
        if tag in _BLOCKS and "p" in self._open and "svg" not in self._open:
            self.misplaced.append(f"<{tag}> in <p>, line {self.getpos()[0]}")
        if "id" in values:
            self.ids[values["id"]] += 1
        href = values.get("href")
        match tag:
            case "html":
                self.head["lang"] = values.get("lang", "")
            case "a" if href is not None:
                self.links.append(href)
                if "hreflang" in values:
                    self.alternates[values["hreflang"]] = href
            case "link" if href is not None:
                rel = values.get("rel", "")
                self.head.setdefault(rel, href)
                if rel not in _LINKS:
                    self.resources.append(href)
            case "meta" if values.get("http-equiv") == "refresh":
                self.head["refresh"] = values["content"].partition("url=")[2]
        self.resources += [values[name] for name in ("src", "poster", "data") if values.get(name)]
        self.resources += [part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<path/>`: a start without an end."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close the element, which must be the innermost."""
        if tag in _VOID:
            return
        if self._open and self._open[-1] == tag:
            self._open.pop()
            return
        self.misplaced.append(f"</{tag}> in <{self._open[-1] if self._open else ''}>, line {self.getpos()[0]}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass


def read_html(path: Path) -> Html:
    """The page at a path."""
    page = Html()
    page.feed(path.read_text("utf-8"))
    page.close()
    return page


def read_site(root: Path) -> dict[str, Html]:
    """Every page below a folder, by its address from there: `areas/storage/`, `404.html`."""
    pages = {}
    for path in sorted(root.rglob("*.html")):
        name = path.relative_to(root).as_posix()
        pages[name.removesuffix("index.html")] = read_html(path)
    return pages


def broken_links(pages: dict[str, Html], root: Path, site_url: str) -> list[str]:
    """Links of the pages that lead to no file below `root`, or to no anchor of the page there.

    A link to the site's own public address counts as a link to the page there.
    """
    base = site_url if site_url.endswith("/") else f"{site_url}/"
    prefix = urlsplit(base).path
    broken = []
    for address, page in pages.items():
        for link in dict.fromkeys([*page.links, *page.resources, page.head.get("refresh", "")]):
            if link.startswith("//"):
                # Another host by the letter; nobody writes that here on purpose.
                broken.append(f"{address or '/'}: {link} (no scheme)")
                continue
            target = urlsplit(urljoin(base + address, link))
            if target.netloc != urlsplit(base).netloc or target.scheme not in ("http", "https"):
                continue
            path = unquote(target.path)
            if not path.startswith(prefix):
                broken.append(f"{address or '/'}: {link} (leaves the site)")
                continue
            path = path.removeprefix(prefix)
            anchor = unquote(target.fragment)
            if path in pages:
                if anchor and anchor not in pages[path].ids:
                    broken.append(f"{address or '/'}: {link} (no such anchor)")
            elif not (root / PurePosixPath(path)).is_file():
                broken.append(f"{address or '/'}: {link} (no such page)")
    return broken


def outside_resources(pages: dict[str, Html]) -> list[str]:
    """Resources that a browser would fetch from another host."""
    return [
        f"{address or '/'}: {resource}"
        for address, page in pages.items()
        for resource in page.resources
        if urlsplit(resource).netloc or urlsplit(resource).scheme not in ("", "data")
    ]
