"""Macros and the Jinja that pages and macros are written in: strict, with our filters, and a writer for each place.

In: the folder `macros/`. Out: its files as texts, and the one environment that all templates share. A file is
read here once, and never again; nothing is rendered here. It knows no filter that calls a text safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import compiler, filters, nodes, runtime, sandbox, utils
from markupsafe import Markup

from patternloom.problems.findings import Findings, did_you_mean, shown
from patternloom.reading import defaults
from patternloom.reading.folder import file_text, walk
from patternloom.reading.leftovers import conflict_in
from patternloom.site import autoescape
from patternloom.site.writing import first_sentence
from patternloom.text import escape, held

MACROS = ".jinja"
_CAME = f"{defaults.SHOWN}/macros"


@dataclass(frozen=True, slots=True)
class Macros:
    """The macro files."""

    folder: str
    """As messages name it."""
    texts: Mapping[str, str]
    """By path below the folder, in order; what else a template may include among them."""
    complete: bool
    """Whether every file could be read."""
    came: frozenset[str] = frozenset()
    """Those that the project does not have, and that came with us."""

    def file(self, name: str) -> str:
        """A macro file as messages name it."""
        return f"{_CAME if name in self.came else self.folder}/{name}"

    def came_with_us(self, file: str) -> bool:
        """Whether that is a file of ours, as messages name it."""
        return file.startswith(f"{defaults.SHOWN}/")

    def missing(self, name: str) -> tuple[str, str]:
        """Message and hint for a file that a template asks for in vain."""
        there = [known for known in self.texts if known.endswith(MACROS)]
        message = f"no macro file {shown(name)}, expected one that is there"
        stem = Path(name).with_suffix("")
        if other := next((known for known in self.texts if Path(known).with_suffix("") == stem), ""):
            return message, f"macro files end in {MACROS}: rename {self.file(other)}"
        return message, did_you_mean(name, there, list_up_to=len(there))


def read_macros(folder: Path, shown_as: str, problems: Findings) -> Macros:
    """Every file below the folder that is text."""
    texts = {}
    before = len(problems)
    for path, is_folder in sorted(walk(folder, shown_as, problems, "site", "macros")):
        if not is_folder:
            name = path.as_posix()
            # A picture beside the macros is nobody's mistake.
            found = problems if path.suffix == MACROS else Findings()
            text = file_text(folder / path, f"{shown_as}/{name}", found, "UTF-8 text")
            if text is not None:
                texts[name] = text
                problems.extend(conflict_in(text.encode(), f"{shown_as}/{name}") if path.suffix == MACROS else ())
    return Macros(shown_as, texts, len(problems) == before)


def read_macros_over_ours(folder: Path | None, shown_as: str, problems: Findings) -> Macros:
    """The project's macros, and those of ours that it lacks; ours alone where it has no folder of them."""
    own = read_macros(folder, shown_as, problems) if folder else Macros(shown_as, {}, complete=True)
    ours = read_macros(defaults.MACROS, _CAME, problems)
    texts = dict(sorted({**ours.texts, **own.texts}.items()))
    return Macros(shown_as, texts, own.complete and ours.complete, frozenset(ours.texts.keys() - own.texts))


class _Generator(compiler.CodeGenerator):
    """Compiles templates whose prints have their writers."""

    def visit_Template(self, node: nodes.Template, frame: compiler.Frame | None = None) -> None:
        """The whole template.

        Raises:
            TemplateAssertionError: it prints where nothing can be printed.
        """
        for refusal in autoescape.write(node):
            self.fail(refusal.message, refusal.line)
        super().visit_Template(node, frame)


class _Context(runtime.Context):
    """What a macro gives is written, as all that it prints is."""

    @utils.internalcode
    def call(__self, __called: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call a macro, or a method of the page's."""
        made = super().call(__called, *args, **kwargs)
        return escape.Written(made) if isinstance(made, Markup) and not isinstance(made, escape.Written) else made


class _Environment(jinja2.Environment):
    code_generator_class = _Generator
    context_class = _Context


# They make markup by rules that know no Markdown, or take a text for markup.
_NOT_OURS = ("e", "escape", "forceescape", "pprint", "safe", "tojson", "urlize", "xmlattr")


def environment(macros: Macros, hold: held.Hold = held.plain, *, front: bool = False) -> jinja2.Environment:
    """The one Jinja environment; code of a macro file is named as messages name the file.

    `hold` is `held.plain`, or `held.marked` for an engine that need not read all; `front` makes it front matter's,
    which is HTML's text and no Markdown.

    Comments are `{## … ##}`, as `{#id}` in Markdown would open Jinja's own.
    """
    return _environment(tuple((name, text, macros.file(name)) for name, text in macros.texts.items()), hold, front)


# Compiling the macros takes as long as rendering with them: both languages, checks and a preview's builds share them.
@lru_cache(maxsize=4)
def _environment(macros: tuple[tuple[str, str, str], ...], hold: held.Hold, front: bool) -> jinja2.Environment:
    texts = {name: (text, file, None) for name, text, file in macros}
    env = _Environment(
        loader=jinja2.FunctionLoader(texts.get),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{##",
        comment_end_string="##}",
    )
    env.globals["range"] = sandbox.safe_range  # a page of a thousand million lines would take a day
    env.tests["match_letter"] = lambda key, letter: key.startswith(letter)
    for name in _NOT_OURS:
        del env.filters[name]
    env.filters.update(autoescape.WRITERS)
    if front:
        env.filters |= {"written as text": escape.html, "written in a line": escape.html}
    env.filters.update(
        heading=escape.heading, held=hold, join=_join, listing=escape.listing, first_sentence=first_sentence
    )
    return env


@utils.pass_environment
def _join(env: jinja2.Environment, values: Iterable[Any], between: Any = "", attribute: str | int | None = None) -> str:
    """Jinja's `join`, but that a text which markup stands beside is written as ours."""
    return escape.joined(map(filters.make_attrgetter(env, attribute), values), between)
