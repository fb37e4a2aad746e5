"""A small catalog as machines read it, for what teams do with one: payments that compete, and what they need."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from patternloom.wire.types import Catalog, Competing, Entry, Retired, Revision, Statement

SITE = "https://docs.example.com/ref/"


def entry(id: str, kind: str = "pattern", **fields: Any) -> Entry:
    """An entry whose name is its id, in both languages, unless given."""
    words = id.replace("-", " ").capitalize()
    fields = {"name": {"en": words, "ja": f"{words}（日）"}, "revision": 1, **fields}
    links = {"en": f"p/{id}/", "ja": f"ja/p/{id}/"}
    revisions = tuple(Revision(number=number + 1, date="2026-11-01") for number in range(fields["revision"]))
    return Entry(id=id, kind=kind, permalinks=links, **{"revisions": revisions, **fields})


def said(key: str, field: str, en: str, ja: str = "") -> Statement:
    """A statement."""
    return Statement(key=key, field=field, text={"en": en, "ja": ja or f"{en}（日）"})


SAGA = entry(
    "saga",
    revision=3,
    summary={"en": "Steps with a way back.", "ja": "戻り道のある手順です。"},
    status="recommended",
    statements=(
        said("u1", "when_to_use", "several services change data"),
        said("a1", "when_not_to_use", "one transaction is enough"),
        said("b1", "benefits", "no locks over services"),
        said("l1", "liabilities", "no isolation"),
        said("n1", "notes", "told elsewhere"),
    ),
    children=("orchestrated", "choreographed"),
    requires=("idempotence",),
    technologies=("engine",),
    formerly=("sagas",),
)
TWO_PHASE = entry(
    "two-phase",
    status="discouraged",
    status_reason={"en": "It holds locks.", "ja": "ロックを保持します。"},
    statements=(said("b1", "benefits", "all or nothing"),),
)
ENTRIES = (
    entry(
        "transactions",
        "group",
        summary={"en": "Data of many\nservices.", "ja": "複数サービスのデータです。"},
        children=("saga", "two-phase"),
    ),
    SAGA,
    TWO_PHASE,
    entry("orchestrated", statements=(said("b1", "benefits", "one place"),)),
    entry("choreographed"),
    entry("idempotence"),
    entry("outbox"),
    entry("lonely"),
    entry("calm", "group", children=("lonely", "outbox")),
    entry("bare", "group"),
    entry("engine", "technology", revision=2),
    entry("old-way", retired=Retired(date="2026-11-02", reason={"en": "gone"}, successor="saga")),
    entry("older-way", retired=Retired(date="2026-11-02", reason={"en": "gone"})),
    entry("events", "group", children=("stream", "queue")),
    entry("stream"),
    entry("queue"),
    entry("delivery", "group", children=("choreographed",)),
)
CATALOG = Catalog(
    version="v1",
    site=SITE,
    languages=("en", "ja"),
    entries=tuple(sorted(ENTRIES, key=lambda one: one.id)),
    competing=(
        Competing(within="transactions", options=(("saga",), ("two-phase",))),
        Competing(within="events", options=(("stream", "outbox"), ("queue",))),
    ),
)


def with_entry(changed: Entry) -> Catalog:
    """The same catalog with one entry as given."""
    entries = (*(one for one in CATALOG.entries if one.id != changed.id), changed)
    return replace(CATALOG, entries=tuple(sorted(entries, key=lambda one: one.id)))
