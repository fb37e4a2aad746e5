"""`patternloom adr index`: which record decides on what, written to a file.

In: options. Out: the index, and a line for each file that could not be read. No record is judged or changed.
"""

from __future__ import annotations

import argparse
import sys

from patternloom.adr.inputs.addresses import leads_somewhere
from patternloom.adr.verbs.context import WrongUseError, context_of, ending_with_2, require_paths
from patternloom.adr.verbs.index import index_of
from patternloom.reading.whole_file import replace_bytes
from patternloom.wire.write import index_json


@ending_with_2
def index(options: argparse.Namespace) -> int:
    """Write an index of records."""
    context = context_of(options)
    paths = options.paths or context.usual()
    if not paths:
        raise WrongUseError('no folder of records is known here: name some, or set records = ["docs/adr"]')
    require_paths(options.paths)
    if options.url and not leads_somewhere(options.url):
        expected = "expected the beginning of some: https://git.example.com/shop/blob/main/"
        raise WrongUseError(f"--url '{options.url}' is no address of http or https, {expected}")
    made, unreadable = index_of(context, paths, options.url or "")
    for finding in unreadable:
        print(finding.problem(), file=sys.stderr)
    text = index_json(made)
    if options.out is None:
        print(text, end="")
    else:
        try:
            replace_bytes(options.out, text.encode(), follow=True)
        except OSError as error:
            raise WrongUseError(f"{options.out} cannot be written: {error.strerror or error}") from None
        number = len(made.records)
        print(f"{number} record{'' if number == 1 else 's'} in {options.out}")
    return 1 if unreadable else 0
