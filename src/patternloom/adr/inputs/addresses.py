"""An address, taken apart: whether it is one of the reference's, and which entry or page of it.

In: an address as a record has it, the prefixes that are the reference's, its languages. Out: the parts, or nothing.
Whether an entry or page of that name exists is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

_PARTS = re.compile(r"(?i:https?:)?//([^/?#\\]*)([^?#]*)(\?[^#]*)?(?:#(.*))?", re.DOTALL)
_PORT = re.compile(r":(?:80|443)?$")


@dataclass(frozen=True, slots=True)
class Site:
    """A prefix of addresses: a host, and a path by its segments."""

    host: str
    segments: tuple[str, ...]


def site_of(prefix: str) -> Site | None:
    """The prefix that an address stands for; None where it is no address of http or https."""
    match = _PARTS.fullmatch(prefix)
    if not match or not _host(match[1]) or match[3] or match[4]:
        return None
    return Site(_host(match[1]), tuple(segment for segment in _segments(match[2]) if segment))


def leads_somewhere(address: str) -> bool:
    """Whether a page may link it: whoever names it writes what they like."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


@dataclass(frozen=True, slots=True)
class Cited:
    """What an address says that it leads to."""

    prefix: str
    """The site, as it is written, up to the slash."""
    language: str
    kind: Literal["permalink", "page", "home", "file"]
    path: str = ""
    """Of a page, from the site's root, its language's folder with it."""
    id: str = ""
    revision: str = ""
    """Of a permalink, what stands behind the id."""
    anchor: str = ""
    query: str = ""

    def permalink(self, id: str, language: str, languages: Sequence[str], revision: int | None, anchor: str) -> str:
        """An entry's lasting address at the same site."""
        folder = "" if not languages or language == languages[0] else f"{language}/"
        pin = "" if revision is None else f"r{revision}/"
        return f"{self.prefix}{folder}p/{id}/{pin}{self.query}{f'#{anchor}' if anchor else ''}"


def cited(address: str, sites: Sequence[Site], languages: Sequence[str]) -> Cited | None:
    """The parts of an address, if it is one of ours."""
    match = _PARTS.fullmatch(address)
    if not match:
        return None
    host, segments = _host(match[1]), _segments(match[2])
    own = [site for site in sites if site.host == host and tuple(segments[: len(site.segments)]) == site.segments]
    if not own:
        return None
    depth = max(len(site.segments) for site in own)
    raw = match[2].split("/")
    prefix = address[: match.start(2)] + "/".join(raw[: depth + 1]) + "/"
    rest, language = segments[depth:], languages[0] if languages else ""
    folder = ""
    if rest and rest[0] in languages[1:]:
        language, folder, rest = rest[0], f"{rest[0]}/", rest[1:]
    if rest and rest[-1] in ("index.html", ""):
        rest = rest[:-1]
    anchor, query = unquote(match[4] or ""), match[3] or ""
    if not any(rest):
        return Cited(prefix, language, "home", anchor=anchor)
    if rest[0] == "p" and len(rest) in (2, 3) and rest[1]:
        revision = rest[2] if len(rest) == 3 else ""
        return Cited(prefix, language, "permalink", id=rest[1], revision=revision, anchor=anchor, query=query)
    last = rest[-1].removesuffix(".html")
    if "." in last:
        return Cited(prefix, language, "file")
    path = folder + "/".join([*rest[:-1], last]) + "/"
    return Cited(prefix, language, "page", path, anchor=anchor, query=query)


def _host(authority: str) -> str:
    return _PORT.sub("", authority.rpartition("@")[2].lower()).rstrip(".")


def _segments(path: str) -> list[str]:
    """Without those that lead nowhere or back."""
    found: list[str] = []
    parts = [unquote(part) for part in path.removeprefix("/").split("/")]
    for part in parts:
        if part == "..":
            del found[-1:]
        elif part != ".":
            found.append(part)
    if parts[-1] in (".", ".."):
        found.append("")
    return found
