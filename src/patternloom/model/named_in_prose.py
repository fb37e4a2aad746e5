"""What prose names: ids that lead nowhere, and what only looks like the name of an entry.

In: the tree of a text and what it was read from, and the ids that there are. Out: an `Issue` for each, with the way to
write it. How prose is read, `text.prose` knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.model.refs import Context, RefTo
from patternloom.model.values import Issue
from patternloom.problems.findings import one, shown
from patternloom.text.letters import letters_in
from patternloom.text.prose import Citation, EntryLink, Paragraph, Words, walk

_REFERENCE = frozenset({"reference"})
# As Markdown's short links are written; what an address follows is a link of ours.
_IN_BRACKETS = re.compile(r"(?<![\\\[\]\w])\[([a-z0-9-]+)\](?![(\[\]])")


def _written(id: str, context: Context) -> str:
    """How prose names an entry; nothing where it names none of that kind."""
    kind = context.kinds.get(id)
    return f"[@{id}]" if kind == "reference" else f"[[{id}]]" if kind in context.linkable else ""


def in_single_brackets(text: str, context: Context) -> Iterator[Issue]:
    """Ids between `[` and `]`, which a reader would see so."""
    if "[" not in text:
        return  # most texts
    for found in _IN_BRACKETS.finditer(text):
        way_out = _written(found[1], context)
        if way_out and text.count("`", 0, found.start()) % 2 == 0:
            message = f"{shown(found[0])} is text, expected {shown(way_out)} for what {shown(found[1])} is"
            hint = "write it so, or '\\[' for the character itself"
            yield Issue(message, hint, letter=letters_in(text[: found.start()]), rule="prose")


def reference_issues(paragraphs: tuple[Paragraph, ...], context: Context) -> Iterator[Issue]:
    """Every reference in prose that leads nowhere."""
    for node in walk(paragraphs):
        if node.__class__ is Words:
            continue  # most nodes
        if isinstance(node, EntryLink) and context.kinds.get(node.id) not in context.linkable:
            what, wanted = "entry", RefTo(context.linkable)
        elif isinstance(node, Citation) and context.kinds.get(node.id) != "reference":
            what, wanted = "reference", RefTo(_REFERENCE)
        else:
            continue
        if context.may_be(node.id, wanted):
            continue
        issue = context.gone(node.id, " in prose") or _leads_nowhere(node.id, what, wanted, context)
        if hint := _otherwise(node.id, context):
            issue = issue._replace(hint=hint)
        if isinstance(node, EntryLink) and context.kinds.get(node.label or "") in wanted.kinds:
            issue = issue._replace(hint=f"the id comes first: '[[{node.label}|{node.id}]]'")
        yield issue._replace(letter=node.letter)


def _leads_nowhere(id: str, what: str, wanted: RefTo, context: Context) -> Issue:
    """For an id that nothing has, or that something has of which prose speaks otherwise."""
    kind = context.kinds.get(id)
    found, hint = f"unknown {what} {shown(id)} in prose", context.near(id, wanted, list_up_to=0)
    if kind:
        found = f"{shown(id)} in prose is {one(kind)}"
        hint = f"write {shown(way_out)}" if (way_out := _written(id, context)) else hint
    return Issue(f"{found}, expected the id of {one(what)}", hint, rule="dangling-reference")


def _otherwise(id: str, context: Context) -> str:
    """The way out where the signs around ids are mixed, or several are named at once."""
    ids = re.split(r"[;,]\s*", id)
    ways = [_written(one_id.strip().removeprefix("@"), context) for one_id in ids]
    return f"write {shown(' '.join(ways))}" if all(ways) and (len(ids) > 1 or id.startswith("@")) else ""
