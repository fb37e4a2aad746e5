"""A further language is taken from the site that stands, as a build of ours left it, and only where nothing changed."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from site_fixture import Bakery, mkdocs

from patternloom.mkdocs import unchanged_language as module
from patternloom.mkdocs.unchanged_language import Standing


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A project, a site that stands, and what was built."""
    for name in ("docs", "catalog", "macros", "looks", "site/fr"):
        (tmp_path / name).mkdir(parents=True)
    settings = "site_name: x\ntheme: {name: material, font: false, custom_dir: looks}\n"
    (tmp_path / "mkdocs.yml").write_text(f"{settings}plugins: {{patternloom: {{}}, search: {{}}}}\n", "utf-8")
    (tmp_path / "docs/index.md").write_text("# x\n", "utf-8")
    (tmp_path / "site/fr/index.html").write_text("built", "utf-8")
    # As the command of a build sets it.
    before = logging.getLogger("mkdocs").level
    yield tmp_path
    logging.getLogger("mkdocs").setLevel(before)


def standing(folder: Path, site: str | None = "site/fr", built: str = "new/fr", **options: Any) -> Standing:
    """Of a build into that folder."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / built), **options)
    return Standing(config, folder / site if site else None)


def remembered(folder: Path) -> None:
    """As the build that made the site left it."""
    standing(folder, built="site/fr").remember()


def test_what_was_built_is_taken_as_it_stands_again_and_again(folder: Path) -> None:
    assert not standing(folder).take()
    assert not (folder / "new").exists()
    remembered(folder)
    for built in ("new/fr", "newer/fr"):
        assert standing(folder, built=built).take()
        assert (folder / built / "index.html").read_text("utf-8") == "built"
    assert (folder / "site/fr/index.html").read_text("utf-8") == "built"


def test_where_no_site_stands_nothing_is_taken_nor_remembered(folder: Path) -> None:
    standing(folder, site=None, built="site/fr").remember()
    assert not standing(folder).take()
    remembered(folder)
    assert not standing(folder, site=None).take()
    assert not standing(folder, site="site/de").take()


@pytest.mark.parametrize(
    "file", ["docs/index.md", "catalog/a.yaml", "macros/a.jinja", "looks/main.html", "mkdocs.fr.yml", "mkdocs.yml"]
)
def test_a_change_of_what_it_is_made_from_makes_it_new(file: str, folder: Path) -> None:
    remembered(folder)
    with (folder / file).open("a", encoding="utf-8") as text:
        text.write("\ncopyright: y\n")
    assert not standing(folder).take()


def test_so_does_another_command_line_another_day_and_other_code(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered(folder)
    assert not standing(folder, strict=True).take()
    for name in ("get_build_date", "tools", "drawn_by"):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, lambda: "another")
            assert not standing(folder).take()
    assert standing(folder).take()


@pytest.mark.parametrize("plugins", ["[patternloom: {diagrams: %s}, search: {}]", "{patternloom: {diagrams: %s}}"])
def test_so_does_an_option_that_the_environment_gives(
    plugins: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whichever form plugins are listed."""
    text = f"site_name: x\ntheme: {{name: material}}\nplugins: {plugins % '!ENV [DIAGRAMS, svg]'}\n"
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    remembered(folder)
    with monkeypatch.context() as patch:
        patch.setenv("DIAGRAMS", "mermaid")
        assert not standing(folder).take()
    assert standing(folder).take()


def test_what_others_may_do_with_new_files_is_asked_for_anew(folder: Path) -> None:
    remembered(folder)
    before = os.umask(0o077)
    try:
        assert not standing(folder).take()
    finally:
        assert os.umask(before) == 0o077
    assert standing(folder).take()


@pytest.mark.parametrize("file", ["looks/main.html", "docs/built.txt"])
def test_where_a_page_says_when_it_was_built_it_is_built_each_time(file: str, folder: Path) -> None:
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("extra_templates: [built.txt]\n")
    for text, taken in (("{{ page.title }}", True), ("{{ build_date_utc.time() }}", False)):
        (folder / file).write_text(text, "utf-8")
        remembered(folder)
        assert standing(folder).take() == taken


def test_what_changed_while_it_was_built_is_not_remembered_as_what_it_was_before(folder: Path) -> None:
    """The site shows what was saved meanwhile, and that may be taken back."""
    before = (folder / "docs/index.md").read_bytes()
    building = standing(folder, built="site/fr")
    (folder / "docs/index.md").write_text("# y\n", "utf-8")
    building.remember()
    (folder / "docs/index.md").write_bytes(before)
    assert not standing(folder).take()


def test_a_site_that_somebody_has_changed_is_not_taken(folder: Path) -> None:
    remembered(folder)
    (folder / "site/fr/more.html").write_text("x", "utf-8")
    assert not standing(folder).take()
    remembered(folder)
    assert standing(folder).take()


@pytest.mark.parametrize(
    "settings",
    [
        "theme: {name: material}\nplugins: {patternloom: {}, search: {}, tags: {}}\n",
        "theme: {name: material}\nplugins: {search: {}}\n",
        "theme: {name: material}\nplugins: {patternloom: {records: docs}, search: {}}\n",
        "theme: {name: mkdocs}\nplugins: {patternloom: {}, search: {}}\n",
        "theme: {name: material}\nplugins: {patternloom: {}}\nmarkdown_extensions: {pymdownx.snippets: {}}\n",
        "theme: {name: material}\nplugins: {patternloom: {}}\nextra: {x: !!python/name:os.getcwd }\n",
    ],
)
def test_where_more_may_be_seen_than_is_known_nothing_is_taken(settings: str, folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(f"site_name: x\n{settings}", "utf-8")
    remembered(folder)
    assert not standing(folder).take()


def test_where_files_cannot_be_told_nothing_is_taken(folder: Path) -> None:
    (folder / "docs/link.md").symlink_to("index.md")
    remembered(folder)
    assert not standing(folder).take()


def test_a_build_that_warned_is_made_again_to_warn_again(folder: Path) -> None:
    built = standing(folder, built="site/fr")
    logging.getLogger("mkdocs").addHandler(built.warnings)
    logging.getLogger("mkdocs").info("told")
    logging.getLogger("mkdocs").warning("odd")
    logging.getLogger("mkdocs").removeHandler(built.warnings)
    built.remember()
    assert not standing(folder).take()


def test_a_site_that_cannot_be_taken_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered(folder)

    def broken(source: Path, target: Path) -> None:
        target.mkdir()
        (target / "half").touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "link_or_copy", broken)
    assert not standing(folder).take()
    assert not (folder / "new/fr").exists()


def test_the_last_state_of_a_site_is_remembered_though_nothing_else_changed(folder: Path) -> None:
    """A site that was taken away is built again, at another moment."""
    for moment in (1, 2):
        os.utime(folder / "site/fr/index.html", ns=(moment, moment))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("patternloom.publish.fingerprint._LARGE", 0)
            remembered(folder)
            assert standing(folder, built=f"new{moment}").take()


CHANGES: list[Callable[[Path], object]] = [
    lambda root: (root / "catalog/more.yaml").write_text("patterns: []\n", "utf-8"),
    lambda root: (root / "site/fr/index.html").write_text("x", "utf-8"),
]


def test_a_second_build_takes_the_other_language_and_gives_the_same_site(bakery: Bakery) -> None:
    """Until something changes, each time."""

    def built() -> tuple[int, bytes, bytes]:
        done = mkdocs(bakery.root, "build")
        assert done.returncode == 0, done.stdout
        page = bakery.root / "site/fr/index.html"
        return page.stat().st_ino, page.read_bytes(), (bakery.root / "site/index.html").read_bytes()

    first, last = built(), built()
    assert first == last
    for change in CHANGES:
        change(bakery.root)
        changed = built()
        assert changed[0] != last[0]
        assert changed[1:] == first[1:]
        last = changed
