"""Every id that an entry names is found, wherever in it."""

from __future__ import annotations

from projects import Project

from patternloom.catalog.mentions import references_of


def test_every_id_that_an_entry_names_is_found_at_any_depth(project: Project) -> None:
    entry = project.load().entries["sourdough"]
    named = [id for id in references_of(entry) if id in project.load().entries]
    assert named == [
        "sourdough",
        "calvel-1990",
        "calvel-1990",
        "yeast",
        "yeast",
        "calvel-1990",
        "kneaders",
        "spiral-mixer",
        "dough-service",
        "yeast",
    ]
