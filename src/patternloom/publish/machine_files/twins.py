"""A page as Markdown for programs that read and show nothing, and the list of all pages for them, `llms.txt`.

In: a page's Markdown as a site engine is about to read it, what the page is called, and where it and the others stand.
Out: texts. It knows no site engine: that a twin lies beside its page, `mkdocs.beside` sees to.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from patternloom.site.links import Strings
from patternloom.text.markdown_words import in_markdown
from patternloom.text.plain_markdown import plain_markdown

OVERVIEW = "llms.txt"


@dataclass(frozen=True, slots=True)
class Twin:
    """A page in Markdown alone."""

    address: str
    """The page's, from the language's root: `areas/storage/`."""
    title: str
    description: str
    section: str
    """Where it stands in the navigation; empty at its top."""
    text: str
    """Without its title and address."""

    @property
    def file(self) -> str:
        """Where it lies, from the language's root: `areas/storage/index.md`."""
        return twin_file(self.address)

    def written(self, root: str) -> str:
        """The whole twin; `root` is the public address of the language's root, where there is one."""
        said = {"title": self.title, "description": self.description, "url": f"{root}{self.address}" if root else ""}
        head = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in said.items() if text]
        return "\n".join(("---", *head, "---", "", self.text))


def twin_file(address: str) -> str:
    """The twin of the page at an address, beside it: `areas/storage/` → `areas/storage/index.md`."""
    page = address if address and not address.endswith("/") else f"{address}index.html"
    return f"{posixpath.splitext(page)[0]}.md"


def text_of(markdown: str, source: str, addresses: Mapping[str, str], dropped: Iterable[str]) -> str:
    """A page's Markdown alone; `source` is its file, `addresses` are those of all pages by their files.

    Links that begin with what is `dropped` go: where somebody may change the page helps no program.
    """
    return plain_markdown(markdown, _leader(source, addresses), tuple(dropped))


def _leader(source: str, addresses: Mapping[str, str]) -> Callable[[str], str]:
    here = addresses.get(source, "")

    def lead(target: str) -> str:
        """A link to a page's file leads to the page; any other stays."""
        path, sharp, anchor = target.partition("#")
        there = addresses.get(posixpath.normpath(posixpath.join(posixpath.dirname(source), path))) if path else None
        if there is None:
            return target
        start = here if here.endswith("/") or not here else posixpath.dirname(here)
        way = posixpath.relpath(f"/{there}", f"/{start}")
        return f"{way}{'/' if there.endswith('/') or not there else ''}{sharp}{anchor}"

    return lead


def beginnings(*templates: str | None) -> tuple[str, ...]:
    """What addresses begin with that are made of these, such as `https://example.org/edit/{path}`."""
    return tuple(url.partition("{")[0] for url in templates if url and "{" in url)


def overview(name: str, summary: str, twins: Iterable[Twin], data: Mapping[str, str], t: Strings, root: str) -> str:
    """`llms.txt`: every page by its twin, below `root`, and data by its name."""
    head = [f"> {in_markdown(summary)}", ""] if summary else []
    lines = [f"# {in_markdown(name)}", "", *head, in_markdown(t.llms_how), ""]
    sections: dict[str, list[Twin]] = {}
    for twin in twins:
        sections.setdefault(twin.section or t.llms_pages, []).append(twin)
    for section, pages in sections.items():
        listed = (_listed(one.title, f"{root}{one.file}", one.description) for one in pages)
        lines += [f"## {in_markdown(section)}", "", *listed, ""]
    # «Optional» is a word of the form: what a reader with little room may leave out.
    lines += ["## Optional", "", *(_listed(name, address, "") for name, address in data.items())]
    return "\n".join(lines) + "\n"


def _listed(name: str, address: str, told: str) -> str:
    """A line of a list."""
    address = quote(address, safe="/:#?&=%@+,;~", errors="replace")
    return f"- [{in_markdown(name)}]({address})" + (f": {in_markdown(told)}" if told else "")
