"""Forms that a term says are not used for it, in pages written by hand.

In: templates and what to look for. Out: a warning for each form, at its line and column. What Jinja, HTML and code
say is not looked at; a template of every language is searched for the forms of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from patternloom.catalog.check_forms import Watches, told
from patternloom.problems.findings import Problem
from patternloom.reading.source import line_starts, mark_at
from patternloom.site.content import ANY, Template
from patternloom.text.forms import words_of_a_page


def forms_in_pages(templates: Iterable[Template], watches: Watches) -> Iterator[Problem]:
    """Every form not to use in content."""
    for template in templates:
        for language, watch in watches.items():
            if template.language in (language, ANY):
                lines = line_starts(template.text)
                for found in watch.found(words_of_a_page(template.text)):
                    yield told(found, watch, mark_at(template.file, lines, found.offset))
