"""`lock` records all that is new, or nothing; what it makes of a small catalog over some releases is kept as a case."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from recording import REASON, TODAY, Remembering
from remembered import GROUP, REMEMBERED, remember

from patternloom.lock.orders import Orders
from patternloom.lock.run import lock
from patternloom.problems.findings import PatternloomError


def texts(root: Path) -> dict[str, str]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.yaml"))}


def test_the_case_is_what_its_authors_recorded(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shutil.copytree(REMEMBERED, tmp_path, ignore=shutil.ignore_patterns("catalog"), dirs_exist_ok=True)
    remember(tmp_path)
    if request.config.getoption("--write-expected"):
        shutil.rmtree(REMEMBERED / "catalog", ignore_errors=True)
        shutil.copytree(tmp_path / "catalog", REMEMBERED / "catalog")
    assert texts(tmp_path / "catalog") == texts(REMEMBERED / "catalog")


def test_nothing_is_recorded_before_it_is_said_why(remembering: Remembering) -> None:
    remembering.project.replace(GROUP, "status: recommended\n    correlations", "status: situational\n    correlations")
    remembering.project.replace(GROUP, "lifts the dough", "raises the dough")
    status, summary = remembering.refused()[::-1]
    assert summary.partition(": ")[2].startswith("'summary' of 'yeast' changed since revision 2, in 'en' alone")
    assert status.partition(": ")[2].startswith("'status' of 'yeast' changed since revision 2, expected to be told why")
    (left,) = remembering.refused(reason=REASON)
    assert "in 'en' alone" in left
    told = remembering.lock(reason=REASON, revision={"yeast": frozenset({"summary"})}).told
    assert told == ("yeast: revision 3, summary, status changed",)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"only": frozenset({"sodaa"})}, "no entry 'sodaa' to record, expected the id of one; did you mean 'soda'?"),
        ({"editorial": {"soda": frozenset({"sumary"})}}, "'sumary' is no field of the meaning of 'soda'; did you mean 'summary'?"),
        ({"revision": {"soda": frozenset({"summary"})}}, "'summary' of 'soda' is as it was, expected a change"),
        ({"confirm": {"soda": frozenset({"sumary"})}}, "'sumary' of 'soda' is no translated text, expected the path of one; did you mean 'summary'?"),
        ({"confirm": {"nobody": None}}, "no entry 'nobody' to record, expected the id of one"),
        ({"release": "0.3.0"}, "release '0.3.0', expected one after '0.3.0', the last"),
        ({"release": "0.2.0"}, "release '0.2.0', expected one after '0.3.0', the last"),
    ],
)  # fmt: skip
def test_orders_that_fit_nothing_are_told(remembering: Remembering, said: dict[str, Any], message: str) -> None:
    assert remembering.refused(**said) == [f"catalog/lock:1:1: {message}"]


def test_a_file_that_changed_meanwhile_is_left_alone(remembering: Remembering) -> None:
    project = remembering.project
    project.replace(
        "fermentation/area.yaml",
        "      - key: n1\n",
        "      - text: {en: New., ja: 新規。}\n        source: [S2]\n      - key: n1\n",
    )
    catalog, records = project.load(), remembering.records
    addresses = remembering.addresses(catalog)
    project.replace("fermentation/area.yaml", "New.", "Newer.")
    before = (project.catalog / "lock/area/fermentation.yaml").read_bytes()
    with pytest.raises(
        PatternloomError, match="keys of statements cannot be written: the file has changed since it was read"
    ):
        lock(project.catalog, "catalog", catalog, records, addresses, Orders(TODAY, reason=REASON))
    assert (project.catalog / "lock/area/fermentation.yaml").read_bytes() == before
