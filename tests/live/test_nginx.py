"""The nginx configurations of our examples, in a real nginx with stand-ins behind it: each route reaches its service.

That nginx takes the files, and gixy finds no weakness in them, `patternloom verify` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import grpc
import pytest
from checked import all_cases
from evidence_records import Judge

from live.see import requests_of
from patternloom.verify.servers.nginx import NAME, nginx
from patternloom.verify.servers.running import Answer, ask, backend, free_port
from patternloom.verify.tools.programs import NGINX

CASES = {case.id: case for case in all_cases()}
CONFS = [(case.id, path) for case in all_cases() for path in case.files_in("nginx", ".conf")]
JUDGE = Judge("check-nginx", ("nginx/*.conf",), frozenset(id for id, _ in CONFS), (NGINX,))


class _Echo(grpc.GenericRpcHandler):
    """Answers every method with its name and what it was sent."""

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler:
        return grpc.unary_unary_rpc_method_handler(lambda request, _: details.method.encode() + b" " + request)


@contextmanager
def grpc_backend() -> Iterator[int]:
    """A stand-in that speaks gRPC."""
    from concurrent.futures import ThreadPoolExecutor

    server = grpc.server(ThreadPoolExecutor(2), handlers=(_Echo(),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield port
    finally:
        server.stop(None)


def call(port: int, method: str, message: bytes = b"") -> tuple[str, bytes]:
    """A gRPC call: (status, answer)."""
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        try:
            return "OK", channel.unary_unary(method)(message, timeout=20)
        except grpc.RpcError as error:
            return error.code().name, b""


def tell(answer: Answer) -> str:
    """An answer in a word: who answered which path, or the status."""
    if answer.status == 200 and answer.body.startswith("{") and '"service"' in answer.body:
        return f"{answer.json['service']} {answer.json['path']}"
    return str(answer.status)


# (method, path, headers) → who answers what. Every route, and what each must not answer.
Table = dict[tuple[str, str], str]
PARTNER = {"X-Client-Id": "partner-1"}
BFF: dict[str, Table] = {
    "nginx/pc-browser/nginx.conf": {
        ("GET", "/healthz"): "204",
        ("GET", "/api/products?page=2"): "catalog /products?page=2",
        ("GET", "/api/products/17"): "catalog /products/17",
        ("POST", "/api/products"): "403",
        ("GET", "/api/orders"): "order /orders",
        ("POST", "/api/orders"): "order /orders",
        ("DELETE", "/api/orders"): "403",
        ("GET", "/api/orders/5"): "order /orders/5",
        ("POST", "/api/orders/5"): "403",
        ("GET", "/api/reports/monthly"): "order /reports/monthly",
        ("GET", "/v1/orders"): "404",
        ("GET", "/"): "404",
    },
    "nginx/smartphone/nginx.conf": {
        ("GET", "/healthz"): "204",
        ("GET", "/api/products"): "catalog /products?view=summary&limit=20&page=1",
        ("GET", "/api/products?page=3&limit=900"): "catalog /products?view=summary&limit=20&page=3",
        ("GET", "/api/products/17"): "catalog /products/17",
        ("PUT", "/api/products"): "403",
        ("POST", "/api/orders"): "order /orders",
        ("GET", "/api/orders/5"): "order /orders/5",
        ("GET", "/api/reports/monthly"): "404",
        ("GET", "/v1/orders"): "404",
    },
    "nginx/external-api/nginx.conf": {
        ("GET", "/healthz"): "204",
        ("GET", "/v1/orders"): "order /orders",
        ("POST", "/v1/orders"): "order /orders",
        ("DELETE", "/v1/orders"): "403",
        ("GET", "/v1/orders/5"): "order /orders/5",
        ("GET", "/api/products"): "404",
        ("GET", "/api/orders"): "404",
        ("GET", "/api/reports/monthly"): "404",
    },
}
REQUEST_RESPONSE: Table = {
    ("GET", "/healthz"): "204",
    ("PUT", "/api/orders/5"): "order /orders/5",
    ("GET", "/api/orders/5"): "403",
    ("GET", "/shop.inventory.v1.InventoryService/GetStock"): "404",
    ("GET", "/"): "404",
}
SHOP: Table = {
    ("GET", "/healthz"): "204",
    ("GET", "/orders/5"): "orders /orders/5",
    ("DELETE", "/orders"): "403",
    ("GET", "/"): "404",
}
TABLES: dict[tuple[str, str], Table] = {
    ("shop", "nginx/web.conf"): SHOP,
    ("request-response-on-eks", "nginx/nginx.conf"): REQUEST_RESPONSE,
    **{("bff-on-eks", path): table for path, table in BFF.items()},
}


def answers(text: str, table: Table) -> Table:
    """What a configuration really answers to the questions of a table."""
    services = sorted({name for name, _ in NAME.findall(text)})
    with ExitStack() as stack:
        addresses = {name: stack.enter_context(backend(name.partition(".")[0])) for name in services}
        with nginx(text, addresses) as ports:
            port = ports[8080]
            return {(method, path): tell(ask(port, path, method, PARTNER)) for method, path in table}


@pytest.mark.parametrize(("id", "path"), list(TABLES), ids=[f"{id}/{path}" for id, path in TABLES])
def test_each_route_reaches_its_service(id: str, path: str) -> None:
    """A client's server answers its own routes and no others."""
    table = TABLES[id, path]
    assert answers(CASES[id].files[path], table) == table


def test_every_configuration_has_a_table() -> None:
    """None is taken on trust."""
    assert set(CONFS) == set(TABLES)


def test_a_partner_without_a_name_is_refused() -> None:
    """The external API's server knows a partner by the header that the sidecar writes from the token."""
    text = CASES["bff-on-eks"].files["nginx/external-api/nginx.conf"]
    with backend("order") as order, nginx(text, {"order.shop.svc.cluster.local": order}) as ports:
        told = [ask(ports[8080], path).status for path in ("/v1/orders", "/v1/orders/5")]
    assert told == [403, 403]


def test_a_partner_has_a_rate() -> None:
    """More than the burst at once is answered with 429."""
    text = CASES["bff-on-eks"].files["nginx/external-api/nginx.conf"]
    with backend("order") as order, nginx(text, {"order.shop.svc.cluster.local": order}) as ports:
        told = [ask(ports[8080], "/v1/orders", headers=PARTNER).status for _ in range(60)]
        other = ask(ports[8080], "/v1/orders", headers={"X-Client-Id": "partner-2"}).status
    assert (set(told), told[:21] == [200] * 21, other) == ({200, 429}, True, 200)


def _grpc(text: str) -> dict[str, tuple[str, bytes]]:
    stock, reserve = ("/shop.inventory.v1.InventoryService/GetStock", "/shop.inventory.v1.InventoryService/Reserve")
    with grpc_backend() as inventory, backend("order") as order:
        names = {"inventory.shop.svc.cluster.local": inventory, "order.shop.svc.cluster.local": order}
        with nginx(text, names) as ports:
            found = {"stock": call(ports[9090], stock, b"\x0a\x03abc"), "reserve": call(ports[9090], reserve)}
        with nginx(text, {**names, "inventory.shop.svc.cluster.local": free_port()}) as ports:
            found["down"] = call(ports[9090], stock)
    return found


GRPC = {
    "stock": ("OK", b"/shop.inventory.v1.InventoryService/GetStock \x0a\x03abc"),
    "reserve": ("UNIMPLEMENTED", b""),
    "down": ("UNAVAILABLE", b""),
}


def test_grpc_pass_carries_a_real_call() -> None:
    """The method that is let through arrives byte for byte; others, and a service that is down, have gRPC's statuses."""
    assert _grpc(CASES["request-response-on-eks"].files["nginx/nginx.conf"]) == GRPC


PC, PHONE, PARTNERS = BFF
ORIGINS = {PC: "https://www.shop.example.com", PHONE: "https://m.shop.example.com"}


def asked(text: str, origin: str) -> dict[str, Any]:
    """What a browser is told that has the SPA from this origin: of its preflight, of a call, of one that is refused."""
    with ExitStack() as stack:
        names = sorted({name for name, _ in NAME.findall(text)})
        addresses = {name: stack.enter_context(backend(name.partition(".")[0])) for name in names}
        port = stack.enter_context(nginx(text, addresses))[8080]
        found = {}
        for name, method, path in (
            ("preflight", "OPTIONS", "/api/orders"), ("call", "GET", "/api/orders"), ("refused", "DELETE", "/api/orders"),
            ("lost", "GET", "/nowhere"),
        ):  # fmt: skip
            answer = ask(port, path, method, {"Origin": origin, "Access-Control-Request-Method": "POST"})
            told = {key.lower(): value for key, value in answer.headers.items()}
            found[name] = (
                answer.status,
                *(told.get(f"access-control-allow-{key}") for key in ("origin", "methods", "headers")),
                told.get("vary"),
            )
        return found


def leave(origin: str | None) -> dict[str, Any]:
    """What the browser has to be told."""
    preflight = (204, origin, "GET, POST", "Authorization, Content-Type, Idempotency-Key", "Origin")
    return {
        "preflight": preflight if origin else (403, None, None, None, "Origin"),
        "call": (200, origin, None, None, "Origin"),
        "refused": (403, origin, None, None, "Origin"),
        "lost": (404, origin, None, None, "Origin"),
    }


def test_what_the_page_asks_gets_the_answer_of_the_page() -> None:
    """The requests of the block "See that it works" that need no token."""
    asked = [*requests_of("bff-on-eks")]
    text = CASES["bff-on-eks"].files[PHONE]
    with ExitStack() as stack:
        names = sorted({name for name, _ in NAME.findall(text)})
        addresses = {name: stack.enter_context(backend(name.partition(".")[0])) for name in names}
        port = stack.enter_context(nginx(text, addresses))[8080]
        assert [one.host for one in asked] == ["sp.shop.example.com"]
        for one in asked:
            answer = ask(port, one.path, one.method, one.headers, one.body)
            assert one.fits(answer.status, {**answer.headers}, answer.body), (one, answer)


@pytest.mark.parametrize("path", ORIGINS)
def test_a_spa_of_another_origin_may_call_its_own_bff(path: str) -> None:
    """Its preflight is answered, and its answers are its to read; those of any other origin are not."""
    text = CASES["bff-on-eks"].files[path]
    others = [origin for origin in ORIGINS.values() if origin != ORIGINS[path]]
    assert asked(text, ORIGINS[path]) == leave(ORIGINS[path])
    for other in ("https://evil.example.com", ORIGINS[path] + ".evil.example.com", *others):
        assert asked(text, other) == leave(None)


WRONG_ORIGINS = (
    (PC, "preflight refused", "        if ($preflight) {\n            return 204; # step 1\n        }\n", ""),
    (PC, "only where it goes well", "Access-Control-Allow-Origin $spa always;", "Access-Control-Allow-Origin $spa;"),
    (PHONE, "a header too few", "Authorization, Content-Type", "Content-Type"),
    (PHONE, "one answer kept for all", "add_header Vary Origin always;", ""),
)


@pytest.mark.parametrize(("path", "name", "old", "new"), WRONG_ORIGINS, ids=[one[1] for one in WRONG_ORIGINS])
def test_a_wrong_leave_is_found(path: str, name: str, old: str, new: str) -> None:
    """The SPA could not call, or not read the answer."""
    text = CASES["bff-on-eks"].files[path]
    assert old in text
    assert _differs(lambda: asked(text.replace(old, new), ORIGINS[path]), leave(ORIGINS[path]))


@pytest.mark.parametrize(
    ("old", "new"), [('        default "";\n        https://www', "        default $http_origin;\n        https://www")]
)
def test_leave_for_everybody_is_found(old: str, new: str) -> None:
    """Any page could read a signed-in customer's orders."""
    text = CASES["bff-on-eks"].files[PC]
    assert old in text
    assert _differs(lambda: asked(text.replace(old, new), "https://evil.example.com"), leave(None))


WRONG = (
    (PC, "another service", "order.shop.svc.cluster.local/orders;", "catalog.shop.svc.cluster.local/orders;"),
    (PC, "path not stripped", "catalog.shop.svc.cluster.local/products;", "catalog.shop.svc.cluster.local;"),
    (PC, "writes allowed", "limit_except GET { deny all; }", ""),
    (PC, "a route lost", "location = /api/reports/monthly", "location = /api/reports/yearly"),
    (PC, "a route too many", "location = /healthz {", "location = /v1/orders { return 200; } location = /healthz {"),
    (PC, "everything passed on", "return 404 '{\"error\":\"no such endpoint\"}';", "proxy_pass http://order.shop.svc.cluster.local;"),
    (PC, "no health", "return 204;", "return 500;"),
    (PC, "no semicolon", "server_tokens off;", "server_tokens off"),
    (PC, "unknown directive", "server_tokens off;", "server_token off;"),
    (PC, "unknown upstream's port", "order.shop.svc.cluster.local:8080", "order.shop.svc.cluster.local:80800x"),
    (PHONE, "list in full", "view=summary&limit=20&page=$page", "page=$page"),
    (PHONE, "client chooses the limit", "set $args view=summary&limit=20&page=$page;", "set $args $args&view=summary;"),
    (PHONE, "PC's route", "location = /healthz {", "location = /api/reports/monthly { return 200; } location = /healthz {"),
    (PARTNERS, "SPA's route", "location = /v1/orders {", "location = /api/orders {"),
    (PARTNERS, "deletes allowed", "limit_except GET POST { deny all; }", ""),
)  # fmt: skip
WRONG_REST = (
    ("orders by GET, too", "limit_except PUT", "limit_except PUT GET"),
    ("path handed on whole", "order.shop.svc.cluster.local/orders/;", "order.shop.svc.cluster.local;"),
    ("everything passed on", "return 404 '{\"error\":\"no such endpoint\"}';", "proxy_pass http://order.shop.svc.cluster.local;"),
    ("no health", "return 204;", "return 503;"),
)  # fmt: skip
WRONG_GRPC = (
    ("HTTP/1.1 only", "listen 9090 http2;", "listen 9090;"),
    ("another method", "InventoryService/GetStock {", "InventoryService/Reserve {"),
    (
        "whole service",
        "location = /shop.inventory.v1.InventoryService/GetStock",
        "location /shop.inventory.v1.InventoryService/",
    ),
    ("REST for gRPC", "grpc_pass grpc://", "proxy_pass http://"),
    ("no status when down", "grpc-status 14", "grpc-status 2"),
)


def _differs(make: Callable[[], object], expected: object) -> bool:
    try:
        return make() != expected
    except (RuntimeError, OSError):
        return True  # nginx refuses it


@pytest.mark.parametrize(
    ("path", "name", "old", "new"), WRONG, ids=[f"{one[0].split('/')[1]}: {one[1]}" for one in WRONG]
)
def test_a_wrong_configuration_is_found(path: str, name: str, old: str, new: str) -> None:
    """The table of its routes tells a wrong one from the right one."""
    text = CASES["bff-on-eks"].files[path]
    assert old in text
    assert _differs(lambda: answers(text.replace(old, new), BFF[path]), BFF[path])


@pytest.mark.parametrize(("name", "old", "new"), WRONG_REST, ids=[one[0] for one in WRONG_REST])
def test_a_wrong_rest_configuration_is_found(name: str, old: str, new: str) -> None:
    """The table of its routes tells a wrong one from the right one."""
    text = CASES["request-response-on-eks"].files["nginx/nginx.conf"]
    assert old in text
    assert _differs(lambda: answers(text.replace(old, new), REQUEST_RESPONSE), REQUEST_RESPONSE)


@pytest.mark.parametrize(("name", "old", "new"), WRONG_GRPC, ids=[one[0] for one in WRONG_GRPC])
def test_a_wrong_grpc_configuration_is_found(name: str, old: str, new: str) -> None:
    """The calls tell a wrong one from the right one."""
    text = CASES["request-response-on-eks"].files["nginx/nginx.conf"]
    assert old in text
    assert _differs(lambda: _grpc(text.replace(old, new)), GRPC)
