"""Pins are set to today's revisions, in the file's own way of writing, with a date."""

from __future__ import annotations

import pytest
from record_files import SITE, SITES, record, reference

from patternloom.adr.checking.accept import accept

TODAY = "2026-11-29"
LINK = f"{SITE}p/sourdough/"


def test_every_form_of_pin_is_set_and_nothing_else() -> None:
    text = (
        f"---\npatterns: [sourdough@r1#b1, yeast@r1, levain@r3]\n---\n[a]({LINK}r2/#b1) [b]({LINK}) [c]({LINK}r3/)\r\n"
    )
    done = accept(record(text), reference(), SITES, (), TODAY)
    assert done.text == (
        f"---\npatterns: [sourdough@r3#b1, yeast@r1, levain@r3]\n---\n[a]({LINK}r3/#b1) [b]({LINK}) [c]({LINK}r3/)\r\n"
        "\r\n<!-- patternloom: accepted sourdough@r3 2026-11-29 -->\r\n"
    )
    assert (done.entries, done.moved, done.left) == ({"sourdough": 3}, {}, {})
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
    assert (done.entries, [*done.left]) == ({}, [f"{LINK}r1/"])
    quoted = accept(record('---\npatterns: ["sourdo\\u0075gh@r1"]\n---\n'), reference(), SITES, (), TODAY)
    assert quoted.left == {"sourdough@r1": ("sourdough", "put together of parts, rewrite it by hand")}


def test_a_new_id_takes_the_old_one_s_place_and_statements_keep_their_keys() -> None:
    text = f"---\npatterns: [levain@r1#b1]\n---\n[a]({SITE}ja/p/levain/r2/?q#levain.b1) [b]({SITE}p/levain/r3/)"
    for wanted in ((), ("levain",), ("sourdough",)):
        done = accept(record(text), reference(), SITES, wanted, TODAY)
        assert done.text.startswith(
            f"---\npatterns: [sourdough@r3#b1]\n---\n[a]({SITE}ja/p/sourdough/r3/?q#levain.b1) [b]({SITE}p/levain/r3/)"
        )
        assert done.text.endswith("<!-- patternloom: accepted sourdough@r3 for levain 2026-11-29 -->\n")
        assert done.moved == {"levain": ("sourdough", False)}


def test_what_has_become_part_of_an_entry_is_pinned_to_that_one_if_it_is_asked_for() -> None:
    text = (
        f"---\npatterns: [proofing@r3#proofing, retarding@r1]\n---\n[a]({SITE}p/proofing/r2/#proofing) "
        f"[b]({SITE}p/proofing/r3/?q)"
    )
    done = accept(record(text), reference(), SITES, ("proofing",), TODAY)
    assert done.text.startswith(
        f"---\npatterns: [retarding@r2, retarding@r1]\n---\n[a]({SITE}p/retarding/r2/) [b]({SITE}p/retarding/r2/?q)"
    )
    assert (done.entries, done.moved) == ({"retarding": 2}, {"proofing": ("retarding", True)})
    every = accept(record(text), reference(), SITES, (), TODAY)
    assert every.text.startswith("---\npatterns: [retarding@r2, retarding@r2]\n---\n")
    other = accept(record(text), reference(), SITES, ("retarding",), TODAY)
    assert other.moved == {}
    assert "[proofing@r3#proofing, retarding@r2]" in other.text


def test_what_only_its_author_can_say_is_left_and_told() -> None:
    text = f"[a]({SITE}p/long-rest/r1/) [b]({SITE}p/proofing/r2/#b1)\n"
    done = accept(record(text), reference(), SITES, (), TODAY)
    assert done.text == text
    assert done.left == {
        f"{SITE}p/long-rest/r1/": (
            "long-rest",
            "'long-rest' was split into 'autolyse' and 'overnight': write the one that is meant",
        ),
        f"{SITE}p/proofing/r2/#b1": (
            "proofing",
            "'proofing' has become part of 'retarding', whose statements have keys of their own: cite the one that is meant",
        ),
    }
