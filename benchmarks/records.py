"""Decision records to be checked, as many as wanted, and a catalog that they cite.

In: a folder, and how many records. Out: a project with a `catalog.json`, records of ten links each, and a script that
only parses them. All of them are clean, so that no time is spent on a report. What is measured, `run.py` says.
"""

from __future__ import annotations

import random
from pathlib import Path

from patternloom.wire.types import Catalog, Entry, Revision
from patternloom.wire.write import catalog_json

SITE = "https://docs.example.com/ref/"
_PATTERNS = 300
_RECORD = """# {number}. Decide on matter {number}

Date: 2025-05-02

## Status

Accepted

## Context

The orders of the shop span several services, and each of them keeps its own data. We looked at {links[0]} and at
{links[1]} as they were told of in the last review, and at what they would ask of the teams that run the services.

## Considered Options

* {links[2]}: it keeps the services apart, at the price of another moving part
* {links[3]}: simple to begin with, and hard to change later
* {links[4]}: what the other team does, with a library of its own

## Decision

We will use {links[5]} together with {links[6]} for everything that has to do with payments. We will not use {links[7]}.

## Consequences

The team learns to run one more broker, see {links[8]}. What was one transaction is several, so readers may see orders
that are not complete yet, as {links[9]} says. `code` and **bold words** stand here, too.
"""
PARSING = """\
from pathlib import Path
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark")
for path in sorted(Path("docs/adr").glob("*.md")):
    parser.parse(path.read_text("utf-8"))
"""


def _entry(number: int) -> Entry:
    revisions = tuple(Revision(number=revision, changed=("benefits",) if revision > 1 else ()) for revision in (1, 2))
    return Entry(
        id=f"pattern-{number}",
        kind="pattern",
        name={"en": f"Pattern {number}"},
        summary={"en": "A sentence that says what it is for."},
        status="recommended",
        address={"en": f"areas/area-{number % 10}/#pattern-{number}"},
        addresses=(f"areas/area-{number % 10}/#pattern-{number}",),
        anchors=(f"pattern-{number}",),
        revision=2,
        revisions=revisions,
    )


def write_records(folder: Path, number: int) -> None:
    """The project."""
    entries = tuple(map(_entry, range(_PATTERNS)))
    catalog = Catalog(version="v1", site=SITE, languages=("en",), entries=entries)
    records = folder / "docs" / "adr"
    records.mkdir(parents=True)
    (folder / "catalog.json").write_text(catalog_json(catalog), "utf-8")
    (folder / ".patternloom.toml").write_text('catalog = "catalog.json"\n', "utf-8")
    (folder / "parse.py").write_text(PARSING, "utf-8")
    chance = random.Random(number)
    for one in range(number):
        ids = [f"pattern-{chance.randrange(_PATTERNS)}" for _ in range(10)]
        links = [f"[{id}]({SITE}p/{id}/{chance.choice(('', 'r2/'))})" for id in ids]
        (records / f"{one:05d}-decide.md").write_text(_RECORD.format(number=one, links=links), "utf-8")
