"""The catalog holds every fact of the source article that this release covers.

In: `facts.json`, the article's figures and tables as keys and labels (no sentences of it), and the
real catalog. Both are joined on the keys that entries carry in `source:`. What the catalog says
otherwise must stand in the errata; what it leaves out must stand in `EXCLUDED`, with the reason.

What is no pattern (tables 1, 2 and 4, figures 1 to 3, chapters 1, 2, 4, 5 and 11) stands in `facts.json` under
`told`, as keys of facts that an event, a cell or a statement tells. Figure 5, the legend, has no key.
"""

from __future__ import annotations

import copy
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest
from projects import REPOSITORY

from patternloom.catalog.load import Catalog
from patternloom.catalog.mentions import parts_of
from patternloom.model.bibliography import Erratum
from patternloom.model.entry import Entry
from patternloom.model.examples import DesignExample
from patternloom.model.figures import ConceptFigure
from patternloom.model.history import ArchitectureStyle, HistoryEvent
from patternloom.model.patterns import Correlation, MemberSet, Pattern, PatternGroup, ProblemArea, Statement
from patternloom.model.technologies import Technology, TechnologyCategory
from patternloom.model.texts import ProseText

FACTS = json.loads((REPOSITORY / "tests" / "facts.json").read_text("utf-8"))

# Prefixes of keys that this release leaves out.
EXCLUDED: dict[str, str] = {}

# What the catalog says otherwise than a cell: part of the cell → how. Each must stand in the errata too, and an
# erratum alone does not excuse a loss: many explain a cell that the catalog keeps.
CORRECTED = {
    "T3/Application Definition & Image Build/Packer": "source available, no longer open source",
    "T3/Automation & Configuration/Terraform": "source available, no longer open source",
    "T13/プル型/SOPS": "no example of pulled configuration",
    "T15/クライアントサイド/kube-proxy": "no example of client-side discovery",
    "T17/動的ロードバランシング/Coordination & Service Discovery": "no target of dynamic balancing",
    "T5/デプロイメント/リリース": "one release takes one of the methods, so that they compete",
    "T5/マイクロサービス/認証": "an identity provider, sessions and the gateway's tokens are combined",
}

TABLE_4_STYLES = 3
"""How many styles the article compares; a cell of another style is ours and has no key."""

FIGURES = {"F8", "F12", "F15", "F17"}
"""The pictures in scope that are no trees."""

DRAWN = {f"F{number}" for number in (9, 13, 22, 24, 27, 29, 32, 34, 36, 39, 40, 41, 44)}
"""The article's pictures of designs on a platform."""
NAMED = {"T9/コレオグラフィベースSaga", "T11/中央集中", "T14/サイドカーレスサービスメッシュ"}
"""Rows of its tables that ask for such a design, and have no picture."""

# Table 5 has names of its own for what the trees call otherwise: row's purpose and member → node.
TABLE_5_NAMES = {
    ("マイクロサービス間の通信", "ストリーミング方式"): "T7/ストリーミング方式",
    ("マイクロサービス間の通信", "共有データ方式"): "F11/共有データ経由",
    ("マイクロサービスの分割", "認証マイクロサービス"): "F14/認証サービス",
    ("マイクロサービスの分割", "認可マイクロサービス"): "F14/認可サービス",
    ("マイクロサービスの分割", "オーケストレーションマイクロサービス"): "F14/オーケストレーションサービス",
    ("マイクロサービスの分割", "永続データの機密度"): "F14/永続データ機密度",
    ("マイクロサービスの分割", "永続データの所有組織の差異"): "F14/永続データ所有組織の差異",
    (
        "マイクロサービスの設計",
        "エンティティや値オブジェクトなどのドメイン駆動設計デザインパターン",
    ): "F18/ドメイン駆動設計デザインパターン",
    (
        "マイクロサービスの設計",
        "レイヤードアーキテクチャやクリーンアーキテクチャなどのアプリケーションアーキテクチャ",
    ): "F18/アプリケーションアーキテクチャ設計",
    ("トランザクションの管理", "オーケストレーションサーガ"): "F21/オーケストレーションベース",
    ("トランザクションの管理", "コレオグラフィサーガ"): "F21/コレオグラフィフィベース",
    ("トランザクションの管理", "2フェーズコミット"): "F21/2フェーズコミット",
    ("認証", "セッション"): "F23/セッションベース",
    ("認可", "中央集中管理"): "F25/中央集中",
    ("認可", "分散管理"): "F25/分散",
}

# Rows that no tree draws: what table 5 calls a member → what the catalog calls it.
TABLE_5_OWN_NAMES = {
    "フォールトインジェクションを含むカオスエンジニアリング": "カオスエンジニアリング",
}
# Where table 5 misspells a pattern's name, and an erratum says so.
TABLE_5_MISNAMED = {
    "Serverless platforms": "Serverless deployment",
    "Multiple services instance per host": "Multiple service instances per host",
}
TURNED = {"competing": "coexisting", "coexisting": "competing"}
"""The relation that the catalog gives a set whose row is corrected."""

Facts = Mapping[str, Any]


def excluded(key: str) -> bool:
    """Whether this release leaves the fact out."""
    return key.startswith(tuple(EXCLUDED))


@cache  # each of thousands of catalogs has the same names
def plain(text: str) -> str:
    """A name without what spelling leaves open: width, a space, an example in brackets."""
    text = re.sub(r"\(例.*?\)", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+(?=\()", "", text).strip()


def names(entry: Any) -> set[str]:
    """Every name of an entry, in every language."""
    texts = [entry.name, getattr(entry, "label", None), *getattr(entry, "aliases", ())]
    return {plain(name) for text in texts if text for name in text.values()}


class Join:
    """The catalog by the article's keys."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.by_key: dict[str, list[Entry]] = {}
        self.errata: set[str] = set()
        """Every key that an erratum is about."""
        for entry in catalog.entries.values():
            for key in entry.source if hasattr(entry, "source") else ():
                self.by_key.setdefault(key, []).append(entry)
            if isinstance(entry, Erratum):
                self.errata.update(entry.source)

    def corrected(self, key: str) -> bool:
        """Whether the catalog differs here on purpose, and an erratum says so."""
        return key in CORRECTED and key in self.errata

    def the(self, key: str, *classes: type) -> Any:
        """The one entry of these classes that carries the key; None where none or several do."""
        found = [entry for entry in self.by_key.get(key, ()) if isinstance(entry, classes)]
        return found[0] if len(found) == 1 else None


PLACES = (ProblemArea, PatternGroup, Pattern)


def missing(catalog: Catalog, facts: Facts) -> list[str]:
    """Everything in scope that the catalog neither says nor corrects, a line each."""
    join = Join(catalog)
    return [
        *missing_nodes(join, facts),
        *missing_edges(join, facts),
        *missing_correlations(join, facts),
        *missing_categories(join, facts),
        *missing_sets(join, facts),
        *missing_figures(join),
        *missing_told(catalog, facts),
        *missing_errata(join, facts),
    ]


def is_root(key: str, catalog: Catalog) -> bool:
    """Whether the key is that of the architecture itself, which the settings describe."""
    return key in catalog.settings.source


def missing_nodes(join: Join, facts: Facts) -> Iterator[str]:
    """Each node of a tree is one entry, of its kind and with its mark."""
    for node in facts["nodes"]:
        key = node["key"]
        if is_root(key, join.catalog):
            continue
        entry = join.the(key, *PLACES)
        if entry is None:
            yield f"{key}: not the source of exactly one area, group or pattern"
            continue
        kind = "pattern" if isinstance(entry, Pattern) else "group"
        if kind != node["kind"]:
            yield f"{key}: '{entry.id}' is a {kind}, the article draws a {node['kind']}"
        if (getattr(entry, "status", None) == "discouraged") != node["discouraged"]:
            yield f"{key}: '{entry.id}' and the article disagree whether it is discouraged"


def missing_edges(join: Join, facts: Facts) -> Iterator[str]:
    """Each line of a tree is a child of an entry; each drawn '…' is `more`."""
    by_label: dict[str, list[str]] = {}
    for node in facts["nodes"]:
        by_label.setdefault(node["label"], []).append(node["key"])
    for edge in facts["edges"]:
        figure = edge["key"].split("/")[0]
        yield from missing_edge(join, edge["key"], f"{figure}/{edge['parent']}", f"{figure}/{edge['child']}")
    for edge in facts["section_edges"]:
        yield from missing_edge(join, edge["key"], by_label[edge["parent"]][0], by_label[edge["child"]][0])
    for more in facts["more"]:
        entry = join.the(more["key"], PatternGroup)
        parent = join.the(more["key"].removesuffix("/..."), *PLACES)
        if entry is None or entry is not parent or not entry.more:
            yield f"{more['key']}: no group says that it has more members"


def missing_edge(join: Join, key: str, parent: str, child: str) -> Iterator[str]:
    """The child's entry stands under the parent's."""
    below = join.the(child, *PLACES)
    if is_root(parent, join.catalog):
        children: Iterable[str] = join.catalog.settings.areas
    else:
        above = join.the(parent, *PLACES)
        children = above.children if above else ()
    if below is None or below.id not in children:
        yield f"{key}: the child does not stand under the parent"


def missing_correlations(join: Join, facts: Facts) -> Iterator[str]:
    """Each column of tables 6 to 18: its targets and their technologies, or why there are none."""
    for fact in facts["correlations"]:
        key = fact["key"]
        pattern = join.the(key, Pattern)
        if pattern is None:
            yield f"{key}: not the source of exactly one pattern"
            continue
        found = [correlation for correlation in pattern.correlations if key in correlation.source]
        match fact["state"]:
            case "given":
                yield from missing_targets(join, key, fact["targets"], found)
            case "empty":
                if found:
                    yield f"{key}: '{pattern.id}' has a correlation from an empty column"
                if key not in join.errata:
                    yield f"{key}: the column is empty, and no erratum says so"
            case state:
                if [(one.target, one.reason) for one in found] != [("none", state)]:
                    yield f"{key}: '{pattern.id}' does not say '{state}'"


def missing_targets(join: Join, key: str, targets: Any, found: list[Correlation]) -> Iterator[str]:
    """The column's categories, each with its technologies; a difference is an erratum `key/what differs`."""
    entries = join.catalog.entries
    said: dict[str, list[str]] = {}
    for correlation in found:
        if correlation.target in said:
            yield f"{key}: '{correlation.target}' is the target of two correlations"
        said[correlation.target] = list(correlation.technologies)
    for target in targets:
        name = target["name"]
        category = join.the(f"T3/{name}", TechnologyCategory)
        id = {"cncf": category.id if category else "", "library": "library"}.get(target["kind"], target["kind"])
        if target["in"] != "both" and f"{key}/{name}" not in join.errata:
            yield f"{key}/{name}: only one of the two rows names it, and no erratum says so"
        technologies = said.pop(id, None)
        if technologies is None:
            if not join.corrected(f"{key}/{name}"):
                yield f"{key}/{name}: no correlation with this target"
            technologies = []
        for technology in target["technologies"]:
            matching = [other for other in technologies if plain(technology) in names(entries[other])]
            if matching:
                technologies.remove(matching[0])
            elif not join.corrected(f"{key}/{technology}"):
                yield f"{key}/{technology}: not a technology of the correlation with '{id}'"
        yield from (f"{key}: '{other}' is not in the article's cell for '{id}'" for other in technologies)
    yield from (f"{key}: '{id}' is not a target in the article's column" for id in said)


def listed(products: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, set[str]]]:
    """`(name, spellings)` of each technology of a cell of table 3: `AWS: EBS, S3` is two."""
    for product in products:
        if not product["parts"]:
            yield product["name"], {plain(product["name"])}
        for part in product["parts"]:
            full = f"{product['name']} {part}"
            yield full, {plain(part), plain(full)}


def missing_categories(join: Join, facts: Facts) -> Iterator[str]:
    """Each category of table 3 under both names, with the technologies of both its cells."""
    for fact in facts["categories"]:
        key = fact["key"]
        category = join.the(key, TechnologyCategory)
        if category is None:
            yield f"{key}: not the source of exactly one category"
            continue
        # A long vowel at the end is a spelling, not another name: this reference writes each word in one way.
        if {tag: name.rstrip("ー") for tag, name in category.name.items()} != {
            tag: fact[tag].rstrip("ー") for tag in ("en", "ja")
        }:
            yield f"{key}: '{category.id}' has other names"
        technologies = [
            entry for entry in join.by_key[key] if isinstance(entry, Technology) and category.id in entry.categories
        ]
        for cell, kinds in (("open_source", {"open-source", "specification"}), ("managed", {"managed-service"})):
            for name, spellings in listed(fact[cell]):
                matching = [entry for entry in technologies if names(entry) & spellings]
                if not matching:
                    yield f"{key}/{name}: not listed in '{category.id}'"
                elif matching[0].kind not in kinds and not join.corrected(f"{key}/{name}"):
                    yield f"{key}/{name}: '{matching[0].id}' is of kind '{matching[0].kind}'"


def sets_of(entry: object) -> Iterator[MemberSet]:
    """The sets of an entry, not those nested in them."""
    yield from getattr(entry, "sets", ())


def missing_sets(join: Join, facts: Facts) -> Iterator[str]:
    """Each row of table 5 in scope: the same relation between the same entries, in order."""
    joined = facts["aliases"]["joined"]
    sets = [one for entry in join.catalog.entries.values() for one in sets_of(entry)]
    by_label = {plain(joined.get(node["label"], node["label"])): node["key"] for node in facts["nodes"]}
    for fact in facts["index"]:
        key = fact["key"]
        if excluded(key):
            continue
        found = [one for one in sets if key in one.source]
        wanted = wanted_set(join, key, fact["purpose"], fact["set"], by_label)
        if join.corrected(key):
            wanted = (TURNED[wanted[0]], *wanted[1:])
        if [shape(one) for one in found] != [wanted]:
            yield f"{key}: expected {wanted}, the catalog says {[shape(one) for one in found]}"


def shape(one: MemberSet) -> tuple[Any, ...]:
    """Relation, members and nested sets, to compare."""
    return (one.relation, *one.members, *map(shape, one.sets))


def wanted_set(join: Join, key: str, purpose: str, fact: Facts, by_label: Mapping[str, str]) -> tuple[Any, ...]:
    """What the row says, as ids; a member that no entry stands for keeps its name."""
    members = []
    for member in fact["members"]:
        if not isinstance(member, str):
            members.append(wanted_set(join, key, purpose, member, by_label))
            continue
        name = plain(TABLE_5_OWN_NAMES.get(member, member))
        if key in join.errata:
            name = TABLE_5_MISNAMED.get(name, name)
        node = TABLE_5_NAMES.get((purpose, name)) or by_label.get(name)
        if node:
            entry = join.the(node, *PLACES)
        else:
            # No tree draws it: it is an entry of its own, with this row as its source.
            own = [entry for entry in join.by_key.get(key, ()) if isinstance(entry, PLACES)]
            # 「中央集中管理」 of static files is 「静的ファイルの中央集中管理」.
            own = [entry for entry in own if any(re.fullmatch(f"(.*の)?{re.escape(name)}", n) for n in names(entry))]
            entry = own[0] if len(own) == 1 else None
        members.append(entry.id if entry else f"(no entry for {name})")
    return (fact["relation"], *members)


def missing_figures(join: Join) -> Iterator[str]:
    """Each picture that is no tree is a concept figure."""
    for key in sorted(FIGURES):
        if join.the(key, ConceptFigure) is None:
            yield f"{key}: no concept figure"


def parts_by_key(catalog: Catalog) -> dict[str, list[Any]]:
    """The parts of entries that tell a fact, by its key; not those that carry more than three, and no errata."""
    found: dict[str, list[Any]] = {}
    entries = [entry for entry in catalog.entries.values() if not isinstance(entry, Erratum)]
    for entry in (catalog.settings, *entries):
        for key, part in telling(entry):
            found.setdefault(key, []).append(part)
    return found


TELLING: dict[int, tuple[Any, list[tuple[str, Any]]]] = {}
"""By the entry's place in memory, with the entry, so that no other one comes to lie there."""


def telling(entry: Any) -> list[tuple[str, Any]]:
    """The parts of an entry that tell a fact, with its key; of most, thousands of catalogs ask."""
    if id(entry) not in TELLING:
        keyed = [(part, getattr(part, "source", ())) for part in parts_of(entry)]
        TELLING[id(entry)] = entry, [(key, part) for part, keys in keyed if len(keys) <= 3 for key in keys]
    return TELLING[id(entry)][1]


def table_4(catalog: Catalog) -> list[Statement]:
    """The cells of the comparison of styles, those that this reference added among them."""
    styles = [entry for entry in catalog.entries.values() if isinstance(entry, ArchitectureStyle)]
    return [cell for style in styles for cell in (style.processes, style.release, style.stores) if cell]


def missing_told(catalog: Catalog, facts: Facts) -> Iterator[str]:
    """Each row of tables 1 and 2 is an event, each of table 4 a cell of every style, each statement told somewhere."""
    parts = parts_by_key(catalog)
    cells = table_4(catalog)
    for key in facts["told"]["events"]:
        if [type(part) for part in parts.get(key, ())] != [HistoryEvent]:
            yield f"{key}: not one event"
    for key in facts["told"]["cells"]:
        told = [id(part) for part in parts.get(key, ())]
        if len(told) < TABLE_4_STYLES or told != [id(cell) for cell in cells if key in cell.source]:
            yield f"{key}: not a cell of each style"
    for key in facts["told"]["statements"]:
        if key not in parts:
            yield f"{key}: told nowhere"


def missing_errata(join: Join, facts: Facts) -> Iterator[str]:
    """Misspelt labels, and note marks that lead to other notes, are in the errata."""
    for node in facts["nodes"]:
        if node["label"] in facts["aliases"]["misspelt"] and node["key"] not in join.errata:
            yield f"{node['key']}: misspelt, and no erratum says so"
    waiting: list[int] = []
    for fact in facts["citations"]:
        key = f"S{fact['section']}"
        marks = [*waiting, *fact["marks_in_text"]]
        # Where a section lists no notes, they stand at the end of its chapter.
        waiting = [] if fact["notes_listed"] else marks
        if fact["notes_listed"] and marks != fact["notes_listed"] and key not in join.errata:
            yield f"{key}: its note marks do not fit its notes, and no erratum says so"


def known(key: str, facts: Facts) -> bool:
    """Whether the article has such a figure, table, section, note or fact."""
    bare = re.fullmatch(r"([FTN])(\d+)|S(\d+)(?:\.\d+)*", key)
    if bare:
        return int(bare[2] or bare[3]) <= {"F": 44, "T": 18, "N": 88, None: 11}[bare[1]]
    if any(key in keys for keys in facts["told"].values()):
        return True
    rows = ("nodes", "more", "correlations", "categories", "index")
    if any(fact["key"] == key for row in rows for fact in facts[row]):
        return True
    parts = {
        *(f"{fact['key']}/{target['name']}" for fact in facts["correlations"] for target in fact["targets"]),
        *(
            f"{fact['key']}/{technology}"
            for fact in facts["correlations"]
            for target in fact["targets"]
            for technology in target["technologies"]
        ),
        *(
            f"{fact['key']}/{name}"
            for fact in facts["categories"]
            for cell in ("open_source", "managed")
            for name, _ in listed(fact[cell])
        ),
    }
    return key in parts


def sources(value: object) -> Iterator[str]:
    """Every `source:` key in a value, at any depth."""
    if isinstance(value, tuple):
        for item in value:
            yield from sources(item)
    elif is_dataclass(value):
        yield from getattr(value, "source", ())
        for field in fields(value):
            yield from sources(getattr(value, field.name))


def test_facts_are_keys_and_labels_and_no_sentences() -> None:
    """The committed facts hold names of the article, nothing that it says."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            for item in value.values():
                yield from strings(item)
        elif isinstance(value, list):
            for item in value:
                yield from strings(item)

    assert [text for text in strings(FACTS) if "。" in text or len(text) > 90] == []


def test_every_fact_in_scope_is_in_the_catalog_or_in_the_errata(real_catalog: Catalog) -> None:
    """Nodes, edges, marks, correlations, technologies, sets and figures: nothing is missing."""
    assert missing(real_catalog, FACTS) == []


def test_every_key_that_the_catalog_names_exists_in_the_article(real_catalog: Catalog) -> None:
    """No `source:` anywhere, errata included, names a fact that the article does not have."""
    keys = {key for entry in (real_catalog.settings, *real_catalog.entries.values()) for key in sources(entry)}
    assert sorted(key for key in keys if not known(key, FACTS)) == []


def test_every_exclusion_excludes_something() -> None:
    """No prefix in EXCLUDED is left over from a fact that is covered or gone."""
    keys = [fact["key"] for fact in FACTS["index"]]
    assert [prefix for prefix in EXCLUDED if not any(key.startswith(prefix) for key in keys)] == []


def test_every_correction_corrects_something(real_catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line of CORRECTED excuses something that the catalog says as the article does."""
    idle = []
    for key in list(CORRECTED):
        with monkeypatch.context() as patch:
            patch.delitem(CORRECTED, key)
            if not missing(real_catalog, FACTS):
                idle.append(key)
    assert idle == []


# The companion: whatever single thing is taken out, `missing` says so.


def changed(entry: Any, /, **values: Any) -> Any:
    """A copy with other values; not `dataclasses.replace`, which would parse the texts anew."""
    made = copy.copy(entry)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


def with_entry(catalog: Catalog, entry: Any) -> Catalog:
    """The catalog with the entry in the place of the one with its id."""
    return replace(catalog, entries={**catalog.entries, entry.id: entry})


def without(catalog: Catalog, id: str) -> Catalog:
    """The catalog without an entry."""
    return replace(catalog, entries={key: entry for key, entry in catalog.entries.items() if key != id})


Removal = tuple[str, Catalog]
"""What was taken out (the key that must be reported), and the catalog without it."""


def removed_entries(catalog: Catalog) -> Iterator[Removal]:
    """Every entry that a fact stands for."""
    join = Join(catalog)
    for row in ("nodes", "correlations"):
        for fact in FACTS[row]:
            entry = join.the(fact["key"], *PLACES)
            if entry:
                yield fact["key"], without(catalog, entry.id)
    for fact in FACTS["categories"]:
        yield fact["key"], without(catalog, join.the(fact["key"], TechnologyCategory).id)
    for key in FIGURES:
        yield key, without(catalog, join.the(key, ConceptFigure).id)
    for fact in FACTS["categories"]:
        for cell in ("open_source", "managed"):
            for name, spellings in listed(fact[cell]):
                entry = next(
                    one for one in join.by_key[fact["key"]] if isinstance(one, Technology) and names(one) & spellings
                )
                # Not the entry as a whole: correlations that name it would not be valid.
                yield f"{fact['key']}/{name}", with_entry(catalog, changed(entry, categories=()))


def removed_keys(catalog: Catalog) -> Iterator[Removal]:
    """Every key from the `source:` of its entry, and every mark from its group."""
    join = Join(catalog)
    for row in ("nodes", "correlations", "more"):
        for fact in FACTS[row]:
            entry = join.the(fact["key"], *PLACES)
            if entry:
                kept = tuple(key for key in entry.source if key != fact["key"])
                yield fact["key"], with_entry(catalog, changed(entry, source=kept))
    for fact in FACTS["more"]:
        yield fact["key"], with_entry(catalog, changed(join.the(fact["key"], *PLACES), more=False))
    for node in FACTS["nodes"]:
        if node["discouraged"]:
            yield node["key"], with_entry(catalog, changed(join.the(node["key"], *PLACES), status="situational"))


def removed_children(catalog: Catalog) -> Iterator[Removal]:
    """Every child from its parent."""
    join = Join(catalog)
    first = {node["label"]: node["key"] for node in reversed(FACTS["nodes"])}
    for edge in (*FACTS["edges"], *FACTS["section_edges"]):
        figure = f"F{edge['figure']}/" if "figure" in edge else None
        parent, child = (f"{figure}{edge[end]}" if figure else first[edge[end]] for end in ("parent", "child"))
        gone = join.the(child, *PLACES).id
        if is_root(parent, catalog):
            areas = tuple(area for area in catalog.settings.areas if area != gone)
            yield edge["key"], replace(catalog, settings=changed(catalog.settings, areas=areas))
        else:
            entry = join.the(parent, *PLACES)
            kept = tuple(id for id in entry.children if id != gone)
            yield edge["key"], with_entry(catalog, changed(entry, children=kept))


def removed_told(catalog: Catalog) -> Iterator[Removal]:
    """Every part that alone tells a fact: its key is gone."""
    for key in (key for keys in FACTS["told"].values() for key in keys):
        settings = changed_part(catalog.settings, key)
        entries = {
            id: changed_part(entry, key) if key in sources(entry) else entry for id, entry in catalog.entries.items()
        }
        yield key, replace(catalog, settings=settings, entries=entries)


def changed_part(value: Any, key: str) -> Any:
    """A copy in which nothing carries the key, errata aside."""
    if isinstance(value, tuple):
        return tuple(changed_part(item, key) for item in value)
    if not is_dataclass(value) or isinstance(value, type | Erratum | ProseText):
        return value
    changes = {field.name: changed_part(getattr(value, field.name), key) for field in fields(value)}
    if "source" in changes:
        changes["source"] = tuple(one for one in changes["source"] if one != key)
    return changed(value, **changes)


def removed_correlations(catalog: Catalog) -> Iterator[Removal]:
    """Every correlation of the article, and every technology of it."""
    join = Join(catalog)
    for fact in FACTS["correlations"]:
        pattern = join.the(fact["key"], Pattern)
        for number, one in enumerate(pattern.correlations):
            if fact["key"] not in one.source:
                continue
            before, after = pattern.correlations[:number], pattern.correlations[number + 1 :]
            yield fact["key"], with_entry(catalog, changed(pattern, correlations=(*before, *after)))
            for technology in one.technologies:
                fewer = changed(one, technologies=tuple(id for id in one.technologies if id != technology))
                yield fact["key"], with_entry(catalog, changed(pattern, correlations=(*before, fewer, *after)))


def removed_members(catalog: Catalog) -> Iterator[Removal]:
    """Every set, every member of one, and every relation turned round."""
    for entry in list(catalog.entries.values()):
        for number, one in enumerate(getattr(entry, "sets", ())):
            for key in one.source:
                before, after = entry.sets[:number], entry.sets[number + 1 :]
                yield key, with_entry(catalog, changed(entry, sets=(*before, *after)))
                other = "competing" if one.relation == "coexisting" else "coexisting"
                shrunk = [changed(one, relation=other)]
                shrunk += [changed(one, members=tuple(m for m in one.members if m != id)) for id in one.members]
                shrunk += [changed(one, sets=tuple(s for s in one.sets if s is not inner)) for inner in one.sets]
                yield from ((key, with_entry(catalog, changed(entry, sets=(*before, less, *after)))) for less in shrunk)


def removed_errata(catalog: Catalog) -> Iterator[Removal]:
    """Every erratum that stands for a difference."""
    needed = [fact["key"] for fact in FACTS["correlations"] if fact["state"] == "empty"]
    needed += [node["key"] for node in FACTS["nodes"] if node["label"] in FACTS["aliases"]["misspelt"]]
    needed += CORRECTED
    needed += [
        fact["key"] for fact in FACTS["index"] if any(name in fact["set"]["members"] for name in TABLE_5_MISNAMED)
    ]
    needed += [
        f"{fact['key']}/{target['name']}"
        for fact in FACTS["correlations"]
        for target in fact["targets"]
        if target["in"] != "both"
    ]
    for key in needed:
        less = catalog
        for entry in catalog.entries.values():
            if isinstance(entry, Erratum) and key in entry.source:
                less = without(less, entry.id)
        yield key, less


@pytest.mark.parametrize(
    "removals",
    [
        removed_entries,
        removed_keys,
        removed_children,
        removed_correlations,
        removed_members,
        removed_errata,
        removed_told,
    ],
)
def test_whatever_is_taken_out_is_reported(
    real_catalog: Catalog, removals: Callable[[Catalog], Iterator[Removal]]
) -> None:
    """The coverage test fails when any single entry, key, edge, correlation, technology or member is gone."""
    tried = list(removals(real_catalog))
    silent = [key for key, less in tried if not any(line.startswith(key) for line in missing(less, FACTS))]
    assert tried
    assert silent == []


def test_every_design_of_the_article_is_there_and_whole(real_catalog: Catalog) -> None:
    """One example for each, with what is hard about it: decisions, failures, and what is still to do. Others are ours."""
    examples = [entry for entry in real_catalog.entries.values() if isinstance(entry, DesignExample)]
    asked = [[key for key in example.source if key in DRAWN | NAMED] for example in examples]
    assert sorted(key for keys in asked for key in keys) == sorted(DRAWN | NAMED)
    assert [
        example.id for example, keys in zip(examples, asked, strict=True) if len(keys) != bool(example.source)
    ] == []
    thin = [one.id for one in examples if len(one.decisions) < 3 or len(one.failures) < 3 or not one.before_production]
    assert thin == []
