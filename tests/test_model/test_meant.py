"""What is written in a wrong form is told in the right one, where that is no guess."""

from __future__ import annotations

import pytest

from patternloom.model.meant import (
    as_address,
    as_day,
    as_id,
    as_items,
    as_path,
    as_text,
    as_truth,
    as_year,
    did_you_mean_it,
    names_of,
    no_such_day,
)
from patternloom.text.quoting import IN_QUOTES


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Rye Bread", "rye-bread"),
        ("ryeBread_2", "rye-bread-2"),
        ("パン", ""),
        ("Überlast", "uberlast"),
        ("Rye パン", ""),
        ("ﬁle①", "file1"),
    ],
)
def test_an_id_has_lower_case_words(text: str, id: str) -> None:
    assert as_id(text) == id


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026/01/31", "2026-01-31"),
        ("2026-1-3", "2026-01-03"),
        ("2026.1.3", "2026-01-03"),
        ("31.1.2026", "2026-01-31"),
        ("31. 01. 2026", "2026-01-31"),
        ("01/02/2026", ""),
        ("1/31/2026", "2026-01-31"),
        ("31/01/2026", "2026-01-31"),
        ("31/31/2026", ""),
        ("2026-01-31T10:00:00Z", "2026-01-31"),
        ("2026-13-01", ""),
        ("2026-02-31", ""),
        ("soon", ""),
        ("2026年1月3日", "2026-01-03"),
        ("２０２６－０１－０３", "2026-01-03"),
        ("20260103", "2026-01-03"),
        ("3 January 2026", "2026-01-03"),
        ("Jan. 3rd, 2026", "2026-01-03"),
        ("3. März 2026", "2026-03-03"),
        ("3 juillet 2026", "2026-07-03"),
        ("3 Floréal 2026", ""),
        ("31 February 2026", ""),
    ],
)
def test_a_day_is_taken_where_its_parts_cannot_change_places(text: str, day: str) -> None:
    assert as_day(text) == day


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2018 (2nd edition)", "2018"),
        ("２０１８", "2018"),
        ("c. 2018", "2018"),
        ("2018/2019", ""),
        ("20189", ""),
        ("", ""),
    ],
)
def test_a_year_is_taken_where_there_is_one(text: str, year: str) -> None:
    assert as_year(text) == year


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-02-30", "that month has 28 days"),
        ("2028-02-30", "that month has 29 days"),
        ("0000-04-31", "that month has 30 days"),
        ("2026-13-01", "a year has months 01 to 12"),
    ],
)
def test_a_day_that_there_is_none_of_says_why(text: str, why: str) -> None:
    assert no_such_day(text) == why


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("［a、b］", ["a", "b"]),
        ("a and b", ["a", "b"]),
        ("(a; b)", ["a", "b"]),
        ("a/b", ["a", "b"]),
        ("band", ["band"]),
        ("", []),
    ],
)
def test_a_text_that_lists_is_taken_apart(text: str, items: list[str]) -> None:
    assert as_items(text) == items


@pytest.mark.parametrize(
    ("value", "way_out"),
    [
        ([["rye"]], 'put the text in quotes: "[[rye]]"'),
        (["rye"], "write it without '- ' or brackets"),
        ({"id": "rye", "name": "x"}, "write 'rye' alone, and the entry itself in a list of its own"),
        (["a", "b"], IN_QUOTES),
        ({"id": []}, IN_QUOTES),
        ("rye", ""),
    ],
)
def test_what_became_a_list_or_mapping_was_a_text(value: object, way_out: str) -> None:
    assert as_text(value) == way_out


@pytest.mark.parametrize(
    ("value", "truth"), [("Yes", "true"), ("TRUE", "true"), ("off", "false"), ("perhaps", ""), (["yes"], "")]
)
def test_other_words_for_true_and_false_are_known(value: object, truth: str) -> None:
    assert as_truth(value) == truth


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.example.org", "https://www.example.org"),
        ("//example.org/a?b#c", "https://example.org/a?b#c"),
        ("example.org/a", "https://example.org/a"),
        ("http:/example.org", "http://example.org"),
        ("https:example.org", "https://example.org"),
        ("<https://example.org/>", "https://example.org/"),
        ("[b](https://example.org/a)", "https://example.org/a"),
        ("https：//example.org/", "https://example.org/"),
        ("[b](c.md)", ""),
        ("example.md", ""),
        ("ftp://example.org/", ""),
        ("mailto:a@example.org", ""),
        ("a b.org/", ""),
    ],
)
def test_an_address_gets_its_scheme(text: str, address: str) -> None:
    assert as_address(text) == address


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("./a.conf", "a.conf"),
        ("a//b\\c/", "a/b/c"),
        ("a/../b", "b"),
        ("../a", ""),
        ("/a", ""),
        ("C:\\a", ""),
        (".", ""),
    ],
)
def test_a_path_stays_below_its_folder(text: str, path: str) -> None:
    assert as_path(text) == path


def test_nothing_is_proposed_that_stands_there_or_that_nobody_knows() -> None:
    assert [did_you_mean_it(meant, "a") for meant in ("", "a", "b")] == ["", "", "did you mean 'b'?"]


def test_an_entry_is_called_by_its_names_and_its_address() -> None:
    entry = {
        "name": {"en": "Rye", "ja": ["x"]},
        "title": "Bread",
        "aliases": ["Roggen", {}],
        "url": "https://a.example/",
    }
    assert list(names_of(entry)) == ["Rye", "Bread", "Roggen", "https://a.example/"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("htps://a.example", "https://a.example"), ("http//a.example", "http://a.example"), ("https:\\\\a.example", "https://a.example")],
)  # fmt: skip
def test_a_scheme_may_be_misspelt(text: str, meant: str) -> None:
    assert as_address(text) == meant


@pytest.mark.parametrize("text", ["le 1er mai 2026", "1. Mai 2026.", "den 1. Mai 2026"])
def test_a_day_may_have_the_article_of_a_language(text: str) -> None:
    assert as_day(text) == "2026-05-01"


@pytest.mark.parametrize(("word", "truth"), [("oui", "true"), ("Nein", "false"), ("はい", "true"), ("maybe", "")])
def test_truth_is_known_in_other_languages(word: str, truth: str) -> None:
    assert as_truth(word) == truth
