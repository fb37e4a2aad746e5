"""Makes Python of a `.proto`, as `protoc` with gRPC's plugin would: `<name>_pb2.py` and `<name>_pb2_grpc.py`.

In: a contract, as `contracts` reads it. Out: two modules in a folder. The messages themselves are protobuf's own work,
made from the descriptor.
"""

from __future__ import annotations

from pathlib import Path

from google.protobuf.descriptor_pb2 import FileDescriptorProto

from patternloom.verify.code.contracts import described


def generate(text: str, path: str, folder: Path) -> None:
    """Writes both modules below the folder, where the contract's own path says."""
    file = FileDescriptorProto()
    described(path, text).CopyToProto(file)
    where = folder / path
    where.parent.mkdir(parents=True, exist_ok=True)
    names = [*(one.name for one in file.message_type)]
    # A pool of its own: another version of the same contract may be in the process, too.
    lines = [
        "from google.protobuf import descriptor_pool, message_factory",
        f"DESCRIPTOR = descriptor_pool.DescriptorPool().AddSerializedFile({file.SerializeToString()!r})",
        *(f"{name} = message_factory.GetMessageClass(DESCRIPTOR.message_types_by_name[{name!r}])" for name in names),
    ]
    where.with_name(f"{where.stem}_pb2.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    module = path.removesuffix(".proto").replace("/", ".")
    lines = ["import grpc", f"from {module.rpartition('.')[0]} import {where.stem}_pb2 as pb2"]
    for service in file.service:
        lines += _grpc(service.name, f"{file.package}.{service.name}", [(one, *_sides(one)) for one in service.method])
    where.with_name(f"{where.stem}_pb2_grpc.py").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _sides(method: object) -> tuple[str, str, str]:
    """How gRPC names the kind of a method, its request, its response."""
    streams = [getattr(method, f"{side}_streaming") for side in ("client", "server")]
    kind = "_".join("stream" if one else "unary" for one in streams)
    return kind, *(getattr(method, f"{way}_type").rpartition(".")[2] for way in ("input", "output"))


def _grpc(name: str, full: str, methods: list[tuple[object, str, str, str]]) -> list[str]:
    lines = [f"class {name}Stub:", "    def __init__(self, channel):"]
    for method, kind, asks, answers in methods:
        lines += [
            f"        self.{method.name} = channel.{kind}('/{full}/{method.name}',",
            f"            request_serializer=pb2.{asks}.SerializeToString, response_deserializer=pb2.{answers}.FromString)",
        ]
    lines += [f"class {name}Servicer:"]
    for method, *_ in methods:
        lines += [
            f"    def {method.name}(self, request, context):",
            "        context.abort(grpc.StatusCode.UNIMPLEMENTED, 'Method not implemented!')",
        ]
    lines += [f"def add_{name}Servicer_to_server(servicer, server):", "    handlers = {"]
    for method, kind, asks, answers in methods:
        lines += [
            f"        {method.name!r}: grpc.{kind}_rpc_method_handler(servicer.{method.name},",
            f"            request_deserializer=pb2.{asks}.FromString, response_serializer=pb2.{answers}.SerializeToString),",
        ]
    return [
        *lines,
        "    }",
        f"    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler({full!r}, handlers),))",
    ]
