"""Where a project's input lies, and what its configuration says that pages and checks depend on.

In: folders, and a configuration. Out: one frozen value, which names files as messages do. It reads no file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from patternloom.reading.configuration import NO_PAGES, Configuration, named_in, no_pages


@dataclass(frozen=True, slots=True)
class Project:
    """Where the input lies."""

    root: Path
    """What file names in messages and edit links are relative to."""
    catalog: Path
    macros: Path | None
    """None where the project has no macros of its own."""
    content: Path
    site_url: str = ""
    """The public address of the site's root; empty where it has none."""
    configuration: Configuration | None = None
    """Whose navigation is checked, and says which pages of ours are made; None where there is none."""
    left_out: Callable[[str], bool] = NO_PAGES.match_file
    """Which files below the content are no pages, by their names from there."""
    plugins: frozenset[str] = frozenset()
    """The names of the site's plugins, some of which read tags in pages by hand."""
    folders: bool = True
    """Whether a page's address is a folder's, `areas/storage/`, and not a file's."""
    decisions: tuple[Path, ...] = ()
    """Indexes and folders of decision records that pages tell of."""
    site_name: str = ""
    """What the site calls itself; empty where it has no name."""

    @classmethod
    def configured(cls, root: Path, configuration: Configuration) -> Project:
        """As a configuration says; `root` is the folder that it lies in."""
        return cls(
            root=root,
            catalog=configuration.catalog,
            macros=configuration.macros,
            content=configuration.content,
            site_url=configuration.site_url,
            configuration=configuration,
            left_out=no_pages(configuration.left_out),
            plugins=configuration.plugins,
            folders=configuration.folders,
            decisions=configuration.decisions,
            site_name=configuration.site_name,
        )

    @property
    def named(self) -> frozenset[str] | None:
        """What `nav:` names; None where there is none."""
        return named_in(self.configuration.nav) if self.configuration else None

    @property
    def shown_macros(self) -> str:
        """The macros' folder as messages name it; by its name alone where several projects share it."""
        name = self.shown(self.macros) if self.macros else "macros"
        return Path(name).name if Path(name).is_absolute() else name

    def shown(self, path: Path) -> str:
        """A path as messages name it."""
        # Unlike `resolve`, it takes a link that leads to itself as it stands.
        path, root = Path(os.path.realpath(path)), Path(os.path.realpath(self.root))
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
