"""A small catalog in the published form, for the tests of what reads, writes and describes it."""

from __future__ import annotations

import json
from typing import Any

from patternloom.wire.types import (
    Catalog,
    Competing,
    Decision,
    Editorial,
    Entry,
    Record,
    RecordIndex,
    Retired,
    Revision,
    Statement,
)

WHY = {"en": "It fails in hot weather.", "fr": "Elle échoue quand il fait chaud."}
ENTRY = Entry(
    id="rye",
    kind="pattern",
    name={"en": "Rye “dough”", "fr": "Pâte de seigle"},
    summary={"en": "Sour & dark.", "fr": "Aigre."},
    status="discouraged",
    status_reason=WHY,
    permalinks={"en": "p/rye/", "fr": "fr/p/rye/"},
    address={"en": "doughs/#rye", "fr": "fr/doughs/#rye"},
    addresses=("old/#rye", "doughs/#rye", "fr/old/#rye", "fr/doughs/#rye"),
    anchors=("rye",),
    introduced="0.1.0",
    revision=2,
    revisions=(
        Revision(number=1, date="2026-01-02", release="0.1.0", keys=("b1",)),
        Revision(
            number=2,
            date="2026-02-03",
            changed=("status",),
            reason=WHY,
            keys=("b1",),
            editorial=(Editorial(date="2026-02-04", field="summary", reason=WHY),),
        ),
    ),
    statements=(Statement(key="b1", field="benefits", text={"en": "keeps", "fr": "se garde"}),),
    meaning={"status": "discouraged", "related": [{"type": "requires", "target": "sour"}]},
    aliases={"en": ("Black dough",)},
    children=("pumpernickel",),
    requires=("sour",),
    technologies=("mixer",),
    categories=("machines",),
    formerly=("roggen",),
)
GONE = Entry(
    id="aspic",
    kind="pattern",
    name={"en": "Aspic", "fr": "Aspic"},
    revision=1,
    retired=Retired(date="2026-03-04", reason=WHY, successor="rye"),
)
INDEX = RecordIndex(
    version="v1",
    records=(
        Record(
            path="docs/adr/0001.md",
            url="https://git.example/1",
            title="Bake “rye”\u2028",
            status="superseded",
            date="2026-01-02",
            language="en",
            decides=(Decision(id="rye", revision=2, key="b1"), Decision(id="sour")),
        ),
        Record(path="docs/adr/0002.md", title="", decides=()),
    ),
)
CATALOG = Catalog(
    version="v1",
    site="https://bakery.example/",
    release="0.1.0",
    languages=("en", "fr"),
    name={"en": "Bakery", "fr": "Boulangerie"},
    entries=(GONE, ENTRY),
    competing=(Competing(within="doughs", options=(("rye",), ("wheat", "yeast"))),),
)


def as_plain(text: str) -> Any:
    """JSON as Python has it."""
    return json.loads(text)
