"""Concept figures: pictures that are no tree, as boxes and arrows.

Values of YAML in, as `fields` reads each; frozen values out. How they are drawn, the macros say.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.entry import Named
from patternloom.model.refs import ConcernRef, PlaceRef
from patternloom.model.texts import Prose, Text
from patternloom.model.values import Bool, Date, LocalId, SourceKey, catalog_type


@catalog_type
class Box:
    """A part of a concept figure; `inside` nests it in another box."""

    id: LocalId
    label: Text
    inside: LocalId | None = None
    entry: ConcernRef | None = None
    """The entry it stands for; the box then links there."""


@catalog_type
class Arrow:
    """A connection between two boxes of a concept figure."""

    start: LocalId
    end: LocalId
    label: Text | None = None
    both_ways: Bool = False


@catalog_type
class ConceptFigure(Named):
    """An explanatory picture that is not a tree of patterns."""

    about: PlaceRef
    """The entry whose section shows it."""
    caption: Prose
    """The same facts as the picture, in words."""
    direction: Literal["right", "down"] = "right"
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...] = ()
    source: tuple[SourceKey, ...] = ()
    reviewed: Date
