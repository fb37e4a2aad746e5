"""Each difference is recorded as it was ordered, and what more must be said is asked."""

from __future__ import annotations

from recording import REASON, TODAY, Remembering

from patternloom.lock.record import Editorial, Former

GROUP, STEAM = "fermentation/leavening.yaml", "baking/steam.yaml"
NEW = """\
  - id: scalding
    name: {en: Scalding, ja: 湯種}
    summary: {en: Hot water swells part of the flour., ja: 粉の一部に熱湯を加えます。}
    status: situational
    benefits:
      - text: {en: the crumb stays moist, ja: しっとりする}
    references: [calvel-1990]
    reviewed: 2026-01-31
"""


def test_a_new_entry_is_recorded_without_a_question(remembering: Remembering) -> None:
    project = remembering.project
    project.write(STEAM, project.read(STEAM) + NEW)
    project.replace(STEAM, "children: [steam, autolyse]", "children: [steam, autolyse, scalding]")
    assert remembering.lock().told == ("scalding: revision 1, new",)
    record = remembering.records["scalding"]
    assert (record.current.number, record.keys, record.introduced) == (1, ("b1",), None)
    assert "      - key: b1\n        text: {en: the crumb" in project.read(STEAM)
    assert remembering.lock().files == ()


def test_a_change_of_the_meaning_is_a_revision_with_its_reason(remembering: Remembering) -> None:
    remembering.project.replace(
        GROUP,
        "      - key: a1\n        text: {en: bread is wanted today, ja: 当日に焼きたい場合}\n        source: [S2.1]\n",
        "",
    )
    remembering.project.replace(GROUP, "    when_not_to_use:\n", "")
    assert remembering.lock(reason=REASON).told == ("sourdough: revision 4, when_not_to_use changed",)
    record = remembering.records["sourdough"]
    assert (record.current.number, record.current.reason, record.current.date) == (4, REASON, TODAY)
    assert "when_not_to_use" not in record.meaning
    assert record.meaning_in(3)["when_not_to_use"][0]["key"] == "a1"
    assert record.dropped == ("a1",)


def test_a_change_of_wording_keeps_the_revision_and_the_old_text(remembering: Remembering) -> None:
    remembering.project.replace(GROUP, "tastes of soap and metal", "has a taste of soap and metal")
    remembering.project.replace(GROUP, "石鹸と金属のような味がします", "石鹸や金属のような味がします")
    named = {"soda": frozenset({"reason"})}
    told = remembering.lock(reason=REASON, editorial=named).told
    assert told == ("soda: reason worded otherwise, revision 2 as before",)
    record = remembering.records["soda"]
    was = {"en": "It tastes of soap and metal.", "ja": "石鹸と金属のような味がします。"}
    assert record.editorial == (Editorial(2, TODAY, "reason", REASON, was),)
    assert record.meaning["reason"]["en"] == "It has a taste of soap and metal."
    assert (record.current.number, len(record.earlier)) == (2, 1)


def test_a_translation_is_confirmed(remembering: Remembering) -> None:
    assert remembering.lock(confirm={"steam": frozenset({"summary"})}).told == ("steam: translations confirmed",)
    assert remembering.check() == []


def test_an_entry_that_becomes_part_of_another_keeps_its_record(remembering: Remembering) -> None:
    project = remembering.project
    text = project.read(GROUP)
    project.write(GROUP, text[: text.index("  - id: soda\n")].replace("yeast, soda]", "yeast]"))
    project.replace(GROUP, "        sets:\n          - relation: coexisting\n            members: [yeast]\n", "")
    project.replace(GROUP, "members: [sourdough]", "members: [sourdough, yeast]")
    project.replace(GROUP, "  - id: yeast\n", "  - id: yeast\n    formerly: [soda, saleratus]\n")
    told = remembering.lock(reason=REASON).told
    assert told == ("leavening: revision 2, sets changed", "soda: part of yeast")
    assert (remembering.records["soda"].into, remembering.records["saleratus"].into) == ("yeast", "soda")


def test_an_entry_is_retired_and_renamed(remembering: Remembering) -> None:
    project = remembering.project
    project.replace(STEAM, "  - id: steam\n", "  - id: moist-air\n    formerly: [steam]\n")
    project.replace(STEAM, "children: [steam, autolyse]", "children: [moist-air]")
    text = project.read("fermentation/area.yaml")
    start, end = text.index("  - id: autolyse\n"), text.index("figures:\n")
    project.write("fermentation/area.yaml", text[: text.index("patterns:\n")] + text[end:])
    gone = (
        "  - {id: autolyse, kind: pattern, name: x, date: 2026-01-31, reason: {en: x, ja: y}, successor: moist-air}\n"
    )
    project.write(
        "retired.yaml", project.read("retired.yaml").replace("successor: steam", "successor: autolyse") + gone
    )
    assert start < end
    assert remembering.lock().told == (
        "moist-air: renamed from steam",
        "moist-air: stands at areas/baking/#moist-air",
        "autolyse: retired",
    )
    assert remembering.records["moist-air"].formerly == (Former("steam", 2),)
    assert remembering.records["autolyse"].retired is not None


def test_what_went_before_any_release_is_not_remembered(remembering: Remembering) -> None:
    project, before = remembering.project, remembering.project.read(STEAM)
    project.write(STEAM, before + NEW)
    project.replace(STEAM, "children: [steam, autolyse]", "children: [steam, autolyse, scalding]")
    remembering.lock()
    project.write(STEAM, before)
    assert remembering.lock().told == ("scalding: gone before any release, and not remembered",)
    assert "scalding" not in remembering.records


def test_a_release_stamps_what_has_none(remembering: Remembering) -> None:
    assert remembering.lock(release="0.4.0").told == ("release 0.4.0: 0 new, 2 revised",)
    assert remembering.records["soda"].current.release == "0.4.0"
    assert remembering.records["soda"].revision(1) == remembering.records["soda"].earlier[0]
    assert remembering.lock(release="0.4.0").files == ()


def test_only_what_is_named_is_recorded(remembering: Remembering) -> None:
    remembering.project.replace(GROUP, "status: recommended\n    correlations", "status: situational\n    correlations")
    assert remembering.lock(only=frozenset({"soda"})).files == ()
    assert remembering.lock(only=frozenset({"yeast"}), reason=REASON).told == ("yeast: revision 3, status changed",)
