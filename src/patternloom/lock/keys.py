"""Which keys statements get: the first free number of their field's letter, and none that was ever given.

In: an entry, and its record. Out: keys for the statements that have none yet. How they are written into a file,
`insert` says.
"""

from __future__ import annotations

from collections.abc import Iterable

from patternloom.catalog.mentions import statements_of
from patternloom.lock.meaning import Keys, Steps
from patternloom.model.entry import Entry

_LETTERS = {"when_to_use": "u", "when_not_to_use": "a"}
"""Of fields that begin alike; every other field has its first letter."""


def letter_of(field: str) -> str:
    """What the keys of a field's statements begin with: `benefits` → `b`."""
    return _LETTERS.get(field, field[0])


def keys_of_entry(entry: Entry) -> tuple[str, ...]:
    """The keys that its statements have."""
    return tuple(one.key for _, one in statements_of(entry) if one.key)


def missing_keys(entry: Entry, ever: Iterable[str]) -> Keys:
    """A key for each statement without one; `ever` are all that the entry ever had."""
    taken = {*ever, *keys_of_entry(entry)}
    given: dict[Steps, str] = {}
    for steps, statement in statements_of(entry):
        if statement.key is None:
            letter = letter_of(str(steps[0]))
            numbers = [int(key[1:]) for key in taken if key[0] == letter]
            given[steps] = f"{letter}{max(numbers, default=0) + 1}"
            taken.add(given[steps])
    return given
