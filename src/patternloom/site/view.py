"""All that a template sees: one page, in one language, with what it says and where it leads.

In: graph, plan, a page and a language. Out: strings: plain ones, which templates escape, and markup
made safe here. It decides nothing about what a page shows; that is the templates' and macros' work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from jinja2 import UndefinedError
from markupsafe import Markup

from patternloom.catalog.evidence import Evidence, evidence_of
from patternloom.catalog.graph import Branch, Graph, name_of
from patternloom.model.bibliography import Erratum, Reference
from patternloom.model.examples import DesignExample
from patternloom.model.patterns import Pattern
from patternloom.model.texts import ProseText
from patternloom.pictures.draw import Picture, wordless
from patternloom.problems.findings import did_you_mean, shown
from patternloom.reading.folder import ATTACHED
from patternloom.site.example_files import ShownFile, shown_file
from patternloom.site.pages import Page, Plan, relative_url
from patternloom.text import escape
from patternloom.text.prose import Citation, Code, Emphasis, EntryLink, Inline, Link, Paragraph, Words


class Strings:
    """The interface's words of one language; `t.needs` in a template. No word's name is taken by anything else."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.__words = words

    def __getattr__(self, key: str) -> str:
        return self[key]

    def __getitem__(self, key: str) -> str:
        if key in self.__words:
            return self.__words[key]
        # An AttributeError would make Jinja wait until the word is printed, far from where it is misspelt.
        hint = did_you_mean(key, self.__words, list_up_to=0)
        raise UndefinedError(
            f"unknown word {shown(key)}, expected a key of the strings files" + (f"; {hint}" if hint else "")
        )


class View:
    """One page in one language, as templates see it."""

    # So that what a template may name is known without a page: Python refuses an attribute that is not here.
    __slots__ = ("entry", "graph", "language", "languages", "path", "pictures", "plan", "settings", "t")

    def __init__(self, graph: Graph, plan: Plan, page: Page, language: str, pictures: Mapping[str, Picture]) -> None:
        self.graph = graph
        self.plan = plan
        self.pictures = pictures
        self.path = page.path
        self.language = language
        self.languages = graph.catalog.settings.languages
        self.settings = graph.catalog.settings
        self.entry = graph.catalog.entries[page.entry] if page.entry else None
        self.t = Strings(graph.catalog.strings.get(language, {}))

    def say(self, text: Mapping[str, str] | None) -> str:
        """A `Text` in the page's language, not escaped yet."""
        return text[self.language] if text else ""

    def name(self, id: str) -> str:
        """An entry's name; a reference's is its short citation, an erratum's the place it corrects."""
        entry = self.graph.catalog.entries.get(id)
        match entry:
            case None:
                hint = did_you_mean(id, self.graph.catalog.entries, list_up_to=0)
                raise UndefinedError(
                    f"unknown entry {shown(id)}, expected an id of the catalog" + (f"; {hint}" if hint else "")
                )
            case Reference():
                return cite_label(entry)
            case Erratum():
                return self.t.erratum_at.format(place=self.t.list_separator.join(self.sources(entry.source)))
            case _:
                return self.say(name_of(entry))

    def label(self, entry: Any) -> str:
        """The short name for diagrams."""
        return self.say(entry.label or entry.name)

    def kind(self, entry: Any) -> str:
        """`pattern`, `group`, …"""
        return self.graph.kind(entry.id)

    def placed(self, id: str) -> bool:
        """Whether a page shows the entry."""
        return id in self.plan.addresses

    def href(self, id: str) -> str:
        """The address of an entry, relative to this page, for HTML."""
        address = self.plan.addresses[id]
        anchor = f"#{address.anchor}" if address.anchor else ""
        if address.path == self.path and anchor:
            return anchor
        return relative_url(self.path, address.path) + anchor

    def page_href(self, path: str) -> str:
        """The address of a page of the tree, relative to this one, for HTML."""
        return relative_url(self.path, path)

    def permalink(self, id: str) -> str:
        """The entry's lasting address, relative to this page."""
        return relative_url(self.path, f"p/{id}.md")

    def link(self, id: str, label: str | None = None) -> Markup:
        """An HTML link to an entry; its text alone where no page shows it."""
        text = escape.html(label or self.name(id))
        # Put together by hand, as Markup.format takes five times as long and links are half of a page.
        return Markup(f'<a href="{escape.html(self.href(id))}">{text}</a>') if self.placed(id) else text

    def html(self, prose: ProseText | None) -> Markup:
        """Prose as HTML for any place: paragraphs stand apart by an empty line, as no `<p>` may stand in another."""
        if prose is None:
            return Markup("")
        return Markup("<br><br>").join(self._html(paragraph) for paragraph in prose[self.language])

    def md(self, prose: ProseText | None) -> Markup:
        """Prose as Markdown paragraphs."""
        if prose is None:
            return Markup("")
        return Markup("\n\n").join(self._markdown(paragraph) for paragraph in prose[self.language])

    def plain(self, prose: ProseText | None) -> str:
        """Prose as text alone, for descriptions and alternatives; not escaped yet."""
        if prose is None:
            return ""
        text = " ".join("".join(self._plain(paragraph)) for paragraph in prose[self.language])
        return re.sub(r"\s+(?=[.,;:!?)])", "", text)  # where a citation stood

    def _html(self, nodes: Paragraph) -> Markup:
        return Markup("").join(self._html_node(node) for node in nodes)

    def _html_node(self, node: Inline) -> Markup:
        match node:
            case Words(text):
                return escape.html(text)
            case Code(text):
                return Markup("<code>{}</code>").format(text)
            case Emphasis(children, strong):
                tag = Markup("strong" if strong else "em")
                return Markup("<{0}>{1}</{0}>").format(tag, self._html(children))
            case Link(url, text):
                return Markup('<a href="{}">{}</a>').format(url, text)
            case EntryLink(id, label):
                return self.link(id, label)
            case Citation(id):
                return Markup('<span class="pl-cite">[{}]</span>').format(self.link(id))

    def _markdown(self, nodes: Paragraph) -> Markup:
        return Markup("").join(self._markdown_node(node, first=number == 0) for number, node in enumerate(nodes))

    def _markdown_node(self, node: Inline, *, first: bool) -> Markup:
        match node:
            case Words(text):
                # Only the start of the paragraph can start a block; outer spaces are the sentence's.
                lead = "" if first else text[: len(text) - len(text.lstrip())]
                tail = text[len(text.rstrip()) :] if text.strip() else ""
                return Markup(lead) + escape.markdown(text) + Markup(tail)
            case Link(url, text):
                return Markup("[{}](<{}>)").format(escape.markdown(text), Markup(url.replace("&", "&amp;")))
            case EntryLink(id, label) if self.placed(id):
                return Markup("[{}]({})").format(escape.markdown(label or self.name(id)), Markup(self._md_target(id)))
            case EntryLink(id, label):
                return escape.markdown(label or self.name(id))
            case Emphasis(children, strong):
                tag = Markup("strong" if strong else "em")
                return Markup("<{0}>{1}</{0}>").format(tag, self._markdown(children))
            case _:
                return self._html_node(node)

    def _md_target(self, id: str) -> str:
        """The link to an entry that Markdown engines check and resolve: to the `.md` file."""
        address = self.plan.addresses[id]
        anchor = f"#{address.anchor}" if address.anchor else ""
        if address.path == self.path and anchor:
            return anchor
        up = "../" * self.path.count("/")
        return f"{up}{address.path}{anchor}"

    def _plain(self, nodes: Iterable[Inline]) -> Iterator[str]:
        for node in nodes:
            match node:
                case Words(text) | Code(text) | Link(_, text):
                    yield text
                case EntryLink(id, label):
                    yield label or self.name(id)
                case Emphasis(children):
                    yield from self._plain(children)

    def all(self, kind: str) -> list[Any]:
        """Every entry of a kind in reading order: technologies and references by name, others as written."""
        entries = [entry for entry in self.graph.catalog.entries.values() if self.graph.kind(entry.id) == kind]
        if kind in ("technology", "reference"):
            entries.sort(key=lambda entry: (self.name(entry.id).casefold(), entry.id))
        return entries

    def belongs_here(self, branch: Branch) -> bool:
        """Whether a branch's section stands on this page, and here rather than earlier."""
        address = self.plan.addresses.get(branch.entry.id)
        return branch.first and address is not None and address.path == self.path

    def patterns_below(self, branch: Branch) -> list[Pattern]:
        """The patterns whose correlations a group's table shows: not those that only gather variants."""
        found = [below.entry for below in branch.walk() if self.belongs_here(below)]
        return [entry for entry in found if isinstance(entry, Pattern) and (entry.correlations or not entry.children)]

    def picture(self, example: DesignExample) -> Markup | None:
        """A design example drawn in the page's language; None where no D2 is installed."""
        found = self.pictures.get(example.id)
        return Markup(found.svg) if found else None

    def picture_width(self, example: DesignExample) -> int:
        """How wide that is by itself, in pixels."""
        return self.pictures[example.id].width

    def thumbnail(self, example: DesignExample) -> Markup | None:
        """The same drawing for a small place, without words."""
        svg = self.picture(example)
        return Markup(wordless(svg)) if svg else None

    def files(self, example: DesignExample) -> list[ShownFile]:
        """An example's files in its own order, with their text and the lines that realise steps."""
        data = self.graph.catalog.files_of(example.id)
        return [shown_file(file, data[f"{ATTACHED}/{file.path}"]) for file in example.files]

    def technologies_of(self, example: DesignExample) -> list[str]:
        """Ids of the technologies in an example, each once, in order."""
        return list(dict.fromkeys(c.technology for c in example.components if c.technology))

    def areas_of(self, example: DesignExample) -> list[str]:
        """Ids of the areas whose entries an example shows."""
        areas = (id if self.graph.kind(id) == "area" else self.graph.home.get(id) for id in example.about)
        return [id for id in dict.fromkeys(areas) if id]

    def services_of(self, example: DesignExample) -> list[str]:
        """Ids of the technologies in an example that a provider runs, each once, in order."""
        return list(dict.fromkeys(c.technology for c in example.components if c.technology and c.provider))

    def filter_areas(self, examples: list[DesignExample]) -> list[str]:
        """Areas to choose from in the gallery, in the catalog's order."""
        used = {id for example in examples for id in self.areas_of(example)}
        return [area.id for area in self.graph.areas if area.id in used]

    def by_name(self, examples: list[DesignExample], of: Callable[[DesignExample], list[str]]) -> list[str]:
        """What the gallery's examples have of something, such as `technologies_of`, to choose from by name."""
        used = {id for example in examples for id in of(example)}
        return sorted(used, key=lambda id: (self.name(id).casefold(), id))

    def evidence(self, example: DesignExample) -> Evidence:
        """What the last recorded run of the checks says of the example's files as they are now."""
        return evidence_of(self.graph.catalog.files_of(example.id))

    def sources(self, keys: Iterable[str]) -> list[str]:
        """Article keys as a reader cites them, each once: `F7/BFF` → `figure 7`."""
        words = {"F": self.t.figure_n, "T": self.t.table_n, "S": self.t.section_n, "N": self.t.note_n}
        short = dict.fromkeys(key.split("/")[0] for key in keys)
        ordered = sorted(short, key=lambda key: ("SFTN".index(key[0]), [int(n) for n in key[1:].split(".")]))
        return [words[key[0]].format(n=key[1:]) for key in ordered]

    def edit_url(self, id: str) -> str | None:
        """Where the entry's YAML is edited, where the settings say so."""
        template = self.settings.edit_url
        return template.replace("{path}", quote(self.graph.catalog.places[id].source.file)) if template else None


def cite_label(reference: Reference) -> str:
    """How a reference is cited in running text: `Lewis & Fowler 2014`; documentation by its title."""
    if not reference.authors or reference.kind in ("documentation", "repository", "specification", "video"):
        return reference.title
    families = [name.split(",")[0] if "," in name else name.split()[-1] for name in reference.authors]
    who = " & ".join(families) if len(families) < 3 else f"{families[0]} et al."
    return f"{who} {reference.year}" if reference.year else who
