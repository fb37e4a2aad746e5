"""What the little markup means, and where each mistake in it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.problems import limits
from patternloom.text.prose import (
    Citation,
    Code,
    Emphasis,
    EntryLink,
    Link,
    Mistake,
    Words,
    is_web_url,
    parse_prose,
    walk,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", (Words("plain words"),)),
        ("a `b` c", (Words("a "), Code("b"), Words(" c"))),
        ("*a*", (Emphasis((Words("a"),)),)),
        ("**a**", (Emphasis((Words("a"),), strong=True),)),
        ("**a *b* c**", (Emphasis((Words("a "), Emphasis((Words("b"),)), Words(" c")), strong=True),)),
        ("***a***", (Emphasis((Emphasis((Words("a"),), strong=True),)),)),
        ("**a *b***", (Emphasis((Words("a "), Emphasis((Words("b"),))), strong=True),)),
        ("*a **b***", (Emphasis((Words("a "), Emphasis((Words("b"),), strong=True))),)),
        ("*`a` [[b]]*", (Emphasis((Code("a"), Words(" "), EntryLink("b"))),)),
        ("[a b](https://example.org/)", (Link("https://example.org/", "a b"),)),
        (r"[a \] b](https://example.org/)", (Link("https://example.org/", "a ] b"),)),
        ("see [[rye]].", (Words("see "), EntryLink("rye"), Words("."))),
        ("[[rye|the rye]]", (EntryLink("rye", "the rye"),)),
        ("[@calvel-1990]", (Citation("calvel-1990"),)),
        ("種は[[rye]]の種", (Words("種は"), EntryLink("rye"), Words("の種"))),
        (r"2 \* 3 \` \[[x]] \\", (Words("2 * 3 ` [[x]] \\"),)),
        ("`a * b`", (Code("a * b"),)),
        ("[a] (b)", (Words("[a] (b)"),)),
        ("<b>{{ x }}</b> {% raw %} {# c #}", (Words("<b>{{ x }}</b> {% raw %} {# c #}"),)),
        ("# x", (Words("# x"),)),
        ("1 < 2 & 3 | 4 ~ 5 _6_", (Words("1 < 2 & 3 | 4 ~ 5 _6_"),)),
    ],
)
def test_each_form_of_markup_becomes_its_node(text: str, expected: tuple[object, ...]) -> None:
    assert parse_prose(text) == ((expected,), ())


def test_a_blank_line_starts_a_paragraph_and_other_line_ends_are_spaces() -> None:
    assert parse_prose("one\ntwo\n \t\nthree\n") == (((Words("one two"),), (Words("three"),)), ())


def test_folded_japanese_has_no_spaces_at_line_ends() -> None:
    assert parse_prose("粉と水を\n混ぜ、 Kneader で\nこねます。") == (
        ((Words("粉と水を混ぜ、Kneaderでこねます。"),),),
        (),
    )


def test_folded_english_and_a_heading_of_ideographs_alone_keep_their_spaces() -> None:
    assert parse_prose("a\nb 漢 字") == (((Words("a b 漢 字"),),), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b", Mistake("`", "'`' without its closing '`'; write '\\`' for the character itself")),
        ("a [[b", Mistake("[[", "'[[' without its ']]'; write '\\[' for the character itself")),
        ("a [[]] b", Mistake("[[", "'[[' without its ']]'; write '\\[' for the character itself")),
        ("a [@b", Mistake("[@", "'[@' without its ']'; write '\\[' for the character itself")),
        ("a *b", Mistake("*", "'*' without its closing '*'; write '\\*' for the character itself")),
        ("a ***b", Mistake("***", "'***' without its closing '***'; write '\\*' for the character itself")),
        ("a **b", Mistake("**", "'**' without its closing '**'; write '\\*' for the character itself")),
        ("*a\n\nb", Mistake("*", "'*' without its closing '*'; write '\\*' for the character itself")),
        (
            "[a](javascript:x)",
            Mistake("javascript:x", "link to 'javascript:x', expected an absolute http(s) address"),
        ),
        ("[a](../b)", Mistake("../b", "link to '../b', expected an absolute http(s) address")),
    ],
)
def test_markup_that_does_not_parse_is_one_mistake(text: str, expected: Mistake) -> None:
    mistakes = parse_prose(text)[1]
    assert [(mistake.piece, mistake.message) for mistake in mistakes] == [(expected.piece, expected.message)]


@pytest.mark.parametrize(
    "text", ["see [a](https://example.org/x_(y)).", "see [a](javascript:alert(1)).", "see [a]().", "see [a](b c)."]
)
def test_a_link_whose_address_cannot_be_read_is_a_mistake_and_not_words(text: str) -> None:
    assert [mistake.piece for mistake in parse_prose(text)[1]] == ["]("]


@pytest.mark.parametrize(
    ("text", "piece", "message", "letter"),
    [
        ("a\n# b", "# b", "a heading inside a text, expected sentences; a blank line starts a paragraph", 1),
        ("a b\n | c | d |", "| c", "a table inside a text, expected sentences; tell it in sentences", 2),
        ("a\n- b c", "- b", "a list inside a text (a line that begins with '-'), expected sentences; make", 1),
        ("a\n\nb\n1. c", "1. c", "a list inside a text (a line that begins with '1.'), expected sentences; make", 2),
    ],
)
def test_a_line_that_begins_a_block_is_a_mistake_as_lines_run_together(
    text: str, piece: str, message: str, letter: int
) -> None:
    (mistake,) = parse_prose(text)[1]
    assert (mistake.piece, mistake.message[: len(message)], mistake.letter) == (piece, message, letter)


@pytest.mark.parametrize("text", ["- a", "a - b\nc", "a\n#b", "a\n| b"])
def test_a_sign_that_begins_no_block_is_a_word(text: str) -> None:
    assert parse_prose(text)[1] == ()


def test_a_text_of_mistakes_alone_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of it is not looked at: nobody reads a thousand of them."""
    monkeypatch.setattr(limits, "PROSE_MISTAKES", 2)
    paragraphs, mistakes = parse_prose("[[ [[ [[ [[")
    assert (paragraphs, [mistake.piece for mistake in mistakes]) == (((),), ["[[", "[["])


def test_every_mistake_of_a_text_is_reported() -> None:
    mistakes = parse_prose("`a [[b *c [d](e:f)")[1]
    assert [mistake.piece for mistake in mistakes] == ["`", "[[", "e:f", "*"]


def test_the_nodes_inside_unclosed_emphasis_are_still_looked_at() -> None:
    paragraphs, mistakes = parse_prose("*a [[b]]")
    assert list(walk(paragraphs)) == [Words("a "), EntryLink("b")]
    assert [mistake.piece for mistake in mistakes] == ["*"]


def test_walking_gives_outer_before_inner_in_reading_order() -> None:
    paragraphs, _ = parse_prose("a **b *c* d**\n\n`e`")
    assert [type(node).__name__ for node in walk(paragraphs)] == [
        "Words",
        "Emphasis",
        "Words",
        "Emphasis",
        "Words",
        "Words",
        "Code",
    ]


def test_emphasis_nested_without_end_is_a_mistake_and_not_a_crash() -> None:
    text = "*a **b " * 500 + "c** d* " * 500
    messages = {mistake.message for mistake in parse_prose(text)[1]}
    assert messages == {"emphasis nested deeper than 8 levels, expected plainer text"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org", True),
        ("http://example.org:8080/a?b=c#d", True),
        ("https://例え.jp/道", True),
        ("https://[::1]/", True),
        ("ftp://example.org/", False),
        ("//example.org/", False),
        ("https://", False),
        ("https://example.org:0/", False),
        ("https://example.org:port/", False),
        ("https://[::1/", False),
        ("https://example.org/a b", False),
        ('https://example.org/"onclick', False),
        ("https://example.org/<", False),
        ("https://example.org/{x}", False),
        ("https://example.org/\x1f", False),
        ("", False),
    ],
)
def test_a_web_address_is_absolute_http_with_a_host_and_nothing_that_breaks_out(text: str, expected: bool) -> None:
    assert is_web_url(text) is expected


@given(st.text(alphabet=st.sampled_from(list("ab *`[]@|()\\\n漢あ:/")) | st.characters(), max_size=60))
def test_any_text_parses_and_every_mistake_names_a_piece_of_it(text: str) -> None:
    paragraphs, mistakes = parse_prose(text)
    assert all(node is not None for node in walk(paragraphs))
    folded = " ".join(text.split())
    assert all(mistake.piece in text or mistake.piece in folded for mistake in mistakes)


@given(st.text(max_size=60))
def test_text_with_every_punctuation_mark_escaped_is_that_text(text: str) -> None:
    escaped = "".join(f"\\{c}" if c.isascii() and not c.isalnum() and c.isprintable() and c != " " else c for c in text)
    paragraphs, mistakes = parse_prose(escaped)
    assert mistakes == ()
    said = ["".join(node.text for node in paragraph if isinstance(node, Words)) for paragraph in paragraphs]
    # Folding takes spaces between Japanese letters; everything else stays, in its order.
    assert "".join("".join(said).split()) == "".join(text.split())
