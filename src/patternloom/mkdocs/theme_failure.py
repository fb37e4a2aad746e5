"""What went wrong while a template of the theme ran, of which a project may have some of its own.

In: the error that ended a build, and the theme's folders. Out: a line with the template's file and line, what is wrong
and what was likely meant; nothing where no template is to blame. Pages' own templates are `site.render`'s.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig

from patternloom.problems.findings import did_you_mean, shown
from patternloom.site.template_failure import in_words

_LANGUAGE = re.compile(r"partials/languages/(.+)\.html")


def in_theme(error: BaseException, config: MkDocsConfig | None) -> str:
    """The line that tells of it; files of the project are named from its folder on."""
    if config is None or not isinstance(error, jinja2.TemplateError):
        return ""
    folders, project = config.theme.dirs, Path(config.config_file_path or "mkdocs.yml").parent
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = _place(error.filename or error.name or "theme", error.lineno, project)
        return f"{place}: template syntax: {error.message}"
    if isinstance(error, jinja2.TemplateNotFound) and (language := _LANGUAGE.fullmatch(str(error.name))):
        return _no_language(language[1], config)
    ran = _ran(error, folders)
    place = f"{_place(*ran, project)}: " if ran else "theme: "
    if isinstance(error, jinja2.TemplateNotFound):
        hint = did_you_mean(str(error.name), config.theme.get_env().list_templates(), list_up_to=0)
        message = f"no template {shown(error.name)}, expected one of the theme"
        return f"{place}{message}{f'; {hint}' if hint else ''}"
    message, hint = in_words(error)
    return f"{place}{message}{f'; {hint}' if hint else ''}" if ran else ""


def _ran(error: BaseException, folders: Sequence[str]) -> tuple[str, int] | None:
    """The innermost line of a template that was being run: Jinja puts templates' own lines into the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    of_theme = ((one.filename, one.lineno or 1) for one in reversed(frames) if one.filename.startswith(tuple(folders)))
    return next(of_theme, None)


def _place(file: str, line: int, project: Path) -> str:
    path = Path(file)
    return f"{path.relative_to(project) if path.is_relative_to(project) else path}:{line}"


def _no_language(tag: str, config: MkDocsConfig) -> str:
    """For `theme: language:`, as the theme looks for its words in a file of that name."""
    tags = [found[1] for one in config.theme.get_env().list_templates() if (found := _LANGUAGE.fullmatch(one))]
    near = did_you_mean(tag, tags, list_up_to=0) or did_you_mean(tag[:2], tags, list_up_to=0)
    message = f"theme: language {shown(tag)}, expected a tag that the theme has words for"
    return f"{message}; {near}" if near else message
