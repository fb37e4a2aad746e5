"""What a page of one entry says of itself to machines: search engines, link previews, whoever reads JSON-LD.

In: an entry, as a page in one language links it, and the page's path. Out: elements for the page's head. Absolute
addresses are left out where the site has none. It decides nothing of what readers see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from patternloom.model.article import ArticleSection
from patternloom.model.bibliography import Erratum, Reference
from patternloom.model.entry import Entry, Named
from patternloom.model.examples import DesignExample
from patternloom.model.figures import ConceptFigure
from patternloom.model.history import Timeline
from patternloom.search.documents import summary_of
from patternloom.site.links import Links, of_site
from patternloom.site.writing import first_sentence
from patternloom.text.escape import Written, address, attribute, data, html

# What is no term with a definition, but something written, in the words of schema.org.
_WORKS: Mapping[type[Entry], str] = {
    ArticleSection: "CreativeWork",
    ConceptFigure: "CreativeWork",
    DesignExample: "TechArticle",
    Erratum: "CreativeWork",
    Reference: "CreativeWork",
    Timeline: "CreativeWork",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself."""

    title: str
    description: str
    path: str
    """From the root of its language: `p/saga/`."""
    lasting: str = ""
    """The path of the page that searches find in its place; empty where it is found itself."""
    things: Mapping[str, Any] | None = None
    """What it is about, as JSON-LD says it."""


def about_entry(entry: Entry, links: Links, path: str) -> Head:
    """The head of the page that stands for an entry."""
    name, sentence = links.name(entry.id), first_sentence(summary_of(entry, links))
    if not sentence:
        sentence = entry.title if isinstance(entry, Reference) else name
    return Head(name, sentence, path, things=dict(_things(entry, links, path, name, sentence)))


def _things(entry: Entry, links: Links, path: str, name: str, sentence: str) -> Iterator[tuple[str, Any]]:
    kind = next((word for cls, word in _WORKS.items() if isinstance(entry, cls)), "DefinedTerm")
    yield from (("@context", "https://schema.org"), ("@type", kind), ("name", name), ("description", sentence))
    if links.plan.site_url:
        yield from (("@id", of_site(links, path)), ("url", of_site(links, path)))
    others = [links.say(text) for text in getattr(entry, "aliases", ())] if isinstance(entry, Named) else []
    if others:
        yield "alternateName", others
    whole = {"name": links.plan.site_name, "url": of_site(links, "") if links.plan.site_url else ""}
    whole = {key: value for key, value in whole.items() if value}
    if kind == "DefinedTerm":
        yield "termCode", entry.id
        yield "inDefinedTermSet", {"@type": "DefinedTermSet", **whole, "inLanguage": links.language}
    else:
        yield "identifier", entry.id
        yield "inLanguage", links.language
        yield from [("isPartOf", {"@type": "WebSite", **whole})] if whole else []


def written(head: Head, links: Links) -> Written:
    """The elements, a line each."""
    return Written("".join(_elements(head, links)))


# Put together by hand, as `format` takes five times as long and there are thousands of such pages. Every piece is
# written already.
def _elements(head: Head, links: Links) -> Iterator[str]:
    site = links.plan.site_name
    title, told = attribute(head.title), attribute(head.description)
    yield f"<title>{html(f'{head.title} - {site}' if site else head.title)}</title>\n"
    yield f'<meta name="description" content="{told}">\n'
    if links.plan.site_url:
        languages = links.graph.catalog.settings.languages
        at = {language: address(of_site(links, head.path, language)) for language in languages}
        own = at[links.language]
        canonical = address(of_site(links, head.lasting)) if head.lasting else own
        yield f'<link rel="canonical" href="{canonical}">\n'
        for tag, there in (*at.items(), ("x-default", at[languages[0]])):
            yield f'<link rel="alternate" hreflang="{attribute(tag)}" href="{there}">\n'
        yield f'<meta property="og:url" content="{own}">\n'
    yield '<meta property="og:type" content="article">\n'
    yield f'<meta property="og:title" content="{title}">\n'
    yield f'<meta property="og:description" content="{told}">\n'
    if site:
        yield f'<meta property="og:site_name" content="{attribute(site)}">\n'
    # What else such a card says is taken from the lines above.
    yield '<meta name="twitter:card" content="summary">\n'
    if head.things:
        yield f'<script type="application/ld+json">{data(head.things)}</script>\n'
