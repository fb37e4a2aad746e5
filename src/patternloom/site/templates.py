"""Macros and the Jinja that pages and macros are written in: strict, with our filters, and a writer for each place.

In: the folder `macros/`. Out: its files as texts, and the one environment that all templates share. A file is
read here once, and never again; nothing is rendered here. It knows no filter that calls a text safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import compiler, filters, nodes, runtime, sandbox, utils
from markupsafe import Markup

from patternloom.problems.findings import Findings, Mark, did_you_mean, shown
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
        message = f"no macro file {shown(name)}, expected one of {', '.join(there)}"
        return message, did_you_mean(name, there, list_up_to=0)


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


Wanted = tuple[str, Callable[[str, int, int], bool]]
"""What is looked for in a line, and whether it is meant where it stands: by the line, its start and its end."""

_CALL = re.compile(r"\s*\(")


def word(text: str) -> Wanted:
    """A word of Jinja's by itself."""
    return text, _by_itself


def after(text: str, *before: str) -> Wanted:
    """A word that one of these stands before."""
    return text, lambda line, start, end: line[:start].rstrip().endswith(before) and not _goes_on(line, end)


def called(text: str) -> Wanted:
    """A word that is called."""
    return text, lambda line, start, end: _by_itself(line, start, end) and _CALL.match(line, end) is not None


def anything(text: str) -> Wanted:
    """These letters, wherever they stand."""
    return text, lambda line, start, end: True


def _by_itself(line: str, start: int, end: int) -> bool:
    return not _is_letter(line[start - 1 : start], ".-") and not _goes_on(line, end)


def _goes_on(line: str, end: int) -> bool:
    return _is_letter(line[end : end + 1], "-")


def _is_letter(sign: str, more: str) -> bool:
    return sign != "" and (sign.isalnum() or sign == "_" or sign in more)


def _in_tag(line: str, start: int) -> bool:
    opened = max(line.rfind(sign, 0, start) for sign in ("{{", "{%"))
    return opened > max(line.rfind(sign, 0, start) for sign in ("}}", "%}"))


@dataclass(frozen=True, slots=True)
class Lines:
    """A template's text, to find columns in: Jinja knows lines only."""

    file: str
    lines: tuple[str, ...]

    def mark(self, line: int, *wanted: Wanted) -> Mark:
        """Where the first that the line has stands, in a tag rather than in prose."""
        text = self._text(line)
        for allowed in (_in_tag, lambda line, start: True):
            for words, is_meant in wanted:
                start = text.find(words)
                while start >= 0:
                    if is_meant(text, start, start + len(words)) and allowed(text, start):
                        return Mark(self.file, line, start + 1)
                    start = text.find(words, start + 1)
        return Mark(self.file, line)

    def tag(self, line: int) -> Mark:
        """Where the first tag of the line begins."""
        found = re.search(r"\{[{%]", self._text(line))
        return Mark(self.file, line, found.start() + 1 if found else 1)

    def tag_at(self, mark: Mark) -> str:
        """The tag in which the place lies, as far as its line has it; the line where none does."""
        text = self._text(mark.line)
        start = max(text.rfind("{{", 0, mark.column), text.rfind("{%", 0, mark.column))
        end = re.compile(r"%\}|\}\}").search(text, max(start, 0))
        return text[max(start - text[:start].endswith("{"), 0) : end.end() if end else len(text)]

    def _text(self, line: int) -> str:
        return self.lines[line - 1] if line <= len(self.lines) else ""


def lines_of(file: str, text: str) -> Lines:
    """A text's lines."""
    return Lines(file, tuple(text.split("\n")))


def at_quoted(lines: Lines, line: int, message: str) -> Mark:
    """The place in a line of the first word that a message of Jinja's quotes."""
    return lines.mark(line, *map(anything, re.findall(r"'([^']+)'", message)))
