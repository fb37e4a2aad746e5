"""What is said of a citation whose entry has become part of another one."""

from __future__ import annotations

import pytest
from record_files import PROOFING, entry, file, findings, record, reference

from patternloom.adr.checking.fix import edited
from patternloom.adr.checking.merged import what_became
from patternloom.wire.types import Merged

NOW = entry("retarding", ("status",), merged=(PROOFING,))
ADDRESS = "https://docs.example.com/ref/p/proofing"


@pytest.mark.parametrize(
    ("revision", "key", "message", "hint"),
    [
        (
            "2",
            "",
            "'proofing' has become part of 'retarding' since r2; before that, status, liabilities changed",
            "hold /p/proofing/r2/ against /p/retarding/, then 'patternloom adr accept FILE proofing'",
        ),
        (
            "3",
            "b2",
            "'proofing' has become part of 'retarding' since r3",
            "hold /p/proofing/r3/ against /p/retarding/, then cite retarding@r2",
        ),
        (
            "3",
            "b1",
            "no statement or anchor 'b1' in revision 3 of 'proofing'",
            "'proofing' has become part of 'retarding': cite retarding@r2",
        ),
        (
            "9",
            "",
            "'proofing' has become part of 'retarding', and never had a revision '9'",
            "cite retarding@r2",
        ),
        (
            None,
            "b1",
            "'proofing' has become part of 'retarding', whose statements have keys of their own: no 'b1'",
            "look at /p/proofing/r2/ for what it said, then cite retarding@r2",
        ),
        (
            None,
            "b7",
            "'proofing' has become part of 'retarding', whose statements have keys of their own: no 'b7'",
            "cite retarding@r2",
        ),
    ],
)
def test_it_says_what_happened_and_where_to_look(revision: str | None, key: str, message: str, hint: str) -> None:
    told = what_became(NOW, PROOFING, revision, key)
    assert told is not None
    assert (told.message, told.hint) == (message, hint)


def test_the_entry_as_a_whole_is_only_renamed() -> None:
    assert what_became(NOW, PROOFING, None, "") is None


def test_an_entry_that_nothing_is_remembered_of_has_no_pins() -> None:
    told = what_became(NOW, Merged(id="proofing"), "1", "")
    assert told is not None
    assert told.rule == "adr-unknown-anchor"


def test_a_record_hears_of_it_and_nothing_is_rewritten() -> None:
    text = f"# Rest\n\n## Status\n\nAccepted\n\n## Decision\n\nWe use [proofing]({ADDRESS}/r2/).\n"
    (finding,) = findings(record(text))
    assert (finding.rule, finding.address, finding.edit) == ("adr-meaning-changed", f"{ADDRESS}/r2/", None)
    assert finding.change is not None
    assert (finding.change.id, finding.change.what) == ("retarding", "'proofing' has become part of it")
    named = "---\npatterns: [proofing@r2]\n---\n# Rest\n\n## Status\n\nAccepted\n"
    (finding,) = findings(record(named))
    assert (finding.rule, finding.edit) == ("adr-meaning-changed", None)


def test_a_link_to_the_entry_as_a_whole_is_rewritten() -> None:
    text = f"# Rest\n\n## Decision\n\nWe use [proofing]({ADDRESS}/).\n"
    (finding,) = findings(record(text))
    assert finding.edit is not None
    assert "p/retarding/)" in edited(file(text), [finding.edit])[0]


def test_it_is_chosen_by_the_entry_of_today() -> None:
    assert reference().merged["proofing"][0].id == "retarding"
    text = f"# Rest\n\n## Decision\n\nWe use [proofing]({ADDRESS}/r3/) and [folding](https://docs.example.com/ref/p/folding/).\n"
    assert [one.rule for one in findings(record(text))] == ["adr-meaning-changed", "adr-requires"]
