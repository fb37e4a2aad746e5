"""Runs the two services of the request/response example against each other, over real gRPC on loopback.

In: on standard input, JSON with the example's files. Out: JSON, an answer by name. The modules that `protoc` would write
are made from the contract as the messages' descriptors say; the health service is a stand-in of its few lines.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
import time
import types
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import message_factory

from examples.contracts import described


def generated(path: str, text: str) -> None:
    """`…_pb2` and `…_pb2_grpc` of a contract, importable from here on."""
    file = described(path, text)
    package, stem = file.package, path.rpartition("/")[2].removesuffix(".proto")
    messages, services = types.ModuleType(f"{stem}_pb2"), types.ModuleType(f"{stem}_pb2_grpc")
    for name, descriptor in file.message_types_by_name.items():
        setattr(messages, name, message_factory.GetMessageClass(descriptor))
    for name, service in file.services_by_name.items():
        methods = {
            one.name: (
                message_factory.GetMessageClass(one.input_type),
                message_factory.GetMessageClass(one.output_type),
            )
            for one in service.methods
        }
        setattr(services, f"{name}Stub", _stub(service.full_name, methods))
        setattr(services, f"{name}Servicer", type(f"{name}Servicer", (), {}))
        setattr(services, f"add_{name}Servicer_to_server", _adder(service.full_name, methods))
    parent = ""
    for part in package.split("."):
        parent = f"{parent}.{part}".lstrip(".")
        sys.modules.setdefault(parent, types.ModuleType(parent)).__path__ = []  # type: ignore[attr-defined]
    for module in (messages, services):
        sys.modules[f"{package}.{module.__name__}"] = module
        setattr(sys.modules[package], module.__name__, module)


def _stub(service: str, methods: dict[str, Any]) -> type:
    def begin(self: Any, channel: grpc.Channel) -> None:
        for name, (_, response) in methods.items():
            call = channel.unary_unary(
                f"/{service}/{name}",
                request_serializer=lambda one: one.SerializeToString(),
                response_deserializer=response.FromString,
            )
            setattr(self, name, call)

    return type("Stub", (), {"__init__": begin})


def _adder(service: str, methods: dict[str, Any]) -> Any:
    def add(servicer: Any, server: grpc.Server) -> None:
        handlers = {
            name: grpc.unary_unary_rpc_method_handler(
                getattr(servicer, name),
                request_deserializer=request.FromString,
                response_serializer=lambda one: one.SerializeToString(),
            )
            for name, (request, _) in methods.items()
        }
        server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, handlers),))

    return add


def health() -> None:
    """A stand-in of `grpcio-health-checking`."""
    package = types.ModuleType("grpc_health")
    package.__path__ = []  # type: ignore[attr-defined]
    inner = types.ModuleType("grpc_health.v1")
    part, messages, services = (types.ModuleType(name) for name in ("health", "health_pb2", "health_pb2_grpc"))
    messages.HealthCheckResponse = types.SimpleNamespace(SERVING=1)  # type: ignore[attr-defined]

    class HealthServicer:
        def __init__(self) -> None:
            self.states: dict[str, int] = {}

        def set(self, name: str, state: int) -> None:
            self.states[name] = state

    def add(servicer: HealthServicer, server: grpc.Server) -> None:
        check = grpc.unary_unary_rpc_method_handler(lambda _, __: bytes([8, servicer.states[""]]))
        server.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler("grpc.health.v1.Health", {"Check": check}),)
        )

    part.HealthServicer = HealthServicer  # type: ignore[attr-defined]
    services.add_HealthServicer_to_server = add  # type: ignore[attr-defined]
    for module in (part, messages, services):
        setattr(inner, module.__name__, module)
    sys.modules |= {"grpc_health": package, "grpc_health.v1": inner}


def answers(address: str) -> dict[str, Any]:
    """What the services say."""
    from inventory.application.shelves import Shelf  # type: ignore[import-not-found]
    from inventory.infrastructure import inventory_server  # type: ignore[import-not-found]
    from order.application.place_order import PlaceOrder  # type: ignore[import-not-found]
    from order.infrastructure.inventory_client import InventoryClient  # type: ignore[import-not-found]
    from order.infrastructure.rest_server import RestServer  # type: ignore[import-not-found]

    class Shelves:
        """One shelf, and one that takes its time."""

        def __init__(self) -> None:
            self.shelves = {"a": Shelf("a", 5), "slow": Shelf("slow", 5)}

        def reserve(self, sku: str, order_id: str, quantity: int) -> int:
            if sku == "slow":
                time.sleep(1.3)
            return self.shelves[sku].reserve(order_id, quantity)

        def remaining(self, sku: str) -> int:
            return self.shelves[sku].remaining

    server = inventory_server.start(Shelves(), address)
    rest = RestServer(PlaceOrder(InventoryClient(address)))

    def put(path: str, body: str, method: str = "PUT") -> list[Any]:
        told: list[Any] = []
        given = body.encode()
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "CONTENT_LENGTH": str(len(given)),
            "wsgi.input": io.BytesIO(given),
        }
        try:
            body = b"".join(rest(environ, lambda status, _: told.append(status[:3]))).decode()
            return [*told, json.loads(body) if told == ["200"] else None]
        except Exception as error:  # noqa: BLE001 — a framework would answer 500
            return ["500", type(error).__name__]

    def order(sku: object, quantity: object) -> str:
        return json.dumps({"sku": sku, "quantity": quantity})

    channel = grpc.insecure_channel(address)

    def call(method: str, body: bytes) -> str:
        try:
            return bytes(channel.unary_unary(method)(body, timeout=5)).hex()
        except grpc.RpcError as error:
            return str(error.code().name)

    service = "/shop.inventory.v1.InventoryService"
    found = {
        "placed": put("/orders/1", order("a", 2)),
        "placed again": put("/orders/1", order("a", 2)),
        "left": call(f"{service}/GetStock", b"\x0a\x01a"),
        "too many": put("/orders/2", order("a", 9)),
        "the rest": put("/orders/3", order("a", 3)),
        "nothing left": call(f"{service}/GetStock", b"\x0a\x01a"),
        "none": put("/orders/4", order("a", 0)),
        "no quantity": put("/orders/4", '{"sku": "a"}'),
        "no JSON": put("/orders/4", "{"),
        "another method": put("/orders/1", "", "GET"),
        "no id": put("/orders/", order("a", 1)),
        "a longer path": put("/orders/4/lines", order("a", 1)),
        "another path": put("/stock/4", order("a", 1)),
        "health": put("/healthz/ready", "", "GET"),
        "by gRPC: none": call(f"{service}/Reserve", b"\x0a\x019\x12\x01a"),
        "by gRPC: too many": call(f"{service}/Reserve", b"\x0a\x019\x12\x01a\x18\x09"),
        "by gRPC: health": call("/grpc.health.v1.Health/Check", b""),
        "too slow": put("/orders/5", order("slow", 1)),
    }
    server.stop(0).wait()
    found["gone"] = put("/orders/6", order("a", 1))
    return found


def main() -> None:
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(prefix="patternloom-grpc-") as folder:
        for path, text in asked["files"].items():
            if path.endswith(".py"):
                (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / path).write_text(text, encoding="utf-8")
            elif path.endswith(".proto"):
                generated(path.removeprefix("proto/"), text)
        health()
        sys.path.insert(0, folder)
        print(json.dumps(answers(f"127.0.0.1:{asked['port']}")))


if __name__ == "__main__":
    main()
