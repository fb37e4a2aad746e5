"""The two services of the request/response example, run against each other over gRPC, and wrong versions of them.

`protoc` is not run: its modules are made from the contract, as `grpc_driver` tells.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from examples.cases import files_of
from examples.servers.running import free_port

FILES = {path: text for path, text in files_of("request-response-on-eks").items() if path.endswith((".py", ".proto"))}
CLIENT, SERVER = "order/infrastructure/inventory_client.py", "inventory/infrastructure/inventory_server.py"
REST, PLACE = "order/infrastructure/rest_server.py", "order/application/place_order.py"
SHELVES, PROTO = "inventory/application/shelves.py", "proto/shop/inventory/v1/inventory.proto"
RIGHT = {
    "placed": ["200", {"id": "1", "sku": "a", "quantity": 2, "state": "reserved"}],
    "placed again": ["200", {"id": "1", "sku": "a", "quantity": 2, "state": "reserved"}],
    "left": "0803",
    "too many": ["409", None],
    "the rest": ["200", {"id": "3", "sku": "a", "quantity": 3, "state": "reserved"}],
    "nothing left": "",  # 0 is left out on the wire
    "none": ["400", None],
    "no quantity": ["400", None],
    "no JSON": ["400", None],
    "another method": ["404", None],
    "no id": ["404", None],
    "a longer path": ["404", None],
    "another path": ["404", None],
    "health": ["200", {}],
    "by gRPC: none": "INVALID_ARGUMENT",
    "by gRPC: too many": "FAILED_PRECONDITION",
    "by gRPC: health": "0801",
    "too slow": ["503", None],
    "gone": ["503", None],
}


def answers(files: Mapping[str, str]) -> Any:
    """What the services answer; the last line of what they die of."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("grpc_driver.py"))],
        input=json.dumps({"files": dict(files), "port": free_port()}),
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    return json.loads(done.stdout) if not done.returncode else done.stderr.strip().splitlines()[-1]


@pytest.mark.xdist_group("examples-grpc")
def test_the_services_answer_as_told() -> None:
    """REST in, gRPC between them, and every refusal by its own status."""
    found = answers(FILES)
    if found != RIGHT:  # once more: a machine under load may miss a deadline of one second
        found = answers(FILES)
    assert found == RIGHT


WRONG = (
    ("reserved twice", SHELVES, "if order_id not in self.reserved:", "if True:"),
    ("below nothing", SHELVES, "if quantity > self.remaining:", "if False:"),
    ("nothing taken", SHELVES, "self.remaining -= quantity", "pass"),
    ("the last not sold", SHELVES, "quantity > self.remaining", "quantity >= self.remaining"),
    ("no deadline", CLIENT, "timeout=DEADLINE_SECONDS", "timeout=None"),
    ("a long deadline", CLIENT, "DEADLINE_SECONDS = 1.0", "DEADLINE_SECONDS = 10.0"),
    ("out of stock not told", CLIENT, "case grpc.StatusCode.FAILED_PRECONDITION:", "case grpc.StatusCode.NOT_FOUND:"),
    ("unavailable not told", CLIENT, "grpc.StatusCode.UNAVAILABLE | ", ""),
    ("too late not told", CLIENT, " | grpc.StatusCode.DEADLINE_EXCEEDED", ""),
    ("fields swapped", CLIENT, "order_id=order_id, sku=sku", "order_id=sku, sku=order_id"),
    ("another method", CLIENT, "self._stub.Reserve(", "self._stub.GetStock("),
    ("quantities below 1", SERVER, "if request.quantity < 1:", "if request.quantity < 0:"),
    ("another status", SERVER, "StatusCode.FAILED_PRECONDITION", "StatusCode.INTERNAL"),
    ("no stock told", SERVER, "GetStockResponse(remaining=self._shelves.remaining(request.sku))", "GetStockResponse()"),
    ("no health", SERVER, "    health_pb2_grpc.add_HealthServicer_to_server(state, server)\n", ""),
    ("never serving", SERVER, '    state.set("", health_pb2.HealthCheckResponse.SERVING)\n', ""),
    ("out of stock is no conflict", REST, "409 Conflict", "500 Internal Server Error"),
    ("unavailable is an error", REST, "503 Service Unavailable", "500 Internal Server Error"),
    ("any method", REST, 'method != "PUT" or ', ""),
    ("any path below", REST, ' or "/" in order_id', ""),
    ("no health by REST", REST, 'path.startswith("/healthz/")', 'path.startswith("/health/")'),
    ("mistakes of the caller", REST, "except (KeyError, TypeError, ValueError):", "except (KeyError, TypeError):"),
    ("any quantity", PLACE, "if quantity < 1:", "if quantity < 0:"),
    ("nothing reserved", PLACE, "        self._stock.reserve(order_id, sku, quantity)  # step 5\n", ""),
    ("another number on the wire", PROTO, "string sku = 2;", "string sku = 4;"),
)  # fmt: skip


@functools.cache
def _told() -> dict[str, Any]:
    """The answers of all wrong versions, several at once: they mostly wait."""
    assert [name for name, path, old, _ in WRONG if old not in FILES[path]] == []
    versions = [{**FILES, path: FILES[path].replace(old, new)} for _, path, old, new in WRONG]
    with ThreadPoolExecutor(4) as pool:
        return dict(zip((one[0] for one in WRONG), pool.map(answers, versions), strict=True))


@pytest.mark.xdist_group("examples-grpc")
@pytest.mark.parametrize("name", [one[0] for one in WRONG])
def test_a_wrong_version_is_found(name: str) -> None:
    """Some answer is another."""
    assert _told()[name] != RIGHT
