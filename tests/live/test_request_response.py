"""Request/response: the example's own gRPC server and client, its REST server, and nginx before them, on loopback.

What `protoc` would generate is made by `protobuf.py`. The package `grpcio-health-checking` is not here: a stand-in
answers in its place, by the same contract; everything else is the example's file.
"""

from __future__ import annotations

import importlib
import io
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import grpc
import pytest
from checked import files_of
from evidence_records import Judge

from live.grpc_modules import generate
from live.see import differing
from live.shop_driver import TAKES, Memory
from patternloom.verify.operation.answers import HttpAnswer
from patternloom.verify.operation.requests import Request
from patternloom.verify.servers.nginx import nginx
from patternloom.verify.servers.running import ask, free_port, listens, process, until
from patternloom.verify.tools.programs import NGINX, package

EXAMPLE = "request-response-on-eks"
JUDGE = Judge("check-grpc", ("inventory/*.py",), frozenset({EXAMPLE}), (NGINX, package("grpcio", "grpc")))
FILES = files_of(EXAMPLE)
CONTRACT = "proto/shop/inventory/v1/inventory.proto"
HEALTH = """syntax = "proto3"; package grpc.health.v1;
message HealthCheckRequest { string service = 1; }
message HealthCheckResponse {
  enum ServingStatus { UNKNOWN = 0; SERVING = 1; NOT_SERVING = 2; SERVICE_UNKNOWN = 3; }
  ServingStatus status = 1;
}
service Health { rpc Check(HealthCheckRequest) returns (HealthCheckResponse); }
"""
HEALTH_STAND_IN = """from grpc_health.v1 import health_pb2, health_pb2_grpc

class HealthServicer(health_pb2_grpc.HealthServicer):
    def __init__(self):
        self._states = {}

    def set(self, service, status):
        self._states[service] = status

    def Check(self, request, context):
        return health_pb2.HealthCheckResponse(status=self._states[request.service])
"""
TOPS = ("order", "inventory", "shop", "grpc_health")

# One set of services for all: they stay together when tests run side by side.
pytestmark = pytest.mark.xdist_group("grpc")


def lay_out(folder: Path, files: Mapping[str, str]) -> None:
    """The services' code and what is generated for it."""
    for path, text in files.items():
        if path.endswith(".py"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    generate(files[CONTRACT], CONTRACT.removeprefix("proto/"), folder)
    generate(HEALTH, "grpc_health/v1/health.proto", folder)
    (folder / "grpc_health/v1/health.py").write_text(HEALTH_STAND_IN)


@contextmanager
def modules(folder: Path) -> Iterator[Callable[[str], Any]]:
    """Imports out of a folder; afterwards the names are free again."""
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module
    finally:
        sys.path.remove(str(folder))
        for name in [one for one in sys.modules if one.partition(".")[0] in TOPS]:
            del sys.modules[name]


class Shop(NamedTuple):
    """Where the parts listen."""

    web: int
    grpc: int
    inventory: int
    folder: Path

    def put(self, id: str, **wanted: Any) -> tuple[int, Any]:
        """An order over REST, through nginx."""
        answer = ask(self.web, f"/api/orders/{id}", "PUT", body=json.dumps(wanted))
        return answer.status, answer.json

    def call(self, method: str, answer: str, port: int | None = None, **fields: Any) -> Any:
        """A gRPC call, through nginx or straight at a port: the answer's fields, or the status."""
        with modules(self.folder) as take, grpc.insecure_channel(f"127.0.0.1:{port or self.grpc}") as channel:
            pb2 = take("shop.inventory.v1.inventory_pb2")
            stub = take("shop.inventory.v1.inventory_pb2_grpc").InventoryServiceStub(channel)
            try:
                told = getattr(stub, method)(getattr(pb2, f"{method}Request")(**fields), timeout=10)
            except grpc.RpcError as error:
                return error.code().name
            return getattr(told, answer)


@contextmanager
def inventory(folder: Path, port: int) -> Iterator[Any]:
    """The inventory service, a process."""
    driver = str(Path(__file__).with_name("shop_driver.py"))
    with process(
        [sys.executable, driver, str(folder), "inventory", str(port)], folder, lambda: listens(port)
    ) as started:
        yield started


@contextmanager
def shop(*, stocked: bool = True) -> Iterator[Shop]:
    """nginx, the order service and, where stocked, the inventory service."""
    with tempfile.TemporaryDirectory(prefix="patternloom-grpc-") as name, ExitStack() as stack:
        folder, behind, rest = Path(name), free_port(), free_port()
        lay_out(folder, FILES)
        driver = [sys.executable, str(Path(__file__).with_name("shop_driver.py")), name]
        orders = [*driver, "order", str(rest), str(behind)]
        stack.enter_context(process(orders, folder, lambda: listens(rest)))
        names = {"inventory.shop.svc.cluster.local": behind, "order.shop.svc.cluster.local": rest}
        ports = stack.enter_context(nginx(FILES["nginx/nginx.conf"], names))
        if stocked:
            stack.enter_context(inventory(folder, behind))
        yield Shop(ports[8080], ports[9090], behind, folder)


@pytest.fixture(scope="module")
def running() -> Iterator[Shop]:
    """The whole of it."""
    with shop() as made:
        yield made


def test_an_order_takes_goods_once(running: Shop) -> None:
    """REST in, gRPC behind: the order is there, a repeated one takes nothing more, and the app sees what is left."""
    before = running.call("GetStock", "remaining", sku="tea")
    told = [running.put("5", sku="tea", quantity=2) for _ in range(2)]
    right = {"id": "5", "sku": "tea", "quantity": 2, "state": "reserved"}
    assert told == [(200, right), (200, right)]
    assert (before, running.call("GetStock", "remaining", sku="tea")) == (10, 8)


def test_the_page_shows_what_is_answered() -> None:
    """The requests of the block "see", one after the other, on fresh shelves."""
    with shop() as made:

        def answers(request: Request) -> HttpAnswer:
            if request.grpc:
                method = request.method.rpartition("/")[2]
                told = made.call(method, "remaining", **json.loads(request.body or "{}"))
                return HttpAnswer(None, {}, json.dumps({"remaining": told}))
            answer = ask(made.web, request.path, request.method, dict(request.headers), request.body or "")
            return HttpAnswer(answer.status, dict(answer.headers), answer.body)

        assert differing(EXAMPLE, answers) == []


def test_what_cannot_be_is_told_in_the_language_of_the_caller(running: Shop) -> None:
    """FAILED_PRECONDITION comes out as 409, a wrong order as 400; the way past REST is closed."""
    assert running.put("6", sku="rare", quantity=2) == (409, {"error": "out of stock"})
    assert running.put("7", sku="tea", quantity=0)[0] == 400
    assert running.put("8", sku="tea")[0] == 400
    assert running.call("Reserve", "remaining", order_id="9", sku="tea", quantity=1) == "UNIMPLEMENTED"
    straight = running.inventory
    assert running.call("Reserve", "remaining", straight, order_id="9", sku="rare", quantity=2) == "FAILED_PRECONDITION"
    assert running.call("Reserve", "remaining", straight, order_id="9", sku="rare", quantity=0) == "INVALID_ARGUMENT"


def test_the_client_waits_for_its_deadline_and_no_longer(running: Shop) -> None:
    """An inventory that hangs is 503 before it answers; one that is only late is waited for."""
    begun = time.monotonic()
    told = running.put("10", sku="slow", quantity=1)
    took = time.monotonic() - begun
    assert told == (503, {"error": "try again with the same id"})
    assert 0.9 < took < TAKES["slow"]
    assert running.put("11", sku="late", quantity=1)[0] == 200


def test_the_server_tells_the_probes_that_it_serves(running: Shop) -> None:
    """The kubelet asks the health service by gRPC."""
    with modules(running.folder) as take, grpc.insecure_channel(f"127.0.0.1:{running.inventory}") as channel:
        pb2 = take("grpc_health.v1.health_pb2")
        told = take("grpc_health.v1.health_pb2_grpc").HealthStub(channel).Check(pb2.HealthCheckRequest(), timeout=10)
        assert told.status == pb2.HealthCheckResponse.SERVING


def test_without_an_inventory_everybody_hears_of_it() -> None:
    """503 in the SPA and UNAVAILABLE in the app; when the inventory is back, the same order succeeds, once."""
    with shop(stocked=False) as made:
        assert made.put("1", sku="tea", quantity=3) == (503, {"error": "try again with the same id"})
        assert made.call("GetStock", "remaining", sku="tea") == "UNAVAILABLE"
        with inventory(made.folder, made.inventory):
            until(lambda: made.put("1", sku="tea", quantity=3)[0] == 200)  # the connection makes itself anew
            assert made.put("1", sku="tea", quantity=3)[0] == 200
            assert made.call("GetStock", "remaining", sku="tea") == 7


def test_the_server_lets_running_calls_end() -> None:
    """At SIGTERM a call that has begun gets its answer, and then the process ends by itself."""
    with tempfile.TemporaryDirectory(prefix="patternloom-grpc-") as name:
        folder, port = Path(name), free_port()
        lay_out(folder, FILES)
        with inventory(folder, port) as started, modules(folder) as take:
            pb2 = take("shop.inventory.v1.inventory_pb2")
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                stub = take("shop.inventory.v1.inventory_pb2_grpc").InventoryServiceStub(channel)
                waiting = stub.Reserve.future(pb2.ReserveRequest(order_id="1", sku="late", quantity=4), timeout=10)
                stub.GetStock(pb2.GetStockRequest(sku="tea"), timeout=10)  # both are on their way
                started.send_signal(signal.SIGTERM)
                assert waiting.result().remaining == 6
            assert started.wait(20) == 0


def outcome(files: Mapping[str, str]) -> dict[str, Any]:
    """What both services do together, over real gRPC in one process and without nginx."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="patternloom-grpc-") as name, ExitStack() as stack:
        folder, port = Path(name), free_port()
        lay_out(folder, files)
        take = stack.enter_context(modules(folder))
        server = take("inventory.infrastructure.inventory_server")
        shelves = Memory(take("inventory.application.shelves"))
        started = server.start(shelves, f"127.0.0.1:{port}")
        stack.callback(lambda: started.stop(None).wait())
        client = take("order.infrastructure.inventory_client").InventoryClient(f"127.0.0.1:{port}")
        place = take("order.application.place_order").PlaceOrder(client)
        rest = take("order.infrastructure.rest_server").RestServer(place)

        def put(path: str, body: str, method: str = "PUT") -> str:
            told: list[str] = []
            given = {
                "REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": str(len(body)),
                "wsgi.input": io.BytesIO(body.encode()),
            }  # fmt: skip
            rest(given, lambda status, _: told.append(status))
            return told[0]

        one = '{"sku": "tea", "quantity": 2}'
        found["ordered"] = [
            put("/orders/1", one),
            put("/orders/1", one),
            put("/orders/2", one),
            shelves.remaining("tea"),
        ]
        found["too many"] = put("/orders/3", '{"sku": "rare", "quantity": 2}')
        found["all there is"] = (put("/orders/4", '{"sku": "rare", "quantity": 1}'), shelves.remaining("rare"))
        found["another order"] = [
            put("/orders/1", '{"sku": "tea", "quantity": 3}'),
            put("/orders/1", '{"sku": "rare", "quantity": 2}'),
            shelves.remaining("tea"),
        ]
        found["no such goods"] = put("/orders/7", '{"sku": "moon", "quantity": 2}')
        found["nonsense"] = [
            put("/orders/7", body)
            for body in (
                '{"sku": "tea", "quantity": -1}', '{"sku": "tea", "quantity": true}', '{"sku": "tea", "quantity": "2"}',
                '{"sku": "tea", "quantity": 5000000000}', '{"sku": 7, "quantity": 2}', '["tea", 2]', "[" * 10000,
                " " * 20000,
            )
        ]  # fmt: skip
        found["none"] = put("/orders/5", '{"sku": "tea", "quantity": 0}')
        found["no order"] = [
            put("/orders/6", "good morning"),
            put("/orders/", one),
            put("/orders/6", one, "POST"),
            put("/orders/注文", one),
        ]
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:  # byte for byte, as the contract numbers the fields
            call = channel.unary_unary("/shop.inventory.v1.InventoryService/GetStock")
            found["stock"] = call(b"\x0a\x03tea", timeout=10)
            check = channel.unary_unary("/grpc.health.v1.Health/Check")
            found["health"] = check(b"", timeout=10)
            reserve = channel.unary_unary("/shop.inventory.v1.InventoryService/Reserve")
            try:
                found["bytes"] = reserve(b"\x0a\x017\x12\x03tea\x18\x00", timeout=10)
            except grpc.RpcError as error:
                found["bytes"] = error.code().name
        if found != {key: OUTCOME[key] for key in found}:
            return found  # wrong already: do not wait for the rest
        begun = time.monotonic()
        found["slow"] = put("/orders/8", '{"sku": "slow", "quantity": 1}')
        found["in time"] = 0.9 < time.monotonic() - begun < TAKES["slow"]
        started.stop(None).wait()
        found["gone"] = put("/orders/9", one)
    return found


OUTCOME = {
    "ordered": ["200 OK", "200 OK", "200 OK", 6],
    "too many": "409 Conflict",
    "all there is": ("200 OK", 0),
    "another order": ["409 Conflict", "409 Conflict", 6],
    "no such goods": "404 Not Found",
    "nonsense": [*["400 Bad Request"] * 7, "413 Content Too Large"],
    "none": "400 Bad Request",
    "no order": ["400 Bad Request", *["404 Not Found"] * 3],
    "stock": b"\x08\x06",
    "health": b"\x08\x01",
    "bytes": "INVALID_ARGUMENT",
    "slow": "503 Service Unavailable",
    "in time": True,
    "gone": "503 Service Unavailable",
}


def test_both_services_do_together_what_the_steps_say() -> None:
    """The same without nginx, as the wrong versions are judged."""
    assert outcome(FILES) == OUTCOME


def test_an_inventory_with_too_many_calls_is_no_error_of_the_shop() -> None:
    """RESOURCE_EXHAUSTED, as gRPC's own server answers it past its limit, is 503 with the time to wait."""
    with tempfile.TemporaryDirectory(prefix="patternloom-grpc-") as name, ExitStack() as stack:
        folder, port = Path(name), free_port()
        lay_out(folder, FILES)
        take = stack.enter_context(modules(folder))
        pb2, pb2_grpc = (take(f"shop.inventory.v1.inventory_{kind}") for kind in ("pb2", "pb2_grpc"))
        shelves = Memory(take("inventory.application.shelves"))
        servicer = take("inventory.infrastructure.inventory_server").InventoryServer(shelves)
        server = grpc.server(ThreadPoolExecutor(1), maximum_concurrent_rpcs=1)
        pb2_grpc.add_InventoryServiceServicer_to_server(servicer, server)
        server.add_insecure_port(f"127.0.0.1:{port}")
        server.start()
        stack.callback(lambda: server.stop(None).wait())
        client = take("order.infrastructure.inventory_client").InventoryClient(f"127.0.0.1:{port}")
        rest = take("order.infrastructure.rest_server").RestServer(
            take("order.application.place_order").PlaceOrder(client)
        )
        channel = stack.enter_context(grpc.insecure_channel(f"127.0.0.1:{port}"))
        stub = pb2_grpc.InventoryServiceStub(channel)
        stub.GetStock(pb2.GetStockRequest(sku="tea"), timeout=10)  # connected
        waiting = stub.Reserve.future(pb2.ReserveRequest(order_id="1", sku="slow", quantity=1), timeout=30)
        time.sleep(0.3)
        body, told = b'{"sku": "tea", "quantity": 1}', []
        environ = {
            "REQUEST_METHOD": "PUT", "PATH_INFO": "/orders/2", "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }  # fmt: skip
        rest(environ, lambda status, headers: told.append((status, dict(headers).get("Retry-After"))))
        waiting.cancel()
    assert told == [("503 Service Unavailable", "2")]


CLIENT, REST = "order/infrastructure/inventory_client.py", "order/infrastructure/rest_server.py"
PLACE = "order/application/place_order.py"
SERVER, SHELVES = "inventory/infrastructure/inventory_server.py", "inventory/application/shelves.py"
# What is wrong, in which file, what stands there, what instead, and what tells: the first outcome that differs, a status
# that nobody expects, or an error.
WRONG = (
    ("no deadline", CLIENT, ", timeout=DEADLINE_SECONDS", "", "slow"),
    ("a deadline of a minute", CLIENT, "DEADLINE_SECONDS = 1.0", "DEADLINE_SECONDS = 60.0", "slow"),
    ("a slow inventory is an error", CLIENT, " | grpc.StatusCode.DEADLINE_EXCEEDED", "", "DEADLINE_EXCEEDED"),
    ("a lost inventory is an error", CLIENT, "grpc.StatusCode.UNAVAILABLE | ", "", "UNAVAILABLE"),
    ("out of stock is an error", CLIENT, "case grpc.StatusCode.FAILED_PRECONDITION", "case grpc.StatusCode.OUT_OF_RANGE", "FAILED_PRECONDITION"),
    ("no id handed on", CLIENT, "order_id=order_id, ", "", "INVALID_ARGUMENT"),
    ("taken twice", SHELVES, "if earlier is not None:", "if False:", "ordered"),
    ("another order under its id", SHELVES, "if (earlier.sku, earlier.quantity) != (self.sku, quantity):", "if False:", "another order"),
    ("the same id for other goods", SHELVES, "(earlier.sku, earlier.quantity) != (self.sku, quantity)", "earlier.quantity != quantity", "another order"),
    ("another order is an error", CLIENT, "case grpc.StatusCode.ALREADY_EXISTS", "case grpc.StatusCode.OUT_OF_RANGE", "ALREADY_EXISTS"),
    ("none is an order", PLACE, "not 1 <= quantity <= MOST", "quantity > MOST", "INVALID_ARGUMENT"),
    ("no end of a body", REST, "if not 0 <= size <= LONGEST:", "if False:", "nonsense"),
    ("below nothing", SHELVES, "if quantity > self.remaining:", "if False:", "UNKNOWN"),
    ("the last one is never sold", SHELVES, "if quantity > self.remaining:", "if quantity >= self.remaining:", "all there is"),
    ("another status for too many", SERVER, "grpc.StatusCode.FAILED_PRECONDITION", "grpc.StatusCode.INTERNAL", "INTERNAL"),
    ("no quantity is taken", SERVER, "if request.quantity < 1:", "if False:", "bytes"),
    ("no health", SERVER, "    health_pb2_grpc.add_HealthServicer_to_server(state, server)\n", "", "UNIMPLEMENTED"),
    ("never ready", SERVER, "HealthCheckResponse.SERVING", "HealthCheckResponse.NOT_SERVING", "health"),
    ("409 becomes 503", REST, '"409 Conflict", {"error": "out', '"503 Service Unavailable", {"error": "out', "too many"),
    ("an id that comes back wrong", REST, "not ID.fullmatch(order_id)", "not 0 < len(order_id) <= 64", "no order"),
    ("any method", REST, 'method != "PUT" or ', "", "no order"),
    ("another field number", CONTRACT, "string sku = 1;", "string sku = 2;", "NOT_FOUND"),
    ("another package", CONTRACT, "package shop.inventory.v1;", "package shop.inventory.v2;", "UNIMPLEMENTED"),
    ("a method less", CONTRACT, "  rpc GetStock(GetStockRequest) returns (GetStockResponse); // steps 9, 10\n", "", "UNIMPLEMENTED"),
    ("no proto3", CONTRACT, "uint32 remaining = 1;", "uint32 remaining = 0;", "TypeError"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "file", "old", "new", "by"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(name: str, file: str, old: str, new: str, by: str) -> None:
    """By what its mistake leads to; a machine that is slow finds nothing."""
    assert old in FILES[file]
    assert told({**FILES, file: FILES[file].replace(old, new, 1)}) == by


def told(files: Mapping[str, str]) -> str:
    """What tells that these files are wrong; empty where nothing does."""
    try:
        found = outcome(files)
    except grpc.RpcError as error:
        return str(error.code().name)
    except TypeError:
        return "TypeError"
    return next((key for key in OUTCOME if found.get(key) != OUTCOME[key]), "")
