"""Where the next word of a template lands, told from the text before it: a line, an attribute, a code span, a script …

In: a place, and a template's own text from there on. Out: the place after it. It reads Markdown and HTML as far as a
word's meaning depends on it, and no further: which element stands in which it does not know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "code", "fence", "target", "list", "tag", "value", "bare", "comment", "raw"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a page."""

    kind: Kind = "text"
    """Text of HTML or Markdown; a code span; a fence; a link's target; an attribute list of Markdown; inside a tag; a
    quoted attribute; one without quotes; a comment; an element whose inside is no text."""
    begins: bool = True
    """Whether it is a line's start, in text."""
    tag: str = ""
    attribute: str = ""
    until: str = ""
    """What ends it: a quote, a fence, as many backticks."""


TEXT = Place()
_IN_TEXT = Place(begins=False)
# Elements whose inside no reference is read in.
_RAW = ("script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext", "title", "textarea")
_TEXT = re.compile(
    r"""
      (?P<line>\n)
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<code>`+)
    | (?P<comment><!--)
    | <[!?/]?(?P<tag>[A-Za-z][^\s<>/]*|\Z)
    | (?P<list>\{:|\{[ ]*(?=[.\#]|\Z))
    | (?P<target>\]\([ ]*<?)
    """,
    re.VERBOSE,
)
_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}(?=[^`\n]*(?:\n|$))|~{3,})")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:[ \t]*<?")
_WORD = r"[^\s\"'<>/=]+"
_IN_TAG = re.compile(rf"(?P<end>>)|(?P<attribute>{_WORD})\s*=\s*(?P<quote>[\"']?)|{_WORD}|.", re.DOTALL)
_TARGET_END, _LIST_END, _BARE_END = re.compile(r"[\s)>]"), re.compile(r"[}\n]"), re.compile(r"[\s>]")


def after(place: Place, text: str) -> Place:
    """The place where what follows the text lands."""
    at = 0
    while at < len(text):
        place, at = _STEPS[place.kind](place, text, at)
    return place


def _text(place: Place, text: str, at: int) -> tuple[Place, int]:
    if place.begins:
        if fence := _FENCE.match(text, at):
            return Place("fence", until=fence["fence"]), fence.end()
        if definition := _DEFINITION.match(text, at):
            return Place("target"), definition.end()
    found = _TEXT.search(text, at)
    if found is None:
        return _IN_TEXT if text[at:].strip() else Place(begins=place.begins), len(text)
    end = found.end()
    if found["line"]:
        return TEXT, end
    if found["code"]:
        return Place("code", until=found["code"]), end
    if found["comment"]:
        return Place("comment"), end
    if found["tag"] is not None:
        return Place("tag", tag=found["tag"].lower() if found[0][1:2] != "/" else ""), end
    if found["list"]:
        return Place("list"), end
    return (Place("target") if found["target"] else _IN_TEXT), end


def _code(place: Place, text: str, at: int) -> tuple[Place, int]:
    found = re.compile(rf"(?<!`){place.until}(?!`)|\n[ \t]*\n").search(text, at)
    if found is None:
        return place, len(text)
    return (TEXT if found[0].endswith("\n") else _IN_TEXT), found.end()


def _fence(place: Place, text: str, at: int) -> tuple[Place, int]:
    found = re.compile(rf"(?:\n|\A)[ \t>]*{place.until}{place.until[0]}*[ \t]*(?=\n|$)").search(text, at)
    return (_IN_TEXT, found.end()) if found else (place, len(text))


def _target(place: Place, text: str, at: int) -> tuple[Place, int]:
    return _ends(_TARGET_END, place, text, at)


def _list(place: Place, text: str, at: int) -> tuple[Place, int]:
    return _ends(_LIST_END, place, text, at)


def _ends(pattern: re.Pattern[str], place: Place, text: str, at: int) -> tuple[Place, int]:
    found = pattern.search(text, at)
    return (TEXT if found[0] == "\n" else _IN_TEXT, found.end()) if found else (place, len(text))


def _tag(place: Place, text: str, at: int) -> tuple[Place, int]:
    found = _IN_TAG.match(text, at)
    assert found
    if found["end"]:
        return (Place("raw", until=place.tag) if place.tag in _RAW else _IN_TEXT), found.end()
    if found["attribute"]:
        kind: Kind = "value" if found["quote"] else "bare"
        return Place(kind, tag=place.tag, attribute=found["attribute"].lower(), until=found["quote"]), found.end()
    return place, found.end()


def _value(place: Place, text: str, at: int) -> tuple[Place, int]:
    end = text.find(place.until, at)
    return (Place("tag", tag=place.tag), end + 1) if end >= 0 else (place, len(text))


def _bare(place: Place, text: str, at: int) -> tuple[Place, int]:
    found = _BARE_END.search(text, at)
    return (Place("tag", tag=place.tag), found.start()) if found else (place, len(text))


def _comment(place: Place, text: str, at: int) -> tuple[Place, int]:
    end = text.find("-->", at)
    return (_IN_TEXT, end + 3) if end >= 0 else (place, len(text))


def _raw(place: Place, text: str, at: int) -> tuple[Place, int]:
    found = re.compile(rf"</{place.until}\b", re.IGNORECASE).search(text, at)
    return (Place("tag"), found.end()) if found else (place, len(text))


_STEPS = {
    "text": _text, "code": _code, "fence": _fence, "target": _target, "list": _list, "tag": _tag, "value": _value,
    "bare": _bare, "comment": _comment, "raw": _raw,
}  # fmt: skip
