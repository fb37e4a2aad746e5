"""MkDocs' events to our functions and back: the only file that imports mkdocs, and nothing more.

One `mkdocs build` gives every language: the default language's build starts the others as processes
of their own (`mkdocs.<language>.yml`) and takes their results in at the end. All of it is built
beside `site_dir` and takes its place only when nothing failed, strict-only warnings included.
"""

from __future__ import annotations

import atexit
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from patternloom.export import Export, Project, export
from patternloom.pages import url_of
from patternloom.problems import PatternloomError

log = logging.getLogger("mkdocs.plugins.patternloom")

# Set for the builds that another build started: they start no more.
_CHILD = "PATTERNLOOM_CHILD"
MERMAID = "assets/vendor/mermaid.min.js"
# A design example's listing, as the highlighter leaves it, and what holds its place.
_LISTING = re.compile(r'<div class="[^"]*\bpl-code\b[^"]*"><pre>.*?</pre></div>', re.DOTALL)
_HELD = re.compile(r"<!--pl-listing-(\d+)-->")


class PatternloomConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs leaves its hook untyped
    """The plugin's options in `mkdocs.yml`."""

    catalog = config_options.Dir(default="catalog", exists=True)
    macros = config_options.Dir(default="macros", exists=True)
    language = config_options.Optional(config_options.Type(str))
    """Of this build; the catalog's first language unless set."""


class PatternloomPlugin(BasePlugin[PatternloomConfig]):  # type: ignore[no-untyped-call]  # as above
    """Hands the rendered catalog to MkDocs."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keep this object over the rebuilds of `mkdocs serve`."""
        self.building: Path | None = None
        self.children: dict[str, subprocess.Popen[str]] = {}
        # Ctrl-C in the middle of a build reaches no event of MkDocs.
        atexit.register(self._clean_up)

    # Before mermaid2 looks for its library, and before any plugin reads the navigation.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and render everything; point the build beside the site; start the other languages."""
        root = Path(config.config_file_path or ".").parent
        project = Project(root, Path(self.config.catalog), Path(self.config.macros), Path(config.docs_dir))
        try:
            self.export: Export = export(project, self.config.language)
        except PatternloomError as error:
            raise PluginError(f"the catalog or content has mistakes:\n{error}") from None
        for warning in self.export.warnings:
            log.info(str(warning))
        pages = self.export.plan.pages[self.export.language]
        self.listings: dict[str, list[str]] = {}
        self.about_an_entry = frozenset(page.path for page in pages if page.entry)
        self.warnings = CountHandler()
        self.warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self.warnings)

        _provide_mermaid(Path(config.docs_dir))
        config.extra["languages"] = self._languages(config.site_url or "")
        config.extra["words"] = self.export.words[self.export.language]
        # One memory for all languages: Material files the palette that a reader chose under this path.
        config.extra.setdefault("scope", urlsplit(config.site_url or "").path or "/")
        if self.export.language != self.export.languages[0] and config.site_url:
            # `site_url` is the root of all languages; this one's lies below it.
            config.site_url = f"{config.site_url}{self.export.language}/"
        config.nav = list(_navigation(config.nav or [], self.export))
        if os.environ.get(_CHILD):
            return config
        self.site_dir = Path(config.site_dir)
        self.site_dir.parent.mkdir(parents=True, exist_ok=True)
        self.building = Path(tempfile.mkdtemp(prefix=f".{self.site_dir.name}-", dir=self.site_dir.parent))
        config.site_dir = str(self.building / "site")
        if self.export.language == self.export.languages[0]:
            self._start_other_languages(root, strict=bool(config.strict))
        return config

    def _languages(self, site_url: str) -> list[dict[str, str]]:
        """Every language with its root: absolute, and as the way from this language's root."""
        default, here = self.export.languages[0], self.export.language
        up = "" if here == default else "../"
        folders = {tag: "" if tag == default else f"{tag}/" for tag in self.export.languages}
        return [
            {
                "tag": tag,
                "name": self.export.words[tag]["language_name"],
                "base": site_url + folder,
                "root": "" if tag == here else up + folder,
            }
            for tag, folder in folders.items()
        ]

    def _start_other_languages(self, root: Path, *, strict: bool) -> None:
        assert self.building
        for language in self.export.languages[1:]:
            file = root / f"mkdocs.{language}.yml"
            if not file.is_file():
                raise PluginError(
                    f"no {file.name}, expected the configuration of language '{language}' beside mkdocs.yml"
                )
            # Not `--quiet`: MkDocs would then neither print nor count the warnings that `--strict` fails on.
            command = [sys.executable, "-m", "mkdocs", "build", "-f", str(file)]
            command += ["-d", str(self.building / language), "--strict" if strict else "--no-strict"]
            self.children[language] = subprocess.Popen(
                command,
                env={**os.environ, _CHILD: "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the templates of `docs_dir` by the rendered pages; other files stay as they are."""
        for file in [file for file in files if file.is_documentation_page()]:
            files.remove(file)
        for rendered in self.export.files:
            file = File.generated(config, rendered.path, content=rendered.text)
            file.edit_uri = rendered.origin
            files.append(file)
        for asset in self.export.assets:
            files.append(File.generated(config, asset.path, content=asset.data))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Let search show the pages about an entry before those that only name it."""
        if page.file.src_uri in self.about_an_entry:
            page.meta.setdefault("search", {"boost": 2})

    # After every plugin that changes a page's content, and before search reads it.
    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Hold the listings back: search leaves them out, and would read thousands of coloured pieces for that."""
        held = self.listings[page.file.src_uri] = []

        def hold(listing: re.Match[str]) -> str:
            held.append(listing[0])
            return f"<!--pl-listing-{len(held) - 1}-->"

        return _LISTING.sub(hold, html)

    @event_priority(100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the listings back."""
        held = self.listings.pop(page.file.src_uri, [])
        return _HELD.sub(lambda place: held[int(place[1])], output) if held else output

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let the page's edit link lead to the YAML or Markdown it came from."""
        if self.export.edit_url and page.file.edit_uri:
            page.edit_url = self.export.edit_url.replace("{path}", page.file.edit_uri)
        return context

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Rebuild when the catalog or a macro changes too."""
        languages = Path(config.config_file_path or ".").parent.glob("mkdocs.*.yml")
        for path in (self.config.catalog, self.config.macros, config.theme.custom_dir, *map(str, languages)):
            if path:
                server.watch(path)
        return server

    # After every other plugin has had its say.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Take the other languages in and put the finished site in its place."""
        if os.environ.get(_CHILD) or self.building is None:
            return
        for language, child in self.children.items():
            _pass_on(child.communicate()[0], language, failed=bool(child.returncode))
            if child.returncode:
                raise PluginError(f"the build of language '{language}' failed; the site is left as it was")
            (self.building / language).rename(Path(config.site_dir, language))
        self.children = {}
        count = self.warnings.get_counts()
        if config.strict and any(number for _, number in count):
            # MkDocs counts and aborts right after this event: leave the last good site alone.
            self._clean_up()
            return
        _swap(Path(config.site_dir), self.site_dir, self.building / "before")
        self._clean_up()
        log.info(f"The site is ready in {self.site_dir}, in {', '.join(self.export.languages)}")

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half-built behind."""
        self._clean_up()

    def _clean_up(self) -> None:
        for child in self.children.values():
            child.kill()
            child.wait()
        self.children = {}
        if self.building:
            shutil.rmtree(self.building, ignore_errors=True)
            self.building = None
        if hasattr(self, "warnings"):
            logging.getLogger("mkdocs").removeHandler(self.warnings)


def _pass_on(output: str, language: str, *, failed: bool) -> None:
    """Say what another language's build said, each line at its level; one of another form belongs to a failure."""
    for line in output.splitlines():
        match = re.match(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL) *-  (.*)", line)
        level = match[1] if match else "ERROR" if failed else "INFO"
        if level not in ("DEBUG", "INFO") and line.strip():
            log.log(logging.getLevelNamesMapping()[level], f"[{language}] {match[2] if match else line}")


def _swap(new: Path, site: Path, aside: Path) -> None:
    if site.exists():
        site.rename(aside)
    new.rename(site)


def _provide_mermaid(docs_dir: Path) -> None:
    """Copy mermaid's own library from the installed package to where mermaid2 looks for it."""
    package = find_spec("mermaidx")  # found, not imported: it would load an engine that nothing here runs
    assert package
    assert package.origin
    library = Path(package.origin).parent / "assets" / "mermaid.js"
    target = docs_dir / MERMAID
    data = library.read_bytes()
    if not target.is_file() or target.stat().st_size != len(data):
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two languages build at once: each writes a file of its own and renames it.
        part = target.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(data)
        part.replace(target)


def _navigation(items: list[Any], exported: Export) -> Iterator[Any]:
    """`nav:` with `{words}` as section titles and `areas/*` as the pages there, in the catalog's order."""
    words = exported.words[exported.language]
    for item in items:
        if isinstance(item, dict):
            for title, value in item.items():
                key = title.strip("{}")
                if title.startswith("{") and key not in words:
                    raise PluginError(f"nav: unknown word '{key}' in '{title}', expected a key of the strings files")
                shown = words[key] if title.startswith("{") else title
                yield {shown: list(_navigation(value, exported)) if isinstance(value, list) else value}
        elif isinstance(item, str) and item.endswith("/*"):
            folder = item[:-1]
            pages = [file.path for file in exported.files if file.path.endswith(".md")]
            yield from (
                path
                for path in pages
                if path.startswith(folder) and "/" not in path[len(folder) :] and url_of(path) != folder
            )
        else:
            yield item
