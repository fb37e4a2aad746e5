"""What a template prints, written for the place where it lands: in a page's text, in an attribute, as an address.

In: a template's syntax tree. Out: the same with a writer around all that it prints, or every place that nothing can be
printed in safely: a script, a comment, a code span, a tag. So no template decides how a text is escaped, and none can
forget it. What is printed is looked at when a page is rendered, here it is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from patternloom.site.escape_context import TEXT, Place, after
from patternloom.text import escape

WRITERS = {
    "written as text": escape.text,
    "written in a line": escape.in_line,
    "written in an attribute": escape.attribute,
    "written as an address": escape.address,
    "written as a word": escape.word,
    "taken as written": escape.Written,
    "concatenated": escape.concatenated,
}
"""The writers, as filters whose names no template can write."""

_ADDRESSES = frozenset(
    ("href", "src", "action", "formaction", "cite", "data", "poster", "background", "longdesc", "xlink:href")
)
_WORDS = frozenset({
    "id", "class", "for", "name", "style", "type", "rel", "target", "role", "lang", "hreflang", "dir", "headers",
    "form", "list", "markdown", "aria-labelledby", "aria-controls", "aria-describedby", "aria-owns",
})  # fmt: skip
# What they name is run, or shown as if it were the page.
_RUN = frozenset(("script", "iframe", "frame", "object", "embed", "base", "link", "meta", "style", "portal"))
_REFUSED = {
    "code": "in a code span, expected it between <code> and </code>",
    "fence": "in a fence, expected the filter 'listing', which makes one",
    "tag": "inside a tag, expected it in a quoted attribute",
    "bare": "in an attribute without quotes, expected quotes around it",
    "comment": "in a comment of HTML, expected it elsewhere",
    "raw": "where HTML reads no text, expected it elsewhere",
}


class Refusal(NamedTuple):
    """A place that nothing can be printed in."""

    line: int
    message: str


def write(tree: nodes.Template) -> tuple[Refusal, ...]:
    """Put a writer around all that the template prints; what it prints where none can help is told."""
    _Joining().visit(tree)
    writing = _Writing()
    writing.ends_as_text(tree.body, tree)
    return tuple(sorted(set(writing.refused)))


@dataclass(slots=True)
class _Writing:
    """The way through one template."""

    refused: list[Refusal] = field(default_factory=list)

    def ends_as_text(self, body: list[nodes.Node], of: nodes.Node) -> None:
        """A part that stands by itself: it begins and ends as text."""
        if self.body(body, TEXT).kind != "text":
            self.refuse(of.lineno, "ends in a tag, comment or code span, expected it to end where it began")

    def refuse(self, line: int, message: str) -> None:
        """Note what nothing can be done about."""
        self.refused.append(Refusal(line, message))

    def body(self, body: list[nodes.Node], place: Place) -> Place:
        """Each node in its order; the place after them."""
        for node in body:
            place = self.node(node, place)
        return place

    def node(self, node: nodes.Node, place: Place) -> Place:
        """A statement or what is printed; the place after it."""
        match node:
            case nodes.Output():
                return self.output(node, place)
            case nodes.If():
                branches = [node.body, *(other.body for other in node.elif_), node.else_]
                return self.branches(node, branches, place)
            case nodes.For():
                return self.branches(node, [node.body, node.else_, []], place)
            case nodes.Macro():
                self.ends_as_text(node.body, node)
            case nodes.AssignBlock():
                self.ends_as_text(node.body, node)
            case nodes.CallBlock() | nodes.FilterBlock() | nodes.Block():
                self.as_text(node, place)
                self.ends_as_text(node.body, node)
            case nodes.Include():
                self.as_text(node, place)
            case nodes.ScopedEvalContextModifier() | nodes.EvalContextModifier():
                self.refuse(node.lineno, "escaping turned off or on, expected it to be left alone")
            case nodes.With() | nodes.Scope():
                return self.body(node.body, place)
        return place

    def as_text(self, node: nodes.Node, place: Place) -> None:
        """What gives whole lines stands where text may."""
        if place.kind != "text":
            self.refuse(node.lineno, f"a part of a page {_where(place)}")

    def branches(self, node: nodes.Node, branches: Sequence[list[nodes.Node]], place: Place) -> Place:
        """Whichever is taken, the place after them is one."""
        ends = [self.body(body, place) for body in branches]
        if len({replace(end, begins=True) for end in ends}) > 1:
            self.refuse(node.lineno, "branches that end in different places, expected all to end where one does")
        return replace(ends[0], begins=all(end.begins for end in ends))

    def output(self, node: nodes.Output, place: Place) -> Place:
        """The template's own text moves on; what it prints gets its writer."""
        made: list[nodes.Expr] = []
        for part, following in zip(node.nodes, [*node.nodes[1:], None], strict=True):
            if isinstance(part, nodes.TemplateData):
                place = after(place, part.data)
                made.append(part)
            elif isinstance(part, nodes.Const) and part.value == "":
                pass  # as in `{{- "" }}`, which takes a line break away
            elif (writer := _writer(place)) == "written as an address" and _begins_with_colon(following):
                self.refuse(part.lineno, "a value before a colon in an address, expected both in one value")
            elif writer:
                # What is printed may be empty: then the line still has to begin.
                made.append(_filter(part, writer))
            else:
                self.refuse(part.lineno, f"a value {_where(place)}")
        node.nodes = made
        return place


def _begins_with_colon(part: nodes.Expr | None) -> bool:
    return isinstance(part, nodes.TemplateData) and part.data.lstrip().startswith(":")


def _writer(place: Place) -> str | None:
    """The name of the writer for a place; None where there is none."""
    match place:
        case Place(kind="text", begins=begins):
            return "written as text" if begins else "written in a line"
        case Place(kind="target"):
            return "written as an address"
        case Place(kind="list"):
            return "written as a word"
        case Place(kind="value", tag=tag, attribute=name) if tag not in _RUN and not _runs(name):
            if name in _ADDRESSES:
                return "written as an address"
            return "written as a word" if name in _WORDS else "written in an attribute"
    return None


def _runs(attribute: str) -> bool:
    return attribute.startswith("on") or attribute in ("srcdoc", "srcset", "ping", "manifest")


def _where(place: Place) -> str:
    """What is wrong with a place, and the way out."""
    if place.kind in _REFUSED:
        return _REFUSED[place.kind]
    if place.tag in _RUN:
        return f"in an attribute of <{place.tag}>, expected it elsewhere"
    if place.kind == "value":
        return f"in the attribute '{place.attribute}', expected it elsewhere"
    return "in a link's target or an attribute list, expected it in the text"


def _filter(node: nodes.Expr | None, name: str, line: int = 1) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno if node else line)


class _Joining(NodeTransformer):
    """What Jinja puts together as its own markup is put together as ours, so that nothing is escaped for HTML alone."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """`a ~ b`."""
        self.generic_visit(node)
        first, *others = node.nodes
        return nodes.Filter(first, "concatenated", others, [], None, None, lineno=node.lineno)

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:
        """`{% filter held %}…{% endfilter %}`."""
        self.generic_visit(node)
        node.filter = _captured(node.filter, node.lineno)
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> list[nodes.Node]:
        """`{% set x %}…{% endset %}`."""
        self.generic_visit(node)
        node.filter = _captured(node.filter, node.lineno)
        load: nodes.Expr
        if isinstance(node.target, nodes.NSRef):
            load = nodes.Getattr(nodes.Name(node.target.name, "load"), node.target.attr, "load")
        else:
            assert isinstance(node.target, nodes.Name)
            load = nodes.Name(node.target.name, "load")
        return [node, nodes.Assign(node.target, _filter(load, "taken as written"), lineno=node.lineno)]


def _captured(outer: nodes.Filter | None, line: int) -> nodes.Filter:
    """What a block holds is written already; what a filter makes of it is written again, unless it is still."""
    inside = _filter(None, "taken as written", line)
    innermost = outer
    while innermost and isinstance(innermost.node, nodes.Filter):
        innermost = innermost.node
    if innermost:
        innermost.node = inside
    return _filter(outer or inside, "written as text")
