"""All files for machines together: which there are, in which language's tree, and what a project's own take the place of."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path, PurePosixPath

from projects import REPOSITORY

from patternloom.publish.machines import machine_files
from patternloom.publish.sources import Sources, read_sources
from patternloom.site.content import Content
from patternloom.site.pages import lasting_ids


def paths(sources: Sources, language: str) -> set[str]:
    """Those of a language, but for single entries and feeds of one."""
    found = (file.path for file in machine_files(sources, language))
    return {path for path in found if not path.startswith(("api/v1/entries/", "feeds/entry/"))}


OF_EACH = {"objects.inv"} | {
    f"feeds/{name}.{form}" for name in ("changes", "area/baking", "area/fermentation") for form in ("atom", "json")
}
SCHEMAS = {f"api/v1/{of}.schema.json" for of in ("catalog", "entry", "records")}
OF_ALL = {"robots.txt", "api/v1/catalog.json", *SCHEMAS}


def test_what_belongs_to_the_site_comes_once_with_the_first_language(past: Sources) -> None:
    assert paths(past, "en") == OF_EACH | OF_ALL
    assert paths(past, "ja") == OF_EACH
    languages = {file.language for file in machine_files(past, "ja")}
    assert languages == {"ja"}


def test_crawlers_are_told_where_every_language_lists_its_pages(past: Sources) -> None:
    (robots,) = (file for file in machine_files(past, "en") if file.path == "robots.txt")
    assert robots.text == (
        "User-agent: *\nAllow: /\n\n"
        "Sitemap: https://bread.example/docs/sitemap.xml\nSitemap: https://bread.example/docs/ja/sitemap.xml\n"
    )


def test_a_site_without_an_address_or_a_lock_has_what_needs_neither(past: Sources) -> None:
    nowhere = replace(past, plan=replace(past.plan, site_url=""))
    assert paths(nowhere, "en") == (OF_EACH | OF_ALL) - {path for path in OF_EACH if "feeds" in path} - {"robots.txt"}
    forgetful = replace(past, records=None)
    assert paths(forgetful, "en") == {"objects.inv"} | OF_ALL


def test_a_file_of_the_content_takes_the_place_of_ours(past: Sources) -> None:
    own = Content(past.content.templates, (PurePosixPath("robots.txt"), PurePosixPath("objects.inv")), complete=True)
    assert paths(replace(past, content=own), "en") == (OF_EACH | OF_ALL) - {"robots.txt", "objects.inv"}


def lens_of(sources: Sources) -> str:
    """Its one lens."""
    (lens,) = (file for file in machine_files(sources, "ja") if file.path.startswith("lens/"))
    return lens.text


def test_a_lens_is_made_where_the_settings_ask_for_it_and_cites_pins(past: Sources, tmp_path: Path) -> None:
    shutil.copytree(past.project.root, tmp_path / "bread")
    settings = tmp_path / "bread" / "catalog" / "catalog.yaml"
    settings.write_text(settings.read_text("utf-8") + "well_architected: true\n", "utf-8")
    folder = tmp_path / "bread"
    project = replace(past.project, root=folder, catalog=folder / "catalog", content=folder / "content")
    sources = read_sources(project, navigation=False)
    assert "https://bread.example/docs/ja/p/sourdough/r3/" in lens_of(sources)
    assert "https://bread.example/docs/ja/p/sourdough/" in lens_of(replace(sources, records=None))
    assert "http" not in lens_of(replace(sources, plan=replace(sources.plan, site_url="")))


def test_lasting_addresses_are_those_of_what_stands_and_of_what_is_gone(past: Sources) -> None:
    ids = lasting_ids(past.graph, past.plan)
    assert list(ids) == sorted(ids)
    assert {"sourdough", "egg-wash"} <= {*ids}
    assert "levain" not in ids, "an id that another has taken over leads to that one's address"


def test_no_file_names_a_folder_of_this_machine(past: Sources) -> None:
    assert [file.path for file in machine_files(past, "en") if str(REPOSITORY).encode() in file.data] == []
