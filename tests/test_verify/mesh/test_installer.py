"""What istioctl and the broker are told is right, and each wrong version of it is found."""

from __future__ import annotations

import pytest

from examples.broker_settings import BROKER
from examples.cases import catalog_cases, changed, told
from examples.installers import installer_findings
from examples.mesh_installer import INSTALL

CASES = {case.id: case for case in catalog_cases()}
EVENTS = "choreographed-saga-on-eks"
SIDECARS, AMBIENT, CA = (
    "sidecar-service-mesh-on-eks",
    "sidecarless-service-mesh-on-eks",
    "certificate-management-on-eks",
)
WRONG = (
    (SIDECARS, "misspelt profile", INSTALL, "profile: default", "profile: defualt"),
    (SIDECARS, "ambient for sidecars", INSTALL, "profile: default", "profile: ambient"),
    (AMBIENT, "sidecars for ambient", INSTALL, "profile: ambient", "profile: default"),
    (SIDECARS, "unknown component", INSTALL, "egressGateways:", "egressGateway:"),
    (SIDECARS, "gateway in another namespace", INSTALL, "namespace: istio-egress", "namespace: istio-system"),
    (SIDECARS, "gateway of another name", INSTALL, "name: istio-egressgateway", "name: istio-egress"),
    (SIDECARS, "gateway turned off", INSTALL, "enabled: true # step 8", "enabled: false # step 8"),
    (SIDECARS, "enabled in quotes", INSTALL, "enabled: true # step 3", 'enabled: "true" # step 3'),
    (SIDECARS, "no CNI plugin", INSTALL, "      enabled: true # sets up", "      enabled: false # sets up"),
    (SIDECARS, "unknown traffic policy", INSTALL, "mode: REGISTRY_ONLY", "mode: REGISTRY"),
    (SIDECARS, "one istiod", INSTALL, "    pilot:\n      autoscaleMin: 2", "    pilot:\n      autoscaleMin: 1"),
    (SIDECARS, "misspelt value", INSTALL, "    pilot:\n      autoscaleMin: 2", "    pilot:\n      autoScaleMin: 2"),
    (SIDECARS, "one gateway", INSTALL, "type: ClusterIP # the ALB sends to its pods\n        autoscaleMin: 2", "type: ClusterIP"),
    (SIDECARS, "a gateway without a seccomp profile", INSTALL, "        k8s:\n", "        K8s:\n"),
    (SIDECARS, "another kind", INSTALL, "kind: IstioOperator", "kind: Istio"),
    (SIDECARS, "a key twice", INSTALL, "  profile: default", "  profile: minimal\n  profile: default"),
    (SIDECARS, "no YAML", INSTALL, "spec:", "spec: ["),
    (CA, "another trust domain", INSTALL, "trustDomain: cluster.local", "trustDomain: shop.example.com"),
    (CA, "an old protocol", INSTALL, "TLSV1_3", "TLSV1_1"),
    (CA, "a day in days", INSTALL, "SECRET_TTL: 12h", "SECRET_TTL: 1d"),
    (CA, "misspelt field", INSTALL, "meshMTLS:", "meshMtls:"),
    (EVENTS, "misspelt setting", BROKER, "queue_leader_locator", "queue_leader_location"),
    (EVENTS, "unknown value", BROKER, "= balanced", "= random"),
    (EVENTS, "five members", BROKER, "target_cluster_size_hint = 3", "target_cluster_size_hint = 5"),
    (EVENTS, "copies on one member", BROKER, "target_group_size = 3", "target_group_size = 1"),
    (EVENTS, "copies never made up", BROKER, "reconciliation.enabled = true", "reconciliation.enabled = false"),
    (EVENTS, "a setting of Mnesia's", BROKER, "log.console = true", "log.console = true\ncluster_partition_handling = ignore"),
    (EVENTS, "more memory than the limit", BROKER, "value = 2GB", "value = 4GB"),
    (EVENTS, "memory without a unit", BROKER, "value = 2GB", "value = 2G"),
    (EVENTS, "no disk kept free", BROKER, "absolute = 2GB", "absolute = 50MB"),
    (EVENTS, "definitions elsewhere", BROKER, "/etc/rabbitmq/definitions", "/etc/rabbitmq/definition"),
    (EVENTS, "a setting twice", BROKER, "log.console = true", "log.console = true\nlog.console = false"),
    (EVENTS, "a setting lost", BROKER, "log.console = true\n", ""),
    (EVENTS, "no equals sign", BROKER, "log.console = true", "log.console true"),
    (EVENTS, "the old format", BROKER, "log.console = true", "[{rabbit, [{log, [{console, true}]}]}]."),
    (EVENTS, "a smaller container", "k8s/rabbitmq.yaml", "limits: {memory: 2Gi}", "limits: {memory: 1Gi}"),
)  # fmt: skip


def test_installers_are_told_right() -> None:
    """The examples have nothing wrong, and there is something to look at."""
    assert {id: told(installer_findings(case)) for id, case in CASES.items() if told(installer_findings(case))} == {}
    assert [id for id, case in CASES.items() if {INSTALL, BROKER} & {*case.files}] == [CA, EVENTS, SIDECARS, AMBIENT]


@pytest.mark.parametrize(("id", "name", "path", "old", "new"), WRONG, ids=[one[1] for one in WRONG])
def test_a_wrong_version_is_found(id: str, name: str, path: str, old: str, new: str) -> None:
    """In the settings, or beside the objects."""
    assert told(installer_findings(changed(CASES[id], path, old, new))) != []
