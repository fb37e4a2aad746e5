"""An entry that is gone is still told: what it was, when and why it went, and what to read instead."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import TypeAdapter
from validating import CONTEXT

from patternloom.model.retired import Retired

GONE: dict[str, Any] = {
    "id": "barm",
    "kind": "pattern",
    "name": "Barm",
    "date": "2026-01-30",
    "reason": {"en": "It was yeast.", "ja": "酵母でした。"},
}


def test_a_successor_may_be_an_entry_of_any_kind_or_none() -> None:
    adapter: TypeAdapter[Retired] = TypeAdapter(Retired)
    kept = adapter.validate_python({**GONE, "successor": "rye"}, context=CONTEXT)
    assert (kept.kind, kept.date, kept.successor) == ("pattern", dt.date(2026, 1, 30), "rye")
    assert adapter.validate_python(GONE, context=CONTEXT).successor is None
