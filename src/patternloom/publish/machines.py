"""All that machines read of a site beside its pages: of one language and, with the first, of the site as a whole.

In: everything that pages are made from. Out: files: data, inventory, feeds, lenses, and what crawlers are told. A file
of the content with the same name takes the place of ours. What each holds, its own module says.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.catalog.graph import Graph
from patternloom.model.retired import Retired
from patternloom.publish.api import api_files
from patternloom.publish.feeds import feeds
from patternloom.publish.inventory import inventory
from patternloom.publish.lens import lenses
from patternloom.publish.newest_release import newest
from patternloom.publish.sources import Sources
from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.site.pages import Plan

ROBOTS, SITEMAP = "robots.txt", "sitemap.xml"


def machine_files(sources: Sources, language: str) -> Iterator[File]:
    """Those of a language; with the default one, those of the whole site too."""
    own = {other.as_posix() for other in sources.content.others}
    return (file for file in _files(sources, language) if file.path not in own)


def lasting_ids(graph: Graph, plan: Plan) -> tuple[str, ...]:
    """Every entry that a page stands for at its lasting address, by id."""
    return tuple(sorted({*plan.addresses, *(entry.id for entry in graph.of(Retired))}))


def _files(sources: Sources, language: str) -> Iterator[File]:
    links = Links(sources.graph, sources.plan, "index.md", language)
    default, records = sources.catalog.settings.languages[0], sources.records
    site, folder = sources.plan.site_url.rstrip("/"), "" if language == default else f"{language}/"
    yield inventory(lasting_ids(sources.graph, sources.plan), links, newest((records or {}).values()))
    if site and records:
        yield from feeds(records, links, f"{site}/{folder}")
    if sources.catalog.settings.well_architected:
        yield from lenses(links, lambda id: _pinned(sources, id, f"{site}/{folder}") if site else "")
    if language == default:
        yield from api_files(links, records)
        if site:
            yield _robots(sources, f"{site}/")


def _pinned(sources: Sources, id: str, root: str) -> str:
    """The address of what an entry says today, whatever it will say later."""
    record = (sources.records or {}).get(id)
    return f"{root}p/{id}/r{record.current.number}/" if record else f"{root}p/{id}/"


def _robots(sources: Sources, root: str) -> File:
    """That everybody may read everything, and where the lists of all pages lie."""
    _, *others = sources.catalog.settings.languages
    maps = (f"Sitemap: {root}{folder}{SITEMAP}" for folder in ("", *(f"{tag}/" for tag in others)))
    return File(ROBOTS, "\n".join(("User-agent: *", "Allow: /", "", *maps, "")).encode())
