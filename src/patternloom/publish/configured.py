"""The configurations of a site's languages: which file is whose, and whether each says so.

In: a project, and the languages of its catalog. Out: the configurations of the further languages, and a problem for
each that is missing, cannot be read or is that of another language. What they say of pages, `sources` holds against
these.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from patternloom.problems.findings import Findings, Mark, PatternloomError, Problem, did_you_mean, shown
from patternloom.publish.project import Project
from patternloom.reading.configuration import Configuration, read_configuration
from patternloom.reading.source import Source


def further_configurations(project: Project, languages: tuple[str, ...], problems: Findings) -> Iterator[Configuration]:
    """Those of all languages but the first, where the project's own builds it; `problems` takes what is wrong."""
    first = project.configuration
    if first is None or not languages or first.language not in (None, languages[0]):
        return
    for language in languages[1:]:
        file = further_configuration(project, language)
        if not file.is_file():
            beside = f"the configuration of language {shown(language)} beside {first.path.name}"
            problems.append(Problem(Mark(project.shown(file)), f"no such file, expected {beside}", rule="file"))
            continue
        try:
            further = read_configuration(file)
        except PatternloomError as error:
            problems.extend(error.problems)
            continue
        if further is None or further.language != language:
            problems.append(_of_another_language(further, project.shown(file), language))
        if further is not None:
            yield further


def _of_another_language(further: Configuration | None, file: str, language: str) -> Problem:
    """For a further language's configuration that says nothing of us, or another language."""
    if further is None:
        message = "no plugin 'patternloom' below plugins:, expected what the first language's configuration lists"
        return Problem(Mark(file), message, "begin it with 'INHERIT: mkdocs.yml'", rule="file")
    if further.language is None:
        message = f"no language, expected {shown(language)} in the file of that name"
        return Problem(Mark(file), message, f"write 'language: {language}' below 'patternloom:'", rule="missing-key")
    message = f"language {shown(further.language)}, expected {shown(language)} in the file of that name"
    return Problem(further.language_mark, message, f"write 'language: {language}'", rule="language")


def out_of_order(project: Project, languages: tuple[str, ...], settings: Source | None) -> Problem | None:
    """Languages whose first one has the configuration of a further one, and one of the others none: one cause of all
    that pages and configurations would lack."""
    there = {language: further_configuration(project, language).is_file() for language in languages}
    first = project.configuration
    if first is None or settings is None or len(languages) < 2 or first.language == languages[0]:
        return None
    lacking = [language for language in languages[1:] if not there[language]]
    if not there[languages[0]] or not lacking:
        return None
    file = project.shown(further_configuration(project, languages[0]))
    message = f"{shown(languages[0])} is first among the languages, and {file} is for a further one"
    order = ", ".join([lacking[0], *(language for language in languages if language != lacking[0])])
    hint = f"write '[{order}]', or give {first.path.name}, the pages and a mkdocs.{lacking[0]}.yml the new order"
    what = f"expected the language of {first.path.name} first"
    return Problem(settings.mark(["languages", 0]), f"{message}, {what}", hint, rule="language")


def language_of_the_build(project: Project, languages: tuple[str, ...]) -> Iterator[Problem]:
    """A language in the configuration that the catalog does not have."""
    asked = project.configuration
    if asked and languages and asked.language not in (None, *languages):
        message = f"unknown language {shown(asked.language)}, expected one of the catalog's"
        hint = did_you_mean(asked.language or "", languages)
        yield Problem(asked.language_mark, message, hint, rule="language")


def further_configuration(project: Project, language: str) -> Path:
    """The file that configures the build of a further language: `mkdocs.prod.fr.yml` or else `mkdocs.fr.yml`."""
    own = (project.configuration.path.stem,) if project.configuration else ()
    names = [f"{stem}.{language}{ending}" for stem in (*own, "mkdocs") for ending in (".yml", ".yaml")]
    there = (project.root / name for name in names if (project.root / name).is_file())
    return next(there, project.root / f"mkdocs.{language}.yml")
