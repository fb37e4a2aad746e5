"""Findings as the problems that the whole project reports: with file, line and column as far as they are known.

In: a check, a case, and what the check found. Out: a `Problem` each. An object is where its document begins, a resource
of a template at its name, a part of the picture in the example's own YAML. What came out of Kustomize or Helm is where
the kustomization or the chart stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import PurePosixPath

import yaml

from patternloom.problems.findings import Mark, Problem
from patternloom.verify.checks import Check
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.kubernetes.security import RULES as WAIVABLE

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LINE = re.compile(r"(?:no YAML: .*?, )?line (\d+)(?:, column (\d+))?(?:: |$)")
RENDERED = (" (kubectl kustomize)", " (helm template")
MADE_BY = ("kustomization.yaml", "Chart.yaml")
PARTS = ("components", "boundaries", "supporting", "waivers", "placeholders", "versions", "secrets", "takes")
"""What a finding may call by a name, in the example's own YAML."""
WAIVING = ("security", "policies", "entry")
"""The checks that ask the catalog for exceptions."""


def problem_of(check: Check, case: Case, finding: Finding) -> Problem:
    """The problem that a finding is."""
    mark, about = _place(case, finding)
    hint = ""
    if finding.rule in WAIVABLE and check.name in WAIVING:
        hint = f"or except it below 'waivers:' by the rule {finding.rule!r}, with the reason"
    message = f"{about}: {finding.message}" if about else finding.message
    return Problem(mark, message, hint, rule=check.rule)


def _place(case: Case, finding: Finding) -> tuple[Mark, str]:
    """Where it is, and what has to be named beside that."""
    where = finding.where
    path, _, line = where.rpartition(":")
    if path in case.files and line.isdecimal():
        return case.own.mark(path, int(line)), ""
    if where in case.files:
        told = LINE.match(finding.message)
        return case.own.mark(where, int(told[1]) if told else 1, int(told[2] or 1) if told else 1), ""
    path, _, name = where.partition("#")
    if path in case.files:
        return _resource(case, path, name), name
    document = next((one for one in case.documents if one.id == where), None)
    if document is not None:
        return _field(case, document, finding.message) or _document(case, document.file, document.line), where
    for head in RENDERED:  # what came out of a folder, as a whole
        if head in where:
            return _document(case, where, 1), ""
    return _part(case, where), where


def _resource(case: Case, path: str, name: str) -> Mark:
    for number, line in enumerate(case.files[path].splitlines(), start=1):
        if re.match(rf"\s+\"?{re.escape(name)}\"?:", line):
            return case.own.mark(path, number, len(line) - len(line.lstrip()) + 1)
    return case.own.mark(path)


def _field(case: Case, document: Document, message: str) -> Mark | None:
    """Where the field stands that a schema's message begins with (`spec/containers/0: …`), or what is to hold it."""
    steps = message.partition(": ")[0].strip("/").split("/")
    if document.file not in case.files or steps[0] not in document.value:
        return None
    nodes = yaml.compose_all(case.files[document.file], Loader=LOADER)
    node = next((node for node in nodes if node is not None and node.start_mark.line + 1 == document.line), None)
    at = node
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            at, node = next(((key, value) for key, value in node.value if key.value == step), (at, None))
        elif isinstance(node, yaml.SequenceNode) and step.isdecimal() and int(step) < len(node.value):
            at = node = node.value[int(step)]
        else:
            break
    return case.own.mark(document.file, at.start_mark.line + 1, at.start_mark.column + 1) if at is not None else None


def _document(case: Case, file: str, line: int) -> Mark:
    if file in case.files:
        return case.own.mark(file, line)
    folder = next((file.partition(head)[0] for head in RENDERED if head in file), file)
    for name in MADE_BY:
        path = str(PurePosixPath(folder, name))
        if path in case.files:
            return case.own.mark(path)
    return case.place.mark()


def _part(case: Case, name: str) -> Mark:
    """Where the example's own YAML says this name; the example itself where it does not."""
    if found := re.fullmatch(r"(step|failures|before_production) (\d+)", name):
        return case.place.mark("steps" if found[1] == "step" else found[1], int(found[2]) - 1)
    if name == "speaks_of":
        return case.place.mark(name)
    if steps := _named(case, name):
        return case.place.mark(*steps)
    for part in PARTS:
        for number, one in enumerate(getattr(case.design, part)):
            for steps, value in _texts(one):
                if value == name:
                    return case.place.mark(part, number, *steps)
    return case.place.mark()


def _named(case: Case, name: str) -> tuple[str | int, ...]:
    """The steps to what a check names by its kind and number: `step 3`, `apply 2`, `failure of order`, a sentence."""
    if found := re.fullmatch(r"failure of (.+)", name):
        return ("failures", [one.component for one in case.design.failures].index(found[1]))
    if found := re.fullmatch(r"(apply|see|remove) (\d+)", name):
        return ("commands", found[1], int(found[2]) - 1)
    if found := re.fullmatch(r"(\w+)(?: (\d+))?", name):
        field = "steps" if found[1] == "step" else found[1]
        return (field, *([int(found[2]) - 1] if found[2] else [])) if hasattr(case.design, field) else ()
    return ()


def _texts(entry: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """(the steps to it, a text) of the fields of one part."""
    if not is_dataclass(entry):
        return
    for field in fields(entry):
        value = getattr(entry, field.name)
        if isinstance(value, str):
            yield (field.name,), value
        elif isinstance(value, tuple):
            yield from (((field.name, number), one) for number, one in enumerate(value) if isinstance(one, str))
