"""An entry as plain data: what it means, and its texts, whatever they are written like."""

from __future__ import annotations

from projects import Project

from patternloom.catalog.load import Catalog
from patternloom.catalog.mentions import statements_of
from patternloom.lock.meaning import hash_of, meaning_of, translated

LANGUAGES = ("en", "ja")


def test_the_meaning_holds_texts_as_they_are_written_and_nothing_that_is_not_set(project: Project) -> None:
    entries = project.load().entries
    assert meaning_of(entries["steam"], LANGUAGES) == {
        "name": {"en": "Steam", "ja": "蒸気"},
        "summary": {"en": "Moist air keeps the crust soft.", "ja": "湿った空気で皮を柔らかく保ちます。"},
        "status": "recommended",
    }
    sourdough = meaning_of(entries["sourdough"], LANGUAGES, {("benefits", 0): "b1"})
    assert sourdough["summary"]["ja"] == "小麦粉と水の**種**で生地を膨らませます[@calvel-1990]。"
    assert sourdough["benefits"] == [
        {
            "key": "b1",
            "text": {"en": "keeps longer than bread of [[yeast|bought yeast]]", "ja": "[[yeast]]のパンより日持ちする"},
            "opinion": "true",
        }
    ]
    assert sourdough["correlations"][0]["technologies"] == ["spiral-mixer", "dough-service"]
    assert meaning_of(entries["calvel-1990"], LANGUAGES)["year"] == "1990"


def test_folding_a_text_otherwise_changes_nothing(project: Project) -> None:
    before = meaning_of(project.load().entries["sourdough"], LANGUAGES)
    project.replace(
        "fermentation/leavening.yaml",
        "raises the dough [@calvel-1990].\n",
        "raises\n        the dough [@calvel-1990].\n",
    )
    project.replace("fermentation/leavening.yaml", "小麦粉と水の**種**で\n        生地を", "小麦粉と水の**種**で生地を")
    assert meaning_of(project.load().entries["sourdough"], LANGUAGES) == before


def test_statements_are_found_with_the_way_to_them(real_catalog: Catalog) -> None:
    found = {steps[0] for entry in real_catalog.entries.values() for steps, _ in statements_of(entry)}
    assert {"benefits", "liabilities", "when_to_use"} <= found


def test_translated_texts_have_paths_that_outlast_a_move(project: Project) -> None:
    found = {
        one.path: one.steps
        for one in translated(project.load().entries["sourdough"], LANGUAGES, {("benefits", 0): "b1"})
    }
    assert found["summary"] == ("summary",)
    assert found["benefits.b1"] == ("benefits", 0, "text")
    assert found["liabilities.0"] == ("liabilities", 0, "text")
    assert found["correlations.0.replaces"] == ("correlations", 0, "replaces")
    assert "aliases.0" not in found


def test_a_hash_tells_texts_apart() -> None:
    assert hash_of("a") == "ca978112ca1b"
    assert hash_of("b") != hash_of("a")
