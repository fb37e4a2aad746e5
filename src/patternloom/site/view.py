"""All that a template sees: one page, in one language, with what it says and where it leads.

In: graph, plan, a page and a language. Out: plain texts, which each place of a template has its writer for, and what
is written already. It decides nothing about what a page shows; that is the templates' and macros' work.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import count
from typing import Any, Literal, get_args
from urllib.parse import quote

from patternloom.catalog.evidence import Evidence, evidence_of
from patternloom.catalog.graph import Branch, Graph, RelatedFrom
from patternloom.lock.record import Revision
from patternloom.model.addresses import filled
from patternloom.model.entry import Entry
from patternloom.model.example_notes import Version
from patternloom.model.examples import Case, DesignExample
from patternloom.model.figures import ConceptFigure
from patternloom.model.patterns import Parent, Pattern, PatternGroup, Related, RelatedType
from patternloom.model.releases import Release
from patternloom.model.texts import ProseText
from patternloom.pictures import builders
from patternloom.pictures.diagram import Diagram, anchor
from patternloom.pictures.diagram_svg import diagram_frame
from patternloom.pictures.draw import Picture
from patternloom.pictures.mermaid import mermaid_text
from patternloom.site import writing
from patternloom.site.example_files import ShownFile, shown_file
from patternloom.site.files import editable
from patternloom.site.links import Links
from patternloom.site.pages import Page, Plan
from patternloom.site.picture_texts import ShownPicture
from patternloom.site.qr_codes import Codes
from patternloom.site.stale_mark import stale_mark
from patternloom.text.escape import Written, mermaid_fence

DiagramForm = Literal["svg", "mermaid"]
"""How trees and concept figures stand on a page."""


class View(Links):
    """One page in one language, as templates see it."""

    # So that what a template may name is known without a page: Python refuses an attribute that is not here.
    __slots__ = ("_marks", "codes", "diagrams", "entry", "languages", "older", "pictures", "settings", "shown_pictures")

    def __init__(
        self,
        graph: Graph,
        plan: Plan,
        page: Page,
        language: str,
        pictures: Mapping[str, Picture],
        diagrams: DiagramForm = "svg",
        older: Collection[int] = (),
    ) -> None:
        super().__init__(graph, plan, page.path, language)
        self.older = older
        self._marks = count(1)
        self.pictures = pictures
        self.diagrams = diagrams
        self.shown_pictures: list[ShownPicture] = []
        self.codes = Codes(self)
        self.languages = graph.catalog.settings.languages
        self.settings = graph.catalog.settings
        self.entry = graph.catalog.entries[page.entry] if page.entry else None

    def kind(self, entry: Any) -> str:
        """`pattern`, `group`, …"""
        return self.graph.kind(entry.id)

    def discouraged(self, entry: Entry) -> bool:
        """Whether the catalog advises against it; areas have no status."""
        return isinstance(entry, Pattern | PatternGroup) and entry.status == "discouraged"

    def has_more(self, entry: Entry) -> bool:
        """Whether more members exist than are listed; groups alone can say so."""
        return isinstance(entry, PatternGroup) and entry.more

    def revision(self, id: str) -> Revision | None:
        """The revision that an entry has today; None where no lock remembers the entry."""
        record = self.plan.past.records.get(id)
        return record.current if record else None

    def html(self, prose: ProseText | None) -> Written:
        """Prose as HTML for any place: paragraphs stand apart by an empty line, as no `<p>` may stand in another."""
        return writing.html(prose[self.language], self) + self._older(prose) if prose else Written("")

    def md(self, prose: ProseText | None) -> Written:
        """Prose as Markdown paragraphs."""
        return writing.markdown(prose[self.language], self) + self._older(prose) if prose else Written("")

    def _older(self, prose: ProseText) -> Written:
        """What says that the text is older than its original, where it is."""
        return stale_mark(prose, self, next(self._marks)) if id(prose) in self.older else Written("")

    def plain(self, prose: ProseText | None) -> str:
        """Prose as text alone, for descriptions and alternatives; not written yet."""
        return writing.plain(prose[self.language], self) if prose else ""

    def all(self, kind: str) -> list[Any]:
        """Every entry of a kind, in the order of its kind."""
        return list(self.graph.of_kind(kind, self.language))

    def belongs_here(self, branch: Branch) -> bool:
        """Whether a branch's section stands on this page, and here rather than earlier."""
        address = self.plan.addresses.get(branch.entry.id)
        return branch.first and address is not None and address.path == self.path

    def patterns_below(self, branch: Branch) -> list[Pattern]:
        """The patterns whose correlations a group's table shows: not those that only gather variants."""
        found = [below.entry for below in branch.walk() if self.belongs_here(below)]
        return [entry for entry in found if isinstance(entry, Pattern) and (entry.correlations or not entry.children)]

    def tree(self, entry: Parent, depth: int = 99) -> Diagram:
        """What stands up to `depth` steps below an area or group."""
        return builders.tree(self.graph, entry, self._voice(), depth)

    def architecture(self) -> Diagram:
        """All areas with their children."""
        return builders.architecture(self.graph, self._voice())

    def concept(self, figure: ConceptFigure) -> Diagram:
        """A figure of boxes and arrows."""
        return builders.concept(figure, self.plain(figure.caption), self._voice())

    def legend(self) -> Diagram:
        """One of each shape of a tree."""
        return builders.legend(self._voice())

    def drawn(self, diagram: Diagram) -> Written:
        """A diagram: drawn, or as a fence of Markdown that mermaid draws in the reader's browser."""
        # To be copied elsewhere without links, as they lead on from this page alone.
        self._show(diagram.anchor, diagram.id, "Mermaid", mermaid_text(diagram.without_links()), diagram.labels)
        if self.diagrams == "mermaid":
            return mermaid_fence(mermaid_text(diagram))
        return diagram_frame(diagram)

    def qr_code(self, id: str) -> Written | None:
        """An entry's lasting address as a QR code; None where the site has no address."""
        return self.codes.shown(id)

    def _show(self, anchor: str, entry: str, form: str, text: str, parts: Mapping[str, str]) -> None:
        link = self.lasting_address(entry) if self.placed(entry) else ""
        self.shown_pictures.append(ShownPicture(anchor, form, text, link, parts))

    def _voice(self) -> builders.Voice:
        return builders.Voice(self.say, self.t.__getitem__, lambda id: self.href(id) if self.placed(id) else "")

    def related(self, pattern: Pattern) -> list[tuple[str, list[Related]]]:
        """What a pattern relates to, by type: what it needs first; types without any are left out."""
        by_type = ((type, [item for item in pattern.related if item.type == type]) for type in get_args(RelatedType))
        return [(type, items) for type, items in by_type if items]

    def referred_by(self, pattern: Pattern) -> list[RelatedFrom]:
        """Relations of others to a pattern that it does not name itself."""
        named = {item.target for item in pattern.related}
        return [found for found in self.graph.related_from.get(pattern.id, ()) if found.pattern.id not in named]

    def correlated_technologies(self, pattern: Pattern) -> list[str]:
        """Ids of the technologies that take over something of a pattern, each once, in order."""
        return list(dict.fromkeys(id for found in pattern.correlations for id in found.technologies))

    def picture(self, example: DesignExample) -> Written | None:
        """A design example drawn in the page's language; None where no D2 is installed."""
        if found := self.pictures.get(example.id):
            parts = self.boundary_names(example) | self.component_names(example)
            self._show(anchor(example.id), example.id, "D2", found.text, parts)
        return found.svg if found else None

    def least_width(self, example: DesignExample) -> int:
        """How narrow that may get, in pixels: its letters then have 72% of the page's size."""
        return round(0.72 * self.pictures[example.id].width)

    def thumbnail(self, example: DesignExample) -> Written | None:
        """A design example's drawing for a small place, without words."""
        found = self.pictures.get(example.id)
        return found.thumbnail if found else None

    def files(self, example: DesignExample) -> list[ShownFile]:
        """An example's files in its own order, with their text and the lines that realise steps."""
        data = self.graph.catalog.files[example.id].files
        return [shown_file(file, data[file.path]) for file in example.files]

    def files_with(self, example: DesignExample, text: str) -> list[str]:
        """The paths of an example's files in which a text stands, in its own order."""
        data = self.graph.catalog.files[example.id].files
        return [file.path for file in example.files if text.encode() in data[file.path]]

    def release(self, version: Version) -> Release | None:
        """What is known of a version that an example names."""
        named = (version.name, version.version)
        return next((one for one in self.graph.of(Release) if (one.product, one.version) == named), None)

    def component_names(self, example: DesignExample) -> dict[str, str]:
        """The words for an example's components, by their ids inside it."""
        return {component.id: self.say(component.name) for component in example.components}

    def boundary_names(self, example: DesignExample) -> dict[str, str]:
        """The words for an example's boundaries, by their ids inside it: the kind, and the name where it has one."""
        return {
            boundary.id: " ".join(filter(None, (self.name(boundary.kind), self.say(boundary.name))))
            for boundary in example.boundaries
        }

    def kinds_of_arrows(self, example: DesignExample) -> list[str]:
        """What is drawn in an example besides plain arrows: `response`, `alternative`, `failure`, in this order."""
        drawn = {"response" if flow.response else step.case for step in example.steps for flow in step.flows}
        return [kind for kind in ("response", *get_args(Case)) if kind in drawn and kind != "normal"]

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
        return evidence_of(self.graph.catalog.files[example.id])

    def edit_url(self, id: str) -> str | None:
        """Where the entry's YAML is edited, where the settings say so."""
        template, file = self.settings.edit_url, editable(self.graph.catalog.places[id].source.file)
        return template.replace("{path}", quote(file)) if template and file else None

    def report_url(self, id: str) -> str | None:
        """Where a reader reports a mistake in the entry, where the settings say so."""
        template = self.settings.report_url
        return template and filled(template, id, self.language, self.lasting_address(id))
