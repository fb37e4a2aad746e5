"""What somebody who runs a design example needs of it: commands, costs, signals, what to replace, other varieties.

In: values of YAML, as `values` and `texts` read each. Out: frozen values. Nothing here knows a tool, a cluster or a
provider: whether a command fits the files, the checks of `verify` say.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.texts import Prose, Text
from patternloom.model.values import Plain, Verbatim, catalog_type

Per = Literal["hour", "month", "request", "gb", "gb-month"]


@catalog_type
class Command:
    """Lines to type, and what comes back."""

    run: Verbatim
    """The lines, in `|` form: as the page shows them, and as the checks read them."""
    answer: Verbatim | None = None
    """What comes back, or as much of it as matters; `…` stands for any text. None where nothing is said of it."""
    note: Prose | None = None
    """What to know before typing it."""
    not_run: Text | None = None
    """Why nothing has run these lines: a phrase such as `needs a cluster`. None where a check or a test runs them."""


@catalog_type
class Commands:
    """How an example is applied, how one sees that it works, and how it goes away."""

    before: tuple[Prose, ...] = ()
    """What must be there first: cluster, add-ons with their versions, permissions, names, certificates."""
    apply: tuple[Command, ...]
    """In order, from the example's files to a system that runs."""
    see: tuple[Command, ...]
    """Requests with their answers, and what else shows that it works."""
    remove: tuple[Command, ...]
    """In order; afterwards nothing of it is billed."""


@catalog_type
class Cost:
    """Something that is billed. No prices: they differ by place and day."""

    what: Prose
    """What is billed, in a phrase."""
    per: tuple[Per, ...]
    """By which measures: `hour`, `month`, `request`, `gb` for what is moved, `gb-month` for what is kept."""


@catalog_type
class Signal:
    """What tells that something has failed, and who tells it."""

    tells: Plain
    """The name of the metric, or else the words of a log line or a state, as they are written there."""
    exporter: Plain
    """Where it comes from: the id of a component here, or the name of an exporter."""
    alert: Plain | None = None
    """The rule that wakes somebody, as `path#name`: a file of alert rules below `files/`, and the alert's name."""


@catalog_type
class Change:
    """What is otherwise in a variety."""

    part: Plain
    """The id of a component, an object as `Kind/namespace/name`, or the name of an add-on that must be there first."""
    change: Prose
    """What is otherwise, and what to do about it."""


@catalog_type
class Variety:
    """Another variety of the platform, such as one of which more is managed, and what changes on it."""

    name: Text
    """The variety's name, as its makers write it."""
    summary: Prose
    """What it takes over, or why nothing changes here."""
    changes: tuple[Change, ...] = ()
    """What changes; empty where nothing does."""


@catalog_type
class Placeholder:
    """A value in the files that whoever runs them must replace by one of their own."""

    value: Plain
    """As it stands in the files, or the part that all of its kind share: `example.com`."""
    means: Prose
    """What to put in its place."""
