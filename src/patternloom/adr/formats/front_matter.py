"""The YAML between `---` lines at a file's top: its fields, each value with its place.

In: a file's text. Out: fields of plain texts and lists of them, where the rest of the file begins, and what could not
be read. Values of other forms are noted and passed over; no anchor is followed, nothing is built of what is nested.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from patternloom.adr.formats.document import Document, Field, Value
from patternloom.problems import limits
from patternloom.problems.findings import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAND_IN = "\N{REPLACEMENT CHARACTER}"
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


_NO_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|[-+]?\.(?:inf|nan)|0[ox][0-9a-f_]+|[-+]?[\d_]+(?:\.[\d_]*)?(?:e[-+]?\d+)?"
    r"|\d{4}-\d\d?-\d\d?(?:[t ].*)?",
    re.IGNORECASE,
)
"""What YAML takes for a number, a date, a truth value or nothing."""


def front_matter(text: str, into: Document) -> int:
    """Read the fields into the document; the offset at which the rest of the file begins."""
    opening = _OPENING.match(text)
    if not opening:
        return 0
    start = opening.end()
    # Lines may end in a lone CR, which `$` does not know.
    lined = text[: start + limits.FRONT_MATTER_CHARACTERS].replace("\r", "\n")
    closing = _CLOSING.search(lined, start)
    if not closing:
        return 0
    _read(text[start : closing.start()], start, into)
    return closing.end()


def _read(text: str, start: int, into: Document) -> None:
    import yaml  # only here: not every project has records with front matter

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # Without what YAML refuses, and what it alone takes for the end of a line; each place stays what it is.
    clean = yaml.reader.Reader.NON_PRINTABLE.sub(_STAND_IN, text)
    clean = re.sub("[\x85\u2028\u2029]", _STAND_IN, clean)
    offsets = _offsets(clean)
    try:
        _fields(yaml.parse(clean, Loader=loader), clean, start, offsets, into)
    except yaml.MarkedYAMLError as error:
        from patternloom.reading.yaml_failure import failure_of  # only here, and what follows: most can be read
        from patternloom.reading.yaml_mistakes import explain

        why = explain(failure_of(clean, offsets, error, loader))
        told = f"front matter that is no YAML: {why.message}{f'; {why.hint}' if why.hint else ''}"
        into.mistakes.append((start + why.offset, told))
    except (yaml.YAMLError, RecursionError):
        into.mistakes.append((start, "front matter that is no YAML"))


def _offsets(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\r\n|[\r\n]", text))]


def _offset(offsets: list[int], text: str, mark: Any) -> int:
    """Where a mark stands: by line and column, as libyaml's index counts bytes."""
    line = offsets[mark.line] if mark.line < len(offsets) else len(text)
    return min(line + int(mark.column), len(text))


def _fields(events: Iterator[Any], text: str, start: int, offsets: list[int], into: Document) -> None:
    """The keys of the mapping at the top; of what is deeper, lists of texts alone."""
    import yaml

    depth, key, field = 0, None, None
    for event in events:
        at = start + _offset(offsets, text, event.start_mark)
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
            if depth == 1 and isinstance(event, yaml.SequenceStartEvent):
                into.mistakes.append((at, "front matter that is a list, expected keys with values"))
            if field is not None and (depth > 2 or isinstance(event, yaml.MappingStartEvent)):
                field.readable = False
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1
            if depth == 1:
                key = field = None
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            end = start + _offset(offsets, text, event.end_mark)
            if depth == 1 and key is None:
                key = str(event.value).strip().lower() if isinstance(event, yaml.ScalarEvent) else ""
                field = into.fields.setdefault(key, Field([], at))
                continue
            if field is not None:
                _add(field, event, at, end, text, start)
            if depth == 1:
                key = field = None


def _add(field: Field, event: Any, at: int, end: int, text: str, start: int) -> None:
    value = getattr(event, "value", None)
    if value is None:
        field.readable = False
        return
    quoted = event.style in ("'", '"')
    if not field.values:
        field.at = at + quoted
    if value or quoted:
        inside = text[at - start + quoted : end - start - quoted]
        typed = not event.style and _NO_TEXT.fullmatch(value) is not None
        field.values.append(Value(str(value), at + quoted, end - quoted, plain=inside == value, typed=typed))


ITEM = re.compile(r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:@r(?P<revision>[1-9]\d{0,5}))?(?:#(?P<key>[A-Za-z0-9_.-]+))?")
"""What names an entry in front matter: `id`, `id@rN`, `id@rN#key`."""


def entries_named(document: Document, key: str) -> tuple[list[tuple[Value, re.Match[str]]], list[tuple[int, str, str]]]:
    """The items of `patterns:` or `technologies:`, and what is wrong with those of another form."""
    field = document.fields.get(key)
    if field is None:
        return [], []
    named, wrong = [], []
    for value in field.values if field.readable else ():
        if not value.typed and (match := ITEM.fullmatch(value.text.strip())):
            named.append((value, match))
        else:
            told = f"{shown(value.text)} in '{key}:', expected an id, 'id@rN' or 'id@rN#key'"
            wrong.append((value.at, told, value.text))
    if not field.readable:
        wrong.append((field.at, f"'{key}:' of another form, expected a list of ids: [id, other-id@r2]", ""))
    return named, wrong
