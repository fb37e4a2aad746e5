"""What the catalog and the content have to name, and what is wrong where a template names or fills in something else.

In: ids, words and pages as they were read. Out: hints, and mistakes of calls that fill in words. Where a template
names them, `template_walk` finds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jinja2 import nodes

from patternloom.problems.findings import did_you_mean, shown


@dataclass(frozen=True, slots=True)
class Known:
    """None where mistakes hide it."""

    words: frozenset[str] | None = None
    ids: frozenset[str] | None = None
    pages: frozenset[str] | None = None
    filled: frozenset[tuple[str, str]] = frozenset()
    """Words with what is to be filled in: of `{n} of {all}`, one pair for each."""
    former: frozenset[tuple[str, str]] = frozenset()
    """Ids that entries had before, each with the id of today."""

    def near(self, value: str, options: Collection[str]) -> str:
        """The way out for an id, a kind or a page that is none."""
        today = next((id for old, id in self.former if old == value), "") if options is self.ids else ""
        if today:
            return f"it is {shown(today)} today: name that"
        return did_you_mean(value, options, list_up_to=0)


def filled_in_wrongly(key: str, call: nodes.Call, known: Known) -> Iterator[tuple[str, str, str]]:
    """Of `t.key.format(…)`: the word to point at, the message and the way out for each mistake."""
    wanted = {name for word, name in known.filled if word == key}
    if known.words is None or key not in known.words or call.dyn_args or call.dyn_kwargs or call.args:
        return
    given = {one.key for one in call.kwargs}
    lacking = sorted(wanted - given)
    for name in sorted(given - wanted):
        meant = did_you_mean(name, lacking) or ("" if wanted else "it has nothing to fill in")
        lacking = [] if len(lacking) == 1 else lacking  # one is written for the other
        yield name, f"unknown argument {shown(name)}, expected one that the word {shown(key)} fills in", meant
    for name in lacking:
        yield key, f"no {shown(name)} for the word {shown(key)}, expected it", f"write {name}=…"
