"""`patternloom adr new`: a record to go on with, in the folder and the form that a team's records have.

In: a catalog, a title and what the record is about. Out: the new file. It never writes over another, and decides
nothing: the record is proposed, and says what the catalog says.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from patternloom.adr.formats.files import FORMATS
from patternloom.adr.new_record.habits import Habits, Template, habits_of, records_folder
from patternloom.adr.new_record.numbering import write_dated, write_numbered
from patternloom.adr.new_record.record_formats import in_format
from patternloom.adr.new_record.record_text import Head, record_text
from patternloom.adr.new_record.record_words import LANGUAGES
from patternloom.adr.new_record.subject import Subject, UnknownSubjectError, subject_of
from patternloom.problems.findings import either, shown
from patternloom.text.markdown_words import without_controls
from patternloom.wire.types import Catalog


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a record is asked for; None where the other records there say."""

    title: str
    about: str
    """The id of a group or pattern."""
    day: dt.date
    template: Template | None = None
    language: str | None = None
    folder: Path | None = None


def new_record(catalog: Catalog, site: str, wanted: Wanted, start: Path) -> Path:
    """Write it; the folder is looked for from `start` on unless named.

    Raises:
        UnknownSubjectError: what is asked for cannot be had; nothing is written.
        OSError: the folder or file cannot be written.
    """
    if not without_controls(wanted.title):
        raise UnknownSubjectError("no title, expected some words")
    folder = wanted.folder or records_folder(start)
    habits = habits_of(folder)
    language = wanted.language or _language(habits, catalog)
    if language not in LANGUAGES:
        raise UnknownSubjectError(f"no template in {shown(language)}, expected {either(LANGUAGES)}")
    if not (site or catalog.site):
        raise UnknownSubjectError("no address of a site to link, expected one below `sites` in the configuration")
    subject = subject_of(catalog, wanted.about, language, site or catalog.site)
    return _written(folder, habits, wanted, subject, language)


def _language(habits: Habits, catalog: Catalog) -> str:
    """The other records', as far as the catalog has it; else the first of the catalog that there are templates in."""
    if habits.language in catalog.languages:
        return habits.language
    return next((language for language in catalog.languages if language in LANGUAGES), catalog.languages[0])


def _written(folder: Path, habits: Habits, wanted: Wanted, subject: Subject, language: str) -> Path:
    template, day = wanted.template or habits.template or "madr", wanted.day.isoformat()
    format = FORMATS[f".{habits.naming.ending.lower()}"]

    def make(number: int | None) -> str:
        metadata = habits.metadata if format == "markdown" else "list"
        text = record_text(template, subject, language, Head(wanted.title, day, number, metadata))
        return in_format(text, format).replace("\n", habits.line_end)

    if habits.naming.dated:
        return write_dated(folder, habits.naming, wanted.title, day, make)
    return write_numbered(folder, habits.naming, wanted.title, make)
