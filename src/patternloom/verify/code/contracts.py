"""Protocol buffers as Google's library takes them: numbers, names and types are its to judge.

In: the text of a contract. Out: its descriptor, TypeError where the library refuses it, or `Outside`. There is no
`protoc` here; the text is read for a subset: proto3, messages of scalar, enum and message fields, services of
plain and streaming methods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from google.protobuf import descriptor, descriptor_pb2, descriptor_pool

TOKEN = re.compile(r'\s*(?://[^\n]*|/\*.*?\*/|("[^"\n]*"|[A-Za-z_][\w.]*|\d+|[{}()=;]))', re.S)
SCALARS = {
    name: getattr(descriptor_pb2.FieldDescriptorProto, f"TYPE_{name.upper()}")
    for name in (
        "double", "float", "int64", "uint64", "int32", "fixed64", "fixed32", "bool", "string", "bytes", "uint32",
        "sfixed32", "sfixed64", "sint32", "sint64",
    )
}  # fmt: skip


class Outside(ValueError):
    """No proto3, or outside the subset."""


def described(name: str, text: str) -> descriptor.FileDescriptor:
    """A contract as Google's library takes it; TypeError or `Outside` where it does not."""
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(_File(name, text).proto.SerializeToString())
    return pool.FindFileByName(name)


class _File:
    """A text, read into a descriptor."""

    def __init__(self, name: str, text: str) -> None:
        self.proto = descriptor_pb2.FileDescriptorProto(name=name)
        self._tokens = _tokens(text)
        self._next = next(self._tokens)
        while self._next:
            self._top()

    def _take(self, wanted: str = "") -> str:
        taken = self._next
        if not taken or (wanted and taken != wanted):
            raise Outside(f"{taken or 'the end'!r}, expected {wanted or 'more'!r}")
        self._next = next(self._tokens)
        return taken

    def _name(self) -> str:
        taken = self._take()
        if not re.fullmatch(r"[A-Za-z_][\w.]*", taken):
            raise Outside(f"{taken!r}, expected a name")
        return taken

    def _top(self) -> None:
        word = self._name()
        if word == "syntax":
            self._take("=")
            if self._take() != '"proto3"':
                raise Outside("expected proto3")
            self.proto.syntax = "proto3"
            self._take(";")
        elif word == "package":
            self.proto.package = self._name()
            self._take(";")
        elif word == "message":
            self._message(self.proto.message_type.add(name=self._name()))
        elif word == "enum":
            self._enum(self.proto.enum_type.add(name=self._name()))
        elif word == "service":
            self._service(self.proto.service.add(name=self._name()))
        else:
            raise Outside(f"{word!r} is outside the subset")

    def _message(self, message: Any) -> None:
        self._take("{")
        while self._next != "}":
            kind = self._name()
            if kind == "enum":
                self._enum(message.enum_type.add(name=self._name()))
                continue
            label = descriptor_pb2.FieldDescriptorProto.LABEL_OPTIONAL
            if kind == "repeated":
                label, kind = descriptor_pb2.FieldDescriptorProto.LABEL_REPEATED, self._name()
            if kind in ("oneof", "map", "reserved", "message", "optional", "option", "extensions"):
                raise Outside(f"{kind!r} is outside the subset")
            field = message.field.add(name=self._name(), label=label)
            if kind in SCALARS:
                field.type = SCALARS[kind]
            else:
                field.type_name = kind
            self._take("=")
            number = self._take()
            if not number.isdecimal():
                raise Outside(f"{field.name} = {number}, expected a number")
            field.number = int(number)
            if 19000 <= field.number <= 19999:  # the compiler's own rule; the library leaves it out
                raise Outside(f"{field.name} = {number}, a number that protobuf keeps for itself")
            self._take(";")
        self._take("}")

    def _enum(self, enum: Any) -> None:
        self._take("{")
        while self._next != "}":
            value = enum.value.add(name=self._name())
            self._take("=")
            value.number = int(self._take())
            self._take(";")
        self._take("}")

    def _service(self, service: Any) -> None:
        self._take("{")
        while self._next != "}":
            self._take("rpc")
            method = service.method.add(name=self._name())
            method.client_streaming, method.input_type = self._ends()
            self._take("returns")
            method.server_streaming, method.output_type = self._ends()
            self._take(";")
        self._take("}")

    def _ends(self) -> tuple[bool, str]:
        self._take("(")
        name = self._name()
        streaming = name == "stream"
        name = self._name() if streaming else name
        self._take(")")
        return streaming, name


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while place < len(text.rstrip()):
        found = TOKEN.match(text, place)
        if found is None:
            raise Outside(f"{text[place : place + 20]!r} is outside the subset")
        place = found.end()
        if found[1]:
            yield found[1]
    yield ""
