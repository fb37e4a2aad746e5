"""What the lock does not say is a warning with the command that mends it, and an error where all is to be recorded."""

from __future__ import annotations

import pytest
from recording import REASON, Remembering

GROUP, STEAM, AREA = "fermentation/leavening.yaml", "baking/steam.yaml", "fermentation/area.yaml"
STALE = "catalog/baking/steam.yaml:11:77: warning: 'summary' of 'steam' was translated into 'ja' from another text than 'en' has now; compare the two, then run 'patternloom lock --confirm steam:summary'"


def rest(found: list[str]) -> list[str]:
    """What is said beside the translation that the case leaves old."""
    assert STALE in found
    return [one for one in found if one != STALE]


def test_what_is_recorded_is_told_of_nothing_but_old_translations(remembering: Remembering) -> None:
    assert remembering.check() == [STALE]
    assert remembering.check(locked=True) == [STALE]
    assert remembering.check(pages=False) == [STALE]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (GROUP, "status: recommended\n    correlations", "status: situational\n    correlations", "catalog/fermentation/leavening.yaml:75:5: warning: 'status' of 'yeast' changed since revision 2, expected to be told why; run 'patternloom lock yeast --reason en=\"…\" --reason ja=\"…\"'; with --editorial yeast:status where its meaning is the same"),
        (GROUP, "lifts the dough", "raises the dough", "catalog/fermentation/leavening.yaml:74:5: warning: 'summary' of 'yeast' changed since revision 2, in 'en' alone, expected whether its meaning did; run 'patternloom lock --editorial yeast:summary --reason en=\"…\" --reason ja=\"…\"', or with --revision in its place"),
        (GROUP, "      - key: l1\n        text:", "      - text:", "catalog/fermentation/leavening.yaml:44:9: warning: no key at a statement that has 'l1', expected the key that it was published with; write 'key: l1'"),
        (GROUP, "key: l1", "key: l9", "catalog/fermentation/leavening.yaml:44:9: warning: key 'l9' at a statement that has 'l1', expected the key that it was published with; write 'key: l1'"),
        (GROUP, "    status: recommended\n    correlations", "    notes:\n      - text: {en: New., ja: 新規。}\n        source: [S2]\n    status: recommended\n    correlations", "catalog/fermentation/leavening.yaml:71:9: warning: 1 statement of 'yeast' without a key, expected one each; run 'patternloom lock'"),
        ("tools.yaml", "  - id: spiral-mixer\n", "  - id: spiral-mixer\n    aliases: [{en: Hook, ja: 鉤}]\n", "catalog/tools.yaml:11:9: warning: texts or ids in 'spiral-mixer' are new, and mean the same, expected them in the lock; run 'patternloom lock'"),
    ],
)  # fmt: skip
def test_a_difference_is_told_at_its_place(
    remembering: Remembering, file: str, old: str, new: str, expected: str
) -> None:
    remembering.project.replace(file, old, new)
    found = remembering.check()
    assert any(one.partition(": warning: ")[2] == expected.partition(": warning: ")[2] for one in found), found
    assert all(": warning: " in one for one in found)
    assert any(": warning: " not in one for one in remembering.check(locked=True))


def test_a_new_entry_a_new_place_and_a_retirement_are_told(remembering: Remembering) -> None:
    project = remembering.project
    project.replace(STEAM, "children: [steam, autolyse]", "children: [steam]")
    project.replace(AREA, "children: [leavening]", "children: [leavening, autolyse]")
    project.replace(
        GROUP, "  - id: soda\n    formerly: [saleratus]\n", "  - id: bicarbonate\n    formerly: [saleratus, soda]\n"
    )
    project.write(GROUP, project.read(GROUP).replace("yeast, soda]", "yeast, bicarbonate]"))
    mixer = project.read("tools.yaml")
    project.write("tools.yaml", mixer.replace("  - id: dough-service\n", "  - id: dough-delivered\n"))
    gone = "  - {id: dough-service, kind: technology, name: x, date: 2026-01-31, reason: {en: x, ja: y}}\n"
    project.write("retired.yaml", project.read("retired.yaml") + gone)
    project.replace(GROUP, "[spiral-mixer, dough-service]", "[spiral-mixer, dough-delivered]")
    said = [one.partition(": warning: ")[2].partition("; ")[0] for one in rest(remembering.check())]
    assert set(said) == {
        "'autolyse' stands at a new address, 'areas/fermentation/#autolyse', expected it in the lock",
        "texts or ids in 'leavening' are new, and mean the same, expected them in the lock",
        "'bicarbonate' was renamed, expected its new id in the lock",
        "'correlations' of 'sourdough' changed since revision 3, expected to be told why",
        "'dough-service' is retired, expected the lock to say so",
        "'dough-delivered' is not in the lock yet, expected its first revision there",
    }


def test_a_changed_statement_is_told_once(remembering: Remembering) -> None:
    """That it has texts which are new, and one beside it has no key yet, is recorded along with what it means."""
    new = "      - text: {en: New., ja: 新規。}\n        source: [S2]\n      - key: l1\n"
    remembering.project.replace(GROUP, "      - key: l1\n", new)
    said = [one for one in rest(remembering.check()) if "patternloom lock" in one]
    assert len(said) == 1, said
    assert "warning: 'liabilities' of " in said[0]


def test_a_published_id_that_leads_nowhere_is_told(remembering: Remembering) -> None:
    project = remembering.project
    project.replace(GROUP, "    formerly: [saleratus]\n", "")
    assert rest(remembering.check(locked=True)) == []  # the lock remembers
    project.remove("retired.yaml")
    (found,) = rest(remembering.check(locked=True))
    assert found == (
        "catalog/lock/pattern/egg-wash.yaml:1:1: 'egg-wash' was published and is gone, expected an entry that answers for it; "
        "list it below 'retired:', or write 'formerly: [egg-wash]' at the entry that it has become"
    )
    assert remembering.refused() == [found]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  - id: autolyse\n", "  - id: saleratus\n", "'saleratus' stood for another entry, which is gone, expected an id of its own"),
        ("  - id: autolyse\n", "  - id: levain\n", "'levain' was the id of 'sourdough', expected one that never stood for anything else"),
    ],
)  # fmt: skip
def test_an_id_is_never_used_again(remembering: Remembering, old: str, new: str, message: str) -> None:
    project = remembering.project
    project.replace(AREA, old, new)
    project.replace(STEAM, "autolyse", new.split()[-1])
    project.replace(GROUP, "    formerly: [saleratus]\n", "")
    project.replace(GROUP, "    formerly: [levain]\n", "")
    assert any(message in one for one in remembering.check(locked=True))


def test_an_entry_of_another_kind_needs_another_id(remembering: Remembering) -> None:
    project = remembering.project
    project.replace("tools.yaml", "  - id: kneaders\n", "  - id: kneading\n")
    project.write(
        "tools.yaml",
        project.read("tools.yaml").replace("[kneaders]", "[kneading]").replace("id: dough-service", "id: kneaders"),
    )
    project.replace(GROUP, "target: kneaders", "target: kneading")
    project.replace(GROUP, "[spiral-mixer, dough-service]", "[spiral-mixer, kneaders]")
    assert any(
        "'kneaders' is a technology, and was a category, expected an id of its own" in one
        for one in remembering.check()
    )


def test_a_key_of_a_statement_that_is_gone_is_not_used_again(remembering: Remembering) -> None:
    old = "      - key: l2\n        text: {en: nobody can say when it is ready, ja: 出来上がりの時刻が読めない}\n        opinion: true\n"
    remembering.project.replace(GROUP, old, "")
    remembering.lock(reason=REASON)
    new = old.replace("nobody can say when it is ready", "it smells").replace(
        "出来上がりの時刻が読めない", "匂いがある"
    )
    text = remembering.project.read(GROUP)
    remembering.project.write(
        GROUP,
        text.replace(
            "    correlations:\n      - target: kneaders", new + "    correlations:\n      - target: kneaders"
        ),
    )
    assert any(
        "key 'l2' was that of a statement which is gone, expected one that is new" in one for one in remembering.check()
    )


def test_a_page_that_shows_an_entry_no_more_and_one_that_is_another_s_are_told(remembering: Remembering) -> None:
    from patternloom.lock.check import check_lock

    catalog = remembering.project.load()
    addresses = remembering.addresses(catalog)
    del addresses["soda"]
    addresses["yeast"] = "areas/baking/"
    addresses["baking"] = "areas/oven/"
    found = [
        one.message for one in check_lock(catalog, remembering.records, addresses, "catalog") if one.rule == "gone"
    ]
    assert found == [
        "'soda' was published and no page shows it, expected a page that does",
        "'/areas/baking/' was the page of 'baking' and is that of 'yeast', expected a page of its own for each",
    ]
