"""Citing: in a few seconds, by keyboard too, in every form, and of a single statement."""

from __future__ import annotations

import json

import citation_readers
import pytest
from conftest import OpenReader
from host import Host
from hostile_texts import PAYLOADS
from markdown_it import MarkdownIt
from playwright.sync_api import Locator, expect
from reading import Reader
from test_every_page import violations

SITE = "https://bread.example/book/"
AREA = "areas/fermentation/"


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
        said[name] = somebody.copied_by(button.click, said="Copied")
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


NAMES = [
    "Sourdough",
    "パン種（天然酵母）の「育て方」、第2版",
    "a 'single' and a \"double\" quote, it's",
    "a {brace, an }other and a {pair}",
    "a [bracket, an ]other, a [pair] and [[two]]",
    "ends in ]]",
    "a | bar || bars",
    "a \\ backslash \\\\ two, and at the end \\",
    "100 % of #1 & R&D, &amp; &lt;b&gt; &#42;",
    "<b>tags</b> <https://evil.example/> <!-- not a comment -->",
    "*bold* **bolder** _slanted_ __more__ `code` ``more``",
    "$x$ ~~struck~~ ^up^ ~~~~ ~down~ {attribute} {{template|x}}",
    'key=value, other="more", role=x',
    "(C) (R) (TM) -- ... -> <- => <=",
    "[evil](https://evil.example/) link:https://evil.example/[evil] `evil <https://evil.example/>`__",
    "'''bold''' ''slanted'' <nowiki> __TOC__ <ref>x</ref>",
    "@misc{x, title = {y}} \\input{z} %",
    "reference_ other__ |substitution| [1]_ :role:`x`",
    "$$passed$$ ((listed)) (((unseen))) a;; b:: c",
    "$& $` $' $1 $<name> {name}",
    "__proto__ constructor toString",
    "#tag C # @team www.example.com a@b.example https://evil.example/",
    *(text for text in (" ".join(payload.split()) for payload in PAYLOADS) if text.isprintable()),
]
CITE_ALL = """async (names) => {
  const found = {};
  const heading = document.getElementById("sourdough");
  const button = document.querySelector(".pl-permalink a[href$='p/sourdough/'] ~ button.pl-pin");
  const words = document.querySelector("script[data-site]").dataset;
  for (const name of names) {
    heading.textContent = words.site = name;
    button.click();
    let dialog;
    while (!(dialog = document.querySelector("dialog.pl-citing"))) await new Promise((go) => setTimeout(go, 20));
    const forms = [...dialog.querySelectorAll("select")].pop();
    found[name] = { title: dialog.querySelector(".pl-citing__title").textContent };
    for (const { value } of forms.options) {
      forms.value = value;
      forms.dispatchEvent(new Event("change"));
      found[name][value] = dialog.querySelector("textarea").value;
    }
    dialog.remove();
  }
  return found;
}"""


def test_readers_that_others_wrote_find_the_whole_name_and_address(reader: OpenReader, bread: Host) -> None:
    somebody = reader(at=bread)
    somebody.open(AREA)
    said = somebody.page.evaluate(CITE_ALL, NAMES)
    assert list(said) == NAMES
    pin = f"{SITE}p/sourdough/r3/"
    for name, forms in said.items():
        assert forms["title"] == f"Cite “{name}”"
        behind = f" ({name}, r3, 2026-01-20)"
        for form, read in (
            ("Markdown", citation_readers.markdown),
            ("MADR", citation_readers.markdown),
            ("AsciiDoc", citation_readers.asciidoc),
            ("reStructuredText", citation_readers.rst),
            ("MediaWiki", citation_readers.wiki),
        ):
            assert read(forms[form]) == (name, pin, f"{name}{behind}"), form
        assert forms["Plain text"] == f"{name}{behind}: {pin}"
        assert citation_readers.bibtex(forms["BibTeX"]) == {
            "ENTRYTYPE": "misc",
            "ID": "sourdough-r3",
            "title": name,
            "howpublished": name,
            "year": "2026",
            "month": "01",
            "note": "r3, 2026-01-20",
            "url": pin,
        }
        item = citation_readers.csl(forms["CSL-JSON"])
        assert (item["title"], item["container-title"], item["URL"]) == (name, name, pin)


def test_a_work_of_the_bibliography_is_cited_by_its_title(reader: OpenReader, bread: Host) -> None:
    somebody = reader(at=bread)
    page = somebody.open("references/")
    page.locator("#calvel-1990 button.pl-pin").click()
    dialog = page.locator("dialog.pl-citing[open]")
    dialog.get_by_label("Form").select_option("Markdown")
    pin = f"{SITE}p/calvel-1990/r1/"
    assert dialog.locator("textarea").input_value() == f"[The Taste of Bread]({pin}) (Bread, r1, 2026-01-05)"
    assert page.locator("#calvel-1990 a[href$='p/calvel-1990/r1/']").count() == 1


def test_a_figure_is_cited_by_the_title_of_its_caption(reader: OpenReader, bread: Host) -> None:
    somebody = reader(at=bread)
    page = somebody.open(AREA)
    page.locator("figcaption button.pl-pin").click()
    dialog = page.locator("dialog.pl-citing[open]")
    dialog.get_by_label("Form").select_option("Markdown")
    pin = f"{SITE}p/feeding-cycle/r1/"
    name = page.locator("figure:has(button.pl-pin) figcaption b").inner_text()
    assert dialog.locator("textarea").input_value().startswith(f"[{name}]({pin}) (Bread, r1, ")


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
    page.locator("dialog.pl-citing").wait_for(state="detached")
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
    expect(page.locator("button.pl-pin").first).to_be_hidden()
    page.locator(".pl-permalink a[href$='p/sourdough/r3/']").click()
    assert page.locator("pre").inner_text() == f"[Sourdough]({SITE}p/sourdough/r3/) (Bread, r3, 2026-01-20)"
