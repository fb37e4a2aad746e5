"""Pictures that tell another story than the files.

In: nothing. Out: the list.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.wrong.making import Make, altered, listed, make_files, objects, put


def _design(**changes: Callable[[Case], Any]) -> Make:

    def make(case: Case) -> Case | None:
        values = {key: change(case) for key, change in changes.items()}
        if any(value is None for value in values.values()):
            return None
        return dataclasses.replace(case, design=altered(case.design, **values))

    return make


def _components(test: Callable[[Any], bool], **values: Any) -> Callable[[Case], Any]:

    def change(case: Case) -> Any:
        components = list(case.design.components)
        for number, component in enumerate(components):
            if test(component):
                new = {key: value(component) if callable(value) else value for key, value in values.items()}
                components[number] = altered(component, **new)
                return tuple(components)
        return None

    return change


def _is_object(name: str) -> bool:
    return re.fullmatch(r"[A-Z][A-Za-z]+/[a-z0-9.-]*/[^/]+", name) is not None


def _switched(component: Any) -> bool:
    return component.switch is not None


def _text_of_switch(case: Case) -> Case | None:
    for component in case.design.components:
        if component.switch and component.switch.text in case.files.get(component.switch.file, ""):
            lines = case.files[component.switch.file].replace(component.switch.text, "")
            return make_files(case, component.switch.file, lines)
    return None


def _comment_of_switch(case: Case) -> Case | None:
    for component in case.design.components:
        if component.switch and "\n" not in component.switch.text:
            old = case.files.get(component.switch.file, "")
            lines = [f"# {line}" if component.switch.text in line else line for line in old.splitlines()]
            return make_files(case, component.switch.file, "\n".join(lines))
    return None


def _other_twin(case: Case) -> Case | None:
    for path, content in case.files_in("nginx", ".conf").items():
        return make_files(case, path, f"{content}# other\n")
    return None


def _without_marks(case: Case) -> Case | None:

    files = {path: re.sub(r"(#|//|--)\s*steps? \d+(, \d+)*", "", content) for path, content in case.files.items()}
    return dataclasses.replace(case, files=files) if files != dict(case.files) else None


def _lonely_mark(case: Case) -> Case | None:
    for path, content in case.files.items():
        if path.endswith((".yaml", ".conf")):
            return make_files(case, path, content + "\n# step 1\n")
    return None


def _moved(case: Case) -> Any:
    """A component leaves the box of its namespace for another one's."""
    spaces = [one.id for one in case.design.boundaries if case.in_kubernetes(one) == "namespace"]
    names = {document.name for document in case.of_kind("Namespace")}
    for place, component in enumerate(case.design.components):
        own = [object.split("/")[1] for object in component.objects if object.count("/") == 2]
        boxes = {one.id: one for one in case.design.boundaries}
        if own and own[0] in names and component.inside in boxes:
            for space in spaces:
                name = boxes[space].name
                if name is not None and own[0] not in " ".join(name.values()).split():
                    moved = altered(component, inside=space)
                    return (*case.design.components[:place], moved, *case.design.components[place + 1 :])
    return None


PICTURES = listed(
    (
        "component of no object",
        _design(components=_components(lambda c: c.provided_by == "files", objects=("Deployment/x/y",))),
    ),
    (
        "objects of a component left out",
        _design(
            components=_components(
                lambda c: c.provided_by == "files" and bool(c.objects) and _is_object(c.objects[0]),
                objects=lambda c: c.objects[1:],
            )
        ),
    ),
    (
        "outside, yet in the files",
        _design(components=_components(lambda c: c.provided_by == "files" and bool(c.objects), provided_by="outside")),
    ),
    ("nothing supporting", _design(supporting=lambda case: () if case.design.supporting else None)),
    ("supporting twice", _design(supporting=lambda case: case.design.supporting * 2 or None)),
    (
        "object that nothing tells of",
        lambda case: case.with_documents(
            lambda d: d.append(Document("x", 1, {"kind": "ConfigMap", "metadata": {"name": "x", "namespace": "y"}}))
        ),
    ),
    ("renamed object", objects("Deployment StatefulSet Service Gateway", put("metadata", "name", value="renamed"))),
    ("switch taken out", _text_of_switch),
    ("switch in a comment", _comment_of_switch),
    (
        "switch of two letters",
        _design(components=_components(_switched, switch=lambda c: altered(c.switch, text=c.switch.text[:2]))),
    ),
    ("no line realises a step", _without_marks),
    ("a mark on its own", _lonely_mark),
    ("wrong namespace's box", _design(components=_moved)),
    ("embedded file differs", _other_twin),
)
