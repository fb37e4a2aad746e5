"""What a design example says beside its picture, its steps and its files: choices, failures, exceptions, versions.

In: values of YAML, as `values` and `texts` read each. Out: frozen values; what sentences promise is among them in a
form that can be checked. Nothing here knows a component or a file: whether those named are there, `check_notes` says.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.example_operations import Signal
from patternloom.model.lasting import Meaning
from patternloom.model.refs import ExampleRef
from patternloom.model.texts import Prose, Text
from patternloom.model.values import Bool, LocalId, Plain, catalog_type

ReadWhen = Literal["start", "connection", "interval", "rollout"]


@catalog_type
class Spoken:
    """Traffic that a sentence speaks of and no arrow of its step draws, so that it is held against the policies."""

    start: Plain
    """Who sends: the id of a component, or, of somebody who is not drawn, an address block (`10.0.0.0/16`) or an
    object as `Kind/namespace/name`, such as `Namespace//monitoring`."""
    end: Plain
    """Who receives, named like `start`."""
    port: Plain | None = None
    """The number of the port that is meant; any port of the receiver where there is none."""
    refused: Bool = False
    """Whether the sentence says that it does not get through. Else it has to."""
    calls: tuple[Plain, ...] = ()
    """The actions of the cloud's API that are called, as permissions name them: `s3:DeleteObject`."""


@catalog_type
class Taken:
    """What this example takes from another one: names that the other has to provide."""

    example: ExampleRef
    """The id of the example that provides them."""
    names: tuple[Plain, ...]
    """What it provides, each with its sort: `secret shop/orders/database#password` (a secret and one of its keys),
    `schema orders`, `user orders_service`, `export shop-database-resource-id`, `file aws/nodes.yaml`, or an object
    `Kind/namespace/name` with `#key` for one of its data."""


@catalog_type
class SecretRead:
    """Who reads a secret, and when: a rotation reaches whoever reads it again."""

    secret: Plain
    """`Secret/namespace/name` of Kubernetes, the secret's name in the cloud's store, or, of one that the cloud names
    itself, `file#Resource` of a template."""
    keys: tuple[Plain, ...] = ()
    """The keys that are read; all of them where none is named."""
    reader: Plain
    """The id of the component that reads it, or `Kind/namespace/name` of one that is not drawn."""
    container: Plain | None = None
    """The container, where its pods have several."""
    when: ReadWhen
    """`start`: once, when it starts. `connection`: for each new connection. `interval`: again and again.
    `rollout`: while it is rolled out, and not by what runs."""
    renewed_by: Plain | None = None
    """What starts the reader anew after a rotation, where it reads at its start: the text in a file that does it."""


@catalog_type
class Decision:
    """A choice made here, with what it costs."""

    question: Meaning[Text]
    """What had to be chosen, as a question."""
    options: Meaning[tuple[Text, ...]]
    """The ways that were open, a phrase each."""
    choice: Meaning[Text]
    """The option that was taken."""
    why: Meaning[Prose]
    """What spoke for it here."""
    cost: Meaning[Prose]
    """What it costs to have chosen so."""
    otherwise: Meaning[Prose]
    """When to choose otherwise."""


@catalog_type
class Failure:
    """What happens when a component dies."""

    component: Meaning[LocalId]
    """The id of the component that dies."""
    happens: Meaning[Prose]
    """What the rest of the system does then."""
    user_sees: Meaning[Prose]
    """What somebody who uses it notices."""
    recovery: Meaning[Prose]
    """What brings it back."""
    signals: tuple[Signal, ...] = ()
    """What tells those who run it."""
    speaks_of: tuple[Spoken, ...] = ()
    """The traffic that these sentences speak of."""


@catalog_type
class Supporting:
    """An object of the files that the picture leaves out."""

    object: Plain
    """As `Kind/namespace/name`."""
    why: Text
    """What it is needed for, in a phrase."""


@catalog_type
class Waiver:
    """An exception to a rule of the checks, with its reason."""

    rule: Plain
    """The rule's name, as the checks print it."""
    object: Plain
    """What is excused, as the checks name it."""
    reason: Prose
    """Why the rule does not hold here."""


@catalog_type
class Version:
    """A version that the files were written for."""

    name: Plain
    """The product, as its makers write it."""
    version: Plain
    """The number, exactly as it is released; where `releases:` have the product, one of them."""
