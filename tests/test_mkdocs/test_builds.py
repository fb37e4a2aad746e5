"""Every language's build beside the site: real processes, and the swap."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from patternloom.mkdocs.builds import Builds, Finished, shared_by_starter, told, watched
from patternloom.mkdocs.language import Order
from patternloom.problems import limits

BUILT = "site_name: {name}\ndocs_dir: pages\ntheme: {{name: null, custom_dir: .}}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two languages that build, one that fails, and the last good site."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.md").write_text("# x\n", "utf-8")
    (tmp_path / "main.html").write_text("{{ config.site_name }}", "utf-8")
    for language in ("fr", "it"):
        (tmp_path / f"{language}.yml").write_text(BUILT.format(name=language), "utf-8")
    (tmp_path / "bad.yml").write_text("site_name: x\ndocs_dir: nowhere\n", "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("the last good site", "utf-8")
    return tmp_path


def begun(project: Path) -> Builds:
    """With the default language built."""
    builds = Builds(project / "site")
    builds.own.mkdir()
    (builds.own / "index.html").write_text("new", "utf-8")
    return builds


def order(configuration: Path, *, strict: bool) -> Order:
    """To build a language by its configuration alone."""
    return Order(str(configuration), None, {"strict": strict})


def beside(project: Path) -> list[str]:
    """What lies beside the site and does not belong there."""
    return [path.name for path in project.iterdir() if path.name.startswith(".")]


def test_languages_are_taken_in_and_the_whole_takes_the_site_s_place(project: Path) -> None:
    builds = begun(project)
    assert builds.start("fr", order(project / "fr.yml", strict=True))
    assert builds.start("it", order(project / "it.yml", strict=False))
    assert builds.shared_by_all == builds.shared
    assert [(finished.language, finished.failed) for finished in builds.finish()] == [("fr", False), ("it", False)]
    assert builds.shared_by_all is None
    assert (project / "site" / "index.html").read_text("utf-8") == "the last good site"
    builds.swap()
    builds.close()
    texts = [(project / "site" / file).read_text("utf-8") for file in ("index.html", "fr/index.html", "it/index.html")]
    assert texts == ["new", "fr", "it"]
    assert beside(project) == []


def test_a_language_that_fails_says_why_and_the_site_stays(project: Path) -> None:
    builds = begun(project)
    builds.start("bad", order(project / "bad.yml", strict=True))
    (finished,) = builds.finish()
    assert finished == Finished("bad", finished.output, failed=True)
    assert "nowhere" in finished.output
    builds.close()
    assert (project / "site" / "index.html").read_text("utf-8") == "the last good site"
    assert beside(project) == []


def test_a_language_without_configuration_is_not_started(project: Path) -> None:
    builds = begun(project)
    assert not builds.start("de", order(project / "de.yml", strict=True))
    assert builds.shared_by_all is None
    builds.close()


def test_a_language_is_started_once_and_stopped_when_nobody_wants_it(project: Path) -> None:
    builds = begun(project)
    for _ in range(2):
        assert builds.start("fr", order(project / "fr.yml", strict=True))
    assert builds.shared_by_all == builds.shared
    builds.start("it", order(project / "it.yml", strict=True))
    builds.stop(but=["it", "de"])
    assert [finished.language for finished in builds.finish()] == ["it"]
    builds.close()


def test_what_does_not_end_when_it_is_asked_to_is_ended(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Soon enough, and for good."""
    (project / "hook.py").write_text(
        "import pathlib, signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "pathlib.Path(__file__).with_name('waits').touch()\ntime.sleep(600)\n",
        "utf-8",
    )
    (project / "fr.yml").write_text(f"{BUILT.format(name='fr')}hooks: [hook.py]\n", "utf-8")
    monkeypatch.setattr("patternloom.mkdocs.builds._PATIENCE", 0.1)
    builds = begun(project)
    builds.start("fr", order(project / "fr.yml", strict=True))
    while not (project / "waits").exists():
        time.sleep(0.05)
    builds.close()
    assert builds.shared_by_all is None
    assert beside(project) == []


def test_a_build_that_another_one_started_ends_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that nobody started does not look."""
    asked: list[int] = []
    monkeypatch.setattr("patternloom.mkdocs.builds.end_with", asked.append)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(fileno=lambda: 7))
    for folder in ("", "shared"):
        monkeypatch.setitem(os.environ, "PATTERNLOOM_SHARED", folder)
        watched("build").forget()
    assert asked == [7]


def test_what_could_not_be_written_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build of another language leaves it to the one that started it what became of the site."""
    errors = [OSError(28, "No space left on device"), OSError(13, "Permission denied", "site/x"), OSError("odd")]
    left = "; the site is left as it was"
    expected = [
        "a file could not be written: No space left on device",
        "site/x: Permission denied",
        "a file could not be written: odd",
    ]
    assert [told(error) for error in errors] == [line + left for line in expected]
    monkeypatch.setitem(os.environ, "PATTERNLOOM_SHARED", "shared")
    assert [told(error) for error in errors] == expected


def test_a_started_build_knows_what_it_shares(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shared_by_starter() is None
    (project / "hook.py").write_text(
        "import os\ndef on_post_build(config):\n"
        "    names = [name for name in os.environ if name.startswith('PATTERNLOOM_SHARED')]\n"
        "    open(os.path.join(config.site_dir, 'shared'), 'w').write(os.environ[names[0]])\n",
        "utf-8",
    )
    (project / "fr.yml").write_text(f"{BUILT.format(name='fr')}hooks: [hook.py]\n", "utf-8")
    builds = begun(project)
    builds.start("fr", order(project / "fr.yml", strict=True))
    assert not next(builds.finish()).failed
    told = (builds.own / "fr" / "shared").read_text("utf-8")
    assert (Path(told), Path(told).is_dir()) == (builds.shared, True)
    monkeypatch.setitem(os.environ, "PATTERNLOOM_SHARED", told)
    assert shared_by_starter() == builds.shared
    builds.close()


@pytest.mark.parametrize(
    ("failed", "expected"),
    [
        (False, [(logging.WARNING, "one"), (logging.ERROR, "two")]),
        (True, [(logging.WARNING, "one"), (logging.ERROR, "a line of its own"), (logging.ERROR, "two")]),
    ],
)
def test_what_a_build_complained_of_is_told_at_its_level(failed: bool, expected: list[tuple[int, str]]) -> None:
    """Information is not; a line of another form belongs to a failure."""
    output = "INFO    -  begun\nWARNING -  one\na line of its own\n\nERROR   -  two\n"
    assert list(Finished("fr", output, failed).complaints()) == expected


def test_a_language_that_takes_too_long_is_ended_and_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BUILD_SECONDS", 0.01)
    builds = begun(project)
    builds.start("fr", order(project / "fr.yml", strict=False))
    [finished] = builds.finish()
    message = "mkdocs build of language 'fr' is not ready after 0.01 more seconds, expected it by then"
    assert (finished.failed, list(finished.complaints())[-1]) == (True, (logging.ERROR, message))
    builds.close()
    assert beside(project) == []
