"""Rules between entries; more are told by the mistakes of `cases/invalid/`."""

from __future__ import annotations

import pytest
from projects import Project

from patternloom.catalog.load import load


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


def test_an_entry_that_nothing_uses_is_a_warning_and_fails_nothing(project: Project) -> None:
    project.write("rye.yaml", {"patterns": [pattern("rye")], "providers": [{"id": "baker", "name": "Baker"}]})
    catalog, warnings = load(project.catalog, "catalog")
    assert "rye" in catalog.entries
    assert [str(warning) for warning in warnings] == [
        "catalog/rye.yaml:2:7: warning: pattern 'rye' stands on no page, expected it among the 'children' of an entry",
        "catalog/rye.yaml:12:7: warning: provider 'baker' is used by nothing, expected an entry that names it",
    ]


def test_naming_itself_is_no_use(project: Project) -> None:
    text = {"en": "See [[rye]].", "ja": "[[rye]]を参照。"}
    area = {"id": "rye", "name": "Rye", "summary": text, "reviewed": "2026-01-31", "source": ["S1"]}
    project.write("rye.yaml", {"areas": [area]})
    assert project.report() == (
        "catalog/rye.yaml:2:7: warning: area 'rye' is used by nothing, expected it below 'areas:' of catalog.yaml\n"
        "1 warning"
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


@pytest.mark.parametrize(
    ("before", "around", "told"),
    [
        (3, 10, "g3 → g4 → g5 → g6 → g7 → g8 → g9 → g10 → g11 → g12 → g3"),
        (0, 11, "g0 → g1 → g2 → g3 → g4 → … → g7 → g8 → g9 → g10 → g0"),
        (0, 500, "g0 → g1 → g2 → g3 → g4 → … → g496 → g497 → g498 → g499 → g0"),
    ],
)
def test_a_cycle_of_more_than_ten_is_told_shortened(project: Project, before: int, around: int, told: str) -> None:
    last = before + around - 1
    groups = [group(f"g{number}", [f"g{number + 1 if number < last else before}"]) for number in range(last + 1)]
    project.write("d.yaml", {"groups": groups})
    assert [problem.message for problem in project.problems() if problem.rule == "cycle"] == [
        f"child 'g{before}' makes a cycle ({told}), expected a tree"
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


def test_a_child_with_a_mistake_makes_no_level(project: Project) -> None:
    chain = [group(f"g{number}", [f"g{number + 1}"]) for number in range(20)] + [group("g20", ["nobody"])]
    project.write("chain.yaml", {"groups": chain})
    assert [str(problem) for problem in project.problems()] == [
        "catalog/chain.yaml:208:5: unknown group or pattern 'nobody', expected the id of a group or pattern"
    ]


def test_a_chain_and_a_family_of_thousands_take_no_recursion_and_no_square_of_time(project: Project) -> None:
    chain = [group(f"g{number}", [f"g{number + 1}"]) for number in range(1_999)] + [group("g1999", ["yeast"])]
    project.write("chain.yaml", {"groups": chain})
    project.write("wide.yaml", {"groups": [group("wide", [f"g{number}" for number in range(1_990, 2_000)] * 200)]})
    errors = [problem for problem in project.problems() if problem.severity == "error"]
    assert [problem.rule for problem in errors] == ["depth"] + ["duplicate-id"] * 1_990


def test_being_named_by_an_entry_that_is_gone_is_no_use(project: Project) -> None:
    gone = {
        "id": "barm",
        "kind": "reference",
        "name": "Barm",
        "date": "2026-01-30",
        "reason": {"en": "Old.", "ja": "古いためです。"},
        "successor": "baker",
    }
    project.write("rye.yaml", {"references": [{"id": "baker", "kind": "book", "title": "Baker"}], "retired": [gone]})
    assert project.report() == (
        "catalog/rye.yaml:2:7: warning: reference 'baker' is used by nothing, expected an entry that names it\n1 warning"
    )


@pytest.mark.parametrize(
    "mistake",
    [
        "cycle-of-one",
        "cycle-of-two",
        "cycle-through-groups",
        "settings-area-twice",
        "settings-language-twice",
        "settings-without-areas",
        "settings-without-languages",
        "source-without-an-article",
        "unused-entry",
    ],
)
def test_a_mistake_between_entries_gives_its_whole_report(project: Project, mistake: str) -> None:
    actual, expected = project.reports(mistake)
    assert actual == expected


@pytest.mark.parametrize(
    ("settings", "place", "others"),
    [
        ("areas: []\nsource: [F1]\n", "5:1", ""),
        ("areas: []\ntechnology:\n  - {text: {en: x}, source: [F1]}\n", "6:21", ""),
        (
            "source: [F1]\nareas: []\ntechnology:\n  - {text: {en: x}, source: [F1]}\n",
            "4:1",
            " here and in 1 other place",
        ),
        (
            "source: [F1]\nareas: []\ntechnology:\n  - {text: {en: x}, source: [F1]}\n  - {text: {en: y}, source: [F2]}\n",
            "4:1",
            " here and in 2 other places",
        ),
    ],
)
def test_sources_without_an_article_are_told_at_the_first_one(
    bare_project: Project, settings: str, place: str, others: str
) -> None:
    bare_project.write("strings/en.yaml", "language_name: English\n")
    bare_project.write("catalog.yaml", f"languages: [en]\nname: A\nsummary: {{en: A.}}\n{settings}")
    assert bare_project.report() == (
        f"catalog/catalog.yaml:{place}: 'source' without an article that its keys point into, expected 'article:' in"
        f" catalog.yaml; add it, with the id of a reference, or delete 'source'{others}\n1 error"
    )


def test_successors_of_what_is_gone_lead_to_an_end(project: Project) -> None:
    def gone(id: str, successor: str) -> dict[str, object]:
        reason = {"en": "x", "ja": "y"}
        return {"id": id, "kind": "pattern", "name": id, "date": "2026-01-31", "reason": reason, "successor": successor}

    project.write("gone.yaml", {"retired": [gone("barm", "alum"), gone("alum", "steam")]})
    assert project.problems() == ()
    project.write("gone.yaml", {"retired": [gone("barm", "alum"), gone("alum", "lye"), gone("lye", "alum")]})
    assert [str(problem) for problem in project.problems()] == [
        "catalog/gone.yaml:25:14: successor 'alum' leads back to 'lye', expected another entry to read"
    ]
