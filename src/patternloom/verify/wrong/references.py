"""Names that lead nowhere, and selectors that select nothing.

In: nothing. Out: the list.
"""

from __future__ import annotations

from patternloom.verify.wrong.making import (
    PODS,
    RUN,
    add,
    at,
    container,
    first,
    listed,
    objects,
    pod,
    put,
    spec_of,
    text,
)

CROSSREFS = listed(
    (
        "Service selects nothing",
        objects("Service", lambda d: bool(d.spec.get("selector")) and add(d.spec["selector"], app="nobody")),
    ),
    (
        "targetPort by an unknown name",
        objects(
            "Service", lambda d: bool(d.spec.get("selector")) and add(first(d, "spec", "ports", 0), targetPort="htpp")
        ),
    ),
    (
        "targetPort by a wrong number",
        objects("Service", lambda d: bool(d.spec.get("selector")) and add(first(d, "spec", "ports", 0), targetPort=9)),
    ),
    (
        "UDP for TCP",
        objects(
            "Service", lambda d: bool(d.spec.get("selector")) and add(first(d, "spec", "ports", 0), protocol="SCTP")
        ),
    ),
    (
        "selector does not fit its pods",
        objects(RUN, lambda d: add((d.spec.get("selector") or {}).get("matchLabels"), app="other")),
    ),
    (
        "spread over other pods",
        objects(
            RUN,
            pod(
                lambda s: (
                    bool(s.get("topologySpreadConstraints"))
                    and add(s["topologySpreadConstraints"][0]["labelSelector"], matchLabels={"app": "x"})
                )
            ),
        ),
    ),
    ("unknown ServiceAccount", objects(PODS, pod(lambda s: add(s, serviceAccountName="nobody")))),
    ("unknown namespace", objects(RUN, put("metadata", "namespace", value="nowhere"))),
    (
        "unknown ConfigMap or Secret",
        objects(
            PODS,
            pod(
                lambda s: any(
                    add(v.get("configMap") or v.get("secret"), name="missing", secretName="missing")
                    for v in s.get("volumes") or ()
                    if "configMap" in v or "secret" in v
                )
            ),
        ),
    ),
    (
        "unknown key of a Secret",
        objects(
            PODS,
            container(
                lambda c: any(
                    add((e.get("valueFrom") or {}).get("secretKeyRef"), key="pasword") for e in c.get("env") or ()
                )
            ),
        ),
    ),
    (
        "mount of no volume",
        objects(PODS, container(lambda c: bool(c.get("volumeMounts")) and add(c["volumeMounts"][0], name="missing"))),
    ),
    (
        "probe of another port",
        objects(
            PODS,
            container(
                lambda c: add(
                    (c.get("readinessProbe") or {}).get("httpGet")
                    or (c.get("readinessProbe") or {}).get("grpc")
                    or (c.get("readinessProbe") or {}).get("tcpSocket"),
                    port=1,
                )
            ),
        ),
    ),
    (
        "PodDisruptionBudget of nothing",
        objects("PodDisruptionBudget", put("spec", "selector", value={"matchLabels": {"app": "x"}})),
    ),
    (
        "PodDisruptionBudget that stops every drain",
        objects(
            "PodDisruptionBudget", lambda d: (d.spec.pop("maxUnavailable", None), add(spec_of(d), minAvailable=99))[1]
        ),
    ),
    ("scaler of nothing", objects("HorizontalPodAutoscaler", put("spec", "scaleTargetRef", "name", value="x"))),
    (
        "NetworkPolicy of nothing",
        objects(
            "NetworkPolicy",
            lambda d: bool(d.spec.get("podSelector")) and add(spec_of(d), podSelector={"matchLabels": {"app": "x"}}),
        ),
    ),
    ("weights of 97", objects("VirtualService", at("spec", "http", 0, "route", 0, weight=97))),
    ("unknown subset", objects("VirtualService", at("spec", "http", 0, "route", 0, "destination", subset="v9"))),
    (
        "unknown host of a route",
        objects("VirtualService", at("spec", "http", 0, "route", 0, "destination", host="nobody")),
    ),
    ("unknown host of a DestinationRule", objects("DestinationRule", put("spec", "host", value="nobody.example.com"))),
    ("subset of no pod", objects("DestinationRule", at("spec", "subsets", 0, labels={"version": "v9"}))),
    (
        "unknown principal",
        objects(
            "AuthorizationPolicy",
            lambda d: (
                bool(first(d, "spec", "rules", 0, "from", 0, "source", "principals"))
                and add(first(d, "spec", "rules", 0, "from", 0, "source"), principals=["cluster.local/ns/x/sa/y"])
            ),
        ),
    ),
    (
        "policy for no pod",
        objects(
            "AuthorizationPolicy RequestAuthentication",
            lambda d: "selector" in d.spec and add(spec_of(d), selector={"matchLabels": {"app": "x"}}),
        ),
    ),
    ("unknown Gateway", objects("HTTPRoute GRPCRoute", at("spec", "parentRefs", 0, name="x"))),
    ("unknown listener", objects("HTTPRoute GRPCRoute", at("spec", "parentRefs", 0, sectionName="x"))),
    (
        "unknown port of a Service's route",
        objects(
            "HTTPRoute GRPCRoute",
            lambda d: (
                (first(d, "spec", "parentRefs", 0) or {}).get("kind") == "Service"
                and add(first(d, "spec", "parentRefs", 0), port=1)
            ),
        ),
    ),
    ("unknown backend", objects("HTTPRoute GRPCRoute", at("spec", "rules", 0, "backendRefs", 0, name="x"))),
    ("backend's wrong port", objects("HTTPRoute GRPCRoute", at("spec", "rules", 0, "backendRefs", 0, port=1))),
    (
        "host that the Gateway does not serve",
        objects("HTTPRoute", lambda d: "hostnames" in d.spec and add(spec_of(d), hostnames=["other.example.org"])),
    ),
    ("unknown certificate", objects("Gateway", at("spec", "listeners", 0, "tls", "certificateRefs", 0, name="x"))),
    ("unknown issuer", objects("Certificate", put("spec", "issuerRef", "name", value="x"))),
    ("unknown secret store", objects("ExternalSecret", put("spec", "secretStoreRef", "name", value="x"))),
    ("role of another account", text("k8s", "arn:aws:iam::111122223333", "arn:aws:iam::444455556666")),
    ("role with a region", text("k8s", "arn:aws:iam::", "arn:aws:iam:ap-northeast-1:")),
    ("role that no template has", text("k8s", ":role/", ":role/x-")),
    ("trust for another service account", text("aws", "system:serviceaccount:", "system:serviceaccount:x-")),
    ("wrong port of a name in nginx", text("nginx", ".svc.cluster.local:", ".svc.cluster.local:1")),
    ("unknown name in nginx", text("nginx", ".svc.cluster.local", "x.svc.cluster.local")),
)
