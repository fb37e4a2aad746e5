"""Every entry with an address can be found, by each of its names in any language, with what it is in a sentence."""

from __future__ import annotations

from projects import Project

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import Catalog
from patternloom.model.kinds import KINDS
from patternloom.search.documents import Document, documents
from patternloom.site.pages import Address, Plan


def found(catalog: Catalog, language: str, *ids: str) -> dict[str, Document]:
    """The documents of these entries, all of them on one page."""
    plan = Plan({}, {id: Address("page.md", id) for id in ids})
    made = documents(build_graph(catalog), plan, language, lambda path: path.replace(".md", "/"))
    return dict(zip(ids, made, strict=True))


MORE = """\
patterns:
  - id: slow-rise
    name: {en: Slow rise, ja: 低温発酵}
    aliases: [Retarding, {en: Cold proof, ja: 冷蔵発酵}]
    found_by: {en: [sour by morning], ja: [朝に焼く]}
    summary: {en: The dough rises overnight., ja: 生地を一晩かけて膨らませます。}
    status: situational
    references: [calvel-1990]
    reviewed: 2026-01-31
terms:
  - id: term-starter
    name: {en: starter, ja: 種}
    definition: {en: Flour and water that ferment., ja: 発酵した粉と水です。}
    avoid: {en: [leaven mother], ja: [元種]}
    reviewed: 2026-01-31
"""


def test_a_pattern_is_known_by_its_names_in_every_language(project: Project) -> None:
    project.write("more.yaml", MORE)
    project.replace(
        "fermentation/area.yaml", "children: [leavening, autolyse]", "children: [leavening, autolyse, slow-rise]"
    )
    rise = found(project.load(), "ja", "slow-rise")["slow-rise"]
    assert (rise.url, rise.title, rise.kind, rise.place) == ("page/#slow-rise", "低温発酵", "パターン", "発酵")
    assert rise.status == "状況次第"
    assert rise.names == ("Slow rise", "Retarding", "Cold proof", "冷蔵発酵")
    assert rise.typed == ("朝に焼く",)
    assert rise.summary == "生地を一晩かけて膨らませます。"


def test_what_readers_type_is_known_in_their_language_alone(project: Project) -> None:
    """Symptoms of a pattern, and forms that a term says are not used: somebody uses them."""
    project.write("more.yaml", MORE)
    catalog = project.load()
    for language, typed, other in (("en", "sour by morning", "朝に焼く"), ("ja", "朝に焼く", "sour by morning")):
        rise = found(catalog, language, "slow-rise")["slow-rise"]
        assert typed in rise.typed
        assert other not in (*rise.typed, *rise.names)
    starter = found(catalog, "ja", "term-starter")["term-starter"]
    assert (starter.names, starter.typed) == (("starter",), ("元種",))


def test_a_work_is_known_by_title_and_authors_and_comes_late(project: Project) -> None:
    both = found(project.load(), "en", "calvel-1990", "sourdough")
    assert both["calvel-1990"].title == "Calvel & Wirtz 1990"
    assert {"The Taste of Bread", "Calvel, Raymond", "Wirtz, Ronald"} <= set(both["calvel-1990"].names)
    assert both["calvel-1990"].weight < both["sourdough"].weight


def test_a_page_of_its_own_has_no_anchor_and_every_kind_that_is_shown_says_what_it_is(real_catalog: Catalog) -> None:
    shown = [
        next(entry.id for entry in real_catalog.entries.values() if isinstance(entry, kind.type))
        for kind in KINDS
        if kind.linkable and any(isinstance(entry, kind.type) for entry in real_catalog.entries.values())
    ]
    for language in real_catalog.settings.languages:
        made = found(real_catalog, language, *shown).values()
        assert [one.title for one in made if not (one.kind and one.summary) and "figure" not in one.url] == [
            one.title for one in made if one.title and not one.summary
        ]
        assert all(one.kind for one in made)
