"""What a name that a template does not have was likely meant for.

In: the name, and what there is to name. Out: the way out: another spelling, where it is to be had, how it is written.
Which names are unknown, `template_walk` finds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass
from functools import cache

from jinja2 import nodes

from patternloom.problems.findings import did_you_mean
from patternloom.site.bindings import Module, Signature
from patternloom.site.templates import MACROS, Macros
from patternloom.site.view import View

CONTEXT = ("page", "entry", "t")
"""What a page's template sees."""
_ENDINGS = ("jinja", "jinja2", "j2", "html", "md", "markdown", "txt")
NO_ENTRY = type(None)
"""The class of `entry` where a page is of none."""


@cache
def attributes(owner: type) -> frozenset[str]:
    """What an entry, or the page, has."""
    names = frozenset(field.name for field in fields(owner)) if is_dataclass(owner) else frozenset()
    return names | {name for name in dir(owner) if not name.startswith("_")}


def name_hint(name: str, there: Collection[str], ids: Collection[str], words: Collection[str], file: str | None) -> str:
    """For a name that is none of those `there`; `file` has a macro that is named so."""
    if name in CONTEXT:
        return "a macro takes all it needs as arguments"
    if name in ids:
        return f'an id is a text: "{name}"'
    if file:
        return f'take it in: {{% from "{file}" import {name} %}}'
    if name in attributes(View):
        return f"did you mean 'page.{name}'?"
    if name in words:
        return f"did you mean 't.{name}'?"
    return did_you_mean(name, there, list_up_to=0)


def file_of_macro(name: str, macros: Macros, named: Callable[[nodes.Expr], Module]) -> str | None:
    """The file that has a macro of that name; one of the project's before one of ours."""
    files = sorted((file for file in macros.texts if file.endswith(MACROS)), key=lambda file: file in macros.came)
    for file in files:
        if isinstance((named(nodes.Const(file)).exports or {}).get(name), Signature):
            return file
    return None


def unquoted_file(template: nodes.Node) -> str:
    """A file that is named without quotes: `{% include about.md %}`; nothing for any other expression."""
    if isinstance(template, nodes.Getattr) and isinstance(template.node, nodes.Name) and template.attr in _ENDINGS:
        return f"{template.node.name}.{template.attr}"
    return ""


def owner_word(owner: type) -> str:
    """Whose attributes those are."""
    return "page" if owner is View else "entry"
