"""Sentences that the policies contradict: each is found by the check that it is meant for, wherever it can be made."""

from __future__ import annotations

from checked import survivors, versions_of

from patternloom.verify.wrong.making import Wrong
from patternloom.verify.wrong.words import WORDS


@versions_of("policies", WORDS)
def test_a_wrong_version_is_found(wrong: Wrong) -> None:
    """The check says something that it does not say of the right version."""
    assert survivors("policies", wrong) == []
