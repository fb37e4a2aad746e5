"""`patternloom adr new`: a record to go on with.

In: options. Out: the new file, whose path is printed. Nothing that is there is changed.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from patternloom.adr.new_record.new import Wanted, new_record
from patternloom.adr.new_record.subject import UnknownSubjectError
from patternloom.adr.verbs.context import Context, WrongUseError, context_of, ending_with_2
from patternloom.problems.findings import printable


@ending_with_2
def new(options: argparse.Namespace) -> int:
    """Begin a record."""
    context = context_of(options)
    wanted = Wanted(
        title=options.title,
        about=options.about,
        day=dt.date.today(),
        template=options.template,
        language=options.lang,
        folder=options.folder or _folder(context),
    )
    # What is named for this run, then where the catalog says that it stands, then what the settings name.
    sites = (*(options.sites or ()), context.reference.catalog.site, *context.settings.sites)
    try:
        path = new_record(context.reference.catalog, next(filter(None, sites), ""), wanted, Path())
    except UnknownSubjectError as error:
        raise WrongUseError(str(error)) from None
    here = Path.cwd()
    print(printable(str(path.relative_to(here) if path.is_relative_to(here) else path)))
    return 0


def _folder(context: Context) -> Path | None:
    """The first folder that the settings name, whether it is there yet or not; None where they name none."""
    named = (context.root / path for path in context.settings.records)
    return next((path for path in named if not path.is_file()), None)
