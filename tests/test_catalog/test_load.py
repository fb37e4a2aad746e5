"""`load` gives a whole catalog or every problem there is."""

from __future__ import annotations

import datetime as dt
import gc

import pytest
from projects import REPOSITORY, Project, to_yaml

from patternloom.catalog.load import examine, load, outline_at
from patternloom.model.kinds import KINDS
from patternloom.model.patterns import ProblemArea
from patternloom.problems.findings import PatternloomError


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
    lists = ", ".join(sorted(kind.list for kind in KINDS))
    assert project.report() == (
        "catalog/aa.yml:1:1: file name 'aa.yml', expected the ending .yaml\n"
        "catalog/baking/steam.yaml:12:13: 'steam' is discouraged without a reason, expected a 'reason:'\n"
        "catalog/catalog.yaml:7:31: area 'baking' listed twice, expected once\n"
        f"catalog/zz.yaml:1:1: unknown key 'a', expected a list of entries; there are {lists}\n"
        "catalog/zz.yaml:1:4: anchor '&b', expected a plain value; put the text in quotes: \"&b c\"\n"
        "5 errors"
    )


def test_of_a_list_misspelt_beyond_guessing_every_list_is_told_and_nothing_that_follows_from_it(
    project: Project,
) -> None:
    project.replace("fermentation/leavening.yaml", "patterns:\n", "entries:\n")
    lists = ", ".join(sorted(kind.list for kind in KINDS))
    expected = f"unknown key 'entries', expected a list of entries; there are {lists}"
    assert project.report() == f"catalog/fermentation/leavening.yaml:16:1: {expected}\n1 error"


def test_what_may_stand_in_a_file_that_cannot_be_read_is_not_called_unknown(project: Project) -> None:
    project.write("tools.yaml", b"\xff")
    assert (
        project.report()
        == "catalog/tools.yaml:1:1: byte 0xff is not UTF-8, expected UTF-8 text; save the file as UTF-8\n1 error"
    )


def test_a_file_that_cannot_be_read_is_not_called_missing(project: Project) -> None:
    project.write("catalog.yaml", "languages: [en, ja\n")
    assert project.report() == (
        "catalog/catalog.yaml:1:12: the [ that opens here is not closed, expected ] at its end\n1 error"
    )
    project.write("catalog.yaml", "languages: [en, ja]\n")
    project.write("strings/ja.yaml", b"a: \xff\n")
    assert [str(problem) for problem in project.problems() if "strings" in problem.mark.file] == [
        "catalog/strings/ja.yaml:1:4: byte 0xff is not UTF-8, expected UTF-8 text; save the file as UTF-8"
    ]


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


def test_a_date_may_be_tomorrow_s_and_no_later(project: Project) -> None:
    """It is tomorrow already somewhere."""
    for day, expected in (("2026-02-02", ()), ("2026-02-03", ("future-date",))):
        project.replace(
            "baking/steam.yaml",
            "source: [F1/Steam]\n    reviewed: 2026-01-31",
            "source: [F1/Steam]\n    reviewed: " + day,
        )
        assert tuple(problem.rule for problem in project.problems()) == expected
        project.replace("baking/steam.yaml", "reviewed: " + day, "reviewed: 2026-01-31")


def test_today_is_the_clock_s_unless_it_is_given(project: Project) -> None:
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    project.replace(
        "baking/steam.yaml",
        "source: [F1/Steam]\n    reviewed: 2026-01-31",
        f"source: [F1/Steam]\n    reviewed: {tomorrow}",
    )
    load(project.catalog)
    with pytest.raises(PatternloomError):
        load(project.catalog, today=dt.date.today() - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("file", "old", "new", "rules"),
    [
        ("tools.yaml", "providers:", "provider:", ["unknown-key"]),
        ("references.yaml", "references:\n", "works:\n", ["unknown-key"]),
        ("catalog.yaml", "[en, ja]", "[en_US, ja]", ["language"]),
        ("catalog.yaml", "[en, ja]", "[en, jp]", ["file"]),
        ("catalog.yaml", "languages: [en, ja]", "language: [en, ja]", ["unknown-key"]),
        ("fermentation/leavening.yaml", "- id: sourdough", "- id: Sourdough_", ["id"]),
        ("fermentation/leavening.yaml", "- id: sourdough", "- Id: sourdough", ["unknown-key"]),
        ("fermentation/leavening.yaml", "- id: sourdough\n    name", "- name", ["missing-key"]),
        ("fermentation/leavening.yaml", "- id: yeast", "- id: sourdough", ["duplicate-id"]),
        ("fermentation/leavening.yaml", "  - id: yeast", "    id: yeast", ["duplicate-key"]),
        ("fermentation/leavening.yaml", "      ja: >-\n", "      en: >-\n", ["duplicate-key"]),
        ("fermentation/leavening.yaml", "- id: yeast\n    name: {en: Baker's yeast, ja: イースト}", "- yeast", None),
    ],
)
def test_what_follows_from_a_mistake_is_not_told(
    project: Project, file: str, old: str, new: str, rules: list[str] | None
) -> None:
    project.replace(file, old, new)
    told = [problem.rule for problem in project.problems()]
    assert told == rules if rules else "dangling-reference" not in told


def test_settings_with_another_ending_are_one_mistake(project: Project) -> None:
    (project.catalog / "catalog.yaml").rename(project.catalog / "catalog.yml")
    assert project.report() == "catalog/catalog.yml:1:1: file name 'catalog.yml', expected the ending .yaml\n1 error"


def test_a_catalog_that_another_build_has_checked_has_languages_too(project: Project) -> None:
    project.replace("catalog.yaml", "languages: [en, ja]", "languages: []")
    examined = examine(project.catalog, "catalog", checked=True)
    assert examined.catalog is None
    assert "catalog/catalog.yaml" in {problem.mark.file for problem in examined.problems}


def test_more_languages_than_anybody_speaks_are_refused(project: Project) -> None:
    many = [f"l{number}" for number in range(60)]
    project.replace("catalog.yaml", "languages: [en, ja]", f"languages: [{', '.join(many)}]")
    assert "catalog/catalog.yaml:2:253: 60 languages, expected at most 50" in project.report().splitlines()


def test_the_repository_s_own_catalog_has_no_mistake_and_no_warning() -> None:
    assert load(REPOSITORY / "catalog", "catalog")[1] == ()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("languages: en\nname: x\n", "catalog.yaml:1:12: no languages to be found"),
        ("name: x\n", "catalog.yaml:1:1: no languages to be found"),
        ("languages: [en\nname: x\n", "catalog.yaml:1:12: the [ that opens here is not closed"),
        (None, "catalog.yaml:1:1: no languages to be found"),
    ],
)
def test_languages_that_nothing_tells_are_missed_where_they_belong(
    bare_project: Project, settings: str | None, told: str
) -> None:
    bare_project.write("catalog.yaml", settings or "")
    if settings is None:
        bare_project.remove("catalog.yaml")
    with pytest.raises(PatternloomError) as caught:
        outline_at(bare_project.catalog)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{bare_project.catalog.as_posix()}/{told}")


def test_items_in_braces_are_told_once(project: Project) -> None:
    project.replace("fermentation/leavening.yaml", "[sourdough, yeast, soda]", "{sourdough, yeast}")
    (problem,) = project.problems()
    assert problem.message == "no value for key 'sourdough', expected one"


def test_words_of_a_file_that_cannot_be_read_are_missed_in_no_other(project: Project) -> None:
    project.write("strings/en.yaml", "needs: [\n")
    project.write("strings/ja.yaml", "language_name: 日本語\nneeds: 前提\nown: x\n")
    (problem,) = project.problems()
    assert problem.mark.file == "catalog/strings/en.yaml"
