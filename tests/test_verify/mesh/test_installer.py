"""What istioctl is told is right, and each wrong version of it is found."""

from __future__ import annotations

import pytest
from checked import catalog_cases, changed, told

from patternloom.verify.mesh.installer import INSTALL, mesh_installer_findings

CASES = {case.id: case for case in catalog_cases()}
SIDECARS, AMBIENT = "sidecar-service-mesh-on-eks", "sidecarless-service-mesh-on-eks"
CA = "certificate-management-on-eks"
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
    (SIDECARS, "overlay of another Deployment", INSTALL, "name: istio-ingressgateway\n              patches", "name: istio-egressgateway\n              patches"),
    (SIDECARS, "misspelt patches", INSTALL, "              patches:", "              patch:"),
    (SIDECARS, "path outside of the pod", INSTALL, "path: spec.template.spec.termination", "path: spec.termination"),
    (SIDECARS, "misspelt hops", INSTALL, "numTrustedProxies", "numTrustedHops"),
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
)  # fmt: skip


def test_right_settings_are_silent() -> None:
    """The examples have nothing wrong, and there is something to look at."""
    assert {id: said for id, case in CASES.items() if (said := told(mesh_installer_findings(case)))} == {}
    assert [id for id, case in CASES.items() if INSTALL in case.files] == [CA, SIDECARS, AMBIENT]


@pytest.mark.parametrize(("id", "name", "path", "old", "new"), WRONG, ids=[one[1] for one in WRONG])
def test_a_wrong_version_is_found(id: str, name: str, path: str, old: str, new: str) -> None:
    """In the settings, or beside the objects."""
    assert told(mesh_installer_findings(changed(CASES[id], path, old, new))) != []
