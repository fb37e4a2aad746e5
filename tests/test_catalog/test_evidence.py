"""The evidence stamp: it holds for exactly the files that were checked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from patternloom.catalog.attachments import ExampleFiles
from patternloom.catalog.evidence import Evidence, evidence_of, hashes, record
from patternloom.problems import limits

FILES = ExampleFiles("catalog/examples/a", "example.yaml", b"a: b\n", {"x.conf": b"on\n"}, None)


def stamped(files: ExampleFiles) -> ExampleFiles:
    """The files with a record of their checks."""
    text = record(files, "2026-01-02", ["check-a", "check-b"], {"tool": "2", "platform": "x"}, {"en": "Nothing."})
    return replace(files, evidence=text.encode())


def test_a_record_holds_for_the_files_it_was_written_for() -> None:
    assert evidence_of(stamped(FILES)) == Evidence(
        "verified", "2026-01-02", ("check-a", "check-b"), (("platform", "x"), ("tool", "2"))
    )


def test_the_record_itself_is_not_part_of_what_it_vouches_for() -> None:
    assert hashes(stamped(FILES)) == hashes(FILES)


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        ({"files": {"x.conf": b"off\n"}}, ("files/x.conf",)),
        ({"yaml": b"a: c\n"}, ("example.yaml",)),
        ({"files": {**FILES.files, "new": b""}}, ("files/new",)),
        ({"files": {}}, ("files/x.conf",)),
    ],
    ids=["file changed", "description changed", "file added", "file removed"],
)
def test_any_change_ends_it_and_is_named(now: dict[str, Any], changed: tuple[str, ...]) -> None:
    found = evidence_of(replace(stamped(FILES), **now))
    assert (found.state, found.changed, found.date) == ("changed", changed, "2026-01-02")


@pytest.mark.parametrize(
    "text",
    [
        None,
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"files": {}, "date": "today", "checks": [], "tools": {}}',
        b'{"files": {}}',
        b'{"files": 1, "date": "", "checks": [], "tools": {}}',
        b"\xff",
        b'{"files": [[1, 2]], "date": "2026-01-02", "checks": [], "tools": {}}',
        b"[" * 100_000,
        b'{"files": {}, "date": "2026-01-02", "checks": [], "tools": {}}' + b" " * limits.EVIDENCE_BYTES,
        b'{"files": {}, "date": "2026-01-02", "checks": [' + b"9" * 5000 + b'], "tools": {}}',
        b'{"files": {}, "date": "2026-01-02", "checks": [], "tools": {}, "x": "\\ud800"}',
    ],
    ids=range(14),
)
def test_what_is_no_record_counts_as_none(text: bytes | None) -> None:
    assert evidence_of(replace(FILES, evidence=text)) == Evidence("none")


def test_a_record_may_be_as_long_as_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    files = stamped(FILES)
    monkeypatch.setattr(limits, "EVIDENCE_BYTES", len(files.evidence or b""))
    assert evidence_of(files).state == "verified"
    monkeypatch.setattr(limits, "EVIDENCE_BYTES", len(files.evidence or b"") - 1)
    assert evidence_of(files).state == "none"


def test_a_record_says_what_was_not_run_a_line_each_and_in_its_own_letters() -> None:
    text = record(FILES, "2026-01-02", ["check-a"], {"tool": "2"}, {"ja": "なし。"})
    assert text.startswith(
        '{\n  "date": "2026-01-02",\n  "checks": [\n    "check-a"\n  ],\n  "not_run": {\n    "ja": "なし。"\n  },\n'
    )
    assert text.endswith("\n  }\n}\n")


@pytest.mark.parametrize("name", ["a\nb", "a\rb", "a\u2028b", "\x00", ""])
def test_a_tool_that_is_no_line_of_text_makes_it_no_record(name: str) -> None:
    text = json.dumps({"date": "2026-01-01", "checks": [], "tools": {"a": name}, "files": {}}).encode()
    assert evidence_of(replace(FILES, evidence=text)) == Evidence("none")
