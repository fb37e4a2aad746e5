"""What is wrong with pages and macros, as far as it can be told without rendering them.

In: templates, macros and what there is to name. Out: problems with file, line and column: syntax, unknown
files, macros, filters, tests and names, and calls that do not fit. What depends on values is left to
rendering, and what cannot be known (None) is not judged. Nothing is rendered here.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import jinja2
from jinja2 import nodes

from patternloom.model.kinds import KIND_OF_NAME
from patternloom.problems.findings import Findings, Mark, Problem, shown
from patternloom.site import autoescape
from patternloom.site.bindings import Binding, Module, asked_for, bindings, descendants
from patternloom.site.content import Template
from patternloom.site.front_matter import texts
from patternloom.site.known import Known
from patternloom.site.links import Strings
from patternloom.site.name_hints import CONTEXT, NO_ENTRY
from patternloom.site.template_lines import Lines, lines_of, word
from patternloom.site.template_syntax import syntax_problem
from patternloom.site.template_walk import Walk
from patternloom.site.templates import MACROS, Macros, environment
from patternloom.site.view import View

_CLASS_OF_KIND = {name: kind.type for name, kind in KIND_OF_NAME.items()}


# In a preview, most edits change no page, no macro and nothing that these may name: what was told then holds.
_told: dict[Hashable, tuple[Problem, ...]] = {}
_REMEMBERED = 4


def check_templates(templates: Iterable[Template], macros: Macros, known: Known) -> tuple[Problem, ...]:
    """Every mistake of every file, each once."""
    pages = tuple(templates)
    seen = (
        (*((page.file, page.text, page.body, page.kind, page.plain) for page in pages),),
        (*((macros.file(name), text) for name, text in macros.texts.items()), macros.complete),
        known,
    )
    if seen not in _told:
        found = tuple(mistakes_of(pages, macros, known))
        for oldest in [*_told][: max(0, len(_told) + 1 - _REMEMBERED)]:
            del _told[oldest]
        _told[seen] = found
    return _told[seen]


def mistakes_of(templates: Iterable[Template], macros: Macros, known: Known) -> Iterator[Problem]:
    """Every mistake of every file, looked at anew; one may come twice."""
    checking = _Checking(environment(macros), macros, known)
    for name in macros.texts:
        checking.module(name)
    pages = [(template, tree) for template in templates for tree in checking.trees_of(template)]
    used = _used([tree for _, tree in pages], checking.trees)
    included = {name for tree in checking.trees.values() if tree for name in _with_context(descendants(tree))}
    for name, tree in checking.trees.items():
        if tree is not None:
            # What is taken in with the names of another may use any of them. A file that no page uses, such as the
            # macros of a kind that a catalog does not show, needs no words.
            at, judges, words = lines_of(macros.file(name), macros.texts[name]), name not in included, name in used
            checking.template(tree, at, {}, judges=judges, words=words)
    for template, tree in pages:
        entry = _CLASS_OF_KIND.get(template.kind) if template.kind else NO_ENTRY
        scope: dict[str, Binding] = dict(zip(CONTEXT, (View, entry, Strings), strict=True))
        checking.template(tree, lines_of(template.file, template.text), scope)
    checking.write()
    for name, wanted in checking.lacking.items():
        listed = ", ".join(map(shown, sorted(wanted)))
        message = f"no macro {listed}, expected what ours take from the file that this one replaces"
        checking.problems.append(Problem(Mark(macros.file(name)), message, "take it over from there", rule="template"))
    yield from dict.fromkeys(checking.problems)


def _used(pages: Iterable[nodes.Template], macros: Mapping[str, nodes.Template | None]) -> Collection[str]:
    """The macro files that pages take in by name, through one another too; rendering judges all others."""
    used: set[str] = set()
    waiting = list(pages)
    while waiting:
        for node in descendants(waiting.pop()):
            if not isinstance(node, nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends):
                continue
            name = str(node.template.value) if isinstance(node.template, nodes.Const) else ""
            if name not in used and (tree := macros.get(name)):
                waiting.append(tree)
            used.add(name)
    return used


def _says_nothing(tree: nodes.Template) -> bool:
    """Whether nothing is in it but blanks and comments."""
    printed = [one for node in tree.body if isinstance(node, nodes.Output) for one in node.nodes]
    blank = all(isinstance(one, nodes.TemplateData) and not one.data.strip() for one in printed)
    return blank and all(isinstance(node, nodes.Output) for node in tree.body)


def _with_context(found: Iterable[nodes.Node]) -> Iterator[str]:
    """Files that see the names of the template that takes them in."""
    for node in found:
        if not isinstance(node, nodes.Include | nodes.Import | nodes.FromImport) or not node.with_context:
            continue
        if isinstance(node.template, nodes.Const):
            yield str(node.template.value)


@dataclass(slots=True)
class _Checking:
    """One run over all files."""

    env: jinja2.Environment
    macros: Macros
    known: Known
    problems: Findings = field(default_factory=Findings)
    trees: dict[str, nodes.Template | None] = field(default_factory=dict)
    modules: dict[str, Module] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)
    """Macro files with nothing in them but blanks and comments."""
    lacking: dict[str, set[str]] = field(default_factory=dict)
    parsed: list[tuple[nodes.Template, Lines]] = field(default_factory=list)

    def parse(self, text: str, lines: Lines) -> nodes.Template | None:
        """The syntax tree; None where there is none."""
        try:
            self.parsed.append((self.env.parse(text), lines))
            return self.parsed[-1][0]
        except jinja2.TemplateSyntaxError as error:
            self.problems.append(syntax_problem(error, lines))
        except RecursionError:
            self._too_deep(lines)
        return None

    def write(self) -> None:
        """Tell where nothing can be printed. Writing changes the trees, so that it comes last."""
        for tree, lines in self.parsed:
            try:
                for refusal in autoescape.write(tree):
                    self.problems.append(Problem(lines.tag(refusal.line), refusal.message, rule="template"))
            except RecursionError:
                self._too_deep(lines)

    def _too_deep(self, lines: Lines) -> None:
        self.problems.append(Problem(lines.mark(1), "nested too deeply, expected less", rule="template"))

    def trees_of(self, template: Template) -> Iterator[nodes.Template]:
        """The syntax trees of a page's texts, as far as they have any Jinja in them."""
        lines = lines_of(template.file, template.text)
        for text in (*(text.jinja for text in texts(template.front)), template.body):
            if ("{{" in text or "{%" in text) and (tree := self.parse(text, lines)) is not None:
                yield tree

    def module(self, name: str) -> Module:
        """What a macro file has to offer, found when it is first wanted; one that takes in itself offers anything."""
        if name not in self.modules:
            self.modules[name] = Module(None)
            if name in self.macros.texts and name.endswith(MACROS):
                text = self.macros.texts[name]
                tree = self.trees[name] = self.parse(text, lines_of(self.macros.file(name), text))
                if tree is not None and _says_nothing(tree):
                    self.empty.add(name)
                elif tree is not None and not any(isinstance(node, nodes.Extends) for node in tree.body):
                    self.modules[name] = Module(bindings(tree.body, self.named))
                    self._doubled(tree, lines_of(self.macros.file(name), text))
        return self.modules[name]

    def _doubled(self, tree: nodes.Template, lines: Lines) -> None:
        """Tell macros of a name that one above has: Jinja takes the last."""
        first: dict[str, int] = {}
        for node in tree.body:
            if isinstance(node, nodes.Macro) and first.setdefault(node.name, node.lineno) != node.lineno:
                message = f"second macro {shown(node.name)}, expected each name once"
                hint = f"first on line {first[node.name]}"
                self.problems.append(Problem(lines.mark(node.lineno, word(node.name)), message, hint, rule="template"))

    def named(self, template: nodes.Expr) -> Module:
        """The module that an expression names, where it does so plainly."""
        if isinstance(template, nodes.Const) and template.value in self.empty:
            file = self.macros.file(str(template.value))
            message = "an empty file, expected the macros that are taken from it"
            self.problems.append(Problem(Mark(file), message, "write them, or delete it", rule="template"))
        return self.module(str(template.value)) if isinstance(template, nodes.Const) else Module(None)

    def template(
        self,
        tree: nodes.Template,
        lines: Lines,
        scope: Mapping[str, Binding],
        *,
        judges: bool = True,
        words: bool = True,
    ) -> None:
        """One template, in which the names of `scope` are known; all names are, unless it `judges` them, or `words`."""
        found = descendants(tree)
        inherits = any(isinstance(node, nodes.Extends) for node in found)
        asked = asked_for(found) if judges and not inherits else None
        placed = {
            call.args[0].value
            for call in found
            if isinstance(call, nodes.Call) and isinstance(call.node, nodes.Getattr) and call.node.attr == "placed"
            if call.args and isinstance(call.args[0], nodes.Const)
        }
        walk = Walk(
            env=self.env,
            macros=self.macros,
            known=self.known if words else replace(self.known, words=None),
            problems=self.problems,
            named=self.named,
            lines=lines,
            asked=asked,
            placed=frozenset(placed),
            lacking=self.lacking,
        )
        try:
            walk.body(tree.body, scope)
        except RecursionError:
            self._too_deep(lines)
