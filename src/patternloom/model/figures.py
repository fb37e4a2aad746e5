"""Concept figures: pictures that are no tree, as boxes and arrows.

In: values of YAML, as `values`, `refs` and `texts` read each. Out: frozen values. How they are
drawn, the macros say.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.cited import Citation
from patternloom.model.entry import Named
from patternloom.model.lasting import Meaning
from patternloom.model.refs import ConcernRef, SubjectRef
from patternloom.model.texts import Prose, Text
from patternloom.model.values import Bool, Date, LocalId, SourceKey, catalog_type


@catalog_type
class Box:
    """A part of a concept figure; `inside` nests it in another box."""

    id: Meaning[LocalId]
    """Its name for `inside:` and for arrows; unique in this figure only."""
    label: Meaning[Text]
    """The words in the box."""
    inside: Meaning[LocalId | None] = None
    """The id of the box around it."""
    entry: Meaning[ConcernRef | None] = None
    """The entry it stands for; the box then links there."""


@catalog_type
class Arrow:
    """A connection between two boxes of a concept figure."""

    start: Meaning[LocalId]
    """The id of the box where it begins."""
    end: Meaning[LocalId]
    """The id of the box that it points to."""
    label: Meaning[Text | None] = None
    """The words at the arrow."""
    both_ways: Meaning[Bool] = False
    """Whether it has a head at both ends."""


@catalog_type
class ConceptFigure(Named):
    """An explanatory picture that is not a tree of patterns."""

    about: Meaning[SubjectRef]
    """The entry whose section shows it."""
    caption: Meaning[Prose]
    """The same facts as the picture, in words."""
    direction: Literal["right", "down"] = "right"
    """Where its arrows run on a wide page: to the right, or down."""
    boxes: Meaning[tuple[Box, ...]]
    """Its parts, in the order in which they are laid out."""
    arrows: Meaning[tuple[Arrow, ...]] = ()
    """How the boxes are connected."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts that stand behind it, such as `F7/BFF`, `T6/BFF`, `S7.5` or `N42`."""
    references: tuple[Citation, ...] = ()
    """Ids of works that say what the picture shows, or show the same."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""
