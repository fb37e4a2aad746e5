"""Every id that an entry names is found, wherever in it; and nothing that only looks like one."""

from __future__ import annotations

from projects import Project

from patternloom.catalog.mentions import lists_of_names, mentions_of, parts_of, source_keys_of


def test_every_id_that_an_entry_names_is_found_at_any_depth(project: Project) -> None:
    assert list(mentions_of(project.load().entries["sourdough"])) == [
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


def test_the_settings_name_the_article_their_areas_and_what_their_summary_links(project: Project) -> None:
    assert list(mentions_of(project.load().settings)) == [
        "fermentation",
        "fermentation",
        "fermentation",
        "baking",
        "primer",
    ]


def test_an_entry_and_all_of_its_parts_restate_the_article(project: Project) -> None:
    entries = project.load().entries
    assert list(source_keys_of(entries["sourdough"])) == [
        *("F1/Sourdough", "T2/Sourdough"),  # of the pattern itself; then of each part, in the order of the fields
        *("S2.1", "S2.1", "S2.1", "T2/Sourdough", "S2.1"),
    ]
    assert list(source_keys_of(entries["calvel-1990"])) == ["N1"]


def test_a_part_has_parts_of_its_own(project: Project) -> None:
    outer, inner = (part for part in parts_of(project.load().entries["leavening"]) if hasattr(part, "members"))
    assert (outer.members, inner.members, list(parts_of(outer))) == (("sourdough",), ("yeast", "soda"), [outer, inner])


def test_what_has_no_fields_names_nothing() -> None:
    assert list(mentions_of("yeast")) == []


def test_a_word_of_the_format_is_no_mention(project: Project) -> None:
    """A provider whose id is the word of a status, an extent or a target is still used by nothing."""
    for id in ("recommended", "full", "none", "sandbox", "requires"):
        project.write(f"{id}.yaml", {"providers": [{"id": id, "name": "Nobody"}]})
    assert [line.partition("warning: ")[2] for line in project.report().splitlines()[:-1]] == [
        f"provider '{id}' is used by nothing, expected an entry that names it"
        for id in ("full", "none", "recommended", "requires", "sandbox")
    ]


def test_a_list_of_names_is_found_at_any_depth_with_the_steps_to_it(project: Project) -> None:
    entries = project.load().entries
    assert [(steps, len(named)) for steps, named in lists_of_names(entries["sourdough"])] == [
        (("benefits", 0, "references"), 1),
        (("correlations", 0, "technologies"), 2),
    ]
    assert [steps for steps, _ in lists_of_names(entries["leavening"])] == [
        ("children",),
        ("sets", 0, "members"),
        ("sets", 0, "sets", 0, "members"),
    ]
