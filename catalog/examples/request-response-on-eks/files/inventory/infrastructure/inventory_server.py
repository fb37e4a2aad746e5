"""gRPC in: the contract's methods to the application. The only file of the service that knows gRPC's server."""

import signal
from concurrent.futures import ThreadPoolExecutor

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from inventory.application.shelves import AnotherOrder, NoSuchGoods, NotEnough, Shelves
from shop.inventory.v1 import inventory_pb2, inventory_pb2_grpc


class InventoryServer(inventory_pb2_grpc.InventoryServiceServicer):
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def Reserve(self, request, context):
        if request.quantity < 1:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "quantity below 1")
        if not request.order_id:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "no order_id")
        try:
            remaining = self._shelves.reserve(request.sku, request.order_id, request.quantity)  # step 7
        except NotEnough:
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, "not enough in stock")  # step 8
        except AnotherOrder:
            context.abort(grpc.StatusCode.ALREADY_EXISTS, "this order_id stands for another order")  # step 8
        except NoSuchGoods:
            context.abort(grpc.StatusCode.NOT_FOUND, "no such sku")
        return inventory_pb2.ReserveResponse(remaining=remaining)

    def GetStock(self, request, context):
        try:
            return inventory_pb2.GetStockResponse(remaining=self._shelves.remaining(request.sku))
        except NoSuchGoods:
            context.abort(grpc.StatusCode.NOT_FOUND, "no such sku")


def start(shelves: Shelves, address: str = "0.0.0.0:9090") -> grpc.Server:
    """Serves the contract and the health service, which the kubelet's probes ask."""
    server = grpc.server(ThreadPoolExecutor(max_workers=16), maximum_concurrent_rpcs=64)
    inventory_pb2_grpc.add_InventoryServiceServicer_to_server(InventoryServer(shelves), server)  # step 6
    state = health.HealthServicer()
    state.set("", health_pb2.HealthCheckResponse.SERVING)
    health_pb2_grpc.add_HealthServicer_to_server(state, server)
    if not server.add_insecure_port(address):
        raise OSError(f"{address} is taken")
    server.start()
    return server


def serve(shelves: Shelves) -> None:
    """Until SIGTERM; then lets running calls end."""
    server = start(shelves)
    signal.signal(signal.SIGTERM, lambda *_: server.stop(grace=20))
    server.wait_for_termination()
