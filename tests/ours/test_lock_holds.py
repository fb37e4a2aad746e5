"""The lock of this catalog says what the catalog says, and every address that was published leads on."""

from __future__ import annotations

import pytest
from projects import REPOSITORY

from patternloom.cli import main


def test_nothing_is_left_to_record(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    status = main(["check", "--locked"])
    assert status == 0, capsys.readouterr().out
