"""The Content-Security-Policy that the built site works under: no script but its own, those in its pages by their hash.

In: the folder of a whole built site. Out: the policy as a text, and files in that folder that a host takes it from:
the header's value alone, `_headers`, and what nginx and Apache include. A page that cannot do without inline styles,
such as one that mermaid draws in, gets a looser policy for its path alone. It sends no header itself, lets nothing in
that no page of the site has, and leaves a `_headers` that the site brings along as it is.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from patternloom.problems.findings import shown

POLICY, HEADERS = "content-security-policy.txt", "_headers"
NGINX, APACHE = "content-security-policy.nginx.conf", "content-security-policy.apache.conf"
# A script in a page, but for data, which no browser runs. No text of the catalog brings one along.
_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<script>.*?)</script>", re.DOTALL | re.IGNORECASE)
_NOT_RUN_HERE = re.compile(rb"\bsrc=|\btype=[\"']?(?:application|text)/(?!javascript|ecmascript)", re.IGNORECASE)
_STYLE = re.compile(rb"style\s*=")
# Not of `card-index.html`, which is a page of its own.
_OF_FOLDER = re.compile(r"(?<![^/])index\.html$")
# The theme's way to put a page into the window of another: it parses HTML, which trusted types do not let it. What the
# theme is told stands in a script of its own, which no text of the catalog is in.
_PARSES = b'"navigation.instant"'
_TOLD_THEME = re.compile(rb"<script id=\"?__config\b[^>]*>[^<]*")
_REST = (
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_TRUSTED = "; require-trusted-types-for 'script'"
_NO_GUESSING = ("X-Content-Type-Options", "nosniff")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a site's pages may load and run."""

    strict: str
    """The header's value for the site."""
    loose: str
    """… and for the pages that have styles of their own."""
    loose_pages: tuple[str, ...]
    """Their addresses from the host's root."""


def policy_of(site: Path, below: str = "/") -> Policy:
    """Pages at every depth are looked at, the 404 page too; the site lies `below` that path of its host."""
    scripts: set[bytes] = set()
    loose_pages: list[str] = []
    parses = False
    for path in _pages(site):
        page = Path(site, path).read_bytes()
        # Whether a word is there at all is told in a tenth of the time, and in most of thousands of pages none is.
        lower = page.lower()
        if b"<script" in lower:
            page = page.replace(b"\r\n", b"\n")  # as a browser reads it
            scripts |= _scripts(page)
            parses = parses or any(_PARSES in told for told in _TOLD_THEME.findall(page))
        if (b"mermaid" in lower or b"<style" in lower or _STYLE.search(lower)) and _Styles.are_in(page):
            loose_pages.append(below + _OF_FOLDER.sub("", path))
    hashes = sorted(f" 'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts)
    begin = f"default-src 'none'; script-src 'self'{''.join(hashes)}; style-src 'self'"
    strict = f"{begin}; {_REST}{'' if parses else _TRUSTED}"
    return Policy(strict, f"{begin} 'unsafe-inline'; {_REST}", tuple(loose_pages))


class _Styles(HTMLParser):
    """Whether a page has styles of its own: what a text or an attribute's value says, such as `style=`, is none."""

    found = False

    @classmethod
    def are_in(cls, page: bytes) -> bool:
        """Whether an element is a style, has one, or is drawn in."""
        parser = cls()
        parser.feed(page.decode("utf-8", "replace"))
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element, one that ends at once, too."""
        classes = " ".join(value or "" for name, value in attrs if name == "class").split()
        self.found |= tag == "style" or "mermaid" in classes or any(name == "style" for name, _ in attrs)


def _pages(site: Path) -> list[str]:
    """Every page of a site, from its root."""
    start = len(os.fspath(site)) + 1
    found = (os.path.join(folder, name) for folder, _, names in os.walk(site) for name in names)
    return sorted(path[start:].replace(os.sep, "/") for path in found if path.endswith(".html"))


def _scripts(page: bytes) -> set[bytes]:
    return {
        match["script"]
        for match in _SCRIPT.finditer(page)
        if match["script"] and not _NOT_RUN_HERE.search(match["attributes"])
    }


def write_policy(site: Path, below: str = "/") -> Policy:
    """Write every file that a host takes the policy from; the policy."""
    policy = policy_of(site, below)
    for name, lines in _files(policy).items():
        if name != HEADERS or not (site / name).exists():
            (site / name).write_text("\n".join([*lines, ""]), "utf-8")
    return policy


def _files(policy: Policy) -> Mapping[str, list[str]]:
    return {
        POLICY: [policy.strict],
        HEADERS: list(_for_static_hosts(policy)),
        NGINX: list(_for_nginx(policy)),
        APACHE: list(_for_apache(policy)),
    }


def _for_static_hosts(policy: Policy) -> Iterator[str]:
    """A header that a later rule takes away (`!`) is set anew: two of them would both hold."""
    yield from ("/*", f"  Content-Security-Policy: {policy.strict}", f"  {': '.join(_NO_GUESSING)}")
    for page in policy.loose_pages:
        yield from (page, "  ! Content-Security-Policy", f"  Content-Security-Policy: {policy.loose}")


def _for_nginx(policy: Policy) -> Iterator[str]:
    """For `include` in a `server` or `location`; a `location` with headers of its own needs it once more."""
    yield f'set $patternloom_policy "{policy.strict}";'
    for page in policy.loose_pages:
        yield f'if ($uri ~ "{_pattern(page)}") {{ set $patternloom_policy "{policy.loose}"; }}'
    yield "add_header Content-Security-Policy $patternloom_policy always;"
    yield f"add_header {' '.join(_NO_GUESSING)} always;"


def _for_apache(policy: Policy) -> Iterator[str]:
    """For `Include`, or as the site's `.htaccess`."""
    yield f'Header always set Content-Security-Policy "{policy.strict}"'
    for page in policy.loose_pages:
        yield f'<If "%{{REQUEST_URI}} =~ m#{_pattern(page)}#">'
        yield from (f'  Header always set Content-Security-Policy "{policy.loose}"', "</If>")
    yield f'Header always set {_NO_GUESSING[0]} "{_NO_GUESSING[1]}"'


def _pattern(page: str) -> str:
    """A page's address, also as the file that a server turns it into."""
    name = re.escape(page).replace('"', ".")
    return f"^{name}(index\\.html)?$" if page.endswith("/") else f"^{name}$"


def loose_pages_told(policy: Policy) -> str:
    """Which pages have the looser policy, in a line; empty where none has."""
    pages = ", ".join(shown(page) for page in policy.loose_pages[:5])
    more = f" and {len(policy.loose_pages) - 5} more" if len(policy.loose_pages) > 5 else ""
    return f"pages with styles of their own, for which the policy allows inline styles: {pages}{more}" if pages else ""
