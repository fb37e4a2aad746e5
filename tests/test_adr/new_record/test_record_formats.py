"""A new record in AsciiDoc and reStructuredText: the same record, and no text of a catalog becomes markup in one."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from adr_catalogs import CATALOG, SITE
from docutils import nodes
from docutils.core import publish_doctree
from hostile_texts import hostile_texts
from hypothesis import given
from hypothesis import strategies as st
from record_files import record

from patternloom.adr.formats.files import TextFile
from patternloom.adr.new_record.record_formats import in_format
from patternloom.adr.new_record.record_text import Head, record_text
from patternloom.adr.new_record.subject import subject_of
from patternloom.adr.record.understand import document_of
from patternloom.text.markdown_words import in_markdown

LINK = "link:https://x.example/p/["
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
        "= Use a &#42;saga&#42;\n\n== 決定\n\n"
        'Chosen: "link:https://x/p/saga/[Saga]", because\n// Why?\n\n'
        "* 前提：link:https://x/p/i%5F/[Idem_potence]。\n"
    )


def test_rst_says_the_same() -> None:
    assert in_format(MARKDOWN, "rst") == (
        "Use a \\*saga\\*\n==============\n\n決定\n----\n\n"
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
        ("a_b and [c]", "a_b and &#91;c&#93;"),
        ("_a_ __b__", "&#95;a&#95; &#95;&#95;b&#95;&#95;"),
        ("- no item", "&#45; no item"),
        ("NOTE: no box", "NOTE&#58; no box"),
        ("1. no list", "1&#46; no list"),
        ("a) no list", "a&#41; no list"),
        (".no title", "&#46;no title"),
        ("see https://x", "see https&#58;//x"),
        ("a:: b", "a&#58;&#58; b"),
        ("a;; b]; c", "a;&#59; b&#93;&#59; c"),
        ("a $5, $$x$$", "a $5, &#36;&#36;x&#36;&#36;"),
        ("f(x), ((x)) (C)", "f(x), &#40;(x)) &#40;C)"),
        ("a -- b... -> c", "a &#45;- b&#46;&#46;. -&#62; c"),
        ("+++<b>+++ \\", "&#43;&#43;&#43;&#60;b&#62;&#43;&#43;&#43; &#92;"),
    ],
)
def test_signs_of_asciidoc_are_written_by_their_number(said: str, written: str) -> None:
    assert in_format(in_markdown(said), "asciidoc") == f"{written}\n"


# What AsciiDoc reads in a line, of passes and macros, and of blocks where it begins; none is made of letters alone.
READ = re.compile(
    r"[*`#^~+{}<>\[\]|\\=@]|(?<![^\W_])_|_(?![^\W_])|\$\$|\(\(|::|;;|://|--|\.\.|\((?:C|R|TM)\)"
    r"|\A(?:[^\w\s「『（\"]|\w{1,9}[.)](?:\s|$)|[A-Z]+: )"
)


@given(hostile_texts())
def test_no_text_becomes_markup_in_asciidoc(text: str) -> None:
    """Asciidoctor shows a character's number as the character, and takes it for no sign of its own."""
    for around, begins in (
        ("{}", ""),
        ("* {}", "* "),
        ("## {}", "== "),
        ("# {}", "= "),
        ("# 7. {}", "= 7. "),
        ("[{}](https://x.example/p/)", LINK),
    ):
        written = in_format(around.format(in_markdown(text)), "asciidoc").removesuffix("\n")
        assert written.startswith(begins)
        words = written[len(begins) : -1 if begins == LINK else None]
        assert html.unescape(words).split() == text.split()
        # A number is a letter to all that is read behind it; but its end may be one of two signs that begin something.
        assert ";;" not in words
        # What stands in a link begins no block.
        assert not READ.search(('"' if begins == LINK else "") + re.sub(r"&#\d+;", "「", words))


ADDRESSES = [
    "https://xn--r8jz45g.example/", "https://a--b.example/c--d/", "https://x.example/it's/", "https://x.example/a...b/",
    "https://x.example/$$/", "https://x.example/a&b;c/", 'https://x.example/"onclick="x/', "https://x.example/(C)+*_`/",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("ending", ["md", "adoc", "rst"])
def test_an_address_stays_the_one_that_it_is(address: str, ending: str) -> None:
    format = {"md": "markdown", "adoc": "asciidoc", "rst": "rst"}[ending]
    subject = subject_of(CATALOG, "saga", "en", address)
    text = in_format(record_text("madr", subject, "en", HEAD), format)
    found = record(text, f"docs/0007-a.{ending}")
    assert {unquote(link.address).partition("p/")[0] for link in found.links} == {address}
    # An address that AsciiDoc would change is passed on as it is, and none ends an attribute that it stands in.
    assert '"onclick' not in text
    if ending == "adoc":
        assert not re.search(r"link:(?!\+\+)[^\[]*(?:--|\.\.|'|\$\$|[&;])", text)


@given(st.text(st.sampled_from("ab1 .:_*`|\\-#+=~^[]<>(){}@/&'\"!日、"), min_size=1, max_size=20))
def test_no_title_becomes_markup_in_rst(text: str) -> None:
    """As docutils reads it: a title of nothing but the words."""
    said = " ".join(text.split())
    for around in ("# {}", "# 7. {}", "## {}"):
        written = in_format(around.format(in_markdown(f"x{text}" if not said else text)), "rst")
        settings = {"report_level": 5, "smart_quotes": False, "doctitle_xform": False}
        document = publish_doctree(written, settings_overrides=settings)
        (section,) = document.children
        (title,) = section.children
        assert isinstance(title, nodes.title)
        assert " ".join(title.astext().split()) == (around.strip("# ").format(said) if said else "x")
        assert not [*document.findall(nodes.reference), *document.findall(nodes.problematic)]


@given(st.text(st.sampled_from("ab1 .:_*`|\\-#+=~^[]<>(){}@/&'\"!日、"), min_size=1, max_size=20))
def test_no_text_becomes_markup_in_rst(text: str) -> None:
    """As docutils reads it: one paragraph, of nothing but the words."""
    for around in ("{}", "* {}"):
        written = in_format(around.format(in_markdown(f"a {text}" if around == "* {}" else text)), "rst")
        document = publish_doctree(written, settings_overrides={"report_level": 5, "smart_quotes": False})
        said = " ".join(text.split())
        assert " ".join(document.astext().split()) == (f"a {said}".strip() if around == "* {}" else said)
        assert not [*document.findall(nodes.reference), *document.findall(nodes.problematic)]


@given(hostile_texts())
def test_a_title_is_read_back_as_it_was_given(text: str) -> None:
    for format, ending in (("markdown", "md"), ("asciidoc", "adoc"), ("rst", "rst")):
        written = in_format(f"# {in_markdown(text)}\n\nText.\n", format)
        heading, _ = document_of(TextFile(Path(f"a.{ending}"), f"a.{ending}", written)).blocks
        assert (heading.kind, heading.seen.split()) == ("heading", text.split())
