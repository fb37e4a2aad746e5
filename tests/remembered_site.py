"""The small catalog with a past, read as a build reads it: what tests of lasting addresses are about."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from remembered import REMEMBERED

from patternloom.lock.gone import Past
from patternloom.lock.record import Record
from patternloom.publish.lasting.past import PastLinks
from patternloom.publish.project import Project
from patternloom.publish.sources import Sources, read_sources
from patternloom.site.links import Links
from patternloom.site.pages import Plan

SITE_URL = "https://bread.example/book/"


@cache
def remembered() -> Sources:
    """All that its pages are made from."""
    project = Project(
        REMEMBERED, REMEMBERED / "catalog", None, REMEMBERED / "content", SITE_URL, site_name="Bread & more"
    )
    return read_sources(project, navigation=False)


def plan_with(*records: Record, **changes: Any) -> Plan:
    """The plan, with other records in the place of those of the same ids."""
    plan = remembered().plan
    known = {**plan.past.records, **{record.id: record for record in records}}
    return replace(plan, **{"past": Past(plan.past.entries, known), **changes})


def links_at(path: str, language: str = "en", plan: Plan | None = None) -> PastLinks:
    """The links of a page about the past."""
    return PastLinks(Links(remembered().graph, plan or remembered().plan, path, language))
