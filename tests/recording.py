"""A catalog with a past in a folder of its own, and what `patternloom lock` and `check` say of it after a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from projects import Project

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import Catalog
from patternloom.lock.check import check_lock
from patternloom.lock.orders import Orders
from patternloom.lock.read import read_lock
from patternloom.lock.record import Record
from patternloom.lock.run import Locked, lock
from patternloom.lock.standing import Standing, standings
from patternloom.problems.findings import Findings, PatternloomError

TODAY = dt.date(2026, 2, 1)
REASON = {"en": "It was wrong.", "ja": "誤りでした。"}


@dataclass(frozen=True)
class Remembering:
    """The project, and its lock."""

    project: Project

    @property
    def records(self) -> Mapping[str, Record]:
        """What is remembered."""
        found = read_lock(self.project.catalog, "catalog", problems := Findings())
        assert list(problems) == []
        assert found is not None
        return found

    def addresses(self, catalog: Catalog) -> dict[str, str]:
        """Where the pages show what they show: everything on the page of its area, or of its kind."""
        graph = build_graph(catalog)
        shown = [id for id in catalog.entries if graph.kind(id) not in ("provider", "technology-kind", "retired")]
        homes = {id: f"areas/{graph.home.get(id) or id}/" for id in shown}
        pages = {
            "technology": "technologies/",
            "category": "categories/",
            "reference": "references/",
            "erratum": "errata/",
        }
        found = {id: f"{pages.get(graph.kind(id), homes[id])}#{id}" for id in shown}
        return found | {area.id: f"areas/{area.id}/" for area in graph.areas}

    def standing(self, id: str) -> Standing:
        """An entry beside its record."""
        catalog = self.project.load()
        found = standings(catalog, self.records, self.addresses(catalog))
        return next(one for one in found if one.id == id)

    def lock(self, **said: Any) -> Locked:
        """Record, as the orders say."""
        catalog = self.project.load()
        orders = Orders(TODAY, **said)
        return lock(self.project.catalog, "catalog", catalog, self.records, self.addresses(catalog), orders)

    def refused(self, **said: Any) -> list[str]:
        """What is asked before anything is recorded."""
        before = {path: path.read_bytes() for path in self.project.catalog.rglob("*.yaml")}
        try:
            self.lock(**said)
        except PatternloomError as error:
            assert {path: path.read_bytes() for path in self.project.catalog.rglob("*.yaml")} == before
            return [str(one) for one in error.problems]
        raise AssertionError("nothing was asked")

    def check(self, *, locked: bool = False, pages: bool = True) -> list[str]:
        """What `check` says of the lock."""
        catalog = self.project.load()
        addresses = self.addresses(catalog) if pages else None
        found = check_lock(catalog, self.records, addresses, "catalog", locked=locked)
        return sorted(str(one) for one in found)
