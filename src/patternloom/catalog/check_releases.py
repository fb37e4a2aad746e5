"""Rules of releases: each version is told once, an example names one of them, and it is still supported.

In: parsed entries with their places; for support, the day that it is held against. Out: problems. No clock here: what
is past support is asked by `patternloom check` alone, so that no build and no test turns red on a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from patternloom.catalog.parse import Parsed, Place
from patternloom.model.entry import Entry
from patternloom.model.examples import DesignExample
from patternloom.model.releases import Release
from patternloom.problems.findings import Problem, did_you_mean, shown

Placed = tuple[Entry, Place]


def check_releases(parsed: Parsed) -> Iterator[Problem]:
    """What is wrong between releases and the versions that examples name."""
    placed = [(located.entry, located.place) for located in parsed.entries]
    yield from releases_differ(placed)
    yield from days_go_on(placed)
    if not parsed.problems:
        # A broken entry is left out, and what only it has would look unknown.
        yield from versions_are_released(placed)


def releases_differ(placed: Iterable[Placed]) -> Iterator[Problem]:
    """A version of a product is told once."""
    seen: dict[tuple[str, str], Place] = {}
    for release, place in _releases(placed):
        named = (release.product, release.version)
        if named in seen:
            message = f"second release {shown(' '.join(named))}, expected one a version"
            first = f"first at {seen[named].mark('version')}"
            yield Problem(place.mark("version"), message, first, rule="duplicate-id")
        seen.setdefault(named, place)


def days_go_on(placed: Iterable[Placed]) -> Iterator[Problem]:
    """Support does not end before it begins; where no day is named, a note says what is known instead."""
    for release, place in _releases(placed):
        first, last = release.released, release.supported_until
        if first is not None and last is not None and last < first:
            message = f"supported until {last}, expected {first} or a later day"
            yield Problem(place.mark("supported_until"), message, rule="order")
        for field, day in (("released", first), ("supported_until", last)):
            if day is None and release.note is None:
                message = "'none' without a 'note', expected it to say what is known instead"
                yield Problem(place.mark(field), message, rule="missing-key")


def versions_are_released(placed: Iterable[Placed]) -> Iterator[Problem]:
    """Where releases of a product are told, an example names one of them."""
    placed = tuple(placed)
    known: dict[str, list[str]] = {}
    for release, _ in _releases(placed):
        known.setdefault(release.product, []).append(release.version)
    for example, place in placed:
        for number, named in enumerate(example.versions if isinstance(example, DesignExample) else ()):
            if named.name in known and named.version not in known[named.name]:
                message = f"no release {shown(named.version)} of {named.name}, expected one of 'releases:'"
                hint = did_you_mean(named.version, known[named.name])
                yield Problem(place.mark("versions", number, "version"), message, hint, rule="dangling-reference")


def past_support(placed: Iterable[Placed], today: dt.date) -> Iterator[Problem]:
    """A warning for each release whose support has ended before today, with the examples that name it."""
    placed = tuple(placed)
    for release, place in _releases(placed):
        if release.supported_until is not None and release.supported_until < today:
            named = (release.product, release.version)
            users = [
                entry.id
                for entry, _ in placed
                if isinstance(entry, DesignExample) and named in [(one.name, one.version) for one in entry.versions]
            ]
            message = (
                f"{' '.join(named)} is supported until {release.supported_until}, and it is {today}, expected a "
                f"release that is supported (named by {', '.join(users) or 'no example'})"
            )
            yield Problem(place.mark("supported_until"), message, severity="warning", rule="support")


def _releases(placed: Iterable[Placed]) -> Iterator[tuple[Release, Place]]:
    for entry, place in placed:
        if isinstance(entry, Release):
            yield entry, place
