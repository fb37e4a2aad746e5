"""Commands of kubectl against an example's files: every file, namespace, object, label, container and port named.

In: a case, a command that kubectl's own description knows. Out: what is wrong with it. What a cluster makes by itself
(pods, their names) and what the catalog says that another makes is taken for there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.problems.findings import did_you_mean
from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import containers, labels_of, pod_spec, template_of
from patternloom.verify.operation.descriptions import Asked
from patternloom.verify.operation.paths import Paths
from patternloom.verify.references.known import GIVEN_NAMESPACES, GIVEN_SERVICES

SHORT = {
    "deploy": "Deployment".lower(),
    "sts": "statefulset", "ds": "daemonset", "svc": "service", "po": "pod", "ns": "namespace",
    "cm": "configmap", "sa": "serviceaccount", "ing": "ingress", "netpol": "networkpolicy",
    "pvc": "persistentvolumeclaim",
    "pdb": "poddisruptionbudget", "hpa": "horizontalpodautoscaler", "sc": "storageclass", "ep": "endpoints",
    "crd": "customresourcedefinition", "no": "node", "cj": "cronjob", "es": "externalsecret", "vs": "virtualservice",
    "dr": "destinationrule", "gtw": "gateway", "cert": "certificate", "ks": "kustomization", "hr": "helmrelease",
    "pc": "priorityclass", "quota": "resourcequota", "csr": "certificatesigningrequest",
}  # fmt: skip
MADE = frozenset({
    "pod", "node", "replicaset", "endpoints", "endpointslice", "event", "all", "job", "namespace",
    "customresourcedefinition", "persistentvolume", "certificaterequest", "controllerrevision", "targetgroupbinding",
    "application", "order", "challenge", "lease", "apiservice", "policyendpoint", "analysisrun",
    "persistentvolumeclaim",
})  # fmt: skip
"""Kinds of which a cluster, or what is installed in it, makes objects by itself."""
NAMING = {
    "get", "describe", "delete", "wait", "logs", "exec", "port-forward", "scale", "annotate", "label", "patch", "edit",
    "rollout status", "rollout restart", "rollout undo", "rollout history", "rollout pause", "rollout resume", "attach",
    "set image", "set env", "cp", "debug", "expose", "autoscale",
}  # fmt: skip
OF_PODS = ("logs", "exec", "attach", "cp", "debug", "port-forward")
CLUSTER_WIDE = {
    "namespace",
    "node",
    "storageclass",
    "ingressclass",
    "clusterrole",
    "clusterrolebinding",
    "gatewayclass",
}


def kubectl_problems(case: Case, asked: Asked, paths: Paths) -> Iterator[str]:
    """What is wrong."""
    for path in asked.values("-f", "--filename", "-k", "--kustomize"):
        yield from paths.problems(path)
    if asked.verb == "kustomize":
        yield from (problem for path in asked.rest for problem in paths.problems(path))
    if asked.verb == "create namespace":
        paths.namespaces.update(asked.rest)
    namespaces = asked.values("-n", "--namespace")
    for name in namespaces:
        yield from _namespace(case, paths, name)
    if asked.verb in NAMING and not asked.values("-f", "--filename", "-k", "--kustomize"):
        namespace = namespaces[-1] if namespaces else "default"
        yield from _objects(case, asked, "" if _everywhere(asked) else namespace, paths)
    for selector in asked.values("-l", "--selector"):
        yield from _selector(case, selector)


def _everywhere(asked: Asked) -> bool:
    return bool(asked.values("-A", "--all-namespaces"))


def _namespace(case: Case, paths: Paths, name: str) -> Iterator[str]:
    known = {document.namespace for document in case.documents} | {one.name for one in case.of_kind("Namespace")}
    known |= GIVEN_NAMESPACES | paths.namespaces
    # One that a policy admits, or a text of a file names, is somebody else's.
    if (
        name in known
        or name.startswith("$")
        or any(re.search(rf"\b{re.escape(name)}\b", t) for t in case.files.values())
    ):
        return
    hint = did_you_mean(name, sorted(filter(None, known)), list_up_to=0)
    yield f"namespace {name!r} is in no file" + (f"; {hint}" if hint else "")


def _objects(case: Case, asked: Asked, namespace: str, paths: Paths) -> Iterator[str]:
    """The objects that stand behind the verb, as `TYPE NAME …`, `TYPE/NAME …` or, for pods, `NAME`."""
    rest = [word for word in asked.rest if "=" not in word and not word.endswith("-")]
    if asked.verb == "cp":
        return  # names paths in pods
    ports = rest[1:] if asked.verb == "port-forward" else []
    rest = rest[:1] if asked.verb in ("exec", "attach", "port-forward", "logs") else rest
    if not rest or rest[0].startswith("$"):
        return
    if "/" in rest[0]:
        named = [tuple(word.split("/", 1)) for word in rest]
    elif asked.verb in OF_PODS:
        named = [("pod", rest[0])]
    else:
        kinds = rest[0].split(",")
        named = [(kind, name) for kind in kinds for name in rest[1:]] or [(kind, "") for kind in kinds]
    for kind, name in named:
        kind = SHORT.get(base := kind.lower().partition(".")[0], base)
        found = list(_found(case, kind, name, namespace))
        if not found and not _given(case, kind, name, namespace, paths):
            yield _lost(case, kind, name, namespace)
        for document in found if name else ():
            yield from _inside(document, asked, ports)


def _found(case: Case, kind: str, name: str, namespace: str) -> Iterator[Document]:
    for document in case.documents:
        here = kind in CLUSTER_WIDE or not namespace or document.namespace == namespace
        if document.kind.lower() in _singular(kind) and name in ("", document.name) and here:
            yield document


def _singular(kind: str) -> set[str]:
    return {kind, kind.removesuffix("s"), kind.removesuffix("es"), f"{kind.removesuffix('ies')}y"}


def _given(case: Case, kind: str, name: str, namespace: str, paths: Paths) -> bool:
    """Whether something else than the files makes it."""
    kinds = _singular(kind)
    if kinds & MADE:
        return "namespace" not in kinds or name in ("", *GIVEN_NAMESPACES, *paths.namespaces) or name.startswith("$")
    told = {one.object.lower() for one in case.design.supporting}
    told |= {object.lower() for one in case.design.components for object in one.objects}
    if any(f"{one}/{namespace}/{name}" in told for one in kinds):
        return True
    if kinds & {"secret", "configmap"} and (not name or _is_said(case, name)):
        return True  # made by what the files name
    if "service" in kinds and (namespace, name) in GIVEN_SERVICES:
        return True
    if namespace in GIVEN_NAMESPACES | paths.namespaces and namespace != "default":
        return True  # of an add-on, installed before
    # Of somebody else, where the files say his name and run nothing there.
    same = any(template_of(one) is not None and one.namespace == namespace for one in case.documents)
    return not same and namespace != "default" and bool(name) and _is_said(case, name)


def _is_said(case: Case, name: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", text) for text in case.files.values())


def _lost(case: Case, kind: str, name: str, namespace: str) -> str:
    same = [document for document in case.documents if document.kind.lower() in _singular(kind)]
    elsewhere = sorted({document.namespace or "the cluster" for document in same if document.name == name})
    if elsewhere and name:
        return f"{kind} {name!r} is in {' and '.join(elsewhere)}, not in the namespace {namespace!r}"
    hint = did_you_mean(name, [document.name for document in same], list_up_to=4) if name else ""
    what = f"{kind} {name!r} is in no file" if name else f"no {kind} is in the files of the namespace {namespace!r}"
    return what + (f"; {hint}" if hint else "")


def _inside(document: Document, asked: Asked, ports: list[str]) -> Iterator[str]:
    """Containers and ports of the object that is named."""
    if template_of(document) is not None:
        known = [one.get("name") for one in (*containers(document), *(pod_spec(document).get("initContainers") or ()))]
        for name in asked.values("-c", "--container"):
            if name not in (*known, "istio-proxy"):
                yield f"{document.id} has no container {name!r}"
    if ports:
        offered = {
            str(value) for one in document.spec.get("ports") or () for value in (one.get("port"), one.get("name"))
        }
        if template_of(document) is not None:
            listed = [port for one in containers(document) for port in one.get("ports") or ()]
            offered = {str(value) for one in listed for value in (one.get("containerPort"), one.get("name"))}
        for pair in ports:
            if (remote := pair.rpartition(":")[2]) not in offered:
                yield f"{document.id} has no port {remote}"


def _selector(case: Case, selector: str) -> Iterator[str]:
    pairs = dict(one.split("=", 1) for one in selector.replace("==", "=").split(",") if "=" in one and "!=" not in one)
    pairs = {key: value for key, value in pairs.items() if "kubernetes.io/" not in key}  # a cluster's own
    for document in case.documents:
        labels = {**(document.value["metadata"].get("labels") or {}), **labels_of(document)}
        if all(str(labels.get(key)) == value for key, value in pairs.items()):
            return
    texts = "\n".join(case.files.values())
    said = (rf"{re.escape(key)}[\"']?: [\"']?{re.escape(value)}\b" for key, value in pairs.items())
    if not all(re.search(pair, texts) for pair in said):
        yield f"nothing in the files has the labels {selector!r}"
