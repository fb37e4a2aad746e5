"""The types of design examples: how a pattern looks on a real platform, as data.

A picture, its numbered steps, its table of components and its configuration are drawn from these, so
that they cannot tell different stories. Kinds of components and boundaries are catalog data too:
nothing here knows a cloud provider.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.entry import Named
from patternloom.model.refs import (
    BoundaryKindRef,
    ComponentKindRef,
    EntryRef,
    PlaceRef,
    ProviderRef,
    ReferenceRef,
    TechnologyRef,
)
from patternloom.model.texts import Prose, Text
from patternloom.model.values import Bool, Date, FilePath, LocalId, Plain, SourceKey, catalog_type

Shape = Literal["rectangle", "person", "cylinder", "queue", "document", "hexagon", "package", "cloud", "page"]
ProvidedBy = Literal["files", "addon", "injected", "managed", "outside"]
Case = Literal["normal", "alternative", "failure"]


@catalog_type
class ComponentKind(Named):
    """A class of component: client, workload, gateway, database …"""

    shape: Shape = "rectangle"
    """How it is drawn."""
    managed: Bool = False
    """Drawn as somebody else's: with the quiet outline."""


@catalog_type
class BoundaryKind(Named):
    """A class of boundary: account, network, cluster, namespace …"""

    tinted: Bool = False
    """Whether its ground is tinted: for the boundary that the example is about."""


@catalog_type
class CheckKind(Named):
    """A class of check that an example's evidence may name; its name tells what it holds the files to."""


@catalog_type
class Boundary:
    """A box that holds components or other boundaries."""

    id: LocalId
    kind: BoundaryKindRef
    name: Text | None = None
    """Beside its kind's name; None where the kind says it all."""
    inside: LocalId | None = None
    """The boundary around it."""


@catalog_type
class Switch:
    """What in the files turns on a component that the files do not contain: a label, an add-on entry."""

    file: FilePath
    text: Plain
    """Stands in that file, word for word."""


@catalog_type
class Realises:
    """Which part of which pattern a component carries."""

    entry: EntryRef
    part: Text
    """The part, in a phrase."""


@catalog_type
class Component:
    """Something that runs, stores or calls."""

    id: LocalId
    kind: ComponentKindRef
    name: Text
    inside: LocalId
    """The boundary it stands in."""
    provided_by: ProvidedBy
    """`files`: the example's own files. `addon`, `injected`, `managed`: something that `switch` turns on.
    `outside`: not part of the example."""
    provider: ProviderRef | None = None
    """Who runs it, where it is managed."""
    objects: tuple[Plain, ...] = ()
    """What it is in the files, as `Kind/namespace/name`; required with `files`."""
    switch: Switch | None = None
    """Required with `addon`, `injected` and `managed`."""
    technology: TechnologyRef | None = None
    does: Text
    """Its job here, in a phrase."""
    realises: tuple[Realises, ...] = ()


@catalog_type
class Flow:
    """One arrow of a step."""

    start: LocalId
    end: LocalId
    protocol: Plain | None = None
    """Such as `gRPC`; shown at the arrow."""
    both_ways: Bool = False
    """Whether it is one stream in both directions."""
    response: Bool = False
    """Whether it answers an earlier arrow."""


@catalog_type
class Step:
    """A numbered step: a sentence and its arrows. Its number is its place in the list."""

    text: Prose
    flows: tuple[Flow, ...] = ()
    """The arrows; a step inside one component has none."""
    at: LocalId | None = None
    """The component that acts, where there is no arrow."""
    case: Case = "normal"
    """`alternative` or `failure` for branches off the normal way."""


@catalog_type
class Decision:
    """A choice made here, with what it costs."""

    question: Text
    options: tuple[Text, ...]
    choice: Text
    why: Prose
    cost: Prose
    otherwise: Prose
    """When to choose otherwise."""


@catalog_type
class Failure:
    """What happens when a component dies."""

    component: LocalId
    happens: Prose
    user_sees: Prose
    recovery: Prose
    """What brings it back."""


@catalog_type
class ExampleFile:
    """A file below the example's `files/`."""

    path: FilePath
    role: Text
    """What it is for, in a phrase."""
    language: Plain | None = None
    """Its language for the highlighter, where the ending does not tell."""


@catalog_type
class Supporting:
    """An object of the files that the picture leaves out."""

    object: Plain
    """As `Kind/namespace/name`."""
    why: Text


@catalog_type
class Waiver:
    """An exception to a rule of the checks, with its reason."""

    rule: Plain
    object: Plain
    reason: Prose


@catalog_type
class Version:
    """A version that the files were written for."""

    name: Plain
    version: Plain


@catalog_type
class DesignExample(Named):
    """How an area, a group or a pattern looks on a platform."""

    label: Text | None = None
    about: tuple[PlaceRef, ...]
    """The entries whose sections link here; the first is its home."""
    summary: Prose
    """What is shown, and what the reader can take from it."""
    boundaries: tuple[Boundary, ...]
    components: tuple[Component, ...]
    steps: tuple[Step, ...]
    decisions: tuple[Decision, ...] = ()
    failures: tuple[Failure, ...] = ()
    before_production: tuple[Prose, ...] = ()
    """What is still to do before real users."""
    files: tuple[ExampleFile, ...] = ()
    supporting: tuple[Supporting, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    versions: tuple[Version, ...] = ()
    not_run: Prose
    """What the checks could not run, plainly."""
    source: tuple[SourceKey, ...] = ()
    references: tuple[ReferenceRef, ...] = ()
    reviewed: Date
