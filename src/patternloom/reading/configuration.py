"""A site's `mkdocs.yml`, as far as it concerns us, with a position for each entry of its navigation.

In: the file, and those it inherits from. Out: a frozen `Configuration`. What MkDocs judges is left to
it: unknown keys, other plugins' options, and values with a tag of their own (`!ENV`, `!relative`,
`!!python/name:`), which are taken as not written. It starts no plugin and reads no environment.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pathspec.gitignore import GitIgnoreSpec

from patternloom.problems.findings import Findings, Mark, PatternloomError, Problem, shown
from patternloom.reading import defaults
from patternloom.reading.folder import file_text

PLUGIN = "patternloom"
# What these leave out is no page that `nav:` forgot; MkDocs reads their patterns.
_LEAVE_OUT = ("not_in_nav", "exclude_docs", "draft_docs")
NO_PAGES = GitIgnoreSpec.from_lines([".*", "/templates/"])
"""What MkDocs leaves out by itself."""
_STANDARD = "tag:yaml.org,2002:"
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
    site_url: str
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


def read_configuration(path: Path) -> Configuration | None:
    """The configuration in that file; None where it does not list our plugin.

    Raises:
        PatternloomError: a file that cannot be read, or inherits what is not there.
    """
    folder = path.parent
    settings = _read(path, folder, ())
    plugins = dict(_plugins(settings.get("plugins")))
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
        site_url=settings.get("site_url").text(),
        nav=tuple(_nav(nav)) if isinstance((nav := settings.get("nav")).value, tuple) else None,
        nav_mark=settings.key("nav"),
        makes_all_pages=not (plugins.keys() - _MAKE_NO_PAGE) and settings.get("hooks").value is None,
        tells_omitted=omitted.text() != "ignore" and all(settings.get(key).value is None for key in _LEAVE_OUT),
        left_out=tuple(line for key in _LEAVE_OUT[1:] for line in settings.get(key).text().splitlines()),
        plugins=frozenset(plugins),
        folders=settings.get("use_directory_urls").text().lower() not in ("false", "no", "off")
        and "offline" not in plugins,
    )


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


@dataclass(frozen=True, slots=True)
class _Setting:
    """A value with its place; None for nothing, and for what has a tag of its own."""

    mark: Mark
    value: str | tuple[_Setting, ...] | Mapping[str, tuple[Mark, _Setting]] | None = None

    def get(self, *keys: str) -> _Setting:
        """The value below the keys; nothing where one is missing."""
        found = self
        for key in keys:
            below = found.value.get(key) if isinstance(found.value, Mapping) else None
            found = below[1] if below else _Setting(found.mark)
        return found

    def key(self, key: str) -> Mark:
        """Where the key stands; the mapping's place where it does not."""
        return self.value[key][0] if isinstance(self.value, Mapping) and key in self.value else self.mark

    def text(self, default: str = "") -> str:
        """The text, where it is one."""
        return self.value if isinstance(self.value, str) else default


def _read(path: Path, root: Path, heirs: tuple[Path, ...]) -> _Setting:
    """A file's settings laid over those of the file that it inherits from."""
    name = Path(os.path.relpath(path, root)).as_posix()
    problems = Findings()
    text = file_text(path, name, problems, "MkDocs' configuration")
    if text is None:
        raise PatternloomError(problems)
    try:
        # Composed, not constructed: no tag is looked at.
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        settings = _Reader(name).setting(node) if node else _Setting(Mark(name))
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        mark = Mark(name, place.line + 1, place.column + 1) if place else Mark(name)
        message = f"YAML syntax: {error.problem or error.context}, expected valid YAML"
        raise PatternloomError([Problem(mark, message, rule="yaml")]) from None
    except yaml.reader.ReaderError as error:
        raise PatternloomError([Problem(Mark(name), f"YAML syntax: {error.reason}", rule="yaml")]) from None
    except RecursionError:
        raise PatternloomError([Problem(Mark(name), "nested too deeply, expected less", rule="yaml")]) from None
    inherits = settings.get("INHERIT")
    if not isinstance(inherits.value, str):
        return settings
    parent = Path(os.path.normpath(path.parent / inherits.value))
    if parent in (*heirs, path) or not parent.is_file():
        what = "inherits from itself" if parent.is_file() else "no such file"
        message = f"{what}: {shown(inherits.value)}, expected another MkDocs configuration to inherit from"
        raise PatternloomError([Problem(inherits.mark, message, rule="file")])
    return _merged(_read(parent, root, (*heirs, path)), settings)


def _merged(parent: _Setting, child: _Setting) -> _Setting:
    """As MkDocs merges: mappings key by key, anything else replaces."""
    if not (isinstance(parent.value, Mapping) and isinstance(child.value, Mapping)):
        return child
    found = dict(parent.value)
    for key, (mark, value) in child.value.items():
        found[key] = (mark, _merged(found[key][1], value) if key in found else value)
    return _Setting(child.mark, found)


@dataclass(slots=True)
class _Reader:
    """One file's nodes to settings; what an anchor names is converted once."""

    file: str
    known: dict[int, _Setting] = field(default_factory=dict)

    def setting(self, node: yaml.Node) -> _Setting:
        """The setting of a node; an alias to what it stands in is nothing."""
        if id(node) not in self.known:
            self.known[id(node)] = _Setting(self._mark(node))
            self.known[id(node)] = _Setting(self._mark(node), self._value(node))
        return self.known[id(node)]

    def _mark(self, node: yaml.Node) -> Mark:
        return Mark(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def _value(self, node: yaml.Node) -> Any:
        if not node.tag.startswith(_STANDARD) or node.tag.startswith((f"{_STANDARD}python/", f"{_STANDARD}null")):
            return None
        if isinstance(node, yaml.SequenceNode):
            return tuple(map(self.setting, node.value))
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node))
        return node.value

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, tuple[Mark, _Setting]]]:
        """Keys that are texts, with what a merge key brings before them."""
        pairs = []
        for key, value in node.value:
            if key.tag == f"{_STANDARD}merge":
                merged = self.setting(value).value
                for one in merged if isinstance(merged, tuple) else (self.setting(value),):
                    yield from one.value.items() if isinstance(one.value, Mapping) else ()
            elif isinstance(key, yaml.ScalarNode):
                pairs.append((key.value, (self._mark(key), self.setting(value))))
        yield from pairs


def _plugins(plugins: _Setting) -> Iterator[tuple[str, _Setting]]:
    """Each plugin's name and options, from a list or a mapping."""
    for one in plugins.value if isinstance(plugins.value, tuple) else (plugins,):
        if isinstance(one.value, str):
            yield one.value.removeprefix("material/"), _Setting(one.mark)
        elif isinstance(one.value, Mapping):
            yield from ((name.removeprefix("material/"), options) for name, (_, options) in one.value.items())


def _nav(items: _Setting) -> Iterator[NavItem]:
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
