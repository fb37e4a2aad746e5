"""MkDocs' configuration to what one build is made from."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from site_fixture import Bakery

from patternloom.mkdocs.prepare import Begin, PatternloomConfig, Prepared, prepare, redirected
from patternloom.problems.findings import PatternloomError
from patternloom.problems.reports import render_text
from patternloom.publish.configured import further_configuration
from patternloom.publish.project import Project


@pytest.fixture(autouse=True)
def no_handlers_left() -> Iterator[None]:
    """Each counts warnings on MkDocs' log."""
    logger = logging.getLogger("mkdocs")
    before = list(logger.handlers)
    yield
    logger.handlers[:] = before


def configured(bakery: Bakery, file: str = "mkdocs.yml") -> MkDocsConfig:
    return load_config(str(bakery.root / file))


def prepared(
    config: MkDocsConfig, *, served: bool = False, checked: bool = False, begin: Begin | None = None
) -> Prepared:
    return prepare(config, config.plugins["patternloom"].config, served=served, checked=checked, begin=begin)  # type: ignore[arg-type]  # ours


@pytest.mark.parametrize(
    ("file", "language", "others", "below", "home"),
    [("mkdocs.yml", "de", ("fr",), "", "Startseite"), ("mkdocs.fr.yml", "fr", (), "fr/", "Accueil")],
)
def test_a_build_knows_its_language_and_the_others(
    bakery: Bakery, file: str, language: str, others: tuple[str, ...], below: str, home: str
) -> None:
    found = prepared(configured(bakery, file))
    assert (found.language, found.others, found.below, found.words["home"]) == (language, others, below, home)
    assert found.root_url == "https://bakery.example/buch/"
    assert found.left_out == frozenset()


@pytest.mark.parametrize(
    ("file", "expected"), [("mkdocs.yml", ["mkdocs.fr.yml"]), ("mkdocs.fr.yml", [])], ids=["first", "further"]
)
def test_further_languages_begin_before_anything_else_is_read(bakery: Bakery, file: str, expected: list[str]) -> None:
    """Also where there is a mistake: nobody has seen it yet."""
    (bakery.root / "catalog/mistake.yaml").write_text("patterns: x\n", "utf-8")
    begun: list[str] = []

    def begin(project: Project, language: str) -> None:
        begun.append(further_configuration(project, language).name)

    with pytest.raises(PatternloomError):
        prepared(configured(bakery, file), begin=begin)
    assert begun == expected


def test_navigation_has_places_unless_somebody_has_changed_it(bakery: Bakery) -> None:
    config = configured(bakery)
    nav = prepared(config).nav
    assert nav
    assert [item.mark.line for item in nav][:2] == [8, 9]
    config.nav = ["start.md"]
    nav = prepared(config).nav
    assert nav
    assert [(item.target, item.mark.line) for item in nav] == [("start.md", 7)]
    config.nav = None
    found = prepared(config)
    assert (found.nav, found.left_out) == (None, frozenset())


def test_a_page_that_the_navigation_leaves_out_is_told_once(bakery: Bakery, caplog: pytest.LogCaptureFixture) -> None:
    """By us, with its place; another build that has checked the same tells it not again."""
    bakery.replace("mkdocs.yml", "  - start.md\n", "")
    config = configured(bakery)
    with caplog.at_level(logging.INFO, "mkdocs"):
        found = prepared(config)
        assert found.left_out == {"start.md"}
        told = "mkdocs.yml:7:1: nav: leaves out the page 'start.md', which content/start.md makes; add it, or name it in not_in_nav:"
        assert [record.getMessage() for record in caplog.records] == [told]
        assert found.warnings.get_counts() == [("WARNING", 1)]
        prepared(config, checked=True)
        assert len(caplog.records) == 1


def test_a_draft_is_a_page_where_the_site_is_served(bakery: Bakery) -> None:
    for file in ("draft.md", "draft.fr.md"):
        bakery.write(f"content/{file}", "# x\n")
    bakery.replace("mkdocs.yml", "docs_dir: content\n", "docs_dir: content\ndraft_docs: draft*\n")
    config = configured(bakery)
    pages = [
        {page.path for page in prepared(config, served=served).sources.plan.pages["de"]} for served in (False, True)
    ]
    assert pages[1] - pages[0] == {"draft.md"}


@pytest.mark.parametrize(("settings", "folders"), [("", True), ("use_directory_urls: false\n", False)])
def test_addresses_are_of_the_form_that_the_site_has(bakery: Bakery, settings: str, folders: bool) -> None:
    with bakery.path("mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    bakery.write("content/start.html", "x")
    if folders:
        assert prepared(configured(bakery)).sources.plan.folders
        return
    with pytest.raises(PatternloomError, match=r"published at 'start\.html', as content/start\.md is"):
        prepared(configured(bakery))


def test_a_mistake_is_told_with_its_place(bakery: Bakery) -> None:
    bakery.replace("catalog/oven.yaml", "technologies: [stone-oven]", "technologies: [ston-oven]")
    with pytest.raises(PatternloomError) as caught:
        prepared(configured(bakery))
    assert render_text(caught.value.problems) == (
        "catalog/oven.yaml:32:24: unknown technology 'ston-oven', expected the id of a technology; did you mean 'stone-oven'?\n1 error"
    )


def test_folders_are_those_that_the_options_name(bakery: Bakery) -> None:
    project = prepared(configured(bakery)).sources.project
    assert (project.root, project.catalog) == (bakery.root, bakery.root / "catalog")
    assert Path(project.macros).name == "macros"


@pytest.mark.parametrize(("site_url", "told"), [("https://bakery.example/", 0), ("https://bakery.example/buch/", 1)])
def test_redirects_of_a_host_that_would_not_read_them_are_told(
    bakery: Bakery, caplog: pytest.LogCaptureFixture, site_url: str, told: int
) -> None:
    exported = bakery.export("de")
    options = PatternloomConfig()
    options.redirects, options.redirect_permalinks = ["_redirects"], False
    with caplog.at_level(logging.INFO, "mkdocs"):
        redirected(replace(exported, plan=replace(exported.plan, site_url=site_url)), options)
    assert len([one for one in caplog.records if "a host reads it at its root alone" in one.getMessage()]) == told
