"""gRPC out: the port `Stock`, by the inventory service. The only file of the service that knows gRPC's client."""

import grpc
from order.application.place_order import AnotherOrder, NoSuchGoods, OutOfStock, StockUnavailable
from shop.inventory.v1 import inventory_pb2, inventory_pb2_grpc

ADDRESS = "inventory.shop.svc.cluster.local:9090"
DEADLINE_SECONDS = 1.0


class InventoryClient:
    """One channel for the whole process: it holds its connection, and the sidecar spreads the calls."""

    def __init__(self, address: str = ADDRESS) -> None:
        # Plaintext as far as the sidecar in the same pod, which makes mutual TLS of it.
        self._stub = inventory_pb2_grpc.InventoryServiceStub(grpc.insecure_channel(address))

    def reserve(self, order_id: str, sku: str, quantity: int) -> None:
        request = inventory_pb2.ReserveRequest(order_id=order_id, sku=sku, quantity=quantity)
        try:
            self._stub.Reserve(request, timeout=DEADLINE_SECONDS)  # step 6
        except grpc.RpcError as error:
            match error.code():
                case grpc.StatusCode.FAILED_PRECONDITION:
                    raise OutOfStock(sku) from error  # step 8
                case grpc.StatusCode.ALREADY_EXISTS:
                    raise AnotherOrder(order_id) from error  # step 8
                case grpc.StatusCode.NOT_FOUND:
                    raise NoSuchGoods(sku) from error
                case (
                    grpc.StatusCode.UNAVAILABLE | grpc.StatusCode.DEADLINE_EXCEEDED | grpc.StatusCode.RESOURCE_EXHAUSTED
                ):  # down, too slow, or with more calls than it takes
                    raise StockUnavailable(sku) from error  # step 11
                case _:
                    raise
