"""The driver answers each question by the engine, in a process of its own."""

from __future__ import annotations

import io
import json
import sys

import pytest

from patternloom.verify.code import rego_driver


def test_each_question_has_its_answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """By policies and data; another file is none of it, and what is undefined is null."""
    files = {
        "a.rego": "package a\n\ndefault allow := false\n\nallow if input.user == data.owner\n\nname := data.owner\n",
        "a.json": '{"owner": "ada"}',
        "a.md": "No policy.",
    }
    questions = [["data.a.allow", {"user": "ada"}], ["data.a.allow", None], ["data.a.name", None], ["data.b", None]]
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps({"files": files, "questions": questions})))
    rego_driver.main()
    assert json.loads(capsys.readouterr().out) == [True, False, "ada", None]
