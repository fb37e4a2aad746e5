"""Where the sections of the source article are told: from a key of a fact to a section, and from a section to entries.

In: the entries of a valid catalog. Out: `Restated`. A catalog without sections gives empty relations.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from patternloom.catalog.mentions import source_keys_of
from patternloom.model.article import ArticleSection
from patternloom.model.bibliography import Erratum, Reference
from patternloom.model.entry import Entry


@dataclass(frozen=True, slots=True)
class Restated:
    """The article's sections, and what tells them."""

    section_of: Mapping[str, str]
    """Section, figure, table or note of the article, as `S7.5` or `F21` → the entry of the section that holds it."""
    told_by: Mapping[str, tuple[str, ...]]
    """Entry of a section → ids of what restates something of it."""
    corrected_by: Mapping[str, tuple[str, ...]]
    """Entry of a section → ids of errata about something in it."""


def place_in_article(key: str) -> str:
    """The section, figure, table or note that a key of a fact lies in: `F7/BFF` → `F7`."""
    return key.partition("/")[0]


def restated(entries: Collection[Entry]) -> Restated:
    """What tells which section."""
    sections = [entry for entry in entries if isinstance(entry, ArticleSection)]
    section_of = {key: section.id for section in sections for key in (section.key, *section.holds)}
    told: dict[str, list[str]] = {}
    corrected: dict[str, list[str]] = {}
    for entry in entries if sections else ():
        if not isinstance(entry, ArticleSection | Reference):
            found = corrected if isinstance(entry, Erratum) else told
            for id in dict.fromkeys(section_of.get(place_in_article(key), "") for key in source_keys_of(entry)):
                found.setdefault(id, []).append(entry.id)
    return Restated(
        section_of,
        {id: tuple(ids) for id, ids in told.items() if id},
        {id: tuple(ids) for id, ids in corrected.items() if id},
    )
