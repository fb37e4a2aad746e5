"""What the search window loads: names at once, the texts after them, each as a script.

In: documents of the entries, the sections of all pages as MkDocs' search plugin lists them, and words that mean the
same. Out: two files. They are scripts and no JSON, so that they load from a disk too. The first holds no section of a
page, as these are found by their text alone, and nothing that is seldom meant: a first search waits for it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from patternloom.search.documents import Document
from patternloom.text.letters import is_wide

NAMES, TEXTS = "search/names.js", "search/texts.js"
"""Where they lie below the root of a language."""

PAGE_WEIGHT = 0.8
"""Of a section that is no entry: what only explains comes after what is meant."""
_OFTEN_MEANT = 0.6
"""The weight from which on an entry comes at once: works that are cited and errata are half of all, and can wait."""
# In columns; a letter that fills a square takes two. Two lines of a phone's window, and one of what is seldom meant.
_LONGEST_SUMMARY, _LONGEST_ASIDE = 104, 60
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s+")
# The begun word of a text that is cut off, and what no such text ends with.
_PART = re.compile(r"(?<=[^!-~])[!-~]+$")
_NO_END = " .,;:([、。・（「"


def scripts(
    entries: Sequence[Document], sections: Sequence[Mapping[str, Any]], same: str = "", beside: str = ""
) -> dict[str, str]:
    """Path → script; `sections` are `docs` of MkDocs' `search_index.json`, `same` is the word `search_same`.

    `beside` is the word `search_beside`: makers and kinds of thing that readers write before or after a name.
    """
    texts = {section["location"]: _plain(section["text"]) for section in sections}
    known = {document.url for document in entries}
    documents = [*entries, *_pages(sections, known)]
    first = [one for one in documents if _comes_first(one)]
    later = [one for one in documents if not _comes_first(one)]
    groups = [group.split() for group in same.split(";") if group.strip()]
    return {
        NAMES: _script("same", groups) + _script("beside", _words(beside)) + _script("names", _columns(first)),
        # In the order of the names, so that no address stands there twice.
        TEXTS: _script("names", _columns(later)) + _script("texts", [texts.get(one.url, "") for one in first + later]),
    }


def _words(text: str) -> list[str]:
    """Its words; the parts of one are joined by `_`."""
    return [word.replace("_", " ") for word in text.split()]


def _comes_first(document: Document) -> bool:
    is_section = document.place and not document.kind
    return document.weight >= _OFTEN_MEANT and not is_section


def _columns(documents: Sequence[Document]) -> list[tuple[Any, ...]]:
    """A column after the other: like beside like is smaller on its way."""
    rows = (
        (one.url, one.title, one.kind, one.place, one.status, one.names, one.typed, _beginning(one), one.weight)
        for one in documents
    )
    return list(zip(*rows, strict=True))


def _pages(sections: Sequence[Mapping[str, Any]], known: set[str]) -> Iterator[Document]:
    """Every page and section that is no entry; its text, which follows, says what it is."""
    titles = {section["location"]: _plain(section["title"]) for section in sections}
    for section in sections:
        location = section["location"]
        if location not in known:
            page = location.partition("#")[0]
            place = titles.get(page, "") if page != location else ""
            yield Document(location, titles[location], place=place, weight=PAGE_WEIGHT)


def _beginning(document: Document) -> str:
    """The beginning of what it is, with a sign where more follows."""
    text, columns = document.summary, 0
    longest = _LONGEST_SUMMARY if document.weight >= PAGE_WEIGHT else _LONGEST_ASIDE
    for at, letter in enumerate(text):
        columns += 2 if is_wide(letter) else 1
        if columns > longest:
            whole = text[:at] if text[at].isspace() else _PART.sub("", text[:at])
            return whole.rstrip(_NO_END) + "…"
    return text


def _plain(text: str) -> str:
    """Text of HTML."""
    return _BLANKS.sub(" ", html.unescape(_TAG.sub(" ", text))).strip()


def _script(name: str, value: Any) -> str:
    return (
        f"patternloomSearch.take({json.dumps(name)}, {json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n"
    )
