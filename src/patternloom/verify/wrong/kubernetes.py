"""Wrong objects of Kubernetes' own kinds: fields, values and YAML.

In: nothing. Out: the list.
"""

from __future__ import annotations

from patternloom.verify.wrong.making import (
    PODS,
    RUN,
    add,
    at,
    container,
    drop,
    listed,
    objects,
    pod,
    put,
    spec_with,
    text,
)

KUBERNETES = listed(
    ("misspelt field of a container", objects(PODS, container(lambda c: add(c, imagePulPolicy="Always")))),
    ("misspelt field of a Service", objects("Service", spec_with(selectors={"a": "b"}))),
    ("number as text", objects(RUN, put("spec", "replicas", value="two"))),
    ("negative replicas", objects(RUN, put("spec", "replicas", value=-1))),
    ("port above 65535", objects("Service", at("spec", "ports", 0, port=70000))),
    ("port 0", objects(PODS, container(lambda c: bool(c.get("ports")) and add(c["ports"][0], containerPort=0)))),
    ("unknown version", objects(RUN, put("apiVersion", value="apps/v1beta3"))),
    ("upper-case name", objects("Service", put("metadata", "name", value="Orders"))),
    ("underscore in a name", objects("ConfigMap ServiceAccount", put("metadata", "name", value="a_b"))),
    ("label that is no text", objects(PODS, lambda d: add(d.metadata.setdefault("labels", {}), app=3))),
    ("label with a blank", objects(PODS, lambda d: add(d.metadata.setdefault("labels", {}), app="my app"))),
    ("no namespace", objects("Service ConfigMap", drop("metadata", "namespace"))),
    ("namespace of a Namespace", objects("Namespace", lambda d: add(d.metadata, namespace="x"))),
    ("no image's name", objects(PODS, container(lambda c: c.pop("name", None) is not None))),
    (
        "request above its limit",
        objects(PODS, container(lambda c: add(c.get("resources", {}).get("requests"), memory="64Gi"))),
    ),
    (
        "two containers of one name",
        objects(PODS, pod(lambda s: s["containers"].append(dict(s["containers"][0])) is None)),
    ),
    ("probe every 0 seconds", objects(PODS, container(lambda c: add(c.get("readinessProbe"), periodSeconds=0)))),
    ("Job's restartPolicy in a Deployment", objects("Deployment", pod(lambda s: add(s, restartPolicy="Never")))),
    ("duplicate key", text("k8s", "\nmetadata:\n", "\nmetadata: {}\nmetadata:\n")),
    ("plain yes", text("k8s", "\nmetadata:\n", "\nmetadata:\n  generateName: yes\n")),
    ("no YAML", text("k8s", "\nmetadata:\n", "\nmetadata:\n\t- {\n")),
    ("the same object twice", lambda case: case.with_documents(lambda d: d.append(d[0])) if case.documents else None),
)
