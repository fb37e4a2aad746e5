"""The little markup that catalog prose may use, parsed once into a tree.

In: one string. Out: paragraphs of inline nodes, and every mistake with its offset.
It knows no catalog: whether `[[saga]]` leads anywhere is `parse`'s question, and how
a node looks in HTML or Markdown is `render`'s. Raw HTML and Jinja are always text.

    `code`   *emphasis*   **strong**   [text](https://…)   [[saga]]   [[saga|the Saga]]   [@newman-2021]
    A backslash before any punctuation makes it plain text. A blank line starts a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text, not escaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text in a fixed-width face."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress; `strong` for the double form."""

    children: tuple[Inline, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another site."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A cross-reference to a catalog entry; `label` is None where the entry's own name is meant."""

    id: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to the bibliography."""

    id: str


Inline = Words | Code | Emphasis | Link | EntryLink | Citation
Paragraph = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Markup that does not parse: what is wrong, and the piece of text that shows where."""

    piece: str
    message: str
    nth: int = 0
    """How often the piece stands in the text before this place."""


MAX_NESTING = 8
MAX_MISTAKES = 100

# Every token starts with one of these.
_MARKUP = re.compile(r"[\\`*\[]|\]\(")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_TOKEN = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | `(?P<code>[^`\n]+)`
    | \[\[(?P<entry>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]+))?\]\]
    | \[@(?P<cite>[^\[\]\n]+)\]
    | \[(?P<text>(?:[^\[\]\n\\]|\\.)+)\]\((?P<url>[^()\s]+)\)
    | (?P<stars>\*\*?)
    | (?P<stray>\[\[|\[@|`|\]\()
    """,
    re.VERBOSE,
)
_STRAY = {
    "[[": "'[[' without its ']]'",
    "[@": "'[@' without its ']'",
    "`": "'`' without its closing '`'",
    "](": "a link whose address cannot be read (spaces and parentheses in it are %20, %28 and %29)",
}


def parse_prose(text: str) -> tuple[tuple[Paragraph, ...], tuple[Mistake, ...]]:
    """Paragraphs and mistakes of one prose string; the paragraphs are usable only without mistakes."""
    mistakes: list[Mistake] = []
    paragraphs = []
    before = ""
    for part in _PARAGRAPH.split(text.strip()):
        line = _unfold(part)
        paragraphs.append(_inline(line, before, mistakes))
        before += line
    return tuple(paragraphs), tuple(mistakes)


# Kana, ideographs, full-width forms and the punctuation that goes with them.
_WIDE = "[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"


_KANA = re.compile("[\u3041-\u30ff]")
_SPACE_IN_WIDE = re.compile(f"(?<={_WIDE}) | (?={_WIDE})")


def _unfold(text: str) -> str:
    """One line; in Japanese, without the spaces that folded YAML leaves at line ends."""
    line = " ".join(text.split())
    if not line.isascii() and _KANA.search(line):
        line = _SPACE_IN_WIDE.sub("", line)
    return line


def _inline(text: str, before: str, mistakes: list[Mistake]) -> Paragraph:
    if not _MARKUP.search(text):
        return (Words(text),) if text else ()
    # Each level is (the marker that opened it, where, the nodes inside); level 0 is the paragraph.
    levels: list[tuple[str, int, list[Inline]]] = [("", 0, [])]
    position = 0

    def mistake(piece: str, start: int, message: str) -> None:
        mistakes.append(Mistake(piece, message, before.count(piece) + text.count(piece, 0, start)))

    def words(piece: str) -> None:
        nodes = levels[-1][2]
        if piece and nodes and isinstance(nodes[-1], Words):
            nodes[-1] = Words(nodes[-1].text + piece)
        elif piece:
            nodes.append(Words(piece))

    for match in _TOKEN.finditer(text):
        words(text[position : match.start()])
        position = match.end()
        nodes = levels[-1][2]
        if len(mistakes) >= MAX_MISTAKES:
            return ()
        if escaped := match["escaped"]:
            words(escaped)
        elif code := match["code"]:
            nodes.append(Code(code))
        elif entry := match["entry"]:
            nodes.append(EntryLink(entry.strip(), match["label"]))
        elif cite := match["cite"]:
            nodes.append(Citation(cite.strip()))
        elif url := match["url"]:
            if not is_web_url(url):
                mistake(url, match.start("url"), f"link to '{url}', expected an absolute http(s) address")
            nodes.append(Link(url, re.sub(r"\\(.)", r"\1", match["text"])))
        elif stray := match["stray"]:
            mistake(stray, match.start(), f"{_STRAY[stray]}; write '\\{stray[0]}' for the character itself")
        elif match["stars"] == levels[-1][0]:
            marker, _, inner = levels.pop()
            levels[-1][2].append(Emphasis(tuple(inner), strong=marker == "**"))
        elif len(levels) > MAX_NESTING:
            too_deep = f"emphasis nested deeper than {MAX_NESTING} levels, expected plainer text"
            mistake(match["stars"], match.start(), too_deep)
            return ()
        else:
            levels.append((match["stars"], match.start(), []))
    words(text[position:])
    for marker, start, inner in levels[1:]:
        levels[0][2].extend(inner)  # what stands inside is still looked at
        mistake(marker, start, f"'{marker}' without its closing '{marker}'; write '\\*' for the character itself")
    return tuple(levels[0][2])


def is_web_url(text: str) -> bool:
    """Whether the text is an absolute http or https address with a host and no spaces or quotes."""
    try:
        parts = urlsplit(text)
        # Reading the port is what makes the standard library check it.
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.port != 0
            and not re.search(r'[\s<>"\\^`{|}\x00-\x1f\x7f]', text)
        )
    except ValueError:
        return False


def walk(paragraphs: tuple[Paragraph, ...]) -> Iterator[Inline]:
    """Every node, outer before inner, in reading order."""
    stack: list[Inline] = [node for paragraph in reversed(paragraphs) for node in reversed(paragraph)]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Emphasis):
            stack.extend(reversed(node.children))
