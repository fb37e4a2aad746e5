"""The glossary: one word for one concept, and the words that are not used for it.

Values of YAML in, as `values` and `texts` read each; frozen values out. Whether texts keep to it,
`check_forms` looks.
"""

from __future__ import annotations

from patternloom.model.cited import Citation
from patternloom.model.entry import Named
from patternloom.model.lasting import Meaning
from patternloom.model.refs import AnyRef
from patternloom.model.texts import Forms, Prose
from patternloom.model.values import Date, Plain, catalog_type


@catalog_type
class FormException:
    """An entry whose texts may use a form that is not used elsewhere."""

    entry: AnyRef
    """The entry."""
    form: Plain
    """The form, as `avoid` has it."""
    reason: Plain
    """Why it stands there: for maintainers, in any language."""


@catalog_type
class Term(Named):
    """A word of the field, or of this reference, that is no entry of another kind. Its id begins with `term-`."""

    found_by: Forms | None = None
    """What else readers type who look for it, a list for each language that has some; no page shows it."""
    definition: Meaning[Prose]
    """What it means here, in a sentence or two."""
    avoid: Forms | None = None
    """Forms not to use for it, a list for each language that has some."""
    exceptions: tuple[FormException, ...] = ()
    """Where such a form stands nevertheless."""
    references: tuple[Citation, ...] = ()
    """Works that define it so."""
    reviewed: Date
    """The day on which somebody last compared it with its sources."""
