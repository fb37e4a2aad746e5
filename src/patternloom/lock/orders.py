"""What somebody who records a change says of it: why, of what sort it is, and in which release it comes out.

In: the options of `patternloom lock`. Out: frozen orders, and which of a run's changes each is meant for. Whether they
suffice, `advance` says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from patternloom.lock.record import Texts, nothing

FieldsById = Mapping[str, frozenset[str] | None]
"""Id of an entry → fields or paths of texts that are meant; None for all of them."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What is to be recorded, and what is said of it."""

    today: dt.date
    only: frozenset[str] = frozenset()
    """The entries to record; all of them unless some are named."""
    reason: Texts = field(default_factory=nothing)
    """Why, in every language."""
    editorial: FieldsById = field(default_factory=nothing)
    """What changed in its wording alone."""
    revision: FieldsById = field(default_factory=nothing)
    """What changed in its meaning, though in one language alone."""
    confirm: FieldsById = field(default_factory=nothing)
    """The translations that were compared with their originals."""
    release: str | None = None
    """The release of the catalog that comes out with all of it."""

    def takes(self, id: str) -> bool:
        """Whether the entry is to be recorded."""
        return not self.only or id in self.only


def means(fields: FieldsById, id: str, field: str) -> bool:
    """Whether a field of an entry is among those named."""
    named = fields.get(id, frozenset())
    return named is None or field in named
