"""All that a site's `mkdocs.yml` says, to be written again elsewhere: with what it inherits, and tags as they stand.

In: the file. Out: plain values; one with a tag of its own (`!ENV`, `!!python/name:`) is kept as its YAML node. What is
wrong in the file, `configuration` has told before. Nothing is judged here, and no tag is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that only a site engine understands."""

    node: yaml.Node


class _Loader(yaml.SafeLoader):
    pass


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Write out what stands in several places."""
        return True


def _kept(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Kept:
    return Kept(node)


for _tags in ("!", "tag:yaml.org,2002:python/"):
    _Loader.add_multi_constructor(_tags, _kept)
_Dumper.add_representer(Kept, lambda dumper, kept: kept.node)
# Texts that are written for a page already.
_Dumper.add_multi_representer(str, lambda dumper, text: dumper.represent_str(str(text)))


def raw_settings(path: Path) -> dict[str, Any]:
    """The file's settings over those that it inherits, as MkDocs merges them."""
    own: dict[str, Any] = yaml.load(path.read_text("utf-8"), _Loader) or {}
    parent = own.pop("INHERIT", None)
    return _merged(raw_settings(path.parent / parent), own) if isinstance(parent, str) else own


def _merged(parent: Any, child: Any) -> Any:
    if not (isinstance(parent, dict) and isinstance(child, dict)):
        return child
    return parent | {key: _merged(parent.get(key), value) for key, value in child.items()}


def as_yaml(settings: dict[str, Any]) -> str:
    """The settings as a file."""
    return yaml.dump(settings, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
