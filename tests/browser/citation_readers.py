"""Citations as programs that we did not write read them: the name and the address that come out of each form.

In: the text that "Cite" gave. Out: the name and the address, or what a bibliography takes. AsciiDoc has no reader in
Python but our own of decision records; it leaves characters by number as they are, which Python's own library reads.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

import bibtexparser
import mwparserfromhell
from docutils import nodes
from docutils.core import publish_doctree
from markdown_it import MarkdownIt

from patternloom.adr.formats.asciidoc import read_asciidoc
from patternloom.adr.formats.document import Document

Read = tuple[str, str, str]
"""Name, address, and the whole text with both."""
_TEX = {
    "asciitilde": "~", "asciicircum": "^", "braceleft": "{", "braceright": "}", "less": "<", "greater": ">", "bar": "|",
    "backslash": "\\",
}  # fmt: skip
"""Signs by the names that LaTeX prints them by."""
_SIGN = re.compile(rf"\\(?:text({'|'.join(_TEX)})\{{\}}|([%&#$_]))")


def markdown(text: str) -> Read:
    """By markdown-it, with the tables and strikes of GitHub."""
    engine = MarkdownIt("gfm-like")
    engine.linkify.set({"fuzzy_link": False})  # which makes links of `README.md`, as GitHub does not
    tokens = engine.parse(text)
    inline = [token for token in tokens if token.type == "inline"][-1].children or []
    assert {token.type for token in inline} == {"link_open", "text", "link_close"}
    (start,) = (number for number, token in enumerate(inline) if token.type == "link_open")
    end = next(number for number, token in enumerate(inline) if token.type == "link_close")
    name = "".join(token.content for token in inline[start:end])
    return name, str(inline[start].attrs["href"]), "".join(token.content for token in inline)


def asciidoc(text: str) -> Read:
    """By the reader of our checker of decision records."""
    document = Document()
    read_asciidoc(text, 0, document)
    (block,) = document.blocks
    (link,) = block.links
    return html.unescape(block.text[link.start : link.end]), link.address, html.unescape(block.text)


def rst(text: str) -> Read:
    """By docutils, which says nothing against it."""
    tree = publish_doctree(text, settings_overrides={"report_level": 1, "halt_level": 1})
    (reference,) = tree.findall(nodes.reference)
    return reference.astext(), reference["refuri"], tree.astext()


def wiki(text: str) -> Read:
    """By mwparserfromhell."""
    code = mwparserfromhell.parse(text)
    (link,) = code.filter_external_links()
    kinds = {type(node).__name__ for node in code.ifilter()}
    assert kinds <= {"ExternalLink", "Text", "HTMLEntity"}, kinds
    return link.title.strip_code(), str(link.url), code.strip_code()


def bibtex(text: str) -> dict[str, str]:
    """By bibtexparser, which leaves to LaTeX what LaTeX prints."""
    (entry,) = bibtexparser.loads(text).entries
    return {key: _SIGN.sub(lambda sign: sign[2] or _TEX[sign[1]], value) for key, value in entry.items()}


def csl(text: str) -> dict[str, Any]:
    """By JSON, with what the schema of CSL's data asks for."""
    (item,) = json.loads(text)
    assert isinstance(item, dict)
    assert {"id", "type"} <= item.keys()
    assert item["type"] == "webpage", "one of the schema's types"
    ((year, month, day),) = item["issued"]["date-parts"]
    assert (1000 <= year <= 9999, 1 <= month <= 12, 1 <= day <= 31) == (True, True, True)
    words = {key: value for key, value in item.items() if key != "issued"}
    assert all(isinstance(value, str) for value in words.values())
    return item
