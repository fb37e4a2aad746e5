"""Sentences that the policies contradict, and policies that forget what every pod needs.

In: nothing. Out: the list. A flow that is added is one that the policies do not bear out, as far as they are known.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from patternloom.model.example_notes import Spoken
from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.told import names_in_code
from patternloom.verify.example.workloads import ports_of
from patternloom.verify.mesh.drawn import components_workloads, drawn_outsiders, drawn_pairs, peers
from patternloom.verify.mesh.policies import POLICIES
from patternloom.verify.mesh.spoken import spoken_findings, spoken_pairs
from patternloom.verify.mesh.vpc_cni import INJECTION, METRICS, MODE
from patternloom.verify.wrong.making import Make, add, altered, listed, objects, without_words

INTERNET = "203.0.113.0/24"
Flows = Callable[[Case], Iterator[Spoken]]


def spoken(**values: object) -> Spoken:
    """A flow that a sentence speaks of."""
    plain = {"port": None, "refused": False, "calls": (), **values}
    made = object.__new__(Spoken)
    for name, value in plain.items():
        object.__setattr__(made, name, value)
    return made


def _speaking(field: str, flows: Flows) -> Make:
    """The first of these flows that the policies contradict is spoken of: in a step, a failure or elsewhere."""

    def make(case: Case) -> Case | None:
        policies, known = [*case.of_kind(*POLICIES)], peers(case)
        for one in flows(case):
            changed = _told(case, field, one)
            if changed and set(spoken_findings(changed, policies, known)) - set(spoken_findings(case, policies, known)):
                return changed
        return None

    return make


def _told(case: Case, field: str, one: Spoken) -> Case | None:
    design = case.design
    if field == "speaks_of":
        return dataclasses.replace(case, design=altered(design, speaks_of=(*design.speaks_of, one)))
    first, *others = getattr(design, field) or (None,)
    if first is None:
        return None
    changed = (altered(first, speaks_of=(*first.speaks_of, one)), *others)
    return dataclasses.replace(case, design=altered(design, **{field: changed}))


def _back(case: Case) -> Iterator[Spoken]:
    """Against an arrow."""
    components = {object: id for id, object in components_workloads(case).items()}
    drawn = drawn_pairs(case) | spoken_pairs(case)
    for start, end in sorted(drawn):
        if (end, start) not in drawn:
            yield spoken(start=components[end], end=components[start])


def _back_by_objects(case: Case) -> Iterator[Spoken]:
    workload_of = components_workloads(case)
    for one in _back(case):
        yield spoken(start=workload_of[one.start], end=workload_of[one.end])


def _drawn(case: Case) -> Iterator[Spoken]:
    components = {object: id for id, object in components_workloads(case).items()}
    for start, end in sorted(drawn_pairs(case)):
        yield spoken(start=components[start], end=components[end])


def _refused(case: Case) -> Iterator[Spoken]:
    yield from (altered(one, refused=True) for one in _drawn(case))


def _other_port(case: Case) -> Iterator[Spoken]:
    yield from (altered(one, port="1") for one in _drawn(case))


def _port_by_name(case: Case) -> Iterator[Spoken]:
    yield from (altered(one, port="http") for one in _drawn(case))


def _from_the_internet(case: Case) -> Iterator[Spoken]:
    entered = {object for _, object, namespace, _ in drawn_outsiders(case) if namespace is None}
    for id, object in components_workloads(case).items():
        if object not in entered:
            yield spoken(start=INTERNET, end=id)


def _to_the_internet(case: Case) -> Iterator[Spoken]:
    yield from (spoken(start=id, end=INTERNET, port="25") for id in components_workloads(case))


def _scraped_elsewhere(case: Case) -> Iterator[Spoken]:
    yield from (spoken(start="Namespace//monitoring", end=id, port="9") for id in components_workloads(case))


def _other_mode(mode: str) -> Make:
    """No text names it any more."""

    def make(case: Case) -> Case | None:
        changed = without_words(case, mode)
        in_files = any(mode in text for text in case.files.values())
        if mode == INJECTION and not any("istio-injection" in text for text in case.files.values()):
            return None  # nothing calls for it
        return None if changed is None or in_files or names_in_code(changed.design, mode) else changed

    return make


def _metrics(document: Document, **values: object) -> bool:
    """The policy that admits a scraper says something else."""
    found = False
    for rule in document.spec.get("ingress") or ():
        for port in rule.get("ports") or ():
            if port.get("port") in METRICS:
                found = add(port, **values)
    return found


def _other_port_of_service(case: Case) -> Case | None:
    def change(document: Document) -> bool:
        return any(add(port, port=8000, targetPort=port.get("targetPort", port["port"])) for port in _own(document))

    def _own(document: Document) -> list[dict[str, object]]:
        selected = [one for one in case.documents if one.namespace == document.namespace and ports_of(one)]
        return list(document.spec.get("ports") or ()) if document.spec.get("selector") and selected else []

    has_policies = any(case.of_kind("NetworkPolicy"))
    return objects("Service", change)(case) if has_policies else None


WORDS = listed(
    ("a step speaks of the way back", _speaking("steps", _back)),
    ("a failure speaks of the way back", _speaking("failures", _back)),
    ("a prerequisite speaks of the way back by its objects", _speaking("speaks_of", _back_by_objects)),
    ("a failure says that what is drawn is refused", _speaking("failures", _refused)),
    ("a step speaks of a port that nobody opens", _speaking("steps", _other_port)),
    ("a port by its name", _speaking("speaks_of", _port_by_name)),
    ("a step speaks of the internet as a caller", _speaking("steps", _from_the_internet)),
    ("a prerequisite speaks of the internet as called", _speaking("speaks_of", _to_the_internet)),
    ("a failure speaks of a scraper at a port that nobody opens", _speaking("failures", _scraped_elsewhere)),
    ("the standard mode is told nowhere", _other_mode(MODE)),
    ("the port of injection is told nowhere", _other_mode(INJECTION)),
    ("metrics at another port", objects("NetworkPolicy", lambda d: _metrics(d, port=15021))),
    ("metrics by UDP", objects("NetworkPolicy", lambda d: _metrics(d, protocol="UDP"))),
    ("a Service of another port than its pods", _other_port_of_service),
)
