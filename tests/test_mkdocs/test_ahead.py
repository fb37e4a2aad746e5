"""What processes beside a build make is what it makes alone, to the last byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from site_fixture import Bakery

from patternloom import processes
from patternloom.mkdocs import plugin
from patternloom.mkdocs.ahead import _second_half
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


def test_the_last_pages_are_half_of_what_there_is_to_read(bakery: Bakery) -> None:
    config = load_config(str(bakery.root / "mkdocs.yml"), plugins=[])
    config.plugins.on_startup(command="build", dirty=False)
    assert _second_half([]) == []
    sizes = {"a.md": 5, "b.md": 1, "c.md": 4, "d.md": 2}
    files = [File.generated(config, name, content="x" * size) for name, size in sizes.items()]
    pages = [Page(None, file, config) for file in files]
    assert [page.file.src_uri for page in _second_half(pages)] == ["c.md", "d.md"]
