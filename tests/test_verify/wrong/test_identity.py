"""Permissions and secrets that nobody uses: each is found by the check that it is meant for, wherever it can be made."""

from __future__ import annotations

from checked import survivors, versions_of

from patternloom.verify.wrong.identity import IDENTITY
from patternloom.verify.wrong.making import Wrong


@versions_of("identity", IDENTITY)
def test_a_wrong_version_is_found(wrong: Wrong) -> None:
    """The check says something that it does not say of the right version."""
    assert survivors("identity", wrong) == []
