"""A translation that is older than its original says so, and the original is one press of a key away for everybody."""

from __future__ import annotations

import pytest
from conftest import OpenReader
from host import Host
from playwright.sync_api import expect
from test_every_page import violations

PAGE = "ja/areas/baking/"


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("script", [True, False])
def test_the_original_opens_by_keyboard_closes_by_escape_and_bars_nobody(
    reader: OpenReader, bread: Host, palette: str, script: bool
) -> None:
    somebody = reader(at=bread, palette=palette, width=360, script=script)
    page = somebody.open(PAGE, drawn=script)
    mark = page.locator("button.pl-older")
    original = page.locator(".pl-original[lang=en]")
    assert (mark.count(), original.count()) == (1, 1)
    assert mark.inner_text() == "原文の更新あり"
    expect(original).to_be_hidden()
    # From the link before it, as somebody comes there who walks the page by Tab.
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.locator("button.pl-older:focus").count():
            break
    assert mark.evaluate("(mark) => mark.matches(':focus-visible')")
    if script:
        assert violations(somebody) == []
    page.keyboard.press("Enter")
    expect(original).to_be_visible()
    assert original.inner_text() != ""
    box, window = original.bounding_box(), page.viewport_size
    assert box is not None
    assert window is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    if script:
        assert violations(somebody) == []
    page.keyboard.press("Escape")
    original.wait_for(state="hidden")
    assert mark.evaluate("(mark) => mark === document.activeElement")


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_a_press_beside_it_closes_it(reader: OpenReader, bread: Host, palette: str) -> None:
    somebody = reader(at=bread, palette=palette)
    page = somebody.open(PAGE)
    page.locator("button.pl-older").click()
    original = page.locator(".pl-original")
    expect(original).to_be_visible()
    page.mouse.click(5, 5)
    expect(original).to_be_hidden()
