"""A term says what a word means, which forms are not used for it, and where one stands nevertheless."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter
from validating import CONTEXT, issues, read

from patternloom.model.glossary import FormException, Term
from patternloom.model.texts import Forms

TERM: dict[str, Any] = {
    "id": "term-crust",
    "name": "Crust",
    "definition": {"en": "The outside.", "ja": "外側です。"},
    "reviewed": "2026-01-31",
}


def test_a_term_needs_no_forms_and_takes_a_list_for_each_language_that_has_some() -> None:
    adapter: TypeAdapter[Term] = TypeAdapter(Term)
    assert adapter.validate_python(TERM, context=CONTEXT).avoid is None
    term = adapter.validate_python({**TERM, "avoid": {"en": ["rind", "old  crust"]}}, context=CONTEXT)
    assert (term.avoid, term.exceptions) == ({"en": ("rind", "old crust")}, ())


def test_an_exception_names_an_entry_a_form_and_a_reason() -> None:
    made = read(FormException, {"entry": "rye", "form": "rind", "reason": "a quotation"})
    assert (made.entry, made.form, made.reason) == ("rye", "rind", "a quotation")


@pytest.mark.parametrize(("forms", "message"), [("rind", "found 'rind', expected a list of forms below a language")])
def test_forms_without_a_language_are_refused(forms: Any, message: str) -> None:
    assert [issue.message for issue in issues(Forms, forms)] == [message]
