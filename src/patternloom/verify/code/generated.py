"""Protocol buffers: the contract by itself, and what code, nginx and policies make of it.

In: a case with `proto/`, and the texts that name its services. Out: findings. The contract itself `contracts` reads and
Google's library judges. Code is read as syntax: modules `…_pb2` and `…_pb2_grpc`, constructors and their fields,
servicers, stubs, and the fields of a servicer's `request`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from patternloom.verify.example.case import Case, Finding

if TYPE_CHECKING:
    from google.protobuf import descriptor

RULE = "protobuf"


def protobuf_findings(case: Case) -> Iterator[Finding]:
    """Where a contract is wrong, or not the one that the others use."""
    from patternloom.verify.code.contracts import Outside, described  # only here: it loads Google's library

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
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in files:
                file = files[node.value.id]
                made = self._made(file) if node.value.id.endswith("_grpc") else set(file.message_types_by_name)
                if node.attr not in made:
                    yield node.lineno, f"{node.value.id}.{node.attr} is not in the contract"
            if isinstance(node, ast.Call):
                yield from _constructed(node, files)
        stubs: set[str] = set()
        for file in {id(file): file for file in files.values()}.values():
            for service in file.services_by_name.values():
                yield from _ends(tree, service, stubs)

    @staticmethod
    def _made(file: descriptor.FileDescriptor) -> set[str]:
        """The names that the generator makes for services."""
        return {
            name
            for service in file.services_by_name
            for name in (f"{service}Stub", f"{service}Servicer", f"add_{service}Servicer_to_server")
        }


def _ends(tree: ast.Module, service: descriptor.ServiceDescriptor, stubs: set[str]) -> Iterator[tuple[int, str]]:
    """Both ends of a service: who serves it, and who calls it by a stub; `stubs` grows."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and f"{service.name}Servicer" in map(_last, node.bases):
            yield from _served(node, service)
        made = node.value if isinstance(node, ast.Assign) else None
        if isinstance(node, ast.Assign) and isinstance(made, ast.Call) and _last(made.func) == f"{service.name}Stub":
            stubs.add(_last(node.targets[0]))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if _last(node.func.value) in stubs and name not in service.methods_by_name:
                yield node.lineno, f"{name} is no method of {service.full_name}"


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _constructed(node: ast.Call, files: Mapping[str, descriptor.FileDescriptor]) -> Iterator[tuple[int, str]]:
    function = node.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id in files:
        message = files[function.value.id].message_types_by_name.get(function.attr)
        if message is None:
            return
        for keyword in node.keywords:
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
            read = part.attr if isinstance(part, ast.Attribute) and _last(part.value) == request else None
            if isinstance(part, ast.Attribute) and read and read not in method.input_type.fields_by_name:
                yield part.lineno, f"{method.input_type.name} has no field {read}"
            if isinstance(part, ast.Return) and isinstance(part.value, ast.Call):
                made = _last(part.value.func)
                if made != method.output_type.name:
                    yield part.lineno, f"{name} answers {made}, expected {method.output_type.name}"
