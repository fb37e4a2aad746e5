"""A status is found in whatever words it is told."""

from __future__ import annotations

import pytest

from patternloom.adr.language.words import words
from patternloom.adr.record.status import status_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("accepted", "accepted"),
        ("Accepted on 2025-01-01", "accepted"),
        ("Proposed\nAccepted", "accepted"),
        ("Proposed → Accepted", "accepted"),
        ("Accepted\n\nSuperceded by [9. Other](0009-other.md)", "superseded"),
        ("Accepted (supersedes ADR-3)", "accepted"),
        ("Supersedes ADR-3", None),
        ("Accepted, deprecated since May", "deprecated"),
        ("PROPOSED Not Implemented", "proposed"),
        ("Not accepted", "rejected"),
        ("{proposed | rejected | accepted | deprecated}", None),
        ("proposed, rejected, accepted", None),
        ("WIP | Owner: Eri", "proposed"),
        ("Accepted\nThe team met for a long while, and the other was rejected", "accepted"),
        ("承認済み（ADR-0003 を置き換え）", "accepted"),
        ("ADR-0009により置き換え", "superseded"),
        ("取り下げ", "rejected"),
        ("案", "proposed"),
        ("案2を承認", "accepted"),
        ("未承認", "proposed"),
        ("On the moon", None),
        ("撤回", "rejected"),
        ("取り消し（2025-01-01）", "rejected"),
        ("Retracted", "rejected"),
        ("Not yet accepted", "proposed"),
        ("No longer used", "deprecated"),
        ("Succeeded by ADR-4", "superseded"),
        ("承認済み（ADR-0003の後継）", "accepted"),
        ("後継：ADR-0005", "superseded"),
        ("[x] Proposed\n[ ] Accepted\n[ ] Rejected", "proposed"),
        ("☐ Proposed ☑ Accepted ☐ Superseded", "accepted"),
        ("Accepted, until the till is replaced", "accepted"),
        ("Accepted until superseded by ADR-9", "superseded"),
        ("承認（置き換えまで）", "accepted"),
        ("提案中 — 2025-11-18まで意見を募集", "proposed"),
        ("Accepted, partially superseded by ADR-9", "accepted"),
        ("Partly replaced by ADR-9", "accepted"),
        ("承認、一部をADR-9に置き換え", "accepted"),
        ("✅ Live (since May)", "accepted"),
        ("公開（5月より）", "accepted"),
        ("", None),
    ],
)
def test_the_status_is_told_by_its_words(text: str, status: str | None) -> None:
    assert status_of(text, words()) == status
