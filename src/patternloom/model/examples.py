"""The types of design examples: how a pattern looks on a real platform, as data.

A picture, its numbered steps, its table of components and its configuration are drawn from these, so
that they cannot tell different stories. Kinds of components and boundaries are catalog data too:
nothing here knows a cloud provider.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.cited import Citation
from patternloom.model.entry import Named
from patternloom.model.example_notes import Decision, Failure, SecretRead, Spoken, Supporting, Taken, Version, Waiver
from patternloom.model.example_operations import Commands, Cost, Placeholder, Variety
from patternloom.model.lasting import Meaning
from patternloom.model.refs import (
    BoundaryKindRef,
    ComponentKindRef,
    EntryRef,
    PlaceRef,
    ProviderRef,
    SurroundingRef,
    TechnologyRef,
)
from patternloom.model.texts import Prose, Text
from patternloom.model.values import Bool, Date, FilePath, LocalId, Plain, SourceKey, catalog_type

Shape = Literal["rectangle", "person", "cylinder", "queue", "document", "hexagon", "package", "cloud", "page"]
ProvidedBy = Literal["files", "addon", "injected", "managed", "outside"]
Case = Literal["normal", "alternative", "failure"]


@catalog_type
class ComponentKind(Named):
    """A class of component: client, workload, gateway, database and so on."""

    shape: Shape = "rectangle"
    """How it is drawn."""
    managed: Bool = False
    """Drawn as somebody else's: with the quiet outline."""
    kubernetes: Literal["workload"] | None = None
    """What it is in Kubernetes, for the checks: a workload runs pods. Nothing in particular unless said."""
    stands_in: tuple[BoundaryKindRef, ...] = ()
    """The kinds of boundary that it may stand in, directly; in any where none is named."""


@catalog_type
class BoundaryKind(Named):
    """A class of boundary: account, network, cluster, namespace and so on."""

    tinted: Bool = False
    """Whether its ground is tinted: for the boundary that the example is about."""
    kubernetes: Literal["node", "namespace", "pod"] | None = None
    """What it is in Kubernetes, for the checks. Nothing in particular unless said."""
    stands_in: tuple[SurroundingRef, ...] = ()
    """The kinds of boundary that it may stand in, directly, and `none` where it may stand in no other; in any where
    none is named."""


@catalog_type
class CheckKind(Named):
    """A class of check that an example's evidence may name."""


@catalog_type
class Boundary:
    """A box that holds components or other boundaries."""

    id: LocalId
    """Its name for `inside:`; unique in this example only."""
    kind: BoundaryKindRef
    """What sort of border it is: the id of one of `boundary_kinds`."""
    name: Text | None = None
    """Beside its kind's name; None where the kind says it all."""
    inside: LocalId | None = None
    """The boundary around it."""


@catalog_type
class Switch:
    """What in the files turns on a component that the files do not contain: a label, an add-on entry."""

    file: FilePath
    """The path below `files/` of the file that holds the text."""
    text: Plain
    """Stands in that file, word for word."""


@catalog_type
class Realises:
    """Which part of which pattern a component carries."""

    entry: EntryRef
    """The id of the pattern or group."""
    part: Text
    """The part, in a phrase."""


@catalog_type
class Component:
    """Something that runs, stores or calls."""

    id: LocalId
    """Its name for steps and failures; unique in this example only."""
    kind: ComponentKindRef
    """What sort of part it is: the id of one of `component_kinds`."""
    name: Text
    """The words in its box, and in the table of components."""
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
    """The id of the technology that it is made of."""
    does: Text
    """Its job here, in a phrase."""
    realises: tuple[Realises, ...] = ()
    """Parts of patterns that it carries."""
    authenticates: Switch | None = None
    """What in the files makes it check who calls, before anything behind it acts. A way in from the internet needs a
    component that does."""


@catalog_type
class Flow:
    """One arrow of a step."""

    start: LocalId
    """The id of the component that sends."""
    end: LocalId
    """The id of the component that receives."""
    protocol: Plain | None = None
    """Such as `gRPC`; shown at the arrow."""
    both_ways: Bool = False
    """Whether it is one stream in both directions."""
    response: Bool = False
    """Whether it answers an earlier arrow."""
    calls: tuple[Plain, ...] = ()
    """The actions of the cloud's API that it calls, as permissions name them: `s3:PutObject`."""


@catalog_type
class Step:
    """A numbered step: a sentence and its arrows. Its number is its place in the list."""

    text: Meaning[Prose]
    """What happens, in one sentence."""
    flows: tuple[Flow, ...] = ()
    """The arrows; a step inside one component has none."""
    at: LocalId | None = None
    """The component that acts, where there is no arrow."""
    case: Meaning[Case] = "normal"
    """`alternative` or `failure` for branches off the normal way."""
    speaks_of: tuple[Spoken, ...] = ()
    """The traffic that its sentence speaks of beside its arrows."""


@catalog_type
class ExampleFile:
    """A file below the example's `files/`."""

    path: FilePath
    """Below `files/`, with `/` between its parts."""
    role: Text
    """What it is for, in a phrase."""
    language: Plain | None = None
    """Its language for the highlighter, where the ending does not tell."""


@catalog_type
class DesignExample(Named):
    """How an area, a group or a pattern looks on a platform."""

    label: Text | None = None
    """A shorter name for lists and navigation."""
    about: Meaning[tuple[PlaceRef, ...]]
    """The entries whose sections link here; the first is its home."""
    summary: Prose
    """What is shown, and what the reader can take from it."""
    boundaries: tuple[Boundary, ...]
    """The boxes of the picture that hold others."""
    components: tuple[Component, ...]
    """What runs, stores or calls, in the picture and in the table."""
    steps: Meaning[tuple[Step, ...]]
    """The way through the picture, in order; the number of a step is its place."""
    decisions: Meaning[tuple[Decision, ...]] = ()
    """What was chosen and what it costs; at least three make a page worth reading."""
    failures: Meaning[tuple[Failure, ...]] = ()
    """What happens when a part dies; at least three make a page worth reading."""
    before_production: Meaning[tuple[Prose, ...]] = ()
    """What is still to do before real users."""
    commands: Commands | None = None
    """How it is applied, seen to work, and removed."""
    cost: tuple[Cost, ...] = ()
    """What is billed while it runs."""
    varieties: tuple[Variety, ...] = ()
    """Varieties of the platform on which something changes."""
    speaks_of: tuple[Spoken, ...] = ()
    """The traffic that its other sentences speak of: those of `before_production` and of the decisions."""
    takes: tuple[Taken, ...] = ()
    """What it takes from other examples, wherever its sentences refer to one."""
    secrets: tuple[SecretRead, ...] = ()
    """Who reads which secret, and when: every secret that a container is given, and no other."""
    files: tuple[ExampleFile, ...] = ()
    """The configuration below `files/`, in the order of the tabs."""
    placeholders: tuple[Placeholder, ...] = ()
    """What in the files has to be replaced."""
    supporting: tuple[Supporting, ...] = ()
    """Objects of the files that the picture leaves out."""
    waivers: tuple[Waiver, ...] = ()
    """Exceptions to rules of the checks."""
    versions: tuple[Version, ...] = ()
    """What the files were written for."""
    not_run: Meaning[Prose | None] = None
    """What the checks could not run, plainly; required where the catalog has `check_kinds`."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts that stand behind it, such as `F7/BFF`, `T6/BFF`, `S7.5` or `N42`."""
    references: tuple[Citation, ...] = ()
    """Ids of works that say the same or more."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""
