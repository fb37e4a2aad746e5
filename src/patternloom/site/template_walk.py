"""One template, walked from scope to scope: every name, filter, test, file and call held against what there is.

In: a syntax tree and what its names stand for. Out: problems at the words themselves. It follows no value:
what a loop gives, or a macro is handed, may be anything. Nothing is rendered here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2
from jinja2 import nodes

from patternloom.problems.findings import Findings, Problem, did_you_mean, nearest, shown
from patternloom.site.bindings import ASKS, Binding, Module, Signature, bindings, dashed, method_signature, targets
from patternloom.site.content import KINDS
from patternloom.site.known import Known, filled_in_wrongly
from patternloom.site.links import Strings
from patternloom.site.name_hints import NO_ENTRY, attributes, file_of_macro, name_hint, owner_word, unquoted_file
from patternloom.site.template_lines import Lines, Wanted, after, anything, called, word
from patternloom.site.templates import Macros
from patternloom.site.view import View

# A macro's parameter of this name is the page.
PAGE = "page"
# Filters that take the name of a test, and at which place.
_NAME_A_TEST = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}
_TAKE_IN = nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends
Scope = Mapping[str, Binding]


@dataclass(frozen=True, slots=True)
class Walk:
    """The way through one template."""

    env: jinja2.Environment
    macros: Macros
    known: Known
    problems: Findings
    named: Callable[[nodes.Expr], Module]
    lines: Lines
    asked: set[str] | None
    """Names that it asks for by `is defined`; None where any name may be known."""
    placed: frozenset[str]
    """Ids that it asks for by `page.placed`."""
    lacking: dict[str, set[str]]
    """Macros that files of ours take from one of the project, which replaces ours and does not have them."""
    meant: set[str] = field(default_factory=set)
    """Macros that it seems to mean by names that are none, as was told."""

    def body(self, body: Iterable[nodes.Node], scope: Scope, more: Scope | None = None) -> None:
        """A scope of its own inside another."""
        inside = {**scope, **(more or {}), **bindings(body, self.named)}
        for node in body:
            self.visit(node, inside)

    def visit(self, node: nodes.Node, scope: Scope) -> None:
        """A node and all below it."""
        match node:  # the most frequent first
            case nodes.TemplateData() | nodes.Const():
                pass
            case nodes.Name():
                self._name(node, scope)
            case nodes.Getattr() | nodes.Getitem():
                self.visit(node.node, scope)
                self._attribute(node, scope)
            case nodes.Output():
                self._all(node.nodes, scope)
            case nodes.Test() | nodes.Filter():
                self._test_or_filter(node, scope)
            case nodes.Macro():
                self._all(node.defaults, scope)
                named: Scope = {one.name: View if one.name == PAGE else None for one in node.args}
                self.body(node.body, scope, {**dict.fromkeys(("caller", "kwargs", "varargs")), **named})
            case nodes.CallBlock():
                self._all((node.call, *node.defaults), scope)
                self.body(node.body, scope, {one.name: None for one in node.args})
            case nodes.For():
                self.visit(node.iter, scope)
                inside = (node.test, *node.body, *node.else_) if node.test else (*node.body, *node.else_)
                self.body(inside, scope, dict.fromkeys((*targets(node.target), "loop")))
            case nodes.With():
                self._all(node.values, scope)
                self.body(node.body, scope, {name: None for one in node.targets for name in targets(one)})
            case nodes.Sub() if (id := dashed(node)) in (self.known.ids or ()):
                self._unquoted(node.lineno, "", id)
            case nodes.Block():
                self.body(node.body, scope, dict.fromkeys(("self", "super")))
            case _:
                if isinstance(node, nodes.Call):
                    self._call(node, scope)
                elif isinstance(node, _TAKE_IN) and self._file(node):
                    return
                self._all(node.iter_child_nodes(), scope)

    def _all(self, found: Iterable[nodes.Node], scope: Scope) -> None:
        for node in found:
            self.visit(node, scope)

    def _tell(self, line: int, wanted: tuple[Wanted, ...], message: str, hint: str) -> None:
        self.problems.append(Problem(self.lines.mark(line, *wanted), message, hint, rule="template"))

    def _name(self, node: nodes.Name, scope: Scope) -> None:
        if node.name in scope or node.ctx != "load" or self.asked is None:
            return
        if node.name in self.asked or node.name in self.meant or node.name in self.env.globals:
            return
        file = file_of_macro(node.name, self.macros, self.named)
        file = None if file and self.macros.file(file) == self.lines.file else file
        there = (*scope, *self.env.globals)
        hint = name_hint(node.name, there, self.known.ids or (), self.known.words or (), file)
        message = f"unknown name {shown(node.name)}, expected one that the template has"
        self._tell(node.lineno, (word(node.name),), message, hint)

    def _unquoted(self, line: int, what: str, text: str) -> None:
        self._tell(line, (anything(text),), f"{what}{shown(text)} without quotes, expected a text", f'write "{text}"')

    def _file(self, node: Any) -> bool:
        """A file that is taken in, and the names that are wanted of it; whether its name lacks its quotes."""
        if file := unquoted_file(node.template):
            self._unquoted(node.lineno, "file ", file)
            return True
        if not isinstance(node.template, nodes.Const) or getattr(node, "ignore_missing", False):
            return False
        name = str(node.template.value)
        if name not in self.macros.texts:
            if self.macros.complete:
                self._tell(node.lineno, (word(name),), *self.macros.missing(name))
            return False
        exports = self.named(node.template).exports
        for one in node.names if isinstance(node, nodes.FromImport) and exports is not None else ():
            wanted = one[0] if isinstance(one, tuple) else one
            if wanted not in (exports or {}):
                self._unknown_macro(node.lineno, wanted, name, exports or {})
        return False

    def _unknown_macro(self, line: int, wanted: str, file: str, exports: Mapping[str, Binding]) -> None:
        self.meant.update(filter(None, [nearest(wanted, exports)]))
        if self.macros.came_with_us(self.lines.file) and file not in self.macros.came:
            self.lacking.setdefault(file, set()).add(wanted)
            return
        message = f"unknown macro {shown(wanted)}, expected one of {self.macros.file(file)}"
        self._tell(line, (word(wanted),), message, did_you_mean(wanted, exports))

    def _binding(self, node: nodes.Node, scope: Scope) -> Binding:
        """What an expression stands for."""
        match node:
            case nodes.Name():
                return scope.get(node.name)
            case nodes.Getattr():
                owner = self._binding(node.node, scope)
                if isinstance(owner, Module):
                    return (owner.exports or {}).get(node.attr)
                if owner is View and node.attr == "t":
                    return Strings
                if isinstance(owner, type) and owner is not Strings:
                    label = f"{node.node.name}.{node.attr}" if isinstance(node.node, nodes.Name) else node.attr
                    return method_signature(owner, node.attr, label)
        return None

    def _attribute(self, node: nodes.Getattr | nodes.Getitem, scope: Scope) -> None:
        owner = self._binding(node.node, scope)
        if isinstance(node, nodes.Getitem):
            self.visit(node.arg, scope)
            if isinstance(owner, Signature):
                message = f"brackets after {shown(owner.name)}, expected parentheses, as it is called"
                self._tell(node.lineno, (anything(owner.name),), message, f"write '{owner.name}(…)'")
            if owner is not Strings or not isinstance(node.arg, nodes.Const):
                return
            key = str(node.arg.value)
        else:
            key = node.attr
        options: Collection[str] | None
        if owner is Strings:
            options, wanted = self.known.words, "word {}, expected a key of the strings files"
        elif isinstance(owner, Module):
            options, wanted = owner.exports, "macro {}, expected one of the file's"
        elif owner is NO_ENTRY:
            message = f"{shown(key)} of an entry on a page of none, expected it on pages of one entry"
            self._tell(node.lineno, (after(key, "."), word(key)), message, "as [area].any.md makes them")
            return
        elif isinstance(owner, type):
            options, wanted = attributes(owner), f"attribute {{}}, expected one that the {owner_word(owner)} has"
        else:
            return
        if options is not None and key not in options:
            hint = did_you_mean(key, options, list_up_to=0)
            self._tell(node.lineno, (after(key, "."), word(key)), "unknown " + wanted.format(shown(key)), hint)

    def _test_or_filter(self, node: nodes.Test | nodes.Filter, scope: Scope) -> None:
        """A name of which a test, or a filter, asks whether it exists, need not."""
        asks = node.name in ASKS
        operand = node.node
        if asks and isinstance(operand, nodes.Getattr | nodes.Getitem):
            self.visit(operand.node, scope)
        elif operand is not None and not (asks and isinstance(operand, nodes.Name)):
            self.visit(operand, scope)
        self._all((*node.args, *node.kwargs), scope)
        if isinstance(node, nodes.Test):
            self._known_to_jinja(node.lineno, node.name, "test", after(node.name, "is", "not"))
            return
        self._known_to_jinja(node.lineno, node.name, "filter", after(node.name, "|"))
        place = _NAME_A_TEST.get(node.name, 0 if node.name == "map" else None)
        named = node.args[place] if place is not None and len(node.args) > place else None
        if isinstance(named, nodes.Const):
            name = str(named.value)
            self._known_to_jinja(node.lineno, name, "filter" if node.name == "map" else "test", word(name))

    def _known_to_jinja(self, line: int, name: str, what: str, wanted: Wanted) -> None:
        known = self.env.filters if what == "filter" else self.env.tests
        if name not in known:
            message = f"unknown {what} {shown(name)}, expected one of Jinja's or ours"
            self._tell(line, (wanted,), message, did_you_mean(name, known, list_up_to=0))

    def _call(self, node: nodes.Call, scope: Scope) -> None:
        signature = self._binding(node.node, scope)
        if signature is Strings and node.args and isinstance(node.args[0], nodes.Const):
            message = "a word is called, expected it by its key"
            self._tell(node.lineno, (called("t"), word("t")), message, f"write 't.{node.args[0].value}'")
        match node.node:
            case nodes.Getattr(attr="format", node=nodes.Getattr() as of) if self._binding(of.node, scope) is Strings:
                for named, message, hint in filled_in_wrongly(of.attr, node, self.known):
                    self._tell(node.lineno, (after(named, "."), word(named)), message, hint)
        if not isinstance(signature, Signature):
            return
        for named, message, hint in signature.mistakes(node):
            self._tell(node.lineno, (called(named), word(named)), message, hint)
        if isinstance(node.node, nodes.Getattr) and self._binding(node.node.node, scope) is View:
            self._named_by(signature, node)

    def _named_by(self, signature: Signature, call: nodes.Call) -> None:
        """Ids, kinds and pages that are written out in a call of the page's."""
        there = {
            "id": (self.known.ids, "entry {}, expected an id of the catalog"),
            "kind": (KINDS, "kind {}, expected a kind of entry"),
            "path": (self.known.pages, "page {}, expected the path of one below the content"),
        }
        for name, value in signature.arguments(call).items():
            options, wanted = there.get(name, (None, ""))
            if options is None or not isinstance(value, nodes.Const) or not isinstance(value.value, str):
                continue
            if value.value not in options and value.value not in self.placed:
                hint = self.known.near(value.value, options)
                self._tell(value.lineno, (word(value.value),), "unknown " + wanted.format(shown(value.value)), hint)
