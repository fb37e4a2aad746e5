"""Citing: in a few seconds, by keyboard too, in every form, and of a single statement."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import OpenReader
from host import Host, serve
from markdown_it import MarkdownIt
from playwright.sync_api import Locator
from reading import Reader
from remembered import REMEMBERED
from site_fixture import built_once
from test_every_page import violations

SITE = "https://bread.example/book/"
AREA = "areas/fermentation/"


@pytest.fixture(scope="module")
def bread(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The catalog with a past, built and served under its own policy."""
    folder, _ = built_once(tmp_path_factory, "bread", lambda folder: Path(shutil.copytree(REMEMBERED, folder)))
    policy = (folder / "site" / "content-security-policy.txt").read_text("utf-8").strip()
    with serve(folder / "site", below="/book/", headers={"Content-Security-Policy": policy}) as host:
        yield host


def asked(somebody: Reader, id: str) -> Locator:
    """The window that "Cite" opens for an entry."""
    section = somebody.page.locator(f".pl-permalink:has(a[href$='p/{id}/'])")
    section.locator("button.pl-pin").click()
    return somebody.page.locator("dialog.pl-citing[open]")


def test_each_form_gives_the_pinned_address_with_name_revision_and_day(reader: OpenReader, bread: Host) -> None:
    somebody = reader(at=bread, permissions=["clipboard-read", "clipboard-write"])
    somebody.open(AREA)
    dialog = asked(somebody, "sourdough")
    select = dialog.get_by_label("Form")
    said = {}
    button = dialog.get_by_role("button", name="Copy").element_handle()
    for form in select.locator("option").all():
        name = form.get_attribute("value") or ""
        select.select_option(name)
        button.click()
        said[name] = somebody.see("() => navigator.clipboard.readText()")
        dialog.get_by_role("button", name="Copied").wait_for()
    dialog.get_by_role("button", name="Copy", exact=True).wait_for()
    pin = f"{SITE}p/sourdough/r3/"
    assert {name: said[name] for name in ("Markdown", "AsciiDoc", "reStructuredText", "MediaWiki", "Plain text")} == {
        "Markdown": f"[Sourdough]({pin}) (Bread, r3, 2026-01-20)",
        "AsciiDoc": f"link:{pin}[Sourdough] (Bread, r3, 2026-01-20)",
        "reStructuredText": f"`Sourdough <{pin}>`__ (Bread, r3, 2026-01-20)",
        "MediaWiki": f"[{pin} Sourdough] (Bread, r3, 2026-01-20)",
        "Plain text": f"Sourdough (Bread, r3, 2026-01-20): {pin}",
    }
    assert f'<a href="{pin}">Sourdough</a>' in MarkdownIt().render(said["MADR"])
    assert said["BibTeX"].startswith("@misc{sourdough-r3,\n  title = {Sourdough},")
    (record,) = json.loads(said["CSL-JSON"])
    assert record == {
        "id": "sourdough-r3",
        "type": "webpage",
        "title": "Sourdough",
        "container-title": "Bread",
        "version": "r3",
        "issued": {"date-parts": [[2026, 1, 20]]},
        "URL": pin,
    }


def test_the_very_sentence_is_cited_by_its_own_address(reader: OpenReader, bread: Host) -> None:
    somebody = reader(at=bread)
    page = somebody.open(AREA)
    statement = page.locator("li[id='sourdough.l1']")
    statement.scroll_into_view_if_needed()
    sign = statement.locator("a.pl-sign")
    assert sign.evaluate("(sign) => getComputedStyle(sign).opacity") == "0"
    sign.focus()
    page.wait_for_function("(sign) => getComputedStyle(sign).opacity === '1'", arg=sign.element_handle())
    page.keyboard.press("Enter")
    assert somebody.path == f"{AREA}#sourdough.l1"
    dialog = asked(somebody, "sourdough")
    assert dialog.get_by_label("What").input_value() == "l1"
    assert f"{SITE}p/sourdough/r3/#l1" in dialog.locator("textarea").input_value()
    page.goto(f"{bread.url}p/sourdough/r3/#l1")
    assert page.locator("li:target").inner_text() == "the starter wants care every day"


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_it_works_by_keyboard_gives_the_focus_back_and_bars_nobody(
    reader: OpenReader, bread: Host, palette: str
) -> None:
    somebody = reader(at=bread, palette=palette, width=360)
    page = somebody.open(f"ja/{AREA}")
    button = page.locator("button.pl-pin").first
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.pl-citing[open]")
    dialog.wait_for()
    assert dialog.locator("output[aria-live=polite]").count() == 1
    assert somebody.see("() => document.querySelector('dialog').contains(document.activeElement)")
    assert violations(somebody) == []
    page.keyboard.press("Escape")
    assert page.locator("dialog.pl-citing").count() == 0
    assert button.evaluate("(button) => button === document.activeElement")


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_pins_bar_nobody_and_fit_a_phone(reader: OpenReader, bread: Host, palette: str) -> None:
    somebody = reader(at=bread, palette=palette, width=360)
    for path in ("p/sourdough/r1/", "ja/p/egg-wash/r1/", "p/yeast/r2/", "p/egg-wash/"):
        somebody.page.goto(bread.url + path)
        assert violations(somebody) == []
        assert somebody.see("() => document.scrollingElement.scrollWidth <= innerWidth")


def test_without_a_script_there_is_no_button_and_the_pin_has_the_line(reader: OpenReader, bread: Host) -> None:
    somebody = reader(at=bread, script=False)
    page = somebody.open(AREA, drawn=False)
    assert not page.locator("button.pl-pin").first.is_visible()
    page.locator(".pl-permalink a[href$='p/sourdough/r3/']").click()
    assert page.locator("pre").inner_text() == f"[Sourdough]({SITE}p/sourdough/r3/) (Bread, r3, 2026-01-20)"
