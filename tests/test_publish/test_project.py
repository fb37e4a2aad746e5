"""Messages name files from the project's root, and folders that projects share by their name."""

from __future__ import annotations

from pathlib import Path

from patternloom.publish.project import Project
from patternloom.reading.configuration import read_configuration


def test_a_folder_inside_the_project_is_named_from_its_root_and_macros_that_projects_share_by_their_name(
    tmp_path: Path,
) -> None:
    site = tmp_path
    shared = Project(site / "one", site / "one" / "catalog", site / "one" / ".." / "macros", site / "content")
    assert (shared.shown(shared.catalog), shared.shown_macros) == ("catalog", "macros")
    assert shared.shown(site / "content") == (site / "content").resolve().as_posix()
    assert Project(site, site / "catalog", site / "macros", site / "content").shown_macros == "macros"
    assert Project(site, site / "catalog", None, site / "content").shown_macros == "macros"
    own = Project(site, site / "catalog", site / "looks" / "macros", site / "content")
    assert own.shown_macros == "looks/macros"


def test_what_the_navigation_names_is_known_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("nav: [a.md, {B: [b/*]}]\nplugins: [patternloom]\n", "utf-8")
    folders = tmp_path / "catalog", None, tmp_path / "content"
    assert Project(tmp_path, *folders).named is None
    configuration = read_configuration(tmp_path / "mkdocs.yml")
    assert configuration
    configured = Project.configured(tmp_path, configuration)
    assert configured.named == {"a.md", "b/*"}
    assert (configured.catalog, configured.content) == (configuration.catalog, configuration.content)
    assert configured.left_out(".a.md")
    assert not configured.left_out("a.md")
