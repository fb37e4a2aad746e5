"""Markup of the catalog's texts in pages written by hand, where it is none: readers would see brackets.

In: templates, and the ids that there are. Out: a warning for each, at its line and column. Code, HTML and what Jinja
reads are not looked at, nor a name in brackets that is no entry's: a plugin may know it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from patternloom.problems.findings import Problem, shown
from patternloom.reading.source import line_starts, mark_at
from patternloom.site.content import Template

_ENTRY = re.compile(r"\[\[([a-z0-9-]+)(?:\|([^\[\]\n]+))?\]\]|\[@([a-z0-9-]+)\]")
_BRACE = re.compile(r"(?<!\{)\{[ ]?((?:page|entry|t)\.[^{}\n]+?)[ ]?\}{1,2}(?!\})")
_COMMENT = re.compile(r"(?<![{%])\{#[^\S\n][^{}\n]*[^\S\n]#\}(?!\})")
_WIDE = re.compile(r"｛｛[ ]?([^{}｛｝\n]+?)[ ]?｝｝")
_CODE = re.compile(
    r"^[ \t]*```(?:(?!^[ \t]*```).)*^[ \t]*```|`[^`\n]*`"
    r"|\{%(?:(?!\{%|%\}).)*%\}|\{\{(?:(?!\{\{|\}\}).)*\}\}",
    re.S | re.M,
)


def markup_of_texts(templates: Iterable[Template], ids: Collection[str]) -> Iterator[Problem]:
    """Every piece of it in content, with what to write there."""
    for template in templates:
        if not any(form.search(template.text) for form in (_ENTRY, _BRACE, _WIDE, _COMMENT)):
            continue
        lines = line_starts(template.text)
        text = _CODE.sub(lambda code: "\0" * len(code[0]), template.text)  # as long, so that offsets stay
        for found in (*_ENTRY.finditer(text), *_BRACE.finditer(text), *_WIDE.finditer(text), *_COMMENT.finditer(text)):
            if told := _told(found, ids):
                message, hint = told
                mark = mark_at(template.file, lines, found.start())
                yield Problem(mark, message, hint, severity="warning", rule="template")


def _told(found: re.Match[str], ids: Collection[str]) -> tuple[str, str] | None:
    """Message and hint for a piece of markup, where it is one."""
    if found.re is _WIDE:
        return f"{shown(found[0])} in braces of another script is text, expected '{{{{'", f"write {{{{ {found[1]} }}}}"
    if found.re is _BRACE:
        return f"{shown(found[0])} with one brace is text, expected two on each side", f"write {{{{ {found[1]} }}}}"
    if found.re is _COMMENT:
        return f"{shown(found[0])} is text, expected '{{##' and '##}}' around a comment", "readers would see it"
    id = found[1] or found[3]
    if id not in ids:
        return None
    label = f', "{found[2]}"' if found[2] else ""
    message = f"{shown(found[0])} is markup of the catalog's texts, expected that of a page"
    return message, f'write {{{{ page.link("{id}"{label}) }}}}'
