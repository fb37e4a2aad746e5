"""EKS Auto Mode, held against its list: what of an example it takes over, the example's variety has to tell.

In: a case. Out: findings. The list is what AWS documents as parts of Auto Mode, each with the text in files or
sentences by which an example uses the part that it replaces. Other varieties have their parts checked alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from patternloom.model.example_operations import Variety
from patternloom.problems.findings import did_you_mean
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.operation.descriptions import DATA

AUTO_MODE = "EKS Auto Mode"


@dataclass(frozen=True)
class Part:
    """Something that Auto Mode brings itself."""

    names: frozenset[str]
    """What a change may call it."""
    used: re.Pattern[str]
    """What stands in the files of an example that uses the part which it replaces."""
    name: str


@functools.cache
def _parts() -> tuple[Part, ...]:
    listed = yaml.safe_load((DATA / "auto_mode.yaml").read_text("utf-8"))
    return tuple(
        Part(frozenset({one["part"], *one["aliases"]}), re.compile("|".join(one["used"])), one["part"])
        for one in listed
    )


def variety_findings(case: Case) -> Iterator[Finding]:
    """Parts that are nothing of the example's, and parts of Auto Mode's list that are left out."""
    for variety in case.design.varieties:
        yield from _parts_are_known(case, variety)
        if AUTO_MODE in variety.name.values():
            told = _told(case, variety)
            for part in _parts():
                if _uses(case, part) and not part.names & told and not _changed(case, variety, part):
                    message = (
                        f"{AUTO_MODE} brings its own in place of {part.name}, which the files use: say what changes"
                    )
                    yield Finding(part.name, "variety", message)


def _uses(case: Case, part: Part) -> bool:
    return any(part.used.search(text) for text in case.files.values())


def _changed(case: Case, variety: Variety, part: Part) -> bool:
    """Whether a change is of an object, or of a component's objects or files, that use the part."""
    objects = {component.id: component.objects for component in case.design.components}
    for change in variety.changes:
        for name in (change.part, *objects.get(change.part, ())):
            if name in case.files and part.used.search(case.files[name]):
                return True
            found = (document for document in case.documents if document.id == name)
            if any(part.used.search(yaml.safe_dump(document.value)) for document in found):
                return True
    return False


def _told(case: Case, variety: Variety) -> set[str]:
    """What the changes name: as they name it, and what a component is called."""
    names = {component.id: set(component.name.values()) for component in case.design.components}
    return {name for change in variety.changes for name in (change.part, *names.get(change.part, ()))}


def _parts_are_known(case: Case, variety: Variety) -> Iterator[Finding]:
    known = {component.id for component in case.design.components} | set(case.files)
    known |= {document.id for document in case.documents} | {one.object for one in case.design.supporting}
    known |= {name for part in _parts() for name in part.names}
    known |= {one.name for one in case.design.versions}
    for change in variety.changes:
        if change.part not in known:
            hint = did_you_mean(change.part, sorted(known), list_up_to=0)
            message = "neither a component, an object or a file of the example nor a part that is known"
            yield Finding(change.part, "variety", message + (f"; {hint}" if hint else ""))
