"""What a reader does with a picture: enlarge it, move in it, take it away, link to a part of it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from catalog_facts import LANGUAGES, Facts, turn
from conftest import OpenReader
from playwright.sync_api import Locator, Page, expect
from reading import Reader
from site_fixture import picture_texts
from test_every_page import violations
from test_example_pages import START_IN_VIEW, by_width

from patternloom.pictures.draw import Drawing, draw
from patternloom.text.escape import Written

WIDTH = "(element) => element.getBoundingClientRect().width"
FOCUSED = "() => document.activeElement.textContent"
SVG = "{http://www.w3.org/2000/svg}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def menu(page: Page, number: int = 0) -> tuple[Locator, Locator]:
    """A picture's button, and the entries of the menu that it opens."""
    figure = page.locator(".pl-figure").nth(number)
    return figure.locator(".pl-menu__button"), figure.locator("[role=menuitem]")


def choose(page: Page, entry: int, number: int = 0) -> None:
    """Open a picture's menu and choose an entry."""
    button, entries = menu(page, number)
    button.click()
    entries.nth(entry).click()


def with_pictures(facts: Facts, language: str) -> list[str]:
    """A page with trees, one with concept figures, one with an example's picture."""
    pages = facts.pages_with_diagrams(language)
    concept = next(page for page in pages if "pl-figure--concept" in facts.html(page))
    return [facts.area_pages(language)[0], concept, facts.example_pages(language)[0]]


@pytest.mark.parametrize("language", turn(0))
def test_every_picture_has_one_menu_that_the_keyboard_works(reader: OpenReader, facts: Facts, language: str) -> None:
    """Arrows open it and go round, Home and End jump, Escape and Tab leave it; it says whether it is open."""
    words = facts.words[language]
    for path in with_pictures(facts, language):
        somebody = reader()
        page = somebody.open(path)
        figures = page.locator(".pl-figure").count()
        assert page.locator(".pl-menu__button").count() == figures > 0
        button, entries = menu(page)
        button.focus()
        page.keyboard.press("ArrowDown")
        entries.first.wait_for()
        form = "D2" if "examples" in path else "Mermaid"
        names = [words["enlarge"], words["save_light"], words["save_dark"], words["save_png"]]
        names += [words["copy_as"].format(form=form), words["link_to"].format(name="…")]
        assert entries.all_inner_texts() == names
        if form == "D2":  # the menus are alike, and of all these pages this one is read the fastest
            assert violations(somebody, code=False) == []
        seen = [somebody.see(FOCUSED)]
        for key in ("ArrowUp", "ArrowDown", "End", "ArrowUp", "Home"):
            page.keyboard.press(key)
            seen.append(somebody.see(FOCUSED))
        assert seen == [names[at] for at in (0, 5, 0, 5, 4, 0)]
        assert button.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        entries.first.wait_for(state="hidden")
        page.wait_for_function("() => document.activeElement.matches('.pl-menu__button[aria-expanded=false]')")


def test_a_menu_goes_along_with_its_button_until_that_is_out_of_sight(reader: OpenReader, facts: Facts) -> None:
    """A page that is still coming to rest closes nothing."""
    somebody = reader()
    page = somebody.open(facts.area_pages(LANGUAGES[0])[0])
    button, entries = menu(page)
    button.click()
    entries.first.wait_for()
    gap = "() => document.querySelector('.pl-menu__list').getBoundingClientRect().top - document.querySelector('.pl-menu__button').getBoundingClientRect().bottom"
    before = somebody.see(gap)
    page.evaluate("() => window.scrollBy({ top: 60, behavior: 'instant' })")
    page.wait_for_function(f"(gap) => Math.abs(({gap})() - gap) < 1 && scrollY > 0", arg=before)
    expect(entries.first).to_be_visible()
    page.evaluate("() => window.scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    entries.first.wait_for(state="hidden")


@pytest.mark.parametrize("language", turn(1))
def test_a_picture_s_text_is_copied_from_a_file_that_is_loaded_then(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    """The clipboard holds it as it is written in the file; the button says so for a while; the page itself has no such text."""
    for path in with_pictures(facts, language):
        somebody = reader(permissions=["clipboard-read", "clipboard-write"])
        loaded: list[str] = []
        somebody.context.on("request", lambda request, loaded=loaded: loaded.append(request.url))
        page = somebody.open(path)
        assert [url for url in loaded if "pictures-as-text" in url or "viewer" in url or "takeaway" in url] == []
        button, _ = menu(page)
        name = button.inner_text()
        copied = somebody.copied_by(partial(choose, page, 4), said=facts.words[language]["copied"])
        told = next(iter(picture_texts(facts.root / path).values()))
        assert copied == told["text"]
        assert told["text"].splitlines()[-1] not in facts.html(path)
        page.wait_for_function("(name) => document.querySelector('.pl-menu__button').textContent === name", arg=name)


def test_a_text_that_cannot_be_had_is_told_and_asked_for_again(reader: OpenReader, facts: Facts) -> None:
    somebody = reader()
    page = somebody.open(facts.area_pages(LANGUAGES[0])[0])
    somebody.context.route("**/pictures-as-text.js", lambda route: route.abort())
    button, entries = menu(page)
    button.click()
    page.locator(".pl-menu__button", has_text=facts.words[LANGUAGES[0]]["not_loaded"]).wait_for()
    somebody.context.unroute("**/pictures-as-text.js")
    somebody.forgive("console: Failed to load resource: net::ERR_FAILED")
    button.click()
    entries.first.wait_for()


def saved(page: Page, entry: int, number: int = 0) -> Path:
    """What a menu's entry saves."""
    with page.expect_download() as download:
        choose(page, entry, number)
    path = Path(download.value.path())
    return path.rename(path.with_name(download.value.suggested_filename))


def shown(root: ElementTree.Element) -> Iterator[str]:
    """All that an SVG says, a word of a reader's at a time."""
    for element in root.iter(f"{SVG}text"):
        yield "".join(element.itertext())


@pytest.mark.parametrize("language", turn(0))
def test_a_picture_is_taken_away_as_an_svg_that_stands_alone(reader: OpenReader, facts: Facts, language: str) -> None:
    """In both palettes, whatever the page's: with its colours, title, lasting address and licence, and no style sheet."""
    for path in with_pictures(facts, language):
        somebody = reader(palette="dark")
        page = somebody.open(path)
        anchor, told = next(iter(picture_texts(facts.root / path).items()))
        words = page.locator(f"#{anchor} :is(.pl-diagram, .pl-picture) text").all_text_contents()
        grounds = {}
        for entry, scheme in ((1, "light"), (2, "dark")):
            file = saved(page, entry)
            assert file.name == anchor.removeprefix("diagram-") + (".svg" if scheme == "light" else "-dark.svg")
            text = file.read_text("utf-8")
            root = ElementTree.fromstring(text)
            assert "var(" not in text
            assert " style=" not in text
            said = {name: root.findtext(f".//{DUBLIN_CORE}{name}") for name in ("title", "source", "rights")}
            assert said == {
                "title": page.locator(".pl-figure figcaption b").first.inner_text(),
                "source": told["link"],
                "rights": page.locator(".md-copyright__highlight").inner_text(),
            }
            assert sorted(shown(root))[: len(words)]
            assert set(words) <= set(shown(root))
            assert all(
                link.get("{http://www.w3.org/1999/xlink}href", "").startswith("https://")
                for link in root.iter(f"{SVG}a")
            )
            grounds[scheme] = next(root.iter(f"{SVG}rect")).get("fill")
        assert grounds == {"light": "rgb(255, 255, 255)", "dark": "rgb(24, 29, 38)"}


@pytest.mark.parametrize("language", turn(1))
def test_a_picture_is_taken_away_as_a_png(reader: OpenReader, facts: Facts, language: str) -> None:
    """Twice as large as the picture, made in the browser."""
    for path in with_pictures(facts, language):
        page = reader().open(path)
        own = page.locator(".pl-figure svg:is(.pl-diagram, .pl-picture)").first.get_attribute("width")
        data = saved(page, 3).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">I", data[16:20])[0] >= 2 * int(float(own or 0)) - 2


@pytest.mark.parametrize("language", turn(0))
def test_a_picture_is_enlarged_with_the_keyboard_and_the_focus_comes_back(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    """Larger, but no picture is blown up; Escape closes it; the focus is where it was."""
    pages = by_width(facts, language)
    for width, path in ((1440, pages[0]), (1440, pages[-1]), (360, pages[-1])):
        somebody = reader(width=width)
        page = somebody.open(path)
        picture = page.locator(".pl-figure .pl-picture")
        before, own = picture.evaluate(WIDTH), int(picture.get_attribute("width") or 0)
        button, entries = menu(page)
        button.focus()
        page.keyboard.press("Enter")
        entries.first.wait_for()
        page.keyboard.press("Enter")
        dialog = page.locator("dialog[open]")
        dialog.wait_for()
        assert dialog.get_attribute("aria-label") == page.locator("h1").inner_text().removesuffix("¶").strip()
        after = dialog.locator("svg").evaluate(WIDTH)
        inside = dialog.locator(".pl-dialog__frame").evaluate("(frame) => frame.clientWidth - 16")
        assert after == pytest.approx(min(inside, 1.5 * own), abs=1)
        assert after > before * 1.2 or width < 1000
        assert somebody.see(START_IN_VIEW, ["dialog", 1])
        expect(dialog.locator(".pl-dialog__help")).to_be_visible()
        if width < 1000:  # the dialog is the same in every window, and has the least room in this one
            assert violations(somebody, code=False) == []
        for _ in range(6):
            page.keyboard.press("+")
        top = dialog.locator(".pl-dialog__frame").evaluate("(frame) => frame.scrollTop")
        page.keyboard.press("ArrowDown")
        page.wait_for_function("(top) => document.querySelector('.pl-dialog__frame').scrollTop > top", arg=top)
        page.keyboard.press("Escape")
        page.locator("dialog").wait_for(state="detached")
        assert button.evaluate("(button) => button === document.activeElement")


PLACE = """() => {
    const { scrollLeft, scrollTop } = document.querySelector(".pl-dialog__frame");
    return [document.querySelector(".pl-dialog svg").getBoundingClientRect().width, scrollLeft, scrollTop];
}"""


def enlarged(reader: OpenReader, facts: Facts, **options: object) -> tuple[Reader, Page]:
    """Somebody who looks at the widest picture in the dialog."""
    somebody = reader(**options)
    page = somebody.open(by_width(facts, LANGUAGES[0])[-1])
    choose(page, 0)
    page.locator("dialog[open]").wait_for()
    return somebody, page


def test_buttons_and_keys_zoom_and_show_the_whole(reader: OpenReader, facts: Facts) -> None:
    somebody, page = enlarged(reader, facts)
    words = facts.words[LANGUAGES[0]]
    (start, *_), widths = somebody.see(PLACE), []
    for name in (words["zoom_in"], words["zoom_out"], words["zoom_whole"]):
        page.get_by_role("button", name=name).click()
        widths.append(somebody.see(PLACE)[0])
    box = page.locator(".pl-dialog__frame").bounding_box()
    assert box is not None
    whole = page.locator(".pl-dialog svg").bounding_box()
    assert whole is not None
    assert widths[:2] == [pytest.approx(1.25 * start), pytest.approx(start)]
    assert whole["height"] <= box["height"]
    assert whole["width"] <= box["width"]
    for key in ("+", "-", "+", "0"):
        page.keyboard.press(key)
    assert somebody.see(PLACE)[0] == pytest.approx(widths[2])


def test_the_wheel_zooms_where_it_points_and_dragging_moves(reader: OpenReader, facts: Facts) -> None:
    """And a picture that was moved by one of its parts leads nowhere, nor does the dialog close."""
    somebody, page = enlarged(reader, facts)
    (before, *_), another = somebody.see(PLACE), f"(width) => ({PLACE})()[0] !== width"
    page.mouse.move(700, 500)
    page.mouse.wheel(0, -400)
    page.wait_for_function(another, arg=before)
    width, left, top = somebody.see(PLACE)
    page.mouse.down()
    page.mouse.move(600, 420, steps=5)
    page.mouse.up()
    assert somebody.see(PLACE) == [width, left + 100, top + 80]
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 400)
    page.wait_for_function(another, arg=width)
    assert somebody.see(PLACE)[0] < width
    expect(page.locator("dialog[open]")).to_be_visible()


def test_two_fingers_zoom_and_one_moves(reader: OpenReader, facts: Facts) -> None:
    somebody, page = enlarged(reader, facts, width=360, has_touch=True)
    (before, *_), session = somebody.see(PLACE), somebody.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[int, int]) -> None:
        told = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    touch("touchStart", (150, 400), (210, 400))
    for step in range(1, 7):
        touch("touchMove", (150 - 10 * step, 400), (210 + 10 * step, 400))
    touch("touchEnd")
    after, left, top = somebody.see(PLACE)
    assert after > 1.8 * before
    touch("touchStart", (200, 500))
    for step in range(1, 6):
        touch("touchMove", (200 - 10 * step, 500 - 10 * step))
    touch("touchEnd")
    width, *place = somebody.see(PLACE)
    assert width == after
    assert place[0] > left
    assert place[1] > top


@pytest.mark.parametrize(("touch", "word"), [(False, "zoom_help"), (True, "zoom_help_touch")])
def test_the_dialog_names_what_the_reader_has(reader: OpenReader, facts: Facts, touch: bool, word: str) -> None:
    """Wheel and keys at a desk, fingers on a phone."""
    somebody, page = enlarged(reader, facts, width=360 if touch else 1440, has_touch=touch, is_mobile=touch)
    told = page.locator("dialog[open] .pl-dialog__help")
    assert told.inner_text() == facts.words[LANGUAGES[0]][word]
    assert violations(somebody, code=False) == []


def test_an_enlarged_picture_closes_by_its_button_or_beside_it_and_not_by_a_click_in_it(
    reader: OpenReader, facts: Facts
) -> None:
    """The buttons are large enough for a thumb."""
    _, page = enlarged(reader, facts, width=360)
    dialog = page.locator("dialog[open]")
    box = dialog.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(dialog).to_be_visible()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] / 2)
    page.locator("dialog").wait_for(state="detached")
    choose(page, 0)
    sizes = [button.bounding_box() or {} for button in dialog.get_by_role("button").all()]
    assert min(min(size["width"], size["height"]) for size in sizes) >= 44
    dialog.get_by_role("button", name=facts.words[LANGUAGES[0]]["close"]).click()
    page.locator("dialog").wait_for(state="detached")


@pytest.mark.parametrize("language", turn(1))
def test_an_address_leads_to_a_part_of_a_picture(reader: OpenReader, facts: Facts, language: str) -> None:
    """It is in the window and has the focus; on a phone its line of the list has."""
    path = facts.area_pages(language)[0]
    somebody = reader()
    page = somebody.open(path)
    node = page.locator(".pl-diagram a").nth(2)
    anchor = node.get_attribute("id")
    somebody.open(f"{path}#{anchor}")
    page.wait_for_function("(id) => document.activeElement.id === id", arg=anchor)
    assert node.evaluate(
        "(a) => { const { top, bottom } = a.getBoundingClientRect(); return top > 0 && bottom < innerHeight; }"
    )
    phone = reader(width=360)
    phone.open(f"{path}#{anchor}")
    phone.page.wait_for_function(
        "() => document.activeElement.matches('.pl-figure__text a') && document.activeElement.offsetWidth > 0"
    )


PARTS = """(figure) => [...figure.querySelectorAll("svg [id]:is(a, .around, .box, .component, .boundary, .group)")]
    .map(({ id }) => id).sort()"""


@pytest.mark.parametrize("language", turn(0))
def test_every_part_of_a_picture_has_its_address_in_the_menu(reader: OpenReader, facts: Facts, language: str) -> None:
    """By mouse and by keyboard, on a phone too: the whole first, then each part by its name."""
    said = facts.words[language]["copied"]
    for number, path in enumerate(with_pictures(facts, language)):
        somebody = reader(width=(1440, 360)[number % 2], permissions=["clipboard-read", "clipboard-write"])
        page = somebody.open(path)
        figure = page.locator(".pl-figure").first
        id, name = figure.get_attribute("id"), figure.locator("figcaption b").inner_text()
        choose(page, 5)
        _, entries = menu(page)
        told = picture_texts(facts.root / path)[str(id)]["parts"]
        names = {f"{id}-{part}": label for part, label in told.items() if label != "…"}
        assert sorted(names) == figure.evaluate(PARTS)
        assert entries.all_inner_texts() == [name, *names.values()]
        assert violations(somebody, code=False) == []
        copied = somebody.copied_by(entries.last.click, said=said)
        assert copied == f"{somebody.host.url}{path}#{list(names)[-1]}"
        page.keyboard.press("ArrowDown")
        expect(entries).to_have_count(6)
        expect(entries.first).to_be_focused()
        page.keyboard.press("End")
        page.keyboard.press("ArrowRight")
        expect(entries.first).to_have_text(name)
        expect(entries.first).to_be_focused()
        assert somebody.copied_by(partial(page.keyboard.press, "Enter"), said=said).endswith(f"{path}#{id}")


def test_a_letter_leads_to_the_next_part_that_begins_with_it(reader: OpenReader, facts: Facts) -> None:
    """And to nothing else: the theme opens its search by some. The arrow back leads to where one came from."""
    somebody = reader()
    page = somebody.open(facts.area_pages(LANGUAGES[0])[0])
    _, entries = menu(page)
    choose(page, 5)
    expect(entries.first).to_be_focused()
    names = entries.all_inner_texts()
    for letter in (names[-1][0], "s", "f", "p"):
        at = names.index(somebody.see(FOCUSED))
        order = [*names[at + 1 :], *names[: at + 1]]
        page.keyboard.press(letter)
        found = next((name for name in order if name.lower().startswith(letter.lower())), names[at])
        assert somebody.see(FOCUSED) == found
    page.keyboard.press("ArrowLeft")
    expect(entries).to_have_count(6)
    expect(entries.last).to_be_focused()


@pytest.mark.parametrize("language", turn(1))
def test_the_focus_ring_of_a_node_lies_within_its_drawing(reader: OpenReader, facts: Facts, language: str) -> None:
    """Of the rightmost one too, where the drawing ends."""
    path = facts.area_pages(language)[0]
    somebody = reader()
    page = somebody.open(path)
    page.keyboard.press("Tab")
    outside = page.locator(".pl-diagram a").evaluate_all(
        """(nodes) => nodes.filter((node) => {
            node.focus();
            const { outlineWidth, outlineOffset, outlineStyle } = getComputedStyle(node);
            const stroke = parseFloat(getComputedStyle(node.querySelector("rect")).strokeWidth) / 2;
            const ring = outlineStyle === "none" ? 0 : parseFloat(outlineWidth) + parseFloat(outlineOffset);
            const around = node.closest("svg").viewBox.baseVal;
            const { x, y, width, height } = node.querySelector("rect").getBBox();
            const room = Math.min(x, y, around.width - x - width, around.height - y - height);
            return room < stroke + ring;
        }).map(({ id }) => id)"""
    )
    assert outside == []


@pytest.mark.parametrize("language", turn(0))
def test_the_address_of_a_part_that_leads_nowhere_has_the_focus_and_is_named(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    """In an example's picture, one image otherwise: a component and a boundary."""
    path = facts.example_pages(language)[0]
    (told,) = picture_texts(facts.root / path).values()
    somebody = reader()
    page = somebody.open(path)
    for part in (".component", ".boundary"):
        anchor = str(page.locator(f".pl-figure {part}").last.get_attribute("id"))
        somebody.open("404.html")
        somebody.open(f"{path}#{anchor}")
        page.wait_for_function("(id) => document.activeElement.id === id", arg=anchor)
        name = next(name for id, name in told["parts"].items() if anchor.endswith(f"-{id}"))
        assert str(page.locator(f"[id='{anchor}']").get_attribute("aria-label")).replace(" · ", " ") == name
        assert violations(somebody, code=False) == []


def test_a_component_s_address_marks_it(reader: OpenReader, facts: Facts) -> None:
    """In an example's picture, whose parts lead nowhere."""
    path = facts.example_pages(LANGUAGES[0])[0]
    somebody = reader()
    page = somebody.open(path)
    anchor = page.locator(".pl-figure .component").last.get_attribute("id")
    somebody.open(f"{path}#{anchor}")
    widths = page.locator(".pl-figure .component :is(rect, path, polygon)").evaluate_all(
        "(shapes) => shapes.map((shape) => [shape.closest('.component').id, getComputedStyle(shape).strokeWidth])"
    )
    assert {id for id, width in widths if width == "5px"} == {anchor}


def test_the_text_of_an_example_is_d2_s_own(facts: Facts) -> None:
    """D2 draws what is copied."""
    (told,) = picture_texts(facts.root / facts.example_pages(LANGUAGES[0])[0]).values()
    assert isinstance(draw((Drawing("copied", "x", told["text"]),))["copied"].svg, Written)
