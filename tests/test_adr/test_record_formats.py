"""A new record in AsciiDoc and reStructuredText: the same record, and no text of a catalog becomes markup in one."""

from __future__ import annotations

import pytest
from adr_catalogs import CATALOG, SITE
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given
from hypothesis import strategies as st
from record_files import record

from patternloom.adr.record_formats import in_format
from patternloom.adr.record_text import Head, in_markdown, record_text
from patternloom.adr.subject import subject_of

HEAD = Head("Keep orders consistent", "2026-11-29", 7, "list")
MARKDOWN = """\
# Use a *saga*

## 決定

Chosen: "[Saga](https://x/p/saga/)", because
<!-- Why? -->

* 前提：[Idem\\_potence](https://x/p/i_/)。
"""


def text_in(format: str, template: str = "madr", language: str = "en") -> str:
    assert template in ("madr", "nygard")
    subject = subject_of(CATALOG, "saga", language, SITE)
    return in_format(record_text("madr" if template == "madr" else "nygard", subject, language, HEAD), format)


def test_asciidoc_says_the_same() -> None:
    assert in_format(MARKDOWN, "asciidoc") == (
        "= Use a *saga*\n\n== 決定\n\n"
        'Chosen: "link:https://x/p/saga/[Saga]", because\n// Why?\n\n'
        "* 前提：link:https://x/p/i%5F/[pass:c[Idem_potence]]。\n"
    )


def test_rst_says_the_same() -> None:
    assert in_format(MARKDOWN, "rst") == (
        "Use a *saga*\n============\n\n決定\n----\n\n"
        'Chosen: "\\ `Saga <https://x/p/saga/>`__\\ ", because\n\n.. Why?\n\n'
        "* 前提：\\ `Idem_potence <https://x/p/i_/>`__\\ 。\n"
    )


def test_markdown_stays() -> None:
    assert in_format(MARKDOWN, "markdown") == MARKDOWN


@pytest.mark.parametrize("ending", ["adoc", "rst"])
@pytest.mark.parametrize("template", ["madr", "nygard"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_is_understood_as_the_markdown_is(ending: str, template: str, language: str) -> None:
    text = text_in("asciidoc" if ending == "adoc" else "rst", template, language)
    found = record(text, f"docs/0007-a.{ending}")
    assert (found.status, found.language) == ("proposed", language)
    assert [getattr(one, "address", "").rpartition("/p/")[2] for one in found.chosen] == ["saga/r3/"]
    assert found.mistakes == []


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("plain (words), and more", "plain (words), and more"),
        ("a_b and [c]", "pass:c[a_b and [c\\]]"),
        ("- no item", "pass:c[- no item]"),
        ("NOTE: no box", "pass:c[NOTE: no box]"),
        ("1. no list", "pass:c[1. no list]"),
        ("see https://x", "pass:c[see https://x]"),
    ],
)
def test_signs_of_asciidoc_are_passed_on(said: str, written: str) -> None:
    assert in_format(in_markdown(said), "asciidoc") == f"{written}\n"


@given(st.text(st.sampled_from("ab1 .:_*`|\\-#+=~^[]<>(){}@/&'\"!日、"), min_size=1, max_size=20))
def test_no_text_becomes_markup_in_rst(text: str) -> None:
    """As docutils reads it: one paragraph, of nothing but the words."""
    for around in ("{}", "* {}"):
        written = in_format(around.format(in_markdown(f"a {text}" if around == "* {}" else text)), "rst")
        document = publish_doctree(written, settings_overrides={"report_level": 5, "smart_quotes": False})
        said = " ".join(text.split())
        assert " ".join(document.astext().split()) == (f"a {said}".strip() if around == "* {}" else said)
        assert not [*document.findall(nodes.reference), *document.findall(nodes.problematic)]
