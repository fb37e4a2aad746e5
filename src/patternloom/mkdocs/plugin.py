"""MkDocs' events to our functions and back: the only file that imports mkdocs, and nothing more.

One `mkdocs build` gives every language: the default language's build starts the others as processes of their own
(`builds.py`) and takes their results in at the end, when nothing failed, strict-only warnings included.
"""

from __future__ import annotations

import atexit
import logging
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.config_options import EditURITemplate
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from patternloom.mkdocs import policy
from patternloom.mkdocs.beside import Machines
from patternloom.mkdocs.builds import Builds, left_as_it_was, shared_by_starter, told, watched
from patternloom.mkdocs.collection import take_in
from patternloom.mkdocs.each_page import EachPage
from patternloom.mkdocs.first_look import FirstLook, LastBuild
from patternloom.mkdocs.held_back import shielded, unshielded
from patternloom.mkdocs.prepare import PatternloomConfig, Prepared, mistakes_told, prepare, redirected
from patternloom.mkdocs.searching import write_search
from patternloom.mkdocs.serving import watch
from patternloom.mkdocs.settings import bring_extensions, file_for, own_and_root_url, records_of, refuse
from patternloom.mkdocs.theme import add_overrides, mermaid_file, name_palettes, point_to_mermaid
from patternloom.mkdocs.theme_failure import in_theme
from patternloom.processes import collect_seldom
from patternloom.publish.build_cache import BuildCache, begun
from patternloom.publish.placing.signals import signals_deferred
from patternloom.publish.tree import for_templates, language_roots, one_page, render_tree
from patternloom.reading.defaults import own_macros
from patternloom.search.documents import documents
from patternloom.site.content import ANY
from patternloom.site.navigation import navigation
from patternloom.text.held import marked

log = logging.getLogger("mkdocs.plugins.patternloom")


class PatternloomPlugin(BasePlugin[PatternloomConfig]):  # type: ignore[no-untyped-call]  # mkdocs leaves its hook untyped
    """Hands the rendered catalog to MkDocs."""

    command = "build"
    of_build: MkDocsConfig | None = None
    builds: Builds | None = None
    prepared: Prepared | None = None
    kept: BuildCache | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keep this object over the rebuilds of `mkdocs serve`."""
        self.command = command
        self.first_look = FirstLook()
        collect_seldom()
        self.ending = watched(command)
        atexit.register(self._clean_up)  # a signal in the middle of a build reaches no event of MkDocs

    # Before mermaid2 looks for its library, and before any plugin reads the navigation.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything; point the build beside the site; start the other languages."""
        if self.command == "mike":
            # It asks for the configuration alone, to publish what a build of its own has put into `site_dir`.
            return config
        refuse(config)
        bring_extensions(config)
        if not shared_by_starter():
            self.mkdocs, self.site_dir = config, config.site_dir
            sources = (config.config_file_path, self.config.catalog, self.config.macros, config.docs_dir)
            with signals_deferred():
                self.builds = Builds(Path(config.site_dir), map(Path, filter(None, sources)))
            config.site_dir = str(self.builds.own)
        served, checked = self.command == "serve", shared_by_starter() is not None
        begin = partial(self.builds.begin, config) if self.builds else None
        with mistakes_told():
            built = self.prepared = prepare(config, self.config, served=served, checked=checked, begin=begin)
        if self.builds:
            self.builds.stop(but=built.others)
            for language in built.others:
                self.builds.begin(config, built.sources.project, language)
        add_overrides(config.theme)
        self.of_build = config
        point_to_mermaid(config)
        config.extra |= for_templates(built.words, built.sources.catalog.settings, built.language)
        if config.site_url:
            # It is the root of all languages; this one's lies below it.
            config.site_url = f"{config.site_url.rstrip('/')}/{built.below}"
        if edit_url := built.sources.catalog.settings.edit_url:
            # An address with `{path}` and no other brace; `collection` quotes what MkDocs puts in.
            template = EditURITemplate.Template(EditURITemplate.Formatter(), edit_url)
            config.edit_uri_template = template  # type: ignore[assignment]  # MkDocs types it as text
        if built.nav is not None:
            pages = (page.path for page in built.sources.plan.pages[built.language])
            config.nav = navigation(built.nav, pages, built.words)
        name_palettes(config.theme.get("palette"), built.words)
        return config

    # When every plugin has changed what it changes of the configuration: addresses, extensions.
    @event_priority(100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Render everything."""
        built, root_url = self._built, ""
        if config.site_url:
            config.site_url, root_url = own_and_root_url(config.site_url, built.root_url, built.below)
        kept = self.kept = begun(self.kept, file_for(config, built.language))
        plan = replace(built.sources.plan, folders=config.use_directory_urls, site_url=root_url)
        sources = replace(built.sources, plan=plan)
        shared = self.builds.shared_by_all if self.builds else shared_by_starter()
        self.pages = EachPage(built.sources, built.language, config, kept, shared)
        if self.command == "serve" and self.pages.unchanged.known:
            made = partial(one_page, sources, built.language, diagrams=self.config.diagrams, kept=kept)
            self.first_look.try_to_make(Path(self.site_dir), made)
        with mistakes_told():
            tree = render_tree(sources, built.language, marked, self.config.diagrams, kept)
        self.export = redirected(tree, self.config)
        self.pages.begin(tree.files)
        config.extra["languages"] = language_roots(self.export, root_url)
        self.machines = Machines(self.export, config, kept)
        # One memory for all languages: Material files the palette that a reader chose under this path.
        config.extra.setdefault("scope", urlsplit(root_url).path or "/")

    # When every plugin has changed what it changes of the navigation.
    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """The pages' order, for the next build's first look; MkDocs reads them next."""
        self.nav = nav
        self.pages.read_ahead(config, files)

    # When every plugin has changed what it changes of the templates.
    @event_priority(-100)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Search reads the pages next."""
        self.pages.unchanged.watch_search(config)
        self.machines.begin()
        self.last_build = LastBuild(config, files, self.nav, env)

    # Before every plugin that looks for pages: templates and translations are none.
    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the rendered pages in the place of their templates; other files stay as they are."""
        take_in(files, self.export, self._built.left_out, config)
        if (library := mermaid_file(config)) and not files.get_file_from_path(library.src_uri):
            files.append(library)
        pages = self.export.plan.pages[self.export.language]
        self.urls = {file.src_uri: file.url for file in files}
        self.machines.lead(self.urls)
        self.rendered = {page.path for page in pages if page.template.kind or page.template.language == ANY}
        return files

    # Before every plugin that runs templates of its own in a page.
    @event_priority(200)
    def _shield(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep texts of the catalog from being taken for anybody's template."""
        return shielded(markdown) if page.file.src_uri in self.rendered else markdown

    # After every plugin that changes a page's Markdown.
    @event_priority(-100)
    def _hold(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Hold pictures and listings back."""
        markdown = unshielded(markdown)
        self.machines.take(page, markdown)
        return self.pages.hold(markdown, page)

    on_page_markdown = CombinedEvent(_shield, _hold)

    # After every plugin that reads a page.
    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put everything back."""
        return self.pages.put_back(output, page)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Rebuild when the catalog or a macro changes too."""
        root = Path(config.config_file_path or ".").parent
        parts = (self.config.catalog, own_macros(root, self.config.macros or ""), config.theme.custom_dir)
        paths = filter(None, (*parts, *records_of(self.config.records, root), *root.glob("mkdocs.*.yml")))
        watch(server, paths, once_there=root / "macros")
        self.first_look.watch(server)
        return server

    # After every other plugin has had its say.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what search loads, take the other languages in, and put the finished site in its place."""
        if self.prepared is None:
            return
        export, site = self.export, Path(config.site_dir)
        found = documents(export.graph, export.plan, export.language, self.urls.__getitem__)
        write_search(site, found, export.graph.catalog.strings[export.language])
        self.machines.write(config)
        self.pages.bundles.write(site)
        if self.kept:
            self.kept.save()
        if self.builds is None:
            return
        for finished in self.builds.finish():
            for level, line in finished.complaints():
                log.log(level, f"[{finished.language}] {line}")
            if finished.failed:
                raise PluginError(f"the build of language '{finished.language}' failed; the site is left as it was")
        if loose := policy.loose_pages_told(policy.write_policy(self.builds.own, str(config.extra["scope"]))):
            log.info(loose)
        count = self._built.warnings.get_counts()
        if not (config.strict and any(number for _, number in count)):
            self.builds.swap()
            self.first_look.last = self.last_build
            self.first_look.followed(Path(self.site_dir))
            log.info(f"The site is ready in {self.site_dir}, in {', '.join(self.export.languages)}")
        # Else MkDocs counts and aborts right after this event: leave the last good site alone.
        self._clean_up()

    # After every other plugin, as it may put an error of its own in this one's place.
    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half-built behind; a disk that is full, or a theme's template that fails, is said in a line."""
        self._clean_up()
        if line := in_theme(error, self.of_build) or (told(error) if isinstance(error, OSError) else ""):
            log.debug("The error in full", exc_info=error)
            log.error(left_as_it_was(line))
            raise Abort("Aborted with a BuildError!") from None

    def on_shutdown(self) -> None:
        """Leave nothing behind, and signals as they were."""
        self._clean_up()
        self.ending.forget()

    @property
    def _built(self) -> Prepared:
        assert self.prepared
        return self.prepared

    def _clean_up(self) -> None:
        if self.builds:
            # What publishes the site (`gh-deploy`) looks for it after the last event.
            self.mkdocs.site_dir = self.site_dir
            self.builds.close()
            self.builds = None
        if self.prepared:
            logging.getLogger("mkdocs").removeHandler(self.prepared.warnings)
