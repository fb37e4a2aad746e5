"""A form that is not used is found as a word, wherever a reader meets it, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.text.forms import Found, Watch, words_of_a_page, words_of_prose

WATCH = Watch(
    {"loaf pan": "tin", "idempotency": "x", "proof": "rise", "受注": "注文", "オーダー": "注文", "最終的な": "結果"},
    ("Proof Baker", "受注生産", "受注"),
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a Loaf pan, loaf pans and a loaf\n pan's rim", ["Loaf pan", "loaf pans", "loaf\n pan's"]),
        ("proof proofs proofed proofing", ["proof", "proofs", "proofed", "proofing"]),
        ("waterproof proofread proofer proofß", []),
        ("idempotency and idempotencies", ["idempotency", "idempotencies"]),
        ("from Proof Baker, a proof", ["proof"]),
        ("受注と受注生産と未受注", ["受注", "受注"]),
        ("オーダーとレコーオーダー、オーダーメイド、オーダ", ["オーダー"]),
        ("最終的な整合", ["最終的な"]),
        ("Proof受注", ["Proof", "受注"]),
        ("", []),
    ],
)
def test_a_form_is_a_word_with_its_endings_and_no_part_of_a_longer_one(text: str, written: list[str]) -> None:
    assert [found.written for found in WATCH.found(text)] == written


def test_what_is_found_names_the_form_as_it_is_listed_and_where() -> None:
    text = "Loaf\npans, idempotencies"
    assert list(WATCH.found(text)) == [Found("loaf pan", "Loaf\npans", 0), Found("idempotency", "idempotencies", 11)]


@given(
    st.lists(
        st.sampled_from([*"`[]|()@\n ア受xo", "[[", "](", "proof", "loaf pan", "オーダー", "受注"]), max_size=30
    ).map("".join)
)
def test_a_text_that_may_hold_none_has_none_whatever_is_left_out_of_it(text: str) -> None:
    assert WATCH.may_hold(text) or not list(WATCH.found(words_of_prose(text)))


def test_nothing_is_looked_for_where_nothing_is_listed() -> None:
    assert list(Watch({}).found("proof")) == []


@pytest.mark.parametrize(
    "text",
    ["`proof`", "[@proof]", "[[proof]]", "[[proof|the bread]]", "[bread](https://proof.example/proof)"],
)
def test_code_ids_and_addresses_are_no_words(text: str) -> None:
    assert list(WATCH.found(words_of_prose(text))) == []
    assert len(words_of_prose(text)) == len(text)


def test_the_words_of_a_link_are_words() -> None:
    text = "[[bread|proof]] and [proof](https://bread.example)"
    assert [found.offset for found in WATCH.found(words_of_prose(text))] == [8, 21]


@pytest.mark.parametrize(
    "text", ["{{ proof }}", "{% if proof %}", "{# proof\n #}", '<a href="proof">', "```\nproof\n```"]
)
def test_jinja_html_and_fences_of_a_page_are_no_words_and_keep_its_lines(text: str) -> None:
    blanked = words_of_a_page(text + "\nproof")
    assert [found.offset for found in WATCH.found(blanked)] == [len(text) + 1]
    assert blanked.count("\n") == text.count("\n") + 1


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("boss", "a boſs"),
        ("index", "İndex"),
        ("İndex", "an İndex"),
        ("λόγος", "ΛΌΓΟΣ"),
        ("Kelvin", "a \N{KELVIN SIGN}elvin"),
        ("POLICY", "policies"),
        ("y", "the y's"),
    ],
)
def test_letters_that_are_alike_only_without_regard_to_case_are_a_form_as_well(form: str, text: str) -> None:
    assert [found.form for found in Watch({form: "x"}).found(text)] == [form]
