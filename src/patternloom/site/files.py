"""A file that is published: the one form of whatever is written, whoever made it.

In: a path, bytes, and where they come from. Out: a frozen `File`. A file belongs to a language's tree, or to
the site as a whole: then it comes out once, with the default language, at the site's root. Nothing is written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class File:
    """One file of the tree that a site engine builds or copies."""

    path: str
    """In the tree of its language; from the site's root where it belongs to none."""
    data: bytes
    origin: str | None = None
    """The catalog or content file to edit for it; None where it is no page, or lies outside of the project."""
    language: str | None = None
    """Whose tree it stands in; None for the site as a whole."""

    def __post_init__(self) -> None:
        if self.origin is not None:
            object.__setattr__(self, "origin", editable(self.origin))

    @property
    def text(self) -> str:
        """What it says, for a page."""
        return self.data.decode()

    def comes_with(self, language: str, default: str) -> bool:
        """Whether a language's tree holds it: its own files; in the default one those of the whole site too."""
        return language == (self.language or default)


def editable(file: str) -> str | None:
    """A file as edit links name it; None outside of the project: where it lies on this machine is nobody's business."""
    return None if PurePath(file).is_absolute() else file
