"""MkDocs' events to our functions and back: the only file that imports mkdocs, and nothing more.

One `mkdocs build` gives every language: the default language's build starts the others as processes
of their own (`builds.py`) and takes their results in at the end, when nothing failed, strict-only
warnings included.
"""

from __future__ import annotations

import atexit
import gc
import logging
import os
import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from markdown import Markdown
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

from patternloom.catalog.strings import STRINGS_FOLDER
from patternloom.mkdocs.builds import Builds, Finished, shared_by_starter
from patternloom.mkdocs.held_back import HeldBack, Listings, LostError
from patternloom.problems.findings import PatternloomError
from patternloom.publish.tree import Export, Loaded, Project, load_project, render_project
from patternloom.site.pages import url_of
from patternloom.text import escape, held

log = logging.getLogger("mkdocs.plugins.patternloom")

MERMAID = "assets/vendor/mermaid.min.js"


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
        self.builds: Builds | None = None
        # A build leaves few cycles behind: looking for them as often as usual would take a tenth of it.
        gc.set_threshold(100_000)
        # Ctrl-C in the middle of a build reaches no event of MkDocs.
        atexit.register(self._clean_up)

    # Before mermaid2 looks for its library, and before any plugin reads the navigation.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and render everything; point the build beside the site; start the other languages."""
        root = Path(config.config_file_path or ".").parent
        project = Project(root, Path(self.config.catalog), Path(self.config.macros), Path(config.docs_dir))
        if not shared_by_starter():
            self.site_dir = config.site_dir
            self.builds = Builds(Path(config.site_dir))
            config.site_dir = str(self.builds.own)
        try:
            self._start_likely_languages(project, config)
            loaded = load_project(project, self.config.language)
            self._start_other_languages(loaded, config)
            self.export: Export = render_project(loaded, held.marked)
        except PatternloomError as error:
            raise PluginError(f"the catalog or content has mistakes:\n{error}") from None
        pages = self.export.plan.pages[self.export.language]
        self.about_an_entry = frozenset(page.path for page in pages if page.entry)
        self.held: dict[str, HeldBack] = {}
        self.warnings = CountHandler()
        self.warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self.warnings)
        for warning in self.export.warnings:
            # One build tells it for all languages.
            log.log(logging.WARNING if self.builds else logging.INFO, f"{warning.mark}: {warning.said}")

        _provide_mermaid(Path(config.docs_dir))
        config.extra["languages"] = self._languages(config.site_url or "")
        config.extra["words"] = self.export.words[self.export.language]
        # One memory for all languages: Material files the palette that a reader chose under this path.
        config.extra.setdefault("scope", urlsplit(config.site_url or "").path or "/")
        if self.export.language != self.export.languages[0] and config.site_url:
            # `site_url` is the root of all languages; this one's lies below it.
            config.site_url = f"{config.site_url}{self.export.language}/"
        config.nav = list(_navigation(config.nav or [], self.export))
        _name_palettes(config.theme.get("palette"), self.export.words[self.export.language])
        return config

    def _start_likely_languages(self, project: Project, config: MkDocsConfig) -> None:
        """Where no language is set, this is the default's build: the others need not wait for the catalog's checks."""
        if self.builds and self.config.language is None:
            for words in sorted((project.catalog / STRINGS_FOLDER).glob("*.yaml")):
                file = project.root / f"mkdocs.{words.stem}.yml"
                self.builds.start(words.stem, file, strict=bool(config.strict))

    def _start_other_languages(self, loaded: Loaded, config: MkDocsConfig) -> None:
        """Now that they are known."""
        default, *others = loaded.catalog.settings.languages
        if not self.builds or loaded.language != default:
            return
        self.builds.stop(but=others)
        for language in others:
            file = loaded.project.root / f"mkdocs.{language}.yml"
            if not self.builds.start(language, file, strict=bool(config.strict)):
                raise PluginError(
                    f"no {file.name}, expected the configuration of language '{language}' beside mkdocs.yml"
                )

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
        # Now that every plugin has had its say about Markdown's extensions.
        engine = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        shared = self.builds.shared if self.builds else shared_by_starter()
        self.sharing = self.builds is not None and not self.builds.alone
        self.listings = Listings(lambda fence: engine.reset().convert(fence), shared, shares=self.sharing)
        return files

    # After every plugin that changes a page's Markdown.
    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Hold pictures and listings back; let search show the pages about an entry before those that only name it."""
        if page.file.src_uri in self.about_an_entry:
            page.meta.setdefault("search", {"boost": 2})
        back = self.held[page.file.src_uri] = HeldBack()
        markdown = back.hold(markdown)
        if self.sharing:
            # Made early, so that they are there when the other languages, which started later, come to want them.
            for fence in back.fences.values():
                self.listings.html(fence)
        return markdown

    # After every plugin that reads a page.
    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put everything back."""
        try:
            return self.held.pop(page.file.src_uri).put_back(output, self.listings)
        except LostError as error:
            raise PluginError(f"page '{page.file.src_uri}': {error}") from None

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let the page's edit link lead to the YAML or Markdown it came from."""
        if self.export.edit_url and page.file.edit_uri:
            page.edit_url = self.export.edit_url.replace("{path}", quote(page.file.edit_uri))
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
        if self.builds is None:
            return
        for finished in self.builds.finish():
            _pass_on(finished)
            if finished.failed:
                raise PluginError(f"the build of language '{finished.language}' failed; the site is left as it was")
        count = self.warnings.get_counts()
        if not (config.strict and any(number for _, number in count)):
            self.builds.swap()
            log.info(f"The site is ready in {self.site_dir}, in {', '.join(self.export.languages)}")
        # Else MkDocs counts and aborts right after this event: leave the last good site alone.
        self._clean_up()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half-built behind."""
        self._clean_up()

    def _clean_up(self) -> None:
        if self.builds:
            self.builds.close()
            self.builds = None
        if hasattr(self, "warnings"):
            logging.getLogger("mkdocs").removeHandler(self.warnings)


def _pass_on(finished: Finished) -> None:
    """Say what another language's build said, each line at its level; one of another form belongs to a failure."""
    for line in finished.output.splitlines():
        match = re.match(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL) *-  (.*)", line)
        level = match[1] if match else "ERROR" if finished.failed else "INFO"
        if level not in ("DEBUG", "INFO") and line.strip():
            log.log(logging.getLevelNamesMapping()[level], f"[{finished.language}] {match[2] if match else line}")


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


def _name_palettes(palettes: Any, words: Mapping[str, str]) -> None:
    """`name: "{to_dark}"` of a palette's toggle is a word too, so that a language needs no palettes of its own."""
    for palette in palettes if isinstance(palettes, list) else ():
        toggle = palette.get("toggle") or {}
        name = str(toggle.get("name", ""))
        if name.startswith("{"):
            key = name.strip("{}")
            if key not in words:
                raise PluginError(f"palette: unknown word '{key}' in '{name}', expected a key of the strings files")
            toggle["name"] = escape.html(words[key])


def _navigation(items: list[Any], exported: Export) -> Iterator[Any]:
    """`nav:` with `{words}` as section titles and `areas/*` as the pages there, in the catalog's order."""
    words = exported.words[exported.language]
    for item in items:
        if isinstance(item, dict):
            for title, value in item.items():
                key = title.strip("{}")
                if title.startswith("{") and key not in words:
                    raise PluginError(f"nav: unknown word '{key}' in '{title}', expected a key of the strings files")
                shown = escape.html(words[key]) if title.startswith("{") else title
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
