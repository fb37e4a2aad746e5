"""All that machines read of a site beside its pages: of one language and, with the first, of the site as a whole.

In: everything that pages are made from. Out: files: data, inventory, feeds, lenses, and what crawlers are told. A file
of the content with the same name takes the place of ours. What each holds, its own module says.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.publish.machine_files.api import api_files
from patternloom.publish.machine_files.feeds import feeds
from patternloom.publish.machine_files.inventory import inventory
from patternloom.publish.machine_files.lens import lenses
from patternloom.publish.machine_files.newest_release import newest
from patternloom.publish.sources import Sources
from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.site.pages import language_folder, lasting_ids, permalink_url, pin_url

ROBOTS, SITEMAP = "robots.txt", "sitemap.xml"


def machine_files(sources: Sources, language: str) -> Iterator[File]:
    """The files of a language that machines read; with the default one, those of the whole site too."""
    own = {other.as_posix() for other in sources.content.others}
    return (file for file in _files(sources, language) if file.path not in own)


def _files(sources: Sources, language: str) -> Iterator[File]:
    links = Links(sources.graph, sources.plan, "index.md", language)
    languages, records = sources.catalog.settings.languages, sources.records
    site, folder = sources.plan.site_url.rstrip("/"), language_folder(language, languages)
    ids = {id: id for id in lasting_ids(sources.graph, sources.plan)} | dict(sources.plan.past.old_ids())
    yield inventory(ids, links, newest((records or {}).values()))
    if site and records:
        yield from feeds(records, links, f"{site}/{folder}")
    if sources.catalog.settings.well_architected:
        yield from lenses(links, lambda id: _pinned(sources, id, f"{site}/{folder}") if site else "")
    if language == languages[0]:
        yield from api_files(links, records)
        if site:
            yield _robots(sources, f"{site}/")


def _pinned(sources: Sources, id: str, root: str) -> str:
    """The address of what an entry says today, whatever it will say later."""
    record = (sources.records or {}).get(id)
    return root + (pin_url(id, record.current.number) if record else permalink_url(id))


def _robots(sources: Sources, root: str) -> File:
    """That everybody may read everything, and where the lists of all pages lie."""
    languages = sources.catalog.settings.languages
    maps = (f"Sitemap: {root}{language_folder(tag, languages)}{SITEMAP}" for tag in languages)
    return File(ROBOTS, "\n".join(("User-agent: *", "Allow: /", "", *maps, "")).encode())
