"""A language's tree as a project of its own, which any engine that reads `mkdocs.yml` builds without our plugin.

In: an export, and the configuration that its site is built from. Out: a folder with `docs/`, `overrides/` and a
`mkdocs.yml` that says what our plugin says while it builds: navigation, words, languages, edit links. Addresses there
are those of files: engines differ in what a link is relative to where a page's address is a folder. Search there finds
entries by their names and summaries, as nobody reads the built pages for it. It builds nothing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from patternloom.problems.findings import Mark, PatternloomError, Problem, did_you_mean, shown
from patternloom.publish.configured import further_configuration
from patternloom.publish.project import Project
from patternloom.publish.tree import Export, for_templates, language_roots, write
from patternloom.reading import defaults
from patternloom.reading.configuration import PLUGIN, Configuration
from patternloom.reading.raw_settings import as_yaml, raw_settings
from patternloom.search.documents import documents
from patternloom.search.shards import scripts
from patternloom.site.files import File
from patternloom.site.navigation import navigation, word_of
from patternloom.site.pages import file_of, language_folder
from patternloom.text import style_sheets
from patternloom.text.escape import html

# The window of our search is Material's, whose style sheet other themes do not bring; and these have their own window.
_WINDOW = re.compile(r"""\.md-search|data-md-toggle=["']?search""")
_WINDOW_ELSEWHERE = (
    ".md-search{display:block}"
    ".md-search__input::-webkit-search-cancel-button{appearance:none}"
    "[data-md-toggle=search]:checked~.md-header{backdrop-filter:none}"
)

# What leads out of the folder, or is ours to run.
_LEFT_OUT = ("hooks", "watch", "edit_uri", "edit_uri_template", "docs_dir", "site_dir")
_OURS = (PLUGIN, "mermaid2")


def write_project(exported: Export, project: Project, target: Path) -> None:
    """Write the whole project to a new folder.

    Raises:
        PatternloomError: a palette names a word that there is none of.
    """
    assert project.configuration
    files = tuple(_with_edit_link(file, exported.edit_url) for file in exported.files)
    write(replace(exported, files=(*files, *_search(exported))), project, target / "docs")
    settings = _settings(exported, project, project.configuration)
    own = settings["theme"].get("custom_dir")
    for folder in (defaults.OVERRIDES, project.configuration.folder / own if isinstance(own, str) else None):
        if folder and os.path.isdir(folder):
            shutil.copytree(folder, target / "overrides", dirs_exist_ok=True)
    _bring_window(target / "overrides" / "assets" / "css" / "tokens.css")
    settings["theme"]["custom_dir"] = "overrides"
    (target / "mkdocs.yml").write_text(as_yaml(settings), "utf-8")


def _bring_window(first: Path) -> None:
    """Put Material's rules for the search's window before the first of our style sheets."""
    sheets = resources.files("material") / "templates" / "assets" / "stylesheets"
    (main,) = (file for file in sheets.iterdir() if re.fullmatch(r"main\.\w+\.min\.css", file.name))
    rules = style_sheets.about(style_sheets.read(main.read_text("utf-8")), _WINDOW)
    first.write_text(f"{_WINDOW_ELSEWHERE}{style_sheets.written(rules)}\n{first.read_text('utf-8')}", "utf-8")


def _with_edit_link(file: File, template: str | None) -> File:
    """A page that says itself where it is edited, as its place in the tree does not."""
    if not template or not file.origin:
        return file
    line = f"edit_url: {json.dumps(template.replace('{path}', quote(file.origin)))}\n"
    text = file.text
    text = f"---\n{line}{text[4:]}" if text.startswith("---\n") else f"---\n{line}---\n\n{text}"
    return replace(file, data=text.encode())


def _search(exported: Export) -> tuple[File, ...]:
    found = documents(exported.graph, exported.plan, exported.language, lambda path: str(file_of(path)))
    return tuple(File(path, text.encode()) for path, text in scripts(found, []).items())


def _settings(exported: Export, project: Project, configuration: Configuration) -> dict[str, Any]:
    """What `mkdocs.yml` says there."""
    language, languages = exported.language, exported.languages
    file = configuration.path if language == languages[0] else further_configuration(project, language)
    settings = {key: value for key, value in raw_settings(file).items() if key not in _LEFT_OUT}
    words, root = exported.words[language], project.site_url
    if root:
        settings["site_url"] = f"{root.rstrip('/')}/{language_folder(language, languages)}"
    if configuration.nav is not None:
        paths = (page.path for page in exported.plan.pages[language])
        settings["nav"] = navigation(configuration.nav, paths, words)
    settings["use_directory_urls"] = False
    settings["plugins"] = {name: options for name, options in _named(settings.get("plugins")) if name not in _OURS}
    settings["markdown_extensions"] = _extensions(settings.get("markdown_extensions"))
    said = settings.get("theme")
    settings["theme"] = theme = dict(said) if isinstance(said, dict) else {"name": said or "material"}
    if "palette" in theme:
        theme["palette"] = _with_words(theme["palette"], words, Mark(project.shown(file)))
    settings["extra"] = {
        **(settings.get("extra") or {}),
        **for_templates(words, exported.graph.catalog.settings, language),
        "languages": language_roots(exported, f"{root.rstrip('/')}/" if root else ""),
        "scope": urlsplit(root).path or "/",
    }
    return settings


def _named(listed: Any) -> list[tuple[str, Any]]:
    """A list or mapping of names with options."""
    if isinstance(listed, Mapping):
        return list(listed.items())
    return [pair for one in listed or () for pair in (one.items() if isinstance(one, dict) else [(one, {})])]


def _extensions(listed: Any) -> dict[str, Any]:
    """Those of the site and what pages are written in, without a fence that only our set-up draws."""
    found = {name: options or {} for name, options in _named(listed)}
    for name, options in defaults.EXTENSIONS.items():
        found[name] = {**options, **found.get(name, {})}
    for options in found.values():
        if isinstance(fences := options.get("custom_fences"), list):
            options["custom_fences"] = [fence for fence in fences if fence.get("name") != "mermaid"]
    return found


def _with_words(value: Any, words: Mapping[str, str], mark: Mark) -> Any:
    """`"{to_dark}"` as the word that it names.

    Raises:
        PatternloomError: there is no such word.
    """
    if isinstance(value, dict):
        return {key: _with_words(one, words, mark) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_words(one, words, mark) for one in value]
    key = word_of(value) if isinstance(value, str) else None
    if key is not None and key not in words:
        message = f"palette: unknown word {shown(key)}, expected a key of the strings files"
        raise PatternloomError([Problem(mark, message, did_you_mean(key, words, list_up_to=0), rule="unknown-key")])
    return value if key is None else html(words[key])
