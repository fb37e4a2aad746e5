"""Policies of Istio answer as its documents say of their examples."""

from __future__ import annotations

import pytest
import yaml

from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import Port
from patternloom.verify.mesh.authorization import mesh_allows, waypoint_allows
from patternloom.verify.mesh.policies import inside_subset
from patternloom.verify.mesh.requests import OutsideSubset, Peer, Request
from test_verify.mesh.policy_objects import AUTHORIZATION, documents

HTTPBIN = Peer("foo", {"app": "httpbin"}, account="httpbin", ports=(Port(8000),))
SLEEP = Peer("foo", {"app": "curl"}, account="curl")
BAR = Peer("bar", {"app": "curl"}, account="curl")
LEGACY = Peer("legacy", {"app": "curl"}, account=None, mesh=None)
TOKEN = "testing@secure.istio.io/testing@secure.istio.io"
GET = Request(8000, method="GET", path="/ip", token=None, claims={})
POST = Request(8000, method="POST", path="/ip", token=None, claims={})
JWT = Request(8000, method="GET", path="/ip", token=TOKEN, claims={"groups": ("group1", "group2")})
NO_GROUP = Request(8000, method="GET", path="/ip", token=TOKEN, claims={})
TCP = Request(9000, http=False, token=None)
TCP_9002 = Request(9002, http=False, token=None)

NOTHING = "{}"
ALL = "{rules: [{}]}"
DENIED = "{action: DENY, rules: [{}]}"
# https://istio.io/latest/docs/reference/config/security/authorization-policy/
FIRST = """{action: ALLOW, rules: [{from: [{source: {principals: [cluster.local/ns/default/sa/curl]}},
  {source: {namespaces: [test]}}], to: [{operation: {methods: [GET], paths: [/info*]}}, {operation: {methods: [POST], paths: [/data]}}],
  when: [{key: 'request.auth.claims[iss]', values: ['https://accounts.google.com']}]}]}"""
DENY_GET = "{action: DENY, rules: [{from: [{source: {namespaces: [dev]}}], to: [{operation: {methods: [POST]}}]}]}"
BY_ACCOUNT = "{selector: {matchLabels: {app: httpbin}}, rules: [{from: [{source: {principals: [cluster.local/ns/foo/sa/curl]}}]}]}"
BY_NAMESPACE = "{rules: [{from: [{source: {namespaces: [foo]}}]}]}"
NOT_NAMESPACE = "{action: DENY, rules: [{from: [{source: {notNamespaces: [foo]}}]}]}"
VIEWER = "{rules: [{to: [{operation: {methods: [GET]}}]}]}"
REQUIRE_JWT = "{selector: {matchLabels: {app: httpbin}}, action: ALLOW, rules: [{from: [{source: {requestPrincipals: [testing@secure.istio.io/testing@secure.istio.io]}}]}]}"
REQUIRE_GROUP = REQUIRE_JWT.replace("}]}]}", "}], when: [{key: 'request.auth.claims[groups]', values: [group1]}]}]}")
DENY_NO_TOKEN = "{action: DENY, rules: [{from: [{source: {notRequestPrincipals: ['*']}}]}]}"
NOT_HEALTH = "{action: DENY, rules: [{from: [{source: {notRequestPrincipals: ['*']}}], to: [{operation: {notPaths: [/healthz]}}]}]}"
HEADER = "{action: DENY, rules: [{to: [{operation: {methods: [GET]}}], when: [{key: 'request.headers[x-token]', notValues: [admin]}]}]}"
TCP_POLICY = (
    "{selector: {matchLabels: {app: httpbin}}, action: ALLOW, rules: [{to: [{operation: {ports: ['9000', '9001']}}]}]}"
)
TCP_GET = "{action: ALLOW, rules: [{to: [{operation: {methods: [GET], ports: ['9000']}}]}]}"
TCP_DENY_GET = "{action: DENY, rules: [{to: [{operation: {methods: [GET], ports: ['9000']}}]}]}"
TCP_DENY_HTTP = "{action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}]}"
SUFFIX = "{rules: [{from: [{source: {principals: ['*/sa/curl']}}]}]}"
PREFIX = "{rules: [{to: [{operation: {paths: [/i*]}}]}]}"
HOSTS = "{rules: [{to: [{operation: {hosts: ['*.example.com']}}]}]}"
TCP_DENY_TOKEN = "{action: DENY, rules: [{from: [{source: {requestPrincipals: ['*'], principals: [cluster.local/ns/foo/sa/curl]}}]}]}"
TCP_DENY_TOKEN_LAST = "{action: DENY, rules: [{from: [{source: {principals: [cluster.local/ns/foo/sa/curl], requestPrincipals: ['*']}}]}]}"
EMPTY_LIST = "{rules: []}"
OTHER_APP = "{selector: {matchLabels: {app: other}}}"
SERVICE_ACCOUNTS = "{rules: [{from: [{source: {serviceAccounts: [curl, bar/curl]}}]}]}"

MESH_TABLE = [
    ("no policy", (), SLEEP, GET, True),
    ("allow nothing", (NOTHING,), SLEEP, GET, False),
    ("an empty list of rules allows nothing", (EMPTY_LIST,), SLEEP, GET, False),
    ("allow all", (ALL,), LEGACY, GET, True),
    ("deny all", (DENIED,), SLEEP, GET, False),
    ("DENY wins over ALLOW", (ALL, DENIED), SLEEP, GET, False),
    ("a policy for another app", (OTHER_APP,), SLEEP, GET, True),
    ("allow nothing, and allow GET", (NOTHING, VIEWER), SLEEP, GET, True),
    ("allow GET refuses POST", (VIEWER,), SLEEP, POST, False),
    ("reference: neither principal nor namespace", (FIRST,), SLEEP, GET, False),
    ("reference: namespace and path, another issuer", (FIRST,), Peer("test"), Request(80, method="GET", path="/info/1", claims={"iss": "x"}), False),
    ("reference: all of it", (FIRST,), Peer("test"), Request(80, method="GET", path="/info/1", claims={"iss": "https://accounts.google.com"}), True),
    ("reference: the second operation", (FIRST,), Peer("default", account="curl"), Request(80, method="POST", path="/data", claims={"iss": "https://accounts.google.com"}), True),
    ("reference: methods and paths belong together", (FIRST,), Peer("test"), Request(80, method="POST", path="/info/1", claims={"iss": "https://accounts.google.com"}), False),
    ("reference: deny POST from dev", (DENY_GET,), Peer("dev"), POST, False),
    ("reference: GET from dev", (DENY_GET,), Peer("dev"), GET, True),
    ("reference: POST from elsewhere", (DENY_GET,), SLEEP, POST, True),
    ("by account", (BY_ACCOUNT,), SLEEP, GET, True),
    ("by account, of another namespace", (BY_ACCOUNT,), BAR, GET, False),
    ("by account, without mutual TLS", (BY_ACCOUNT,), LEGACY, GET, False),
    ("by namespace", (BY_NAMESPACE,), SLEEP, GET, True),
    ("by namespace, without mutual TLS", (BY_NAMESPACE,), LEGACY, GET, False),
    ("deny other namespaces: own", (NOT_NAMESPACE,), SLEEP, GET, True),
    ("deny other namespaces: another", (NOT_NAMESPACE,), BAR, GET, False),
    ("deny other namespaces: without mutual TLS", (NOT_NAMESPACE,), LEGACY, GET, False),
    ("require a token: none", (REQUIRE_JWT,), SLEEP, GET, False),
    ("require a token: there", (REQUIRE_JWT,), SLEEP, JWT, True),
    ("require a group: there", (REQUIRE_GROUP,), SLEEP, JWT, True),
    ("require a group: not there", (REQUIRE_GROUP,), SLEEP, NO_GROUP, False),
    ("deny without a token: none", (DENY_NO_TOKEN,), SLEEP, GET, False),
    ("deny without a token: there", (DENY_NO_TOKEN,), SLEEP, JWT, True),
    ("deny but for a path: another", (NOT_HEALTH,), SLEEP, GET, False),
    ("deny but for a path: it", (NOT_HEALTH,), SLEEP, Request(80, method="GET", path="/healthz", token=None), True),
    ("deny without a header: none", (HEADER,), SLEEP, Request(80, method="GET", headers={}), False),
    ("deny without a header: right", (HEADER,), SLEEP, Request(80, method="GET", headers={"x-token": "admin"}), True),
    ("deny without a header: wrong", (HEADER,), SLEEP, Request(80, method="GET", headers={"x-token": "guest"}), False),
    ("TCP: port", (TCP_POLICY,), SLEEP, TCP, True),
    ("TCP: another port", (TCP_POLICY,), SLEEP, TCP_9002, False),
    ("TCP: an ALLOW that asks about HTTP never matches", (TCP_GET,), SLEEP, TCP, False),
    ("TCP: a DENY leaves out what asks about HTTP", (TCP_DENY_GET,), SLEEP, TCP, False),
    ("TCP: a DENY, another port", (TCP_DENY_GET,), SLEEP, TCP_9002, True),
    ("TCP: a DENY of HTTP alone refuses all", (TCP_DENY_HTTP,), SLEEP, TCP_9002, False),
    ("TCP: a DENY of a token and an account, another account", (TCP_DENY_TOKEN,), BAR, TCP, True),
    ("TCP: a DENY of a token and an account, that account", (TCP_DENY_TOKEN,), SLEEP, TCP, False),
    ("TCP: the same, written the other way round, another account", (TCP_DENY_TOKEN_LAST,), BAR, TCP, True),
    ("TCP: the same, written the other way round, that account", (TCP_DENY_TOKEN_LAST,), SLEEP, TCP, False),
    ("suffix", (SUFFIX,), BAR, GET, True),
    ("suffix, another account", (SUFFIX,), Peer("bar", account="x"), GET, False),
    ("prefix", (PREFIX,), SLEEP, GET, True),
    ("prefix, another path", (PREFIX,), SLEEP, Request(80, path="/headers"), False),
    ("hosts", (HOSTS,), SLEEP, Request(80, host="a.example.com"), True),
    ("hosts, another", (HOSTS,), SLEEP, Request(80, host="example.com"), False),
    ("service accounts of the policy's namespace", (SERVICE_ACCOUNTS,), SLEEP, GET, True),
    ("service accounts of another namespace", (SERVICE_ACCOUNTS,), BAR, GET, True),
    ("service accounts, a third", (SERVICE_ACCOUNTS,), Peer("baz", account="curl"), GET, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("specs", "source", "request_", "answer"), [row[1:] for row in MESH_TABLE], ids=[row[0] for row in MESH_TABLE]
)
def test_authorization_policies_answer_as_documented(
    specs: tuple[str, ...], source: Peer, request_: Request, answer: bool
) -> None:
    """What Istio's reference and tasks say of their examples."""
    assert mesh_allows(documents(AUTHORIZATION, *specs), source, HTTPBIN, request_) == answer


def test_the_root_namespace_is_for_all() -> None:
    """A policy of istio-system without a selector holds in every namespace; one of a third namespace does not."""
    answers = []
    for namespace in ("istio-system", "other"):
        policy = yaml.safe_load(AUTHORIZATION + "{}") | {"metadata": {"name": "x", "namespace": namespace}}
        answers.append(mesh_allows([Document("", 1, policy)], SLEEP, HTTPBIN, GET))
    assert answers == [False, True]


@pytest.mark.parametrize(("modes", "answer"), [((), True), (("PERMISSIVE",), True), (("STRICT",), False)])
def test_strict_needs_a_client_of_the_mesh(modes: tuple[str, ...], answer: bool) -> None:
    """STRICT refuses plain text; PERMISSIVE, and no policy, take it."""
    head = "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: x, namespace: foo}\nspec: "
    policies = documents(head, *(f"{{mtls: {{mode: {mode}}}}}" for mode in modes))
    assert mesh_allows(policies, LEGACY, HTTPBIN, GET) == answer


@pytest.mark.parametrize(
    "spec",
    [
        "{rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]}",
        "{rules: [{to: [{operation: {paths: ['/a/{*}']}}]}]}",
        "{rules: [{when: [{key: connection.sni, values: [x]}]}]}",
        "{action: PERMIT, rules: [{}]}",
        "{selector: {matchExpressions: []}, rules: [{}]}",
        "{targetRefs: [{kind: GatewayClass, group: gateway.networking.k8s.io, name: istio-waypoint}], rules: [{}]}",
        "{unknown: 1}",
    ],
)
def test_what_is_outside_the_subset_is_an_error(spec: str) -> None:
    """Nothing that the evaluator does not know passes in silence."""
    with pytest.raises(OutsideSubset):
        inside_subset(documents(AUTHORIZATION, spec)[0])


PEERS = "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: x, namespace: foo}\nspec: "
# https://istio.io/latest/docs/reference/config/security/peer_authentication/
STRICT = "{mtls: {mode: STRICT}}"
FINANCE = "{selector: {matchLabels: {app: httpbin}}, mtls: {mode: STRICT}, portLevelMtls: {8000: {mode: DISABLE}}}"
UNSET = "{selector: {matchLabels: {app: httpbin}}, mtls: {mode: UNSET}, portLevelMtls: {8000: {mode: PERMISSIVE}}}"
OTHER_PORT = FINANCE.replace("8000", "9000")
PORT_LEVEL = [
    ("a port without mutual TLS takes plain text", (STRICT, FINANCE), LEGACY, (), True),
    ("another port keeps the workload's mode", (STRICT, OTHER_PORT), LEGACY, (), False),
    ("UNSET inherits, and a port may differ from it", (STRICT, UNSET), LEGACY, (), True),
    ("the workload's mode goes before the namespace's", (STRICT, "{selector: {matchLabels: {app: httpbin}}, mtls: {mode: PERMISSIVE}}"), LEGACY, (), True),
    ("UNSET of the workload inherits the namespace's", (STRICT, "{selector: {matchLabels: {app: httpbin}}, mtls: {mode: UNSET}}"), LEGACY, (), False),
    ("another workload's mode", (STRICT, FINANCE.replace("httpbin", "other")), LEGACY, (), False),
    ("without mutual TLS nobody has an identity", (STRICT, FINANCE), SLEEP, (BY_ACCOUNT,), False),
    ("with it the client of the mesh has one", (STRICT, OTHER_PORT), SLEEP, (BY_ACCOUNT,), True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("modes", "source", "specs", "answer"), [row[1:] for row in PORT_LEVEL], ids=[row[0] for row in PORT_LEVEL]
)
def test_modes_of_ports_answer_as_documented(
    modes: tuple[str, ...], source: Peer, specs: tuple[str, ...], answer: bool
) -> None:
    """What Istio's reference says of modes for a mesh, a namespace, a workload and a port."""
    quoted = (mode.replace("8000:", "'8000':").replace("9000:", "'9000':") for mode in modes)
    policies = [*documents(PEERS, *quoted), *documents(AUTHORIZATION, *specs)]
    assert mesh_allows(policies, source, HTTPBIN, GET) == answer


@pytest.mark.parametrize(
    "specs",
    [(STRICT, STRICT), ("{mtls: {mode: MUTUAL}}",), ("{mtls: {mode: STRICT, port: 1}}",), ("{unknown: 1}",)],
)
def test_what_is_outside_the_subset_of_modes_is_an_error(specs: tuple[str, ...]) -> None:
    """Of two policies for the same pods the older one holds, and a file has no age."""
    with pytest.raises(OutsideSubset):
        mesh_allows(documents(PEERS, *specs), LEGACY, HTTPBIN, GET)


@pytest.mark.parametrize("kind", ["CiliumNetworkPolicy", "AdminNetworkPolicy", "SecurityGroupPolicy", "EnvoyFilter"])
def test_a_kind_of_policy_outside_the_subset_is_an_error(kind: str) -> None:
    """They decide who may talk, too."""
    with pytest.raises(OutsideSubset):
        inside_subset(Document("table", 1, {"kind": kind, "metadata": {"name": "x", "namespace": "foo"}}))


# https://istio.io/latest/docs/ambient/getting-started/enforce-auth-policies/
# https://istio.io/latest/docs/ambient/usage/l4-policy/, …/l7-features/, …/waypoint/
PRODUCTPAGE = Peer("foo", {"app": "productpage"}, account="productpage", ports=(Port(9080),), mesh="ambient")
WAYPOINT = Peer("foo", {}, account="waypoint", mesh="ambient", gateway="waypoint")
AMBIENT_SLEEP = Peer("foo", {"app": "curl"}, account="curl", mesh="ambient")
GATEWAY = Peer("foo", {}, account="bookinfo-gateway-istio", mesh="ambient")
SERVICE = Document("table", 1, {"kind": "Service", "metadata": {"name": "productpage", "namespace": "foo"}})
READ = Request(9080, method="GET", path="/productpage", token=None)
DELETE = Request(9080, method="DELETE", path="/productpage", token=None)
L4 = "{selector: {matchLabels: {app: productpage}}, rules: [{from: [{source: {principals: [cluster.local/ns/foo/sa/bookinfo-gateway-istio]}}]}]}"
L7 = "{targetRefs: [{kind: Service, group: '', name: productpage}], rules: [{from: [{source: {principals: [cluster.local/ns/foo/sa/curl]}}], to: [{operation: {methods: [GET]}}]}]}"
L7_BY_SELECTOR = L7.replace(
    "targetRefs: [{kind: Service, group: '', name: productpage}]", "selector: {matchLabels: {app: productpage}}"
)
L7_OF_GATEWAY = L7.replace(
    "kind: Service, group: '', name: productpage", "kind: Gateway, group: gateway.networking.k8s.io, name: waypoint"
)
OTHER_SERVICE = L7.replace("name: productpage", "name: reviews")
NEED_WAYPOINT = L4.replace("bookinfo-gateway-istio", "waypoint")
DENY_L7 = L7_BY_SELECTOR.replace("{selector", "{action: DENY, selector")


@pytest.mark.parametrize(
    ("specs", "source", "request_", "answer"),
    [
        ((L4,), GATEWAY, READ, True),
        ((L4,), AMBIENT_SLEEP, READ, False),
        ((L7,), GATEWAY, READ, True),  # ztunnel does not carry out what is attached to a Service
        ((L7_BY_SELECTOR,), AMBIENT_SLEEP, READ, False),  # ztunnel cannot read the method, and refuses
        ((DENY_L7,), AMBIENT_SLEEP, DELETE, False),
        ((NEED_WAYPOINT,), WAYPOINT, READ, True),
        ((NEED_WAYPOINT,), AMBIENT_SLEEP, READ, False),
    ],
)  # fmt: skip
def test_ztunnel_answers_as_documented(specs: tuple[str, ...], source: Peer, request_: Request, answer: bool) -> None:
    """Identity alone: it reads no HTTP, and what asks about HTTP it refuses."""
    assert mesh_allows(documents(AUTHORIZATION, *specs), source, PRODUCTPAGE, request_) == answer


@pytest.mark.parametrize(
    ("specs", "source", "request_", "answer"),
    [
        ((), AMBIENT_SLEEP, READ, True),
        ((L7,), AMBIENT_SLEEP, READ, True),
        ((L7,), AMBIENT_SLEEP, DELETE, False),
        ((L7,), GATEWAY, READ, False),
        ((OTHER_SERVICE,), GATEWAY, DELETE, True),
        ((L7_OF_GATEWAY,), AMBIENT_SLEEP, READ, True),
        ((L7_OF_GATEWAY,), GATEWAY, READ, False),
        ((L4,), AMBIENT_SLEEP, DELETE, True),  # a waypoint takes no policy by selector
    ],
)
def test_waypoints_answer_as_documented(specs: tuple[str, ...], source: Peer, request_: Request, answer: bool) -> None:
    """What is attached to the Service or to the waypoint itself, and nothing else."""
    assert waypoint_allows(documents(AUTHORIZATION, *specs), source, WAYPOINT, SERVICE, request_) == answer


def test_a_gateway_listens_as_its_listeners_say() -> None:
    """A PeerAuthentication is for proxies beside an application; a gateway of the namespace is open to browsers."""
    gateway = Peer("foo", {}, ports=(Port(443),), gateway="front")
    assert mesh_allows(documents(PEERS, STRICT), LEGACY, gateway, Request(443))
