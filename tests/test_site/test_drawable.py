"""What mermaid would not draw is told by `check`, with the number, and never first by a reader's browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from projects import CASES, Project

from patternloom.problems import limits
from patternloom.problems.findings import PatternloomError, render_text
from patternloom.publish import sources as publish
from patternloom.publish.tree import export
from patternloom.site.drawable import undrawable

PATTERN = (
    "- {{id: rye-{0}, name: {{en: {1}, ja: x}}, summary: {{en: x, ja: x}}, status: situational, "
    "references: [primer], reviewed: 2026-01-01}}\n"
)


@pytest.fixture
def site(project: Project) -> publish.Project:
    """The small catalog with our macros and the pages that draw it."""
    project.use_site()
    root = project.root
    return publish.Project(root, project.catalog, root / "macros", root / "content")


def grown(site: publish.Project, number: int, name: str = "x") -> None:
    """The first group with so many more children."""
    (site.catalog / "more.yaml").write_text(
        "patterns:\n" + "".join(PATTERN.format(n, name) for n in range(number)), "utf-8"
    )
    file = site.catalog / "fermentation" / "area.yaml"
    text = file.read_text("utf-8")
    assert text.count("children: [") == 1
    more = ", ".join(f"rye-{n}" for n in range(number))
    file.write_text(text.replace("children: [", f"children: [{more}, "), "utf-8")


def told(site: publish.Project) -> str:
    """All that is wrong, by checking alone."""
    try:
        return render_text(publish.read_sources(site).warnings)
    except PatternloomError as error:
        return render_text(error.problems)


def test_a_large_diagram_is_drawn(site: publish.Project) -> None:
    grown(site, 300)
    assert told(site) == "no problems"
    assert export(site).files


def test_more_lines_are_refused_with_their_number(site: publish.Project) -> None:
    grown(site, limits.DIAGRAM_EDGES + 1)
    lines = told(site).splitlines()
    assert (
        "lines in a diagram, expected at most 500, as mermaid draws no more; it is the diagram of 'fermentation'"
        in lines[0]
    )
    assert lines[1].startswith("content/areas/index.any.md:1:1: 506 lines in a diagram, expected at most 500")
    assert lines[2:] == ["2 errors"]


def test_more_letters_are_refused_with_their_number(site: publish.Project) -> None:
    grown(site, 100, "x" * 600)
    assert "characters in a diagram, expected at most 50,000, as mermaid draws no more" in told(site)


def test_a_figure_is_held_to_the_same(site: publish.Project) -> None:
    boxes = ", ".join(f"{{id: b{n}, label: x}}" for n in range(2))
    arrows = ", ".join("{start: b0, end: b1}" for _ in range(limits.DIAGRAM_EDGES + 1))
    figure = f"figures:\n- {{id: loaf, name: x, about: baking, caption: {{en: x, ja: x}}, reviewed: 2026-01-01, boxes: [{boxes}], arrows: [{arrows}]}}\n"
    (site.catalog / "more.yaml").write_text(figure, "utf-8")
    assert "more.yaml:2:8: 501 lines in a diagram, expected at most 500" in told(site)


def test_the_map_of_all_areas_is_held_to_it_where_a_page_shows_it(
    site: publish.Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DIAGRAM_EDGES", 4)
    Path(site.content, "areas", "index.any.md").write_text("---\ntitle: x\n---\n", "utf-8")
    page = Path(site.content, "map.any.md")
    page.write_text(
        '---\ntitle: x\n---\n{% from "diagram.jinja" import architecture_figure %}\n{{ architecture_figure(page) }}\n',
        "utf-8",
    )
    assert (
        "content/map.any.md:1:1: 5 lines in a diagram, expected at most 4, as mermaid draws no more; it is the map of all areas on page 'map.md'"
        in told(site)
    )
    page.unlink()
    assert "map of all areas" not in told(site)


def test_what_no_page_shows_may_have_any_size(site: publish.Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read = publish.read_sources(site)
    monkeypatch.setattr(limits, "DIAGRAM_EDGES", 0)
    told = [problem.hint for problem in undrawable(read.graph, read.plan, ())]
    assert "it is the diagram of 'fermentation' on page 'areas/fermentation.md'" in told
    assert "it is the diagram of 'feeding-cycle' on page 'areas/fermentation.md'" in told
    assert list(undrawable(read.graph, replace(read.plan, addresses={}), ())) == []


def test_a_catalog_without_the_words_for_a_diagram_draws_none() -> None:
    """Its pages draw none, or the missing word is told where they do."""
    root = CASES / "bakery"
    assert told(publish.Project(root, root / "catalog", root / "none", root / "none")).count("in a diagram") == 0
