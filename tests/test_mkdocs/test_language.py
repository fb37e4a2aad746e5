"""The build of a further language: which configuration it takes, what it is told, and what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from patternloom.mkdocs import language
from patternloom.mkdocs.language import Order

PAGE = "{{ config.site_name }} {{ config.site_url }} {{ config.use_directory_urls }} {{ config.copyright }}"
FRENCH = "# before\nINHERIT: mkdocs.yml # after\nsite_name: français\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A configuration, another that inherits from it, and a language of each."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# x\n", "utf-8")
    (tmp_path / "main.html").write_text(PAGE, "utf-8")
    theme = "theme: {name: null, custom_dir: .}\nplugins: []\n"
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: x\nsite_url: https://a.example/\ncopyright: one\n{theme}", "utf-8"
    )
    (tmp_path / "mkdocs.prod.yml").write_text(
        "INHERIT: ./mkdocs.yml\nsite_url: https://b.example/\ncopyright: two\n", "utf-8"
    )
    (tmp_path / "alone.yml").write_text(f"site_name: y\ncopyright: three\n{theme}", "utf-8")
    (tmp_path / "mkdocs.fr.yml").write_text(FRENCH, "utf-8")
    return tmp_path


def built(project: Path, configuration: str, started_by: str | None, **options: object) -> str:
    """What the page says."""
    by = str(project / started_by) if started_by else None
    order = Order(str(project / configuration), by, {"site_dir": str(project / "out"), **options})
    done = subprocess.run(
        order.command(), capture_output=True, text=True, encoding="utf-8", cwd=project.parent, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return (project / "out" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("started_by", "expected"),
    [
        (None, "français https://a.example/ True one"),
        ("mkdocs.yml", "français https://a.example/ True one"),
        ("mkdocs.prod.yml", "français https://b.example/ True two"),
        ("alone.yml", "français None True three"),
    ],
)
def test_inheriting_from_the_usual_configuration_means_what_is_being_built(
    project: Path, started_by: str | None, expected: str
) -> None:
    assert built(project, "mkdocs.fr.yml", started_by) == expected


@pytest.mark.parametrize(
    ("inherits", "started_by", "expected"),
    [
        ("INHERIT: alone.yml", "mkdocs.prod.yml", "fr None True three"),
        ("INHERIT: base.yml", "mkdocs.over.yml", "fr https://c.example/ True four"),
        ("\"INHERIT\": 'mkdocs.yml'", "mkdocs.prod.yml", "fr https://b.example/ True two"),
    ],
)
def test_another_configuration_that_it_inherits_stays(
    project: Path, inherits: str, started_by: str, expected: str
) -> None:
    """Unless the one being built inherits from it as well."""
    (project / "base.yml").write_text("INHERIT: alone.yml\n", "utf-8")
    (project / "mkdocs.over.yml").write_text(
        "INHERIT: base.yml\nsite_url: https://c.example/\ncopyright: four\n", "utf-8"
    )
    (project / "fr.yml").write_text(f"{inherits}\nsite_name: fr\n", "utf-8")
    assert built(project, "fr.yml", started_by) == expected


def test_names_may_start_at_the_folder_of_the_shell(project: Path) -> None:
    """As `mkdocs build -f folder/mkdocs.prod.yml` gives them."""
    name = project.name
    order = Order(f"{name}/mkdocs.fr.yml", f"{name}/mkdocs.prod.yml", {"site_dir": str(project / "out")})
    done = subprocess.run(order.command(), capture_output=True, text=True, cwd=project.parent, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "out" / "index.html").read_text("utf-8") == "français https://b.example/ True two"


def test_what_it_is_told_goes_before_the_files(project: Path) -> None:
    page = built(project, "mkdocs.fr.yml", "mkdocs.yml", use_directory_urls=False, site_url="https://d.example/")
    assert page == "français https://d.example/ False one"


def failed(project: Path, text: str) -> str:
    """What a configuration that cannot be built says."""
    (project / "mkdocs.fr.yml").write_text(text, "utf-8")
    order = Order(str(project / "mkdocs.fr.yml"), str(project / "mkdocs.yml"), {"site_dir": str(project / "out")})
    done = subprocess.run(
        order.command(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    return done.stdout


def test_what_fails_says_why_without_a_traceback(project: Path) -> None:
    assert failed(project, "INHERIT: mkdocs.yml\nplugins: [nowhere]\n") == (
        "ERROR   -  Config value 'plugins': The \"nowhere\" plugin is not installed\n\nAborted with a configuration error!\n"
    )
    said = failed(project, "INHERIT: mkdocs.yml\nstrict: true\nnav: [nowhere.md]\n")
    assert said.splitlines()[-1] == "Aborted with 1 warnings in strict mode!"
    assert [line for line in said.splitlines() if line.startswith("WARNING")] == [
        "WARNING -  A reference to 'nowhere.md' is included in the 'nav' configuration, which is not found in the documentation files."
    ]
    assert "Traceback" not in failed(project, "INHERIT: mkdocs.yml\na: [\n")


def test_a_command_holds_the_whole_order() -> None:
    order = Order("/a b/mkdocs.fr.yml", None, {"strict": True})
    assert order.command()[:3] == [sys.executable, "-m", "patternloom.mkdocs.language"]
    assert Order(**json.loads(order.command()[3])) == order


@pytest.mark.parametrize("taken", [True, False])
def test_a_site_that_stands_is_taken_in_place_of_a_build(
    project: Path, taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = Order(
        str(project / "mkdocs.fr.yml"), None, {"site_dir": str(project / "out")}, str(project / "site" / "fr")
    )
    monkeypatch.setattr(language, "_said_as_mkdocs", lambda: None)
    monkeypatch.setattr(language.Standing, "take", lambda self: taken)
    monkeypatch.setattr(sys, "argv", ["language", order.command()[-1]])
    assert language.main() == 0
    assert (project / "out").exists() is not taken
