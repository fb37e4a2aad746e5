"""What Markdown, or another script, would make of a text of the catalog, and its prose does not know.

In: a text. Out: the first such piece, what is wrong with it, the way out. What prose knows, `prose` reads.
"""

from __future__ import annotations

import re

# What Markdown would make a block of, at the start of a line after the first: here, lines run together.
BLOCK_LINE = re.compile(r"[\n\r][ \t]*((?:[-*+•]|[12][.)]|#{1,6})[ \t]+(?=\S)|\|(?=[^\n]*\|[ \t]*(?:\n|$)))")
# The same at the start of a text that goes on below it: `# of calls` begins a sentence.
_HEADING = re.compile(r"#{2,6}[ \t]+\S|#[ \t]+\S[^\n]*\n")
_AUTOLINK = re.compile(r"(?<!`)<https?://[^\s<>]+>")
_FOREIGN = {
    "```": ("a listing inside a text, expected sentences", "name a command between single '`'"),
    "~~~": ("a listing inside a text, expected sentences", "name a command between single '`'"),
    "［［": ("'［［' in a text, expected '[[' and ']]' around an id", "brackets of another script are letters"),
}


def foreign(text: str) -> tuple[str, str, str] | None:
    """A piece that hides what stands around it, with message and way out."""
    sign = next((sign for sign in _FOREIGN if sign in text), None)
    if sign is None and text.startswith("#") and _HEADING.match(text):
        return ("#", *block_message("#"))
    if sign is None and "<http" in text and (found := _AUTOLINK.search(text)):
        message = "an address between '<' and '>', expected '[text](address)'"
        return found[0], message, f"write '[…]({found[0][1:-1]})'"
    return (sign, *_FOREIGN[sign]) if sign else None


def block_message(line: str) -> tuple[str, str]:
    """What is wrong with a line that begins as a block of Markdown does, and the way out."""
    sign = line.strip()
    if sign.startswith("#"):
        return "a heading inside a text, expected sentences", "a blank line starts a paragraph; it has no heading"
    if sign.startswith("|"):
        return "a table inside a text, expected sentences", "tell it in sentences"
    way_out = "make a sentence of it, or an item of a field that is a list; lines of a text run together"
    return f"a list inside a text (a line that begins with '{sign}'), expected sentences", way_out
