"""What a YAML file may say: the one table of the kinds of entry, and the settings.

The classes of the entries stand in the modules above this one. Together they give the types that
travel, the checks that `parse` runs (by pydantic) and the JSON Schema that editors use.

A catalog file holds lists of entries by kind. Which folder a file lies in means nothing to the
loader; it is there for people. Ids are unique over all kinds and never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from patternloom.model.addresses import EditUrl, ProposeUrl, ReportUrl
from patternloom.model.article import ArticleSection
from patternloom.model.bibliography import Erratum, Reference
from patternloom.model.entry import Entry
from patternloom.model.examples import BoundaryKind, CheckKind, ComponentKind, DesignExample
from patternloom.model.figures import ConceptFigure
from patternloom.model.glossary import Term
from patternloom.model.history import ArchitectureStyle, Timeline
from patternloom.model.patterns import Pattern, PatternGroup, ProblemArea, Statement
from patternloom.model.refs import AreaRef, ReferenceRef
from patternloom.model.releases import Release
from patternloom.model.retired import RETIRED, Retired
from patternloom.model.technologies import Provider, Technology, TechnologyCategory, TechnologyKind
from patternloom.model.texts import Prose, Text
from patternloom.model.values import Bool, Language, SourceKey, catalog_type


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: all that the code knows of it, beside its class."""

    list: str
    """The key in a file under which its entries stand: `patterns`."""
    name: str
    """In `shows:`, `[kind].any.md` and messages: `pattern`."""
    type: type[Entry]
    linkable: bool = False
    """Whether `[[id]]` in prose may lead to it: to what a reader can be shown, but for the bibliography."""
    needs: Literal["a parent", "a mention", "nothing"] = "nothing"
    """Without which an entry is of no use: `a parent` that lists it as a child, since else it stands on no page,
    or `a mention` by any other entry. A kind with a page, a list or a record of its own needs nothing."""
    order: Literal["as written", "by name", "by settings"] = "as written"
    """In which its entries are listed; `by settings` are those that `catalog.yaml` lists, then the rest."""
    prefix: str = ""
    """What each of its ids begins with."""
    weight: float = 1.0
    """How far up search lists its entries, against others that fit a query as well."""

    @property
    def words(self) -> str:
        """The name as a message says it: `technology kind`."""
        return self.name.replace("-", " ")


KINDS = (
    Kind("areas", "area", ProblemArea, linkable=True, needs="a mention", order="by settings", weight=1.2),
    Kind("groups", "group", PatternGroup, linkable=True, needs="a parent", weight=1.2),
    Kind("patterns", "pattern", Pattern, linkable=True, needs="a parent", weight=1.3),
    Kind("figures", "figure", ConceptFigure, linkable=True, weight=0.6),
    Kind("styles", "style", ArchitectureStyle, linkable=True),
    Kind("timelines", "timeline", Timeline, linkable=True),
    Kind("article_sections", "article-section", ArticleSection, linkable=True, prefix="article-", weight=0.5),
    Kind("categories", "category", TechnologyCategory, linkable=True),
    Kind("technologies", "technology", Technology, linkable=True, order="by name"),
    Kind("technology_kinds", "technology-kind", TechnologyKind, needs="a mention"),
    Kind("providers", "provider", Provider, needs="a mention"),
    Kind("component_kinds", "component-kind", ComponentKind, needs="a mention"),
    Kind("boundary_kinds", "boundary-kind", BoundaryKind, needs="a mention"),
    Kind("check_kinds", "check-kind", CheckKind),
    Kind("releases", "release", Release, prefix="release-"),
    Kind("examples", "example", DesignExample, linkable=True, weight=0.9),
    Kind("terms", "term", Term, linkable=True, order="by name", prefix="term-"),
    Kind("references", "reference", Reference, needs="a mention", order="by name", weight=0.4),
    Kind("errata", "erratum", Erratum, linkable=True, weight=0.4),
    Kind(RETIRED, RETIRED, Retired),
)
"""Every kind, in the order in which a schema and a message list them. A new one is a line here, after its class."""

KIND_OF_LIST = {kind.list: kind for kind in KINDS}
KIND_OF_NAME = {kind.name: kind for kind in KINDS}
LINKABLE = frozenset(kind.name for kind in KINDS if kind.linkable)
"""Those that prose may lead to."""
_KIND_OF_TYPE = {kind.type: kind for kind in KINDS}


def kind_of(entry: Entry) -> Kind:
    """An entry's kind."""
    return _KIND_OF_TYPE[type(entry)]


@catalog_type
class Settings:
    """`catalog.yaml`: what the catalog as a whole is."""

    languages: tuple[Language, ...]
    """BCP 47 tags; the first is the default, at the site's root."""
    name: Text
    """The name of what the areas divide, such as the architecture."""
    summary: Prose
    """What the reference is about, on its first page."""
    areas: tuple[AreaRef, ...]
    """The problem areas, in order."""
    technology: tuple[Statement, ...] = ()
    """What holds for all areas of their relation to technology: stands over the comparison of the areas."""
    article: ReferenceRef | None = None
    """The work that `source:` keys point into."""
    edit_url: EditUrl | None = None
    """Where a file is edited, with `{path}` for the file; pages then link there."""
    report_url: ReportUrl | None = None
    """Where a reader reports a mistake, with `{id}` for the entry, and `{language}` and `{permalink}` where
    they are wanted; each entry then links there."""
    propose_url: ProposeUrl | None = None
    """Where a reader proposes words that the search finds nothing by as another name, with `{query}` for them, and
    `{language}` where it is wanted; the search then links there."""
    well_architected: Bool = False
    """Whether the site offers the catalog as a custom lens for the AWS Well-Architected Tool: areas as pillars, groups
    as questions, patterns as choices."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts that stand behind it, such as `F7/BFF`, `T6/BFF`, `S7.5` or `N42`."""
