"""Pictures that tell another story than the files: each is found by the check that it is meant for, wherever it can be made."""

from __future__ import annotations

from checked import survivors, versions_of

from patternloom.verify.wrong.making import Wrong
from patternloom.verify.wrong.pictures import PICTURES


@versions_of("pictures", PICTURES)
def test_a_wrong_version_is_found(wrong: Wrong) -> None:
    """The check says something that it does not say of the right version."""
    assert survivors("pictures", wrong) == []
