"""What went wrong while a template ran is told without names of Python's, where it is known."""

from __future__ import annotations

import jinja2
import pytest

from patternloom.site.template_failure import in_words
from patternloom.text.escape import RefusedError


@pytest.mark.parametrize(
    ("error", "message", "hint"),
    [
        (RecursionError("maximum recursion depth exceeded"), "a macro that calls itself without end, expected one that ends", ""),
        (jinja2.UndefinedError("'patternloom.model.kinds.Settings object' has no attribute 'nme'"), "unknown attribute 'nme', expected one of settings", "did you mean 'name'?"),
        (jinja2.UndefinedError("'patternloom.model.kinds.Gone object' has no attribute 'a'"), "unknown attribute 'a', expected one of gone", ""),
        (jinja2.UndefinedError("'None' has no attribute 'name'"), "'None' has no attribute 'name'", ""),
        (RefusedError("no place for it"), "no place for it", ""),
        (ZeroDivisionError("division by zero"), "a division by zero, expected another number", ""),
        (TypeError("heading() missing 1 required positional argument: 'level'"), "no 'level' for 'heading', expected it", ""),
        (TypeError("View.md() got an unexpected keyword argument 'a'"), "unknown argument 'a', expected one that 'md' takes", ""),
        (TypeError("can only concatenate str"), "TypeError: can only concatenate str", ""),
        (OverflowError("Range too big. The sandbox blocks"), "a range of more than 100,000, expected fewer", ""),
        (ValueError("x"), "ValueError: x", ""),
    ],
)  # fmt: skip
def test_an_error_is_told_in_words(error: Exception, message: str, hint: str) -> None:
    assert in_words(error) == (message, hint)
