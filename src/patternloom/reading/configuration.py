"""A site's `mkdocs.yml`, as far as it concerns us, with a position for each entry of its navigation.

In: the file, and those it inherits from. Out: a frozen `Configuration`. What MkDocs judges is left to
it: unknown keys, other plugins' options. It starts no plugin and reads no environment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pathspec.gitignore import GitIgnoreSpec

from patternloom.model.meant import as_address
from patternloom.problems.findings import Mark, PatternloomError, Problem, did_you_mean, nearest, shown
from patternloom.reading import defaults
from patternloom.reading.marked_settings import Setting, read_settings
from patternloom.text.prose import is_web_url

PLUGIN = "patternloom"
# What these leave out is no page that `nav:` forgot; MkDocs reads their patterns.
# Of another name, such as `extra_html`, a hook may know.
_ALIKE = 0.8
_SETTINGS = frozenset(
    re.findall(
        r"\w+",
        """INHERIT copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css
        extra_javascript extra_templates google_analytics hooks markdown_extensions mdx_configs nav not_in_nav plugins
        remote_branch remote_name repo_name repo_url site_author site_description site_dir site_name site_url strict
        theme use_directory_urls validation watch""",
    )
)
"""What MkDocs knows."""
_LEAVE_OUT = ("not_in_nav", "exclude_docs", "draft_docs")
NO_PAGES = GitIgnoreSpec.from_lines([".*", "/templates/"])
"""What MkDocs leaves out by itself."""
OPTIONS = ("catalog", "macros", "language", "records", "diagrams", "redirects", "redirect_permalinks", "enabled")
"""Those of our plugin, and the one that MkDocs gives to all."""
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


def read_configuration(path: Path) -> Configuration | None:
    """The configuration in that file; None where it does not list our plugin.

    Raises:
        PatternloomError: a file that cannot be read, inherits what is not there, or misspells our plugin's name.
    """
    folder = path.parent
    settings = read_settings(path)
    listed = list(_plugins(settings.get("plugins")))
    plugins = {name: options for name, _, options in listed}
    if strange := list(_misspelt_settings(settings)):
        raise PatternloomError(strange)
    if PLUGIN not in plugins:
        _hold_spelling(listed)
        return None
    _hold_options(plugins[PLUGIN])
    if wrong := [*_no_list(settings.get("nav")), *_no_address(settings.get("site_url"))]:
        raise PatternloomError(wrong)
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
    )


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


def _hold_spelling(plugins: Iterable[tuple[str, Mark, Setting]]) -> None:
    """Refuse a name that is nearly our plugin's: else nothing of the file would be heeded, and nobody told."""
    for name, mark, _ in plugins:
        if nearest(name, [PLUGIN]):
            message = f"unknown plugin {shown(name)}, expected one that is installed"
            raise PatternloomError([Problem(mark, message, f"did you mean '{PLUGIN}'?", rule="unknown-key")])


def _misspelt_settings(settings: Setting) -> Iterator[Problem]:
    """Settings that are nearly those of MkDocs, which goes on without them; others may be a hook's."""
    for name, (mark, _) in settings.value.items() if isinstance(settings.value, Mapping) else ():
        meant = None if name in _SETTINGS else nearest(name, _SETTINGS)
        if meant and SequenceMatcher(None, name.lower(), meant.lower()).ratio() > _ALIKE:
            message = f"unknown setting {shown(name)}, expected one of MkDocs"
            yield Problem(mark, message, f"did you mean {shown(meant)}?", rule="unknown-key")


def _hold_options(ours: Setting) -> None:
    """Refuse an option that our plugin does not have: MkDocs goes on without it."""
    for name, (mark, _) in ours.value.items() if isinstance(ours.value, Mapping) else ():
        if name not in OPTIONS:
            message = f"unknown option {shown(name)}, expected one of the plugin '{PLUGIN}'"
            hint = did_you_mean(name, OPTIONS)
            raise PatternloomError([Problem(mark, message, hint, rule="unknown-key")])


def _no_list(nav: Setting, *, top: bool = True) -> Iterator[Problem]:
    """What keeps `nav:` from being entries: each has a page, or entries of its own."""
    if isinstance(nav.value, str | Mapping) and top:
        what = "a mapping" if isinstance(nav.value, Mapping) else shown(nav.value)
        hint = "begin each entry with '- '"
        yield Problem(nav.mark, f"found {what}, expected a list of pages", hint, rule="nav")
    for item in nav.value if isinstance(nav.value, tuple) else () if top else (nav,):
        for title, (mark, value) in item.value.items() if isinstance(item.value, Mapping) else ():
            if value.value in (None, "", ()):
                message = f"no page for {shown(title)}, expected one, or a list of them below it"
                yield Problem(mark, message, "name its page after the ':'", rule="nav")
            elif isinstance(value.value, tuple | Mapping):
                yield from _no_list(value, top=False)


def _no_address(site_url: Setting) -> Iterator[Problem]:
    """What MkDocs would not take for the site's address."""
    address = site_url.text()
    if address and not is_web_url(address):
        meant = as_address(address if "/" in address else f"{address}/")
        hint = f"did you mean {shown(meant)}?" if meant else ""
        yield Problem(
            site_url.mark, f"address {shown(address)}, expected an absolute http(s) address", hint, rule="url"
        )


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
