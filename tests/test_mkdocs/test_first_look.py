"""In a preview, the page that is looked at is there first, and a browser is told until it shows what the site has."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation

from patternloom.mkdocs.first_look import FirstLook, LastBuild
from patternloom.site.files import File

SETTINGS = (
    "site_name: x\nsite_url: https://x.example/below/\ntheme: {name: material, font: false}\nplugins: {search: {}}\n"
)
BESIDE = "a/pictures-as-text.js"


def last_build(folder: Path) -> LastBuild:
    """What a build of two pages has left."""
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (folder / "docs" / "a.md").write_text("# By hand\n", "utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    config = config.plugins.on_config(config)
    files = get_files(config)
    env = config.theme.get_env()
    return LastBuild(config, files, get_navigation(files, config), env)


class Preview:
    """A preview whose site is one page behind."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "shown"
        self.site.mkdir()
        (self.site / "index.html").write_text("<body>old</body>", "utf-8")
        self.look = FirstLook()
        self.look.last = last_build(folder)
        self.server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(self.site), mount_path="/below/")
        self.look.watch(self.server)
        self.asked: list[str] = []

    def get(self, path: str) -> None:
        """A reader's request."""
        app = self.server.get_app()
        assert app
        list(app({"PATH_INFO": path, "REQUEST_METHOD": "GET"}, lambda *_: None))

    def rendered(self, path: str) -> Iterable[File]:
        """The new Markdown of a page."""
        self.asked.append(path)
        return [File(path, b"# Anew\n"), File(BESIDE, b"text")]

    def begin(self) -> None:
        """A build begins; the server answers nobody until something is there."""
        self.server._wanted_epoch = self.server._visible_epoch + 1

    def make(self) -> None:
        """The first look of a build."""
        self.begin()
        self.look.try_to_make(self.site, self.rendered)

    @property
    def told(self) -> bool:
        """Whether browsers load the page again."""
        return self.server._visible_epoch == self.server._wanted_epoch


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    """One that nobody has asked for a page yet."""
    return Preview(tmp_path)


@pytest.mark.parametrize(
    ("asked", "source"),
    [("/below/", "index.md"), ("/below/a/", "a.md"), ("/below/a/index.html", "a.md")],
)
def test_the_page_that_is_looked_at_is_made_and_the_browser_told(preview: Preview, asked: str, source: str) -> None:
    preview.get(asked)
    preview.get("/below/assets/style.css")
    preview.get("/livereload/1/2")
    preview.make()
    assert preview.asked == [source]
    page = preview.site / ("index.html" if source == "index.md" else "a/index.html")
    assert "Anew" in page.read_text("utf-8")
    assert (preview.site / BESIDE).read_bytes() == b"text"
    assert preview.told


def test_a_page_by_hand_stays_the_file_that_it_is(preview: Preview) -> None:
    assert preview.look.last
    file = preview.look.last.files.get_file_from_path("a.md")
    assert file
    source = file.abs_src_path
    preview.get("/below/a/")
    preview.make()
    assert file.abs_src_path == source


@pytest.mark.parametrize("asked", [None, "/below/nowhere/", "/below/assets/style.css"])
def test_where_no_page_is_looked_at_none_is_made(preview: Preview, asked: str | None) -> None:
    if asked:
        preview.get(asked)
    preview.make()
    assert preview.asked == []
    assert not preview.told


def test_before_a_build_has_succeeded_none_is_made(preview: Preview) -> None:
    preview.get("/below/")
    preview.look.last = None
    preview.make()
    assert preview.asked == []


def test_without_a_server_nothing_happens(tmp_path: Path) -> None:
    look = FirstLook()
    look.last = last_build(tmp_path)
    look.try_to_make(tmp_path, lambda path: [])
    look.followed(tmp_path)
    assert not (tmp_path / "index.html").exists()


def test_what_fails_is_left_to_the_whole_build_and_nothing_is_told(
    preview: Preview, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(path: str) -> Any:
        logging.getLogger("mkdocs.structure.pages").error("told twice")
        raise ValueError(path)

    shown: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: shown.append(record.getMessage())  # type: ignore[method-assign]  # notes alone
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        preview.get("/below/")
        preview.begin()
        preview.look.try_to_make(preview.site, broken)
        logger.error("told afterwards")
    finally:
        logger.removeHandler(handler)
    assert shown == ["told afterwards"]
    assert not preview.told
    assert "old" in (preview.site / "index.html").read_text("utf-8")


def test_a_browser_that_shows_what_the_whole_site_has_is_not_told_again(preview: Preview) -> None:
    preview.get("/below/")
    preview.make()
    wanted = preview.server._wanted_epoch
    preview.look.followed(preview.site)
    assert preview.server._wanted_epoch == wanted


@pytest.mark.parametrize("change", ["another page", "another text", "gone"])
def test_a_browser_that_shows_something_else_is_told_once_more(preview: Preview, change: str) -> None:
    preview.get("/below/")
    preview.make()
    preview.server._wanted_epoch = preview.server._visible_epoch = 1
    if change == "another page":
        preview.get("/below/a/")
    elif change == "another text":
        (preview.site / "index.html").write_text("whole", "utf-8")
    else:
        (preview.site / "index.html").unlink()
    preview.look.followed(preview.site)
    assert preview.server._wanted_epoch > 1
