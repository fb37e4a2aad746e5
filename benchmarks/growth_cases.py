"""Which steps take which shapes of input, for `growth`: what a large catalog has, and what a bad will puts in one.

In: a folder, and how much of it. Out: a function that takes one step, all that it needs made before. A step whose input
is bounded is given as much as it takes; then it grows no more.
"""

# ruff: noqa: E501 - tables of inputs, a shape a line
from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from operator import mul
from pathlib import Path, PurePosixPath
from typing import Any

from projects import REPOSITORY
from pydantic import TypeAdapter
from synthetic import REVIEWED, Shape, write_catalog

from patternloom.adr.formats.files import TextFile
from patternloom.adr.language.words import words
from patternloom.adr.record.understand import understand
from patternloom.catalog.load import examine
from patternloom.catalog.stats import counts_of
from patternloom.mkdocs.held_back import HeldBack, Listings
from patternloom.model.examples import ExampleFile
from patternloom.model.refs import Context
from patternloom.model.schema import schemas
from patternloom.pictures.d2 import d2_text
from patternloom.pictures.diagram import Box, Diagram, Edge, Node
from patternloom.pictures.labels import Area, Ground, Name, place_labels, place_names
from patternloom.problems import limits
from patternloom.problems.findings import Findings, Mark, PatternloomError, Problem
from patternloom.problems.reports import RENDERINGS
from patternloom.publish.project import Project
from patternloom.publish.sources import read_sources
from patternloom.publish.tree import render_tree, write
from patternloom.reading.configuration import read_configuration
from patternloom.reading.folder import read_attachments
from patternloom.reading.strict_yaml import read_yaml
from patternloom.site import check_templates
from patternloom.site.check_templates import mistakes_of
from patternloom.site.content import ANY, Template
from patternloom.site.example_files import archive, shown_file
from patternloom.site.front_matter import read_front_matter
from patternloom.site.known import Known
from patternloom.site.render import _tidy
from patternloom.site.templates import Macros
from patternloom.text import escape
from patternloom.text.forms import Watch, words_of_a_page, words_of_prose
from patternloom.text.held import marked
from patternloom.text.plain_markdown import plain_markdown
from patternloom.text.prose import parse_prose
from patternloom.verify.example.manifests import read_documents

# Reached by the smallest size already: what is bounded by it grows no more.
limits.COMPARISONS = 500
# How diagrams grow is measured beyond what mermaid draws.
limits.DIAGRAM_EDGES = limits.DIAGRAM_CHARACTERS = 10**9

Step = Callable[[], object]
Make = Callable[[Path, int], Step]
CASES: dict[str, tuple[int, Make]] = {}
"""By name: the smallest size, and what makes the step."""


def case(name: str, first: int) -> Callable[[Make], Make]:
    """Adds one."""

    def add(make: Make) -> Make:
        CASES[name] = (first, make)
        return make

    return add


def _ready(run: Callable[[Any], object], make: Callable[[int], Any], folder: Path, size: int) -> Step:
    """The step that runs on what is made of that size; nothing of it is measured but the run."""
    return partial(run, make(size))


def _each(step: str, first: int, shapes: Mapping[str, Callable[[int], Any]], run: Callable[[Any], object]) -> None:
    for shape, text in shapes.items():
        CASES[f"{step}: {shape}"] = (first, partial(_ready, run, text))


# What any text may hold too much of.
TEXTS: dict[str, Callable[[int], str]] = {
    "words": lambda n: "word " * n,
    "a line of blanks": lambda n: "a" + " " * n + "b",
    "lines of blanks": lambda n: "a" + "\n    " * n + "b",
    "many #": lambda n: "#" * n + "a",
    "many # at its end": lambda n: "a" + "#" * n,
    "many *": lambda n: "*a " * n,
    "many emphases": lambda n: "*a* **b** " * n,
    "many [": lambda n: "[" * n,
    "many ]( ": lambda n: "](" * n,
    "many [[": lambda n: "[[a " * n,
    "many [@": lambda n: "[@a " * n,
    "many fences": lambda n: "```" + "\n```" * n,
    "links without end": lambda n: "[a](https://e" * n,
    "many links": lambda n: "[[yeast]] " * n,
    "many backticks": lambda n: "`" * n,
    "many code spans": lambda n: "`a` " * n,
    "many backslashes": lambda n: "\\" * n,
    "many braces": lambda n: "{{%" * n,
    "many {%": lambda n: "{% a " * n,
    "many {{": lambda n: "{{ a " * n,
    "many {#": lambda n: "{# a " * n,
    "many < and &": lambda n: "<&" * n,
    "many dashes": lambda n: "\n- " * n,
    "many bars": lambda n: "\n| a " * n,
    "wide letters": lambda n: "パン " * n,
    "astral letters": lambda n: "\U0001f35e" * n,
    "combining letters": lambda n: "e\u0301" * n,
    "signs set aside": lambda n: "\ufdd0\ue000 " * n,
}
FILE = TypeAdapter(ExampleFile).validate_python({"path": "a.yaml", "role": "x"}, context=Context(("en",), {}))
_each("prose", 50, TEXTS, parse_prose)
_each("Markdown line", 200, TEXTS, escape.text)
_each("mermaid label", 1000, TEXTS, escape.mermaid)
_each(
    "listing", 200, TEXTS,
    lambda text: (shown_file(FILE, text.encode()), _tidy(str(marked(escape.listing(text, "", "pl-code"), listing=True))), marked(text)),
)  # fmt: skip
_each("front matter", 100, TEXTS, lambda text: read_front_matter(f"---\na: |\n  {text}\n---\n", "a", (), Findings()))

# What HTML in a page may hold too much of: most of it never ends, or ends what never began.
HTML: dict[str, Callable[[int], str]] = {
    f"many {part.strip()}": partial(mul, part)
    for part in (
        "<a ", "<b>", '<a href="x">', "<svg>", "<button><svg>", "<p hidden>", "<ul><li>", "<dl><dt>", "<dd>", "<td>",
        "<div></p>", "<table><tr><td>", "<tr><td rowspan=99>x", "<p>&#45;", "<code>", "<!--", "{#a ", "<p> <b></b>",
    )
} | {
    "a long name of a tag": lambda n: "<" + "a" * n,
    "ends of another": lambda n: "<p>" * n + "</div>" * n,
    "tables in tables": lambda n: "<table><tr><td>" * n + "x" + "</td></tr></table>" * n,
    "stress in stress": lambda n: "<b>x" * n + "</b>" * n,
    "listings without end": lambda n: "```a\nb\n" * n,
}  # fmt: skip
_each("a page as Markdown alone", 500, TEXTS | HTML, lambda text: plain_markdown(text, str))

YAML: dict[str, Callable[[int], str]] = {
    "many entries": lambda n: "a:\n" + "- {id: x, name: y}\n" * n,
    "a line of many entries": lambda n: "a: [" + "{id: x}, " * n + "]",
    "many aliases": lambda n: "a:\n" + "- *b\n" * n,
    "many anchors and tags": lambda n: "a:\n" + "- &b !c d\n" * n,
    "merge keys": lambda n: "a:\n" + "- {<<: *b}\n" * n,
    "no values on one line": lambda n: "a: [" + "{b: , c}, " * n + "]",
    "no values": lambda n: "a:\n" + "-\n" * n,
    "blanks before no value": lambda n: "a: {" + "b,   " * n + "}",
    "the same key again": lambda n: "a: b\n" * n,
    "many keys": lambda n: "".join(f"k{number}: b\n" for number in range(n)),
    "comments after texts": lambda n: "a:\n" + "- b # c\n" * n,
    "many # on a line": lambda n: "a: b " + "# " * n,
    "nesting": lambda n: "[\n" * n,
    "nesting of blocks": lambda n: "".join(" " * level + "a:\n" for level in range(38)) + "# \n" * n,
    "an open quote": lambda n: "a: '" + "b: c\n " * n,
    "a wrong line after many": lambda n: "a:\n" + "- b\n" * n + "c d\n e: f: g\n",
    "a text of many lines": lambda n: "a: >-\n" + "  b c\n\n" * n,
    "a text of escapes": lambda n: 'a: "' + "\\x41\\n" * n + '"',
    "lists as keys": lambda n: "a:\n" + "- {[b]: c}\n" * n,
    "line ends of all kinds": lambda n: "a: |\n" + "  b\x85  c\u2028  d\r\n" * n,
    "quotes that open nothing": lambda n: "a:\n" + "- 'b\n  c'\n" * n,
    "a tab": lambda n: "a:\n" + "- b\n" * n + "\tc",
}
_each("reading YAML", 50, YAML, lambda text: read_yaml(text, "a", problems=[]))
_each("reading manifests", 10, YAML, lambda text: read_documents.__wrapped__(text, "a"))


def _folder(folder: Path, files: Mapping[str, str]) -> Path:
    base = {
        "catalog.yaml": "languages: [en]\nname: x\nsummary: {en: x}\nareas: [a]\n",
        "strings/en.yaml": "home: x\n",
        "a.yaml": f"areas:\n- {{id: a, name: x, summary: {{en: x}}, children: [p], {REVIEWED}}}\n"
        f"patterns:\n- {{id: p, name: x, summary: {{en: x}}, status: situational, references: [r], {REVIEWED}}}\n"
        "references:\n- {id: r, kind: book, title: x}\n"
        "component_kinds:\n- {id: ck, name: x}\nboundary_kinds:\n- {id: bk, name: x}\n",
    }
    for name, text in {**base, **files}.items():
        path = folder / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "catalog"


def pattern(id: str, more: str = "", summary: str = "x") -> str:
    """A pattern on a line."""
    references = "" if "references" in more else "references: [r], "
    given = "" if "summary" in more else f"summary: {{en: {json.dumps(summary)}}}, "
    return f"- {{id: {id}, name: {id}, {given}status: situational, {references}{REVIEWED}{more and ', '}{more}}}\n"


def patterns(n: int, more: Callable[[int], str] = lambda number: "", summary: str = "x") -> str:
    """A file of them."""
    return "patterns:\n" + "".join(pattern(f"p{number}", more(number), summary) for number in range(n))


def figure(boxes: str, arrows: str) -> str:
    """A file with a figure."""
    return f"figures:\n- {{id: f, name: x, about: a, caption: {{en: x}}, {REVIEWED}, boxes: [{boxes}], arrows: [{arrows}]}}\n"


def listed(n: int, one: Callable[[int], str]) -> str:
    """So many, with commas between them."""
    return ", ".join(one(number) for number in range(n))


def example(boundaries: str, components: str, steps: str, more: str = "") -> str:
    """A file with a design example."""
    return (
        f"examples:\n- {{id: e, name: x, about: [p], summary: {{en: x}}, not_run: {{en: x}}, {REVIEWED}, "
        f"boundaries: [{boundaries}], components: [{components}], steps: [{steps}]{more and ', '}{more}}}\n"
    )


BOUNDARY = "{id: b, kind: bk}"


def component(id: str, inside: str = "b", more: str = "") -> str:
    """One of a design example's."""
    return f"{{id: {id}, kind: ck, name: x, inside: {inside}, provided_by: outside, does: x{more and ', '}{more}}}"


STEP = "{text: {en: x}, at: c}"
CATALOGS: dict[str, Callable[[int], Mapping[str, str]]] = {
    "many entries": lambda n: {"b.yaml": patterns(n)},
    "many files": lambda n: {f"b{number}.yaml": patterns(0) + pattern(f"p{number}") for number in range(n)},
    "entries that lack everything": lambda n: {"b.yaml": "patterns: [" + listed(n, lambda i: f"{{id: p{i}}}") + "]"},
    "entries that are no mappings": lambda n: {"b.yaml": "patterns: [" + "x, " * n + "]"},
    "unknown lists": lambda n: {"b.yaml": "".join(f"pattern{i}: [x]\n" for i in range(n))},
    "the same id": lambda n: {"b.yaml": patterns(1) * n},
    "dangling links in one text": lambda n: {"b.yaml": patterns(1, summary=listed(n, lambda i: f"[[q{i}]]"))},
    "the same dangling link in one text": lambda n: {"b.yaml": patterns(1, summary="[[q]] " * n)},
    "dangling links written with escapes": lambda n: {
        "b.yaml": patterns(1, lambda i: 'summary: {en: "' + "\\x5b[q]] " * n + '"}')
    },
    "dangling citations in a folded text": lambda n: {
        "b.yaml": "patterns:\n- id: q\n  summary:\n    en: >-\n" + "      [@q]\n" * n
    },
    "near misses of ids": lambda n: {"b.yaml": patterns(n, lambda i: f"children: [pp{i}, q{i}p]")},
    "near misses in prose": lambda n: {"b.yaml": patterns(n, lambda i: f"summary: {{en: '[[pp{i}]]'}}")},
    "children of one": lambda n: {"b.yaml": patterns(n) + pattern("q", f"children: [{listed(n, lambda i: f'p{i}')}]")},
    "the same child": lambda n: {"b.yaml": pattern("q", "children: [" + "p, " * n + "]").join(("patterns:\n", ""))},
    "a cycle": lambda n: {"b.yaml": patterns(n, lambda i: f"children: [p{(i + 1) % n}]")},
    "many cycles": lambda n: {"b.yaml": patterns(n, lambda i: f"children: [p{(i + 1) % n}, p0]")},
    "levels": lambda n: {"b.yaml": patterns(n + 1, lambda i: f"children: [p{i + 1}]" if i < n else "")},
    "unknown keys": lambda n: {"b.yaml": patterns(1, lambda _: listed(n, lambda i: f"k{i}: x"))},
    "unknown keys in parts": lambda n: {"b.yaml": patterns(1, lambda _: "notes: [" + "{txet: x}, " * n + "]")},
    "languages beside texts": lambda n: {"b.yaml": patterns(1, lambda _: "notes: [" + "{text: , en: x}, " * n + "]")},
    "unknown languages": lambda n: {"b.yaml": patterns(n, lambda i: "summary: {en: x, jp: x}")},
    "missing translations": lambda n: {"b.yaml": patterns(n, lambda i: "summary: {}")},
    "wrong types": lambda n: {"b.yaml": patterns(n, lambda i: "children: x, notes: {}, aliases: [[]], reviewed: [x]")},
    "wrong words": lambda n: {"b.yaml": patterns(n, lambda i: "related: [{type: requries, target: p}]")},
    "prose with mistakes": lambda n: {"b.yaml": patterns(n, lambda i: "summary: {en: '[[ * ` ]('}")},
    "many aliases of one": lambda n: {"b.yaml": patterns(1, lambda _: f"aliases: [{listed(n, lambda i: f'a{i}')}]")},
    "many correlations of one": lambda n: {
        "b.yaml": patterns(1, lambda _: "correlations: [" + "{target: none, reason: not-applicable}, " * n + "]")
    },
    "many relations": lambda n: {
        "b.yaml": patterns(n, lambda i: f"related: [{{type: requires, target: p{i // 2}, note: {{en: x}}}}]")
    },
    "nested sets": lambda n: {
        "b.yaml": "groups:\n"
        f"- {{id: g, name: x, problem: {{en: x}}, {REVIEWED}, sets: [{'{relation: competing, members: [p]},' * n}]}}\n"
    },
    "keys of the article": lambda n: {"b.yaml": patterns(n, lambda i: f"source: [F{i}/x]")},
    "boxes and unknown arrows": lambda n: {
        "b.yaml": figure(listed(n, lambda i: f"{{id: b{i}, label: x}}"), listed(n, lambda i: f"{{start: bb{i}, end: c{i}}}"))
    },
    "boxes in boxes": lambda n: {
        "b.yaml": figure(listed(n, lambda i: f"{{id: b{i}, label: x, inside: b{i + 1}}}") + f", {{id: b{n}, label: x}}", "")
    },
    "boxes in unknown boxes": lambda n: {"b.yaml": figure(listed(n, lambda i: f"{{id: b{i}, label: x, inside: c{i}b}}"), "")},
    "components and unknown flows": lambda n: {
        "b.yaml": example(
            BOUNDARY,
            listed(n, lambda i: component(f"c{i}")),
            f"{{text: {{en: x}}, flows: [{listed(n, lambda i: f'{{start: cc{i}, end: d{i}}}')}]}}",
        )
    },
    "boundaries": lambda n: {
        "b.yaml": example(listed(n, lambda i: f"{{id: b{i}, kind: bk, inside: b{i + 1}}}"), component("c"), STEP)
    },
    "components in unknown boundaries": lambda n: {
        "b.yaml": example(BOUNDARY, listed(n, lambda i: component(f"c{i}", f"bb{i}")), STEP)
    },
    "steps": lambda n: {"b.yaml": example(BOUNDARY, component("c"), f"{STEP}, " * n)},
    "attached files": lambda n: {
        "e/b.yaml": example(BOUNDARY, component("c"), STEP),
        **{f"e/files/{number}.conf": "x" for number in range(n)},
    },
    "files that are listed and not there": lambda n: {
        "e/b.yaml": example(BOUNDARY, component("c"), STEP, f"files: [{listed(n, lambda i: f'{{path: f{i}, role: x}}')}]"),
        "e/files/f.conf": "x",
    },
    "objects that are nowhere": lambda n: {
        "e/b.yaml": example(BOUNDARY, component("c", "b", f"objects: [{listed(n, lambda i: f'Kind{i}/n/a{i}')}]"), STEP),
        "e/files/f.conf": listed(2000, lambda i: f"kind{i}x"),
    },
    "an attached file of many words": lambda n: {
        "e/b.yaml": example(BOUNDARY, component("c", "b", "objects: [Kind/n/a]"), STEP, "files: [{path: f, role: x}]"),
        "e/files/f": "x\n" + listed(n, lambda i: f"word{i}") + "\n" + "# step 1 " * n,
    },
    "an attached file of blanks": lambda n: {
        "e/b.yaml": example(BOUNDARY, component("c"), STEP, "files: [{path: f, role: x}]"),
        "e/files/f": "# step" + " " * n + "1" + " " * n + "x\n" + "# step 1, " * n + "//" * n,
    },
    "marks of steps that are not there": lambda n: {
        "e/b.yaml": example(BOUNDARY, component("c"), STEP, "files: [{path: f, role: x}]"),
        "e/files/f": "x # step 99\n" * n,
    },
    "evidence of many checks and files": lambda n: {
        "e/b.yaml": example(BOUNDARY, component("c"), STEP, "files: [{path: f, role: x}]"),
        "e/files/f": "x",
        "e/evidence.json": json.dumps({
            "date": "2026-01-01",
            "checks": [f"check-{i}" for i in range(n)],
            "tools": {f"t{i}": "1" for i in range(n)},
            "files": {f"f{i}": "x" for i in range(n)},
        }),
    },
    "words of the interface": lambda n: {"strings/en.yaml": "".join(f"k{i}: x\n" for i in range(n))},
    "unlike words in two languages": lambda n: {
        "catalog.yaml": "languages: [en, ja]\nname: x\nsummary: {en: x, ja: x}\n",
        "strings/en.yaml": "".join(f"word_{i}: '{{a}}'\n" for i in range(n)),
        "strings/ja.yaml": "".join(f"wrod_{i}: '{{b}}'\n" for i in range(n)),
    },
    "forms": lambda n: {
        "b.yaml": "terms:\n"
        + f"- {{id: term-t, name: x, definition: {{en: x}}, {REVIEWED}, avoid: {{en: [{listed(n, lambda i: f'form{i}')}]}}}}\n"
        + patterns(20, summary=listed(50, lambda i: f"form{i}"))
    },
    "names that hold a form": lambda n: {
        "b.yaml": f"terms:\n- {{id: term-t, name: x, definition: {{en: x}}, {REVIEWED}, avoid: {{en: [form]}}}}\n"
        + "patterns:\n"
        + "".join(pattern(f"p{i}", summary=f"a form, and name {i} of a form").replace(f"name: p{i}", f"name: name {i} of a form") for i in range(n))
    },
    "forms in one text": lambda n: {
        "b.yaml": f"terms:\n- {{id: term-t, name: x, definition: {{en: x}}, {REVIEWED}, avoid: {{en: [form]}}}}\n"
        + patterns(1, summary="form " * n)
    },
}  # fmt: skip


def _examining(files: Callable[[int], Mapping[str, str]], folder: Path, size: int) -> Step:
    return partial(examine, _folder(folder, files(size)), "catalog")


for _name, _files in CATALOGS.items():
    CASES[f"check: {_name}"] = (5, partial(_examining, _files))


def _site(folder: Path, shape: Shape) -> Project:
    """A synthetic catalog with our macros and those pages that name no entry."""
    write_catalog(folder / "catalog", shape)
    shutil.copytree(REPOSITORY / "catalog" / "strings", folder / "catalog" / "strings", dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "macros", folder / "macros", dirs_exist_ok=True)
    for page in (REPOSITORY / "content").rglob("*.any.md"):
        target = folder / "content" / page.relative_to(REPOSITORY / "content")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)
    return Project(folder, folder / "catalog", folder / "macros", folder / "content")


SHAPES: dict[str, Callable[[int], Shape]] = {
    "areas": lambda n: Shape(areas=n, groups=1, patterns=2),
    "groups of an area": lambda n: Shape(areas=1, groups=n, patterns=2),
    "patterns of a group": lambda n: Shape(areas=1, groups=1, patterns=n),
}
for _name, _shape in SHAPES.items():

    def _read(folder: Path, size: int, shape: Callable[[int], Shape] = _shape) -> Step:
        project = _site(folder, shape(size))

        def step() -> None:
            vars(check_templates)["_told"].clear()  # else what is remembered of one size is measured beside others
            read_sources(project)

        return step

    def _render(folder: Path, size: int, shape: Callable[[int], Shape] = _shape) -> Step:
        return partial(render_tree, read_sources(_site(folder, shape(size))), "en")

    CASES[f"all that pages are made from: {_name}"] = (16, _read)  # below, looking at the macros takes most of it
    CASES[f"pages, links and permalinks: {_name}"] = (4, _render)


@case("export to a folder", 2)
def _export(folder: Path, size: int) -> Step:
    project = _site(folder, Shape(areas=size, groups=1, patterns=2))
    return partial(write, render_tree(read_sources(project), "en"), project, folder / "tree")


@case("stats", 20)
def _stats(folder: Path, size: int) -> Step:
    catalog = examine(_folder(folder, {"b.yaml": patterns(size)}), "catalog").catalog
    assert catalog
    return partial(counts_of, catalog)


@case("schemas", 500)
def _schemas(folder: Path, size: int) -> Step:
    return partial(schemas, ("en",), [f"w{i}" for i in range(size)], {f"p{i}": "pattern" for i in range(size)})


def _template(text: str) -> Template:
    return Template(
        file="a.any.md", source=PurePosixPath("a.any.md"), path=PurePosixPath("a.md"), language=ANY, kind=None,
        front={}, shows=(), body=text, plain=False, text=text,
    )  # fmt: skip


TEMPLATES: dict[str, Callable[[int], str]] = {
    "prints": lambda n: "{{ page.language }}\n" * n,
    "unknown names": lambda n: "".join(f"{{{{ langauge{i} }}}}\n" for i in range(n)),
    "unknown names on one line": lambda n: "".join(f"{{{{ langauge{i} }}}} " for i in range(n)),
    "unknown words": lambda n: "".join(f"{{{{ t.hmoe{i} }}}}\n" for i in range(n)),
    "unknown filters": lambda n: "{{ page | markdwon }}\n" * n,
    "assignments": lambda n: "".join(f"{{% set a{i} = a{i - 1} %}}\n" for i in range(n)),
    "macros": lambda n: "".join(
        f"{{% macro m{i}(a) %}}{{{{ a }}}}{{% endmacro %}}{{{{ m{i}(1) }}}}\n" for i in range(n)
    ),
    "nesting": lambda n: "{% if page %}" * n + "{% endif %}" * n,
    "a long sum": lambda n: "{{ 1" + " + 1" * n + " }}",
    "braces in prose": lambda n: "{ [ ( " * n,
}
_each(
    "templates", 50, TEMPLATES,
    lambda text: list(mistakes_of([_template(text)], Macros("macros", {"m.jinja": text}, True), Known(frozenset({"home"})))),
)  # fmt: skip


@case("navigation: many entries", 50)
def _nav(folder: Path, size: int) -> Step:
    file = folder / "mkdocs.yml"
    file.write_text("plugins: [patternloom]\nnav:\n" + "".join(f"- x{i}: y{i}.md\n" for i in range(size)), "utf-8")
    return partial(read_configuration, file)


@case("navigation: pages that are nowhere", 5)
def _nowhere(folder: Path, size: int) -> Step:
    project = _site(folder, Shape(areas=2, groups=1, patterns=2))
    file = folder / "mkdocs.yml"
    pages = "".join(f"- '{{wrod{i}}}': areas/aera-{i}.md\n" for i in range(size * 20))
    file.write_text(f"plugins: [patternloom]\ndocs_dir: content\nnav:\n{pages}", "utf-8")
    (folder / "mkdocs.ja.yml").write_text("INHERIT: mkdocs.yml\n", "utf-8")
    whole = Project(folder, project.catalog, project.macros, project.content, "", read_configuration(file))

    def step() -> None:
        with suppress(PatternloomError):
            read_sources(whole)

    return step


@case("attachments", 20)
def _attachments(folder: Path, size: int) -> Step:
    (folder / "e" / "files").mkdir(parents=True, exist_ok=True)
    for number in range(size):
        (folder / "e" / "files" / f"{number}.conf").write_text("x", "utf-8")
    return partial(read_attachments, folder, "catalog")


@case("archive", 20)
def _archive(folder: Path, size: int) -> Step:
    return partial(archive, "e", {f"{number}.conf": b"x" * 100 for number in range(size)})


def _diagram(size: int, depth: int = 1) -> Diagram:
    shapes: list[Node | Box] = [Node(f"n{i}", "x", ("component", "own")) for i in range(size)]
    for level in range(depth):
        shapes = [Box(f"b{level}", "x", ("boundary", "plain"), tuple(shapes))]
    edges = [Edge(f"n{i}", f"n{(i * 7 + 1) % size}", "end", str(i), ("flow", "normal", "step-1")) for i in range(size)]
    return Diagram("d", "x", "x", "down", (*shapes, *edges))


@case("text of a picture", 100)
def _d2(folder: Path, size: int) -> Step:
    return partial(d2_text, _diagram(size))


@case("text of a picture: nested boxes", 20)
def _d2_nested(folder: Path, size: int) -> Step:
    return partial(d2_text, _diagram(500, min(size, 20)))


@case("places of a picture's words", limits.FLOWS)
def _places(folder: Path, size: int) -> Step:
    # Each is held against all others: as many arrows as a picture may have at the most, far apart, and no more.
    number = min(size, limits.FLOWS)
    ways = tuple(((i * 300.0, 0.0), (i * 300.0, 80.0), (i * 300.0 + 200, 80.0)) for i in range(number))
    shapes = tuple(Area(i * 300.0, -60, i * 300.0 + 40, -10) for i in range(number))
    ground = Ground(shapes, (), ways)
    names = [Name(i * 300.0, i * 300.0 + 280, -70, 60) for i in range(number)]
    return lambda: (place_names(ground, names), place_labels(ground, (), dict.fromkeys(range(number), 30.0)))


def _problems(size: int) -> list[Problem]:
    return [Problem(Mark("a", number), f"x {number}", "y", rule="yaml") for number in range(size)]


for _format, _rendering in RENDERINGS.items():
    CASES[f"report as {_format}"] = (200, partial(_ready, _rendering, _problems))
CASES["report: sorted"] = (200, lambda folder, size: partial(PatternloomError, _problems(size)))


@case("parts held back", 100)
def _held(folder: Path, size: int) -> Step:
    page = "\n".join(
        str(marked(f"<div>{number}</div>")) + "\n" + str(marked("``` text\nx\n```", listing=True))
        for number in range(size)
    )

    def step() -> None:
        held = HeldBack()
        held.put_back(held.hold(page), Listings(str, None))

    return step


WATCH = Watch({"form": "x", "party": "y"}, tuple(f"name {number} of a form" for number in range(50)))
_each(
    "forms",
    100,
    TEXTS | {"forms": lambda n: "form, parties " * n},
    lambda text: (list(WATCH.found(words_of_prose(text))), words_of_a_page(text)),
)

# What a foreign record may hold too much of, beside a link of what it chooses. In reStructuredText, docutils reads it,
# which takes the square of many of these.
HEADS = {
    "a.md": "# T\n\n## Decision\n\n{} [Saga](https://x.example/p/saga/r1/) {}\n",
    "a.adoc": "= T\n\n== Decision\n\n{} https://x.example/p/saga/r1/[Saga] {}\n",
}
RECORD: dict[str, Callable[[int], str]] = TEXTS | {
    f"many {part.strip()}": partial(mul, part)
    for part in (
        "<<", "<<a,", "link:a[", "xref:a", "image:a[link=", "image:a[ link=x,", "pass:[", "stem:[a", "++", "|===\n", "{a", "`a_ ",
        ":a:`", "|a| ", "[1]_ ", ".. a::\n", "![a](", "[a][", "<!--", "<a b=\"", "we do not use ", "instead of ", "of ", "a, ",
        "in the hands of ", "because ", "採用しない", "「", "。", "(", "not ", "not a ([b](c)) ", "than a ([b](c)), ",
        "as in [b](c), ", "follow the a of [b](c) ", "\n\n\"x\". [b](c) was a. ",
    )
} | {"a long word": lambda n: "a" * n}  # fmt: skip

OF_LANGUAGES = words({}, {})


def _record(name: str, head: str) -> Callable[[str], object]:
    def understood(text: str) -> object:
        file = TextFile(Path(name), name, head.format(text, text))
        return understand(file, "", OF_LANGUAGES, ("en", "ja"))

    return understood


for name, head in HEADS.items():
    _each(f"a record, {name}", 100, RECORD, _record(name, head))
