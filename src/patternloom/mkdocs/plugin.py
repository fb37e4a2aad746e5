"""MkDocs' events to our functions and back: the only file that imports mkdocs, and nothing more.

One `mkdocs build` gives every language: the default language's build starts the others as processes
of their own (`builds.py`) and takes their results in at the end, when nothing failed, strict-only
warnings included.
"""

from __future__ import annotations

import atexit
import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote, urlsplit

from markdown import Markdown
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.config_options import EditURITemplate
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from patternloom.mkdocs.builds import Builds, shared_by_starter, told, watched
from patternloom.mkdocs.held_back import HeldBack, Listings, LostError
from patternloom.mkdocs.policy import write_policy
from patternloom.mkdocs.searching import write_search
from patternloom.mkdocs.serving import lasting
from patternloom.mkdocs.theme import add_overrides, mermaid_file, name_palettes, point_to_mermaid
from patternloom.mkdocs.time_limit import TooSlowError
from patternloom.problems.findings import Mark, PatternloomError
from patternloom.publish.project import Project, Sources, further_configuration, language_of, read_sources
from patternloom.publish.signals import held
from patternloom.publish.tree import Export, language_roots, render_tree
from patternloom.reading.configuration import Configuration, NavItem, own_macros, read_configuration
from patternloom.search.documents import documents
from patternloom.site.navigation import nav_items, navigation, omitted, unmarked
from patternloom.site.view import DiagramForm
from patternloom.text.escape import Written, html
from patternloom.text.held import marked

log = logging.getLogger("mkdocs.plugins.patternloom")


class PatternloomConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs leaves its hook untyped
    """The plugin's options in `mkdocs.yml`."""

    catalog = config_options.Dir(default="catalog", exists=True)
    macros = config_options.Optional(config_options.Dir(exists=True))
    """The project's own; `macros` beside the configuration, where that is there, unless set."""
    language = config_options.Optional(config_options.Type(str))
    """Of this build; the catalog's first language unless set."""
    diagrams = config_options.Choice(get_args(DiagramForm), default="svg")
    """Whether trees and figures are drawn, or left to mermaid in the reader's browser."""


@dataclass(frozen=True, slots=True)
class Built:
    """One build, from `on_config` to its end."""

    export: Export
    nav: tuple[NavItem, ...] | None
    left_out: frozenset[str]
    """Pages that `nav:` leaves out, as is told already."""
    warnings: CountHandler
    """What this build warns of, as `--strict` counts it."""
    held: dict[str, HeldBack] = field(default_factory=dict)


class PatternloomPlugin(BasePlugin[PatternloomConfig]):  # type: ignore[no-untyped-call]  # as above
    """Hands the rendered catalog to MkDocs."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keep this object over the rebuilds of `mkdocs serve`."""
        self.builds: Builds | None = None
        self.built: Built | None = None
        # A build leaves few cycles behind: looking for them as often as usual would take a tenth of it.
        gc.set_threshold(100_000)
        self.ending = watched(command)
        # A signal in the middle of a build reaches no event of MkDocs.
        atexit.register(self._clean_up)

    # Before mermaid2 looks for its library, and before any plugin reads the navigation.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and render everything; point the build beside the site; start the other languages."""
        if not shared_by_starter():
            self.site_dir = config.site_dir
            sources = (config.config_file_path, self.config.catalog, self.config.macros, config.docs_dir)
            with held():
                self.builds = Builds(Path(config.site_dir), map(Path, filter(None, sources)))
            config.site_dir = str(self.builds.own)
        try:
            self.built = self._build(config)
        except PatternloomError as error:
            raise PluginError(f"the catalog or content has mistakes:\n{error}") from None
        export = self.built.export
        add_overrides(config.theme)
        point_to_mermaid(config)
        config.extra["languages"] = language_roots(export, config.site_url or "")
        # Material's templates print as they come.
        config.extra["words"] = {key: html(word) for key, word in export.words[export.language].items()}
        # One memory for all languages: Material files the palette that a reader chose under this path.
        config.extra.setdefault("scope", urlsplit(config.site_url or "").path or "/")
        if export.language != export.languages[0] and config.site_url:
            # `site_url` is the root of all languages; this one's lies below it.
            config.site_url = f"{config.site_url}{export.language}/"
        if export.edit_url:
            # An address with `{path}` and no other brace; `on_files` quotes what MkDocs puts in.
            template = EditURITemplate.Template(EditURITemplate.Formatter(), export.edit_url)
            config.edit_uri_template = template  # type: ignore[assignment]  # MkDocs types it as text
        if self.built.nav is not None:
            pages = (page.path for page in export.plan.pages[export.language])
            config.nav = navigation(self.built.nav, pages, export.words[export.language])
        name_palettes(config.theme.get("palette"), export.words[export.language])
        return config

    def _build(self, config: MkDocsConfig) -> Built:
        """Everything read, checked and rendered, in this build's language."""
        root = Path(config.config_file_path or ".").parent
        configuration, nav = _navigation(config)
        project = Project(
            root, Path(self.config.catalog), own_macros(root, self.config.macros or ""), Path(config.docs_dir),
            config.site_url or "", configuration,
        )  # fmt: skip
        sources = read_sources(project, checked=shared_by_starter() is not None)
        language = language_of(sources, self.config.language)
        self._start_other_languages(sources, language, strict=bool(config.strict))
        export = render_tree(sources, language, marked, self.config.diagrams)
        warnings = CountHandler()
        warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(warnings)
        if not shared_by_starter():
            # Recorded checks that are out of date fail the tests, and MkDocs itself tells of targets that are nowhere.
            levels = {
                "evidence": logging.INFO,
                "nav": logging.INFO,
                "omitted-page": config.validation.nav.omitted_files,
            }
            for warning in export.warnings:  # said as errors are, as the log names the level
                log.log(levels.get(warning.rule, logging.WARNING), f"{warning.mark}: {warning.said}")
        told = nav if configuration and configuration.tells_omitted else None
        return Built(export, nav, frozenset(omitted(told, sources.places) if told is not None else ()), warnings)

    def _start_other_languages(self, sources: Sources, language: str, *, strict: bool) -> None:
        """Each in a process of its own, if this is the default one's build; their configurations are there."""
        default, *others = sources.catalog.settings.languages
        if self.builds and language == default:
            for other in others:
                self.builds.start(other, further_configuration(sources.project, other), strict=strict)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the templates of `docs_dir` by the rendered pages; other files stay as they are."""
        built = self._built
        self.urls: dict[str, str] = {}
        for template in [file for file in files if file.is_documentation_page()]:
            files.remove(template)
        for made in built.export.files:
            file = File.generated(config, made.path, content=made.data)
            file.edit_uri = quote(made.origin) if made.origin else None
            if made.path in built.left_out:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            files.append(file)
            self.urls[made.path] = file.url
        if (library := mermaid_file(config)) and not files.get_file_from_path(library.src_uri):
            files.append(library)
        # Now that every plugin has had its say about Markdown's extensions.
        engine = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        shared = self.builds.shared if self.builds else shared_by_starter()
        self.sharing = self.builds is not None and not self.builds.alone
        self.listings = Listings(lambda fence: engine.reset().convert(fence), shared, shares=self.sharing)
        return files

    # After every plugin that changes a page's Markdown.
    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Hold pictures and listings back."""
        title = page.meta.get("title")
        if isinstance(title, str) and "<" not in title:
            # It is HTML already: where the theme escapes it once more, that does nothing to it.
            page.meta["title"] = html(Written(title).unescape())
        held = self._built.held[page.file.src_uri] = HeldBack()
        markdown = held.hold(markdown)
        if self.sharing:
            # Made early, so that they are there when the other languages, which started later, come to want them.
            for fence in held.fences.values():
                with told_with_page(page):
                    self.listings.html(fence)
        return markdown

    # After every plugin that reads a page.
    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put everything back."""
        with told_with_page(page):
            return self._built.held.pop(page.file.src_uri).put_back(output, self.listings)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Rebuild when the catalog or a macro changes too."""
        root = Path(config.config_file_path or ".").parent
        macros = own_macros(root, self.config.macros or "")
        for path in (self.config.catalog, macros, config.theme.custom_dir, *root.glob("mkdocs.*.yml")):
            if path:
                server.watch(str(path))
        server.builder = lasting(server.builder)
        return server

    # After every other plugin has had its say.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what search loads, take the other languages in, and put the finished site in its place."""
        export = self._built.export
        write_search(
            Path(config.site_dir), documents(export.graph, export.plan, export.language, self.urls.__getitem__)
        )
        if self.builds is None:
            return
        for finished in self.builds.finish():
            for level, line in finished.complaints():
                log.log(level, f"[{finished.language}] {line}")
            if finished.failed:
                raise PluginError(f"the build of language '{finished.language}' failed; the site is left as it was")
        write_policy(self.builds.own)
        count = self._built.warnings.get_counts()
        if not (config.strict and any(number for _, number in count)):
            self.builds.swap()
            log.info(f"The site is ready in {self.site_dir}, in {', '.join(self._built.export.languages)}")
        # Else MkDocs counts and aborts right after this event: leave the last good site alone.
        self._clean_up()

    # After every other plugin, as it may put an error of its own in this one's place.
    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half-built behind; a disk that is full or may not be written to is said in one line."""
        self._clean_up()
        if isinstance(error, OSError):
            log.debug("The error in full", exc_info=error)
            log.error(told(error))
            raise Abort("Aborted with a BuildError!") from None

    def on_shutdown(self) -> None:
        """Leave nothing behind, and signals as they were."""
        self._clean_up()
        self.ending.forget()

    @property
    def _built(self) -> Built:
        assert self.built
        return self.built

    def _clean_up(self) -> None:
        if self.builds:
            self.builds.close()
            self.builds = None
        if self.built:
            logging.getLogger("mkdocs").removeHandler(self.built.warnings)


@contextmanager
def told_with_page(page: Page) -> Iterator[None]:
    """What goes wrong with the parts of a page is told with its name."""
    try:
        yield
    except (LostError, TooSlowError) as error:
        raise PluginError(f"page '{page.file.src_uri}': {error}") from None


def _navigation(config: MkDocsConfig) -> tuple[Configuration | None, tuple[NavItem, ...] | None]:
    """What is configured, and `nav:` as it is now: with places, unless a hook or another plugin has changed it."""
    written = read_configuration(Path(config.config_file_path)) if config.config_file_path else None
    if config.nav is None:
        return written, None
    nav = nav_items(config.nav, written.nav_mark if written else Mark("mkdocs.yml"))
    if written and written.nav and unmarked(written.nav) == unmarked(nav):
        nav = written.nav
    return (replace(written, nav=nav) if written else None), nav
