"""Who enforces the central policy: the example's own service, and an Envoy with external authorization.

Behind both stands a small server of ours in OPA's place, which evaluates the example's Rego with a real engine. The
example lets the service ask (order/app.py, here as it is); that the proxy asks is its decision's other way, and the
Envoy's configuration is this test's. OPA itself did not run.
"""

from __future__ import annotations

import base64
import json
import tempfile
import threading
import time
import types
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import regopy
from checked import files_of
from evidence_records import Judge

from live.programs import ENVOY
from patternloom.verify.servers.running import ask, backend, free_port, listens, process
from patternloom.verify.tools.programs import package

EXAMPLE = "central-authorization-on-eks"
JUDGE = Judge("check-authorization", ("rego/*.rego",), frozenset({EXAMPLE}), (package("regopy", "regopy"), ENVOY))
FILES = files_of(EXAMPLE)
REQUESTS = json.loads(FILES["rego/requests.json"])["requests"]
DECISION = "/v1/data/shop/authz/allow"
HANGS = 4.0  # seconds; far above the half of one that an answer may take, below any limit of a wrong version
ACTIONS = {"GET": "read", "POST": "create", "DELETE": "delete"}


def encoded(value: Any) -> str:
    """As the sidecar writes claims into a header."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def decoded(header: str | None) -> Any:
    """The value of such a header."""
    return json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4))) if header else {}


class Policy:
    """The example's rules and roles in a real engine."""

    def __init__(self) -> None:
        self._engine, self._turn = regopy.Interpreter(), threading.Lock()
        self._engine.add_module("policy.rego", FILES["rego/policy.rego"])
        self._engine.add_data(json.loads(FILES["rego/roles.json"]))

    def __call__(self, question: Any) -> bool:
        with self._turn:
            self._engine.set_input(question)
            return bool(json.loads(str(self._engine.query("answer := data.shop.authz.allow")))["bindings"]["answer"])


@contextmanager
def served(answer: Callable[[BaseHTTPRequestHandler, bytes], tuple[int, bytes]], port: int = 0) -> Iterator[int]:
    """An HTTP server on loopback; its port."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            status, body = answer(self, self.rfile.read(int(self.headers.get("content-length") or 0)))
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = _answer

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


# --- the service asks -------------------------------------------------------------------------------------------------


def decides(policy: Policy) -> Callable[[BaseHTTPRequestHandler, bytes], tuple[int, bytes]]:
    """OPA's data API, as far as the service uses it: what is not defined has no result."""

    def answer(asked: BaseHTTPRequestHandler, body: bytes) -> tuple[int, bytes]:
        result = {"result": policy(json.loads(body)["input"])} if asked.path == DECISION else {}
        return 200, json.dumps(result).encode()

    return answer


def hangs(_: BaseHTTPRequestHandler, __: bytes) -> tuple[int, bytes]:
    """Answers when nobody waits any more."""
    time.sleep(HANGS)
    return 200, b'{"result": true}'


@contextmanager
def service(text: str, decision_url: str) -> Iterator[int]:
    """The order service's own file; its port. Its `main` would listen on every address."""
    own = types.ModuleType("order_app")
    exec(compile(text, "order/app.py", "exec"), own.__dict__)
    own.DECISION_URL = decision_url
    own.Orders.log_message = lambda *_: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), own.Orders)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def claims(id: str, *roles: str, **more: Any) -> dict[str, str]:
    """The header that the sidecar makes of a token."""
    return {"x-user-claims": encoded({"sub": id, "realm_access": {"roles": [*roles]}, **more})}


# Order 1 belongs to u1 and lies in kanto.
ASKED: dict[str, tuple[str, dict[str, str], int]] = {
    "her own": ("/orders/1", claims("u1", "buyer"), 200),
    "someone else's": ("/orders/1", claims("u2", "buyer"), 403),
    "of her region": ("/orders/1", claims("c1", "clerk", region="kanto"), 200),
    "of another region": ("/orders/1", claims("c1", "clerk", region="kansai"), 403),
    "a clerk without a region": ("/orders/1", claims("c1", "clerk"), 403),
    "a manager": ("/orders/1", claims("m1", "manager"), 200),
    "an unknown role": ("/orders/1", claims("u1", "admin"), 403),
    "no roles": ("/orders/1", claims("u1"), 403),
    "nobody": ("/orders/1", {}, 401),
    "no base64": ("/orders/1", {"x-user-claims": "=a=b"}, 401),
    "no JSON": ("/orders/1", {"x-user-claims": "YQ"}, 401),
    "no object": ("/orders/1", {"x-user-claims": encoded(["u1"])}, 401),
    "no subject": ("/orders/1", {"x-user-claims": encoded({"realm_access": {"roles": ["manager"]}})}, 401),
    "no such order": ("/orders/2", claims("m1", "manager"), 404),
    "health": ("/healthz", {}, 200),
}
NO_DECISION = ("down", "hangs", "no such rule", "a word", "no JSON", "an error")


def enforced(text: str) -> Generator[tuple[str, Any], None, None]:
    """What the service answers to each question, and to the manager where nobody decides."""
    with (
        served(decides(Policy())) as opa,
        service(text, f"http://127.0.0.1:{opa}{DECISION}") as port,
    ):
        for name, (path, headers, _) in ASKED.items():
            yield name, ask(port, path, headers=headers).status
    answers: dict[str, Callable[..., tuple[int, bytes]]] = {
        "hangs": hangs,
        "no such rule": lambda *_: (200, b"{}"),
        "a word": lambda *_: (200, b'{"result": "true"}'),
        "no JSON": lambda *_: (200, b"true enough"),
        "an error": lambda *_: (500, b'{"result": true}'),
    }
    for name in NO_DECISION:
        with ExitStack() as stack:
            opa = stack.enter_context(served(answers[name])) if name in answers else free_port()
            port = stack.enter_context(service(text, f"http://127.0.0.1:{opa}{DECISION}"))
            begun = time.monotonic()
            try:
                status = ask(port, "/orders/1", headers=claims("m1", "manager")).status
            except OSError:
                status = 0
            yield name, (status, time.monotonic() - begun < HANGS)


def differs(told: Generator[tuple[str, Any], None, None], right: Mapping[str, Any]) -> bool:
    """Whether an answer is another one; the first such ends the questions."""
    with closing(told):
        return any(answer != right[name] for name, answer in told)


ENFORCED = {name: status for name, (_, _, status) in ASKED.items()} | dict.fromkeys(NO_DECISION, (503, True))


def test_the_service_enforces_the_decision() -> None:
    """403 at a refusal; 503 where OPA is down, hangs, or does not say true or false, before one that hangs answers."""
    assert dict(enforced(FILES["order/app.py"])) == ENFORCED


WRONG = (
    ("a refusal is let through", "            if not allowed(", "            if False and not allowed("),
    ("no decision is a yes", 'return self.answer(503, {"error": "no decision"})', "pass"),
    ("no decision is a no", 'return self.answer(503, {"error": "no decision"})', "return self.answer(403, {})"),
    ("waits for ever", "timeout=SECONDS", "timeout=60"),
    ("no rule is a no", "    if not isinstance(result, bool):", "    if False:"),
    ("asks about another action", '"order:read"', '"order:write"'),
    ("owner not sent", '"owner": order["owner"], ', ""),
    ("region not sent", ', "region": order["region"]}', "}"),
    ("roles not read", 'claims.get("realm_access", {}).get("roles", [])', "[]"),
    ("the user's region not sent", ', "region": claims.get("region")}', "}"),
    ("what is no claims is a manager", "# no claims of a user\n            return None", '\n            return {"id": "m1", "roles": ["manager"]}'),
    ("everybody is somebody", "        if not header:\n            return None", '        if not header:\n            return {"id": "u1", "roles": ["buyer"]}'),
    ("404 tells what exists", 'return self.answer(404, {"error": "no such order"})', 'order = ORDERS["1"]'),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_service_that_enforces_wrongly_is_found(name: str, old: str, new: str) -> None:
    """It answers otherwise."""
    text = FILES["order/app.py"]
    assert old in text
    assert differs(enforced(text.replace(old, new, 1)), ENFORCED)


# --- the proxy asks ---------------------------------------------------------------------------------------------------

ENVOY = """
static_resources:
  listeners:
    - address: {socket_address: {address: 127.0.0.1, port_value: LISTEN}}
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: shop
                http_filters:
                  - name: envoy.filters.http.ext_authz
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.ext_authz.v3.ExtAuthz
                      failure_mode_allow: false
                      status_on_error: {code: ServiceUnavailable}
                      http_service:
                        server_uri: {uri: http://authorizer, cluster: authorizer, timeout: 0.5s}
                        authorization_request:
                          allowed_headers: {patterns: [{exact: x-user}, {exact: x-resource}]}
                  - name: envoy.filters.http.router
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
                route_config:
                  virtual_hosts:
                    - name: shop
                      domains: ["*"]
                      routes: [{match: {prefix: /}, route: {cluster: shop}}]
  clusters:
    - name: authorizer
      connect_timeout: 0.5s
      load_assignment:
        cluster_name: authorizer
        endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: AUTHORIZER}}}}]}]
    - name: shop
      connect_timeout: 0.5s
      load_assignment:
        cluster_name: shop
        endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: SHOP}}}}]}]
"""


def authorizes(policy: Policy) -> Callable[[BaseHTTPRequestHandler, bytes], tuple[int, bytes]]:
    """Makes a question of method, path and headers: 200 lets the request through, 403 does not."""

    def answer(asked: BaseHTTPRequestHandler, _: bytes) -> tuple[int, bytes]:
        kind = asked.path.strip("/").removesuffix("s")
        question = {
            "user": decoded(asked.headers.get("x-user")),
            "action": f"{kind}:{ACTIONS[asked.command]}",
            "resource": decoded(asked.headers.get("x-resource")),
        }
        return (200, b"") if policy(question) else (403, b"not allowed")

    return answer


@contextmanager
def envoy(text: str, authorizer: int, shop: int) -> Iterator[int]:
    """A running one; its port."""
    with tempfile.TemporaryDirectory(prefix="patternloom-envoy-") as name:
        folder, port = Path(name), free_port()
        for word, number in (("LISTEN", port), ("AUTHORIZER", authorizer), ("SHOP", shop)):
            text = text.replace(word, str(number))
        (folder / "envoy.yaml").write_text(text, encoding="utf-8")
        options = ("--disable-hot-restart", "--concurrency", "1", "--log-level", "warn")
        with process(["envoy", "-c", f"{folder}/envoy.yaml", *options], folder, lambda: listens(port)):
            yield port


def request(given: Mapping[str, Any]) -> tuple[str, str, dict[str, str]]:
    """A question of the table as an HTTP request: method, path, headers."""
    kind, _, verb = given.get("action", "nothing:read").partition(":")
    method = next(method for method, one in ACTIONS.items() if one == verb)
    headers = {f"x-{part}": encoded(given[part]) for part in ("user", "resource") if part in given}
    return method, f"/{kind}s", headers


def passed(text: str) -> Generator[tuple[str, Any], None, None]:
    """What becomes of each request of the table, and of one that is allowed where nobody decides."""
    with backend("shop") as shop:
        with served(authorizes(Policy())) as authorizer, envoy(text, authorizer, shop) as port:
            for one in REQUESTS:
                method, path, headers = request(one["input"])
                yield one["name"], ask(port, path, method, headers).status
        method, path, headers = request(next(one["input"] for one in REQUESTS if one["allow"]))
        with envoy(text, free_port(), shop) as port:
            yield "down", ask(port, path, method, headers).status
        with served(hangs) as authorizer, envoy(text, authorizer, shop) as port:
            begun = time.monotonic()
            yield "hangs", (ask(port, path, method, headers).status, time.monotonic() - begun < HANGS)


PASSED = {one["name"]: 200 if one["allow"] else 403 for one in REQUESTS} | {"down": 503, "hangs": (503, True)}


def test_an_envoy_asks_before_it_lets_a_request_through() -> None:
    """The whole table: 200 or 403; 503 when the authorizer is down or hangs, as the example's service does."""
    assert dict(passed(ENVOY)) == PASSED


WRONG_ENVOY = (
    ("fails open", "failure_mode_allow: false", "failure_mode_allow: true"),
    ("no decision is a refusal", "                      status_on_error: {code: ServiceUnavailable}\n", ""),
    ("claims not handed on", "{exact: x-user}, ", ""),
    ("resource not handed on", ", {exact: x-resource}", ""),
    ("waits long", "timeout: 0.5s}", "timeout: 5s}"),
    ("asks another", "cluster: authorizer, timeout", "cluster: shop, timeout"),
    ("never asks", "failure_mode_allow: false", "failure_mode_allow: false\n                      filter_enabled: {default_value: {numerator: 0}}"),
    ("half of them unasked", "failure_mode_allow: false", "failure_mode_allow: false\n                      filter_enabled: {default_value: {numerator: 50}}"),
    ("always the same path", "http_service:\n", "http_service:\n                        path_prefix: /orders\n"),
    ("misspelt", "failure_mode_allow", "failure_mode_deny"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), WRONG_ENVOY, ids=[one[0] for one in WRONG_ENVOY])
def test_an_envoy_that_asks_wrongly_is_found(name: str, old: str, new: str) -> None:
    """It lets another request through, or Envoy refuses the configuration."""
    assert old in ENVOY
    try:
        found = differs(passed(ENVOY.replace(old, new, 1)), PASSED)
    except RuntimeError:
        return
    assert found
