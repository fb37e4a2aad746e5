"""Makes Python of a `.proto`, as `protoc` with gRPC's plugin would: `<name>_pb2.py` and `<name>_pb2_grpc.py`.

In: a contract in proto3. Out: two modules in a folder. It reads what our contracts use (a package, flat messages of
scalars, messages and enums, services) and refuses everything else, so that nothing is left out in silence. The
messages themselves are protobuf's own work, made from the descriptor.
"""

from __future__ import annotations

import re
from pathlib import Path

from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    EnumDescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
)

TOKEN = re.compile(r'\s+|//[^\n]*|(?P<token>"[^"]*"|[\w.]+|[{}()=;])')
SCALARS = ("double", "float", "int64", "uint64", "int32", "bool", "string", "bytes", "uint32")


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens: list[str] = []
        at = 0
        while at < len(text):
            found = TOKEN.match(text, at)
            if found is None:
                raise ValueError(f"not in our subset of proto3: {text[at : at + 20]!r}")
            self.tokens += [found["token"]] if found["token"] else []
            at = found.end()
        self.tokens.reverse()

    def take(self, *wanted: str) -> str:
        """The next token; ValueError unless it is one of these, where any are named."""
        token = self.tokens.pop() if self.tokens else "the end"
        if wanted and token not in wanted:
            raise ValueError(f"expected {' or '.join(wanted)}, found {token!r}")
        return token

    def number(self) -> int:
        self.take("=")
        value = int(self.take())
        self.take(";")
        return value


def described(text: str, path: str) -> FileDescriptorProto:
    """The contract as protobuf describes it; `path` is what an import would name."""
    reader, file = _Reader(text), FileDescriptorProto(name=path, syntax="proto3")
    for token in ("syntax", "=", '"proto3"', ";", "package"):
        reader.take(token)
    file.package = reader.take()
    reader.take(";")
    while reader.tokens:
        match reader.take("message", "enum", "service"):
            case "message":
                _message(reader, file.message_type.add(name=reader.take()), f".{file.package}")
            case "enum":
                _enum(reader, file.enum_type.add(name=reader.take()))
            case _:
                _service(reader, file)
    for message in file.message_type:
        enums = {f".{file.package}.{message.name}.{one.name}" for one in message.enum_type}
        enums |= {f".{file.package}.{one.name}" for one in file.enum_type}
        for field in message.field:
            if field.type_name in enums:
                field.type = FieldDescriptorProto.TYPE_ENUM
    return file


def _message(reader: _Reader, message: DescriptorProto, package: str) -> None:
    reader.take("{")
    while (kind := reader.take()) != "}":
        if kind == "enum":
            _enum(reader, message.enum_type.add(name=reader.take()))
            continue
        field = message.field.add(label=FieldDescriptorProto.LABEL_OPTIONAL)
        if kind == "repeated":
            field.label, kind = FieldDescriptorProto.LABEL_REPEATED, reader.take()
        if kind in SCALARS:
            field.type = FieldDescriptorProto.Type.Value(f"TYPE_{kind.upper()}")
        elif kind[0].isupper():
            own = kind in [one.name for one in message.enum_type]
            field.type = FieldDescriptorProto.TYPE_MESSAGE
            field.type_name = f"{package}.{message.name}.{kind}" if own else f"{package}.{kind}"
        else:
            raise ValueError(f"not in our subset of proto3: a field of {kind!r}")
        field.name = reader.take()
        field.number = reader.number()


def _enum(reader: _Reader, enum: EnumDescriptorProto) -> None:
    reader.take("{")
    while (name := reader.take()) != "}":
        enum.value.add(name=name, number=reader.number())


def _service(reader: _Reader, file: FileDescriptorProto) -> None:
    service = file.service.add(name=reader.take())
    reader.take("{")
    while reader.take("rpc", "}") == "rpc":
        method = service.method.add(name=reader.take())
        for way in ("input", "output"):
            reader.take("(")
            kind = reader.take()
            if kind == "stream":
                setattr(method, "client_streaming" if way == "input" else "server_streaming", True)
                kind = reader.take()
            setattr(method, f"{way}_type", f".{file.package}.{kind}")
            reader.take(")")
            reader.take("returns" if way == "input" else ";")


def generate(text: str, path: str, folder: Path) -> None:
    """Writes both modules below the folder, where the contract's own path says."""
    file = described(text, path)
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
