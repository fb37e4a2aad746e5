"""The lock's records out of what an earlier build has kept, where no file of the lock has changed.

In: the catalog's folder, and what is kept. Out: the same records that reading gives, and the same problems: where there
is one, nothing is kept, and all is read again. The language that is built first reads, and the others take it from
there. What a record says is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from patternloom.lock.as_json import as_json, from_json
from patternloom.lock.read import lock_texts, records_of
from patternloom.lock.record import Record
from patternloom.problems.findings import Findings
from patternloom.publish.kept import FOLDER, Kept, key_of, tools


def lock_for(root: Path) -> Kept:
    """What is kept of a project's lock."""
    return Kept(root / FOLDER / "lock.json")


def kept_lock(catalog: Path, shown_as: str, problems: Findings, kept: Kept | None) -> Mapping[str, Record] | None:
    """The records of a catalog's folder, by id; None where it keeps no lock."""
    before = len(problems)
    read = lock_texts(catalog, shown_as, problems)
    if read is None:
        return None
    texts = list(read)
    if kept is None or len(problems) > before:
        return records_of(texts, shown_as, problems)
    key = key_of("lock", tools(), [[path.as_posix(), text] for path, text in texts])
    if (found := kept.get(key)) is not None:
        kept.save()
        return from_json(found)
    records = records_of(texts, shown_as, problems)
    if len(problems) == before:
        kept.put(key, as_json(records))
        kept.save()
    return records
