"""reStructuredText's links have their places, and nothing is included or rendered."""

from __future__ import annotations

import pytest

from patternloom.adr.formats.document import Document
from patternloom.adr.formats.rst import read_rst
from patternloom.problems import limits

TEXT = """\
Use it
======

:Status: Accepted
:Patterns: saga@r3, outbox

Decision
--------

We use `Saga <https://x/a>`_, Outbox_, `the queue`__ and
https://x/d, not ``https://x/code``; see :doc:`0002-b`, :ref:`c`.

.. _Outbox: https://x/b
__ https://x/c

::

   https://x/literal

.. https://x/comment

.. versionadded:: 2

   * In `it <https://x/e>`_.

Term
   A `two
   lines <https://x/f>`_ thing. |s| [1]_

.. |s| replace:: said
.. [1] A note with `a link <https://x/g>`_.

.. list-table::

   * - Status
     - **Done**
"""


def read(text: str) -> Document:
    document = Document()
    read_rst(text, 0, document)
    return document


def test_every_form_of_link_has_its_place() -> None:
    links = [link for block in read(TEXT).blocks for link in block.links]
    assert [link.address for link in links if "://" in link.address] == [f"https://x/{sign}" for sign in "abcdefg"]
    at = {link.address: link.at for link in links}
    begins = ["https://x/a", "Outbox_,", "`the queue`", "https://x/d", "https://x/e", "https://x/f", "https://x/g"]
    assert [at[f"https://x/{sign}"] for sign in "abcdefg"] == [TEXT.index(word) for word in begins]
    assert at["0002-b.rst"] == TEXT.index("0002-b")
    written = {link.address: TEXT[slice(*link.written)] for link in links if link.written}
    assert written == {**{f"https://x/{sign}": f"https://x/{sign}" for sign in "abcdefg"}, "0002-b.rst": "0002-b"}


def test_blocks_have_levels_labels_and_cells() -> None:
    blocks = read(TEXT).blocks
    assert [(block.text, block.level) for block in blocks if block.kind == "heading"] == [
        ("Use it", 1),
        ("Decision", 2),
    ]
    assert [(block.label, block.text) for block in blocks if block.label in ("Status", "Patterns")] == [
        ("Status", "Accepted"),
        ("Patterns", "saga@r3, outbox"),
    ]
    cells = [block for block in blocks if block.kind == "cell"]
    assert [(block.text, block.column, block.strong) for block in cells] == [("Status", 0, False), ("Done", 1, True)]


def test_fields_and_comments_have_their_places() -> None:
    document = read(TEXT)
    values = [value for name in ("status", "patterns") for value in document.fields[name].values]
    assert [TEXT[value.at : value.end] for value in values] == ["Accepted", "saga@r3", "outbox"]
    assert [(comment.text, comment.at) for comment in document.comments] == [
        ("https://x/comment", TEXT.index(".. https://x/comment"))
    ]


def test_nothing_is_included_and_a_mistake_breaks_nothing() -> None:
    document = read(
        "Title\n===\n\n.. include:: /etc/passwd\n\n.. raw:: html\n\n   <a href='x'>\n\n`a <https://x/1>`_ *b\n"
    )
    assert [link.address for block in document.blocks for link in block.links] == ["https://x/1"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a\n\n" + "*b " * 4_000,
            (3, f"a paragraph of 12,000 characters, expected at most {limits.RECORD_PARAGRAPH:,}"),
        ),
        (
            "\n".join("  " * depth + "* a\n" for depth in range(600)),
            (0, "blocks inside one another deeper than docutils reads"),
        ),
    ],
)
def test_what_takes_too_long_or_is_too_deep_is_told(text: str, told: tuple[int, str]) -> None:
    assert read(text).unread == [told]


def test_pictures_may_lead_somewhere_and_footnotes_are_known() -> None:
    text = "A [#a]_ [B]_.\n\n.. image:: a.png\n   :target: https://x/a\n\n.. image:: b.png\n\n.. [#a] https://x/n\n.. [B] b\n"
    blocks = read(text).blocks
    assert [(block.note, [text[link.at : link.at + 11] for link in block.links]) for block in blocks] == [
        (False, []),
        (False, ["https://x/a"]),
        (True, ["https://x/n"]),
        (True, []),
    ]


def test_an_address_over_two_lines_is_whole_and_a_picture_that_leads_nowhere_is_no_link() -> None:
    text = "`a <https://x/\nb>`_ c\n\n.. image:: a.png\n   :target: nowhere_\n"
    links = [link for block in read(text).blocks for link in block.links]
    assert [(link.address, link.at, link.written) for link in links] == [("https://x/b", text.index("https"), None)]


def test_roles_that_are_not_known_say_what_stands_in_them() -> None:
    assert [block.text for block in read("A\n=\n\n:bdg-success:`Accepted`\n").blocks] == ["A", "Accepted"]


def test_items_tell_how_deep_they_stand_and_titles_of_admonitions_are_no_headings() -> None:
    document = Document()
    read_rst("A\n=\n\n- Status\n\n  - ``accepted``\n\n.. admonition:: Decision\n\n   We use it\n", 0, document)
    assert [(block.kind, block.level, block.strong, block.text) for block in document.blocks] == [
        ("heading", 1, False, "A"),
        ("text", 1, False, "Status"),
        ("text", 2, False, "accepted"),
        ("text", 0, True, "Decision"),
        ("text", 0, False, "We use it"),
    ]
