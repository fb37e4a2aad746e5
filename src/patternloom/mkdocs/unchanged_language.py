"""A further language's site as it stands, taken over where nothing that it is made from has changed.

In: MkDocs' configuration of that language's build, its finished folder, and the one of the site that stands. Out: the
same files in the new folder, or the word that it has to be built. Taken is only what a build of ours wrote, as it wrote
it, and that said nothing worth telling again; other plugins, hooks and extensions may see what is not seen here. The
first language is always built, as MkDocs itself builds it.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler, get_build_date

from patternloom.mkdocs.settings import file_for
from patternloom.mkdocs.unchanged import PLUGINS, UnknownError, extensions_key, option
from patternloom.pictures.draw import drawn_by
from patternloom.publish.build_cache import BuildCache, key_of, tools
from patternloom.publish.fingerprint import fingerprint
from patternloom.publish.placing.filling import link_or_copy, remove
from patternloom.reading import defaults

_THEME = "material"
_TIME = b"build_date_utc"
_OURS = defaults.MACROS, defaults.CONTENT, defaults.OVERRIDES, defaults.STRINGS.parent


class Standing:
    """One build of a further language."""

    def __init__(self, config: MkDocsConfig, site: Path | None) -> None:
        """`site` is the language's folder in the site that stands; None where there is none."""
        self._site, self._built = site, Path(config.site_dir)
        file = file_for(config, "standing") if site else None
        self._kept = BuildCache(file)
        self._places = tuple(_places(config)) if file else ()
        self._files = fingerprint(self._places) if file else None
        self._key = _key(config, self._files) if self._files else None
        self.warnings = CountHandler()
        self.warnings.setLevel(logging.WARNING)

    def take(self) -> bool:
        """Whether the new folder holds the site that stands."""
        kept = self._kept.get(self._key) if self._key else None
        if kept is None or self._site is None or fingerprint([self._site]) != kept:
            return False
        with suppress(OSError):
            self._built.parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(self._site, self._built)
            self._kept.save()
            return True
        remove(self._built)
        return False

    def remember(self) -> None:
        """Keep what was built for the next time."""
        warned = any(number for _, number in self.warnings.get_counts())
        # What somebody has saved meanwhile may be in the site, and may be gone again when the next one is built.
        if self._key and not warned and fingerprint(self._places) == self._files:
            self._kept.put(self._key, fingerprint([self._built]))
            self._kept.save()


def _key(config: MkDocsConfig, files: str) -> str | None:
    """The key of all that the site is made from, those files among it; None where that may be more than is known."""
    ours: Any = config.plugins.get("patternloom")
    if not config.plugins.keys() <= PLUGINS or ours is None or ours.config.records or config.theme.name != _THEME:
        return None
    extensions = extensions_key(config)
    try:
        said = option(_said(config))
    except UnknownError:
        return None
    if extensions is None or _tells_the_time(config):
        return None
    return key_of(tools(), drawn_by(), get_build_date(), _umask(), extensions, said, files)


def _said(config: MkDocsConfig) -> list[Any]:
    """The settings of all files and of the command line, but for the folder that is new each time."""
    with warnings.catch_warnings():
        # The only place where it is kept.
        warnings.simplefilter("ignore", DeprecationWarning)
        layers = config.user_configs
        # Of plugins in a list, MkDocs takes the options out of there as it reads them.
        plugins = {name: plugin.config.user_configs for name, plugin in config.plugins.items()}
    return [plugins, *({name: value for name, value in layer.items() if name != "site_dir"} for layer in layers)]


def _tells_the_time(config: MkDocsConfig) -> bool:
    """Whether a template of the project says when the site was built, to the second."""
    folder = Path(config.theme.custom_dir or os.devnull)
    own = (*folder.rglob("*.html"), *(Path(config.docs_dir, name) for name in config.extra_templates))
    return any(_TIME in path.read_bytes() for path in own if path.is_file())


def _umask() -> int:
    """What nobody else may do with new files."""
    os.umask(mask := os.umask(0))
    return mask


def _places(config: MkDocsConfig) -> Iterator[Path]:
    """Whatever our plugin, MkDocs and the theme read of the project."""
    root = Path(config.config_file_path or ".").parent
    ours: Any = config.plugins.get("patternloom")
    yield from (*_OURS, Path(config.docs_dir))
    yield from (Path(ours.config.catalog), Path(ours.config.macros or root / "macros")) if ours else ()
    yield from map(Path, filter(None, [config.theme.custom_dir]))
    yield from sorted((*root.glob("*.yml"), *root.glob("*.yaml")))
