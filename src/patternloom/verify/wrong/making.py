"""How a wrong version of a right example is made.

In: a case. Out: the changed case, or None where there is nothing to change. Most change objects in memory, some a
file's text. Which check must find it, `checks` says.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from patternloom.text.prose import Code
from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import containers, pod_spec, template_of

Change = Callable[[Document], bool | None]
"""Changes an object; False or None where there is nothing to change."""


Make = Callable[[Case], Case | None]


@dataclass(frozen=True)
class Wrong:
    """One way to be wrong."""

    name: str
    make: Make


def objects(kinds: str, change: Change) -> Make:
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


def text(folder: str, old: str, new: str, *, suffix: str = "") -> Make:
    """The first file below a folder that holds `old`."""

    def make(case: Case) -> Case | None:
        for path, content in case.files_in(folder, suffix).items():
            if old in content:
                return case.with_file(path, content.replace(old, new, 1))
        return None

    return make


def _holder(document: Document, way: tuple[str | int, ...]) -> dict[Any, Any] | None:
    """The mapping that holds the last key of a way, if the way leads to one."""
    here = first(document, *way[:-1])
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


def at(*way: str | int, **values: Any) -> Change:
    """Set fields, there or not, of what stands at a way."""
    return lambda document: add(first(document, *way), **values)


def spec_with(**values: Any) -> Change:
    """Set fields of its spec, there or not."""
    return lambda document: add(spec_of(document), **values)


def spec_of(document: Document) -> dict[str, Any]:
    """Its spec, made where there is none."""
    spec: dict[str, Any] = document.value.setdefault("spec", {})
    return spec


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


def listed(*pairs: tuple[str, Make]) -> tuple[Wrong, ...]:
    """Wrong versions by their names."""
    return tuple(Wrong(name, make) for name, make in pairs)


def wrong_versions(wrong: Wrong, cases: Iterable[Case]) -> Iterator[tuple[Case, Case]]:
    """(the right case, the wrong one) wherever it can be made."""
    for case in cases:
        changed = wrong.make(case)
        if changed is not None:
            yield case, changed


def without_kind(kind: str) -> Make:
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


def without_words(case: Case, name: str) -> Case | None:
    """What is still to do before real users, without the texts that name this in code."""
    texts = case.design.before_production
    kept = tuple(one for one in texts if not any(isinstance(n, Code) and name in n.text for n in one.nodes()))
    if len(kept) == len(texts):
        return None
    return dataclasses.replace(case, design=altered(case.design, before_production=kept))
