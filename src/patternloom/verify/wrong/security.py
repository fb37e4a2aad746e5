"""What a security review would send back.

In: nothing. Out: the list.
"""

from __future__ import annotations

from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import containers, pod_spec
from patternloom.verify.wrong.making import (
    PODS,
    RUN,
    add,
    container,
    listed,
    objects,
    pod,
    put,
    spec_of,
    text,
    without_kind,
)

SECURITY = listed(
    ("one replica", objects(RUN, put("spec", "replicas", value=1))),
    ("no readiness probe", objects(RUN, container(lambda c: c.pop("readinessProbe", None) is not None))),
    ("no liveness probe", objects(RUN, container(lambda c: c.pop("livenessProbe", None) is not None))),
    (
        "no memory limit",
        objects(
            PODS, container(lambda c: (c.get("resources", {}).get("limits") or {}).pop("memory", None) is not None)
        ),
    ),
    (
        "no CPU request",
        objects(PODS, container(lambda c: (c.get("resources", {}).get("requests") or {}).pop("cpu", None) is not None)),
    ),
    (
        "writable root",
        objects(
            PODS, container(lambda c: (c.get("securityContext") or {}).pop("readOnlyRootFilesystem", None) is not None)
        ),
    ),
    (
        "privilege escalation",
        objects(
            PODS,
            container(
                lambda c: (
                    "allowPrivilegeEscalation" in (c.get("securityContext") or {})
                    and add(c["securityContext"], allowPrivilegeEscalation=True)
                )
            ),
        ),
    ),
    (
        "privileged",
        objects(
            PODS,
            container(
                lambda c: (
                    (c.get("securityContext") or {}).get("allowPrivilegeEscalation") is False
                    and add(c["securityContext"], privileged=True)
                )
            ),
        ),
    ),
    (
        "added capability",
        objects(
            PODS,
            container(
                lambda c: (
                    "capabilities" in (c.get("securityContext") or {})
                    and not c["securityContext"]["capabilities"].get("add")
                    and add(c["securityContext"]["capabilities"], add=["SYS_ADMIN"])
                )
            ),
        ),
    ),
    (
        "no dropped capabilities",
        objects(PODS, container(lambda c: (c.get("securityContext") or {}).pop("capabilities", None) is not None)),
    ),
    ("root", objects(PODS, lambda d: _without(d, "runAsNonRoot"))),
    ("no seccomp profile", objects(PODS, lambda d: _without(d, "seccompProfile"))),
    (
        "token mounted",
        objects(
            PODS,
            lambda d: (
                pod_spec(d).get("automountServiceAccountToken") is False
                and add(pod_spec(d), automountServiceAccountToken=True)
            ),
        ),
    ),
    ("default ServiceAccount", objects(PODS, pod(lambda s: s.pop("serviceAccountName", None) is not None))),
    ("host's network", objects(PODS, pod(lambda s: not s.get("hostNetwork") and add(s, hostNetwork=True)))),
    (
        "host's files",
        objects(
            PODS,
            pod(
                lambda s: (
                    not any("hostPath" in v for v in s.get("volumes") or ())
                    and s.setdefault("volumes", []).append({"name": "x", "hostPath": {"path": "/"}}) is None
                )
            ),
        ),
    ),
    ("tag latest", objects(PODS, container(lambda c: add(c, image=c["image"].rpartition(":")[0] + ":latest")))),
    ("no tag", objects(PODS, container(lambda c: add(c, image="nginx")))),
    (
        "password in the environment",
        objects(
            PODS,
            container(lambda c: c.setdefault("env", []).append({"name": "DB_PASSWORD", "value": "hunter2"}) is None),
        ),
    ),
    ("no PodDisruptionBudget", without_kind("PodDisruptionBudget")),
    (
        "no spread",
        objects(
            RUN, pod(lambda s: (s.pop("topologySpreadConstraints", None), s.pop("affinity", None)) != (None, None))
        ),
    ),
    (
        "namespace not restricted",
        objects(
            "Namespace",
            lambda d: (
                d.labels.get("pod-security.kubernetes.io/enforce") == "restricted"
                and add(d.metadata["labels"], **{"pod-security.kubernetes.io/enforce": "baseline"})
            ),
        ),
    ),
    (
        "no default deny",
        objects(
            "NetworkPolicy",
            lambda d: (
                not d.spec.get("podSelector")
                and not d.spec.get("ingress")
                and not d.spec.get("egress")
                and add(spec_of(d), podSelector={"matchLabels": {"app": "x"}})
            ),
        ),
    ),
    (
        "Secret with its values",
        lambda case: case.with_documents(
            lambda documents: documents.append(
                Document(
                    "x",
                    1,
                    {
                        "kind": "Secret",
                        "apiVersion": "v1",
                        "metadata": {"name": "x", "namespace": "y"},
                        "stringData": {"a": "b"},
                    },
                )
            )
        ),
    ),
    ("access key", text("k8s", "\nspec:\n", "\nspec: # AKIAABCDEFGHIJKLMNOP\n")),
    ("every action", text("aws", "Action: secretsmanager:GetSecretValue", "Action: secretsmanager:*")),
    ("every resource", text("aws", "Resource: !Sub arn:aws:secretsmanager", 'Resource: "*" # ')),
    ("trust for any service account", text("aws", ":sub", ":suo")),
    ("a key for whatever it has encrypted", text("aws", "kms:EncryptionContext:SecretARN", "aws:RequestTag/SecretARN")),
    ("no encryption of the database", text("aws", "StorageEncrypted: true", "StorageEncrypted: false")),
    ("no rotation of the key", text("aws", "EnableKeyRotation: true", "EnableKeyRotation: false")),
    ("public bucket", text("aws", "BlockPublicPolicy: true", "BlockPublicPolicy: false")),
    ("public database", text("aws", "PubliclyAccessible: false", "PubliclyAccessible: true")),
    ("open to the world", text("aws", "CidrIp: 10.0.0.0/18", "CidrIp: 0.0.0.0/0")),
)


def _without(document: Document, key: str) -> bool:
    """The security contexts of a pod and its containers lose a field."""
    contexts = [
        pod_spec(document).get("securityContext"),
        *(one.get("securityContext") for one in containers(document)),
    ]
    return [one.pop(key) for one in contexts if one and key in one] != []
