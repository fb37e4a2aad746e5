"""What an `mkdocs.yml` says, each value with its place.

In: the file, and those it inherits from. Out: settings as texts, lists and mappings. Values with a tag of their own
(`!ENV`, `!relative`, `!!python/name:`) are taken as not written; nothing is constructed, and no environment read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from patternloom.problems.findings import Findings, Mark, PatternloomError, Problem, shown
from patternloom.reading.folder import file_text
from patternloom.reading.source import line_starts
from patternloom.reading.strict_yaml import no_yaml
from patternloom.text.quoting import IN_QUOTES

_STANDARD = "tag:yaml.org,2002:"
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Setting:
    """A value with its place; None for nothing, and for what has a tag of its own."""

    mark: Mark
    value: str | tuple[Setting, ...] | Mapping[str, tuple[Mark, Setting]] | None = None

    def get(self, *keys: str) -> Setting:
        """The value below the keys; nothing where one is missing."""
        found = self
        for key in keys:
            below = found.value.get(key) if isinstance(found.value, Mapping) else None
            found = below[1] if below else Setting(found.mark)
        return found

    def key(self, key: str) -> Mark:
        """Where the key stands; the mapping's place where it does not."""
        return self.value[key][0] if isinstance(self.value, Mapping) and key in self.value else self.mark

    def text(self, default: str = "") -> str:
        """The text, where it is one."""
        return self.value if isinstance(self.value, str) else default


def read_settings(path: Path) -> Setting:
    """A file's settings, with those that it inherits.

    Raises:
        PatternloomError: a file that cannot be read, or inherits what is not there.
    """
    return _read(path, path.parent, ())


def _read(path: Path, root: Path, heirs: tuple[Path, ...]) -> Setting:
    """A file's settings laid over those of the file that it inherits from."""
    name = Path(os.path.relpath(path, root)).as_posix()
    problems = Findings()
    text = file_text(path, name, problems, "MkDocs' configuration")
    if text is None:
        raise PatternloomError(problems)
    try:
        # Composed, not constructed: no tag is looked at.
        node = yaml.compose(text, Loader=_LOADER)
        reader = _Reader(name)
        settings = reader.setting(node) if node else Setting(Mark(name))
    except yaml.YAMLError as error:
        raise PatternloomError([no_yaml(text, line_starts(text), name, error)]) from None
    except RecursionError:
        raise PatternloomError([Problem(Mark(name), "nested too deeply, expected less", rule="yaml")]) from None
    if reader.problems:
        raise PatternloomError(reader.problems)
    inherits = settings.get("INHERIT")
    if not isinstance(inherits.value, str):
        if inherits.value is not None:
            message = "found a list or mapping, expected the one file to inherit from"
            raise PatternloomError([Problem(inherits.mark, message, rule="wrong-type")])
        return settings
    parent = Path(os.path.normpath(path.parent / inherits.value))
    there = os.path.isfile(parent)  # unlike `is_file`, it takes any name
    if parent in (*heirs, path) or not there:
        what = "inherits from itself" if there else "no such file"
        message = f"{what}: {shown(inherits.value)}, expected another MkDocs configuration to inherit from"
        raise PatternloomError([Problem(inherits.mark, message, rule="file")])
    return _merged(_read(parent, root, (*heirs, path)), settings)


def _merged(parent: Setting, child: Setting) -> Setting:
    """As MkDocs merges: mappings key by key, anything else replaces."""
    if not (isinstance(parent.value, Mapping) and isinstance(child.value, Mapping)):
        return child
    found = dict(parent.value)
    for key, (mark, value) in child.value.items():
        found[key] = (mark, _merged(found[key][1], value) if key in found else value)
    return Setting(child.mark, found)


@dataclass(slots=True)
class _Reader:
    """One file's nodes to settings; what an anchor names is converted once."""

    file: str
    known: dict[int, Setting] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Keys of which MkDocs heeds the last alone, and those that are no words."""

    def setting(self, node: yaml.Node) -> Setting:
        """The setting of a node; an alias to what it stands in is nothing."""
        if id(node) not in self.known:
            self.known[id(node)] = Setting(self._mark(node))
            self.known[id(node)] = Setting(self._mark(node), self._value(node))
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

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, tuple[Mark, Setting]]]:
        """Keys that are texts, with what a merge key brings before them."""
        pairs = []
        for key, value in node.value:
            if key.tag == f"{_STANDARD}merge":
                merged = self.setting(value).value
                for one in merged if isinstance(merged, tuple) else (self.setting(value),):
                    yield from one.value.items() if isinstance(one.value, Mapping) else ()
            elif isinstance(key, yaml.ScalarNode):
                pairs.append((key.value, (self._mark(key), self.setting(value))))
            elif isinstance(key, yaml.MappingNode):
                words = [one.value for one, _ in key.value if isinstance(one, yaml.ScalarNode)]
                hint = f'put it in quotes: "{{{words[0]}}}"' if len(words) == 1 else IN_QUOTES
                message = "a mapping as a key, expected a plain word"
                self.problems.append(Problem(self._mark(key), message, hint, rule="yaml"))
        first: dict[str, Mark] = {}
        for name, (mark, _) in pairs:
            if mark is not first.setdefault(name, mark):
                message = f"duplicate key {shown(name)}, expected each key once"
                hint = f"first on line {first[name].line}"
                self.problems.append(Problem(mark, message, hint, rule="duplicate-key"))
        yield from pairs
