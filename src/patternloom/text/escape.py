"""Catalog text made safe for the place it lands in, one function a place.

In: plain text. Out: text that reads the same there and means nothing else. HTML is `markupsafe`'s.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup, escape

# What Python-Markdown and CommonMark read as markup inside a line; `{` also keeps Jinja and attribute lists out, and a
# heading loses each `#` at its end.
_MARKDOWN_INLINE = re.compile(r"([\\`*_\[\]{}|~^$]|(?<!#)#+$)")
# What starts a block, or an abbreviation, at the beginning of a line.
_MARKDOWN_START = re.compile(r"^(\s*)(?:([#+=>:!-])|(\d+)([.)]))")
_MERMAID = re.compile(r"[\"#%;`<>&{}\[\]()|\\'@:$=~^*!?+_]")


def html(text: str) -> Markup:
    """For HTML text and quoted attributes."""
    return escape(text)


def markdown(text: str) -> Markup:
    """For a line of Markdown: `a_b <i>` → `a&#95;b &lt;i&gt;`."""
    line = " ".join(text.split())
    line = _MARKDOWN_INLINE.sub(lambda match: "".join(f"&#{ord(sign)};" for sign in match[1]), str(escape(line)))
    line = _MARKDOWN_START.sub(
        lambda match: match[1] + (f"&#{ord(match[2])};" if match[2] else f"{match[3]}&#{ord(match[4])};"), line
    )
    return Markup(line)


# Keeps a blank line of code apart from the blank lines that macros leave, which are tidied away.
BLANK_CODE_LINE = "\ue000"


def code(text: str, indent: int = 0) -> Markup:
    """For the inside of a Markdown code fence, which shows everything as it is: indented, and nothing to escape."""
    lines = (line if line.strip() else BLANK_CODE_LINE for line in text.split("\n"))
    return Markup("\n".join(" " * indent + line for line in lines))


def mermaid(text: str) -> Markup:
    """For a quoted mermaid label: everything mermaid gives a meaning to as `#code;`."""
    line = " ".join(text.split())
    return Markup(_MERMAID.sub(lambda match: f"#{ord(match[0])};", line))


def url_part(text: str) -> Markup:
    """For one segment of a path or a fragment."""
    return Markup(quote(text, safe="-._~"))
