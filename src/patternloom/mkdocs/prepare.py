"""MkDocs' configuration to what one build is made from: everything read and checked, and every warning told.

In: the configuration as it is when a build begins, and our options. Out: frozen sources in the build's language,
its navigation and addresses. Nothing is rendered here, no process started, and no setting changed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import get_args

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from patternloom.catalog.outline import languages_at
from patternloom.mkdocs.settings import no_pages_of, records_of
from patternloom.problems.findings import Mark, PatternloomError
from patternloom.publish.cached_reading import reading_of
from patternloom.publish.lasting.redirects import Form as Redirects
from patternloom.publish.lasting.redirects import at_root
from patternloom.publish.project import Project
from patternloom.publish.sources import Sources, language_of, read_sources
from patternloom.publish.tree import Export, with_redirects
from patternloom.reading import defaults
from patternloom.reading.configuration import Configuration, NavItem, read_configuration, unmarked
from patternloom.site.navigation import nav_items, omitted
from patternloom.site.pages import language_folder
from patternloom.site.view import DiagramForm

log = logging.getLogger("mkdocs.plugins.patternloom")


class PatternloomConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs leaves its hook untyped
    """The plugin's options in `mkdocs.yml`."""

    catalog = config_options.Dir(default="catalog", exists=True)
    macros = config_options.Optional(config_options.Dir(exists=True))
    """The project's own; `macros` beside the configuration, where that is there, unless set."""
    language = config_options.Optional(config_options.Type(str))
    """Of this build; the catalog's first language unless set."""
    records = config_options.Type((str, list), default=[])
    """Indexes of decision records that `patternloom adr index` wrote, and folders of records: one path, or a list."""
    diagrams = config_options.Choice(get_args(DiagramForm), default="svg")
    """Whether trees and figures are drawn, or left to mermaid in the reader's browser."""
    redirects = config_options.ListOfItems(config_options.Choice(get_args(Redirects)), default=[])
    """For hosts that redirect themselves, files of these forms: `_redirects`, `nginx-map`."""
    redirect_permalinks = config_options.Type(bool, default=False)
    """Whether these redirect the lasting addresses too, whose pages are there for link previews and fragments."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One build, from `on_config` to its end."""

    sources: Sources
    language: str
    nav: tuple[NavItem, ...] | None
    left_out: frozenset[str]
    """Pages that `nav:` leaves out, as is told already."""
    root_url: str
    """The public address of all languages, before other plugins had their say; empty where there is none."""
    warnings: CountHandler = field(default_factory=CountHandler)
    """What this build warns of, as `--strict` counts it."""

    @property
    def words(self) -> Mapping[str, str]:
        """The interface's, in this build's language."""
        return self.sources.catalog.strings[self.language]

    @property
    def others(self) -> tuple[str, ...]:
        """The further languages, where this is the default one's build."""
        default, *others = self.sources.catalog.settings.languages
        return tuple(others) if self.language == default else ()

    @property
    def below(self) -> str:
        """This language's place below the root of all."""
        return language_folder(self.language, self.sources.catalog.settings.languages)


@contextmanager
def mistakes_told() -> Iterator[None]:
    """What is wrong with catalog, content, macros or navigation, as MkDocs ends a build."""
    try:
        yield
    except PatternloomError as error:
        raise PluginError(f"the catalog or content has mistakes:\n{error}") from None


Begin = Callable[[Project, str], object]
"""Starts the build of a further language."""


def prepare(
    config: MkDocsConfig, options: PatternloomConfig, *, served: bool, checked: bool, begin: Begin | None = None
) -> Prepared:
    """All that one build is made from, read and checked; what another build has `checked` is not told again.

    In a preview, `served`, drafts are pages. Further languages `begin` before all is read, where this is the build of
    the first.

    Raises:
        PatternloomError: any mistake in catalog, content, macros or navigation.
    """
    configuration, nav = _navigation(config)
    root = Path(config.config_file_path or ".").parent
    project = Project(
        root=root,
        catalog=Path(options.catalog),
        macros=defaults.own_macros(root, options.macros or ""),
        content=Path(config.docs_dir),
        site_url=config.site_url or "",
        site_name=config.site_name,
        configuration=configuration,
        left_out=no_pages_of(config, served=served),
        plugins=frozenset(name.removeprefix("material/") for name in config.plugins),
        folders=config.use_directory_urls and (configuration is None or configuration.folders),
        decisions=records_of(options.records, root),
    )
    if begin:
        first, *others = languages_at(project.catalog) or ("",)
        for language in others if options.language in (None, first) else ():
            begin(project, language)
    sources = read_sources(project, checked=checked, kept=reading_of(root) if config.config_file_path else None)
    told = nav if configuration and configuration.tells_omitted else None
    left_out = frozenset(omitted(told, sources.places) if told is not None else ())
    prepared = Prepared(sources, language_of(sources, options.language), nav, left_out, project.site_url)
    prepared.warnings.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(prepared.warnings)
    if not checked:
        _tell(sources, config)
    return prepared


def _tell(sources: Sources, config: MkDocsConfig) -> None:
    """Warnings as errors are told, as the log names the level."""
    # Recorded checks that are out of date fail the tests, and MkDocs itself tells of targets that are nowhere.
    levels = {"evidence": logging.INFO, "nav": logging.INFO, "omitted-page": config.validation.nav.omitted_files}
    for warning in sources.warnings:
        log.log(levels.get(warning.rule, logging.WARNING), f"{warning.mark}: {warning.said}")


def _navigation(config: MkDocsConfig) -> tuple[Configuration | None, tuple[NavItem, ...] | None]:
    """What is configured, and `nav:` as it is now: with places, unless a hook or another plugin has changed it."""
    written = read_configuration(Path(config.config_file_path)) if config.config_file_path else None
    if config.nav is None:
        return (replace(written, nav=None) if written else None), None
    nav = nav_items(config.nav, written.nav_mark if written else Mark("mkdocs.yml"))
    if written and written.nav and unmarked(written.nav) == unmarked(nav):
        nav = written.nav
    return (replace(written, nav=nav) if written else None), nav


def redirected(exported: Export, options: PatternloomConfig) -> Export:
    """The tree with the redirects that are asked for; where a host would not read them, that is told."""
    if "_redirects" in options.redirects and not at_root(exported.plan):
        log.info("No _redirects: a host reads it at its root alone, and site_url lies below that")
    return with_redirects(exported, options.redirects, permalinks=options.redirect_permalinks)
