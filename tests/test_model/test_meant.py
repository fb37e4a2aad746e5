"""What is written in a wrong form is told in the right one, where that is no guess."""

from __future__ import annotations

import pytest

from patternloom.model.meant import as_address, as_day, as_id, as_path, as_text, as_truth, did_you_mean_it
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
    ],
)
def test_a_day_is_taken_where_its_parts_cannot_change_places(text: str, day: str) -> None:
    assert as_day(text) == day


@pytest.mark.parametrize(
    ("value", "way_out"),
    [
        ([["rye"]], 'put the text in quotes: "[[rye]]"'),
        (["rye"], "write it without '- ' or brackets"),
        ({"id": "rye", "name": "x"}, "write 'rye' alone"),
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
