"""What a YAML file of the catalog may say: the kinds of entry, and the settings.

The classes of the entries stand in the modules above this one. Together they give the types that
travel, the checks that `parse` runs (by pydantic) and the JSON Schema that editors use.

A catalog file is a `Document`: lists of entries by kind. Which folder a file lies in means nothing
to the loader; it is there for people. Ids are unique over all kinds and never change.
"""

from __future__ import annotations

import typing

from patternloom.model.bibliography import Erratum, Reference
from patternloom.model.examples import BoundaryKind, CheckKind, ComponentKind, DesignExample
from patternloom.model.figures import ConceptFigure
from patternloom.model.patterns import Pattern, PatternGroup, ProblemArea
from patternloom.model.refs import AreaRef, ReferenceRef
from patternloom.model.technologies import Provider, Technology, TechnologyCategory, TechnologyKind
from patternloom.model.texts import Prose, Text
from patternloom.model.values import EditUrl, Language, SourceKey, catalog_type


@catalog_type
class Document:
    """A catalog file: any of these lists."""

    areas: tuple[ProblemArea, ...] = ()
    """Problem areas, a page each."""
    groups: tuple[PatternGroup, ...] = ()
    """Groups of patterns that answer one problem."""
    patterns: tuple[Pattern, ...] = ()
    """Patterns, each a section of its area's page."""
    figures: tuple[ConceptFigure, ...] = ()
    """Pictures that are no tree: boxes and arrows."""
    categories: tuple[TechnologyCategory, ...] = ()
    """Classes of technology, which correlations point to."""
    technologies: tuple[Technology, ...] = ()
    """Tools, services and standards."""
    technology_kinds: tuple[TechnologyKind, ...] = ()
    """How technology is had: open source, managed and so on."""
    providers: tuple[Provider, ...] = ()
    """Who runs managed technology."""
    component_kinds: tuple[ComponentKind, ...] = ()
    """Classes of component for design examples."""
    boundary_kinds: tuple[BoundaryKind, ...] = ()
    """Classes of boundary for design examples."""
    check_kinds: tuple[CheckKind, ...] = ()
    """Classes of check that a record of checks may name."""
    examples: tuple[DesignExample, ...] = ()
    """Design examples: a pattern on a real platform, with its files."""
    references: tuple[Reference, ...] = ()
    """Cited works."""
    errata: tuple[Erratum, ...] = ()
    """Where the article is wrong, and what holds instead."""


@catalog_type
class Settings:
    """`catalog.yaml`: what the catalog as a whole is."""

    languages: tuple[Language, ...]
    """BCP 47 tags; the first is the default, at the site's root."""
    name: Text
    """The name of what the areas divide, such as the architecture."""
    summary: Prose
    """What the reference is about, on its first page."""
    areas: tuple[AreaRef, ...]
    """The problem areas, in order."""
    article: ReferenceRef | None = None
    """The work that `source:` keys point into."""
    edit_url: EditUrl | None = None
    """Where a file is edited, with `{path}` for the file; pages then link there."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts that stand behind it, such as `F7/BFF`, `T6/BFF`, `S7.5` or `N42`."""


Entry = (
    ProblemArea
    | PatternGroup
    | Pattern
    | ConceptFigure
    | TechnologyCategory
    | Technology
    | TechnologyKind
    | Provider
    | Reference
    | Erratum
    | ComponentKind
    | BoundaryKind
    | CheckKind
    | DesignExample
)

KIND_OF_LIST = {
    "areas": "area",
    "groups": "group",
    "patterns": "pattern",
    "figures": "figure",
    "categories": "category",
    "technologies": "technology",
    "technology_kinds": "technology-kind",
    "providers": "provider",
    "component_kinds": "component-kind",
    "boundary_kinds": "boundary-kind",
    "check_kinds": "check-kind",
    "examples": "example",
    "references": "reference",
    "errata": "erratum",
}
CLASS_OF_LIST: dict[str, type] = {
    name: typing.get_args(hint)[0] for name, hint in typing.get_type_hints(Document, include_extras=False).items()
}
KIND_OF_CLASS: dict[type, str] = {CLASS_OF_LIST[name]: kind for name, kind in KIND_OF_LIST.items()}
