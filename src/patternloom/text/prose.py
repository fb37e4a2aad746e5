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
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from patternloom.problems import limits
from patternloom.text.blocks import BLOCK_LINE, block_message, foreign
from patternloom.text.letters import letters_in, unfolded


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
    letter: int = field(default=0, compare=False, repr=False)
    """How many letters of the text stand before it, blanks not counted."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to the bibliography."""

    id: str
    letter: int = field(default=0, compare=False, repr=False)
    """As an entry link's."""


Inline = Words | Code | Emphasis | Link | EntryLink | Citation
Paragraph = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Markup that does not parse: what is wrong, and the piece of text that shows where."""

    piece: str
    message: str
    letter: int = 0
    """How many letters of the text stand before it, blanks not counted."""


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
    | (?P<stars>\*{1,3})
    | (?P<stray>\[\[|\[@|`|\]\(|\][ ]\((?=https?:))
    """,
    re.VERBOSE,
)
_STRAY = {
    "[[": "'[[' without its ']]'",
    "[@": "'[@' without its ']'",
    "`": "'`' without its closing '`'",
    "] (": "a link with a blank before its address, expected '[text](address)'",
    "](": "a link whose address cannot be read; write a blank in it as %20, and parentheses as %28 and %29",
}


def parse_prose(text: str) -> tuple[tuple[Paragraph, ...], tuple[Mistake, ...]]:
    """Paragraphs and mistakes of one prose string; the paragraphs are usable only without mistakes."""
    mistakes: list[Mistake] = []
    paragraphs = []
    before = 0
    if found := foreign(text):
        return (), (Mistake(found[0], "; ".join(found[1:]), letters_in(text[: text.index(found[0])])),)
    if block := BLOCK_LINE.search(text):
        piece = " ".join(text[block.start(1) :].split(maxsplit=2)[:2])
        mistakes.append(Mistake(piece, "; ".join(block_message(block[1])), letters_in(text[: block.start(1)])))
    for part in _PARAGRAPH.split(text.strip()):
        line = unfolded(part)
        paragraphs.append(_inline(line, before, mistakes))
        before += letters_in(line)
    return tuple(paragraphs), tuple(mistakes)


@lru_cache(maxsize=1_000)  # an entry's texts are asked for once for its meaning, and once for its translations
def unfolded_prose(text: str) -> str:
    """The text with its markup, a line for each paragraph."""
    return "\n\n".join(unfolded(part) for part in _PARAGRAPH.split(text.strip()))


@dataclass(slots=True)
class _Reading:
    """One paragraph while it is read."""

    text: str
    before: int
    """Letters in the paragraphs before it."""
    mistakes: list[Mistake]
    levels: list[tuple[str, int, list[Inline]]] = field(default_factory=lambda: [("", 0, [])])
    """Each is (the marker that opened it, letters before that, the nodes inside); level 0 is the paragraph."""
    counted: int = 0
    """So far are its letters counted in `before`."""

    def letters(self, end: int) -> int:
        """How many stand before a place; places come in their order."""
        self.before += letters_in(self.text[self.counted : end])
        self.counted = end
        return self.before

    def words(self, piece: str) -> None:
        """Take plain text in."""
        nodes = self.levels[-1][2]
        if piece and nodes and isinstance(nodes[-1], Words):
            nodes[-1] = Words(nodes[-1].text + piece)
        elif piece:
            nodes.append(Words(piece))

    def take(self, match: re.Match[str]) -> None:
        """Take a piece of markup in."""
        nodes = self.levels[-1][2]
        if escaped := match["escaped"]:
            self.words(escaped)
        elif code := match["code"]:
            nodes.append(Code(code))
        elif entry := match["entry"]:
            nodes.append(EntryLink(entry.strip(), match["label"], self.letters(match.start())))
        elif cite := match["cite"]:
            nodes.append(Citation(cite.strip(), self.letters(match.start())))
        elif url := match["url"]:
            image = nodes and isinstance(nodes[-1], Words) and self.text[: match.start()].endswith("!")
            # Of an image, the address does not matter.
            if not (image and self._refuse_image(match.start() - 1)) and not is_web_url(url):
                message = f"link to '{url}', expected an absolute http(s) address"
                self.mistakes.append(Mistake(url, message, self.letters(match.start("url"))))
            nodes.append(Link(url, re.sub(r"\\(.)", r"\1", match["text"])))
        elif stray := match["stray"]:
            itself = "" if stray[0] == "]" else f"; write '\\{stray[0]}' for the character itself"
            self.mistakes.append(Mistake(stray, _STRAY[stray] + itself, self.letters(match.start())))
        elif match["stars"] == self.levels[-1][0]:
            self.close()
        elif match["stars"] == "***" and {marker for marker, _, _ in self.levels[-2:]} == {"*", "**"}:
            self.close()
            self.close()
        else:
            self.levels.append((match["stars"], self.letters(match.start()), []))

    def _refuse_image(self, start: int) -> bool:
        if self.text[:start].endswith("\\"):
            return False
        message = "an image inside a text, expected sentences; write '\\!' for the character itself"
        self.mistakes.append(Mistake("!", message, self.letters(start)))
        return True

    def close(self) -> None:
        """End the innermost emphasis."""
        marker, _, inner = self.levels.pop()
        stressed = Emphasis(tuple(inner), strong=marker != "*")
        self.levels[-1][2].append(Emphasis((stressed,)) if marker == "***" else stressed)


def _inline(text: str, before: int, mistakes: list[Mistake]) -> Paragraph:
    if not _MARKUP.search(text):
        return (Words(text),) if text else ()
    reading, position = _Reading(text, before, mistakes), 0
    for match in _TOKEN.finditer(text):
        reading.words(text[position : match.start()])
        position = match.end()
        if len(mistakes) >= limits.PROSE_MISTAKES:
            return ()
        reading.take(match)
        if len(reading.levels) > limits.PROSE_LEVELS + 1:
            too_deep = f"emphasis nested deeper than {limits.PROSE_LEVELS} levels, expected plainer text"
            mistakes.append(Mistake(match["stars"], too_deep, reading.letters(match.start())))
            return ()
    reading.words(text[position:])
    nodes = reading.levels[0][2]
    for marker, letter, inner in reading.levels[1:]:
        nodes.extend(inner)  # what stands inside is still looked at
        message = f"'{marker}' without its closing '{marker}'; write '\\*' for the character itself"
        mistakes.append(Mistake(marker, message, letter))
    return tuple(nodes)


def is_web_url(text: str) -> bool:
    """Whether the text is an absolute http or https address with a host and no spaces or quotes."""
    try:
        parts = urlsplit(text)
        # Reading the port is what makes the standard library check it.
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.port != 0
            and not parts.netloc.endswith(":")  # as of `https://https://…`
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
