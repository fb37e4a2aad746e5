"""The same code builds another project: bread, in German and French, with kinds and classes of its own.

Its third area (`catalog/end.yaml`) is made of texts that mean something to Markdown, HTML, Jinja, YAML,
mermaid or JavaScript. On the page each of them is text again, letter by letter.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from html_facts import broken_links, outside_resources, read_site
from site_fixture import BAKERY, REPOSITORY, Site, picture_texts

from patternloom.reading.defaults import words

SITE_URL = "https://bakery.example/buch/"

PAGES = [
    "",
    "areas/",
    "areas/dough/",
    "areas/end/",
    "areas/oven-work/",
    "categories/",
    "errata/",
    "examples/",
    "examples/script-kiddie/",
    "examples/stone-oven-at-home/",
    "references/",
    "start/",
    "technologies/",
]

ENTRIES = {
    "autolyse": "areas/dough/#autolyse",
    "baking-powder": "areas/dough/#baking-powder",
    "calvel-1990": "references/#calvel-1990",
    "class": "areas/end/#class",
    "click": "areas/end/#click",
    "cloth": "technologies/#cloth",
    "default": "areas/end/#default",
    "dough": "areas/dough/",
    "dough-stages": "areas/dough/#dough-stages",
    "end": "areas/end/",
    "erratum-temperature": "errata/#erratum-temperature",
    "falling-heat": "areas/oven-work/#falling-heat",
    "graph": "areas/end/#graph",
    "heat": "areas/oven-work/#heat",
    "hostile-2020": "references/#hostile-2020",
    "leavening": "areas/dough/#leavening",
    "linkstyle": "areas/end/#linkstyle",
    "mixers": "categories/#mixers",
    "onclick": "technologies/#onclick",
    "oven-work": "areas/oven-work/",
    "ovens": "categories/#ovens",
    "proofer": "technologies/#proofer",
    "proofers": "categories/#proofers",
    "quick-leavening": "areas/dough/#quick-leavening",
    "script-kiddie": "examples/script-kiddie/",
    "sourdough": "areas/dough/#sourdough",
    "stone-oven-at-home": "examples/stone-oven-at-home/",
    "stone-oven": "technologies/#stone-oven",
    "style": "areas/end/#style",
    "style-class": "categories/#style-class",
    "subgraph": "areas/end/#subgraph",
    "yeast": "areas/dough/#yeast",
}
"""Where each entry stands; kinds and providers have no place of their own."""

LANGUAGES = ["de", "fr"]
HOSTILE_EXAMPLE = '</title></svg><script>alert(8)</script> ${x} "q" \\ | `'
HOSTILE_FILES = REPOSITORY / BAKERY / "catalog" / "examples" / "script-kiddie" / "files"


@cache
def soup(path: Path) -> BeautifulSoup:
    """A page, read."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def page(site: Site, language: str, address: str) -> BeautifulSoup:
    """A page of a language."""
    return soup(site.folder(language) / address / "index.html")


def squeezed(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


# The site as a whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_words_replace_ours(language: str) -> None:
    """It speaks of bread: each is a word that there is, and another one than ours."""
    file = REPOSITORY / BAKERY / "catalog" / "strings" / f"{language}.yaml"
    here, ours = yaml.load(file.read_text("utf-8"), yaml.BaseLoader), words(language)
    assert here.keys() <= ours.keys()
    assert sum(here[key] != ours[key] for key in here) > 50


def test_it_builds_strictly_and_warns_of_nothing(bakery_site: Site) -> None:
    """The one `mkdocs build --strict` says nothing but information."""
    assert bakery_site.languages == ("de", "fr")
    assert [line for line in bakery_site.log.splitlines() if line and not line.startswith("INFO")] == []


def test_both_languages_have_every_page_and_every_permalink(bakery_site: Site) -> None:
    """The pages are those of `content/`, with one for each area; `/p/<id>/` is there for each entry with a place."""
    made = sorted(read_site(bakery_site.root))
    expected = [*PAGES, "404.html", *(f"p/{id}/" for id in ENTRIES)]
    assert made == sorted([*expected, *(f"fr/{address}" for address in expected)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_permalinks_lead_to_the_entry_s_place_in_their_language(bakery_site: Site, language: str) -> None:
    """By meta refresh, for readers without a script, and by a link, in the words of the language."""
    leads = {"de": "Diese Adresse führt zu:", "fr": "Cette adresse mène à :"}[language]
    prefix = bakery_site.prefix(language)
    for id, place in ENTRIES.items():
        made = page(bakery_site, language, f"p/{id}")
        link, refresh, paragraph = made.a, made.select_one("meta[http-equiv=refresh]"), made.p
        assert link
        assert refresh
        assert paragraph
        assert (made.html or {}).get("lang") == language
        assert urljoin(f"{SITE_URL}{prefix}p/{id}/", str(link["href"])) == f"{SITE_URL}{prefix}{place}"
        assert refresh["content"] == f"0; url={link['href']}"
        assert paragraph.get_text() == f"{leads} {link.get_text()}"


def test_every_link_leads_somewhere_and_nothing_leads_away(bakery_site: Site) -> None:
    """Links and anchors resolve in both languages under the sub-path of `site_url`, ids are unique, lists nest."""
    pages = read_site(bakery_site.root)
    assert broken_links(pages, bakery_site.root, SITE_URL) == []
    assert outside_resources(pages) == []
    assert [(at, id) for at, one in pages.items() for id, number in one.ids.items() if number > 1] == []
    assert [(at, where) for at, one in pages.items() for where in one.misplaced] == []


def test_every_page_links_its_twin_and_says_its_language(bakery_site: Site) -> None:
    """`lang`, canonical address and language switch are right in both languages."""
    pages = read_site(bakery_site.root)
    for address in PAGES:
        for own, other, prefix, twin in (("de", "fr", "", "fr/"), ("fr", "de", "fr/", "")):
            here = f"{SITE_URL}{prefix}{address}"
            made = pages[f"{prefix}{address}"]
            assert (made.head["lang"], made.head["canonical"]) == (own, here)
            assert {tag: urljoin(here, link) for tag, link in made.alternates.items()} == {
                other: f"{SITE_URL}{twin}{address}"
            }


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "de",
            [
                ("Startseite", ""),
                ("Zum Anfangen", "start/"),
                ("Gewerke", None),
                ("Gewerke", "areas/"),
                ("Teig", "areas/dough/"),
                ("Ofenarbeit", "areas/oven-work/"),
                ("end </title></script><script>alert(1)</script>", "areas/end/"),
                ("Beispiele", None),
                ("Beispiele", "examples/"),
                (HOSTILE_EXAMPLE, "examples/script-kiddie/"),
                ("Steinofen zu Hause", "examples/stone-oven-at-home/"),
                ("Nachschlagen", None),
                ("Geräte", "technologies/"),
                ("Geräteklassen", "categories/"),
                ("Schriften", "references/"),
                ("Berichtigungen", "errata/"),
            ],
        ),
        (
            "fr",
            [
                ("Accueil", ""),
                ("Pour commencer", "start/"),
                ("Postes de travail", None),
                ("Postes de travail", "areas/"),
                ("Pâte", "areas/dough/"),
                ("Cuisson", "areas/oven-work/"),
                ("fin </title></script><script>alert(1)</script>", "areas/end/"),
                ("Exemples", None),
                ("Exemples", "examples/"),
                (HOSTILE_EXAMPLE, "examples/script-kiddie/"),
                ("Four en pierre à la maison", "examples/stone-oven-at-home/"),
                ("Consulter", None),
                ("Matériel", "technologies/"),
                ("Classes de matériel", "categories/"),
                ("Bibliographie", "references/"),
                ("Corrections", "errata/"),
            ],
        ),
    ],
)
def test_the_navigation_has_the_words_of_the_language_and_the_areas_in_their_order(
    bakery_site: Site, language: str, expected: list[tuple[str, str | None]]
) -> None:
    """`{word}` is that word of the strings file, `areas/*` every area as the settings list them."""
    found: list[tuple[str, str | None]] = []
    for item in page(bakery_site, language, "").select(".md-nav--primary .md-nav__item"):
        # A section is a label for its checkbox; a page is a link.
        link = item.select_one(":scope > a.md-nav__link, :scope > label.md-nav__link")
        assert link
        href = str(link["href"]) if link.name == "a" else None
        found.append((squeezed(link.get_text()), href if href != "." else ""))
    assert found == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_classes_and_providers_are_the_catalog_s_own(bakery_site: Site, language: str) -> None:
    """What a technology is, and whose, is said in the catalog's words."""
    kinds = page(bakery_site, language, "technologies").select(".pl-kind:first-child")
    assert (
        sorted(squeezed(kind.get_text()) for kind in kinds)
        == {
            "de": ["Handwerkzeug", "Maschine", "Maschine", "Maschine · Ofenbauer"],
            "fr": ["Machine", "Machine", "Machine · Fumiste", "Outil à main"],
        }[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_edit_links_lead_to_the_file_behind_the_page(bakery_site: Site, language: str) -> None:
    """To the YAML of an entry's page, to the Markdown of a page written by hand."""
    suffix = "" if language == "de" else ".fr"
    edited = {
        address: (page(bakery_site, language, address).select_one("a[rel=edit]") or {}).get("href") for address in PAGES
    }
    base = "https://git.bakery.example/edit/main/"
    assert edited == {
        "": f"{base}content/index.any.md",
        "areas/": f"{base}content/areas/index.any.md",
        "areas/dough/": f"{base}catalog/dough.yaml",
        "areas/end/": f"{base}catalog/end.yaml",
        "areas/oven-work/": f"{base}catalog/oven.yaml",
        "categories/": f"{base}content/categories.any.md",
        "errata/": f"{base}content/errata.any.md",
        "examples/": f"{base}content/examples/index.any.md",
        "examples/script-kiddie/": f"{base}catalog/examples/script-kiddie/example.yaml",
        "examples/stone-oven-at-home/": f"{base}catalog/examples/stone-oven-at-home/example.yaml",
        "references/": f"{base}content/references.any.md",
        "start/": f"{base}content/start{suffix}.md",
        "technologies/": f"{base}content/technologies.any.md",
    }


# The hostile area

PLAIN_TAGS = {
    *("a", "article", "aside", "b", "br", "button", "cite", "code", "div", "em", "p", "section", "span", "strong"),
    *("h1", "h2", "h3", "h4", "h5", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("form", "label", "select", "option", "output", "input", "pre", "img"),
}
"""All that our pages are made of."""


@pytest.fixture(scope="module")
def hostile(bakery_site: Site) -> Mapping[str, Any]:
    """The hostile part of the catalog as it is written."""
    value: dict[str, Any] = {}
    for file in ("end.yaml", "examples/script-kiddie/example.yaml"):
        value |= yaml.load((bakery_site.project / "catalog" / file).read_text("utf-8"), yaml.BaseLoader)
    return value


def said(value: Any, language: str) -> str:
    """A plain text in a language."""
    return squeezed(value if isinstance(value, str) else value[language])


def paragraphs(prose: Mapping[str, str], language: str) -> list[str]:
    """What prose without markup says: its backslashes stand for nothing but the next character."""
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", prose[language])
    return [squeezed(part) for part in text.split("\n\n")]


def texts_of(made: BeautifulSoup) -> set[str]:
    """The whole text of every element, and every piece of text between two tags."""
    body = BeautifulSoup(str(made.body), "html.parser")
    for link in body.select(".headerlink"):
        link.decompose()
    whole = {squeezed(element.get_text()) for element in body.find_all()}
    return whole | {squeezed(str(piece)) for piece in body.find_all(string=True) if not piece.strip().startswith("<!")}


def written(hostile: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """`(page, text)` of every hostile text, where it must be read."""
    area = hostile["areas"][0]
    here = "areas/end/"
    yield here, said(area["name"], language)
    yield from ((here, part) for part in paragraphs(area["summary"], language))
    yield "areas/", said(area["name"], language)
    for group in hostile["groups"]:
        yield here, said(group["name"], language)
        yield from ((here, part) for part in paragraphs(group["problem"], language))
        yield here, {"de": "Gilt: ", "fr": "S'applique : "}[language] + said(group["condition"], language)
    for pattern in hostile["patterns"]:
        yield here, said(pattern["name"], language)
        yield from ((here, part) for part in paragraphs(pattern["summary"], language))
        for reason in filter(None, [pattern.get("reason")]):
            yield from ((here, part) for part in paragraphs(reason, language))
        for statement in pattern.get("when_to_use", ()):
            yield from ((here, part) for part in paragraphs(statement["text"], language))
        for correlation in pattern.get("correlations", ()):
            for field in ("replaces", "caveat"):
                yield from ((here, part) for part in paragraphs(correlation[field], language))
        for related in pattern.get("related", ()):
            yield from ((here, f"— {part}") for part in paragraphs(related["note"], language))
        yield from ((here, cited["at"]) for cited in pattern["references"] if isinstance(cited, dict))
        if "aliases" in pattern:
            also = {"de": "Auch: ", "fr": "Aussi : "}[language]
            yield here, also + ", ".join(said(alias, language) for alias in pattern["aliases"])
    for figure in hostile["figures"]:
        yield here, said(figure["name"], language)
        yield from ((here, part) for part in paragraphs(figure["caption"], language))
        yield from ((here, said(box["label"], language)) for box in figure["boxes"] if box["id"] != "end")
    for category in hostile["categories"]:
        yield here, said(category["name"], language)
        yield "categories/", said(category["name"], language)
        yield from (("categories/", part) for part in paragraphs(category["relevance"], language))
    for technology in hostile["technologies"]:
        yield here, said(technology["name"], language)
        yield "categories/", said(technology["name"], language)
        yield "technologies/", said(technology["name"], language)
        yield "technologies/", technology["url"]
        yield from (("technologies/", part) for part in paragraphs(technology["summary"], language))
    for example in hostile["examples"]:
        there = f"examples/{example['id']}/"
        yield here, said(example["name"], language)
        yield from (("examples/", part) for part in paragraphs(example["summary"], language))
        yield there, said(example["name"], language)
        yield from ((there, part) for part in paragraphs(example["summary"], language))
        for component in example["components"]:
            yield there, said(component["name"], language)
            yield there, said(component["does"], language)
            yield from ((there, object) for object in component.get("objects", ()))
        for step in example["steps"]:
            yield from ((there, part) for part in paragraphs(step["text"], language))
            yield there, f"1 {step['flows'][0]['protocol']}"
        for file in example["files"]:
            yield there, file["path"]
            yield there, squeezed((HOSTILE_FILES / file["path"]).read_text("utf-8"))
        yield from ((there, f"{version['name']} {version['version']}") for version in example["versions"])
    for reference in hostile["references"]:
        yield here, reference["title"]
        yield "references/", reference["title"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_are_read_as_they_are_written(
    bakery_site: Site, hostile: Mapping[str, Any], language: str
) -> None:
    """In names, summaries, table cells, headings, lists, captions and the bibliography: every letter, no more."""
    expected = list(written(hostile, language))
    found = {address: texts_of(page(bakery_site, language, address)) for address in {at for at, _ in expected}}
    assert len(expected) > 30
    assert [(address, text) for address, text in expected if text not in found[address]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_make_no_element(bakery_site: Site, language: str) -> None:
    """The article of each page holds our own elements only, none with a handler, no address that runs a script."""
    for address in PAGES:
        article = page(bakery_site, language, address).article
        assert article
        made = [tag for tag in article.find_all() if not tag.find_parent("svg") and tag.name != "svg"]
        assert {tag.name for tag in made} <= PLAIN_TAGS, address
        assert [tag for tag in made if any(name.startswith("on") for name in tag.attrs)] == [], address
        pictures = [str(tag["src"]) for tag in made if tag.name == "img"]
        assert [source for source in pictures if not re.fullmatch(r"[\w./-]+\.svg", source)] == [], address
        links = [str(tag["href"]) for tag in made if tag.has_attr("href")]
        assert [
            link for link in links if not re.match(r"https?://|[./#]|[a-z/-]+(/(#|$)|\.zip$)|files/[\w%./-]+$", link)
        ] == [], address


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_run_no_script(bakery_site: Site, language: str) -> None:
    """No script on any page, the permalinks too, holds a word of the catalog."""
    for path in bakery_site.folder(language).rglob("*.html"):
        # JSON-LD is data, which nothing runs and no policy asks about.
        scripts = [script for script in soup(path).find_all("script") if script.get("type") != "application/ld+json"]
        assert [script for script in scripts if "alert(" in script.get_text()] == [], path
        assert [style for style in soup(path).find_all("style") if "display:none}" in style.get_text()] == [], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_titles_and_descriptions_are_text(bakery_site: Site, hostile: Mapping[str, Any], language: str) -> None:
    """The window's title and the description for search engines say what the catalog says."""
    made = page(bakery_site, language, "areas/end")
    area = hostile["areas"][0]
    description = made.select_one("meta[name=description]")
    assert made.title
    assert description
    site_name = {"de": "Brotbuch", "fr": "Livre du pain"}[language]
    assert made.title.get_text() == f"{said(area['name'], language)} - {site_name}"
    assert description["content"] == paragraphs(area["summary"], language)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_permalinks_say_the_name(bakery_site: Site, hostile: Mapping[str, Any], language: str) -> None:
    """The small page of each entry holds its name in title and link."""
    named = [entry for kind in hostile.values() for entry in kind if "name" in entry]
    assert len(named) > 8
    for entry in named:
        made = page(bakery_site, language, f"p/{entry['id']}")
        assert made.title
        assert made.a
        name, site_name = said(entry["name"], language), {"de": "Brotbuch", "fr": "Livre du pain"}[language]
        assert (made.title.get_text(), made.a.get_text()) == (f"{name} - {site_name}", name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_are_text_in_the_search_index(
    bakery_site: Site, hostile: Mapping[str, Any], language: str
) -> None:
    """Read as HTML, as the search does, each title is the entry's name."""
    index = json.loads((bakery_site.folder(language) / "search" / "search_index.json").read_text("utf-8"))
    titles = {doc["location"]: BeautifulSoup(doc["title"], "html.parser").get_text() for doc in index["docs"]}
    for kind, where in (("groups", "areas/end/#"), ("patterns", "areas/end/#"), ("technologies", "technologies/#")):
        for entry in hostile[kind]:
            assert titles[where + entry["id"]] == said(entry["name"], language)
    bodies = "".join(doc["title"] + doc["text"] for doc in index["docs"])
    assert {tag.name for tag in BeautifulSoup(bodies, "html.parser").find_all()} <= PLAIN_TAGS


def svg(mermaid: str) -> str:
    """The picture that real mermaid draws."""
    # In a process of its own, as the library says much when Python ends.
    program = "import mermaidx, sys; print(mermaidx.render(sys.stdin.read()).svg())"
    command = [sys.executable, "-X", "utf8", "-c", program]
    return subprocess.run(command, input=mermaid, capture_output=True, encoding="utf-8", check=True, timeout=600).stdout


def hostile_pictures(hostile: Mapping[str, Any]) -> list[tuple[str, list[str], list[str]]]:
    """Title, labels and links of the three diagrams on the hostile area's page."""
    area, group, figure = hostile["areas"][0], hostile["groups"][0], hostile["figures"][0]
    short = [said(one.get("label", one["name"]), "de") for one in hostile["patterns"]]
    short[1] += "(nicht empfohlen)"
    name, inner = said(area["name"], "de"), said(group["name"], "de")
    return [
        (f"{name}: die Verfahren als Baum", [name, inner], ["./", "#subgraph"]),
        (
            f"{inner}: die Verfahren als Baum",
            [inner, *short],
            ["#subgraph", *(f"#{one['id']}" for one in hostile["patterns"])],
        ),
        (said(figure["name"], "de"), [said(box["label"], "de") for box in figure["boxes"]], ["#click"]),
    ]


def letters(element: Tag) -> str:
    """The words of a shape, however they are broken into lines."""
    return squeezed(element.get_text()).replace(" ", "")


def test_hostile_texts_are_drawn_as_text(bakery_site: Site, hostile: Mapping[str, Any]) -> None:
    """Each label, title and link of a drawn diagram is the catalog's."""
    found = []
    for drawn in page(bakery_site, "de", "areas/end").select("svg.pl-diagram"):
        assert drawn.title
        labels = [letters(text) for text in drawn.select(":scope > :is(a, g:not(.edge)) > text")]
        found.append((drawn.title.get_text(), sorted(labels), [str(link["xlink:href"]) for link in drawn.select("a")]))
    assert found == [
        (title, sorted(squeezed(label).replace(" ", "") for label in labels), links)
        for title, labels, links in hostile_pictures(hostile)
    ]


def test_mermaid_draws_hostile_texts_as_text(bakery_site: Site, hostile: Mapping[str, Any]) -> None:
    """Real mermaid reads what is copied from the hostile area's diagrams: each label and title is the catalog's."""
    figure = hostile["figures"][0]
    expected = [(title, labels) for title, labels, _ in hostile_pictures(hostile)]
    expected[2] = (expected[2][0], [said(box["label"], "de") for box in figure["boxes"][1:]])
    found = []
    for told in picture_texts(bakery_site.folder("de") / "areas/end").values():
        drawn = BeautifulSoup(svg(told["text"]), "html.parser")
        assert drawn.title
        assert drawn.select("a") == []
        found.append((drawn.title.get_text(), [squeezed(node.get_text()) for node in drawn.select(".node")]))
    assert found == expected
