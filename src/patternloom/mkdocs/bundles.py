"""The style sheets and scripts that every page loads, as one file each, without what no page of the site uses.

In: finished pages, and the built site with the files that they name. Out: pages that name one style sheet in the place
of the theme's and ours, one script in the place of ours that stand side by side, and the theme's script as one that
ours fetches; and these files. What a project lists in `extra_css` or `extra_javascript`, what other plugins bring and
what has settings of its own stays apart.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from patternloom.reading import defaults
from patternloom.text import minify, style_sheets

# Also as Beautiful Soup writes it: another plugin may have read the page.
_STYLE = re.compile(r'<link(?: rel="stylesheet"| href="([^"?]+)"){2}/?>')
_SCRIPT = re.compile(r'<script src="([^"?]+)"></script>')
_ANY_SCRIPT = re.compile(r'<script [^>]*\bsrc="([^"]+)"')
_THEMES_STYLE = re.compile(r"assets/stylesheets/(?:main|palette)\.\w+\.min\.css")
_THEMES_BUNDLE = re.compile(r"assets/javascripts/bundle\.\w+\.min\.js")
_THEMES_SCRIPT = re.compile(rf'<script src="((?:[^"?]*/)?{_THEMES_BUNDLE.pattern})"></script>')
# How classes begin that only the theme's script gives, and what a page holds where it does: annotations, a repository
# whose numbers it fetches, versions to choose from. A page's settings are JSON, in which no `<` stands.
_GIVEN_FOR = {
    "md-annotation": re.compile(r"""class=[^>]*\bannotate\b|__config[^<]*"content\.code\.annotate\""""),
    "md-source__": re.compile(r"""data-md-component=["']?source\b"""),
    "md-version": re.compile(r"""__config[^<]*"version": *[^ n]"""),
}
# Of these, more may be found than there is: a style sheet keeps what could be needed.
_CLASSES = re.compile(r"""class=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_CHOICES = re.compile(r"""data-[\w-]+=["']?([\w-]+)""")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
_NO_GROUP = re.compile(r"\((?!\?)")

Names = tuple[str, ...]


class Bundles:
    """The bundles of one language's site."""

    def __init__(self, *, later: bool) -> None:
        """The theme's script may come `later`, where no script of somebody else stands in a page."""
        self._later = later
        self._made: dict[str, Names] = {}
        self._classes: set[str] = set()
        self._not_given = _GIVEN_FOR
        """Those for which no page so far has a use."""
        self._named: set[str] = set()
        """Every file that a page names and that is no bundle."""
        assets = (defaults.OVERRIDES / "assets").rglob("*.*")
        self._ours = {path.relative_to(defaults.OVERRIDES).as_posix() for path in assets}

    def page(self, html: str, url: str) -> str:
        """The page at that address with bundles in the place of what they hold."""
        here = posixpath.dirname(url)
        self._classes.update("".join(found) for found in set(_CLASSES.findall(html)))
        self._classes.update((*_INLINE.findall(html), *_CHOICES.findall(html)))
        self._not_given = {begin: holds for begin, holds in self._not_given.items() if not holds.search(html)}
        for kind in (_STYLE, _ANY_SCRIPT):
            self._named.update(_files(kind.findall(html), here))
        html = self._bundled(html, here, _STYLE, "assets/css", '<link rel="stylesheet" href="{}">')
        html = self._bundled(html, here, _SCRIPT, "assets/js", '<script src="{}"></script>')
        others = [name for name in _files(_ANY_SCRIPT.findall(html), here) if name not in {*self._made, *self._ours}]
        if self._later and len(others) == 1 and "document$" not in html:
            # A type that no browser runs, nor fetches.
            html = _THEMES_SCRIPT.sub(r'<script id="__pl-theme" type="text/plain" data-src="\1"></script>', html)
        return html

    def _bundled(self, html: str, here: str, one: re.Pattern[str], folder: str, form: str) -> str:
        root = posixpath.relpath(".", here or ".")

        def replaced(run: re.Match[str]) -> str:
            hrefs = one.findall(run[0])
            names = list(_files(hrefs, here))
            first, last = self._span(names)
            if last - first < 2:
                return run[0]
            name = self._name(tuple(names[first:last]), folder)
            bundle = posixpath.normpath(posixpath.join(root, name))
            return "".join(f"{form.format(href)}\n" for href in (*hrefs[:first], bundle, *hrefs[last:]))

        single = _NO_GROUP.sub("(?:", one.pattern)
        # Begun with what it begins with, it is looked for as fast as a word.
        return re.sub(rf"{single}\s*(?:{single}\s*)*", replaced, html)

    def _span(self, names: Sequence[str]) -> tuple[int, int]:
        """From where to where the first of them are the theme's or ours, one behind another."""
        own = [name in self._ours or bool(_THEMES_STYLE.fullmatch(name)) for name in names]
        first = own.index(True) if any(own) else len(own)
        last = first
        while last < len(own) and own[last]:
            last += 1
        return first, last

    def _name(self, names: Names, folder: str) -> str:
        """Of the same files the same, in every build."""
        ending = names[0].rsplit(".", 1)[-1]
        name = f"{folder}/site.{sha256(' '.join(names).encode()).hexdigest()[:8]}.{ending}"
        self._made[name] = names
        return name

    def write(self, site: Path) -> None:
        """Write the bundles below the built site, and our other scripts without comments."""
        for name in self._ours:
            path = site / name
            if path.suffix == ".js" and path.is_file():
                path.write_text(minify.script(path.read_text("utf-8")), "utf-8")
        words = self._words(site)
        bundled = {name for names in self._made.values() for name in names}
        others = "".join(_text(site / name) for name in self._named - bundled if name.endswith(".css"))
        for name, names in self._made.items():
            texts = [_text(site / part) for part in names]
            whole = "".join(texts) if name.endswith(".js") else _style("\n".join(texts), words, others)
            (site / name).write_text(whole, "utf-8")

    def _words(self, site: Path) -> set[str]:
        """What may be a class: whatever stands where classes do, and every word of a script, but those of the theme's
        for which no page has a use."""
        scripts = {name for name in {*self._named, *self._ours} if _is_script(name)}
        themes = set(filter(_THEMES_BUNDLE.fullmatch, scripts))
        given = {word for word in _found(site, themes) if not word.startswith(tuple(self._not_given))}
        return {word for text in self._classes for word in _WORD.findall(text)} | _found(site, scripts - themes) | given


def _files(hrefs: Sequence[str], here: str) -> Iterator[str]:
    """From the language's root; what lies elsewhere stays an address."""
    for href in hrefs:
        yield href if "//" in href else posixpath.normpath(posixpath.join(here, href.split("?")[0]))


def _is_script(name: str) -> bool:
    # Mermaid's has a million words, and draws into pictures, whose style sheets are its own.
    return name.endswith(".js") and "mermaid" not in name and "//" not in name


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _found(site: Path, names: set[str]) -> set[str]:
    """All words of these files."""
    return {word for name in names for word in _WORD.findall(_text(site / name))}


def _style(css: str, words: set[str], others: str) -> str:
    matched = style_sheets.without_unmatched(style_sheets.read(css), words)
    return style_sheets.written(style_sheets.without_unused_pictures(matched, words, others)) + "\n"
