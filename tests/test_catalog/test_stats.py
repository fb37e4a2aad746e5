"""What a catalog holds is counted by what somebody who looks after it asks for."""

from __future__ import annotations

from projects import Project

from patternloom.catalog.stats import counts_of

TERM = """\
terms:
  - id: term-crust
    name: {en: Crust, ja: クラスト}
    definition: {en: The outside of bread., ja: パンの外側です。}
    avoid: {en: [rind, hide], ja: [耳]}
    reviewed: 2026-01-31
"""


def test_entries_works_and_claims_are_counted(project: Project) -> None:
    project.write("glossary.yaml", TERM)
    project.replace(
        "fermentation/leavening.yaml",
        "      - text: {en: the starter wants care, ja: 種の世話が要る}\n        source: [S2.1]\n",
        "      - text: {en: the starter wants care, ja: 種の世話が要る}\n      - text: {en: it is slow, ja: 遅い}\n"
        "        opinion: true\n      - text: {en: it is sour, ja: 酸っぱい}\n"
        "        references: [{id: primer, at: Chapter 2}]\n",
    )
    assert counts_of(project.load()) == {
        "entries": (
            ("areas", 2),
            ("groups", 1),
            ("patterns", 5),
            ("figures", 1),
            ("categories", 1),
            ("technologies", 2),
            ("technology_kinds", 2),
            ("providers", 1),
            ("terms", 1),
            ("references", 2),
            ("errata", 1),
        ),
        "works": (("article", 1), ("book", 1), ("cited", 6), ("cited with the place in the work", 1)),
        "statements": (
            ("with a reference", 2),
            ("with a source alone", 3),
            ("an opinion", 1),
            ("with none of these", 1),
        ),
        "correlations": (("with a reference or source", 2), ("with neither", 0)),
        "terms": (("forms not to use", 3),),
    }
