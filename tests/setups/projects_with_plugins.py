"""The bakery with pages by hand, and beside it a plain MkDocs project for each language with those pages alone.

What a plugin makes of a page by hand there, it has to make of it here. Both lie in git, with commits of fixed days.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import get_yaml_loader
from projects import REPOSITORY
from site_fixture import copy_bakery

HOOK = Path(__file__).parent / "facts_hook.py"
LANGUAGES = ("de", "fr")
ROOT_URL = "https://bakery.example/buch/"
DAYS = {"de": "2026-01-05T10:00:00+00:00", "fr": "2026-02-07T10:00:00+00:00"}

PAGES = {
    "notes/plain.md": """\
---
title: A page by hand
description: "What: it says"
date: 2026-01-31
tags: [Flour, Water]
hide:
  - toc
glightbox: false
version: 1.10
empty:
custom: {a: [1, true, ~], b: "01"}
---

# A page by hand

See [the other](other.md#first-things) and [the old](old.markdown).



Two  blanks, and a line break\\
here.

## First things

![A picture](../img/dot.svg)

## Second things

```yaml
a: b
```
""",
    "notes/other.md": "# Another\n\n## First things\n\nBack to [the first](plain.md).\n",
    "notes/old.markdown": "Title: Old style\nAuthor: Nobody\n\nText with the old kind of front matter.\n",
    "notes/index.md": "---\ntitle: Notes\n---\n\n# Notes\n\n- [Plain](plain.md)\n- [Other](other.md)\n",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'


@dataclass(frozen=True)
class SetUp:
    """A plugin, or several, with what they need."""

    name: str
    plugins: tuple[dict[str, Any], ...]
    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """Beside mkdocs.yml; `{content}` is the folder of pages."""
    settings: dict[str, Any] = field(default_factory=dict)
    compare: tuple[str, ...] = ()
    """Further files below a language's site that have to be the same."""
    nav: bool = True
    fonts: bool = False
    made: frozenset[str] | set[str] = frozenset()
    """Pages that a plugin makes, to be compared too."""
    refusal: str = ""
    """Why it is refused, as it is told."""
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """A language's site, and what MkDocs knew of its pages."""

    site: Path
    facts: dict[str, Any]


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program in a folder; what it prints in one text."""
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "CI": "", **environment},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip


def add_to(pages: Iterable[Path]) -> None:
    """A later change of the French pages; git would take a page of its own commit for a copy of the German one."""
    for page in pages:
        write(page, page.read_text("utf-8") + "\nÀ la fin.\n")


def commit(folder: Path, language: str) -> None:
    """Commit everything as if on that language's day."""
    day = DAYS[language]
    for command in (("add", "."), ("commit", "-q", "-m", f"Add {language}")):
        done = run(folder, "git", *command, GIT_AUTHOR_DATE=day, GIT_COMMITTER_DATE=day)
        assert done.returncode == 0, done.stdout


def begin(folder: Path) -> None:
    for command in (
        ("init", "-q", "-b", "main"),
        ("config", "user.email", "a@example.org"),
        ("config", "user.name", "A"),
    ):
        assert run(folder, "git", *command).returncode == 0


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def translated(path: str) -> str:
    """`notes/plain.md` → `notes/plain.fr.md`."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.fr.{ending}"


def in_french(text: str) -> str:
    return text.replace("A page by hand", "Une page écrite à la main")


def named_as_german(text: str) -> str:
    """Headings of a translation have the anchors of the first language."""
    return re.sub(r"(?m)^# (Une .*)$", r"# \1 {: #a-page-by-hand }", in_french(text))


def shared_settings(setup: SetUp) -> dict[str, Any]:
    return {
        "site_url": ROOT_URL,
        "repo_url": "https://code.example/bakery",
        "edit_uri": "edit/main/content/",
        "hooks": [str(HOOK)],
        **setup.settings,
    }


def ours(folder: Path, setup: SetUp, order: str) -> Path:
    """The bakery with the set-up's plugins before or after ours."""
    project = copy_bakery(folder)
    settings = (project / "catalog/catalog.yaml").read_text("utf-8")
    # MkDocs' own edit links, to compare them.
    write(project / "catalog/catalog.yaml", re.sub(r"(?m)^edit_url:.*\n", "", settings))
    pages = {**PAGES, **setup.pages}
    for path, text in pages.items():
        write(project / "content" / path, text)
        write(project / "content" / translated(path), in_french(text))
    write(project / "content/img/dot.svg", SVG)
    for path, text in setup.files.items():
        write(project / path.replace("{content}", "content"), text)
    text = (project / "mkdocs.yml").read_text("utf-8")
    config = yaml.load(text, Loader=get_yaml_loader(yaml.Loader))
    own = dict(config.pop("plugins"))
    added = {name: options for plugin in setup.plugins for name, options in plugin.items()}
    search = own.pop("search")
    mine = {"patternloom": own.pop("patternloom")}
    rest = {"search": search, **own}
    plugins = {"before": {**added, **mine, **rest}, "after": {**mine, **rest, **added}}[order]
    plugins["search"] = search
    config.update(shared_settings(setup))
    config["plugins"] = plugins
    nav = config.pop("nav")
    if setup.nav:
        config["nav"] = [*nav, {"Notes": [*PAGES, *(path for path in setup.pages if path.startswith("notes/"))]}]
    else:
        config.pop("nav", None)
    config["validation"]["nav"]["omitted_files"] = "ignore"
    dump(project / "mkdocs.yml", config)
    lend_font(project, setup)
    begin(project)
    write(project / ".gitignore", "site/\n.cache/\n")
    commit(project, "de")
    add_to(sorted((project / "content").rglob("*.fr.m*")))
    commit(project, "fr")
    return project


def a_font() -> Path | None:
    """Any font of this system."""
    places = (Path("/usr/share/fonts"), Path("/System/Library/Fonts"), Path.home() / ".fonts")
    files = (path for place in places if place.is_dir() for path in sorted(place.rglob("*.[to]t[fc]")))
    return next(files, None)


def lend_font(project: Path, setup: SetUp) -> None:
    """Fonts where the social plugin looks for those that it has fetched."""
    font = a_font() if setup.fonts else None
    if font:
        for family in ("Local", "Roboto"):
            folder = project / ".cache/cards/fonts" / family
            folder.mkdir(parents=True)
            for style in ("Regular", "Bold"):
                shutil.copyfile(font, folder / f"{style}.ttf")


def dump(path: Path, config: dict[str, Any]) -> None:
    """YAML with the one Python name that our configuration has."""
    text = yaml.dump(config, allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")


def plain(folder: Path, setup: SetUp, language: str) -> Path:
    """Plain MkDocs with the pages by hand in one language."""
    folder.mkdir(parents=True)
    make = named_as_german if language == "fr" else str
    for path, text in {**PAGES, **setup.pages}.items():
        write(folder / "content" / path, make(text))
    write(folder / "content/img/dot.svg", SVG)
    write(folder / "content/index.md", "# Home\n")
    for path, text in setup.files.items():
        write(folder / path.replace("{content}", "content"), text)
    bakery = yaml.load(
        (REPOSITORY / "tests/cases/bakery/mkdocs.yml").read_text("utf-8"), Loader=get_yaml_loader(yaml.Loader)
    )
    below = "" if language == LANGUAGES[0] else f"{language}/"
    config = {
        "site_name": "Brotbuch" if language == "de" else "Livre du pain",
        "site_description": "Wie Brot gemacht wird" if language == "de" else "Comment se fait le pain",
        "docs_dir": "content",
        "theme": {"name": "material", "language": language, "font": False, "features": bakery["theme"]["features"]},
        "markdown_extensions": bakery["markdown_extensions"],
        **shared_settings(setup),
        "site_url": ROOT_URL + below,
        "plugins": {
            "search": {"lang": language},
            **{name: value for one in setup.plugins for name, value in one.items()},
        },
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    if setup.nav:
        config["nav"] = ["index.md", {"Notes": [*PAGES, *(path for path in setup.pages if path.startswith("notes/"))]}]
    dump(folder / "mkdocs.yml", config)
    lend_font(folder, setup)
    begin(folder)
    write(folder / ".gitignore", "site/\n.cache/\n")
    commit(folder, "de")
    if language == "fr":
        add_to(folder / "content" / path for path in {**PAGES, **setup.pages})
        commit(folder, "fr")
    return folder


def build(project: Path, facts: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict`."""
    return run(
        project, sys.executable, "-m", "mkdocs", "build", "--strict", *arguments, FACTS=str(facts), **environment
    )


def built(site: Path, facts: Path, language: str) -> Built:
    return Built(site, json.loads((facts / f"{language}.json").read_text("utf-8")))


def article(html: str) -> str:
    """What stands between the article's ends, without the header's buttons' addresses."""
    found = re.search(r"<article\b.*?>(.*)</article>", html, re.DOTALL)
    return re.sub(r"\s+", " ", found[1]).strip() if found else ""


def social_meta(html: str) -> list[str]:
    return sorted(re.findall(r"<meta[^>]*(?:og:|twitter:)[^>]*>", html))


def reset(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
