"""Pages of paper, as a reader sees them: what they say, where, and what a camera reads on them.

In: a PDF. Out: its pages, links and bookmarks. It knows nothing of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import Any

import pypdfium2
import pypdfium2.raw
import zxingcpp
from pypdf import PdfReader

MM = 72 / 25.4
"""Points of a millimeter."""
HEAD, FOOT = 16, 17
"""Millimeters at the upper edge, and at the lower one where the page's number stands, as the style sheet says."""


def links(reader: PdfReader) -> Iterator[tuple[str, int | None]]:
    """Where links lead, from the first page on: an address, or a place in the file with its page, None where it has none."""
    named = reader.named_destinations
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            link: Any = annotation.get_object()
            action = link.get("/A", {})
            target = link.get("/Dest", action.get("/D"))
            if "/URI" in action:
                yield str(action["/URI"]), None
            elif isinstance(target, str):
                place = named.get(target) or named.get(target.lstrip("/"))
                yield target, reader.get_destination_page_number(place) if place else None


def bookmarks(data: bytes) -> list[str]:
    """Their titles, in order."""
    return [mark.get_title() for mark in pypdfium2.PdfDocument(data).get_toc(max_depth=15)]


@dataclass(frozen=True)
class Letter:
    """One that is seen, in points from the lower left corner."""

    text: str
    size: float
    left: float
    bottom: float
    right: float


@dataclass(frozen=True)
class Paper:
    """A printed file."""

    data: bytes

    @cached_property
    def file(self) -> pypdfium2.PdfDocument:
        """For what is not asked here."""
        return pypdfium2.PdfDocument(self.data)

    @cached_property
    def pages(self) -> list[str]:
        """What each says above its number, without blanks, as lines break anywhere."""
        return [squeezed(page.get_textpage().get_text_bounded(bottom=FOOT * MM)) for page in self.file]

    @property
    def text(self) -> str:
        """What all say."""
        return "".join(self.pages)

    def outside(self, margin: float) -> list[str]:
        """Words that lie nearer to an edge, in millimeters, or beyond it; but for the page's number."""
        found = []
        for number, page in enumerate(self.file, 1):
            width, height = page.get_size()
            text = page.get_textpage()
            for at in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(at)
                edge = min(left, bottom, width - right, height - top)
                words = text.get_text_bounded(left, bottom, right, top)
                if edge < margin * MM and not (top < FOOT * MM and re.fullmatch(r"[\d/\s]*", words)):
                    found.append(f"page {number}, {edge / MM:.0f} mm: {words}")
        return found

    def codes(self, number: int = 1) -> list[tuple[str, float]]:
        """What the QR codes of a page say, and where each ends at the right, in points."""
        bitmap = self.file[number - 1].render(scale=2, grayscale=True)
        seen = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        return [(code.text, code.position.top_right.x / 2) for code in zxingcpp.read_barcodes(seen)]

    def letters(self, number: int = 1) -> list[Letter]:
        """Those of a page, above its number, without blanks."""
        text = self.file[number - 1].get_textpage()
        matrix, found = pypdfium2.raw.FS_MATRIX(), []
        for at in range(text.count_chars()):
            letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, at))
            left, bottom, right, _ = text.get_charbox(at)
            pypdfium2.raw.FPDFText_GetMatrix(text.raw, at, byref(matrix))
            size = pypdfium2.raw.FPDFText_GetFontSize(text.raw, at) * hypot(matrix.c, matrix.d)
            if not letter.isspace() and right > left and bottom > FOOT * MM:
                found.append(Letter(letter, size, left, bottom, right))
        return found

    def filled(self, number: int) -> float:
        """Down to where something stands on a page, as a part of its height."""
        page = self.file[number - 1]
        whole = page.get_height() - (HEAD + FOOT) * MM
        bounds = [one.get_bounds() for one in page.get_objects(max_depth=1)]
        lowest = min((low for _, low, _, high in bounds if low < high and high > FOOT * MM), default=whole)
        return min(1, (page.get_height() - HEAD * MM - lowest) / whole)


def squeezed(text: str) -> str:
    """Without blanks and hyphens: at a line's end, a reader of PDF cannot tell whose they are."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]", "", text)
