"""The fields of a record in reStructuredText, with their places: the list that it begins with, or has below its title.

In: a file's text, and where its front matter ends. Out: fields of a document.
"""

from __future__ import annotations

import re

from patternloom.adr.formats.document import Document, Field, Value

_NAMED = re.compile(r"[A-Za-z0-9][^\s,\[\]\"']*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FIELD = re.compile(
    r"^:(?P<name>[A-Za-z][\w -]*):[ \t]*(?P<value>[^\r\n]*(?:(?:\r\n|\r|\n)[ \t]+[^\r\n]+)*)", re.MULTILINE
)


def read_fields(text: str, start: int, into: Document) -> None:
    """The fields of the list that a file begins with, or has below its title."""
    first = _FIELD.search(text, start)
    if not first or text.count("\n", start, first.start()) + text.count("\r", start, first.start()) > 12:
        return
    at = first.start()
    while match := _FIELD.match(text, at):
        name, begins = match["name"].lower(), match.start("value")
        spans = [(one.start(), one.end()) for one in _NAMED.finditer(match["value"])]
        if name not in ("patterns", "technologies"):
            spans = [(0, len(match["value"]))] if match["value"].strip() else []
        values = [Value(match["value"][a:b], begins + a, begins + b) for a, b in spans]
        into.fields.setdefault(name, Field(values, begins))
        ending = _LINE_END.match(text, match.end())
        at = ending.end() if ending else match.end()
