"""The components of the picture against the objects of the files.

In: a case that holds objects of Kubernetes or CloudFormation. Out: findings: a component that says it is in the files
and is not, an object of the files that is neither drawn nor told as supporting, a workload in another namespace's box.
That ids and file names exist is the catalog's own check; who may talk to whom is `mesh`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.verify.aws.cloudformation import resources
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.workloads import workloads

HASHED = re.compile(r"-[bcdfghkmt2456789]{10}$")


def object_findings(case: Case) -> Iterator[Finding]:
    """Where components and objects part; silent where nothing here reads the platform's objects."""
    if case.documents or any(resources(case)):
        yield from _objects(case)
        yield from _namespaces(case)


def _known(case: Case) -> set[str]:
    """Every name that an object of the files may be called by."""
    known = set()
    for document in case.documents:
        known.add(document.id)
        if "kustomize" in document.file and document.kind in ("ConfigMap", "Secret"):
            known.add(HASHED.sub("", document.id))
    for path, name, resource in resources(case):
        known |= {f"{resource.get('Type')}/{name}", f"{resource.get('Type')}//{name}", f"{path}#{name}"}
    return known


def _objects(case: Case) -> Iterator[Finding]:
    known = _known(case)
    drawn = {object for component in case.design.components for object in component.objects}
    supporting = [one.object for one in case.design.supporting]
    for component in case.design.components:
        for object in component.objects:
            if object not in known and object not in case.files:
                yield Finding(object, "picture", f"component {component.id!r} names it, and the files have it not")
        if component.provided_by != "files" and component.objects:
            for object in component.objects:
                if object in known or object in case.files:
                    yield Finding(
                        object, "picture", f"{component.id!r} is {component.provided_by}, yet the files have it"
                    )
    for document in case.documents:
        names = {document.id, HASHED.sub("", document.id)} if "kustomize" in document.file else {document.id}
        if not names & drawn and not names & set(supporting) and document.kind != "Namespace":
            yield Finding(document.id, "picture", "neither drawn nor told as supporting")
    for object in sorted(set(supporting)):
        if supporting.count(object) > 1:
            yield Finding(object, "picture", "told as supporting twice")
        if object in drawn:
            yield Finding(object, "picture", "both drawn and told as supporting")


def _namespaces(case: Case) -> Iterator[Finding]:
    """A workload stands in the box of its namespace."""
    boxes = {one.id: one for one in case.design.boundaries}
    namespaces = {document.name for document in case.of_kind("Namespace")}
    for component in case.design.components:
        own = {object.split("/")[1] for object in component.objects if object.count("/") == 2} & namespaces
        box = boxes.get(component.inside)
        while box is not None and case.in_kubernetes(box) != "namespace":
            box = boxes.get(box.inside or "")
        if box is None or box.name is None:
            continue
        for name in sorted(own):
            if not any(name in text.split() for text in box.name.values()):
                yield Finding(component.id, "picture", f"its objects are in namespace {name}, drawn in {box.id!r}")
    drawn = {one.object for one in workloads(case.documents)}
    for component in case.design.components:
        runs = case.in_kubernetes(component) == "workload" and component.provided_by == "files"
        if runs and not set(component.objects) & drawn:
            yield Finding(component.id, "picture", "a workload without an object that runs pods")
