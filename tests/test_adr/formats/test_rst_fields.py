"""Fields of reStructuredText have their values where they stand."""

from __future__ import annotations

import pytest

from patternloom.adr.formats.document import Document
from patternloom.adr.formats.rst_fields import read_fields


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ":Status: Accepted\n:Patterns: saga@r3, outbox\n",
            {"status": ["Accepted"], "patterns": ["saga@r3", "outbox"]},
        ),
        ("A\n=\n\n:Date:\n:Status: in\n   force", {"date": [], "status": ["in\n   force"]}),
        ("A\n" * 20 + ":Status: Accepted\n", {}),
        ("A\n", {}),
    ],
)
def test_the_fields_at_the_top_are_read(text: str, told: dict[str, list[str]]) -> None:
    document = Document()
    read_fields(text, 0, document)
    assert {name: [value.text for value in field.values] for name, field in document.fields.items()} == told
    assert all(text[v.at : v.end] == v.text for field in document.fields.values() for v in field.values)
