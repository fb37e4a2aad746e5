"""The contract of the inventory service is right, and code, nginx and policies use that one."""

from __future__ import annotations

import pytest
from checked import catalog_cases, changed, told

from patternloom.verify.code.contracts import Outside, described
from patternloom.verify.code.generated import protobuf_findings

CASE = next(case for case in catalog_cases() if case.id == "request-response-on-eks")
PROTO = "proto/shop/inventory/v1/inventory.proto"
SERVER, CLIENT = "inventory/infrastructure/inventory_server.py", "order/infrastructure/inventory_client.py"
NGINX, MESH = "nginx/nginx.conf", "k8s/mesh.yaml"
WRONG = (
    ("a number twice", PROTO, "string sku = 2;", "string sku = 1;"),
    ("number 0", PROTO, "string order_id = 1;", "string order_id = 0;"),
    ("a number of protobuf's own", PROTO, "uint32 quantity = 3;", "uint32 quantity = 19000;"),
    ("a number too high", PROTO, "uint32 quantity = 3;", "uint32 quantity = 536870912;"),
    ("a name twice", PROTO, "string sku = 2;", "string order_id = 2;"),
    ("unknown type", PROTO, "uint32 quantity", "Quantity quantity"),
    ("misspelt scalar", PROTO, "string sku = 2;", "strng sku = 2;"),
    ("no semicolon", PROTO, "string sku = 2;", "string sku = 2"),
    ("proto2", PROTO, '"proto3"', '"proto2"'),
    ("outside the subset", PROTO, "message ReserveRequest {", "message ReserveRequest {\n  reserved 4;"),
    ("another package", PROTO, "package shop.inventory.v1;", "package shop.inventory.v2;"),
    ("another service", PROTO, "service InventoryService", "service StockService"),
    ("another method", PROTO, "rpc GetStock(", "rpc ReadStock("),
    ("a method too many", PROTO, "  // How many", "  rpc Release(ReserveRequest) returns (ReserveResponse);\n  // How many"),
    ("responses swapped", PROTO, "(GetStockRequest) returns (GetStockResponse)", "(GetStockRequest) returns (ReserveResponse)"),
    ("another field", PROTO, "string order_id = 1;", "string id = 1;"),
    ("a message that nobody uses", PROTO, "message GetStockRequest", "message Unused {}\n\nmessage GetStockRequest"),
    ("server reads an unknown field", SERVER, "request.order_id", "request.order"),
    ("server answers another message", SERVER, "inventory_pb2.GetStockResponse(", "inventory_pb2.ReserveResponse("),
    ("server sets an unknown field", SERVER, "GetStockResponse(remaining=", "GetStockResponse(stock="),
    ("server without a method", SERVER, "    def GetStock(", "    def _get_stock("),
    ("server with a method too many", SERVER, "    def GetStock(", "    def Release(self, request, context): ...\n\n    def GetStock("),
    ("server of another service", SERVER, "add_InventoryServiceServicer_to_server", "add_StockServiceServicer_to_server"),
    ("client calls no method", CLIENT, "self._stub.Reserve(", "self._stub.Take("),
    ("client sets an unknown field", CLIENT, "ReserveRequest(order_id=", "ReserveRequest(id="),
    ("client's unknown message", CLIENT, "inventory_pb2.ReserveRequest", "inventory_pb2.TakeRequest"),
    ("client of another version", CLIENT, "from shop.inventory.v1 import", "from shop.inventory.v2 import"),
    ("another method in nginx", NGINX, "InventoryService/GetStock {", "InventoryService/GetStocks {"),
    ("another service in nginx", NGINX, "shop.inventory.v1.InventoryService", "shop.inventory.v1.StockService"),
    ("another method in a policy", MESH, "InventoryService/Reserve]", "InventoryService/reserve]"),
)  # fmt: skip


def test_the_contract_is_the_one_that_all_use() -> None:
    """The example has nothing wrong, and there is something to look at."""
    assert (told(protobuf_findings(CASE)), PROTO in CASE.files) == ([], True)


@pytest.mark.parametrize(("name", "path", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(name: str, path: str, old: str, new: str) -> None:
    """In the contract, or where it is used."""
    assert told(protobuf_findings(changed(CASE, path, old, new))) != []


@pytest.mark.parametrize(
    "text",
    [
        'syntax = "proto2"; package a;',
        'syntax = "proto3"; package a; import "b.proto";',
        'syntax = "proto3"; package a; message M { map<string, string> m = 1; }',
        'syntax = "proto3"; package a; message M { oneof x { string y = 1; } }',
        'syntax = "proto3"; package a; message M { string x = 1',
    ],
)
def test_a_contract_outside_our_subset_is_refused(text: str) -> None:
    """Nothing is left out in silence."""
    with pytest.raises(Outside):
        described("a.proto", text)


def test_an_enum_is_read_wherever_it_stands() -> None:
    """Its values are those that the contract gives."""
    text = 'syntax = "proto3"; package a; enum E { X = 0; } message M { enum F { Y = 0; Z = 7; } F f = 1; E e = 2; }'
    message = described("a.proto", text).message_types_by_name["M"]
    assert {name: value.number for name, value in message.enum_values_by_name.items()} == {"Y": 0, "Z": 7}
    assert [field.enum_type.full_name for field in message.fields] == ["a.M.F", "a.E"]
