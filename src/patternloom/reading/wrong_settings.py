"""Settings that cannot be what was meant, which MkDocs would take as they stand, or refuse without their place.

In: settings with their places. Out: a `Problem` for each. What MkDocs judges with all it has to say is left to it, and
so are other plugins' options.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from patternloom.model.meant import as_address
from patternloom.problems.findings import Mark, Problem, did_you_mean, nearest, shown
from patternloom.reading.marked_settings import Setting
from patternloom.text.prose import is_web_url

# Of another name, such as `extra_html`, a hook may know.
_ALIKE = 0.8
_SETTINGS = frozenset(
    re.findall(
        r"\w+",
        """INHERIT copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css
        extra_javascript extra_templates google_analytics hooks markdown_extensions mdx_configs nav not_in_nav plugins
        remote_branch remote_name repo_name repo_url site_author site_description site_dir site_name site_url strict
        theme use_directory_urls validation watch""",
    )
)
"""What MkDocs knows."""
_WANTED = {
    "docs_dir": "the folder of the site's pages",
    "catalog": "the folder of the catalog's YAML files",
    "macros": "the folder of the site's macros",
    "language": "a language's tag",
    "diagrams": "svg or mermaid",
    "redirects": "a list of forms",
    "redirect_permalinks": "true or false",
    "records": "a file or folder, or a list of them",
    "enabled": "true or false",
}
OPTIONS = tuple(name for name in _WANTED if name != "docs_dir")
"""Those of our plugin, and the one that MkDocs gives to all."""
_TRUTH = ("true", "false", "yes", "no", "on", "off")
_WORDS = {"diagrams": ("svg", "mermaid"), "redirect_permalinks": _TRUTH, "enabled": _TRUTH}
# What a list may stand for; everything else is one text.
_LISTS = ("redirects", "records")


def misspelt_settings(settings: Setting) -> Iterator[Problem]:
    """Settings that are nearly those of MkDocs, which goes on without them; others may be a hook's."""
    for name, (mark, _) in settings.value.items() if isinstance(settings.value, Mapping) else ():
        meant = None if name in _SETTINGS else nearest(name, _SETTINGS)
        if meant and SequenceMatcher(None, name.lower(), meant.lower()).ratio() > _ALIKE:
            message = f"unknown setting {shown(name)}, expected one of MkDocs"
            yield Problem(mark, message, f"did you mean {shown(meant)}?", rule="unknown-key")


def misspelt_plugins(plugins: Iterable[tuple[str, Mark]], ours: str) -> Iterator[Problem]:
    """A name that is nearly our plugin's: else nothing of the file would be heeded, and nobody told."""
    for name, mark in plugins:
        if nearest(name, [ours]):
            message = f"unknown plugin {shown(name)}, expected one that is installed"
            yield Problem(mark, message, f"did you mean '{ours}'?", rule="unknown-key")


def wrong_options(options: Setting, plugin: str) -> Iterator[Problem]:
    """Options that our plugin does not have, which MkDocs goes on without, and values that are none of theirs."""
    if isinstance(options.value, str | tuple):
        message = f"found {_kind(options)}, expected options, or nothing, below '{plugin}:'"
        yield Problem(options.mark, message, f"write '{plugin}: {{}}' where there are none", rule="wrong-type")
    for name, (mark, setting) in options.value.items() if isinstance(options.value, Mapping) else ():
        if name not in OPTIONS:
            message = f"unknown option {shown(name)}, expected one of the plugin '{plugin}'"
            yield Problem(mark, message, did_you_mean(name, OPTIONS), rule="unknown-key")
        elif setting.value is None:
            continue  # nothing, or what the environment says
        elif (not isinstance(setting.value, str) and name not in _LISTS) or isinstance(setting.value, Mapping):
            message = f"found {_kind(setting)} for {shown(name)}, expected {_WANTED[name]}"
            yield Problem(setting.mark, message, rule="wrong-type")
        elif name in _WORDS and setting.text().lower() not in _WORDS[name]:
            message = f"found {_kind(setting)} for {shown(name)}, expected {_WANTED[name]}"
            yield Problem(setting.mark, message, did_you_mean(setting.text(), _WORDS[name], list_up_to=0), rule="enum")
        elif name == "records" and setting.text() in _TRUTH:
            message = f"found {_kind(setting)} for {shown(name)}, expected {_WANTED[name]}"
            yield Problem(setting.mark, message, "name where the records lie", rule="wrong-type")


def _kind(setting: Setting) -> str:
    value = setting.value
    return "a list" if isinstance(value, tuple) else "a mapping" if isinstance(value, Mapping) else shown(value)


@dataclass(frozen=True, slots=True)
class NamedPath:
    """A file or folder that the settings name."""

    name: str
    mark: Mark
    option: str
    """Whose value it is: a key of `_WANTED`."""


def named_paths(docs_dir: Setting, options: Setting) -> Iterator[NamedPath]:
    """Those that are written; what is left out has its usual name."""
    records = options.get("records")
    named = [("docs_dir", docs_dir), *((name, options.get(name)) for name in ("catalog", "macros"))]
    named += [("records", one) for one in (records.value if isinstance(records.value, tuple) else (records,))]
    for option, setting in named:
        if (name := setting.text()) and "\0" not in name:
            yield NamedPath(name, setting.mark, option)


def missing(named: Iterable[NamedPath], folder: Path) -> Iterator[Problem]:
    """Those that are not in the configuration's folder."""
    for one in named:
        if (folder / one.name).exists():
            continue
        above = (folder / one.name).parent
        beside = [Path(os.path.relpath(path, folder)).as_posix() for path in above.iterdir()] if above.is_dir() else []
        near = did_you_mean(one.name, [path for path in beside if not path.startswith(".")], list_up_to=0)
        message = f"there is no {shown(one.name)}, expected {_WANTED[one.option]}"
        yield Problem(one.mark, message, near, rule="file")


def no_entries(nav: Setting, *, top: bool = True) -> Iterator[Problem]:
    """What keeps `nav:` from being entries: each has a page, or entries of its own."""
    if isinstance(nav.value, str | Mapping) and top:
        what = "a mapping" if isinstance(nav.value, Mapping) else shown(nav.value)
        hint = "begin each entry with '- '"
        yield Problem(nav.mark, f"found {what}, expected a list of pages", hint, rule="nav")
    for item in nav.value if isinstance(nav.value, tuple) else () if top else (nav,):
        for title, (mark, value) in item.value.items() if isinstance(item.value, Mapping) else ():
            if value.value in (None, "", ()):
                message = f"no page for {shown(title)}, expected one, or a list of them below it"
                yield Problem(mark, message, "name its page after the ':'", rule="nav")
            elif isinstance(value.value, tuple | Mapping):
                yield from no_entries(value, top=False)


def no_address(site_url: Setting) -> Iterator[Problem]:
    """What MkDocs would not take for the site's address."""
    address = site_url.text()
    if address and not is_web_url(address):
        meant = as_address(address if "/" in address else f"{address}/")
        hint = f"did you mean {shown(meant)}?" if meant else ""
        yield Problem(
            site_url.mark, f"address {shown(address)}, expected an absolute http(s) address", hint, rule="url"
        )
