"""The meaning of an entry is marked beside its fields, and statements have keys of one form."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest
from projects import REPOSITORY, Project

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import Catalog
from patternloom.model.kinds import KIND_OF_NAME
from patternloom.model.lasting import is_key, marked_fields, meaning_fields
from patternloom.model.patterns import Pattern, Statement
from patternloom.model.technologies import Provider
from patternloom.problems.findings import Findings
from patternloom.site.content import read_content
from patternloom.site.pages import plan_pages


def test_the_meaning_of_a_pattern_is_what_a_record_relies_on() -> None:
    assert meaning_fields(Pattern) == (
        *("name", "summary", "status", "reason", "when_to_use", "when_not_to_use", "benefits", "liabilities"),
        *("correlations", "related"),
    )


def test_a_name_counts_without_a_mark() -> None:
    assert meaning_fields(Provider) == ("name",)
    assert marked_fields(Provider) == frozenset()


def test_what_is_no_part_of_the_model_means_nothing() -> None:
    assert meaning_fields(str) == ()


def parts(hint: Any) -> set[type]:
    """The classes of the model in a field's type."""
    if isinstance(hint, type) and is_dataclass(hint):
        return {hint}
    return {found for inner in get_args(hint) for found in parts(inner)}


def test_every_kind_that_a_page_shows_marks_its_meaning(real_catalog: Catalog) -> None:
    """… and so does every part that stands in a field of it."""
    content = read_content(REPOSITORY / "content", "content", real_catalog.settings.languages, Findings())
    graph = build_graph(real_catalog)
    shown = {graph.kind(id) for id in plan_pages(graph, content.templates).addresses}
    assert len(shown) > 5
    unmarked = {name for name in shown if not marked_fields(KIND_OF_NAME[name].type)}
    todo = [(KIND_OF_NAME[name].type, name) for name in shown]
    seen: set[type] = set()
    while todo:
        cls, name = todo.pop()
        hints = get_type_hints(cls)
        for part in {part for field in meaning_fields(cls) for part in parts(hints[field])} - seen:
            seen.add(part)
            todo.append((part, f"{name}: {part.__name__}"))
            if is_dataclass(part) and part.__name__ != "ProseText" and not marked_fields(part):
                unmarked.add(f"{name}: {part.__name__}")
    assert unmarked == set()
    assert Statement in seen


@pytest.mark.parametrize(("text", "good"), [("b2", True), ("l10", True), ("b0", False), ("b", False), ("B1", False)])
def test_a_key_is_a_letter_and_a_number(text: str, good: bool) -> None:
    assert is_key(text) is good


def test_a_statement_takes_a_key(project: Project) -> None:
    project.replace(
        "fermentation/leavening.yaml",
        "      - text: {en: the starter wants care, ja: 種の世話が要る}\n",
        "      - key: l1\n        text: {en: the starter wants care, ja: 種の世話が要る}\n",
    )
    catalog = project.load()
    statements = [one for entry in catalog.entries.values() if isinstance(entry, Pattern) for one in entry.liabilities]
    assert [one.key for one in statements if one.key] == ["l1"]


def test_a_key_of_another_form_is_told(project: Project) -> None:
    project.replace(
        "fermentation/leavening.yaml",
        "      - text: {en: the starter wants care, ja: 種の世話が要る}\n",
        "      - key: care\n        text: {en: the starter wants care, ja: 種の世話が要る}\n",
    )
    assert "key 'care', expected a letter and a number of at most 4 digits, such as b2" in project.report()


def test_fields_are_those_of_the_class() -> None:
    assert set(meaning_fields(Pattern)) <= {field.name for field in fields(Pattern)}
