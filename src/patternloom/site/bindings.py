"""What a name stands for in a template, told from its text alone: a macro, a file of macros, a thing of known type.

In: Jinja's syntax trees. Out: bindings by name, and signatures that a call is held against. Where it cannot
be told, a name stands for anything. Nothing is rendered here, and nothing reported.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from jinja2 import nodes

from patternloom.problems.findings import did_you_mean, nearest, shown


@dataclass(frozen=True, slots=True)
class Signature:
    """What a macro, or a method that templates call, takes."""

    name: str
    parameters: tuple[str, ...]
    required: frozenset[str]
    more: bool = False
    """Whether it takes any number of values."""
    named: bool = False
    """Whether it takes values of any name."""

    def arguments(self, call: nodes.Call) -> dict[str, nodes.Expr]:
        """The values of a call by parameter, as far as it has them."""
        return dict(zip(self.parameters, call.args, strict=False)) | {pair.key: pair.value for pair in call.kwargs}

    def mistakes(self, call: nodes.Call) -> Iterator[tuple[str, str, str]]:
        """What is wrong with a call; of each mistake a word to find it by, message and hint."""
        if call.dyn_args is not None or call.dyn_kwargs is not None:
            return
        takes = f"{shown(self.name)} takes " + (", ".join(self.parameters) or "nothing")
        if len(call.args) > len(self.parameters) and not self.more:
            message = f"{len(call.args)} arguments for {shown(self.name)}, expected {len(self.parameters)}"
            yield self.name, message, takes
            return
        by_place = self.parameters[: len(call.args)]
        given = {*by_place, *(pair.key for pair in call.kwargs)}
        strange = given.difference(self.parameters)
        # What is missing may be there under a name that is misspelt, as is told.
        lacking = [name for name in self.parameters if name in self.required - given]
        missing = [name for name in lacking if not any(nearest(other, [name]) for other in strange)]
        for pair in call.kwargs:
            if pair.key in by_place:
                yield pair.key, f"argument {shown(pair.key)} of {shown(self.name)} twice, expected it once", takes
            elif pair.key not in self.parameters and not self.named:
                hint = did_you_mean(pair.key, self.parameters, list_up_to=0) or takes
                yield pair.key, f"unknown argument {shown(pair.key)}, expected one that {shown(self.name)} takes", hint
        if missing:
            yield self.name, f"no {', '.join(map(shown, missing))} for {shown(self.name)}, expected it", takes


@dataclass(frozen=True, slots=True)
class Module:
    """A file of macros: what each name in it stands for; None where the file cannot be read."""

    exports: Mapping[str, Binding] | None


Binding = Signature | Module | type | None
"""A macro, a file of macros, a thing of that type, or anything."""

ASKS = ("defined", "undefined", "default", "d")
"""Tests and filters that take what does not exist."""

Modules = Callable[[nodes.Expr], Module]
"""The file that an expression names."""


def descendants(node: nodes.Node) -> list[nodes.Node]:
    """Every node below one, in order."""
    found = list(node.iter_child_nodes())
    for one in found:  # it grows
        found += one.iter_child_nodes()
    return found


# A file's macros are looked at for its own sake and for that of each file that takes them; bounded, as a preview reads
# all files again and again.
@lru_cache(maxsize=500)
def signature_of(macro: nodes.Macro) -> Signature:
    """A macro's own; a parameter that it asks for by `is defined` may be left out."""
    inside = descendants(macro)
    used = {node.name for node in inside if isinstance(node, nodes.Name)}
    parameters = tuple(argument.name for argument in macro.args)
    optional = {*parameters[len(parameters) - len(macro.defaults) :], *asked_for(inside), "caller"}
    required = frozenset(parameters) - optional
    return Signature(macro.name, parameters, required, "varargs" in used, "kwargs" in used or "caller" in used)


@cache
def method_signature(owner: type, name: str, shown_as: str) -> Signature | None:
    """A method's; None for what is no method."""
    method = inspect.getattr_static(owner, name, None)
    if not inspect.isfunction(method):
        return None
    parameters = list(inspect.signature(method).parameters.values())[1:]
    places = [one for one in parameters if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]
    return Signature(
        shown_as,
        tuple(one.name for one in places),
        frozenset(one.name for one in places if one.default is one.empty),
        any(one.kind is one.VAR_POSITIONAL for one in parameters),
        any(one.kind is one.VAR_KEYWORD for one in parameters),
    )


def dashed(node: nodes.Expr) -> str:
    """Names with a minus between them as the id that they were likely meant as: `circuit - breaker`."""
    if isinstance(node, nodes.Sub):
        left, right = dashed(node.left), dashed(node.right)
        return f"{left}-{right}" if left and right else ""
    if isinstance(node, nodes.Getattr):
        return dashed(node.node)  # of `circuit-breaker.name`, the id is before the dot
    return node.name if isinstance(node, nodes.Name) else ""


def asked_for(found: Iterable[nodes.Node]) -> set[str]:
    """Names of which a template asks whether they exist."""
    return {
        node.node.name
        for node in found
        if isinstance(node, nodes.Test | nodes.Filter) and node.name in ASKS and isinstance(node.node, nodes.Name)
    }


def bindings(body: Iterable[nodes.Node], modules: Modules) -> dict[str, Binding]:
    """What is bound in a scope, wherever in it; a name that is bound twice may be anything."""
    found: dict[str, Binding] = {}
    for name, binding in _bound(body, modules, found):
        found[name] = binding if found.get(name, binding) == binding else None
    return found


def _bound(
    body: Iterable[nodes.Node], modules: Modules, before: Mapping[str, Binding]
) -> Iterator[tuple[str, Binding]]:
    for node in body:
        match node:
            case nodes.Macro():
                yield node.name, signature_of(node)
            case nodes.Import():
                yield node.target, modules(node.template)
            case nodes.FromImport():
                exports = modules(node.template).exports or {}
                for one in node.names:
                    name, alias = one if isinstance(one, tuple) else (one, one)
                    yield alias, exports.get(name)
            case nodes.Assign(target=nodes.Name(name=name), node=nodes.Name(name=other)):
                yield name, before.get(other)
            case nodes.Assign() | nodes.AssignBlock():
                yield from ((name, None) for name in targets(node.target))
            case nodes.If():
                yield from _bound((*node.body, *node.elif_, *node.else_), modules, before)
            case nodes.FilterBlock() | nodes.Scope() | nodes.ScopedEvalContextModifier():
                yield from _bound(node.body, modules, before)


def targets(target: nodes.Node) -> list[str]:
    """The names that an assignment, or a loop, binds."""
    if isinstance(target, nodes.Name):
        return [target.name]
    return [name.name for name in target.find_all(nodes.Name)]
