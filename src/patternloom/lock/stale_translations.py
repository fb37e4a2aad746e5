"""Which translations of a catalog may say less than their originals, told by the very texts.

In: a catalog and its records. Out: for each language, the texts whose original changed after they were last compared.
How a page shows it, `site` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from patternloom.catalog.load import Catalog
from patternloom.lock.compare import older_than_original
from patternloom.lock.meaning import Steps, translated
from patternloom.lock.record import Record

StaleTexts: TypeAlias = Mapping[str, Mapping[int, str]]
"""Language → identity of a text's value in the catalog → the id of its entry."""


def stale_texts(catalog: Catalog, records: Mapping[str, Record] | None) -> StaleTexts:
    """The texts whose translation into a language is older than the original."""
    languages = catalog.settings.languages
    found: dict[str, dict[int, str]] = {language: {} for language in languages[1:]}
    for id, record in (records or {}).items():
        if not record.ended and (entry := catalog.entries.get(id)) is not None:
            for text, language in older_than_original(translated(entry, languages), record, languages):
                found[language][id_of_value(entry, text.steps)] = id
    return found


def id_of_value(entry: Any, steps: Steps) -> int:
    """The identity of the value that the steps lead to."""
    value = entry
    for step in steps:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return id(value)
