"""Picture and configuration tell one story.

In: a case. Out: findings: a component that says it is in the files and is not, an object of the files that is neither
drawn nor told as supporting, a switch that turns nothing on, a numbered step that no line realises, a listed file's
twin that differs. That ids and file names exist is the catalog's own check; who may talk to whom is `policies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from examples.cases import Case, Finding
from examples.cloudformation import resources
from examples.workloads import workloads
from patternloom.catalog.check_examples import STEP_MARK

HASHED = re.compile(r"-[bcdfghkmt2456789]{10}$")
# A line that says nothing to the tool that reads the file: a switch there turns nothing on.
COMMENT = re.compile(r"^\s*(#|//|--)")
PROSE_ENDINGS = (".md", ".txt")


def picture_findings(case: Case) -> Iterator[Finding]:
    """Where the picture and the files part."""
    yield from _objects(case)
    yield from _namespaces(case)
    yield from _switches(case)
    yield from _steps(case)
    yield from _embedded(case)


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
        while box is not None and box.kind != "boundary-namespace":
            box = boxes.get(box.inside or "")
        if box is None or box.name is None:
            continue
        for name in sorted(own):
            if not any(name in text.split() for text in box.name.values()):
                yield Finding(component.id, "picture", f"its objects are in namespace {name}, drawn in {box.id!r}")
    drawn = {one.object for one in workloads(case.documents)}
    for component in case.design.components:
        kind = component.kind
        if kind == "kind-workload" and component.provided_by == "files" and not set(component.objects) & drawn:
            yield Finding(component.id, "picture", "a workload without an object that runs pods")


def _switches(case: Case) -> Iterator[Finding]:
    for component in case.design.components:
        switch = component.switch
        if switch is None:
            continue
        text = case.files.get(switch.file, "")
        lines = [line for line in text.splitlines() if switch.text.splitlines()[0].strip() in line]
        if switch.text not in text:
            yield Finding(switch.file, "switch", f"{component.id!r}: {switch.text!r} does not stand there")
        elif all(COMMENT.match(line) for line in lines):
            yield Finding(switch.file, "switch", f"{component.id!r}: {switch.text!r} stands in a comment only")
        elif len(switch.text.strip()) < 6:
            yield Finding(switch.file, "switch", f"{component.id!r}: {switch.text!r} says too little")


def _steps(case: Case) -> Iterator[Finding]:
    """Some line realises a step; a step that none does must act at what no file has."""
    marked: set[int] = set()
    for path, text in case.files.items():
        if path.endswith(PROSE_ENDINGS):
            continue
        for line in text.splitlines():
            if found := STEP_MARK.search(line):
                marked |= {int(number) for number in re.findall(r"\d+", found[1])}
                if not re.sub(r"^\s*(#|//|--|<!--)", "", line[: found.start()]).strip() and path.endswith(
                    (".yaml", ".conf")
                ):
                    yield Finding(
                        path,
                        "step",
                        f"the mark of step {found[1]} stands on a line of its own, expected beside what realises it",
                    )
    ours = {one.id for one in case.design.components if one.provided_by == "files"}
    for number, step in enumerate(case.design.steps, start=1):
        acting = {flow.start for flow in step.flows if not flow.response} | {
            flow.end for flow in step.flows if not flow.response
        }
        acting |= {step.at} if step.at else set()
        if number not in marked and acting & ours and step.case == "normal":
            yield Finding(
                f"step {number}", "step", f"no line realises it, although {', '.join(sorted(acting & ours))} act(s)"
            )


def _embedded(case: Case) -> Iterator[Finding]:
    """A file that a ConfigMap repeats is there byte for byte."""
    for document in case.of_kind("ConfigMap"):
        for key, text in (document.value.get("data") or {}).items():
            twins = [path for path in case.files if path.rpartition("/")[2] == key and not path.startswith("k8s/")]
            if twins and text not in (case.files[path] for path in twins):
                yield Finding(document.id, "embedded", f"{key} differs from {', '.join(twins)}")
