"""Plain values become typed entries; what is wrong with one leaves the others alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys

import pytest
from projects import Project

from patternloom.catalog.parse import Parsed, parse
from patternloom.model.entry import Entry
from patternloom.model.kinds import KINDS, Settings, kind_of
from patternloom.model.technologies import Technology
from patternloom.model.texts import ProseText
from patternloom.problems import limits
from patternloom.reading.defaults import words
from patternloom.reading.folder import read_catalog
from patternloom.text.prose import Words


def parsed(project: Project) -> Parsed:
    """What the project's files say."""
    return parse(read_catalog(project.catalog, "catalog")[0])


def test_every_kind_of_entry_is_read_in_the_order_of_the_files(project: Project) -> None:
    found = [(kind_of(located.entry).name, located.entry.id) for located in parsed(project).entries]
    assert found == [
        ("area", "baking"),
        ("pattern", "steam"),
        ("area", "fermentation"),
        ("pattern", "autolyse"),
        ("figure", "feeding-cycle"),
        ("group", "leavening"),
        ("pattern", "sourdough"),
        ("pattern", "yeast"),
        ("pattern", "soda"),
        ("reference", "primer"),
        ("reference", "calvel-1990"),
        ("erratum", "erratum-oven"),
        ("category", "kneaders"),
        ("technology-kind", "bought"),
        ("technology-kind", "hired"),
        ("provider", "mill"),
        ("technology", "spiral-mixer"),
        ("technology", "dough-service"),
    ]


def test_an_entry_holds_typed_and_frozen_values(project: Project) -> None:
    entries = {located.entry.id: located.entry for located in parsed(project).entries}
    technology = entries["dough-service"]
    assert isinstance(technology, Technology)
    shallow = {field.name: getattr(technology, field.name) for field in dataclasses.fields(technology)}
    shallow["references"] = [(cited.id, cited.at) for cited in technology.references]
    assert shallow == {
        "id": "dough-service",
        "formerly": (),
        "name": {"en": "Dough delivered", "ja": "生地の配達"},
        "aliases": (),
        "found_by": None,
        "kind": "hired",
        "provider": "mill",
        "categories": ("kneaders",),
        "summary": ProseText(
            {"en": ((Words("The mill kneads and brings."),),), "ja": ((Words("製粉所がこねて届けます。"),),)}
        ),
        "url": "https://example.org/dough",
        "maturity": "sandbox",
        "no_pattern": None,
        "source": (),
        "references": [("calvel-1990", None)],
        "reviewed": dt.date(2026, 1, 31),
    }
    with pytest.raises(dataclasses.FrozenInstanceError):
        technology.id = "other"


def test_an_entry_knows_where_it_and_each_of_its_values_stand(project: Project) -> None:
    place = next(located.place for located in parsed(project).entries if located.entry.id == "sourdough")
    marks = [place.mark(), place.mark("id"), place.mark("related", 0, "target"), place.mark("status", on_key=True)]
    assert [str(mark) for mark in marks] == [
        "catalog/fermentation/leavening.yaml:17:5",
        "catalog/fermentation/leavening.yaml:17:9",
        "catalog/fermentation/leavening.yaml:50:17",
        "catalog/fermentation/leavening.yaml:27:5",
    ]


def test_the_settings_and_the_words_are_read(project: Project) -> None:
    found = parsed(project)
    assert found.settings is not None
    assert (found.settings.languages, found.settings.areas) == (("en", "ja"), ("fermentation", "baking"))
    assert found.strings == {
        "en": {**words("en"), "language_name": "English", "needs": "Needs"},
        "ja": {**words("ja"), "language_name": "日本語", "needs": "前提"},
    }
    assert found.problems == ()


def test_the_folder_of_a_file_means_nothing(project: Project) -> None:
    before = {located.entry.id for located in parsed(project).entries}
    project.write("anywhere/else/x.yaml", project.read("tools.yaml"))
    project.remove("tools.yaml")
    assert {located.entry.id for located in parsed(project).entries} == before
    assert parsed(project).problems == ()


def test_a_broken_entry_is_left_out_and_its_id_stays_known(project: Project) -> None:
    project.replace("baking/steam.yaml", "status: recommended", "status: wrong")
    found = parsed(project)
    assert "steam" not in {located.entry.id for located in found.entries}
    assert [str(problem) for problem in found.problems] == [
        "catalog/baking/steam.yaml:12:13: found 'wrong', expected one of recommended, situational, discouraged"
    ]


def test_all_that_is_wrong_with_an_entry_is_told_at_once(project: Project) -> None:
    project.write(
        "rye.yaml",
        {
            "patterns": [
                {"id": "Rye", "name": {"en": "Rye"}, "summary": ["a"], "status": "x", "staus": "y", "related": "z"}
            ]
        },
    )
    assert [problem.message for problem in sorted(parsed(project).problems)] == [
        "missing key 'reviewed'",
        "id 'Rye' is not kebab-case, expected lower-case words joined by '-', of at most 100 characters",
        "missing translation 'ja', expected a text for each of en, ja",
        "found a list, expected a text for each of en, ja",
        "found 'x', expected one of recommended, situational, discouraged",
        "unknown key 'staus', expected a field of this entry",
        "found 'z', expected a list",
    ]


def test_without_settings_the_words_tell_the_languages(project: Project) -> None:
    project.remove("catalog.yaml")
    assert project.report() == ("catalog/catalog.yaml:1:1: no such file, expected the catalog's settings\n1 error")


def test_an_empty_folder_lacks_its_settings(bare_project: Project) -> None:
    assert bare_project.report() == ("catalog/catalog.yaml:1:1: no such file, expected the catalog's settings\n1 error")


def test_a_language_that_we_have_words_in_needs_a_file_for_words_of_its_own_alone(project: Project) -> None:
    project.remove("strings/ja.yaml")
    assert project.report() == (
        "catalog/strings/ja.yaml:1:1: no such file, expected the words that another language has: 'needs'\n1 error"
    )
    project.remove("strings/en.yaml")
    assert project.report() == "no problems"


def test_a_language_that_we_have_no_words_in_lacks_its_file(bare_project: Project) -> None:
    bare_project.write("catalog.yaml", {"languages": ["nl"], "name": "Brood", "summary": "Brood.", "areas": []})
    assert bare_project.report() == (
        "catalog/strings/nl.yaml:1:1: no such file, expected the interface's words in 'nl'; "
        "patternloom has those in de, en, fr, ja: translate one of them\n1 error"
    )
    bare_project.write("strings/nl.yaml", {key: text for key, text in words("en").items() if key != "home"})
    assert bare_project.report() == ("catalog/strings/nl.yaml:1:1: missing key 'home', which every site needs\n1 error")
    bare_project.write("strings/nl.yaml", words("en"))
    assert bare_project.report() == "no problems"


def test_a_region_takes_the_words_of_its_language(bare_project: Project) -> None:
    bare_project.write("catalog.yaml", {"languages": ["de-AT"], "name": "Brot", "summary": "Brot.", "areas": []})
    assert bare_project.load().strings["de-AT"] == words("de")


def test_a_text_of_a_catalog_in_one_language_is_plain(bare_project: Project) -> None:
    """Its mistakes are told at their places in it."""
    settings = {"languages": ["en"], "name": "Bread", "summary": "All of [bread](x).", "areas": []}
    bare_project.write("catalog.yaml", settings)
    assert bare_project.report().startswith("catalog/catalog.yaml:4:25: link to 'x'")
    bare_project.write("catalog.yaml", settings | {"summary": ""})
    assert [(problem.mark.line, problem.rule) for problem in bare_project.problems()] == [(4, "empty-text")]
    bare_project.write("catalog.yaml", settings | {"summary": {"en": "Bread."}})
    assert bare_project.report() == "no problems"


def test_a_catalog_of_nothing_but_mistakes_ends_its_report(project: Project) -> None:
    project.write("rye.yaml", "patterns:\n" + "- {id: a}\n" * (limits.PROBLEMS // 4))
    assert len(parsed(project).problems) == limits.PROBLEMS


def test_settings_larger_than_any_are_refused_as_a_whole(project: Project) -> None:
    project.replace("catalog.yaml", "areas: [fermentation, baking]", f"areas: [{'baking, ' * 10_001}]")
    assert project.report() == ("catalog/catalog.yaml:2:1: settings of 10,027 values, expected at most 10,000\n1 error")


def test_every_field_of_the_model_is_documented_where_its_name_does_not_say_it() -> None:
    modules = {cls.__module__ for cls in (Entry, *(kind.type for kind in KINDS), Settings)}
    classes = [
        value
        for name in modules
        for value in vars(sys.modules[name]).values()
        if dataclasses.is_dataclass(value) and isinstance(value, type) and value.__module__.startswith("patternloom.")
    ]
    assert all(
        isinstance(cls, type) and cls.__doc__ and not cls.__doc__.startswith(f"{cls.__name__}(") for cls in classes
    )
    assert all(cls.__dataclass_params__.frozen for cls in classes)


def test_no_source_is_no_catalog() -> None:
    assert [str(problem) for problem in parse([]).problems] == [
        "catalog/catalog.yaml:1:1: no such file, expected the catalog's settings"
    ]


def test_an_entry_s_place_leads_to_what_is_written_there(project: Project) -> None:
    place = next(located.place for located in parsed(project).entries if located.entry.id == "bought")
    assert (place.value(), place.kind.name) == (
        {"id": "bought", "name": {"en": "bought", "ja": "購入"}},
        "technology-kind",
    )


@pytest.mark.parametrize(
    "mistake",
    [
        "bad-enum",
        "dangling-area-in-settings",
        "dangling-reference",
        "date-in-the-future",
        "id-missing-where-it-is-named",
        "missing-translation",
        "prose-second-star-unbalanced",
        "settings-not-a-mapping",
        "settings-unknown-key",
        "several-mistakes-in-several-files",
        "unknown-key",
        "wrong-type-text-for-entry",
    ],
)
def test_a_mistake_in_an_entry_or_in_the_settings_gives_its_whole_report(project: Project, mistake: str) -> None:
    actual, expected = project.reports(mistake)
    assert actual == expected
