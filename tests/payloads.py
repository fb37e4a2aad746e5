"""A catalog in which every text is an attack, and what a page shows of it.

Which texts there are is told by the model itself: every field of every kind of entry, of the settings, of what lies
beside an example, and every word. Each gets the payload with a tag of its own, so that what gets through says where
it came from. The catalog is changed after it was read: what the types refuse is tried as well.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import types
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from unittest import mock

from payload_past import records_of
from projects import OVEN, TODAY, Project

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import Catalog, load
from patternloom.lock.gone import Past
from patternloom.lock.record import Record
from patternloom.model.addresses import Doi, EditUrl, Isbn, ProposeUrl, ReportUrl
from patternloom.model.entry import Entry
from patternloom.model.example_notes import Version
from patternloom.model.examples import DesignExample
from patternloom.model.kinds import KINDS
from patternloom.model.lasting import Key, Meaning
from patternloom.model.refs import RefTo
from patternloom.model.releases import DayOrNone, Release
from patternloom.model.texts import Forms, Prose, ProseText, Text
from patternloom.model.values import (
    Bool,
    Date,
    FilePath,
    Id,
    Language,
    LocalId,
    Plain,
    SourceKey,
    Url,
    Verbatim,
    Year,
    is_id,
)
from patternloom.problems.findings import Findings
from patternloom.publish.lasting import pins
from patternloom.publish.project import Project as Input
from patternloom.publish.sources import Sources
from patternloom.publish.tree import Export, render_tree
from patternloom.site.content import read_content
from patternloom.site.decisions import NO_DECISIONS, Decided, Decisions, decisions
from patternloom.site.default_pages import with_asked_for
from patternloom.site.navigation import places
from patternloom.site.pages import plan_pages
from patternloom.site.templates import read_macros
from patternloom.text.held import Hold, plain
from patternloom.text.prose import Code, Emphasis, EntryLink, Link, Words

TAG = re.compile(r"Zq\d{4}z")
LANGUAGE = "en"
(_MEANING,) = get_args(Meaning[int])[1:]

# `TAG` is where the tag stands; each text also ends with it. No comma, as a name is cited by what stands before it.
BEGINNINGS = {
    "fence": '~~~ { .mermaid onclick="TAG" }',
    "fence of backticks": '``` { .x onclick="TAG" }\ncode\n```',
    "quote": "> quote TAG",
    "heading": "# TAG {: onclick=x }",
    "setext": "TAG\n===",
    "item": "- TAG",
    "item of a star": "* TAG",
    "number": "1. TAG",
    "letter": "a) TAG",
    "admonition": '!!! note "TAG"',
    "details": '??? note "TAG"',
    "tab": '=== "TAG"',
    "definition": ": TAG",
    "table": "| TAG | b |\n| --- | --- |\n| c | d |",
    "reference": "[x]: javascript:TAG",
    "abbreviation": "*[HTML]: TAG",
    "footnote": "[^1]: TAG",
    "block": "/// note | TAG\n///",
    "container": "::: TAG\n:::",
    "rule": "---\nTAG",
    "snippet": '--8<-- "TAG"',
    "code": "    TAG",
    "HTML": "<div onclick='TAG'>\n\n<b id=TAG>",
    "comment": "<!-- TAG",
    "front matter": "---\ntitle: TAG\n---",
    "bracket": "(javascript:TAG)",
}
INSIDES = {
    "code span": "`[x](https://y.example){: onclick=TAG }`",
    "link": "[x](https://y.example){: onclick=TAG .TAG #TAG }",
    "script link": "[x](javascript:TAG) [x](<javascript:TAG>) [x]( jAvAsCrIpT&#58;TAG) [x](java\tscript:TAG) <javascript:TAG>",
    "data link": "[x](data:text/html;base64;TAG) ![x](data:image/svg+xml;TAG)",
    "reference link": "[x][TAG]\n\n[TAG]: javascript:TAG\n\n[TAG]",
    "image": '![x](x "TAG"){: onerror=TAG }',
    "emphasis": "*TAG* __TAG__ **TAG** ~~TAG~~ ^^TAG^^ ==TAG== ++TAG++ `TAG` ``TAG``",
    "honest": "`__init__` a|b x < y C# *args [x] &amp; 1. x # x - x > x ~~~ $x$ -- ... (c) :smile: \\*x\\*",
    "entities": "&lt;b id=TAG&gt; &#60;b id=TAG&#62; &#x3c;b&#x3e; &quot; &copy &nbsp;",
    "script": "<script>TAG</script></script><script src=//y.example/TAG>",
    "handlers": '<img src=x onerror=TAG><svg onload=TAG><details open ontoggle=TAG><b onclick="TAG">',
    "frames": "<iframe srcdoc='TAG'></iframe><object data=TAG></object><embed src=TAG><base href=//TAG><form action=TAG>",
    "styles": "<style>TAG</style><link rel=stylesheet href=//TAG><meta http-equiv=refresh content='0;url=TAG'>",
    "quotes": '" onclick="TAG" x=" \' onclick=\'TAG\' ` onclick=`TAG`',
    "ends": "</p></div></figure></table></td></title></textarea></svg></code></pre></template>TAG",
    "comments": "<!-- TAG --> --> <!--> <![CDATA[ TAG ]]> ]]> <?php TAG ?> <!DOCTYPE TAG>",
    "Jinja": "{{ 7 * 7 }}{% raw %}TAG{% endraw %}{# TAG #}{## TAG ##}{{ TAG }}",
    "attribute list": "TAG {: #TAG .TAG onclick=TAG } {#TAG} { .TAG }",
    "mermaid": '"]:::x\n%%{init: {"securityLevel": "loose"}}%%\nclick n_x href "javascript:TAG"\n"] --> TAG #quot; end fa:fa-car \\n $$x$$',
    "D2": 'TAG: |md # TAG | ${TAG} {link: javascript:TAG} \\" " ; TAG -> x: y { icon: //TAG }',
    "held": '\ufdd0<b id=TAG>\ufdd2\ufdd1<b>\ufdd2 <p data-pl-held="0"></p><div data-pl-held="1"></div>',
    "marks of engines": "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \ue000 TAG",
    "line ends": "a\r<b id=TAG>\r\n\r\n<b>\x85\n<b>\u2028<b>\u2029\x0b<b>\x0c<b>\x1c<b> TAG",
    "addresses": "https://y.example/TAG www.y.example TAG@y.example <https://y.example/TAG> mailto:TAG@y.example",
    "directions": "\u202eTAG\u202c \u2066TAG\u2069 \u200b\u200d\ufeff \u00ad TAG",
    "maths": "$$TAG$$ \\(TAG\\) \\[TAG\\] $TAG$ [[TAG]] [[TAG|TAG]] [@TAG] [^TAG] [x]{TAG}",
    "placeholders": "{other} {0} {} %s {name.__class__} {n:>9} {n!r} TAG",
}


@dataclass
class Planted:
    """A catalog full of one payload."""

    catalog: Catalog
    fields: dict[str, str] = field(default_factory=dict)
    """Tag → the field, as `Pattern.summary: code`."""
    texts: dict[str, str] = field(default_factory=dict)
    """Tag → the text that stands there."""
    decisions: Decisions = NO_DECISIONS
    """Records of teams, as full of it."""
    records: Mapping[str, Record] = field(default_factory=dict)
    """What the lock remembers, as full of it."""

    def shown(self, tag: str) -> str:
        """The text of a tag as a reader sees it; the tag itself where there is none of that name."""
        return shown(self.texts.get(tag, tag))


def shown(text: str) -> str:
    """A text as a reader sees it: its blanks and line ends folded, and a sign for what is no character."""
    known = re.sub("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", text)
    return " ".join(re.sub("[\\s\x1c-\x1f\x85]+", " ", known).split())


class _Planting:
    """The way through the model."""

    def __init__(self, payload: Callable[[str], str], ids: Mapping[str, list[str]]) -> None:
        self.payload = payload
        self.ids = ids
        self.fields: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.local = "one"

    def text(self, place: str, form: Callable[[str], str] = str) -> str:
        """The payload with a tag that is this place's alone."""
        tag = f"Zq{len(self.fields):04d}z"
        text = form(f"{self.payload(place).replace('TAG', tag)} {tag}".strip())
        self.fields[tag], self.texts[tag] = place, text
        return text

    def prose(self, place: str) -> ProseText:
        """Every kind of node, in two paragraphs."""
        nodes = (
            Words(self.text(f"{place}: words")),
            Words(" "),
            Code(self.text(f"{place}: code")),
            Link("https://y.example/", self.text(f"{place}: link")),
            EntryLink(self.ids["pattern"][0], self.text(f"{place}: label")),
            Emphasis((Words(self.text(f"{place}: emphasis")),), strong=True),
        )
        return ProseText({LANGUAGE: (nodes, (Words(self.text(f"{place}: paragraph")),))})

    def of_type(self, hint: Any, place: str, value: Any = None) -> Any:
        """A value of a field's type; what is no text stays, or is made up where there is none."""
        hint = unmarked(hint)
        if hint in _TEXTS:
            return _TEXTS[hint](self, place, value)
        if hint in _OTHERS:
            return _OTHERS[hint](self) if value is None else value
        origin, inside = get_origin(hint), get_args(hint)
        if origin is Annotated:
            if ref := next((one for one in inside if isinstance(one, RefTo)), None):
                return (
                    value if value is not None else self.ids[next(k for k in sorted(ref.kinds) if self.ids.get(k))][0]
                )
            return self.of_type(inside[0], place, value)
        if origin in (Union, types.UnionType):
            (some,) = [one for one in inside if one is not type(None)]
            return self.of_type(some, place, value) if value is not None or holds_text(some) else None
        if origin is tuple:
            items = value or ((None,) if holds_text(inside[0]) else ())
            return tuple(self.of_type(inside[0], place, item) for item in items)
        if origin is Literal:
            return value if value is not None else inside[0]
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self.of_class(hint, place if "." in place else hint.__name__, value)
        raise AssertionError(f"{place} has type {hint}, which no payload is known for: say here how one gets in")

    def of_class(self, cls: type, place: str, value: Any = None) -> Any:
        """Every field of a class; of an object, what is no text stays."""
        hints = get_type_hints(cls, include_extras=True)
        there = {one.name: getattr(value, one.name) if value is not None else None for one in dataclasses.fields(cls)}
        parts = there.get("components")
        self.local = parts[0].id if parts else self.local
        made = {name: self.of_type(hints[name], f"{place}.{name}", old) for name, old in there.items()}
        return unchecked(cls, made)


def unchecked(cls: type, values: Mapping[str, Any]) -> Any:
    """An object of the model that no check has seen."""
    made = object.__new__(cls)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


def _word(planting: _Planting, place: str, value: Any) -> str:
    return planting.text(place)


def _address(planting: _Planting, place: str, value: Any) -> str:
    """What an address may hold of the payload."""
    return planting.text(place, lambda text: "https://y.example/" + re.sub(r'[\s<>"\\^`{|}\x00-\x1f\x7f]', "", text))


def _path(planting: _Planting, place: str, value: Any) -> str:
    """A file's name with what a name may hold of the payload."""

    def name(text: str) -> str:
        letters = re.sub(r"[/\\\x00-\x1f\x7f-\x9f\u2028\u2029\s]+", " ", text)
        return f"{letters[:60]} {text[-6:]}"

    return planting.text(place, name) + ".conf"


_TEXTS: dict[Any, Callable[[_Planting, str, Any], Any]] = {
    Plain: _word,
    Verbatim: _word,
    Text: lambda planting, place, value: {LANGUAGE: planting.text(place)},
    Prose: lambda planting, place, value: planting.prose(place),
    Forms: lambda planting, place, value: {LANGUAGE: (planting.text(place),)},
    Url: _address,
    FilePath: _path,
}
_OTHERS: dict[Any, Callable[[_Planting], Any]] = {
    Id: lambda planting: "one", LocalId: lambda planting: planting.local, Bool: lambda planting: False,
    Year: lambda planting: 2020, Date: lambda planting: dt.date(2020, 1, 1), Language: lambda planting: LANGUAGE,
    SourceKey: lambda planting: "F1", EditUrl: lambda planting: "https://y.example/{path}",
    ReportUrl: lambda planting: "https://y.example/{id}", ProposeUrl: lambda planting: "https://y.example/{query}",
    Doi: lambda planting: "10.1000/x", Isbn: lambda planting: "978-0-13-468599-1",
    DayOrNone: lambda planting: dt.date(2020, 1, 1), Key: lambda planting: "n1",
}  # fmt: skip


def unmarked(hint: Any) -> Any:
    """A field's type without the mark that it is part of the meaning."""
    if get_origin(hint) is not Annotated or _MEANING not in hint.__metadata__:
        return hint
    rest = tuple(one for one in hint.__metadata__ if one != _MEANING)
    return Annotated[(hint.__origin__, *rest)] if rest else hint.__origin__


def holds_text(hint: Any, seen: tuple[Any, ...] = ()) -> bool:
    """Whether a value of that type has a text somewhere."""
    hint = unmarked(hint)
    if hint in _TEXTS or hint is str:  # of a text that nobody knows here, `of_type` complains
        return True
    inside = get_args(hint)
    if hint in _OTHERS or hint in seen or get_origin(hint) is Literal:
        return False
    if get_origin(hint) is Annotated:
        return not any(isinstance(one, RefTo) for one in inside) and holds_text(inside[0], seen)
    if dataclasses.is_dataclass(hint):
        inner = get_type_hints(hint, include_extras=True).values()
        return any(holds_text(one, (*seen, hint)) for one in inner)
    return any(holds_text(one, seen) for one in inside)


_HISTORY = """---
title: x
shows: [timeline, style]
---
{% from "history.jinja" import comparison, style_section, timeline %}
{{ comparison(page, page.all("style")) }}
{% for line in page.all("timeline") %}
{{ timeline(page, line) }}
{% endfor %}
{% for style in page.all("style") %}
{{ style_section(page, style) }}
{% endfor %}
"""


def catalog_of(project: Project) -> Catalog:
    """The small catalog with its design example, in a project with the repository's macros and pages."""
    project.overlay(OVEN)
    project.use_site()
    # Pages that the repository has by hand, a language each.
    (project.root / "content" / "history.any.md").write_text(_HISTORY, "utf-8")
    return load(project.catalog, "catalog", TODAY)[0]


def plant(catalog: Catalog, payload: Callable[[str], str]) -> Planted:
    """The catalog with a field's payload in each of its texts; a kind that it has no entry of gets one."""
    ids: dict[str, list[str]] = {}
    for id, place in catalog.places.items():
        ids.setdefault(place.kind.name, []).append(id)
    planting = _Planting(payload, ids)
    entries: dict[str, Entry] = {}
    spots = dict(catalog.places)
    for id, entry in catalog.entries.items():
        entries[id] = planting.of_class(type(entry), type(entry).__name__, entry)
    some = next(iter(spots.values()))
    for kind in KINDS:
        if kind.name not in ids:
            id = f"{kind.prefix}{kind.name}-made-up"
            assert is_id(id)
            entries[id] = planting.of_class(kind.type, kind.type.__name__)
            object.__setattr__(entries[id], "id", id)
            spots[id] = some
    _name_releases(entries.values())
    settings = planting.of_class(type(catalog.settings), "Settings", catalog.settings)
    words = {
        key: _with_names(planting.text(f"strings: {key}"), text) for key, text in catalog.strings[LANGUAGE].items()
    }
    files = dict(_files(planting, catalog, entries))
    object.__setattr__(settings, "languages", (LANGUAGE,))
    planted = Catalog(settings, entries, spots, {LANGUAGE: words}, files)
    told = _decisions(planting, ids)
    records = records_of(entries, TAG, LANGUAGE, planting.text)
    return Planted(planted, planting.fields, planting.texts, told, records)


def _decisions(planting: _Planting, ids: Mapping[str, list[str]]) -> Decisions:
    """Two records on every kind that tells of them: one that can be read somewhere, and one that cannot."""
    about = tuple(ids[kind][0] for kind in ("group", "pattern", "technology"))
    made = []
    for address in (_address(planting, "Decided.address", ""), ""):
        title, date, path = (planting.text(f"Decided.{name}") for name in ("title", "date", "path"))
        made.append(Decided(title, "accepted", date, "ja", address, path, about))
    return decisions(made)


def _name_releases(entries: Iterable[Entry]) -> None:
    """An example names every release, by its words: only so does a page show one."""
    known = list(entries)
    releases = (one for one in known if isinstance(one, Release))
    versions = tuple(unchecked(Version, {"name": one.product, "version": one.version}) for one in releases)
    example = next(one for one in known if isinstance(one, DesignExample))
    object.__setattr__(example, "versions", (*example.versions, *versions))


def _with_names(text: str, word: str) -> str:
    """A word with the placeholders that it had."""
    return " ".join([text, *re.findall(r"\{\w+\}", word)])


def _line(text: str) -> str:
    """What a record may hold of the payload: another counts as none, and shows nothing."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)


def _files(planting: _Planting, catalog: Catalog, entries: Mapping[str, Entry]) -> Iterator[tuple[str, Any]]:
    """What lies beside the examples: named as they name it, full of payloads, with a record of checks."""
    for id, own in catalog.files.items():
        example: Any = entries[id]
        files = {file.path: planting.text("files: contents").encode("utf-8", "replace") for file in example.files}
        record = {
            "date": "2020-01-01",
            "checks": [entry for entry in catalog.entries if entry.startswith("check-")],
            "tools": {planting.text("evidence: tool", _line): planting.text("evidence: version", _line)},
            "files": {},
        }
        evidence = json.dumps(record).encode()
        yield id, dataclasses.replace(own, files=files, evidence=evidence)


def sources_of(project: Project, planted: Planted) -> Sources:
    """All that pages are made from, the catalog as it is now."""
    catalog = planted.catalog
    problems = Findings()
    content = read_content(project.root / "content", "content", catalog.settings.languages, problems)
    content = with_asked_for(content, ("records.md",))
    macros = read_macros(project.root / "macros", "macros", problems)
    graph = build_graph(catalog)
    plan = dataclasses.replace(
        plan_pages(graph, content.templates, "https://y.example/"),
        decisions=planted.decisions,
        past=Past(catalog.entries, planted.records),
    )
    assert not problems
    input = Input(project.root, project.catalog, project.root / "macros", project.root / "content")
    there = places(content, plan.pages[LANGUAGE])
    return Sources(input, catalog, graph, content, macros, plan, there, (), planted.records)


def rendered(project: Project, planted: Planted, hold: Hold = plain) -> Export:
    """The tree of its pages; a pin is one of them, however long its payloads are."""
    with mock.patch.object(pins, "HEAVIEST", 10**9):
        return render_tree(sources_of(project, planted), LANGUAGE, hold)


def written_to(folder: Path, export: Export) -> None:
    """The tree on disk."""
    for file in export.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def texts_of(export: Export) -> dict[str, str]:
    """Every page as Markdown, and every other page as HTML, by its path."""
    return {
        file.path: file.text
        for file in export.files
        if file.path.endswith((".md", ".html")) and (file.origin or file.path == "records.md" or file.path[:2] == "p/")
    }


GROUPS = 6
"""So many catalogs hold every payload of `INSIDES` in every field."""


def group(number: int, groups: int = GROUPS) -> Callable[[str], str]:
    """The payloads of a catalog: one to begin with, which changes from field to field, and a part of all others."""
    beginnings, insides = list(BEGINNINGS.values()), list(INSIDES.values())
    others = "\n\n".join(insides[number % groups :: groups])
    return lambda place: f"{beginnings[(zlib.crc32(place.encode()) + number) % len(beginnings)]}\n\n{others}"


def everything(place: str) -> str:
    """Every payload at once."""
    return group(0, 1)(place)
