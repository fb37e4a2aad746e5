"""A made-up catalog of any size: valid, in two languages, with every kind of reference a real one has.

In: a folder and numbers. Out: YAML files, the same bytes for the same numbers. A pattern takes 43
lines; an area with its groups and patterns is one file. It says nothing that is true of anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REVIEWED = "reviewed: 2026-11-24"
CATEGORIES = 20
# Patterns a technology or a reference of the bibliography is there for.
SHARED_BY = 40


@dataclass(frozen=True, slots=True)
class Shape:
    """How many there are of what."""

    areas: int
    groups: int
    """In an area."""
    patterns: int
    """In a group."""

    @property
    def total(self) -> int:
        """Patterns in the whole catalog."""
        return self.areas * self.groups * self.patterns

    @property
    def shared(self) -> int:
        """Technologies, and references."""
        return max(CATEGORIES, self.total // SHARED_BY)


def write_catalog(folder: Path, shape: Shape) -> None:
    """All files but `strings/`."""
    _write(folder / "catalog.yaml", _settings(shape))
    _write(folder / "technologies.yaml", _technologies(shape))
    _write(folder / "references.yaml", _references(shape))
    for area in range(shape.areas):
        _write(folder / "areas" / f"{area:04}.yaml", _area(area, shape))


def _write(path: Path, lines: Iterator[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _settings(shape: Shape) -> Iterator[str]:
    yield "languages: [en, ja]"
    yield "name: {en: Made-up system, ja: 架空のシステム}"
    yield "summary: {en: A system that nobody built., ja: 誰も作っていないシステムです。}"
    yield "article: reference-0"
    yield f"areas: {json.dumps([f'area-{number}' for number in range(shape.areas)])}"


def _technologies(shape: Shape) -> Iterator[str]:
    yield "technology_kinds:\n  - {id: open-source, name: {en: Open source, ja: オープンソース}}"
    yield "categories:"
    for number in range(CATEGORIES):
        yield f"  - id: category-{number}"
        yield f"    name: {{en: Category {number}, ja: 分野{number}}}"
        yield "    relevance: {en: Tools that take over part of the work., ja: 作業の一部を担うツールです。}"
        yield f"    {REVIEWED}"
    yield "technologies:"
    for number in range(shape.shared):
        yield f"  - id: technology-{number}"
        yield f"    name: Technology {number}"
        yield "    kind: open-source"
        yield f"    categories: [category-{number % CATEGORIES}]"
        yield f"    summary: {{en: 'It does the work of number {number}.', ja: '{number}番の作業を担います。'}}"
        yield f"    url: https://technology-{number}.example/docs/"
        yield f"    {REVIEWED}"


def _references(shape: Shape) -> Iterator[str]:
    yield "references:"
    for number in range(shape.shared):
        yield f"  - id: reference-{number}"
        yield "    kind: book"
        yield f"    title: The Book of Number {number}"
        yield "    authors: [Ann Author, Wilma Writer]"
        yield f"    year: {1990 + number % 36}"
        yield f"    url: https://books.example/{number}/"


def _area(area: int, shape: Shape) -> Iterator[str]:
    first_group = area * shape.groups
    yield "areas:"
    yield f"  - id: area-{area}"
    yield f"    name: {{en: Area {area}, ja: 領域{area}}}"
    yield "    summary:"
    yield "      en: >-"
    yield f"        Area {area} has problems of its own. Its groups answer them one by one, and each answer names"
    yield f"        what it costs, as [@reference-{area % shape.shared}] tells at length."
    yield f"      ja: 領域{area}には固有の問題があり、グループごとに1つずつ答えます。"
    yield f"    children: {json.dumps([f'group-{first_group + number}' for number in range(shape.groups)])}"
    yield f"    {REVIEWED}"
    yield "groups:"
    for group in range(first_group, first_group + shape.groups):
        first = group * shape.patterns
        members = [f"pattern-{number}" for number in range(first, first + shape.patterns)]
        yield f"  - id: group-{group}"
        yield f"    name: {{en: Group {group}, ja: グループ{group}}}"
        yield "    problem:"
        yield f"      en: How number {group} is done, by whom, and what happens to the rest when it fails half-way."
        yield f"      ja: {group}番を誰がどのように行い、途中で失敗したときに残りをどうするかという問題です。"
        yield f"    children: {json.dumps(members)}"
        if shape.patterns > 1:
            yield f"    sets: [{{relation: competing, members: {json.dumps(members[:2])}}}]"
        yield f"    {REVIEWED}"
    yield "patterns:"
    first = first_group * shape.patterns
    for number in range(first, first + shape.groups * shape.patterns):
        yield _pattern(number, shape)


def _pattern(number: int, shape: Shape) -> str:
    other = (number + 1) % shape.total
    if other == number:
        raise ValueError("a catalog of one pattern has none to relate it to")
    shared = number % shape.shared
    return f"""\
  - id: pattern-{number}
    name: {{en: Pattern {number}, ja: パターン{number}}}
    summary:
      en: >-
        Pattern {number} gives the work of one part to another, which keeps it until it is asked for.
        The two then fail apart, and *each* can be replaced.
      ja: >-
        パターン{number}は、ある部分の作業を別の部分に任せます。両者は別々に故障し、置き換えられます。
    status: {("recommended", "situational")[number % 2]}
    when_to_use:
      - text:
          en: >-
            The load comes in bursts, and a delay of `{number} ms` hurts nobody.
          ja: >-
            負荷が突発的で、`{number} ms`の遅れが問題にならない場合です。
        source: [S7.{number % 9}]
    when_not_to_use:
      - text:
          en: >-
            The answer is needed at once; [[pattern-{other}]] gives it.
          ja: >-
            すぐに答えが必要な場合は、[[pattern-{other}]]が適します。
        references: [reference-{shared}]
    benefits:
      - text:
          en: Either side can be released by itself.
          ja: どちらの側も単独でリリースできます。
        source: [T6/Pattern {number}]
    correlations:
      - target: category-{shared % CATEGORIES}
        replaces: {{en: The part that keeps the work., ja: 作業を保持する部分です。}}
        extent: partial
        technologies: [technology-{shared}, technology-{(shared + 1) % shape.shared}]
        source: [T6/Pattern {number}]
    related:
      - type: pairs-with
        target: pattern-{other}
        note:
          en: One stores, the other forwards [@reference-{shared}].
          ja: 一方が保持し、他方が転送します。
    source: [F7/Pattern {number}, T6/Pattern {number}]
    references: [reference-{shared}]
    {REVIEWED}"""
