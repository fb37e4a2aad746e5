"""What a security review asks of every pod, image and permission; an exception stands in the catalog, with its reason.

In: a case. Out: findings; a rule that `waivers` excepts for an object is silent, and a waiver that nothing needs is a
finding itself. The AWS side of it (encryption, IAM) reads CloudFormation as YAML with its short tags.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from examples.cases import Case, Finding
from examples.cloudformation import resources
from examples.manifests import Document
from examples.workloads import containers, labels_of, matches, pod_spec

LONG_RUNNING = ("Deployment", "StatefulSet")
RUNNING = (*LONG_RUNNING, "DaemonSet", "Job", "CronJob", "Pod")
RULES = {
    "replicas", "probes", "resources", "run-as-non-root", "read-only-root", "capabilities", "seccomp",
    "service-account-token", "pdb", "spread", "restricted-namespace", "iam-wildcard", "network-policy", "image-pinned",
}  # fmt: skip
IMAGE = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9._/:-]*?)(?::(?P<tag>[\w][\w.-]{0,127}))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)
VAGUE_TAGS = {"latest", "stable", "main", "master", "edge", "nightly", "dev", "alpine", "slim", "lts"}
# Actions that AWS defines for all resources only (Service Authorization Reference).
WHOLE_ACCOUNT = re.compile(
    r"(ec2:Describe\w+|ecr:GetAuthorizationToken|elasticloadbalancing:Describe\w+|route53:ListHostedZones\w*"
    r"|cloudwatch:PutMetricData|xray:Put\w+|sts:GetCallerIdentity|secretsmanager:ListSecrets|acm:ListCertificates"
    r"|autoscaling:Describe\w+|tag:GetResources|secretsmanager:BatchGetSecretValue|secretsmanager:GetRandomPassword)"
)
SECRET_WORDS = re.compile(r"(?i)(password|passwd|secret[-_]?key|api[-_]?key|private[-_]?key|access[-_]?key)$")
CREDENTIALS = (
    (re.compile(r"\b(AKIA|ASIA)[A-Z0-9]{16}\b"), "an AWS access key"),
    (re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"), "a private key"),
    (re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"), "a token"),
    (re.compile(r"\bgh[pousr]_[A-Za-z0-9]{30,}\b"), "a token of GitHub"),
    (re.compile(r"(?i)://[^/\s:@]+:[^/\s:@${}<]+@"), "a password in a URL"),
)


def security_findings(case: Case) -> Iterator[Finding]:
    """Everything a review would send back, less what is waived."""
    used: set[tuple[str, str]] = set()
    for finding in _all(case):
        # A resource of a template may be waived by its logical name alone.
        for name in (finding.where, finding.where.rpartition("#")[2]):
            if finding.rule in RULES and case.waived(finding.rule, name):
                used.add((finding.rule, name))
                break
        else:
            yield finding
    objects = {document.id for document in case.documents}
    for waiver in case.design.waivers:
        key = (waiver.rule, waiver.object)
        if waiver.rule not in RULES:
            yield Finding(waiver.object, "waiver", f"no rule {waiver.rule!r}")
        elif waiver.rule == "network-policy" and waiver.object in objects:
            continue  # `policies` uses it
        elif key not in used:
            yield Finding(waiver.object, "waiver", f"nothing needs the waiver of {waiver.rule}")


def _all(case: Case) -> Iterator[Finding]:
    for document in case.of_kind(*RUNNING):
        yield from _pod(case, document)
    yield from _namespaces(case)
    yield from _permissions(case)
    yield from _credentials(case)
    yield from _aws(case)


def _pod(case: Case, document: Document) -> Iterator[Finding]:
    spec, id = pod_spec(document), document.id
    pod_context = spec.get("securityContext") or {}
    if document.kind in LONG_RUNNING:
        scaled = any(
            (one.spec.get("scaleTargetRef") or {}).get("name") == document.name
            and one.namespace == document.namespace
            and one.spec.get("minReplicas", 1) >= 2
            for one in case.of_kind("HorizontalPodAutoscaler")
        )
        replicas = document.spec.get("replicas", 2 if scaled else 1)
        if replicas < 2:
            yield Finding(id, "replicas", f"{replicas} replica, expected two or more")
        if not any(
            one.namespace == document.namespace and matches(one.spec.get("selector"), labels_of(document))
            for one in case.of_kind("PodDisruptionBudget")
        ):
            yield Finding(id, "pdb", "no PodDisruptionBudget selects its pods")
        anti = (spec.get("affinity") or {}).get("podAntiAffinity")
        if not spec.get("topologySpreadConstraints") and not anti:
            yield Finding(id, "spread", "neither topologySpreadConstraints nor anti-affinity")
    if document.kind in (*LONG_RUNNING, "DaemonSet"):
        for container in containers(document, all_kinds=False):
            for probe in ("readinessProbe", "livenessProbe"):
                if not container.get(probe):
                    yield Finding(id, "probes", f"container {container.get('name')}: no {probe}")
    for flag in ("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace"):
        if spec.get(flag):
            yield Finding(id, "restricted-namespace", f"{flag} is on")
    for volume in spec.get("volumes") or ():
        if "hostPath" in volume:
            yield Finding(id, "restricted-namespace", f"volume {volume.get('name')}: a hostPath")
    token = spec.get("automountServiceAccountToken")
    if token is not False:
        account = case.find("ServiceAccount", document.namespace, spec.get("serviceAccountName", ""))
        if token or account is None or account.value.get("automountServiceAccountToken") is not False:
            yield Finding(
                id, "service-account-token", "its token is mounted, expected automountServiceAccountToken: false"
            )
    if spec.get("serviceAccountName", "default") == "default":
        yield Finding(id, "service-account", "the default ServiceAccount, expected one of its own")
    for container in containers(document):
        yield from _container(id, container, pod_context)


def _container(id: str, container: dict[str, Any], pod_context: dict[str, Any]) -> Iterator[Finding]:
    name, own = container.get("name"), container.get("securityContext") or {}
    both = {**pod_context, **own}
    resources = container.get("resources") or {}
    for kind, what in (("requests", "cpu"), ("requests", "memory"), ("limits", "memory")):
        if not (resources.get(kind) or {}).get(what):
            yield Finding(id, "resources", f"container {name}: no {kind}.{what}")
    if both.get("runAsNonRoot") is not True or both.get("runAsUser") == 0:
        yield Finding(id, "run-as-non-root", f"container {name}: runAsNonRoot is not true, or its user is 0")
    if own.get("readOnlyRootFilesystem") is not True:
        yield Finding(id, "read-only-root", f"container {name}: readOnlyRootFilesystem is not true")
    if own.get("allowPrivilegeEscalation") is not False or own.get("privileged"):
        yield Finding(id, "capabilities", f"container {name}: allowPrivilegeEscalation is not false, or privileged")
    capabilities = own.get("capabilities") or {}
    if "ALL" not in (capabilities.get("drop") or ()):
        yield Finding(id, "capabilities", f"container {name}: capabilities do not drop ALL")
    for added in capabilities.get("add") or ():
        if added != "NET_BIND_SERVICE":
            yield Finding(id, "capabilities", f"container {name}: adds the capability {added}")
    if (both.get("seccompProfile") or {}).get("type") not in ("RuntimeDefault", "Localhost"):
        yield Finding(id, "seccomp", f"container {name}: seccompProfile is not RuntimeDefault")
    for port in container.get("ports") or ():
        if "hostPort" in port:
            yield Finding(id, "restricted-namespace", f"container {name}: a hostPort")
    image = str(container.get("image", ""))
    found = IMAGE.fullmatch(image)
    tag = found["tag"] if found else None
    if not found or not (tag or found["digest"]) or (tag in VAGUE_TAGS):
        yield Finding(id, "image-pinned", f"container {name}: image {image!r}, expected a version")
    elif tag and not found["digest"] and not re.search(r"\d+\.\d+|\d{6,}|^v?\d+$|[0-9a-f]{7,}", tag):
        yield Finding(id, "image-pinned", f"container {name}: tag {tag!r}, expected a version")
    for variable in container.get("env") or ():
        if SECRET_WORDS.search(str(variable.get("name", ""))) and variable.get("value"):
            yield Finding(id, "credential", f"container {name}: {variable['name']} stands there, expected a Secret")


def _namespaces(case: Case) -> Iterator[Finding]:
    own = {document.namespace for document in case.of_kind(*RUNNING)}
    for document in case.of_kind("Namespace"):
        level = document.labels.get("pod-security.kubernetes.io/enforce")
        if level != "restricted":
            yield Finding(document.id, "restricted-namespace", f"enforces {level or 'nothing'}, expected restricted")
        if document.name not in own:
            continue
        policies = [one for one in case.of_kind("NetworkPolicy") if one.namespace == document.name]
        closed: set[str] = set()
        for one in policies:
            if not one.spec.get("podSelector"):
                for way in one.spec.get("policyTypes") or ["Ingress"]:
                    if not one.spec.get(way.lower()):
                        closed.add(way)
        for way in ("Ingress", "Egress"):
            if way not in closed:
                yield Finding(document.id, "network-policy", f"no NetworkPolicy refuses {way} by default")


def _permissions(case: Case) -> Iterator[Finding]:
    for document in case.of_kind("Role", "ClusterRole"):
        for rule in document.value.get("rules") or ():
            for field in ("apiGroups", "resources", "verbs"):
                if "*" in (rule.get(field) or ()):
                    yield Finding(document.id, "iam-wildcard", f"'*' in {field}")
            if "secrets" in (rule.get("resources") or ()) and not rule.get("resourceNames"):
                yield Finding(document.id, "iam-wildcard", "all secrets, expected resourceNames")
    for document in case.of_kind("RoleBinding", "ClusterRoleBinding"):
        if (document.value.get("roleRef") or {}).get("name") in ("cluster-admin", "admin"):
            yield Finding(document.id, "iam-wildcard", "binds an administrator's role")


def _credentials(case: Case) -> Iterator[Finding]:
    for path, text in case.files.items():
        for line, content in enumerate(text.splitlines(), start=1):
            for pattern, what in CREDENTIALS:
                if pattern.search(content):
                    yield Finding(f"{path}:{line}", "credential", what)
    for document in case.of_kind("Secret"):
        if document.value.get("data") or document.value.get("stringData"):
            yield Finding(document.id, "credential", "a Secret with its values, expected an external store or SOPS")


# --- AWS --------------------------------------------------------------------------------------------------------------

# Type → properties that must be as said: path, wanted (None: anything set).
ENCRYPTED: dict[str, tuple[tuple[str, Any], ...]] = {
    "AWS::RDS::DBCluster": (("StorageEncrypted", True), ("KmsKeyId", None)),
    "AWS::RDS::DBInstance": (),
    "AWS::EC2::Volume": (("Encrypted", True),),
    "AWS::EFS::FileSystem": (("Encrypted", True),),
    "AWS::S3::Bucket": (("BucketEncryption", None), ("PublicAccessBlockConfiguration", None)),
    "AWS::SQS::Queue": (),
    "AWS::DynamoDB::Table": (("SSESpecification.SSEEnabled", True),),
    "AWS::EKS::Cluster": (("EncryptionConfig", None),),
    "AWS::SecretsManager::Secret": (("KmsKeyId", None),),
    "AWS::Logs::LogGroup": (("RetentionInDays", None),),
    "AWS::KMS::Key": (("EnableKeyRotation", True),),
    "AWS::ElastiCache::ReplicationGroup": (("AtRestEncryptionEnabled", True), ("TransitEncryptionEnabled", True)),
    "AWS::ECR::Repository": (("ImageTagMutability", "IMMUTABLE"),),
    "AWS::AmazonMQ::Broker": (("PubliclyAccessible", False),),
}
BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def _aws(case: Case) -> Iterator[Finding]:
    for path, name, resource in resources(case):
        kind, properties = str(resource.get("Type", "")), resource.get("Properties")
        if not isinstance(properties, dict):
            continue  # `cfn-lint` says whether it needs some
        where = f"{path}#{name}"
        for way, wanted in ENCRYPTED.get(kind, ()):
            value: Any = properties
            for part in way.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            if value is None or (wanted is not None and str(value).lower() != str(wanted).lower()):
                yield Finding(
                    where,
                    "encryption",
                    f"{kind}: {way} is {value!r}, expected {wanted if wanted is not None else 'it'}",
                )
        alone = kind == "AWS::RDS::DBInstance" and "DBClusterIdentifier" not in properties  # else the cluster says it
        if alone and str(properties.get("StorageEncrypted")).lower() != "true":
            yield Finding(where, "encryption", f"{kind}: StorageEncrypted is not true")
        if kind == "AWS::S3::Bucket":
            block = properties.get("PublicAccessBlockConfiguration") or {}
            for flag in BLOCKS:
                if str(block.get(flag)).lower() != "true":
                    yield Finding(where, "encryption", f"{flag} is not true")
        if (
            kind in ("AWS::RDS::DBInstance", "AWS::RDS::DBCluster")
            and str(properties.get("PubliclyAccessible")).lower() == "true"
        ):
            yield Finding(where, "encryption", "PubliclyAccessible is true")
        if kind.startswith("AWS::RDS::DB") and isinstance(properties.get("MasterUserPassword"), str):
            yield Finding(where, "credential", "MasterUserPassword stands there, expected ManageMasterUserPassword")
        if kind in ("AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress"):
            rules = properties.get("SecurityGroupIngress") or ([properties] if kind.endswith("Ingress") else [])
            for rule in rules if isinstance(rules, list) else ():
                if isinstance(rule, dict) and rule.get("CidrIp") == "0.0.0.0/0" and str(rule.get("ToPort")) != "443":
                    yield Finding(where, "encryption", f"port {rule.get('ToPort')} is open to the world")
        for statement in _statements(properties):
            yield from _statement(path, name, kind, statement)


def _statements(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        found = value.get("Statement")
        if found is not None:
            yield from (one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict))
        for item in value.values():
            yield from _statements(item)
    elif isinstance(value, list):
        for item in value:
            yield from _statements(item)
    elif isinstance(value, str) and value.lstrip().startswith("{"):
        try:  # a policy as JSON, for `Fn::Sub` in its keys
            yield from _statements(json.loads(value))
        except ValueError:
            return


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _statement(path: str, name: str, kind: str, statement: dict[str, Any]) -> Iterator[Finding]:
    where = f"{path}#{name}"
    if statement.get("Effect") == "Deny":
        return
    for field in ("NotAction", "NotResource", "NotPrincipal"):
        if field in statement:
            yield Finding(where, "iam-wildcard", f"{field} in an Allow")
    actions = [str(one) for one in _listed(statement.get("Action"))]
    for action in actions:
        if action == "*" or action.endswith(":*") or re.search(r":[A-Z]?\w*\*", action):
            yield Finding(where, "iam-wildcard", f"the action {action}")
    whole = "*" in [str(one) for one in _listed(statement.get("Resource"))]
    if whole and any(not WHOLE_ACCOUNT.fullmatch(action) for action in actions):
        yield Finding(where, "iam-wildcard", f"Resource '*' for {', '.join(actions)}")
    principal = statement.get("Principal")
    anyone = principal == "*" or (
        isinstance(principal, dict) and "*" in [str(o) for o in _listed(principal.get("AWS"))]
    )
    if anyone and not statement.get("Condition"):
        yield Finding(where, "iam-wildcard", "anyone is the Principal")
    if isinstance(principal, dict) and "Federated" in principal:
        text = str(statement.get("Condition"))
        if ":sub" not in text or ":aud" not in text:
            yield Finding(where, "iam-wildcard", "a federated Principal without conditions on sub and aud")
        if re.search(r"system:serviceaccount:[^'\"]*\*", text):
            yield Finding(where, "iam-wildcard", "a federated Principal of any service account")
