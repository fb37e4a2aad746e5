"""What a page shows, so that two of them can be compared: the same but for the texts, which are told by their tags.

A page is read as a browser reads it (html5lib). Of a text that stands there whole, its tag is left; what is left of one
that was torn apart, or became markup, is not what the same page has where every text is its tag alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import html5lib
import markdown
import sphobjinv
from markdown_it import MarkdownIt
from mkdocs.utils.yaml import yaml_load
from payloads import TAG, Planted, shown
from projects import REPOSITORY

from patternloom.publish.lasting.pins import cited_in_markdown

# Numbers of a drawing, which depend on how long its words are.
_MEASURES = frozenset(
    (
        "d",
        "x",
        "y",
        "width",
        "height",
        "viewBox",
        "points",
        "transform",
        "style",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "refX",
        "refY",
    )
)
# A citation in Markdown, to be copied: what means something there is escaped.
_CITED = re.compile(r"\[.*\]\(https://[a-z]+\.example/p/[a-z0-9-]+/r\d+/\) \(")
_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)


def python_markdown() -> Callable[[str], str]:
    """Python-Markdown as the site runs it."""
    settings = yaml_load((REPOSITORY / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    # MkDocs adds these three by itself.
    names = list(dict.fromkeys(["toc", "tables", "fenced_code", *settings]))
    engine = markdown.Markdown(
        extensions=names, extension_configs={name: values or {} for name, values in settings.items()}
    )
    return lambda text: engine.reset().convert(text)


def markdown_it() -> Callable[[str], str]:
    """CommonMark with tables and struck words, as other engines read it."""
    engine = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    return engine.render


ENGINES: dict[str, Callable[[str], str]] = {"Python-Markdown": python_markdown(), "markdown-it-py": markdown_it()}


def engines_for(path: str) -> dict[str, Callable[[str], str]]:
    """Those that make a page of a file: none changes what is HTML."""
    return {"as it is": str} if path.endswith(".html") else ENGINES


def as_html(text: str, engine: Callable[[str], str]) -> str:
    """A page of the tree as an engine makes it; the values of its front matter stand where themes put them."""
    front = _FRONT.match(text)
    body = engine(text[front.end() :] if front else text)
    values = yaml_load(front[1]) if front else {}
    head = "".join(
        f'<title>{value}</title><meta name="{key}" content="{value}"><p>{value}</p>'
        for key, value in values.items()
        if isinstance(value, str)
    )
    return f"<!doctype html>\n{head}\n{body}"


_SIZE = re.compile(r"\d+(?=px)| pl-figure__picture--high\b")
"""How large a drawing is depends on how long its words are."""
Line = tuple[str, str, tuple[tuple[str, str], ...]]
"""Depth and element, or a text; attributes."""


def page_lines(page: str, planted: Planted) -> list[tuple[Any, ...]]:
    """Every element with its attributes, and every text, in order."""
    root = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    return list(_lines(root, planted, 0))


def _lines(element: Any, planted: Planted, depth: int) -> Iterator[tuple[Any, ...]]:
    name = element.tag if isinstance(element.tag, str) else "comment"
    if element.get("class") == "pl-piece":
        return  # into how many pieces a drawing is cut depends on how long its words are
    measured = "svg" in name or "{" in name
    attributes = tuple(
        (key, _SIZE.sub("", tagged(unquote(value) if key == "href" else value, planted)))
        for key, value in sorted(element.items(), key=str)
        if not (measured and key in _MEASURES)
    )
    yield depth, name.rpartition("}")[2], re.sub(r"-\d{4,}", "", str(attributes))
    if measured and name.rpartition("}")[2] == "text" and len(element):
        # Words of a drawing, broken into lines where they are long.
        yield depth + 1, tagged_in_lines("".join(element.itertext()), planted)
        return
    if name == "script" and element.get("type") == "application/ld+json":
        yield from ((depth + 1, key, tagged(str(value), planted)) for key, value in sorted(_leaves(element.text)))
        return
    if name == "code" and all(part.tag == "span" for part in element.iter() if part is not element):
        # A listing, whose colours depend on the text.
        yield depth + 1, tagged("".join(element.itertext()), planted)
        return
    if element.text and element.text.strip():
        yield depth + 1, tagged_in_lines(element.text, planted) if measured else tagged(element.text, planted)
    for child in element:
        yield from _lines(child, planted, depth + 1)
        if child.tail and child.tail.strip():
            yield depth + 1, tagged(child.tail, planted)


def data_lines(file: str, data: bytes, planted: Planted) -> list[tuple[str, str]]:
    """Every value that a program reads from a file of ours, with the way to it."""
    if file.endswith(".json"):
        return sorted((way, _of_prose(str(value), planted)) for way, value in _leaves(data.decode()))
    if file.endswith(".inv"):
        names = sphobjinv.Inventory(zlib=data).objects
        return [(one.name, tagged(one.dispname, planted)) for one in names]
    return [
        (f"{element.tag} {name}", tagged(value, planted))
        for element in ElementTree.fromstring(data).iter()
        for name, value in [*element.items(), ("", (element.text or "").strip())]
    ]


def _of_prose(text: str, planted: Planted) -> str:
    """A value's tag; what is prose is told as it is written, with every sign escaped."""
    found = tagged(text, planted)
    return tagged(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text), planted) if "\\" in found else found


def _leaves(text: str) -> Iterator[tuple[str, Any]]:
    """Every value of JSON, with the way to it."""
    open_values = [("", json.loads(text))]
    while open_values:
        way, value = open_values.pop()
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
        if inner is None:
            yield way, value
        else:
            open_values += [(f"{way}.{key}", one) for key, one in inner]


def tagged_in_lines(text: str, planted: Planted) -> str:
    """The same of a text whose blanks are lost where its lines end."""
    found = "".join(shown(text).split())
    for tag in dict.fromkeys(TAG.findall(found)):
        found = found.replace("".join(planted.shown(tag).split()), tag)
    return found


def _uncoded(text: str) -> str:
    """Mermaid's `#35;` is a character by its code."""
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), text)


def tagged(text: str, planted: Planted) -> str:
    """The text with each planted one in its place as its tag alone."""
    found = shown(text)
    if not TAG.search(found):
        return found
    if "flowchart " in found:
        found = shown(_uncoded(found)).replace("\u2060", "")
    cited = _CITED.match(found)
    for tag in dict.fromkeys(TAG.findall(found)):
        whole = planted.shown(tag)
        if cited:
            whole = cited_in_markdown(whole, "", "").removeprefix("[").removesuffix("]() ()")
        found = found.replace(whole, tag).replace(unquote(whole), tag)
    return found
