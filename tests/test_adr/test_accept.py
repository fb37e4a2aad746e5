"""Pins are set to today's revisions, in the file's own way of writing, with a date."""

from __future__ import annotations

import pytest
from record_files import SITE, SITES, record, reference

from patternloom.adr.accept import accept

TODAY = "2026-11-29"
LINK = f"{SITE}p/sourdough/"


def test_every_form_of_pin_is_set_and_nothing_else() -> None:
    text = (
        f"---\npatterns: [sourdough@r1#b1, yeast@r1, levain@r1]\n---\n[a]({LINK}r2/#b1) [b]({LINK}) [c]({LINK}r3/)\r\n"
    )
    done = accept(record(text), reference(), SITES, (), TODAY)
    assert done.text == (
        f"---\npatterns: [sourdough@r3#b1, yeast@r1, levain@r1]\n---\n[a]({LINK}r3/#b1) [b]({LINK}) [c]({LINK}r3/)\r\n"
        "\r\n<!-- patternloom: accepted sourdough@r3 2026-11-29 -->\r\n"
    )
    assert (done.entries, done.stuck) == ({"sourdough": 3}, [])
    again = accept(record(done.text), reference(), SITES, (), TODAY)
    assert (again.text, again.entries) == (done.text, {})


def test_only_what_is_wanted_is_pinned() -> None:
    text = f"---\npatterns: [sourdough@r1]\n---\n[a]({LINK}r1/)"
    assert accept(record(text), reference(), SITES, ("yeast",), TODAY).text == text
    assert accept(record(text), reference(), SITES, ("sourdough",), TODAY).entries == {"sourdough": 3}


@pytest.mark.parametrize(
    ("name", "text", "end"),
    [
        ("a.adoc", f"{LINK}r1/[a]", "\n\n// patternloom: accepted sourdough@r3 2026-11-29\n"),
        ("a.rst", f"`a <{LINK}r1/>`_\n", "\n.. patternloom: accepted sourdough@r3 2026-11-29\n"),
        (
            "a.md",
            f"[a]({LINK}r1/)\n\n<!-- patternloom: accepted x@r1 2025-01-01 -->\n",
            "2025-01-01 -->\n<!-- patternloom: accepted sourdough@r3 2026-11-29 -->\n",
        ),
        ("b.md", f"[a]({LINK}r1/)\r", "\r\r<!-- patternloom: accepted sourdough@r3 2026-11-29 -->\r"),
    ],
)
def test_the_note_is_a_comment_of_the_format(name: str, text: str, end: str) -> None:
    done = accept(record(text, name), reference(), SITES, (), TODAY)
    assert done.text.endswith(end)
    assert f"{LINK}r3/" in done.text


def test_what_is_put_together_of_parts_is_left_and_told() -> None:
    done = accept(record(f":s: {SITE}\n\n{{s}}p/sourdough/r1/[a]\n", "a.adoc"), reference(), SITES, (), TODAY)
    assert (done.entries, done.stuck) == ({}, [f"{LINK}r1/"])
