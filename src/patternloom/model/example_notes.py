"""What a design example says beside its picture, its steps and its files: choices, failures, exceptions, versions.

In: values of YAML, as `values` and `texts` read each. Out: frozen values. Nothing here knows a component or
a file: whether those named are there, `check_examples` says.
"""

from __future__ import annotations

from patternloom.model.example_operations import Signal
from patternloom.model.texts import Prose, Text
from patternloom.model.values import LocalId, Plain, catalog_type


@catalog_type
class Decision:
    """A choice made here, with what it costs."""

    question: Text
    """What had to be chosen, as a question."""
    options: tuple[Text, ...]
    """The ways that were open, a phrase each."""
    choice: Text
    """The option that was taken."""
    why: Prose
    """What spoke for it here."""
    cost: Prose
    """What it costs to have chosen so."""
    otherwise: Prose
    """When to choose otherwise."""


@catalog_type
class Failure:
    """What happens when a component dies."""

    component: LocalId
    """The id of the component that dies."""
    happens: Prose
    """What the rest of the system does then."""
    user_sees: Prose
    """What somebody who uses it notices."""
    recovery: Prose
    """What brings it back."""
    signals: tuple[Signal, ...] = ()
    """What tells those who run it."""


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
