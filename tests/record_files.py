"""Records and catalogs for the tests of the checker: texts as they would lie in a repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from patternloom.adr.checking.check import Check
from patternloom.adr.checking.findings import Finding
from patternloom.adr.formats.files import TextFile
from patternloom.adr.inputs.addresses import Site
from patternloom.adr.inputs.reference import Reference
from patternloom.adr.language.words import words
from patternloom.adr.record.record import Record
from patternloom.adr.record.understand import understand
from patternloom.wire.types import Catalog, Competing, Entry, Merged, Retired, Revision, Statement

SITE = "https://docs.example.com/ref/"
SITES = [Site("docs.example.com", ("ref",))]


def entry(id: str, *changed: tuple[str, ...], **further: Any) -> Entry:
    """A pattern; each of `changed` makes a further revision of it."""
    revisions = [Revision(number=1, keys=("b1",))]
    reason = {"en": "It was wrong.", "ja": "誤りでした。"}
    revisions += [
        Revision(number=number, changed=names, reason=reason, keys=("b1", "b2"))
        for number, names in enumerate(changed, 2)
    ]
    statements = tuple(Statement(key=key, field="benefits", text={"en": "Rises."}) for key in revisions[-1].keys)
    given: dict[str, Any] = {
        "kind": "pattern",
        "name": {"en": id.title(), "ja": id},
        "status": "recommended",
        "addresses": (f"areas/bread/#{id}", f"ja/areas/bread/#{id}"),
        "anchors": (id,),
        "revision": len(revisions),
        "revisions": tuple(revisions),
        "statements": statements,
    }
    return Entry(id=id, **{**given, **further})


def retired(id: str, successor: str | None = None, **further: Any) -> Entry:
    """An entry that is gone."""
    gone = Retired(date="2026-01-31", reason={"en": "Nobody bakes it.", "ja": "焼かれません。"}, successor=successor)
    return entry(id, retired=gone, **further)


PROOFING = Merged(
    id="proofing",
    revisions=(
        Revision(number=1, keys=("b1",)),
        Revision(number=2, changed=("benefits",), keys=("b1", "b2")),
        Revision(number=3, changed=("status", "liabilities"), keys=("b2",)),
    ),
)
"""What `retarding` took in."""
ENTRIES = (
    entry("sourdough", ("benefits",), ("liabilities", "status"), formerly=("levain",)),
    entry("yeast"),
    entry("dry-yeast"),
    entry("leavening", kind="group", children=("sourdough", "yeast")),
    entry("soda", status="discouraged", status_reason={"en": "It tastes.", "ja": "味が残ります。"}),
    entry("folding", requires=("leavening",)),
    entry("autolyse", formerly=("rest", "long-rest")),
    entry("retarding", ("status",), formerly=("proofing",), merged=(PROOFING,)),
    entry("overnight", formerly=("long-rest",)),
    retired("ash", "lye"),
    retired("lye", "soda"),
    retired("salt"),
)
COMPETING = (Competing(within="leavening", options=(("sourdough",), ("yeast", "dry-yeast"))),)


def reference(entries: tuple[Entry, ...] = ENTRIES, languages: tuple[str, ...] = ("en", "ja")) -> Reference:
    """A catalog of bread."""
    return Reference(Catalog(version="v1", site=SITE, languages=languages, entries=entries, competing=COMPETING))


def file(text: str, name: str = "docs/adr/0001-bread.md") -> TextFile:
    """A file of a record."""
    return TextFile(Path(name), name, text)


def record(text: str, name: str = "docs/adr/0001-bread.md", languages: tuple[str, ...] = ("en", "ja")) -> Record:
    """A record, understood."""
    return understand(file(text, name), name.rpartition("/")[0] or ".", words(), languages)


def chosen_letters(found: Record) -> list[str]:
    """The last letter of each address that a record chooses, in its order: `https://x/A` is A."""
    return [getattr(one, "address", "")[-1:] for one in found.chosen]


def findings(*records: Record, off: frozenset[str] = frozenset()) -> list[Finding]:
    """What is found in records of bread."""
    return Check(reference(), SITES, off).findings(records)


def told(*records: Record) -> list[str]:
    """The same in a line each."""
    return [f"{one.problem().mark} {one.rule} {one.address}" for one in findings(*records)]
