"""The build of a further language, in a process of its own: `mkdocs build` as the build that started it was asked for.

In, as JSON on the command line: the language's configuration, the one that the other build reads, and what was said
on its command line. Out: the site of that language, and MkDocs' log. `INHERIT: mkdocs.yml` means what is being built:
`-f mkdocs.prod.yml`, or what mike writes. Where nothing has changed, the site that stands is taken. It decides nothing
else, and only a build of our plugin starts it.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.commands.build import log as build_log
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.utils import DuplicateFilter

from patternloom.mkdocs.unchanged_language import Standing

_DEFAULT = ("mkdocs.yml", "mkdocs.yaml")


@dataclass(frozen=True, slots=True)
class Order:
    """What to build, and how."""

    configuration: str
    """The language's own."""
    started_by: str | None
    """The configuration of the build that starts this one."""
    options: Mapping[str, Any]
    """What goes before both."""
    standing: str | None = None
    """The language's folder in the site that stands; None where nothing may be taken from there."""

    def command(self) -> list[str]:
        """The process that does it."""
        return [sys.executable, "-m", "patternloom.mkdocs.language", json.dumps(asdict(self))]


class _Followed(io.BytesIO):
    """A configuration as a file that says in its place from which other one it inherits."""

    def __init__(self, path: Path, started_by: Path | None) -> None:
        text = path.read_text("utf-8-sig")
        if started_by and (place := _inherits(text)) and _is_default(path.parent / place.value, started_by):
            text = text[: place.start_mark.index] + json.dumps(str(started_by.resolve())) + text[place.end_mark.index :]
        super().__init__(text.encode())
        self.name = str(path)


def _inherits(text: str) -> yaml.ScalarNode | None:
    """The value of `INHERIT:`; what is no YAML, MkDocs will tell."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "INHERIT" and isinstance(value, yaml.ScalarNode) and value.tag == "tag:yaml.org,2002:str":
            return value
    return None


def _is_default(path: Path, started_by: Path) -> bool:
    """Whether the file is what is being built, one that it inherits from, or the configuration that needs no name."""
    path = path.resolve()
    if path.name in _DEFAULT and path.parent == started_by.parent.resolve():
        return True
    seen: set[Path] = set()
    heir = started_by.resolve()
    while heir not in seen and heir.is_file():
        if heir == path:
            return True
        seen.add(heir)
        parent = _inherits(heir.read_text("utf-8-sig"))
        if parent is None:
            break
        heir = (heir.parent / parent.value).resolve()
    return False


def _said_as_mkdocs() -> None:
    """The log in the form that the starting build takes apart."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    build_log.addFilter(DuplicateFilter())


def main() -> int:
    """Build; the exit status."""
    order = Order(**json.loads(sys.argv[1]))
    _said_as_mkdocs()
    try:
        started_by = Path(order.started_by) if order.started_by else None
        config = load_config(_Followed(Path(order.configuration), started_by), **order.options)
        standing = Standing(config, Path(order.standing) if order.standing else None)
        if standing.take():
            return 0
        logging.getLogger("mkdocs").addHandler(standing.warnings)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        standing.remember()
    except MkDocsException as error:
        error.show()
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
