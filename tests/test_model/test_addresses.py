"""Addresses that are not written out: with words to fill in, or as a DOI."""

from __future__ import annotations

from typing import Any

import pytest
from validating import issues, read

from patternloom.model.addresses import Doi, EditUrl, Isbn, ProposeUrl, ReportUrl, filled, proposing

REPORT = "https://example.org/new?title={id}%20({language})&body={permalink}#x"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (EditUrl, "https://example.org/?file={path}#x"),
        (ReportUrl, REPORT),
        (ReportUrl, "https://example.org/{id}"),
        (ProposeUrl, "https://example.org/new?words={query}&in={language}"),
        (Doi, "10.1145/38713.38742"),
        (Isbn, "9780321127426"),
        (Isbn, "978-0-321-12742-6"),
        (Isbn, "0-8044-2957-X"),
        (Isbn, "0 321 12742 0"),
        (Doi, "10.1002/(SICI)1097-024X"),
    ],
)
def test_a_right_address_is_taken_as_written(field: Any, value: str) -> None:
    assert read(field, value) == value


@pytest.mark.parametrize(
    ("field", "value", "message", "hint"),
    [
        *(
            (
                Isbn,
                isbn,
                f"ISBN '{isbn}', expected 13 digits from 978 or 979 on, or 10, such as 978-0-321-12742-6",
                hint,
            )
            for isbn, hint in [
                ("0691", ""),
                ("ISBN 978-0-321-12742-6 (2nd ed.)", "did you mean '978-0-321-12742-6'?"),
                ("9770321127426", ""),
                ("none", ""),
            ]
        ),
        *(
            (
                Isbn,
                isbn,
                f"ISBN '{isbn}', expected one whose last digit follows from the others",
                "compare it with the work: a digit is wrong, or two are exchanged",
            )
            for isbn in ("9780321127425", "978-0-321-21742-6", "0-8044-2957-1", "0-321-12742-1")
        ),
        *(
            (EditUrl, url, f"address '{url}', expected an absolute http(s) address with {{path}} for the file", hint)
            for url, hint in [
                ("javascript:alert(1)//{path}", ""),
                ("https://example.org/edit", ""),
                ("https://example.org/{file}", "did you mean '{path}' instead of '{file}'?"),
                ("https://example.org/{path}/{ref}", "did you mean '{path}' instead of '{ref}'?"),
                ("{path}", ""),
            ]
        ),
        *(
            (ReportUrl, url, f"address '{url}', expected an absolute http(s) address with {{id}} for the entry", hint)
            for url, hint in [
                ("javascript:alert(1)//{id}", ""),
                ("https://example.org/new", ""),
                ("mailto:docs@example.org?subject={id}", ""),
                ("https://example.org/{id}/{langauge}", "did you mean '{language}'?"),
                ("https://example.org/{x}", "expected one of {id}, {language}, {permalink}"),
            ]
        ),
        *(
            (
                ProposeUrl,
                url,
                f"address '{url}', expected an absolute http(s) address with {{query}} for the words searched for",
                hint,
            )
            for url, hint in [
                ("javascript:alert(1)//{query}", ""),
                ("https://example.org/new", ""),
                ("https://example.org/{querry}", "did you mean '{query}'?"),
            ]
        ),
        *(
            (Doi, text, f"DOI '{text}', expected one without the address before it, such as 10.1145/356850", hint)
            for text, hint in [
                ("https://doi.org/10.1145/38713.38742", "did you mean '10.1145/38713.38742'?"),
                ("doi:10.17487/RFC9110", "did you mean '10.17487/RFC9110'?"),
                ("RFC9110", ""),
                ("10.1145/a b", "did you mean '10.1145/a'?"),
            ]
        ),
    ],
)
def test_a_wrong_address_says_what_was_found_and_expected(field: Any, value: Any, message: str, hint: str) -> None:
    assert [(issue.message, issue.hint) for issue in issues(field, value)] == [(message, hint)]


def test_what_is_filled_in_is_one_value_of_a_query() -> None:
    assert filled(REPORT, "claim-check", "pt-BR", "https://x.example/a b/p/claim-check/?x=1&y") == (
        "https://example.org/new?title=claim-check%20(pt-BR)"
        "&body=https%3A%2F%2Fx.example%2Fa%20b%2Fp%2Fclaim-check%2F%3Fx%3D1%26y#x"
    )


def test_the_words_searched_for_are_filled_in_by_the_reader_s_own_browser() -> None:
    assert proposing("https://x.example/?q={query}&in={language}", "pt-BR") == "https://x.example/?q={query}&in=pt-BR"
    assert proposing(None, "en") == ""
