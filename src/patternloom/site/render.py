"""Pages to Markdown, by the macros: the last step before a site engine takes over.

In: graph, plan, macros and pictures. Out: the files of a tree, the same bytes for the same input.
Everything that a template prints is written for the place where it lands, as `autoescape` sees to it. No file is read
here, and nothing is drawn.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Collection, Iterator, Mapping

import jinja2

from patternloom.catalog.graph import Graph
from patternloom.pictures.draw import Picture
from patternloom.problems.findings import PatternloomError, Problem
from patternloom.site.content import Template
from patternloom.site.files import File
from patternloom.site.front_matter import JinjaText, front_matter_lines, texts
from patternloom.site.links import Links
from patternloom.site.moved import moved_from
from patternloom.site.pages import Page, Plan
from patternloom.site.picture_texts import picture_texts
from patternloom.site.template_failure import in_words
from patternloom.site.template_lines import Lines, at_quoted, lines_of
from patternloom.site.template_syntax import syntax_problem
from patternloom.site.templates import Macros, environment
from patternloom.site.view import DiagramForm, View
from patternloom.text import held
from patternloom.text.noncharacters import BLANK_CODE_LINE

# The body's place among the templates of a page.
BODY = JinjaText("")


def render(
    graph: Graph,
    plan: Plan,
    language: str,
    macros: Macros,
    pictures: Mapping[str, Picture],
    hold: held.Hold = held.plain,
    diagrams: DiagramForm = "svg",
    older: Collection[int] = (),
) -> tuple[File, ...]:
    """All pages of one language; `held.marked` marks in them what an engine need not read, `older` are ids of texts.

    Raises:
        PatternloomError: a mistake in a template or macro, with its file and line, and the page.
    """
    env, front = environment(macros, hold), environment(macros, hold, front=True)
    compiled: dict[str, Mapping[JinjaText, jinja2.Template]] = {}
    problems: dict[tuple[object, str], Problem] = {}  # each once, for the first page that meets it
    rendered = []
    for page in plan.pages[language]:
        template, moved = page.template, moved_from(Links(graph, plan, page.path, language))
        if template.plain:
            rendered.append(File(page.path, f"{template.text}{moved}".encode(), template.file, language))
            continue
        try:
            if template.file not in compiled:
                compiled[template.file] = dict(_compiled(env, front, template))
            view = View(graph, plan, page, language, pictures, diagrams, older)
            data = f"{_text_of(view, template, compiled[template.file])}{moved}"
        except Exception as error:  # noqa: BLE001 - a template runs what its author wrote: anything may fail
            problem = _template_problem(error, page, language, macros)
            problems.setdefault((problem.mark, problem.message), problem)
            continue
        rendered.append(File(page.path, data.encode(), _origin(page, graph), language))
        rendered += picture_texts(page.path, language, view.t.__getitem__, view.shown_pictures)
        rendered += view.codes.files()
    if problems:
        raise PatternloomError(problems.values())
    return tuple(rendered)


def _text_of(view: View, template: Template, parts: Mapping[JinjaText, jinja2.Template]) -> str:
    made = {text: part.render(page=view, entry=view.entry, t=view.t) for text, part in parts.items()}
    return f"{front_matter_lines(template.front, made.__getitem__)}{_tidy(made[BODY])}"


def _origin(page: Page, graph: Graph) -> str | None:
    """What is edited to change the page."""
    if page.entry:
        return graph.catalog.places[page.entry].source.file
    return page.template.file if page.template.own else None


def _compiled(
    env: jinja2.Environment, front: jinja2.Environment, template: Template
) -> Iterator[tuple[JinjaText, jinja2.Template]]:
    """The body, and each text of the front matter."""
    parts = [(BODY, template.body, env), *((text, text.jinja, front) for text in texts(template.front))]
    for text, source, of in parts:
        code = of.compile(source, template.file, template.file)
        yield text, jinja2.Template.from_code(of, code, of.make_globals(None))


def _tidy(text: str) -> str:
    """One blank line where macros left several, none at the ends."""
    tidy = re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text).strip() + "\n"
    *before, rest = tidy.split(BLANK_CODE_LINE)
    return "".join([*[part.rstrip(" ") for part in before], rest])


def _template_problem(error: Exception, page: Page, language: str, macros: Macros) -> Problem:
    """What a template did wrong, at the innermost template line."""
    if isinstance(error, PatternloomError):
        raise error  # a picture that cannot be drawn is no template's mistake
    sources = {page.template.file: page.template.text} | {
        macros.file(name): text for name, text in macros.texts.items()
    }
    about = f", about '{page.entry}'" if page.entry else ""
    if isinstance(error, jinja2.TemplateSyntaxError):
        hint = f"needed by page '{page.path}' ({language}){about}"
        return syntax_problem(error, _lines(error.filename or page.template.file, sources), hint)
    frames = [
        (frame.filename, frame.lineno or 1)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename in sources
    ]
    *callers, (file, line) = frames or [(page.template.file, 1)]
    # Each place once: a macro that calls itself without end has a thousand frames.
    way = " ← ".join(dict.fromkeys(f"{caller}:{number}" for caller, number in reversed(callers)))
    hint = f"in page '{page.path}' ({language}){about}" + (f", called from {way}" if way else "")
    if isinstance(error, jinja2.TemplateNotFound):
        what, _ = macros.missing(str(error.name))
    else:
        what, meant = in_words(error)
        hint = f"{meant} {hint}" if meant else hint
    return Problem(at_quoted(_lines(file, sources), line, what), what, hint, rule="template")


def _lines(file: str, sources: Mapping[str, str]) -> Lines:
    return lines_of(file, sources.get(file, ""))
