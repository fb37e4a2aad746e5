"""How many examples a test of a property takes whose single example is slow, as a project must be read for it."""

from __future__ import annotations

from hypothesis import settings


def examples(number: int) -> int:
    """So many, the same in each run of `make test`; `make properties` takes as many as of every other property."""
    return number if settings.get_current_profile_name() == "same" else settings().max_examples
