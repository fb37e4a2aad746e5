"""An address as a QR code, for whoever reads it on paper.

In: the address. Out: an SVG file of one path, in black, with the quiet zone that cameras need around it. It draws no
address that is longer than anybody's, and no colors: a code is black on white.
"""

from __future__ import annotations

from itertools import groupby

from patternloom.text.escape import Written

QUIET = 4
"""Modules of white around the code, as the standard asks for."""
# Of the eight patterns that break up even areas, the one that did best by the standard's own measure, at addresses like
# ours; trying all eight, as the standard has it, gains a twentieth and takes five times as long.
_MASK = 7
LONGEST = 1000
"""Bytes of an address: what is longer makes a code that no camera reads from paper."""

_SVG = Written(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path stroke="#000" d="{path}"/></svg>'
)


def qr_svg(address: str) -> Written | None:
    """The code; None where the address is too long for one."""
    if len(address.encode()) > LONGEST:
        return None
    import segno  # only here: it takes a web client with it, and a check draws nothing

    # As few modules as can be, with as much correction as they hold; not Micro, which few cameras read.
    code = segno.make(address, error="l", micro=False, mask=_MASK)
    size, _ = code.symbol_size(border=QUIET)
    lines = enumerate(code.matrix)
    return _SVG.format(size=size, path="".join(_line(row, y) for y, row in lines))


def _line(row: bytearray, y: int) -> str:
    """The dark runs of a line of modules, as strokes through their middle: `M4 4.5h7m2 0h3`."""
    drawn, x, at = "", 0, None
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            drawn += f"M{x + QUIET} {y + QUIET}.5h{length}" if at is None else f"m{x - at} 0h{length}"
            at = x + length
        x += length
    return drawn
