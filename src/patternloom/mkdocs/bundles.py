"""The style sheets and scripts that every page loads, as one file each, without what no page of the site uses.

In: finished pages, and the built site with the files that they name. Out: pages that name one style sheet in the place
of the theme's and ours, and one script in the place of ours that stand side by side; and these files. What a project
lists in `extra_css` or `extra_javascript`, what other plugins bring and what has settings of its own stays apart.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from patternloom.reading import defaults
from patternloom.text import lean, style_sheets

_STYLE = re.compile(r'<link rel="stylesheet" href="([^"?]+)">')
_SCRIPT = re.compile(r'<script src="([^"?]+)"></script>')
_ANY_SCRIPT = re.compile(r'<script [^>]*\bsrc="([^"?]+)"')
_RUN = r"(?:{one}\s*)+"
_THEMES = re.compile(r"assets/stylesheets/(?:main|palette)\.\w+\.min\.css")
_CLASSES = re.compile(r"""\bclass=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_WORD = re.compile(r"[\w-]+")

Names = tuple[str, ...]


class Bundles:
    """The bundles of one language's site."""

    def __init__(self) -> None:
        self._made: dict[str, Names] = {}
        self._classes: set[str] = set()
        self._scripts: set[str] = set()
        self._others: set[str] = set()
        ours = defaults.OVERRIDES / "assets"
        self._ours = {path.relative_to(defaults.OVERRIDES).as_posix() for path in ours.rglob("*.*")}

    def page(self, html: str, url: str) -> str:
        """The page at that address with bundles in the place of what they hold."""
        self._classes.update("".join(found) for found in _CLASSES.findall(html))
        self._classes.update(_INLINE.findall(html))
        html = self._bundled(html, url, _STYLE, "assets/css", '<link rel="stylesheet" href="{}">')
        return self._bundled(html, url, _SCRIPT, "assets/js", '<script src="{}"></script>')

    def _bundled(self, html: str, url: str, one: re.Pattern[str], folder: str, form: str) -> str:
        here = posixpath.dirname(url)
        root = posixpath.relpath(".", here or ".")

        def replaced(run: re.Match[str]) -> str:
            hrefs = one.findall(run[0])
            names = [posixpath.normpath(posixpath.join(here, href)) for href in hrefs]
            first, last = self._span(names)
            if last - first < 2:
                return run[0]
            name = self._name(tuple(names[first:last]), folder, names[first].rsplit(".", 1)[-1])
            shown = [form.format(href) for href in hrefs]
            shown[first:last] = [form.format(posixpath.normpath(posixpath.join(root, name)))]
            return "\n".join([*shown, ""])

        whole = re.sub(_RUN.format(one=one.pattern.replace("(", "(?:", 1)), replaced, html)
        self._look_elsewhere(whole, here)
        return whole

    def _span(self, names: Sequence[str]) -> tuple[int, int]:
        """From where to where the first of them are the theme's or ours, one behind another."""
        own = [name in self._ours or bool(_THEMES.fullmatch(name)) for name in names]
        first = own.index(True) if any(own) else 0
        last = first
        while last < len(own) and own[last]:
            last += 1
        return first, last

    def _name(self, names: Names, folder: str, ending: str) -> str:
        """Of the same files the same, in every build."""
        name = f"{folder}/site.{sha256(' '.join(names).encode()).hexdigest()[:8]}.{ending}"
        self._made[name] = names
        return name

    def _look_elsewhere(self, html: str, here: str) -> None:
        for found, kept in ((_STYLE, self._others), (_ANY_SCRIPT, self._scripts)):
            hrefs = (href for href in found.findall(html) if "//" not in href)
            kept.update(posixpath.normpath(posixpath.join(here, href)) for href in hrefs)

    def write(self, site: Path) -> None:
        """Write the bundles below the built site, and our other scripts without comments."""
        for path in (site / "assets" / "js").glob("*.js"):
            if path.relative_to(site).as_posix() in self._ours:
                path.write_text(lean.script(path.read_text("utf-8")), "utf-8")
        words = self._words(site)
        others = "".join(_text(site / name) for name in sorted(self._others - self._made.keys()))
        for name, names in self._made.items():
            texts = [_text(site / part) for part in names]
            if name.endswith(".js"):
                whole = "".join(texts)
            else:
                rules = [rule for text in texts for rule in style_sheets.read(text)]
                matched = style_sheets.without_unmatched(rules, words)
                whole = style_sheets.written(style_sheets.without_unused_pictures(matched, words, others)) + "\n"
            (site / name).write_text(whole, "utf-8")

    def _words(self, site: Path) -> set[str]:
        """What may be a class: whatever stands where classes do, and every word of a script."""
        ours = (name for name in self._ours if name.endswith(".js"))
        scripts = (_text(site / name) for name in {*self._scripts, *ours} if "mermaid" not in name)
        return {word for text in (*self._classes, *scripts) for word in _WORD.findall(text)}


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
