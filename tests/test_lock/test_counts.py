"""What the lock remembers is counted for who looks after it."""

from __future__ import annotations

import shutil

from projects import Project
from remembered import REMEMBERED

from patternloom.lock.counts import lock_counts
from patternloom.lock.read import read_lock
from patternloom.problems.findings import Findings


def test_records_and_old_translations_are_counted(bare_project: Project) -> None:
    shutil.copytree(REMEMBERED / "catalog", bare_project.catalog, dirs_exist_ok=True)
    project = bare_project
    records = read_lock(project.catalog, "catalog", Findings())
    assert records is not None
    counts = lock_counts(project.load(), records)
    assert dict(counts["translations"])["older than their original, in ja"] == 1
    assert dict(counts["lock"]) == {
        "records": 17,
        "revisions": 23,
        "changes of wording alone": 1,
        "retired, or part of another entry": 2,
    }
