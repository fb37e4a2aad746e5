"""A site's `mkdocs.yml`, as far as it concerns us, with a position for each entry of its navigation.

In: the file, and those it inherits from. Out: a frozen `Configuration`. What MkDocs judges is left to
it: unknown keys, other plugins' options. It starts no plugin and reads no environment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pathspec.gitignore import GitIgnoreSpec

from patternloom.problems.findings import Mark, PatternloomError, Problem
from patternloom.reading import defaults
from patternloom.reading.marked_settings import Setting, read_settings
from patternloom.reading.wrong_settings import (
    NamedPath,
    misspelt_plugins,
    misspelt_settings,
    named_paths,
    no_address,
    no_entries,
    wrong_options,
)

PLUGIN = "patternloom"
# What these leave out is no page that `nav:` forgot; MkDocs reads their patterns.
_LEAVE_OUT = ("not_in_nav", "exclude_docs", "draft_docs")
NO_PAGES = GitIgnoreSpec.from_lines([".*", "/templates/"])
"""What MkDocs leaves out by itself."""
# Plugins that add no page; any other may make what `nav:` names.
_MAKE_NO_PAGE = {
    PLUGIN, "search", "mermaid2", "minify", "glightbox", "git-revision-date", "git-revision-date-localized",
    "git-authors", "git-committers", "meta", "macros", "redirects", "rss", "offline", "optimize", "privacy", "social",
    "typeset", "info", "exclude-search", "htmlproofer", "charts", "autorefs", "mkdocstrings",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of `nav:`."""

    title: str | None
    target: str | tuple[NavItem, ...]
    """A page, an address, or the section's own entries."""
    mark: Mark
    """Of the target."""
    title_mark: Mark


@dataclass(frozen=True, slots=True)
class Configuration:
    """What `mkdocs.yml` says of our project."""

    path: Path
    folder: Path
    """Where it stands; other paths are relative to it."""
    content: Path
    catalog: Path
    macros: Path | None
    """None where none are named, and none lie in the folder of the usual name."""
    language: str | None
    """The plugin's option; None is the catalog's first."""
    language_mark: Mark
    """Of that option."""
    site_url: str
    site_name: str
    """Empty where it is none, or is left to the environment."""
    nav: tuple[NavItem, ...] | None
    nav_mark: Mark
    """Of `nav:`."""
    makes_all_pages: bool
    """Whether no other plugin, and no hook, may make pages too."""
    tells_omitted: bool
    """Whether a page that `nav:` leaves out is to be told."""
    left_out: tuple[str, ...]
    """The patterns of `exclude_docs:` and `draft_docs:`, a line each."""
    plugins: frozenset[str]
    """Their names."""
    folders: bool
    """Whether a page's address is a folder's: `use_directory_urls:`."""
    decisions: tuple[Path, ...] = ()
    """The plugin's option `records`: indexes of decision records, or folders of them."""
    paths: tuple[NamedPath, ...] = ()
    """Files and folders that are written in it, with their places."""


def read_configuration(path: Path) -> Configuration | None:
    """The configuration in that file; None where it does not list our plugin.

    Raises:
        PatternloomError: a file that cannot be read, inherits what is not there, or misspells our plugin's name.
    """
    folder = path.parent
    settings = read_settings(path)
    listed = list(_plugins(settings.get("plugins")))
    plugins = {name: options for name, _, options in listed}
    if wrong := list(_wrong(settings, listed, plugins.get(PLUGIN))):
        raise PatternloomError(wrong)
    if PLUGIN not in plugins:
        return None
    ours, omitted = plugins[PLUGIN], settings.get("validation", "nav", "omitted_files")
    return Configuration(
        path=path,
        folder=folder,
        content=folder / settings.get("docs_dir").text("docs"),
        catalog=folder / ours.get("catalog").text("catalog"),
        macros=defaults.own_macros(folder, ours.get("macros").text()),
        language=ours.get("language").text() or None,
        language_mark=ours.get("language").mark,
        site_url=settings.get("site_url").text(),
        site_name=settings.get("site_name").text(),
        nav=tuple(_nav(nav)) if isinstance((nav := settings.get("nav")).value, tuple) else None,
        nav_mark=settings.key("nav"),
        makes_all_pages=not (plugins.keys() - _MAKE_NO_PAGE) and settings.get("hooks").value is None,
        tells_omitted=omitted.text() != "ignore" and all(settings.get(key).value is None for key in _LEAVE_OUT),
        left_out=tuple(line for key in _LEAVE_OUT[1:] for line in settings.get(key).text().splitlines()),
        plugins=frozenset(plugins),
        folders=settings.get("use_directory_urls").text().lower() not in ("false", "no", "off")
        and "offline" not in plugins,
        decisions=tuple(folder / name for name in _texts(ours.get("records")) if name),
        paths=tuple(named_paths(settings.get("docs_dir"), ours)),
    )


def _wrong(settings: Setting, listed: Iterable[tuple[str, Mark, Setting]], ours: Setting | None) -> Iterator[Problem]:
    """What cannot be what was meant; of a site that is none of ours, the little that might be."""
    yield from misspelt_settings(settings)
    if ours is None:
        yield from misspelt_plugins(((name, mark) for name, mark, _ in listed), PLUGIN)
        return
    yield from wrong_options(ours, PLUGIN)
    yield from no_entries(settings.get("nav"))
    yield from no_address(settings.get("site_url"))


def _texts(setting: Setting) -> tuple[str, ...]:
    """A text, or each of a list."""
    return tuple(one.text() for one in (setting.value if isinstance(setting.value, tuple) else (setting,)))


def named_in(nav: Iterable[NavItem] | None) -> frozenset[str] | None:
    """Every page, `folder/*` and address that the navigation names; None where there is none."""
    return None if nav is None else frozenset(_targets(nav))


def _targets(nav: Iterable[NavItem]) -> Iterator[str]:
    for item in nav:
        if isinstance(item.target, str):
            yield item.target
        else:
            yield from _targets(item.target)


def no_pages(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a file below the content is no page by those patterns, or by those that MkDocs adds by itself."""
    return (NO_PAGES + GitIgnoreSpec.from_lines(patterns)).match_file


def _plugins(plugins: Setting) -> Iterator[tuple[str, Mark, Setting]]:
    """Each plugin's name with its place, and its options, from a list or a mapping."""
    for one in plugins.value if isinstance(plugins.value, tuple) else (plugins,):
        if isinstance(one.value, str):
            yield one.value.removeprefix("material/"), one.mark, Setting(one.mark)
        elif isinstance(one.value, Mapping):
            for name, (mark, options) in one.value.items():
                yield name.removeprefix("material/"), mark, options


def _nav(items: Setting) -> Iterator[NavItem]:
    """Entries in their order; what is no entry is left to MkDocs to refuse."""
    for item in items.value if isinstance(items.value, tuple) else (items,):
        if isinstance(item.value, str):
            yield NavItem(None, item.value, item.mark, item.mark)
        elif isinstance(item.value, Mapping):
            for title, (mark, value) in item.value.items():
                if isinstance(value.value, str):
                    yield NavItem(title, value.value, value.mark, mark)
                elif value.value is not None:
                    yield NavItem(title, tuple(_nav(value)), value.mark, mark)


def unmarked(items: Iterable[NavItem]) -> list[tuple[str | None, Any]]:
    """Titles and targets alone, to compare."""
    return [(item.title, item.target if isinstance(item.target, str) else unmarked(item.target)) for item in items]
