"""A further language's site as it stands, taken over where nothing that it is made from has changed.

In: MkDocs' configuration of that language's build, its finished folder, and the one of the site that stands. Out: the
same files in the new folder, or the word that it has to be built. Taken is only what a build of ours wrote, as it wrote
it, and that said nothing worth telling again; other plugins, hooks and extensions may see what is not seen here. The
first language is always built, as MkDocs itself builds it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler, get_build_date

from patternloom.mkdocs.prepare import PatternloomConfig
from patternloom.mkdocs.settings import file_for
from patternloom.mkdocs.unchanged import PLUGINS, UnknownError, extensions_key, option
from patternloom.pictures.draw import drawn_by
from patternloom.publish.filling import link, remove
from patternloom.publish.fingerprint import fingerprint
from patternloom.publish.kept import Kept, key_of, tools
from patternloom.reading import defaults

_THEME = "material"
_OURS = defaults.MACROS, defaults.CONTENT, defaults.OVERRIDES, defaults.STRINGS.parent


class Standing:
    """One build of a further language."""

    def __init__(self, config: MkDocsConfig, site: Path | None) -> None:
        """`site` is the language's folder in the site that stands; None where there is none."""
        self._config, self._site, self._built = config, site, Path(config.site_dir)
        file = file_for(config, "standing") if site else None
        self._kept = Kept(file)
        self._key = _key(config) if file else None
        self.warnings = CountHandler()
        self.warnings.setLevel(logging.WARNING)

    def take(self) -> bool:
        """Whether the new folder holds the site that stands."""
        kept = self._kept.get(self._key) if self._key else None
        if kept is None or self._site is None or fingerprint([self._site]) != kept:
            return False
        with suppress(OSError):
            self._built.parent.mkdir(parents=True, exist_ok=True)
            link(self._site, self._built)
            self._kept.save()
            return True
        remove(self._built)
        return False

    def remember(self) -> None:
        """Keep what was built for the next time."""
        if self._key and not any(number for _, number in self.warnings.get_counts()):
            self._kept.put(self._key, fingerprint([self._built]))
            self._kept.save()


def _key(config: MkDocsConfig) -> str | None:
    """The key of all that the site is made from; None where that may be more than is known."""
    ours: Any = config.plugins.get("patternloom")
    if not config.plugins.keys() <= PLUGINS or ours is None or ours.config.records or config.theme.name != _THEME:
        return None
    extensions = extensions_key(config)
    try:
        said = option(_said(config))
    except UnknownError:
        return None
    files = fingerprint((*_OURS, *_folders(config, ours.config)))
    if extensions is None or files is None:
        return None
    return key_of(tools(), drawn_by(), get_build_date(), extensions, said, files)


def _said(config: MkDocsConfig) -> list[Any]:
    """The settings of all files and of the command line, but for the folder that is new each time."""
    with warnings.catch_warnings():
        # The only place where it is kept.
        warnings.simplefilter("ignore", DeprecationWarning)
        layers = config.user_configs
    return [{name: value for name, value in layer.items() if name != "site_dir"} for layer in layers]


def _folders(config: MkDocsConfig, ours: PatternloomConfig) -> Iterator[Path]:
    """Whatever our plugin, MkDocs and the theme read of the project."""
    root = Path(config.config_file_path or ".").parent
    yield from (Path(config.docs_dir), Path(ours.catalog), Path(ours.macros or root / "macros"))
    yield from map(Path, filter(None, [config.theme.custom_dir]))
    yield from sorted((*root.glob("*.yml"), *root.glob("*.yaml")))
