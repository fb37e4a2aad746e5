"""Ordinary set-ups of MkDocs: publishing commands, another configuration, addresses of files, no navigation.

The plugins, and more set-ups, are tried by `make test-setups`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from html_facts import broken_links, read_site
from projects import REPOSITORY
from setups.set_ups import REFUSED, SET_UPS
from site_fixture import Bakery, Site, environment, mkdocs

ROOT = "https://bakery.example/buch/"
MIKE = "import sys; from mike.driver import main; sys.exit(main())"


def run(folder: Path, *command: str, **variables: str) -> str:
    """What a program prints; it must not fail."""
    done = subprocess.run(
        command, cwd=folder, env={**environment(), **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


def git(folder: Path, *arguments: str) -> str:
    """git, as somebody."""
    return run(folder, "git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments)


def in_git(bakery: Bakery) -> Path:
    """The project committed, with a bare repository to push to."""
    remote = bakery.root.parent / "remote.git"
    git(bakery.root.parent, "init", "-q", "--bare", str(remote))
    bakery.write(".gitignore", "site/\n")
    for arguments in (
        ("init", "-q", "-b", "main"),
        ("config", "user.name", "A"),
        ("config", "user.email", "a@example.org"),
        ("add", "."),
        ("commit", "-q", "-m", "Bread"),
        ("remote", "add", "origin", str(remote)),
    ):
        git(bakery.root, *arguments)
    return remote


def published(remote: Path, branch: str) -> Path:
    """What a reader of that branch gets."""
    folder = remote.parent / branch
    git(remote.parent, "clone", "-q", "-b", branch, str(remote), str(folder))
    return folder


def html_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def test_gh_deploy_publishes_every_page_of_every_language(bakery: Bakery) -> None:
    remote = in_git(bakery)
    done = mkdocs(bakery.root, "gh-deploy", "--strict")
    assert done.returncode == 0, done.stdout
    pages = published(remote, "gh-pages")
    assert html_files(pages) == html_files(bakery.root / "site")
    assert {"index.html", "start/index.html", "fr/start/index.html", "fr/p/yeast/index.html"} <= html_files(pages)
    assert broken_links(read_site(pages), pages, ROOT) == []


def mike(bakery: Bakery, *arguments: str) -> None:
    """mike starts `mkdocs` by its name."""
    tools = bakery.root.parent / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "mkdocs").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mkdocs "$@"\n', "utf-8")
    (tools / "mkdocs").chmod(0o755)
    run(bakery.root, sys.executable, "-c", MIKE, *arguments, PATH=f"{tools}{os.pathsep}{os.environ['PATH']}")


def test_mike_publishes_each_version_in_every_language(bakery: Bakery) -> None:
    """Canonical addresses are `/2.0/fr/…`: a version is one folder, whose languages lie below it."""
    remote = in_git(bakery)
    mike(bakery, "deploy", "--push", "--update-aliases", "2.0", "latest")
    pages = published(remote, "gh-pages")
    version = html_files(pages / "2.0")
    assert {"index.html", "start/index.html", "fr/start/index.html", "fr/p/yeast/index.html"} <= version
    assert broken_links(read_site(pages / "2.0"), pages / "2.0", f"{ROOT}2.0/") == []
    found = {page: read_site(pages / "2.0")[page].head["canonical"] for page in ("start/", "fr/start/")}
    assert found == {"start/": f"{ROOT}2.0/start/", "fr/start/": f"{ROOT}2.0/fr/start/"}
    assert f'hreflang="fr" href="{ROOT}2.0/fr/start/"' in (pages / "2.0" / "sitemap.xml").read_text("utf-8")
    assert (pages / "latest").is_symlink()
    assert sorted(path.name for path in bakery.root.iterdir() if path.name.startswith(".site")) == []


def no_flag(bakery: Bakery) -> tuple[str, ...]:
    return ("--no-directory-urls",)


def offline(bakery: Bakery) -> tuple[str, ...]:
    bakery.replace("mkdocs.yml", "  mermaid2:\n", "  offline: {}\n  mermaid2:\n")
    return ()


@pytest.mark.parametrize("set_up", [no_flag, pytest.param(offline, marks=pytest.mark.matrix)])
def test_addresses_of_files_are_those_of_every_link(
    bakery: Bakery, set_up: Callable[[Bakery], tuple[str, ...]]
) -> None:
    """In every language, permalinks, archives and attached files too; no link needs a server to find a folder's page."""
    build = bakery.build(*set_up(bakery))
    assert build.returncode == 0, build.stdout
    site = bakery.root / "site"
    pages = read_site(site)
    assert (site / "fr" / "areas" / "dough.html").is_file()
    assert broken_links(pages, site, ROOT) == []
    # The page that a server shows for an address without one is nobody's to open.
    relative = {link for page in pages.values() if page for link in page.links if "://" not in link}
    assert sorted(link for link in relative if link.endswith("/") and not link.startswith("/")) == []
    assert pages["fr/start.html"].alternates == {"de": "../start.html"}
    assert pages["p/yeast/"].head["refresh"] == "../../areas/dough.html#yeast"


def test_another_configuration_is_followed_by_every_language(bakery: Bakery) -> None:
    bakery.write("mkdocs.prod.yml", "INHERIT: mkdocs.yml\nsite_url: https://prod.example/x/\nsite_dir: public\n")
    build = bakery.build("-f", "mkdocs.prod.yml")
    assert build.returncode == 0, build.stdout
    pages = read_site(bakery.root / "public")
    assert pages["start/"].head["canonical"] == "https://prod.example/x/start/"
    assert pages["fr/start/"].head["canonical"] == "https://prod.example/x/fr/start/"
    assert not (bakery.root / "site").exists()


def test_without_nav_mkdocs_makes_the_navigation(no_navigation: Site) -> None:
    assert [line for line in no_navigation.log.splitlines() if line.startswith(("WARNING", "ERROR"))] == []
    pages = read_site(no_navigation.root)
    assert broken_links(pages, no_navigation.root, ROOT) == []
    assert "areas/dough/" in pages["fr/"].links
    for language in ("", "fr/"):
        links = {link for link in pages[f"{language}start/"].links if link.startswith("../")}
        assert {"../areas/dough/", "../areas/", "../errata/", "../technologies/"} <= links


def test_the_documentation_lists_what_is_tried() -> None:
    """Every plugin, and its verdict."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    rows = dict(re.findall(r"(?m)^\| ([\w-]+) \| (works|refused)\b", text.partition("## Set-ups")[2]))
    assert rows == {setup.name: "works" for setup in SET_UPS} | {setup.name: "refused" for setup in REFUSED}
