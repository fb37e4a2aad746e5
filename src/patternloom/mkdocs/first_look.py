"""In a preview, the page that somebody looks at comes first: it is made anew before all others, and put into the site.

In: requests to the preview's server, what the last build that succeeded has left, and a page's new Markdown. Out: that
page in the site that is being shown, and the reader's browser told of it; the whole build follows, and what it makes
has the last word. Everything but the page itself, such as the navigation, is still the last build's. Nothing is
made where nobody has looked at a page of this language yet, and no mistake is told: the whole build tells it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer, _timestamp
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from patternloom.site.files import File

log = logging.getLogger("mkdocs.plugins.patternloom")


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What building a page takes, besides its Markdown."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Any
    """Of the theme's templates, which are compiled already."""


class FirstLook:
    """One preview, from its start to its end."""

    def __init__(self) -> None:
        self.last: LastBuild | None = None
        """None until a build has succeeded."""
        self._server: LiveReloadServer | None = None
        self._looked_at = ""
        self._made: tuple[str, bytes] | None = None

    def watch(self, server: LiveReloadServer) -> None:
        """Note which page is asked for."""
        answer = server.get_app()
        assert answer

        def noting(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(server.mount_path)
            if path.endswith(".html") or path[-1:] in ("", "/"):
                self._looked_at = path if path.endswith(".html") else f"{path}index.html"
            return answer(environ, start_response)

        server.set_app(noting)
        self._server = server

    def make(self, site: Path, rendered: Callable[[str], Iterable[File]]) -> None:
        """Make the page that is looked at anew, in the site that is shown; `rendered` gives its Markdown."""
        self._made = None
        last, wanted = self.last, self._looked_at
        if last is None or self._server is None:
            return
        pages = last.files.documentation_pages()
        file = next((one for one in pages if one.dest_uri == wanted), None)
        if file is None:
            return
        source = file.abs_src_path
        for made in rendered(file.src_uri):
            if made.path == file.src_uri:
                if source is None or file.content_bytes != made.data:
                    file.content_bytes = made.data
                    file.abs_src_path = source
            else:
                _write(site / made.path, made.data)
        file.dest_dir, file.abs_dest_path = str(site), str(site / file.dest_uri)
        assert file.page
        _populate_page(file.page, last.config, last.files)
        _build_page(file.page, last.config, pages, last.nav, last.env)
        self._made = wanted, (site / wanted).read_bytes()
        log.info(f"The page at /{file.url.removeprefix('./')} is ready; the others follow")
        self._tell(self._server)

    def try_to_make(self, site: Path, rendered: Callable[[str], Iterable[File]]) -> None:
        """As `make`; what fails is left to the whole build, which tells it."""
        with suppress(Exception), _silence():
            self.make(site, rendered)

    def followed(self, site: Path) -> None:
        """The whole site is there: a browser that shows something else is told once more."""
        if self._server is None:
            return
        path, data = self._made or ("", b"")
        if path != self._looked_at or not (site / path).is_file() or (site / path).read_bytes() != data:
            # The server tells of this moment when the build has ended.
            self._server._wanted_epoch = _timestamp()

    def _tell(self, server: LiveReloadServer) -> None:
        with server._epoch_cond:
            server._visible_epoch = server._wanted_epoch
            server._epoch_cond.notify_all()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing is told meanwhile, nor counted."""

    def nothing(record: logging.LogRecord) -> bool:
        return record.name == log.name and record.levelno == logging.INFO

    handlers = list(logging.getLogger("mkdocs").handlers)
    for handler in handlers:
        handler.addFilter(nothing)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(nothing)
