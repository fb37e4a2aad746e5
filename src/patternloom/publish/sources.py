"""A project folder to all that its pages are made from: everything read, and everything wrong told at once.

In: where catalog, macros, content and `mkdocs.yml` lie. Out: frozen sources that rendering alone can still find
a mistake in, or every problem of catalog, content, macros and navigation. What one of them hides is not told of
another. Nothing is rendered here, and nothing written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from patternloom.catalog.check_forms import watches_of
from patternloom.catalog.graph import Graph, build_graph
from patternloom.catalog.load import Catalog, Examined, collector_paused, examine
from patternloom.catalog.strings import STRINGS_FOLDER, placeholders
from patternloom.lock.gone import Past
from patternloom.lock.record import Record
from patternloom.problems.findings import (
    Findings,
    Mark,
    PatternloomError,
    Problem,
    did_you_mean,
    hints_bounded,
    nearest,
    shown,
)
from patternloom.processes import Meanwhile
from patternloom.publish.build_cache import BuildCache
from patternloom.publish.cached_checks import cached_warnings, keep_warnings, project_key
from patternloom.publish.cached_reading import cached_lock, template_problems
from patternloom.publish.collisions import check_addresses
from patternloom.publish.configured import further_configurations, language_of_the_build, out_of_order
from patternloom.publish.project import Project
from patternloom.reading import defaults
from patternloom.site.content import Content, read_content
from patternloom.site.default_pages import with_asked_for, with_defaults
from patternloom.site.drawable import undrawable
from patternloom.site.known import Known
from patternloom.site.navigation import Places, check_navigation, places, tell_doubled, tell_omitted
from patternloom.site.page_forms import forms_in_pages
from patternloom.site.page_markup import markup_of_texts
from patternloom.site.pages import Plan, plan_pages
from patternloom.site.templates import Macros, read_macros_over_ours


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is read, without a mistake that can be told before rendering."""

    project: Project
    catalog: Catalog
    graph: Graph
    content: Content
    macros: Macros
    plan: Plan
    places: Places
    """What `nav:` may name."""
    warnings: tuple[Problem, ...]
    records: Mapping[str, Record] | None = None
    """What the lock remembers, by id; None where the catalog keeps none."""
    key: str | None = None
    """Of all that was checked; None where it cannot be told, or where it changed meanwhile."""


def read_sources(
    project: Project, *, checked: bool = False, navigation: bool = True, kept: BuildCache | None = None
) -> Sources:
    """All that the pages of a project are made from, checked.

    What another build has `checked`, or is `kept` as right, is only read; nor is the navigation checked where there
    will be none.

    Raises:
        PatternloomError: any mistake in catalog, content, macros or navigation.
    """
    key = None if checked or kept is None else project_key(project, navigation=navigation)
    kept = kept or BuildCache(None)
    told = cached_warnings(key, kept)
    try:
        sources = _read(project, kept, checked=checked or told is not None, navigation=navigation)
        # What was saved while it was read may be another project already.
        same = key is not None and key == project_key(project, navigation=navigation)
        if told is not None:
            return replace(sources, warnings=told, key=key if same else None)
        if key is not None and same:
            keep_warnings(key, sources.warnings, kept)
            return replace(sources, key=key)
        return sources
    finally:
        if not checked:
            kept.save()


@collector_paused()
@hints_bounded()
def _read(project: Project, kept: BuildCache, *, checked: bool, navigation: bool) -> Sources:
    # Neither sees the other, and each takes a while.
    lock = Meanwhile(partial(cached_lock, project.catalog, project.shown(project.catalog), kept))
    examined = examine(project.catalog, project.shown(project.catalog), checked=checked)
    problems = Findings(examined.problems)
    records, unreadable = lock.value()
    problems.extend(unreadable)
    settings = examined.parsed.settings
    languages = settings.languages if settings and examined.parsed.languages_sure else ()
    if wrong := out_of_order(project, languages, examined.parsed.settings_source):
        raise PatternloomError([*problems, wrong])  # whatever pages and configurations lack, they lack for this
    content, macros = _written_by_hand(project, examined, languages, problems)
    problems.extend(language_of_the_build(project, languages))
    graph, plan = _planned(project, examined, content, records, problems)
    if examined.catalog and graph and plan:
        problems.extend(check_addresses(graph, plan, content, project.shown(project.content)))
    words, there = _words(examined, project), places(content, plan.pages[languages[0]] if plan else None)
    if not checked:
        known = _known(examined, words, frozenset(there.pages) if plan and content.complete else None)
        problems.extend(template_problems(content.templates, macros, known, kept))
        if graph is not None and plan is not None and not any(p.severity == "error" for p in problems):
            problems.extend(undrawable(graph, plan, content.templates))
        problems.extend(markup_of_texts(content.templates, examined.parsed.kinds))
        problems.extend(forms_in_pages(content.templates, watches_of(examined.parsed.entries)))
        if content.complete and macros.complete:
            problems.extend(_strange_words(examined, project, content, macros))
        if navigation:
            problems.extend(_navigation(project, languages, there if content.complete else None, words))
    if examined.catalog is None or graph is None or plan is None or any(p.severity == "error" for p in problems):
        raise PatternloomError(problems)
    warnings = tuple(sorted(set(problems)))
    return Sources(project, examined.catalog, graph, content, macros, plan, there, warnings, records)


def _planned(
    project: Project, examined: Examined, content: Content, records: Mapping[str, Record] | None, problems: Findings
) -> tuple[Graph, Plan] | tuple[None, None]:
    """The entries' relations and pages; neither where mistakes hide entries, or two pages share an address."""
    if examined.catalog is None:
        return None, None
    graph = build_graph(examined.catalog)
    try:
        plan = replace(
            plan_pages(graph, content.templates, project.site_url, folders=project.folders),
            site_name=project.site_name,
            past=Past(examined.catalog.entries, records or {}),
        )
    except PatternloomError as error:
        problems.extend(error.problems)
        return None, None
    if project.decisions:
        from patternloom.publish.decision_records import read_decisions  # only here, as few sites have any

        plan = replace(plan, decisions=read_decisions(project.decisions, project.shown, graph, plan, problems))
    return graph, plan


def _written_by_hand(
    project: Project, examined: Examined, languages: tuple[str, ...], problems: Findings
) -> tuple[Content, Macros]:
    """The project's pages and macros, and those of ours that it lacks."""
    content = read_content(
        project.content, project.shown(project.content), languages, problems, project.left_out, project.plugins
    )
    content = with_defaults(content, frozenset(examined.parsed.kinds.values()), project.named)
    content = with_asked_for(content, ("records.md",) if project.decisions else ())
    return content, read_macros_over_ours(project.macros, project.shown_macros, problems)


def _words(examined: Examined, project: Project) -> frozenset[str] | None:
    """The interface's words of all languages; None where a mistake hides some."""
    folder = f"{project.shown(project.catalog)}/{STRINGS_FOLDER}/"
    strings = examined.parsed.strings
    if not strings or any(problem.mark.file.startswith(folder) for problem in examined.problems):
        return None
    # Where no language can be told, ours are there still.
    return frozenset(key for words in (defaults.words(defaults.COMPLETE), *strings.values()) for key in words)


def _known(examined: Examined, words: frozenset[str] | None, pages: frozenset[str] | None) -> Known:
    """What templates may name, as far as no mistake hides it."""
    entries = examined.catalog.entries if examined.catalog else {}
    former = frozenset((old, id) for id, entry in entries.items() for old in entry.formerly)
    texts = next(iter(examined.parsed.strings.values()), {})
    filled = frozenset((key, name) for key, text in texts.items() for name in placeholders(text))
    return Known(words, frozenset(entries) if examined.catalog else None, pages, filled, former)


def _strange_words(examined: Examined, project: Project, content: Content, macros: Macros) -> Iterator[Problem]:
    """Words that nothing names, and that are nearly one of ours: it stays as it is, and nobody would notice."""
    ours = defaults.words(defaults.COMPLETE)
    told = project.configuration.path.read_text("utf-8") if project.configuration else ""
    texts = (told, *macros.texts.values(), *(template.text for template in content.templates))
    known = {problem.mark for problem in examined.problems}
    for source in examined.parsed.words:
        words = source.value.items() if isinstance(source.value, dict) else ()
        for key in (key for key, text in words if isinstance(text, str)):
            mark = source.mark([key], on_key=True)
            meant = None if key in ours or mark in known else nearest(key, sorted(ours.keys() - source.value.keys()))
            if meant and not any(re.search(rf"\b{re.escape(key)}\b", text) for text in texts):
                message = f"no page, macro or palette names the word {shown(key)}, expected one that is used"
                yield Problem(mark, message, f"did you mean {shown(meant)}?", severity="warning", rule="unused")


def _navigation(
    project: Project, languages: tuple[str, ...], there: Places | None, words: frozenset[str] | None
) -> Iterator[Problem]:
    """What is wrong with `nav:` in the configuration and in those of the further languages, which it builds too."""
    if project.configuration is None:
        return
    found = [project.configuration]
    found += further_configurations(project, languages, problems := Findings())
    yield from problems
    for one in found:
        if one.nav is not None:
            wrong = list(check_navigation(one.nav, there, words, makes_all_pages=one.makes_all_pages))
            yield from wrong
            yield from tell_doubled(one.nav)
            # What is left out may be what a wrong entry means.
            if there is not None and not there.unsure and not wrong and one.tells_omitted:
                yield from tell_omitted(one.nav, there, one.nav_mark)


def language_of(sources: Sources, language: str | None) -> str:
    """The language to render: the catalog's first unless named.

    Raises:
        PatternloomError: the catalog has no such language.
    """
    languages = sources.catalog.settings.languages
    if language is not None and language not in languages:
        mark = Mark(f"{sources.project.shown(sources.project.catalog)}/catalog.yaml")
        hint = did_you_mean(language, languages)
        raise PatternloomError([Problem(mark, f"unknown language {shown(language)}", hint, rule="language")])
    return language or languages[0]
