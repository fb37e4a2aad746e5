"""Rules between entries hold, and `load` gives a whole catalog or every problem there is."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from projects import Project, to_yaml

from patternloom.check import load, references_of
from patternloom.patterns import ProblemArea
from patternloom.problems import PatternloomError


def group(id: str, children: list[str], **more: object) -> dict[str, object]:
    """A valid group."""
    return {
        "id": id,
        "name": id,
        "problem": {"en": "P.", "ja": "問。"},
        "children": children,
        "source": ["S1"],
        "reviewed": "2026-01-31",
        **more,
    }


def pattern(id: str, **more: object) -> dict[str, object]:
    """A valid pattern."""
    return {
        "id": id,
        "name": id,
        "summary": {"en": "S.", "ja": "要約。"},
        "status": "situational",
        "source": ["S1"],
        "reviewed": "2026-01-31",
        **more,
    }


def test_a_valid_catalog_holds_every_entry_with_its_place(project: Project) -> None:
    catalog = project.load()
    assert list(catalog.entries) == list(catalog.places)
    assert [str(catalog.places[id].mark("id")) for id in ("steam", "mill")] == [
        "catalog/baking/steam.yaml:9:9",
        "catalog/tools.yaml:11:10",
    ]
    assert list(catalog.strings) == ["en", "ja"]


def test_loading_twice_gives_the_same(project: Project) -> None:
    first, second = project.load(), project.load()
    assert first == second
    assert list(first.entries) == list(second.entries)


def test_files_are_named_below_the_folder_that_was_given(project: Project) -> None:
    project.replace("catalog.yaml", "areas: [", "areas: [x, ")
    with pytest.raises(PatternloomError) as caught:
        load(project.catalog)
    assert caught.value.problems[0].mark.file == f"{project.catalog.as_posix()}/catalog.yaml"


def test_loading_leaves_the_garbage_collector_as_it_was(project: Project) -> None:
    for enabled in (True, False):
        (gc.enable if enabled else gc.disable)()
        try:
            project.load()
            assert gc.isenabled() is enabled
        finally:
            gc.enable()


def test_all_mistakes_of_all_files_come_in_one_run_sorted_and_counted(project: Project) -> None:
    project.write("zz.yaml", "a: &b c\n")
    project.write("aa.yml", "")
    project.replace("baking/steam.yaml", "status: recommended", "status: discouraged")
    project.replace("tools.yaml", "provider: mill", "provider: mil")
    project.replace("catalog.yaml", "areas: [fermentation, baking]", "areas: [fermentation, baking, baking]")
    assert project.report() == (
        "catalog/aa.yml:1:1: file name 'aa.yml', expected the ending .yaml\n"
        "catalog/baking/steam.yaml:12:13: 'steam' is discouraged without a reason, expected a 'reason:'\n"
        "catalog/catalog.yaml:7:31: area 'baking' listed twice, expected once\n"
        "catalog/zz.yaml:1:1: unknown key 'a', expected a list of entries; expected one of areas, boundary_kinds, categories, check_kinds, component_kinds, errata, examples,"
        " figures, groups, patterns, providers, references, technologies, technology_kinds\n"
        "catalog/zz.yaml:1:4: anchor '&b', expected a plain value\n"
        "5 errors"
    )


def test_what_may_stand_in_a_file_that_cannot_be_read_is_not_called_unknown(project: Project) -> None:
    project.write("tools.yaml", b"\xff")
    assert project.report() == "catalog/tools.yaml:1:1: byte 0xff is not UTF-8, expected UTF-8 text\n1 error"


def test_a_file_that_cannot_be_read_is_not_called_missing(project: Project) -> None:
    project.write("catalog.yaml", "languages: [en, ja\n")
    assert project.report() == (
        "catalog/catalog.yaml:2:1: YAML syntax: did not find expected ',' or ']' while parsing a flow sequence,"
        " expected valid YAML\n"
        "1 error"
    )
    project.write("catalog.yaml", "languages: [en, ja]\n")
    project.write("strings/ja.yaml", b"a: \xff\n")
    assert [str(problem) for problem in project.problems() if "strings" in problem.mark.file] == [
        "catalog/strings/ja.yaml:1:4: byte 0xff is not UTF-8, expected UTF-8 text"
    ]


def test_an_entry_that_nothing_uses_is_a_warning_and_fails_nothing(project: Project) -> None:
    project.write("rye.yaml", {"patterns": [pattern("rye")], "providers": [{"id": "baker", "name": "Baker"}]})
    catalog, warnings = load(project.catalog, "catalog")
    assert "rye" in catalog.entries
    assert [str(warning) for warning in warnings] == [
        "catalog/rye.yaml:2:7: warning: pattern 'rye' stands on no page, expected it among the 'children' of an entry",
        "catalog/rye.yaml:12:7: warning: provider 'baker' is used by nothing, expected an entry that names it",
    ]


def test_naming_itself_is_no_use(project: Project) -> None:
    baker = {"id": "baker", "kind": "book", "title": "Baker"}
    project.write("rye.yaml", {"references": [baker | {"publisher": "baker"}]})
    assert project.report() == (
        "catalog/rye.yaml:2:7: warning: reference 'baker' is used by nothing, expected an entry that names it\n1 warning"
    )


def test_a_pattern_that_is_named_but_has_no_parent_is_a_warning(project: Project) -> None:
    project.write("rye.yaml", {"patterns": [pattern("rye")]})
    project.replace("baking/steam.yaml", "en: Moist air keeps the crust soft.", 'en: "Moist air [[rye]]"')
    assert project.report() == (
        "catalog/rye.yaml:2:7: warning: pattern 'rye' stands on no page, expected it among the 'children' of an entry\n1 warning"
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("catalog.yaml", "see [[fermentation]] first", "see [[fermentation]] first [@rye]"),
        ("baking/steam.yaml", "en: Moist air keeps the crust soft.", 'en: "Moist air [@rye]"'),
        ("fermentation/area.yaml", "references: [calvel-1990]", "references: [calvel-1990, rye]"),
    ],
)
def test_being_named_anywhere_is_a_use(project: Project, file: str, old: str, new: str) -> None:
    project.write("rye.yaml", {"references": [{"id": "rye", "kind": "book", "title": "Rye"}]})
    project.replace(file, old, new)
    assert project.report() == "no problems"


def test_a_technology_that_a_category_lists_is_used(project: Project) -> None:
    project.replace("fermentation/leavening.yaml", "technologies: [spiral-mixer, dough-service]", "technologies: []")
    assert project.report() == "no problems"


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


def test_an_entry_may_stand_under_several_parents(project: Project) -> None:
    project.replace("baking/steam.yaml", "children: [steam]", "children: [steam, yeast]")
    assert project.report() == "no problems"


def test_a_diamond_is_no_cycle(project: Project) -> None:
    project.write(
        "d.yaml", {"groups": [group("a", ["b", "c"]), group("b", ["d"]), group("c", ["d"]), group("d", ["yeast"])]}
    )
    project.replace("baking/steam.yaml", "children: [steam]", "children: [steam, a]")
    assert project.report() == "no problems"


def test_two_cycles_are_two_problems(project: Project) -> None:
    project.write("d.yaml", {"groups": [group("a", ["b", "a"]), group("b", ["a"])]})
    assert project.report() == (
        "catalog/d.yaml:9:5: child 'a' makes a cycle (a → a), expected a tree\n"
        "catalog/d.yaml:19:5: child 'a' makes a cycle (a → b → a), expected a tree\n"
        "2 errors"
    )


def test_a_long_cycle_is_told_shortened(project: Project) -> None:
    groups = [group(f"g{number}", [f"g{(number + 1) % 500}"]) for number in range(500)]
    project.write("d.yaml", {"groups": groups})
    assert [problem.message for problem in project.problems() if problem.rule == "cycle"] == [
        "child 'g0' makes a cycle (g0 → g1 → g2 → g3 → g4 → … → g496 → g497 → g498 → g499 → g0), expected a tree"
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_a_tree_deeper_than_a_reader_can_follow_is_one_problem_in_any_order(project: Project, order: int) -> None:
    """20 levels are fine: 18 groups, and `leavening` over `yeast`."""
    chain = [group(f"g{number}", [f"g{number + 1}"]) for number in range(17)] + [group("g17", ["leavening"])]
    project.write("chain.yaml", {"groups": chain[::order]})
    project.replace("baking/steam.yaml", "en: Moist air keeps the crust soft.", 'en: "Moist air [[g0]]"')
    assert [problem for problem in project.problems() if problem.severity == "error"] == []
    project.write("more.yaml", {"groups": [group("top", ["g0"]), group("over", ["top"])]})
    assert [str(problem) for problem in project.problems() if problem.severity == "error"] == [
        "catalog/more.yaml:8:5: child 'g0' makes more than 20 levels, expected a flatter tree"
    ]


def test_a_chain_and_a_family_of_thousands_take_no_recursion_and_no_square_of_time(project: Project) -> None:
    chain = [group(f"g{number}", [f"g{number + 1}"]) for number in range(1_999)] + [group("g1999", ["yeast"])]
    project.write("chain.yaml", {"groups": chain})
    project.write("wide.yaml", {"groups": [group("wide", [f"g{number}" for number in range(1_990, 2_000)] * 200)]})
    errors = [problem for problem in project.problems() if problem.severity == "error"]
    assert [problem.rule for problem in errors] == ["depth"] + ["duplicate-id"] * 1_990


def test_nested_sets_are_checked_too(project: Project) -> None:
    project.replace("fermentation/leavening.yaml", "members: [yeast, soda]", "members: [yeast]")
    assert project.report() == (
        "catalog/fermentation/leavening.yaml:12:13: a set of fewer than two members, expected two or more\n1 error"
    )


def test_a_catalog_in_one_file_is_as_good_as_in_many(bare_project: Project) -> None:
    bare_project.write(
        "catalog.yaml",
        {"languages": ["fr"], "name": "Pain", "summary": {"fr": "Le pain."}, "areas": ["four"]},
    )
    bare_project.write("strings/fr.yaml", {"language_name": "français"})
    area = {"id": "four", "name": "Four", "summary": {"fr": "Chaud."}, "reviewed": "2026-01-31"}
    bare_project.write("all.yaml", to_yaml({"areas": [area]}))
    catalog = bare_project.load()
    assert catalog.settings.languages == ("fr",)
    assert [type(entry) for entry in catalog.entries.values()] == [ProblemArea]


def test_more_languages_than_anybody_speaks_are_refused(project: Project) -> None:
    many = [f"l{number}" for number in range(60)]
    project.replace("catalog.yaml", "languages: [en, ja]", f"languages: [{', '.join(many)}]")
    assert "catalog/catalog.yaml:2:253: more than 50 languages, expected fewer" in project.report().splitlines()


def test_the_repository_s_own_catalog_has_no_mistake_and_no_warning() -> None:
    assert load(Path(__file__).parent.parent / "catalog", "catalog")[1] == ()
