"""How a wrong version of a right example is made.

In: a case. Out: the changed case, or None where there is nothing to change. Most change objects in memory, some a
file's text. A mutation names the check that must find it, so that none is found by luck.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from examples.cases import Case, Check
from examples.manifests import Document
from examples.workloads import containers, pod_spec, template_of

Change = Callable[[Document], bool | None]
"""Changes an object; False or None where there is nothing to change."""


@dataclass(frozen=True)
class Mutation:
    """One way to be wrong."""

    kind: str
    name: str
    check: Check
    make: Callable[[Case], Case | None]

    @property
    def id(self) -> str:
        """Its name in the test's."""
        return f"{self.kind}: {self.name}"


def objects(kinds: str, change: Change) -> Callable[[Case], Case | None]:
    """The first object of these kinds that the change can change."""

    def make(case: Case) -> Case | None:
        waived = {waiver.object for waiver in case.design.waivers}
        for place, document in enumerate(case.documents):
            if document.id in waived or document.kind not in kinds.split():
                continue
            changed = dataclasses.replace(document, value=copy.deepcopy(document.value))
            if change(changed):
                return dataclasses.replace(
                    case, documents=(*case.documents[:place], changed, *case.documents[place + 1 :])
                )
        return None

    return make


def text(folder: str, old: str, new: str, *, suffix: str = "") -> Callable[[Case], Case | None]:
    """The first file below a folder that holds `old`."""

    def make(case: Case) -> Case | None:
        for path, content in case.files_in(folder, suffix).items():
            if old in content:
                return case.with_file(path, content.replace(old, new, 1))
        return None

    return make


def _holder(document: Document, way: tuple[str | int, ...]) -> dict[str, Any] | None:
    """The mapping that holds the last key of a way, if the way leads to one."""
    here: Any = document.value
    for step in way[:-1]:
        here = here.get(step) if isinstance(here, dict) else here[step] if isinstance(step, int) and here else None
        if here is None:
            return None
    return here if isinstance(here, dict) and way[-1] in here else None


def put(*way: str | int, value: Any) -> Change:
    """Set a field that is there."""

    def change(document: Document) -> bool:
        holder = _holder(document, way)
        if holder is None or holder[way[-1]] == value:
            return False
        holder[way[-1]] = value
        return True

    return change


def drop(*way: str | int) -> Change:
    """Take a field away."""

    def change(document: Document) -> bool:
        holder = _holder(document, way)
        return holder is not None and holder.pop(way[-1]) is not None

    return change


def rename(*way: str | int, to: str) -> Change:
    """Misspell a field."""

    def change(document: Document) -> bool:
        holder = _holder(document, way)
        if holder is None:
            return False
        holder[to] = holder.pop(way[-1])
        return True

    return change


def container(change: Callable[[dict[str, Any]], bool | None]) -> Change:
    """The first container that the change can change."""
    return lambda document: any(change(one) for one in containers(document))


def pod(change: Callable[[dict[str, Any]], bool | None]) -> Change:
    """The pod's spec."""
    return lambda document: change(pod_spec(document)) if template_of(document) else False


def add(target: dict[str, Any] | None, **values: Any) -> bool:
    """Set fields, there or not."""
    if target is None:
        return False
    target.update(values)
    return True


def spec_of(document: Document) -> dict[str, Any]:
    """Its spec, made where there is none."""
    return document.value.setdefault("spec", {})


def first(document: Document, *way: str | int) -> Any:
    """What stands at a way, or None."""
    here: Any = document.value
    for step in way:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return None
    return here


PODS = "Deployment StatefulSet DaemonSet"
RUN = "Deployment StatefulSet"


def altered(entry: Any, **values: Any) -> Any:
    """A copy of an entry with other values; its class would want to read them from YAML."""
    changed = copy.copy(entry)
    for name, value in values.items():
        object.__setattr__(changed, name, value)
    return changed


def listed(kind: str, check: Check, *pairs: tuple[str, Callable[[Case], Case | None]]) -> tuple[Mutation, ...]:
    """Mutations of one kind, for one check."""
    return tuple(Mutation(kind, name, check, make) for name, make in pairs)


def without_kind(kind: str) -> Callable[[Case], Case | None]:
    """No object of a kind."""

    def make(case: Case) -> Case | None:
        if not any(case.of_kind(kind)):
            return None

        def apply(documents: list[Document]) -> None:
            documents[:] = [one for one in documents if one.kind != kind]

        return case.with_documents(apply)

    return make


def make_files(case: Case, path: str, content: str) -> Case:
    """Another text without reading objects anew."""

    return dataclasses.replace(case, files={**case.files, path: content})
