"""Pages of paper, as a reader sees them: what they say, where, and what a camera reads on them.

In: a PDF. Out: its pages. It knows nothing of the site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
import zxingcpp

MM = 72 / 25.4
"""Points of a millimeter."""
FOOT = 17
"""Millimeters at the lower edge where the page's number stands, as the style sheet says."""


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

    def codes(self, number: int = 1) -> list[str]:
        """What the QR codes of a page say."""
        bitmap = self.file[number - 1].render(scale=2, grayscale=True)
        seen = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        return [code.text for code in zxingcpp.read_barcodes(seen)]


def squeezed(text: str) -> str:
    """Without blanks and hyphens: at a line's end, a reader of PDF cannot tell whose they are."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]", "", text)
