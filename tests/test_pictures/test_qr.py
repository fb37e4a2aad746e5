"""QR codes, read by a program that reads what cameras see."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from patternloom.pictures.qr import LONGEST, QUIET, qr_svg

UNIT = 4
"""Pixels of a module."""


def seen(svg: str) -> memoryview:
    """The picture as a camera sees it, in shades of gray: drawn from the strokes of its one path."""
    root = ElementTree.fromstring(svg)
    _, _, size, _ = map(int, root.attrib["viewBox"].split())
    (path,) = root
    pixels = bytearray(b"\xff" * (size * UNIT) ** 2)
    x = y = 0
    for sign, first, second in re.findall(r"([Mmh])(\d+)(?: (\d+)(?:\.5)?)?", path.attrib["d"]):
        if sign == "h":
            for line in range(y * UNIT, (y + 1) * UNIT):
                start = line * size * UNIT + x * UNIT
                pixels[start : start + int(first) * UNIT] = bytes(int(first) * UNIT)
        x, y = (int(first), int(second)) if sign == "M" else (x + int(first), y)
    return memoryview(pixels).cast("B", (size * UNIT, size * UNIT))


def read(svg: str) -> list[str]:
    """What the codes in it say."""
    return [code.text for code in zxingcpp.read_barcodes(seen(svg))]


@given(st.from_regex(r"https://[a-z.]{4,60}/(ja/)?p/[a-z0-9-]{1,100}/", fullmatch=True))
def test_a_camera_reads_the_address(address: str) -> None:
    svg = qr_svg(address)
    assert svg
    assert read(svg) == [address]


def test_it_has_a_quiet_zone_and_no_style_of_its_own() -> None:
    svg = qr_svg("https://example.org/p/saga/")
    assert svg
    root = ElementTree.fromstring(svg)
    assert not [element for element in root.iter() if "style" in element.attrib]
    rows = seen(svg).tolist()
    dark = [(x, y) for y, row in enumerate(rows) for x, shade in enumerate(row) if not shade]
    side = len(rows) - 1
    for places in zip(*dark, strict=True):
        assert (min(places), max(places)) == (QUIET * UNIT, side - QUIET * UNIT)


def test_an_address_longer_than_any_has_no_code() -> None:
    assert qr_svg("https://example.org/" + "é" * LONGEST) is None
    longest = "https://example.org/".ljust(LONGEST, "a")
    assert read(qr_svg(longest) or "") == [longest]
