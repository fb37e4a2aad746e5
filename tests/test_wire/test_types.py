"""The published form: what `v1` promises is that no key goes and none changes its form; a new one is added here."""

from __future__ import annotations

import subprocess
import sys

from patternloom.wire.forms import fields_of
from patternloom.wire.types import Catalog, Competing, Editorial, Entry, Merged, Retired, Revision, Single, Statement

V1 = {
    Catalog: "version site release languages name entries competing",
    Competing: "in options",
    Entry: "id kind name summary status status_reason permalinks address addresses anchors introduced revision revisions "
    "statements meaning aliases children requires technologies categories formerly merged retired",
    Merged: "id revisions",
    Revision: "number date release changed reason keys editorial",
    Editorial: "date field reason",
    Statement: "key field text",
    Retired: "date reason successor",
}


def test_v1_has_these_keys_in_this_order() -> None:
    assert {published: " ".join(field.key for field in fields_of(published)) for published in V1} == V1
    assert {field.key for field in fields_of(Single)} == {*V1[Entry].split(), "version", "site", "languages"}


def test_reading_imports_nothing_that_takes_time() -> None:
    """A checker that reads ten files starts with it."""
    code = "import sys, patternloom.wire.read; print(*sorted(sys.modules), sep='\\n')"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, env=path())
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded - {*sys.stdlib_module_names, "patternloom", "__main__", "__mp_main__"} == set()
    ours = {name for name in done.stdout.split() if name.startswith("patternloom.")}
    assert {name.split(".")[1] for name in ours} == {"problems", "wire"}


def path() -> dict[str, str]:
    """An environment in which our package is found, and nothing that is installed beside Python's own."""
    import patternloom

    return {"PYTHONPATH": patternloom.__file__.rpartition("/patternloom/")[0]}
