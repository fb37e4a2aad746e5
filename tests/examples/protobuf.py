"""Protocol buffers: the contract by itself, and what code, nginx and policies make of it.

In: a case with `proto/`, and the texts that name its services. Out: findings. Google's own library judges the contract
(numbers, names, types); this module only reads the text into a descriptor, for a subset: proto3, messages of scalar and
message fields, services of plain and streaming methods. Anything else is a finding. Code is read as syntax: modules
`…_pb2` and `…_pb2_grpc`, constructors and their fields, servicers, stubs, and the fields of a servicer's `request`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from google.protobuf import descriptor, descriptor_pb2, descriptor_pool

from examples.cases import Case, Finding

RULE = "protobuf"
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


def protobuf_findings(case: Case) -> Iterator[Finding]:
    """Where a contract is wrong, or not the one that the others use."""
    files: dict[str, descriptor.FileDescriptor] = {}
    for path, text in case.files_in("proto", ".proto").items():
        try:
            files[path] = described(path.removeprefix("proto/"), text)
        except (Outside, TypeError) as error:
            yield Finding(path, RULE, " ".join(str(error).split()))
    if not case.files_in("proto", ".proto"):
        return
    for path, file in files.items():
        for message in _habits(path, file):
            yield Finding(path, RULE, message)
    methods = {
        f"/{service.full_name}/{name}"
        for file in files.values()
        for service in file.services_by_name.values()
        for name in service.methods_by_name
    }
    roots = {name.split(".")[0] for file in files.values() for name in [file.package]}
    for path, text in case.files.items():
        for service, name in re.findall(r"/([a-z][\w.]*\.[A-Z]\w*)/(\w+)", text):
            if service.split(".")[0] in roots and f"/{service}/{name}" not in methods:
                yield Finding(path, RULE, f"/{service}/{name} is no method of the contract")
        if path.endswith(".py"):
            for line, message in _Code(files).findings(text):
                yield Finding(f"{path}:{line}", RULE, message)


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
        elif word == "service":
            self._service(self.proto.service.add(name=self._name()))
        else:
            raise Outside(f"{word!r} is outside the subset")

    def _message(self, message: Any) -> None:
        self._take("{")
        while self._next != "}":
            kind = self._name()
            label = descriptor_pb2.FieldDescriptorProto.LABEL_OPTIONAL
            if kind == "repeated":
                label, kind = descriptor_pb2.FieldDescriptorProto.LABEL_REPEATED, self._name()
            if kind in ("oneof", "map", "reserved", "enum", "message", "optional", "option", "extensions"):
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


def _habits(path: str, file: descriptor.FileDescriptor) -> Iterator[str]:
    """What `buf lint` asks for by default, as far as others build on it."""
    if f"proto/{file.package.replace('.', '/')}" != path.rpartition("/")[0]:
        yield f"package {file.package}, expected that of its folder"
    if not re.search(r"\.v\d+$", file.package):
        yield f"package {file.package}, expected a version at its end"
    used = set()
    for service in file.services_by_name.values():
        if not service.name.endswith("Service"):
            yield f"{service.name}, expected a name that ends with Service"
        for method in service.methods:
            used |= {method.input_type.name, method.output_type.name}
            for end, wanted in ((method.input_type, "Request"), (method.output_type, "Response")):
                if end.name != method.name + wanted:
                    yield f"{method.name} has {end.name}, expected {method.name}{wanted}"
    for message in file.message_types_by_name.values():
        used |= {field.message_type.name for field in message.fields if field.message_type}
    for name in sorted(set(file.message_types_by_name) - used):
        yield f"nobody uses {name}"


class _Code:
    """Uses of the generated modules in one Python file."""

    def __init__(self, files: Mapping[str, descriptor.FileDescriptor]) -> None:
        self._modules = {path.rpartition("/")[2].removesuffix(".proto"): file for path, file in files.items()}
        self._packages = {name: file.package for name, file in self._modules.items()}

    def findings(self, text: str) -> Iterator[tuple[int, str]]:
        """(line, what is wrong)."""
        tree = ast.parse(text)
        imported: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    stem = re.sub(r"_pb2(_grpc)?$", "", alias.name)
                    if stem != alias.name and stem in self._modules:
                        imported[alias.name] = stem
                        if node.module != self._packages[stem]:
                            yield node.lineno, f"{alias.name} of {node.module}, expected {self._packages[stem]}"
                    elif stem != alias.name and node.module in self._packages.values():
                        yield node.lineno, f"{alias.name}, which no contract makes"
        if not imported:
            return
        files = {name: self._modules[stem] for name, stem in imported.items()}
        stubs: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in files:
                file = files[node.value.id]
                made = self._made(file) if node.value.id.endswith("_grpc") else set(file.message_types_by_name)
                if node.attr not in made:
                    yield node.lineno, f"{node.value.id}.{node.attr} is not in the contract"
            if isinstance(node, ast.Call):
                yield from _constructed(node, files)
        for file in {id(file): file for file in files.values()}.values():
            for service in file.services_by_name.values():
                for node in ast.walk(tree):
                    if isinstance(node, ast.ClassDef) and f"{service.name}Servicer" in map(_last, node.bases):
                        yield from _served(node, service)
                    made = node.value if isinstance(node, ast.Assign) else None
                    if isinstance(made, ast.Call) and _last(made.func) == f"{service.name}Stub":
                        stubs.add(_last(node.targets[0]))
                    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                        name = node.func.attr
                        if _last(node.func.value) in stubs and name not in service.methods_by_name:
                            yield node.lineno, f"{name} is no method of {service.full_name}"

    @staticmethod
    def _made(file: descriptor.FileDescriptor) -> set[str]:
        """The names that the generator makes for services."""
        return {
            name
            for service in file.services_by_name
            for name in (f"{service}Stub", f"{service}Servicer", f"add_{service}Servicer_to_server")
        }


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _constructed(node: ast.Call, files: Mapping[str, descriptor.FileDescriptor]) -> Iterator[tuple[int, str]]:
    function = node.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id in files:
        message = files[function.value.id].message_types_by_name.get(function.attr)
        for keyword in node.keywords if message is not None else ():
            if keyword.arg not in message.fields_by_name:
                yield node.lineno, f"{message.name} has no field {keyword.arg}"


def _served(node: ast.ClassDef, service: descriptor.ServiceDescriptor) -> Iterator[tuple[int, str]]:
    """A servicer has the methods of its service, reads its request's fields, and makes its response."""
    functions = {
        one.name: one for one in node.body if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
    }
    for name in sorted(set(service.methods_by_name) - set(functions)):
        yield node.lineno, f"{name} of {service.full_name} is not served"
    for name in sorted(set(functions) - set(service.methods_by_name)):
        yield functions[name].lineno, f"{name} is no method of {service.full_name}"
    for name in sorted(set(functions) & set(service.methods_by_name)):
        method, function = service.methods_by_name[name], functions[name]
        request = function.args.args[1].arg
        for part in ast.walk(function):
            of_request = isinstance(part, ast.Attribute) and _last(part.value) == request
            if of_request and part.attr not in method.input_type.fields_by_name:
                yield part.lineno, f"{method.input_type.name} has no field {part.attr}"
            made = part.value if isinstance(part, ast.Return) else None
            if isinstance(made, ast.Call) and _last(made.func) != method.output_type.name:
                yield part.lineno, f"{name} answers {_last(made.func)}, expected {method.output_type.name}"
