"""A project's catalog as one text that machines read, for the package: where `patternloom adr` is told of no other.

In: a project's folder. Out: the JSON of the published form, the same bytes for the same sources. It writes no file; the
package's build (`hatch_build.py`) does.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from patternloom.problems.findings import Mark, PatternloomError, Problem
from patternloom.publish.machine_files.api import Api
from patternloom.publish.project import Project
from patternloom.publish.sources import read_sources
from patternloom.reading.configuration import read_configuration
from patternloom.site.links import Links
from patternloom.wire.write import catalog_json


def packaged(folder: Path) -> str:
    """The catalog of the project whose `mkdocs.yml` lies there.

    Raises:
        PatternloomError: any mistake in catalog, content or macros.
    """
    configuration = read_configuration(folder / "mkdocs.yml")
    if configuration is None:
        message = "no plugin 'patternloom' below plugins:, expected the configuration of a site of ours"
        raise PatternloomError([Problem(Mark("mkdocs.yml"), message, rule="file")])
    # A team's decision records are no part of what anybody installs.
    project = replace(Project.configured(folder, configuration), decisions=())
    # Where an entry stands hangs on the pages; what is wrong with their templates does not matter here.
    sources = read_sources(project, checked=True)
    links = Links(sources.graph, sources.plan, "index.md", sources.catalog.settings.languages[0])
    return catalog_json(Api(links, sources.records).catalog())
