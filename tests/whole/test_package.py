"""What somebody gets who installs the package: a project of their own, built at once, outside the checkout.

The wheel is installed by pip into an environment of its own (`package_fixture.py`). That of the source distribution is the
same, byte for byte; what is built with it, `make test-matrices` tries once more.
"""

from __future__ import annotations

import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from html_facts import broken_links, outside_resources, read_site
from package_fixture import Installed, installed_from, sdist, wheel_of
from site_fixture import REPOSITORY

SITE_URL = "https://example.org/"
PAGES = ["", "about/", "areas/", "areas/reliability/", "categories/", "references/", "technologies/"]
ENTRIES = [
    "circuit-breaker",
    "failing-calls",
    "nygard-2018",
    "reliability",
    "resilience-libraries",
    "resilience4j",
    "retry",
]


@pytest.fixture(scope="module", params=["checkout", pytest.param("sdist", marks=pytest.mark.matrix)])
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """From the checkout, and from its source distribution."""
    return installed_from(tmp_path_factory, request.param)


def test_the_source_distribution_s_package_is_the_checkout_s(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Byte for byte, the list of files too: what is seen of the one holds for the other."""
    (tmp_path / "other").mkdir()
    held = []
    for path in (installed_from(tmp_path_factory, "checkout").wheel, wheel_of(sdist(tmp_path), tmp_path / "other")):
        with zipfile.ZipFile(path) as wheel:
            held.append({name: wheel.read(name) for name in wheel.namelist()})
    first, other = held
    assert sorted(other) == sorted(first)
    assert [name for name in first if other[name] != first[name]] == []


def test_the_package_holds_what_any_catalog_takes_as_it_lies_in_the_checkout(installed: Installed) -> None:
    """Byte by byte: macros, overrides, and pages for every language; nothing else of the content."""
    with zipfile.ZipFile(installed.wheel) as wheel:
        prefix = "patternloom/defaults/"
        parts = ("macros/", "site_overrides/", "content/")
        held = {name.removeprefix(prefix): wheel.read(name) for name in wheel.namelist() if name.startswith(prefix)}
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "macros", "site_overrides", "content"],
        check=True,
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
    )
    wanted = [
        name
        for name in tracked.stdout.decode().split("\0")
        if name and (not name.startswith("content/") or name.endswith(".any.md"))
    ]
    expected = {name: (REPOSITORY / name).read_bytes() for name in wanted}
    assert {name: data for name, data in held.items() if name.startswith(parts)} == expected


def test_a_project_to_start_from_builds_at_once(
    installed: Installed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In two languages, without a warning, whole, and with nothing written among its sources."""
    start = time.monotonic()
    assert installed.run(tmp_path, "patternloom", "init", "mine", "--languages", "en,de").returncode == 0
    folder = tmp_path / "mine"
    made = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    assert installed.run(folder, "patternloom", "check").stdout == "no problems\n"
    assert installed.build(folder) == ""
    seconds = installed.seconds + time.monotonic() - start
    with capsys.disabled():
        print(f"\nfrom pip install to a built site: {seconds:.1f} s, of which pip took {installed.seconds:.1f} s")
    rest = (path.relative_to(folder) for path in folder.rglob("*"))
    assert sorted(path for path in rest if path.parts[0] not in ("site", ".cache")) == made
    pages = read_site(folder / "site")
    addresses = [*PAGES, "404.html", *(f"p/{id}/" for id in ENTRIES)]
    assert sorted(pages) == sorted([*addresses, *(f"de/{address}" for address in addresses)])
    assert broken_links(pages, folder / "site", SITE_URL) == []
    assert outside_resources(pages) == []


def test_a_project_replaces_what_came_by_a_file_of_the_same_name(installed: Installed, tmp_path: Path) -> None:
    """A macro file, a page, a word, and a template of the theme; all else stays."""
    assert installed.run(tmp_path, "patternloom", "init", "mine", "--languages", "fr").returncode == 0
    folder = tmp_path / "mine"
    for path, text in {
        "macros/outline.jinja": "{## Own. ##}\n\n{% macro outline_list(page, branch, depth=99, wrap=true) %}\nown outline\n"
        "{% endmacro %}\n",
        "content/technologies.any.md": "---\nshows: technology\n---\n# Own\n{% for one in page.all('technology') %}\n\n"
        "## own page {: #{{ one.id }} }\n{% endfor %}\n",
        "catalog/strings/fr.yaml": "sources: propres sources\n",
        "theme/partials/copyright.html": "own copyright",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(
        settings.replace("  name: material\n", "  name: material\n  custom_dir: theme\n"), "utf-8"
    )
    assert installed.build(folder) == ""
    area, technologies = (
        (folder / "site" / page / "index.html").read_text("utf-8") for page in ("areas/reliability", "technologies")
    )
    for text, found in (
        ("own outline", area),
        ("own page", technologies),
        ("propres sources", area),
        ("own copyright", area),
        ("Signaler une erreur", ""),
        ("Copier le lien", area),
        ("assets/css/site.", area),
    ):
        assert (text in found) == bool(found), text


def test_another_field_s_catalog_needs_none_of_our_folders(installed: Installed, tmp_path: Path) -> None:
    """The bakery without macros, overrides and pages of its own but its first."""
    folder = tmp_path / "bakery"
    shutil.copytree(REPOSITORY / "tests" / "cases" / "bakery", folder)
    for page in folder.glob("content/**/*.any.md"):
        if page.name != "index.any.md" or page.parent.name in ("areas", "examples"):
            page.unlink()
    for language in ("de", "fr"):
        (folder / "catalog" / "strings" / f"{language}.yaml").unlink()
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    for line in ("  custom_dir: ../../../site_overrides\n", "    macros: ../../../macros\n"):
        assert line in settings
        settings = settings.replace(line, "")
    (folder / "mkdocs.yml").write_text(settings.replace("  patternloom:\n", "  patternloom: {}\n"), "utf-8")
    assert installed.build(folder) == ""
    pages = read_site(folder / "site")
    assert broken_links(pages, folder / "site", "https://bakery.example/buch/") == []
    assert {"areas/dough/", "examples/stone-oven-at-home/", "errata/", "fr/technologies/"} <= pages.keys()
