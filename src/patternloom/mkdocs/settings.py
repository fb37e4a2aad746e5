"""MkDocs' settings as other parts need them: what a build was asked for, addresses in order, files that are no pages.

In: MkDocs' configuration. Out: plain values of it; or a refusal, with its reason, of what cannot work. Nothing is
read from a file here. What pages are written in is added where it is missing; no other setting is changed.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from pathspec.gitignore import GitIgnoreSpec
from pymdownx.superfences import fence_div_format

from patternloom.publish.build_cache import FOLDER, key_of
from patternloom.reading.configuration import NO_PAGES
from patternloom.reading.defaults import EXTENSIONS

_FENCES = "pymdownx.superfences"
_OTHER_THEMES = ("mkdocs", "readthedocs")


def refuse(config: MkDocsConfig) -> None:
    """Tell what cannot work.

    Raises:
        PluginError: the settings are among it.
    """
    if config.theme.name in _OTHER_THEMES:
        raise PluginError(
            f"theme: {config.theme.name!r} has no place for the language switch, the pictures' and tables' styles and "
            "the buttons of these pages, expected 'material' (Material for MkDocs), or a theme that is made from it"
        )
    if "mermaid2" not in config.plugins:
        raise PluginError(
            "plugins: 'mermaid2' (mkdocs-mermaid2-plugin) is not listed, and draws the pages' trees, expected it"
        )
    if "i18n" in config.plugins:
        raise PluginError(
            "plugins: 'i18n' (mkdocs-static-i18n) makes pages of all languages, and so does 'patternloom', expected "
            "one of them; take 'i18n' away: languages are those of catalog.yaml, each with its mkdocs.<language>.yml"
        )


def bring_extensions(config: MkDocsConfig) -> None:
    """Extensions of Markdown that pages are written in, where the configuration does not list them."""
    for name, settings in EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
            config.mdx_configs[name] = {}
        for key, value in settings.items():
            config.mdx_configs.setdefault(name, {}).setdefault(key, value)
    fences = config.mdx_configs[_FENCES].setdefault("custom_fences", [])
    if not any(fence.get("name") == "mermaid" for fence in fences):
        fences.append({"name": "mermaid", "class": "mermaid"})
    for fence in fences:
        if fence.get("name") == "mermaid":
            fence["format"] = fence_div_format  # what mermaid2 draws; Material's `pre` would be drawn from a CDN


def options_of(config: MkDocsConfig) -> dict[str, Any]:
    """What the command line said, for a further language's build; the public address is the same for all."""
    with warnings.catch_warnings():
        # The only place where it is kept.
        warnings.simplefilter("ignore", DeprecationWarning)
        *_, said = config.user_configs
    options = {key: said[key] for key in ("theme", "use_directory_urls") if key in said}
    return {**options, "strict": bool(config.strict), "site_url": config.site_url}


def own_and_root_url(site_url: str, root_url: str, below: str) -> tuple[str, str]:
    """A language's address and that of all languages, after other plugins may have added to the former.

    A version that mike adds stands before the language: `/2.0/fr/`, as all languages of a version are one folder.
    """
    before = f"{root_url.rstrip('/')}/"
    added = site_url.removeprefix(before + below).strip("/")
    if not site_url.startswith(before + below):
        # Some other address altogether: then it is this language's, and the root is what lies before that.
        return site_url, f"{site_url.rstrip('/')}/".removesuffix(below)
    root = before + (f"{added}/" if added else "")
    return root + below, root


def no_pages_of(config: MkDocsConfig, *, served: bool) -> Callable[[str], bool]:
    """Whether MkDocs leaves a file below the content out; a draft is a page where the site is served."""
    excluded = NO_PAGES + config.exclude_docs if config.exclude_docs else NO_PAGES
    drafts = config.draft_docs if config.draft_docs and not served else GitIgnoreSpec([])
    return lambda name: excluded.match_file(name) or drafts.match_file(name)


def records_of(named: Sequence[Any], folder: Path) -> tuple[Path, ...]:
    """The paths that the option `records` names, from the configuration's folder.

    Raises:
        PluginError: something among them is no path.
    """
    paths = [named] if isinstance(named, str) else named
    for path in paths:
        if not isinstance(path, str) or not path or "\0" in path:
            wanted = "expected a file or folder, or a list of them"
            raise PluginError(f"plugins: 'patternloom': records: {path!r}, {wanted}")
    return tuple(folder / path for path in paths)


def file_for(config: MkDocsConfig, language: str) -> Path | None:
    """Where a build keeps what the next one may take, by its language, its configuration and its public address."""
    if not config.config_file_path:
        return None
    configuration = Path(config.config_file_path)
    key = key_of(configuration.name, config.site_url)[:12]
    return configuration.parent / FOLDER / f"{language}-{key}.json"
