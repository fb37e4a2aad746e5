"""Pages to Markdown, by the macros: the last step before a site engine takes over.

In: graph, plan, `macros/` and `content/`. Out: the files of a tree, the same bytes for the same input.
Everything that a template prints is escaped for HTML, unless a filter or the `View` has made it safe
for Markdown or mermaid.
"""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from patternloom.catalog.graph import Graph
from patternloom.pictures.draw import RefusedError, draw, drawings_of
from patternloom.problems.findings import Mark, PatternloomError, Problem, shown
from patternloom.site.pages import Page, Plan, Template
from patternloom.site.view import View
from patternloom.text import escape, held


@dataclass(frozen=True, slots=True)
class Rendered:
    """One file of the tree that a site engine builds."""

    path: str
    text: str
    origin: str
    """The catalog or content file to edit for it."""


def environment(macros: Path, hold: held.Hold = held.plain) -> jinja2.Environment:
    """The one Jinja environment: strict, escaping, with our filters; `hold` is `held.plain` or `held.marked`.

    Comments are `{## … ##}`, as `{#id}` in Markdown would open Jinja's own.
    """
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(macros),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{##",
        comment_end_string="##}",
    )
    env.tests["match_letter"] = lambda key, letter: key.startswith(letter)
    env.filters.update(code=escape.code, markdown=escape.markdown, mermaid=escape.mermaid, url_part=escape.url_part)
    env.filters["held"] = hold
    return env


def render(graph: Graph, plan: Plan, language: str, macros: Path, hold: held.Hold = held.plain) -> tuple[Rendered, ...]:
    """All pages of one language; with `held.marked`, what an engine need not read is marked in them.

    Raises:
        PatternloomError: a mistake in a template or macro, with its file and line, and the page; or a
            design example that cannot be drawn.
    """
    if not macros.is_dir():
        raise PatternloomError([Problem(Mark(str(macros)), "no such folder, expected the macros in it", rule="file")])
    env = environment(macros, hold)
    try:
        pictures = draw(drawings_of(graph, language))
    except RefusedError as error:
        raise PatternloomError([Problem(graph.catalog.places[error.id].mark(), str(error), rule="template")]) from None
    compiled: dict[str, dict[str, jinja2.Template]] = {}
    problems: list[Problem] = []
    rendered = []
    for page in plan.pages[language]:
        try:
            if page.template.file not in compiled:
                compiled[page.template.file] = dict(_compiled(env, page.template))
            parts = compiled[page.template.file]
            view = View(graph, plan, page, language, pictures)
            texts = {key: part.render(page=view, entry=view.entry, t=view.t) for key, part in parts.items()}
        except Exception as error:  # noqa: BLE001 - a template runs what its author wrote: anything may fail
            problem = _template_problem(error, page, language, macros)
            # The same mistake in the same place is told once, for the first page that meets it.
            if (problem.mark, problem.message) not in {(known.mark, known.message) for known in problems}:
                problems.append(problem)
            continue
        body = texts.pop("")
        origin = graph.catalog.places[page.entry].source.file if page.entry else page.template.file
        rendered.append(Rendered(page.path, f"---\n{_front_matter(texts)}---\n\n{_tidy(body)}", origin))
    if problems:
        raise PatternloomError(problems)
    return tuple(rendered)


_TRUTH = {"true": True, "false": False}


def _front_matter(texts: Mapping[str, str]) -> str:
    """A line a key; in a mapping (`search.boost`, `search.exclude`) what looks like a number or truth value is one."""
    lines: dict[str, Any] = {}
    for key, text in texts.items():
        outer, _, inner = key.partition(".")
        value = text.strip()
        if inner:
            number = re.fullmatch(r"-?\d+(\.\d+)?", value)
            lines.setdefault(outer, {})[inner] = float(value) if number else _TRUTH.get(value, value)
        else:
            lines[outer] = value
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())


def _compiled(env: jinja2.Environment, template: Template) -> Iterator[tuple[str, jinja2.Template]]:
    """The body under the empty key, and each front matter value under its own."""
    for key, text in (("", template.body), *template.front.items()):
        code = env.compile(text, template.file, template.file)
        yield key, jinja2.Template.from_code(env, code, env.make_globals(None))


def _tidy(text: str) -> str:
    """One blank line where macros left several, none at the ends."""
    tidy = re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text).strip() + "\n"
    return re.sub(f" *{escape.BLANK_CODE_LINE}", "", tidy)


def _template_problem(error: Exception, page: Page, language: str, macros: Path) -> Problem:
    """What a template did wrong, at the innermost template line."""
    about = f", about '{page.entry}'" if page.entry else ""
    if isinstance(error, jinja2.TemplateSyntaxError):
        mark = Mark(_template_name(error.filename or page.template.file, macros), error.lineno)
        return Problem(
            mark,
            f"template syntax: {error.message}",
            f"needed by page '{page.path}' ({language}){about}",
            rule="template",
        )
    frames = [
        (frame.filename, frame.lineno or 1)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == page.template.file or Path(frame.filename).is_relative_to(macros)
    ]
    file, line = frames[-1] if frames else (page.template.file, 1)
    mark = Mark(_template_name(file, macros), line)
    # Each place once: a macro that calls itself without end has a thousand frames.
    way = " ← ".join(dict.fromkeys(f"{_template_name(file, macros)}:{line}" for file, line in reversed(frames[:-1])))
    hint = f"in page '{page.path}' ({language}){about}" + (f", called from {way}" if way else "")
    if isinstance(error, jinja2.TemplateNotFound):
        names = ", ".join(sorted(path.name for path in macros.glob("*.jinja")))
        what = f"no macro file {shown(error.name)}, expected one of {names}"
    else:
        what = str(error) if isinstance(error, jinja2.UndefinedError) else f"{type(error).__name__}: {error}"
    return Problem(mark, what, hint, rule="template")


def _template_name(file: str, macros: Path) -> str:
    path = Path(file)
    return f"{macros.name}/{path.relative_to(macros)}" if path.is_relative_to(macros) else file
