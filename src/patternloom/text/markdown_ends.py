"""Where what begins in a page's text ends: code spans, comments, lists of attributes, elements.

In: a part of a page, and where something begins in it. Out: where it ends, if it does. What ends nowhere is looked for
once, so that a page of many that never end is read as fast as any other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

_RUN = re.compile("`+")
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*+)[^<>]*(>?)")


class Ends:
    """The ends in one text; it is asked from its beginning on, and never back."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, int] = {}

    def next(self, sign: str, at: int) -> int:
        """Where the sign stands from there on; the text's length where it does not."""
        known = self._next.get(sign, -1)
        if known < at:
            found = self._text.find(sign, at)
            known = self._next[sign] = found if found >= 0 else len(self._text)
        return known

    def of(self, token: re.Match[str]) -> int:
        """The end of what a token begins; -1 where it has none, and its signs mean themselves."""
        at = token.end()
        match token.lastgroup:
            case "ticks":
                places = self._runs.get(at - token.start(), ())
                following = bisect_left(places, at)
                return places[following] + at - token.start() if following < len(places) else -1
            case "comment":
                return self._behind("-->", at)
            case "anchor" | "list":
                end = self._behind("}", at)
                return end if end <= self.next("\n", at) else -1
        return at

    def _behind(self, sign: str, at: int) -> int:
        found = self.next(sign, at)
        return found + len(sign) if found < len(self._text) else -1

    def of_element(self, tag: re.Match[str]) -> int:
        """Where the element ends that a tag begins; the tag's own end where nothing ends it."""
        return self._elements.get(tag.start(), tag.end())

    @cached_property
    def _runs(self) -> dict[int, list[int]]:
        """Where runs of back ticks begin, by their length."""
        runs: dict[int, list[int]] = {}
        for run in _RUN.finditer(self._text):
            runs.setdefault(len(run[0]), []).append(run.start())
        return runs

    @cached_property
    def _elements(self) -> dict[int, int]:
        """Where elements begin → where they end."""
        ends: dict[int, int] = {}
        begun: dict[str, list[int]] = {}
        for tag in _TAG.finditer(self._text):
            opened = begun.setdefault(tag[2].lower(), [])
            if not tag[1]:
                opened.append(tag.start())
            elif opened and tag[3]:
                ends[opened.pop()] = tag.end()
        return ends
