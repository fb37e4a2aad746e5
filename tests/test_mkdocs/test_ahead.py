"""What processes beside a build make is what it makes alone, to the last byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from site_fixture import Bakery

from patternloom import processes
from patternloom.mkdocs import plugin
from patternloom.mkdocs.ahead import Ahead, _second_half
from patternloom.mkdocs.headings import SameAnchors
from patternloom.mkdocs.unchanged import Unchanged
from patternloom.publish.build_cache import BuildCache
from patternloom.publish.placing.signals import Ending


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Notes each process that has given its value, as all must: nothing is made a second time."""
    ended_well, noted = processes._ended_well, list[int]()

    def noting(process: int) -> bool:
        assert ended_well(process)
        noted.append(process)
        return True

    monkeypatch.setattr(processes, "_ended_well", noting)
    return noted


def one_language(bakery: Bakery, site: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files of a build of the first language alone, in this process."""
    monkeypatch.setenv("PATTERNLOOM_SHARED", str(bakery.root / "nowhere"))
    monkeypatch.setattr(plugin, "watched", lambda command: Ending())  # nobody started it, and no signal ends it
    config = load_config(str(bakery.root / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("spare_processor")
def test_a_build_with_a_spare_processor_gives_the_same_site(
    bakery: Bakery, ended: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_several = one_language(bakery, tmp_path / "several", monkeypatch)
    assert len(ended) == 6, "lock, pictures, what is no page, listings, the last pages, twins"
    monkeypatch.setenv(processes.BUILDS, "2")
    (bakery.root / ".cache").rename(tmp_path / "cache")
    assert one_language(bakery, tmp_path / "alone", monkeypatch) == by_several
    assert len(ended) == 6


class Already:
    """A process that has made its value by the time that it is asked for."""

    started = True

    def __init__(self, make: Callable[[], object]) -> None:
        self.made = make()

    def value(self) -> object:
        """What it made."""
        return self.made


def test_what_was_read_ahead_is_what_mkdocs_reads(
    bakery: Bakery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one process; its search has found what it read ahead twice, so that it is left out."""
    alone = one_language(bakery, tmp_path / "alone", monkeypatch)
    (bakery.root / ".cache").rename(tmp_path / "cache")
    monkeypatch.setattr("patternloom.mkdocs.ahead.Meanwhile", Already)
    ahead = one_language(bakery, tmp_path / "ahead", monkeypatch)
    assert ahead.keys() == alone.keys()
    assert [name for name in ahead if ahead[name] != alone[name] and not name.startswith("search/")] == []


def test_where_others_may_see_a_page_none_is_read_ahead(bakery: Bakery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patternloom.mkdocs.ahead.Meanwhile", lambda make: pytest.fail("a process was started"))
    config = load_config(str(bakery.root / "mkdocs.yml"), plugins=[])
    config.plugins.on_startup(command="build", dirty=False)
    page = Page(None, File.generated(config, "a.md", content="x"), config)
    unchanged = Unchanged(BuildCache(None), config, SameAnchors())
    unchanged.known = False
    ahead = Ahead(BuildCache(None), unchanged)
    ahead.begin(config, Files([page.file]))
    ahead.arrived(page)
    unchanged.known = True
    ahead.begin(config, Files([]))
    ahead.arrived(page)


def test_the_last_pages_are_half_of_what_there_is_to_read(bakery: Bakery) -> None:
    config = load_config(str(bakery.root / "mkdocs.yml"), plugins=[])
    config.plugins.on_startup(command="build", dirty=False)
    assert _second_half([]) == []
    sizes = {"a.md": 5, "b.md": 1, "c.md": 4, "d.md": 2}
    files = [File.generated(config, name, content="x" * size) for name, size in sizes.items()]
    pages = [Page(None, file, config) for file in files]
    assert [page.file.src_uri for page in _second_half(pages)] == ["c.md", "d.md"]
