"""Entries stand beside the record that goes on with them."""

from __future__ import annotations

from recording import Remembering

from patternloom.lock.standing import standings, with_ids_of_today


def test_an_entry_has_its_own_record(remembering: Remembering) -> None:
    soda = remembering.standing("soda")
    assert soda.before == remembering.records["soda"]
    assert (soda.renamed, soda.retired, soda.kind, soda.address) == (
        False,
        False,
        "pattern",
        "areas/fermentation/#soda",
    )


def test_a_renamed_entry_has_the_record_of_its_former_id(remembering: Remembering) -> None:
    remembering.project.replace(
        "fermentation/leavening.yaml", "  - id: yeast\n", "  - id: bakers-yeast\n    formerly: [yeast]\n"
    )
    for file, old, new in (
        ("fermentation/leavening.yaml", "[sourdough, yeast, soda]", "[sourdough, bakers-yeast, soda]"),
        ("fermentation/leavening.yaml", "members: [yeast, soda]", "members: [bakers-yeast, soda]"),
        ("fermentation/leavening.yaml", "[[yeast|bought yeast]]", "[[bakers-yeast|bought yeast]]"),
        ("fermentation/leavening.yaml", "'[[yeast]]のパン", "'[[bakers-yeast]]のパン"),
        ("fermentation/leavening.yaml", "target: yeast", "target: bakers-yeast"),
        ("references.yaml", "concerns: [yeast]", "concerns: [bakers-yeast]"),
    ):
        remembering.project.replace(file, old, new)
    found = remembering.standing("bakers-yeast")
    assert found.renamed
    assert found.before == remembering.records["yeast"]
    # What others say of it changed in no way.
    sourdough = remembering.standing("sourdough")
    assert sourdough.was == sourdough.meaning
    assert remembering.lock().told == (
        "bakers-yeast: renamed from yeast",
        "bakers-yeast: stands at areas/fermentation/#bakers-yeast",
    )
    assert remembering.check(locked=True)[0].startswith("catalog/baking/steam.yaml")
    assert sorted(remembering.records)[:2] == ["autolyse", "bakers-yeast"]


def test_what_no_page_shows_and_nobody_remembers_is_left_out(remembering: Remembering) -> None:
    catalog = remembering.project.load()
    assert "mill" not in [one.id for one in standings(catalog, remembering.records, {})]
    assert "mill" not in [one.id for one in standings(catalog, {}, None)]
    assert "soda" in [one.id for one in standings(catalog, {}, None)]


def test_what_is_retired_has_the_kind_that_it_was(remembering: Remembering) -> None:
    wash = remembering.standing("egg-wash")
    assert (wash.retired, wash.kind, wash.address) == (True, "pattern", None)


def test_ids_of_today_stand_in_texts_and_in_fields() -> None:
    was = {"target": "rye", "text": {"en": "rye, [[rye]], [@rye], [[rye|x]], [[ryegrass]]"}, "members": ["rye", "oats"]}
    assert with_ids_of_today(was, {"rye": "wheat", "wheat": "spelt"}, ("en",)) == {
        "target": "spelt",
        "text": {"en": "rye, [[spelt]], [@spelt], [[spelt|x]], [[ryegrass]]"},
        "members": ["spelt", "oats"],
    }
